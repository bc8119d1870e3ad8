"""Automata over many forms, made as small as the text allows.

An automaton of all forms of the glossary takes a quarter of a second to build, longer than all matching of a page. A
page holds few pairs of characters: only the forms that open with one of them can stand in it, and an automaton of
those takes a hundredth of a second. Whoever reads many texts, or a long one, gets the whole automaton, which is kept.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

SHORT = 20_000  # code points: the pairs of a longer text admit most forms
FEW = 8  # short texts after which the whole automaton is worth its making
Place = tuple[int, int, int]  # the number of the form, and where it begins and ends


class Finder:
    """Finds forms in one text and in parts of it; ``numbers`` are those of its own forms among all, or nothing."""

    __slots__ = ("_every", "_forms", "_longest", "_numbers")

    def __init__(self, forms: Sequence[str], numbers: Sequence[int] | None = None) -> None:
        self._forms = forms
        self._numbers = numbers
        self._longest: Any = None
        self._every: Any = None

    def longest(self, characters: str) -> list[Place]:
        """Return the forms of a text, the longest from the left, disjoint."""
        from ahocorasick_rs import AhoCorasick, MatchKind

        if self._longest is None:
            self._longest = AhoCorasick(self._forms, MatchKind.LeftmostLongest)
        return self._named(self._longest.find_matches_as_indexes(characters))

    def every(self, characters: str) -> list[Place]:
        """Return all forms of a text, overlapping ones too."""
        from ahocorasick_rs import AhoCorasick, MatchKind

        if self._every is None:
            self._every = AhoCorasick(self._forms, MatchKind.Standard)
        return self._named(self._every.find_matches_as_indexes(characters, overlapping=True))

    def _named(self, found: list[Place]) -> list[Place]:
        if self._numbers is None:
            return found
        numbers = self._numbers
        return [(numbers[index], start, end) for index, start, end in found]


class Automata:
    """The finders of some forms, one for each short text, one for all others.

    >>> Automata(["派出所", "公安局"]).of("到派出所报案").longest("到派出所报案")
    [(0, 1, 4)]
    """

    __slots__ = ("_asked", "_forms", "_whole")

    def __init__(self, forms: Sequence[str]) -> None:
        self._forms = forms
        self._whole: Finder | None = None
        self._asked = 0

    def of(self, characters: str) -> Finder:
        """Return what finds the forms of a text and of its parts."""
        self._asked += 1
        if self._whole is None and (len(characters) > SHORT or self._asked > FEW):
            self._whole = Finder(self._forms)
        if self._whole is not None:
            return self._whole
        opening = {*characters, *(first + second for first, second in pairwise(characters))}
        numbers = [number for number, form in enumerate(self._forms) if form[:2] in opening]
        return Finder([self._forms[number] for number in numbers], numbers)


__all__ = ["Automata", "Finder"]
