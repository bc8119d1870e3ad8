"""The annotations of a Document sorted into its segments, all counted from the start of the segment."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import count
from typing import Any, Protocol

from toolkit.document import DECODED, HANS, HANT, READ, Document, Draft
from toolkit.reading.align import span_way
from toolkit.reading.values import Choice, Repair
from toolkit.text import Span

GATHERED = ("token", "reading", "term", "quantity", "name", "damage", "finding", "choice", "explanation")


class Segmented(Protocol):
    """What the value of a segment annotation has."""

    @property
    def id(self) -> str:
        """The anchor of the segment (``s12``)."""

    @property
    def paragraph(self) -> int:
        """The 0-based number of the non-empty line."""

    @property
    def kind(self) -> str:
        """What the segment is: a heading, a sentence, boilerplate ..."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """A segment and what the layers say of it."""

    id: str
    paragraph: int
    kind: str
    span: Span
    notes: Mapping[str, list[tuple[Span, Any]]]
    draft: Draft | None = None

    def of(self, kind: str) -> list[tuple[Span, Any]]:
        """Return the annotations of a kind, with spans that count in the segment."""
        return self.notes[kind]


def gather(document: Document) -> list[Gathered]:
    """Return the segments in order; a text that nobody segmented is cut into its non-empty lines."""
    base = document.layer("segment").version
    drafts = {span.start: draft for span, draft in _placed(document, "draft", base)}
    furniture = [span for span, _ in _placed(document, "boilerplate", base)]
    segments = []
    for span, name, paragraph, kind in _segments(document, base):
        if len(span) and any(stretch.covers(span) for stretch in furniture):
            kind = "boilerplate"
        segments.append(Gathered(name, paragraph, kind, span, {k: [] for k in GATHERED}, drafts.get(span.start)))
    starts = [segment.span.start for segment in segments]
    for kind in GATHERED:
        for span, value in _placed(document, kind, base):
            for segment in _touched(segments, starts, span):
                start, end = max(span.start, segment.span.start), min(span.end, segment.span.end)
                segment.of(kind).append((Span(start, end).shift(-segment.span.start), value))
    return segments


def _segments(document: Document, base: str) -> Iterator[tuple[Span, str, int, str]]:
    layer = document.layer("segment")
    if not len(layer):
        for number, line in enumerate(re.finditer(r"[^\r\n]*\S[^\r\n]*", document.text(base))):
            yield Span(line.start(), line.end()), f"s{number + 1}", number, "line"
    for note in layer:
        value: Segmented = note.value
        yield note.span, value.id, value.paragraph, value.kind


def _placed(document: Document, kind: str, base: str) -> Iterator[tuple[Span, Any]]:
    """Yield the annotations of a kind with their spans carried to the version ``base``."""
    layer = document.layer(kind)
    place = span_way(document, layer.version, base)
    for note in layer:
        yield place(note.span), note.value


def _touched(segments: list[Gathered], starts: list[int], span: Span) -> list[Gathered]:
    """Return the segments that ``span`` lies in; an empty one lies in the segment that it stands at."""
    first = max(0, bisect_right(starts, span.start) - 1)
    last = max(first + 1, bisect_left(starts, span.end))
    return [
        segment
        for segment in segments[first:last]
        if segment.span.overlaps(span) or (not len(span) and segment.span.covers(span))
    ]


def repairs_of(document: Document, segments: list[Gathered]) -> tuple[Repair, ...]:
    """Return the repairs in order of the text, each with the segment it fell in.

    Edits that only took the text out of its file (the version ``read``) and those that change the script are no
    repairs. Spans count in the version that was segmented.
    """
    base = document.layer("segment").version
    found = []
    for state in document.versions:
        if state.name in (DECODED, READ, HANS, HANT) or not state.parent:
            continue
        parent, place = document.text(state.parent), span_way(document, state.name, base)
        for edit, undo in zip(state.edits, state.edits.invert(parent), strict=True):
            found.append((place(undo.span), edit, undo.text))
    found.sort(key=lambda item: item[0].start)
    starts = [segment.span.start for segment in segments]
    repairs = []
    for number, (span, edit, before) in enumerate(found, start=1):
        at = bisect_right(starts, span.start) - 1
        row = segments[at].id if at >= 0 else ""
        repairs.append(Repair(number, before, edit.text, edit.rule, edit.evidence, edit.doubtful, row, span))
    return tuple(repairs)


def choices_of(segments: list[Gathered]) -> list[tuple[Choice, ...]]:
    """Return the doubtful choices of conversion of each segment, numbered from 1 in the order of the text."""
    numbers, found = count(1), []
    for segment in segments:
        made = (
            Choice(
                next(numbers), one.target, one.sign, one.chosen, one.others, one.score, one.reasons, segment.id, span
            )
            for span, one in segment.of("choice")
        )
        found.append(tuple(made))
    return found
