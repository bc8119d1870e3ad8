"""How sentences end: the mark behind a clause, the capital of the next word, a bound behind "at"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from toolkit.transfer.pieces import Piece, mark
from toolkit.transfer.role import Clause

_ENGLISH = {"\u3000": ",", "，": ",", "；": ";", "：": ":", "。": ".", "！": "!", "？": "?"}
_DASHES = {"——": "—", "－－": "—", "…": "…"}


def closing(clause: Clause) -> list[Piece]:
    """Return the English mark for the one behind a clause."""
    if not clause.mark:
        return []
    if clause.mark in _DASHES:
        return [Piece(_DASHES[clause.mark], clause.end, clause.end + len(clause.mark), "grammar:punctuation")]
    return [mark(_ENGLISH.get(clause.mark, clause.mark), clause.end, clause.end + 1)]


def ended(pieces: Sequence[Piece]) -> list[Piece]:
    """Return sentences in their last form: capitals behind full stops, no bound said twice."""
    return _sentence_capitals(_bounded(pieces))


def _bounded(pieces: Sequence[Piece]) -> list[Piece]:
    """Say a lower bound behind "at" without a second one (保持在98.5%以上: remained at no less than)."""
    made = list(pieces)
    for index in range(1, len(made)):
        if made[index - 1].text.split(" ")[-1] == "at" and made[index].text.startswith("at least "):
            made[index] = replace(made[index], text="no less than " + made[index].text.removeprefix("at least "))
    return made


def _sentence_capitals(pieces: list[Piece]) -> list[Piece]:
    made = list(pieces)
    for index in range(1, len(made)):
        if made[index - 1].text in (".", "!", "?") and made[index].text[:1].islower():
            made[index] = replace(made[index], text=made[index].text[0].upper() + made[index].text[1:])
    return made
