"""Surnames, which keep their own character where the word of the same look changes: 范某 is no 範某."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from toolkit.script.words import Word
from toolkit.tables import rows

MASKED = "某"
_BEFORE = re.compile(r"[\W_对将把与和及被由的、]$|^$")
_AFTER = re.compile(r"[某甲乙丙丁姓到在因系驾持供称说报等的及与和被将把]|家[中住里]|[^\w\s]|$")
_LABEL = re.compile(r"[男女的]|$")


@lru_cache(maxsize=1)
def surnames() -> dict[str, str]:
    """Return the Traditional form of each surname that conversion gets wrong, by its Simplified one."""
    return {hans: hant for hans, hant, _ in rows("script", "surnames")}


@lru_cache(maxsize=1)
def _function() -> frozenset[str]:
    return frozenset(hans for hans, _, use in rows("script", "surnames") if use == "function")


@lru_cache(maxsize=1)
def _titles() -> tuple[str, ...]:
    return tuple(title for (title,) in rows("script", "titles"))


def surname_places(hans: str, tokens: list[Word]) -> Iterator[int]:
    """Yield where a surname of the table stands in a Simplified text, in code points.

    >>> from toolkit.script.words import words
    >>> list(surname_places("范某、余某", words("范某、余某", guess=True)))
    [0, 3]
    >>> list(surname_places("位于某小区", words("位于某小区", guess=True)))
    []
    """
    known = surnames()
    for at, token in enumerate(tokens):
        place = token.start + token.text.startswith("姓")
        if place < token.end and hans[place] in known and _is_name(hans, place, tokens, at):
            yield place


def _is_name(hans: str, place: int, tokens: list[Word], at: int) -> bool:
    """Whether the surname character at ``place``, inside token ``at``, names a person."""
    token, sign, after = tokens[at], hans[place], hans[place + 1 : place + 2]
    if place > token.start:
        return len(token.text) == 2
    if after == MASKED:
        return _masked_name(hans, place)
    if after == "姓":
        return bool(_LABEL.match(hans[place + 2 : place + 3]))
    if at and tokens[at - 1].text == "姓":
        return True
    if token.tag == "nr" and len(token.text) in (2, 3):
        return sign not in _function() or _introduced(hans, place)
    return len(token.text) == 1 and _introduced(hans, place, titled=True) and _given(hans, tokens, at)


def _masked_name(hans: str, place: int) -> bool:
    """Whether 某 behind the surname masks a given name (范某到案) and is no determiner (于某日)."""
    if hans[place] not in _function():
        return True
    return _introduced(hans, place) and bool(_AFTER.match(hans[place + 2 : place + 3]))


def _introduced(hans: str, place: int, *, titled: bool = False) -> bool:
    """Whether a title, or (unless ``titled``) a mark or a word that governs persons, stands right before."""
    before = hans[max(0, place - 8) : place]
    return before.endswith(_titles()) or (not titled and bool(_BEFORE.search(before)))


def _given(hans: str, tokens: list[Word], at: int) -> bool:
    """Whether the next token can be a given name: one or two characters, tagged so or closed by a mark."""
    if at + 1 >= len(tokens):
        return False
    name = tokens[at + 1]
    closed = not hans[name.end : name.end + 1].isalnum()
    return name.tag == "nr" or (len(name.text) <= 2 and name.text.isalpha() and closed and name.tag != "t")
