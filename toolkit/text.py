"""Edits and texts: what leads from one version of a text to the next, in both directions.

Positions are Unicode code points, half-open. A lone surrogate counts as one code point, like any other.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from toolkit.errors import InvariantError
from toolkit.spans import Edit, Pair, Phrased, Span

__all__ = ["Edit", "Edits", "Pair", "Phrased", "Span", "Text", "edits_between", "merge_touching"]


@dataclass(frozen=True, slots=True, init=False, repr=False, eq=False)
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

    _items: tuple[Edit, ...] | None
    _source: Pair | Phrased | None  # what the items are made of when they are first read
    _places: tuple[tuple[int, ...], tuple[int, ...]] | None  # where the edits start, in the earlier and the later text
    # the last text that apply was given and what it made of it: a document asks for the same one again and again
    _made: tuple[str, str] | None

    def __init__(self, items: tuple[Edit, ...] = ()) -> None:
        self._set(items, None, _places(items), None)

    def _set(
        self,
        items: tuple[Edit, ...] | None,
        source: Pair | Phrased | None,
        places: tuple[tuple[int, ...], tuple[int, ...]] | None,
        made: tuple[str, str] | None,
    ) -> None:
        for name, value in (("_items", items), ("_source", source), ("_places", places), ("_made", made)):
            object.__setattr__(self, name, value)

    @classmethod
    def of(cls, source: Pair | Phrased) -> Edits:
        """Return the edits between two aligned texts; the items are made when they are first read.

        >>> Edits.of(Pair("并于", "並於", "opencc.s2tw")).items[0].text
        '並於'
        """
        edits = cls.__new__(cls)
        edits._set(None, source, None, (source.earlier, source.later))
        return edits

    @property
    def items(self) -> tuple[Edit, ...]:
        """The edits in order."""
        if self._items is None:
            object.__setattr__(self, "_items", tuple(self._source.edits()) if self._source else ())
        return self._items or ()

    @property
    def _pair(self) -> Pair | None:
        return self._source if isinstance(self._source, Pair) else None

    @property
    def _starts(self) -> tuple[int, ...]:
        return self._both()[0]

    @property
    def _targets(self) -> tuple[int, ...]:
        return self._both()[1]

    def _both(self) -> tuple[tuple[int, ...], tuple[int, ...]]:
        if self._places is None:
            object.__setattr__(self, "_places", _places(self.items))
        return self._places or ((), ())

    def __eq__(self, other: object) -> bool:
        return self.items == other.items if isinstance(other, Edits) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.items)

    def __repr__(self) -> str:
        return f"Edits(items={self.items!r})"

    def __bool__(self) -> bool:
        return self._source.earlier != self._source.later if self._source else bool(self._items)

    def __len__(self) -> int:
        return len(self.items)

    def __iter__(self) -> Iterator[Edit]:
        return iter(self.items)

    def apply(self, characters: str) -> str:
        """Return the later text.

        Raises InvariantError where an edit reaches past the end of ``characters`` or replaces a run by itself.
        """
        if self._made and self._made[0] == characters:
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
        if (pair := self._pair) and pair.earlier == characters:
            return Edits.of(pair.turned())
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
        if pair := self._pair:
            start = pair.left(span.start)
            return Span(start, pair.right(span.end) if len(span) else start)
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
        if pair := self._pair:
            return Span(pair.left(span.start), pair.right(span.end))
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
        if pair := self._pair:
            return pair.right(at)
        index = bisect_left(self._targets, at) - 1
        if index < 0:
            return at
        edit, target = self.items[index], self._targets[index]
        return edit.span.end + max(0, at - target - len(edit.text))

    def kept(self, length: int) -> Iterator[Span]:
        """Yield the runs of an earlier text of ``length`` code points that no edit touches, in order."""
        done = 0
        pair = self._pair
        found = ((edit.span.start, edit.span.end) for edit in self.items) if pair is None else pair.runs()
        for start, end, *_ in found:
            if start > done:
                yield Span(done, start)
            done = end
        if done < length:
            yield Span(done, length)


def _places(items: Iterable[Edit]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return where edits start in the earlier and in the later text.

    Raises InvariantError where they are out of order or overlap, or one of them changes nothing.
    """
    starts, targets, done, shift = [], [], 0, 0
    for edit in items:
        start, end = edit.span.start, edit.span.end
        if start < done:
            raise InvariantError(f"edits out of order or overlapping at code point {start}")
        if start == end and not edit.text:
            raise InvariantError(f"an edit at code point {start} changes nothing")
        starts.append(start)
        targets.append(start + shift)
        shift += len(edit.text) - end + start
        done = end
    return tuple(starts), tuple(targets)


def edits_between(earlier: str, later: str, rule: str, evidence: str = "") -> Edits:
    """Return the edits between two texts of equal length, one per differing run.

    Raises InvariantError where the lengths differ: alignment is then not the identity and cannot be guessed.

    >>> [(e.span.start, e.text) for e in edits_between("并于年底", "並於年底", "opencc.s2tw")]
    [(0, '並於')]
    """
    return Edits.of(Pair(earlier, later, rule, evidence))


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
