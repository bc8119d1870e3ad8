"""The translator's notes of a copy, [TN 1] and on: masked names, doubtful repairs, damage left as found."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from toolkit.reading.gather import Gathered
from toolkit.reading.values import Note, Repair
from toolkit.text import Span


@dataclass(frozen=True, slots=True)
class Noted:
    """Where the notes of one segment stand: behind these cuts of its Chinese and of its English."""

    chinese: dict[int, tuple[int, ...]] = field(default_factory=dict)
    english: dict[int, tuple[int, ...]] = field(default_factory=dict)


def write_notes(
    segments: Sequence[Gathered], texts: Sequence[str], repairs: Sequence[Repair]
) -> tuple[tuple[Note, ...], list[Noted]]:
    """Write the notes in the order of the text, and say where each stands; ``texts`` are those of the segments."""
    notes: list[Note] = []
    places: list[Noted] = []
    named: set[str] = set()
    doubtful: dict[str, list[Repair]] = {}
    for repair in repairs:
        if repair.doubtful:
            doubtful.setdefault(repair.row, []).append(repair)
    for segment, text in zip(segments, texts, strict=True):
        noted = Noted()
        places.append(noted)
        if segment.kind == "boilerplate":
            continue
        remarks = [*_names(segment, text, named), *_doubts(segment, doubtful), *_damage(segment, text)]
        for span, about, message in sorted(remarks, key=lambda remark: remark[0]):
            notes.append(Note(len(notes) + 1, about, message, segment.id))
            _stand(noted, segment, span, len(notes), english=about in named)
    return tuple(notes), places


def _stand(noted: Noted, segment: Gathered, span: Span, number: int, *, english: bool) -> None:
    """Put a note behind its English where it is to be there and the draft has it, else behind its Chinese word."""
    links = segment.draft.links if english and segment.draft else ()
    ends = [target.end for link in links if any(span.overlaps(at) for at in link.source) for target in link.target]
    at = max(1, min(len(segment.span), span.end))
    word = next((token.end for token, _ in segment.of("token") if token.start < at <= token.end), at)
    at, cuts = (max(ends), noted.english) if ends else (word, noted.chinese)
    cuts[at] = (*cuts.get(at, ()), number)


def _names(segment: Gathered, text: str, named: set[str]) -> Iterator[tuple[Span, str, str]]:
    for span, name in segment.of("name"):
        about = span.of(text)
        if name.masked and about not in named:
            named.add(about)
            yield span, about, f"The name is masked in the source; rendered {name.english}."


def _doubts(segment: Gathered, doubtful: dict[str, list[Repair]]) -> Iterator[tuple[Span, str, str]]:
    for repair in doubtful.get(segment.id, ()):
        start = max(0, repair.span.start - segment.span.start)
        grounds = f" {repair.evidence}." if repair.evidence else ""
        message = f"Doubtful repair: the source as found reads “{repair.before}”.{grounds} ({repair.rule})"
        yield Span(start, start + len(repair.span)), repair.after or repair.before, message


def _damage(segment: Gathered, text: str) -> Iterator[tuple[Span, str, str]]:
    for span, value in segment.of("damage"):
        yield span, span.of(text), f"Damaged in the source and left as found: {told(value)}."


def told(value: Any) -> str:
    """Say what a value of the layer damage says: its message, its kind, or itself.

    >>> told("half a character")
    'half a character'
    """
    said = getattr(value, "message", "") or getattr(value, "kind", "") or value
    return str(said or "damage").rstrip(".")
