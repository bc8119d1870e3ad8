"""The pattern language of terms: fixed characters, typed variables and open stretches.

``{place}市公安局`` is a term with a variable part, ``以…为重点`` a frame around an open stretch. The language is small
on purpose, since terminologists write it in a cell:

- ``{type}`` or ``{type:name}`` stands for one variable part; the types are VARIABLES;
- ``…`` between two fixed parts is a stretch of 1 to 40 code points without a sentence mark, its brackets and quotation
  marks closed; at the head or tail of a pattern it says that words of the same clause stand there, and is no part of
  the match.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from toolkit.errors import InputError

VARIABLES = ("place", "level", "person", "n", "year", "quantity", "words")
STRETCH = "stretch"
_PIECE = re.compile(r"\{(\w+)(?::(\w+))?\}|(…)|([^{}…]+)")


@dataclass(frozen=True, slots=True)
class Piece:
    """One part of a pattern: fixed ``text``, or a variable of a ``type`` under a ``name``."""

    text: str = ""
    type: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Pattern:
    """A parsed pattern: its pieces, the index of the fixed piece that is searched for, and what its edges ask for.

    ``framed`` says that the fixed parts stand around an open stretch, which belongs to no term.
    """

    form: str
    pieces: tuple[Piece, ...]
    anchor: int
    after_words: bool = False
    before_words: bool = False
    framed: bool = False


def is_pattern(form: str) -> bool:
    """Tell whether a form of a term is a pattern.

    >>> is_pattern("第{n}届"), is_pattern("自…起施行"), is_pattern("公安局")
    (True, True, False)
    """
    return "{" in form or "…" in form


def parse(form: str, place: str = "") -> Pattern:
    """Read a pattern; raises InputError, at ``place``, where it is malformed.

    The anchor is the longest fixed piece, of equals the last: heads of Chinese nouns stand at the end and are rarer.

    >>> [piece.text or piece.type for piece in parse("以…为重点").pieces]
    ['以', 'stretch', '为重点']
    """
    found = [_piece(match, form, place) for match in _PIECE.finditer(form)]
    if sum(len(match[0]) for match in _PIECE.finditer(form)) != len(form):
        raise _fault(form, "a bracket is not closed or a name holds other signs than letters", place)
    opens, closes = (bool(found) and found[at].type == STRETCH for at in (0, -1))
    pieces = tuple(found[opens : len(found) - closes])
    fixed = [at for at, piece in enumerate(pieces) if piece.text]
    if not fixed:
        raise _fault(form, "a pattern needs fixed characters", place)
    if any(one.type and other.type for one, other in pairwise(pieces)):
        raise _fault(form, "two variables need fixed characters between them", place)
    if any(piece.type in (STRETCH, "words") for piece in (pieces[0], pieces[-1])):
        raise _fault(form, "an open part needs fixed characters on both sides", place)
    names = [piece.name for piece in pieces if piece.name]
    if len(set(names)) < len(names):
        raise _fault(form, "two variables have one name; write {place:other}", place)
    anchor = max(fixed, key=lambda at: (len(pieces[at].text), at))
    framed = any(piece.type in (STRETCH, "words") for piece in pieces)
    return Pattern(form, pieces, anchor, opens, closes, framed)


def _piece(match: re.Match[str], form: str, place: str) -> Piece:
    if match[4]:
        return Piece(text=match[4])
    if match[3]:
        return Piece(type=STRETCH)
    if match[1] not in VARIABLES:
        raise _fault(form, f'there is no variable "{match[1]}"', place)
    return Piece(type=match[1], name=match[2] or match[1])


def _fault(form: str, message: str, place: str) -> InputError:
    return InputError(f"pattern {form}: {message}", place=place, remedy="variables: " + ", ".join(VARIABLES) + "; …")
