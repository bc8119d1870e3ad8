"""Alignment phrase by phrase, for conversions that change vocabulary and with it the length of a text.

OpenCC gives the converted text alone. Beside it stands the plain conversion of the same text, which keeps its length:
where both agree the alignment is the identity, and only clauses where they differ are looked into. There a cut is a
border of phrases if the parts convert to the whole. What was found once is looked for first in the clauses that
follow, and counts only if the clause comes out whole, so nothing is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

Turn = Callable[[str], str]
SEPARATOR = "\x1f"
REACH = 15  # code points of the longest phrase in OpenCC's vocabularies of Taiwan and Hong Kong
TRIES = 64
STRIDE = 8
AROUND = 4
_CLAUSE = re.compile(r"[^\n。！？；，]*[\n。！？；，]|[^\n。！？；，]+")


class Phrase(NamedTuple):
    """A replaced phrase: where it starts and ends (code points), and what it became."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class PhraseAligner:
    """Aligns the texts of one conversion; ``turn`` converts a run that holds no SEPARATOR.

    One aligner serves one text: what it learns depends on what it has seen, and so it is not kept.
    """

    turn: Turn
    learned: dict[str, list[tuple[str, str]]] = field(default_factory=dict)

    def phrases(self, source: str, plain: str, target: str, at: int = 0) -> Iterator[Phrase]:
        """Yield the phrases of ``source``, which stands at ``at``; ``plain``, its plain conversion, is as long as it.

        >>> turn = lambda run: run.replace("软件", "軟體")
        >>> list(PhraseAligner(turn).phrases("警用软件", "警用軟件", "警用軟體"))
        [Phrase(start=2, end=4, text='軟體')]
        """
        first = at
        for run, wanted in self._clauses(plain, target):
            if run != wanted:
                for phrase in self._clause(source[at - first : at - first + len(run)], run, wanted):
                    yield Phrase(at + phrase.start, at + phrase.end, phrase.text)
            at += len(run)

    def _clauses(self, plain: str, target: str) -> Iterator[tuple[str, str]]:
        """Yield the clauses of both texts in step; a phrase that reaches over a border makes the whole one clause."""
        runs, wanted = _CLAUSE.findall(plain), _CLAUSE.findall(target)
        if len(runs) != len(wanted):
            runs, wanted = [plain], [target]
        return zip(runs, wanted, strict=True)

    def _clause(self, source: str, plain: str, target: str) -> list[Phrase]:
        phrases = self._known(source, plain, target)
        if phrases is None:
            phrases = list(self._found(source, plain, target))
            for phrase in phrases:
                self._learn(source[phrase.start : phrase.end], phrase.text)
        return phrases

    def _learn(self, source: str, text: str) -> None:
        known = self.learned.setdefault(source[0], [])
        if (source, text) not in known:
            known.append((source, text))
            known.sort(key=lambda pair: -len(pair[0]))

    def _known(self, source: str, plain: str, target: str) -> list[Phrase] | None:
        """Return the phrases, if those learned so far lead from the clause to the whole of its target."""
        phrases: list[Phrase] = []
        at = low = there = 0
        while True:
            if plain[at:] == target[there:]:
                return phrases
            same = _same(plain, at, target, there)
            at, there = at + same, there + same
            phrase = self._known_at(source, target, low, at, there)
            if phrase is None:
                return None
            phrases.append(phrase)
            there += phrase.start - at + len(phrase.text)
            at = low = phrase.end

    def _known_at(self, source: str, target: str, low: int, at: int, there: int) -> Phrase | None:
        """Return the learned phrase that covers the place where plain text and target part, the earliest first."""
        for start in range(max(low, at - REACH), min(at + 1, len(source))):
            for phrase, text in self.learned.get(source[start], ()):
                end = start + len(phrase)
                if end >= at and source.startswith(phrase, start) and target.startswith(text, there - at + start):
                    return Phrase(start, end, text)
        return None

    def _found(self, source: str, plain: str, target: str, start: int = 0) -> Iterator[Phrase]:
        """Yield the phrases of a run; a long one is cut near its middle first."""
        if source and len(source) == len(target) and plain == target:
            return
        low, high, wanted = self._narrowed(source, plain, target)
        if high - low <= TRIES:
            yield from self._shortest(source[low:high], plain[low:high], wanted, start + low)
            return
        middle = len(source) // 2
        for cut in sorted(range(middle - TRIES // 2, middle + TRIES // 2), key=lambda cut: abs(cut - middle)):
            left = self.turn(source[:cut])
            if target.startswith(left) and self.turn(source[cut:]) == target[len(left) :]:
                yield from self._found(source[:cut], plain[:cut], left, start)
                yield from self._found(source[cut:], plain[cut:], target[len(left) :], start + cut)
                return
        yield Phrase(start, start + len(source), target)

    def _narrowed(self, source: str, plain: str, target: str) -> tuple[int, int, str]:
        """Return the part of a run outside which plain text and target agree, and its target; the run if none holds."""
        low = max(0, _same(plain, 0, target, 0) - AROUND)
        high = min(len(source), len(source) - _same(plain[::-1], 0, target[::-1], 0) + AROUND)
        if low < high and (low or high < len(source)):
            parts = (source[:low], source[low:high], source[high:])
            left, core, right = self.turn(SEPARATOR.join(parts)).split(SEPARATOR)
            if left + core + right == target and left == plain[:low] and right == plain[high:]:
                return low, high, core
        return 0, len(source), target

    def _shortest(self, source: str, plain: str, target: str, start: int) -> Iterator[Phrase]:
        """Yield the phrases between all cuts where the parts convert to the whole, tried in one call."""
        tries = [part for cut in range(1, len(source)) for part in (source[:cut], source[cut:])]
        turned = self.turn(SEPARATOR.join(tries)).split(SEPARATOR)
        borders = [(0, 0)]
        for cut, (left, right) in enumerate(zip(turned[::2], turned[1::2], strict=True), start=1):
            if len(left) > borders[-1][1] and left + right == target:
                borders.append((cut, len(left)))
        if len(borders) > 1 and borders[-1][1] == len(target):  # nothing would be left for what follows
            borders.pop()
        for (cut, there), (end, until) in zip(borders, [*borders[1:], (len(source), len(target))], strict=True):
            if plain[cut:end] != target[there:until]:
                yield Phrase(start + cut, start + end, target[there:until])


def _same(one: str, at: int, other: str, there: int) -> int:
    """Return how many code points two texts have in common from two places on.

    >>> _same("警用軟件", 1, "軍警用軟體", 2)
    2
    """
    same = 0
    while (run := one[at + same : at + same + STRIDE]) == other[there + same : there + same + STRIDE] and run:
        same += len(run)
    return same + next(
        (number for number, (sign, rival) in enumerate(zip(run, other[there + same :], strict=False)) if sign != rival),
        min(len(run), len(other) - there - same),
    )
