"""Segments and clauses that are too long to be parsed whole: cut, done in parts, put together again.

The chart's work grows with the cube of a clause's length, and a page without punctuation is one clause. Sentences of
officialese stay far below both limits, so nothing that a person wrote as a sentence is cut.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from toolkit.document import Draft, Link
from toolkit.text import Span

SEGMENT = 600
CLAUSE = 90
# A clause of more than ENDLESS code points is no sentence but a text that lost its marks: it is read in stretches.
ENDLESS = 270
STRETCH = 36
_LEVELS = ("full", "partial", "chunk", "gloss")
_MARKS = "。！？；，、,;\n "


def parts(length: int, longest: int, fits: Callable[[int], bool]) -> list[Span]:
    """Cut ``length`` code points into spans of at most ``longest``, at the last place of each that ``fits``.

    >>> parts(7, 3, lambda at: at != 3)
    [Span(start=0, end=2), Span(start=2, end=5), Span(start=5, end=7)]
    """
    found = []
    start = 0
    while length - start > longest:
        end = next((at for at in range(start + longest, start, -1) if fits(at)), start + longest)
        found.append(Span(start, end))
        start = end
    return [*found, Span(start, length)]


def segment_parts(text: str) -> list[Span]:
    """Cut a segment behind marks where it has any, else where it is full."""
    return parts(len(text), SEGMENT, lambda at: text[at - 1] in _MARKS)


def joined(drafts: Sequence[tuple[int, Draft]]) -> Draft:
    """Join the drafts of parts to one; each comes with the place where its part begins in the segment."""
    english = ""
    made: list[Draft] = []
    for start, draft in drafts:
        gap = 1 if english and draft.english else 0
        made.append(_moved(draft, start, len(english) + gap))
        english += " " * gap + draft.english
    return Draft(
        english=english,
        engine=made[0].engine,
        level=max((draft.level for draft in made), key=_LEVELS.index),
        links=tuple(link for draft in made for link in draft.links),
        supplied=tuple(span for draft in made for span in draft.supplied),
        terms=tuple(use for draft in made for use in draft.terms),
        quantities=tuple(use for draft in made for use in draft.quantities),
        findings=tuple(finding for draft in made for finding in draft.findings),
    )


def _moved(draft: Draft, source: int, target: int) -> Draft:
    """Return a draft whose spans count in the whole segment; its English is set by the caller."""
    return Draft(
        english=" " * target + draft.english,
        engine=draft.engine,
        level=draft.level,
        links=tuple(
            Link(_shifted(link.source, source), _shifted(link.target, target), link.by) for link in draft.links
        ),
        supplied=_shifted(draft.supplied, target),
        terms=tuple(replace(u, source=u.source.shift(source), target=u.target.shift(target)) for u in draft.terms),
        quantities=tuple(
            replace(u, source=u.source.shift(source), target=u.target.shift(target)) for u in draft.quantities
        ),
        findings=tuple(replace(finding, span=finding.span.shift(source)) for finding in draft.findings),
    )


def _shifted(spans: Sequence[Span], by: int) -> tuple[Span, ...]:
    return tuple(span.shift(by) for span in spans)
