"""The choice where one character of a script answers to several of the other.

OpenCC knows the words. It does not know where a Chinese word ends, who is a person, or what this field writes. So its
work is done word by word (被|发明 and not 被发|明), and rules for single characters, names, the contexts of
``data/contexts.tsv`` and the terms of the glossary decide over it, in this order. Everything here keeps the length of
the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from toolkit.script.locks import Locks
from toolkit.script.names import foreign_names, surname_places, surnames
from toolkit.script.opencc import converted, nearly
from toolkit.script.rules import choices
from toolkit.script.words import Cut, cut, masked, uncut, unmasked
from toolkit.spans import differing
from toolkit.tables import rows
from toolkit.text import Edits, Pair, Span

TRADITIONAL = ("s2t", "s2tw", "s2hk")
SIMPLIFIED = ("t2s", "tw2s", "hk2s")
REGION = {"s2t": ("tw2t",), "s2tw": (), "s2hk": ("tw2t", "t2hk")}
SPELLING = {"s2tw": "t2tw", "s2hk": "t2hk"}
KEPT = frozenset("著么")  # decided here: OpenCC's configurations differ over 著, and take every 么 of Taiwan for 幺
_ZHU = re.compile("著")
_SEPARATOR = "\x1f"
WORDS = 1 << 17  # words of which the conversion is kept, for each configuration
_known: dict[str, dict[str, str]] = {}
PHRASE = 8
UNSURE = frozenset("干只发面准系卷刮扎朱")  # OpenCC takes pairs for words here that are none: 干的, 是只, 掉发
BARE = 3  # the length of a rule's evidence that holds nothing but the sign in its brackets
EVERYWHERE = frozenset("才")  # OpenCC's own standard writes 纔, and no region does


@dataclass(slots=True)
class Decisions:
    """A text on its way: how OpenCC writes it, what was written over it, by which rule and on what grounds.

    ``rules`` names the rules of the characters that OpenCC did not decide; ``evidence`` also holds the grounds of rules
    that agree with it.
    """

    text: str
    over: dict[int, str] = field(default_factory=dict)
    rules: dict[int, str] = field(default_factory=dict)
    evidence: dict[int, str] = field(default_factory=dict)

    def put(self, start: int, form: str, rule: str, evidence: str = "") -> None:
        """Write a form of the same length at ``start`` (code points)."""
        for at, sign in enumerate(form, start):
            if evidence:
                self.evidence[at] = evidence
            if self.over.get(at, self.text[at]) != sign:
                self.over[at], self.rules[at] = sign, rule

    def written(self) -> str:
        """Return the text as decided."""
        parts, done = [], 0
        for at in sorted(self.over):
            parts += [self.text[done:at], self.over[at]]
            done = at + 1
        return "".join([*parts, self.text[done:]])


@dataclass(frozen=True, slots=True)
class Chooser:
    """Converts between the scripts and decides the one-to-many characters; the alignment is the identity.

    ``config`` is one of ``s2t``, ``s2tw``, ``s2hk``, ``t2s``, ``tw2s``, ``hk2s``; ``locks`` hold the glossary's own
    forms, which win. The rules of the edits: ``opencc.*``, ``script.rule``, ``script.surname``, ``script.foreign``,
    ``script.context``, ``script.particle``, ``script.glossary``; the evidence is the context that decided.

    >>> Chooser("s2tw").convert("范某被发明人于某发现").apply("范某被发明人于某发现")
    '范某被發明人於某發現'
    """

    config: str
    locks: Locks = field(default_factory=Locks)

    @property
    def name(self) -> str:
        """``duizhao.`` and the configuration."""
        return f"duizhao.{self.config}"

    def convert(self, characters: str) -> Edits:
        """Return the edits; offsets in code points."""
        decided = self.decide(characters)
        return edits_by_rule(characters, decided.written(), decided.rules, f"opencc.{self.config}", decided.evidence)

    def turn(self, characters: str) -> tuple[str, dict[int, str]]:
        """Return the converted text and, for the characters that OpenCC did not decide, the rule that did."""
        decided = self.decide(characters)
        return decided.written(), decided.rules

    def decide(self, characters: str) -> Decisions:
        """Return the characters of the converted text with the rules that chose them and the grounds."""
        choose = _to_traditional if self.config in TRADITIONAL else _to_simplified
        decided = choose(characters, self.config)
        for span, form in self.locks.found(characters):
            decided.put(span.start, form, "script.glossary", span.of(characters))
        return decided


def edits_by_rule(
    earlier: str, later: str, rules: dict[int, str], otherwise: str, evidence: dict[int, str] | None = None
) -> Edits:
    """Return the edits between texts of equal length, one for each run of one rule; ``rules`` is by code point."""
    return Edits.of(Pair(earlier, later, otherwise, rules=rules, grounds=evidence or {}))


def _to_traditional(characters: str, config: str) -> Decisions:
    """Decide on the Simplified form of the text, so that a mixture is read as well as a text in one script.

    What is Traditional already stays, but for the spelling of the region; therefore a second pass changes nothing.
    """
    hans = converted("t2s", characters)
    if hans == characters and not any(particles(characters)):
        return _from_simplified(characters, config)
    hans = _to_simplified(characters, "t2s").written()
    decided = _from_simplified(hans, config)
    old = list(differing(characters, hans))
    kept = list(decided.written())
    for at in old:
        kept[at] = characters[at]
    spelled = converted(SPELLING[config], "".join(kept)) if config in SPELLING else characters
    for at in old:
        sign = spelled[at] if spelled[at] != characters[at] else _spelled(characters[at], hans[at], config)
        if sign == characters[at] or converted("t2s", sign) != sign:  # else both scripts write it: decided as any other
            decided.over[at] = sign
            decided.rules.pop(at, None)
            decided.evidence.pop(at, None)
    return decided


@lru_cache(maxsize=8192)
def _spelled(sign: str, hans: str, config: str) -> str:
    """Return how a configuration writes a sign that Simplified texts hold too and that means ``hans`` here (麽, 么)."""
    own = converted(config, sign)
    return own if converted("t2s", own) == hans else sign


def _from_simplified(hans: str, config: str) -> Decisions:
    tokens = cut(hans)
    read = masked(hans)
    turned = _by_words(read, tokens, config)
    decided = Decisions(turned if read is hans else unmasked(turned, hans))
    for at, form, evidence in choices(hans, tokens):
        decided.put(at, regional(form, config), "script.rule", evidence)
    for place, said in surname_places(hans, tokens):
        if not said and len(decided.evidence.get(place, "")) > BARE:
            continue
        decided.put(place, surnames()[hans[place]], "script.surname", hans[place : place + 3])
    for at, form, name in foreign_names(hans):
        decided.put(at, form, "script.foreign", name)
    for span, form in _contexts(read, hans, tokens):
        decided.put(span.start, regional(form, config), "script.context", span.of(hans))
    return decided


def _by_words(hans: str, tokens: Cut, config: str) -> str:
    """Convert token by token, but where only a phrase over several whole tokens says otherwise.

    A phrase that cuts a word is an accident (被发 in 被|发明, 毛发 in 牛毛|发亮); one that ends where words end is
    none (葡萄|干), for the segmenter lacks many words.
    """
    apart, whole = _apart(tokens, config), nearly(config, hans)
    phrases = Decisions(apart)
    for at in differing(apart, whole):
        found = _shortest(*_window(hans, at), whole[at], config)
        if any(
            tokens.ends(at + start, at + end) and (end - start > 2 or hans[at] not in UNSURE) for start, end in found
        ):
            phrases.over[at] = whole[at]
    return phrases.written()


def _apart(tokens: Cut, config: str) -> str:
    """Convert each token by itself. A text has few words that are new, and these are converted in one call."""
    known = _known.get(config)
    if known is None or len(known) > WORDS:
        known = _known[config] = {}
    if new := list(set(tokens.tokens).difference(known)):
        known.update(zip(new, converted(config, _SEPARATOR.join(new)).split(_SEPARATOR), strict=True))
    return "".join(map(known.__getitem__, tokens.tokens))


def _window(hans: str, at: int) -> tuple[str, int]:
    """Return what stands around a place and where the place is in it."""
    start = max(0, at - PHRASE + 1)
    return hans[start : at + PHRASE], at - start


@lru_cache(maxsize=8192)
def _shortest(window: str, at: int, form: str, config: str) -> tuple[tuple[int, int], ...]:
    """Return the shortest stretches around ``at``, as offsets from it, in which its character takes the form."""
    for length in range(2, PHRASE + 1):
        starts = range(max(0, at - length + 1), min(at, len(window) - length) + 1)
        found = [start for start in starts if converted(config, window[start : start + length])[at - start] == form]
        if found:
            return tuple((start - at, start - at + length) for start in found)
    return ()


@lru_cache(maxsize=4096)
def regional(form: str, config: str) -> str:
    """Return a form written as in Taiwan as the target of the configuration writes it.

    >>> regional("裡", "s2t")
    '裏'
    """
    for step in REGION[config] if form not in EVERYWHERE else ():
        form = converted(step, form)
    return form


def alternatives(found: Iterable[str]) -> re.Pattern[str]:
    """Return the pattern of any of the strings, the longest that fits first."""
    return re.compile("|".join(sorted(map(re.escape, found), key=len, reverse=True)))


@lru_cache(maxsize=2)
def _context_table(name: str) -> tuple[Any, dict[str, str]]:
    """Return the automaton of a table of contexts and its forms; on segmented text every hit has to be seen."""
    from ahocorasick_rs import AhoCorasick, MatchKind

    table = {row[0]: row[1] for row in rows("script", name)}
    return AhoCorasick(list(table), MatchKind.Standard if name == "contexts" else MatchKind.LeftmostLongest), table


def _contexts(read: str, hans: str, tokens: Cut) -> Iterator[tuple[Span, str]]:
    automaton, table = _context_table("contexts")
    hits = (Span(start, end) for _, start, end in automaton.find_matches_as_indexes(read, overlapping=True))
    whole = (span for span in hits if tokens.ends(span.start, span.end))  # no 制剂 in 抑制剂
    yield from ((span, table[span.of(hans)]) for span in uncut(whole, tokens))


def _to_simplified(characters: str, config: str) -> Decisions:
    hans = converted(config, characters)
    if not KEPT.isdisjoint(characters):
        hans = "".join(own if own in KEPT else one for own, one in zip(characters, hans, strict=True))
    decided = Decisions(hans)
    for at in particles(hans):
        decided.put(at, "着", "script.particle", hans[max(0, at - 2) : at + 3])
    automaton, table = _context_table("simplified")
    for _, start, end in automaton.find_matches_as_indexes(masked(characters)):
        decided.put(start, table[characters[start:end]], "script.context", characters[start:end])
    return decided


@lru_cache(maxsize=1)
def _zhu_table() -> tuple[re.Pattern[str], frozenset[str]]:
    table = rows("script", "zhu")
    return alternatives(word for word, _ in table), frozenset(word for word, hans in table if word == hans)


def particles(hans: str) -> Iterator[int]:
    """Yield where a 著 of a text turned Simplified is the particle or verb 着: everywhere but in the words of zhù.

    >>> list(particles("隨著专著"))
    [1]
    """
    if "著" not in hans:
        return
    pattern, stay = _zhu_table()
    kept: set[int] = set()
    for found in pattern.finditer(hans):
        if found[0] in stay:
            kept.update(sign.start() for sign in _ZHU.finditer(hans, *found.span()))
    yield from (found.start() for found in _ZHU.finditer(hans) if found.start() not in kept)
