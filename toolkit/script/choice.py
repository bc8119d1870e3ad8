"""The choice where one character of a script answers to several of the other.

OpenCC knows the words. It does not know where a Chinese word ends, who is a person, or what this field writes. So its
work is done word by word (被|发明 and not 被发|明), and names, counts, the contexts of ``data/contexts.tsv`` and the
terms of the glossary decide over it, in this order. Everything here keeps the length of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from toolkit.script.locks import Locks
from toolkit.script.names import surname_places, surnames
from toolkit.script.opencc import converted
from toolkit.script.words import Word, masked, uncut, unmasked, words
from toolkit.tables import rows
from toolkit.text import Edit, Edits, Span, edits_between

TRADITIONAL = ("s2t", "s2tw", "s2hk")
SIMPLIFIED = ("t2s", "tw2s", "hk2s")
_SEPARATOR = "\x1f"
_COUNTED = re.compile(
    r"(?<=[0-9０-９一二三四五六七八九十百千万亿两几数余多])只(?![要有能是好会用需在不见剩对为以按将给靠管顾得怕知道])"
)


@dataclass(frozen=True, slots=True)
class Chooser:
    """Converts between the scripts and decides the one-to-many characters; the alignment is the identity.

    ``config`` is one of ``s2t``, ``s2tw``, ``s2hk``, ``t2s``, ``tw2s``, ``hk2s``; ``locks`` hold the glossary's own
    forms, which win. The rules of the edits: ``opencc.*``, ``script.surname``, ``script.count``, ``script.context``,
    ``script.particle``, ``script.glossary``.

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
        turned, rules = self.turn(characters)
        return edits_by_rule(characters, turned, rules, f"opencc.{self.config}")

    def turn(self, characters: str) -> tuple[str, dict[int, str]]:
        """Return the converted text and, for the characters that OpenCC did not decide, the rule that did."""
        decide = _to_traditional if self.config in TRADITIONAL else _to_simplified
        signs, rules = decide(characters, self.config)
        for span, form in self.locks.found(characters):
            _put(signs, rules, span.start, form, "script.glossary")
        return "".join(signs), rules


def edits_by_rule(earlier: str, later: str, rules: dict[int, str], otherwise: str) -> Edits:
    """Return the edits between texts of equal length, one for each run of one rule; ``rules`` is by code point."""
    found = []
    for edit in edits_between(earlier, later, otherwise):
        start = edit.span.start
        for at in range(start + 1, edit.span.end + 1):
            rule = rules.get(start, otherwise)
            if at == edit.span.end or rules.get(at, otherwise) != rule:
                found.append(Edit(Span(start, at), later[start:at], rule))
                start = at
    return Edits(tuple(found))


def _put(signs: list[str], rules: dict[int, str], start: int, form: str, rule: str) -> None:
    for at, sign in enumerate(form, start):
        if signs[at] != sign:
            signs[at], rules[at] = sign, rule


def _to_traditional(hans: str, config: str) -> tuple[list[str], dict[int, str]]:
    tokens = words(hans, guess=True)
    rules: dict[int, str] = {}
    signs = list(unmasked("".join(_by_words(masked(hans), tokens, config)), hans))
    for place in surname_places(hans, tokens):
        _put(signs, rules, place, surnames()[hans[place]], "script.surname")
    for found in _COUNTED.finditer(hans):
        _put(signs, rules, found.start(), "隻", "script.count")
    for start, form in _contexts(hans):
        _put(signs, rules, start, form, "script.context")
    return signs, rules


def _by_words(hans: str, tokens: list[Word], config: str) -> Iterator[str]:
    """Convert token by token in one call, but where only a long phrase over several tokens says otherwise.

    A phrase of two characters that reaches over a word border is an accident (被发|明); one of three and more
    (葡萄干) is none, for the segmenter lacks many words.
    """
    apart = converted(config, _SEPARATOR.join(token.text for token in tokens)).replace(_SEPARATOR, "")
    for at, (one, other) in enumerate(zip(apart, converted(config, hans), strict=True)):
        yield other if one != other and (other == "里" or not _by_pair(hans, at, other, config)) else one


def _by_pair(hans: str, at: int, form: str, config: str) -> bool:
    """Whether the character turns into ``form`` next to one neighbor alone, before or behind."""
    before, behind = hans[max(0, at - 1) : at + 1], hans[at : at + 2]
    return converted(config, before)[-1] == form or converted(config, behind)[0] == form


def alternatives(found: Iterable[str]) -> re.Pattern[str]:
    """Return the pattern of any of the strings, the longest that fits first."""
    return re.compile("|".join(sorted(map(re.escape, found), key=len, reverse=True)))


@lru_cache(maxsize=1)
def _context_table() -> tuple[re.Pattern[str], dict[str, tuple[str, str]]]:
    table = {context: (sign, form) for context, sign, form in rows("script", "contexts")}
    return alternatives(table), table


def _contexts(hans: str) -> Iterator[tuple[int, str]]:
    pattern, table = _context_table()
    for span in uncut((Span(*found.span()) for found in pattern.finditer(hans)), words(hans)):
        sign, form = table[span.of(hans)]
        yield span.start + span.of(hans).index(sign), form


def _to_simplified(characters: str, config: str) -> tuple[list[str], dict[int, str]]:
    hans = converted(config, characters)
    hans = "".join("著" if own == "著" else one for own, one in zip(characters, hans, strict=True))
    signs, rules = list(hans), dict[int, str]()
    for at in particles(hans):
        _put(signs, rules, at, "着", "script.particle")
    return signs, rules


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
            kept.update(found.start() + at for at, sign in enumerate(found[0]) if sign == "著")
    yield from (at for at, sign in enumerate(hans) if sign == "著" and at not in kept)
