"""The choice where one character of a script answers to several of the other.

OpenCC knows the words. It does not know where a Chinese word ends, who is a person, or what this field writes. So its
work is done word by word (被|发明 and not 被发|明), and names, counts, the contexts of ``data/contexts.tsv`` and the
terms of the glossary decide over it, in this order. Everything here keeps the length of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from toolkit.script.locks import Locks
from toolkit.script.names import surname_places, surnames
from toolkit.script.opencc import converted
from toolkit.script.tables import rows
from toolkit.script.words import Word, masked, uncut, unmasked, words
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
        for start, form in self.locks.forms(characters, signs, to_hant=self.config in TRADITIONAL):
            _put(signs, rules, start, form, "script.glossary")
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
    tokens = words(hans)
    rules: dict[int, str] = {}
    signs = list(unmasked(_by_words(tokens, config), hans))
    for at, sign in enumerate(converted(config, masked(hans)) if "里" in hans else ""):
        if sign == "里":  # a name or a measure for OpenCC (格里, 公里); a place inside a longer word is 里 as well
            signs[at] = sign
    for place in surname_places(hans, tokens):
        _put(signs, rules, place, surnames()[hans[place]], "script.surname")
    for found in _COUNTED.finditer(hans):
        _put(signs, rules, found.start(), "隻", "script.count")
    for start, form in _contexts(hans, tokens):
        _put(signs, rules, start, form, "script.context")
    return signs, rules


def _by_words(tokens: list[Word], config: str) -> str:
    """Convert token by token in one call: no phrase of OpenCC reaches over the separator."""
    return converted(config, _SEPARATOR.join(token.text for token in tokens)).replace(_SEPARATOR, "")


@lru_cache(maxsize=1)
def _context_table() -> tuple[re.Pattern[str], dict[str, str]]:
    table = dict(rows("contexts"))  # type: ignore[arg-type]
    return re.compile("|".join(sorted(map(re.escape, table), key=len, reverse=True))), table


def _contexts(hans: str, tokens: list[Word]) -> Iterator[tuple[int, str]]:
    pattern, table = _context_table()
    for span in uncut((Span(*found.span()) for found in pattern.finditer(hans)), tokens):
        yield from _deciding(span.start, span.of(hans), table[span.of(hans)])


def _deciding(start: int, hans: str, hant: str) -> Iterator[tuple[int, str]]:
    """Yield the characters of a row that stand for more than one: the rest is left to the configuration."""
    for at, (one, other) in enumerate(zip(hans, hant, strict=True), start):
        if one in "并制卷发系折斗罚":
            yield at, other


def _to_simplified(characters: str, config: str) -> tuple[list[str], dict[int, str]]:
    hans = converted("t2s" if config == "tw2s" else config, characters)
    signs, rules = list(hans), dict[int, str]()
    for at in particles(hans):
        _put(signs, rules, at, "着", "script.particle")
    return signs, rules


@lru_cache(maxsize=1)
def _zhu_table() -> tuple[re.Pattern[str], dict[str, str]]:
    table = dict(rows("zhu"))  # type: ignore[arg-type]
    return re.compile("|".join(sorted(map(re.escape, table), key=len, reverse=True))), table


def particles(hans: str) -> Iterator[int]:
    """Yield where a 著 of a text turned Simplified is the particle or verb 着: everywhere but in the words of zhù.

    >>> list(particles("隨著专著"))
    [1]
    """
    if "著" not in hans:
        return
    pattern, table = _zhu_table()
    kept = set()
    for found in pattern.finditer(hans):
        if table[found[0]] == found[0]:
            kept.update(found.start() + at for at, sign in enumerate(found[0]) if sign == "著")
    yield from (at for at, sign in enumerate(hans) if sign == "著" and at not in kept)
