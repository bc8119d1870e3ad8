"""Spans and edits, the positions that every other module counts in, and the runs in which two aligned texts differ.

Positions are Unicode code points, half-open. A lone surrogate counts as one code point, like any other.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import compress, count
from operator import ne
from types import MappingProxyType

from toolkit.errors import InvariantError

NONE: Mapping[int, str] = MappingProxyType({})


BLOCK = 64


def differing(earlier: str, later: str) -> Iterator[int]:
    """Yield where two texts of one length differ; blocks that are the same are passed over at once.

    >>> list(differing("关于只有", "關於只有"))
    [0, 1]
    """
    for start in range(0, len(earlier), BLOCK):
        one, other = earlier[start : start + BLOCK], later[start : start + BLOCK]
        if one != other:
            yield from compress(count(start), map(ne, one, other))


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of code points.

    >>> Span(0, 2).of("公安机关")
    '公安'
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise InvariantError(f"no span runs from {self.start} to {self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, characters: str) -> str:
        """Return the part of ``characters`` that this span covers."""
        return characters[self.start : self.end]

    def shift(self, by: int) -> Span:
        """Return the span moved by ``by`` code points (negative moves left)."""
        return Span(self.start + by, self.end + by)

    def overlaps(self, other: Span) -> bool:
        """Tell whether the two spans share a code point.

        >>> Span(0, 2).overlaps(Span(2, 4))
        False
        """
        return self.start < other.end and other.start < self.end

    def covers(self, other: Span) -> bool:
        """Tell whether ``other`` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Edit:
    """One replacement: the code points of ``span`` in the earlier text become ``text``.

    ``rule`` names who did it, dotted (``repair.gbk-splice``, ``opencc.s2tw``); ``evidence`` says on what
    grounds (the bytes compared, the word list that chose), for the log; ``doubtful`` marks a repair with a
    rival reading, which the log then shows. ``confidence`` is the probability that the repair is right, from 0 to 1,
    where its fixer reckons one; a fixer that follows a rule leaves it at 1.
    """

    span: Span
    text: str
    rule: str
    evidence: str = field(default="", compare=False)
    doubtful: bool = field(default=False, compare=False)
    confidence: float = field(default=1.0, compare=False)

    def __post_init__(self) -> None:
        if not self.rule:
            raise InvariantError("an edit names the rule that made it")
        if not 0 <= self.confidence <= 1:
            raise InvariantError(f"a confidence of {self.confidence} is none between 0 and 1")


@dataclass(frozen=True, slots=True)
class Pair:
    """Two versions of a text that are aligned one to one, and who wrote the characters in which they differ.

    ``rules`` (by code point) name who decided, where it was not ``rule``; ``grounds`` say why. The edits are the runs
    of one rule. They are not made before someone reads them: a megabyte holds 70,000, which take longer than its
    conversion, and which run a place stands in the two texts tell as well.
    Raises InvariantError where the lengths differ: alignment is then not the identity and cannot be guessed.

    >>> pair = Pair("并于年底", "並於年底", "opencc.s2tw")
    >>> [(edit.span.start, edit.text) for edit in pair.edits()], pair.left(1), pair.right(1)
    ([(0, '並於')], 0, 2)
    """

    earlier: str
    later: str
    rule: str
    evidence: str = ""
    rules: Mapping[int, str] = field(default_factory=lambda: NONE)
    grounds: Mapping[int, str] = field(default_factory=lambda: NONE)

    def __post_init__(self) -> None:
        if len(self.earlier) != len(self.later):
            one, other = len(self.earlier), len(self.later)
            raise InvariantError(f"texts of {one} and {other} code points are not aligned one to one")

    def turned(self) -> Pair:
        """Return the way back."""
        return Pair(self.later, self.earlier, self.rule, self.evidence, self.rules, self.grounds)

    def runs(self) -> Iterator[tuple[int, int, str]]:
        """Yield where each run starts and ends, and its rule."""
        start = end = -1
        rule = ""
        for at in differing(self.earlier, self.later):
            own = self.rules.get(at, self.rule)
            if at != end or own != rule:
                if start >= 0:
                    yield start, end, rule
                start, rule = at, own
            end = at + 1
        if start >= 0:
            yield start, end, rule

    def edits(self, at: int = 0) -> Iterator[Edit]:
        """Yield an edit for each run; the texts stand ``at`` code points into longer ones."""
        for start, end, rule in self.runs():
            grounds = self.grounds.get(start, self.evidence)
            yield Edit(Span(start + at, end + at), self.later[start:end], rule, grounds)

    def left(self, at: int) -> int:
        """Return where the run starts that goes on over a place; the place itself where none does."""
        while self._goes_on(at):
            at -= 1
        return at

    def right(self, at: int) -> int:
        """Return where the run ends that goes on over a place; the place itself where none does."""
        while self._goes_on(at):
            at += 1
        return at

    def _goes_on(self, at: int) -> bool:
        if not 0 < at < len(self.earlier):
            return False
        before = at - 1
        if self.earlier[at] == self.later[at] or self.earlier[before] == self.later[before]:
            return False
        return self.rules.get(before, self.rule) == self.rules.get(at, self.rule)


@dataclass(frozen=True, slots=True)
class Phrased:
    """Two versions of a text of which some phrases (start, end, what became of it) were replaced as a whole.

    ``pair`` is the earlier text beside the same text converted character by character, which stands outside the
    phrases. As with ``Pair``, the edits are made when they are read.

    >>> pair = Pair("警用软件", "警用軟件", "opencc.s2twp")
    >>> [(edit.span.start, edit.text) for edit in Phrased(pair, "警用軟體", ((2, 4, "軟體"),)).edits()]
    [(2, '軟體')]
    """

    pair: Pair
    later: str
    phrases: tuple[tuple[int, int, str], ...]

    @property
    def earlier(self) -> str:
        """The text before the conversion."""
        return self.pair.earlier

    def edits(self) -> Iterator[Edit]:
        """Yield an edit for each phrase and for each run outside them."""
        done = 0
        for start, end, text in (*self.phrases, (len(self.earlier), len(self.earlier), "")):
            plain = self.pair.later[done:start]
            yield from Pair(self.earlier[done:start], plain, self.pair.rule, self.pair.evidence).edits(done)
            if self.earlier[start:end] != text:
                yield Edit(Span(start, end), text, self.pair.rule, self.pair.evidence)
            done = end
