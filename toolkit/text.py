"""Spans, edits and texts: the positions that every other module counts in.

Positions are Unicode code points, half-open. A lone surrogate counts as one code point, like any other.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import compress, count
from operator import ne

from toolkit.errors import InvariantError


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
class Edits:
    """The sorted, disjoint edits that lead from one version of a text to the next.

    Edits may touch, insertions at one place keep their order, and none may change nothing. The class answers in both
    directions: ``forward`` and ``back`` map *spans*, ``cut_back`` maps a *cut* (the border of a partition), because a
    partition mapped as spans would lose or repeat text where an edit stands on a border.

    >>> edits = Edits((Edit(Span(1, 6), "", "repair.pinyin-annotation"),))
    >>> edits.apply("沙(shā)市")
    '沙市'
    >>> edits.back(Span(0, 2))
    Span(start=0, end=7)
    """

    items: tuple[Edit, ...] = ()
    _starts: tuple[int, ...] = field(init=False, repr=False, compare=False)
    _ends: tuple[int, ...] = field(init=False, repr=False, compare=False)
    _targets: tuple[int, ...] = field(init=False, repr=False, compare=False)
    # the last text that apply was given and what it made of it: a document asks for the same one again and again
    _made: tuple[str, str] | None = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        starts, ends, targets, done, shift = [], [], [], 0, 0
        for edit in self.items:
            start, end = edit.span.start, edit.span.end
            if start < done:
                raise InvariantError(f"edits out of order or overlapping at code point {start}")
            if start == end and not edit.text:
                raise InvariantError(f"an edit at code point {start} changes nothing")
            starts.append(start)
            ends.append(end)
            targets.append(start + shift)
            shift += len(edit.text) - end + start
            done = end
        for name, places in (("_starts", starts), ("_ends", ends), ("_targets", targets)):
            object.__setattr__(self, name, tuple(places))
        object.__setattr__(self, "_made", None)

    def __len__(self) -> int:
        return len(self.items)

    def __iter__(self) -> Iterator[Edit]:
        return iter(self.items)

    def apply(self, characters: str) -> str:
        """Return the later text.

        Raises InvariantError where an edit reaches past the end of ``characters`` or replaces a run by itself.
        """
        if self._made and self._made[0] is characters:
            return self._made[1]
        parts: list[str] = []
        done = 0
        for edit in self.items:
            if edit.span.end > len(characters):
                raise InvariantError(f"an edit ends at code point {edit.span.end}, the text at {len(characters)}")
            if characters[edit.span.start : edit.span.end] == edit.text:
                raise InvariantError(f"an edit at code point {edit.span.start} changes nothing")
            parts += (characters[done : edit.span.start], edit.text)
            done = edit.span.end
        parts.append(characters[done:])
        made = "".join(parts)
        object.__setattr__(self, "_made", (characters, made))
        return made

    def invert(self, characters: str) -> Edits:
        """Return the edits that lead back from the later text, given the earlier ``characters``.

        >>> edits = Edits((Edit(Span(0, 1), "餘", "script"),))
        >>> edits.invert("余").apply(edits.apply("余"))
        '余'
        """
        return Edits(
            tuple(
                replace(edit, span=Span(at, at + len(edit.text)), text=edit.span.of(characters))
                for edit, at in zip(self.items, self._targets, strict=True)
            )
        )

    def forward(self, span: Span) -> Span:
        """Map a span of the earlier text to the smallest span of the later text that holds all that came of it.

        Insertions on the borders of the span are left out.
        """
        if span.start == span.end:
            at = self._forward(bisect_left(self._starts, span.start), span.start, inside_end=False)
            return Span(at, at)
        start = self._forward(bisect_right(self._starts, span.start), span.start, inside_end=False)
        return Span(start, self._forward(bisect_left(self._starts, span.end), span.end, inside_end=True))

    def _forward(self, index: int, at: int, *, inside_end: bool) -> int:
        if not index:
            return at
        edit, target = self.items[index - 1], self._targets[index - 1]
        if at >= edit.span.end:
            return target + len(edit.text) + at - edit.span.end
        return target + len(edit.text) if inside_end else target

    def back(self, span: Span) -> Span:
        """Map a span of the later text to the span of the earlier text that it came from.

        A span that touches the replacement of an edit takes the whole edit in. An empty replacement (a
        deletion) inside the span is taken in; one on its border is not.
        """
        if span.start == span.end:
            at = self.cut_back(span.start)
            return Span(at, at)
        start = self._back(span.start, left=True)
        return Span(start, max(start, self._back(span.end, left=False)))

    def _back(self, at: int, *, left: bool) -> int:
        index = (bisect_right if left else bisect_left)(self._targets, at) - 1
        if index < 0:
            return at
        edit, target = self.items[index], self._targets[index]
        over = at - target - len(edit.text)
        if over >= 0:
            return edit.span.end + over
        return edit.span.start if left else edit.span.end

    def cut_back(self, at: int) -> int:
        """Map a cut of the later text to a cut of the earlier one; cuts keep their order.

        A cut inside or at the end of a replacement falls behind the edit; one before it stays before it.
        """
        index = bisect_left(self._targets, at) - 1
        if index < 0:
            return at
        edit, target = self.items[index], self._targets[index]
        return edit.span.end + max(0, at - target - len(edit.text))

    def kept(self, length: int) -> Iterator[Span]:
        """Yield the runs of an earlier text of ``length`` code points that no edit touches, in order."""
        done = 0
        for edit in self.items:
            if edit.span.start > done:
                yield Span(done, edit.span.start)
            done = edit.span.end
        if done < length:
            yield Span(done, length)


def edits_between(earlier: str, later: str, rule: str, evidence: str = "") -> Edits:
    """Return the edits between two texts of equal length, one per differing run.

    Raises InvariantError where the lengths differ: alignment is then not the identity and cannot be guessed.

    >>> [(e.span.start, e.text) for e in edits_between("并于年底", "並於年底", "opencc.s2tw")]
    [(0, '並於')]
    """
    edits = Edits(tuple(differences(earlier, later, rule, evidence)))
    object.__setattr__(edits, "_made", (earlier, later))
    return edits


def differences(earlier: str, later: str, rule: str, evidence: str = "", at: int = 0) -> Iterator[Edit]:
    """Yield what ``edits_between`` gathers, for texts that stand ``at`` code points into a longer one."""
    if len(earlier) != len(later):
        raise InvariantError(f"texts of {len(earlier)} and {len(later)} code points are not aligned one to one")
    start = end = -1
    for place in compress(count(), map(ne, earlier, later)):
        if place != end:
            if start >= 0:
                yield Edit(Span(start + at, end + at), later[start:end], rule, evidence)
            start = place
        end = place + 1
    if start >= 0:
        yield Edit(Span(start + at, end + at), later[start:end], rule, evidence)


def merge_touching(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return the spans sorted, with touching and overlapping ones joined.

    >>> merge_touching([Span(2, 4), Span(0, 2)])
    (Span(start=0, end=4),)
    """
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and span.start <= joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return tuple(joined)


@dataclass(frozen=True, slots=True)
class Text:
    """Characters and the language tag (BCP 47) that says what they are: zh-Hans, zh-Hant-TW, en, und.

    >>> len(Text("派出所", "zh-Hans"))
    3
    """

    characters: str
    lang: str = "und"

    def __len__(self) -> int:
        return len(self.characters)
