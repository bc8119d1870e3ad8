"""Cuts and spans carried from one version of a Document to another, by way of the version both come from.

A partition maps as cuts and an annotation as a span (docs: the core idea); here are both, for any two versions.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable

from toolkit.document import Document, Version
from toolkit.text import Edits, Span

Cut = Callable[[int], int]
Place = Callable[[Span], Span]


def carry(edits: Edits, at: int) -> int:
    """Map a cut forward: one inside a replacement of equal length keeps its offset, else it falls behind the edit.

    The order of cuts is kept, so a partition stays one.

    >>> from toolkit.text import edits_between
    >>> [carry(edits_between("并于年底", "並於年底", "opencc.s2tw"), at) for at in range(5)]
    [0, 1, 2, 3, 4]
    """
    index = bisect_left(edits.items, at, key=lambda edit: edit.span.start) - 1
    if index < 0 or at >= edits.items[index].span.end:
        return edits.forward(Span(at, at)).start
    replaced = edits.items[index].span
    landed = edits.forward(replaced)
    return landed.start + at - replaced.start if len(replaced) == len(landed) else landed.end


def _chain(document: Document, name: str) -> list[Version]:
    chain = [document.version(name)]
    while chain[-1].parent:
        chain.append(document.version(chain[-1].parent))
    return chain


def _way(document: Document, start: str, goal: str) -> tuple[list[Edits], list[Edits]]:
    """Return the edits to undo and then those to do on the way from ``start`` to ``goal``."""
    up, down = _chain(document, start), _chain(document, goal)
    shared = {version.name for version in up} & {version.name for version in down}
    undo = [version.edits for version in up if version.name not in shared]
    redo = [version.edits for version in reversed(down) if version.name not in shared]
    return undo, redo


def cut_way(document: Document, start: str, goal: str) -> Cut:
    """Return the function that maps cuts of the version ``start`` to cuts of ``goal``."""
    undo, redo = _way(document, start, goal)
    last, end = len(document.text(start)), len(document.text(goal))
    if not undo and all(len(edit.text) == len(edit.span) for edits in redo for edit in edits):
        return lambda at: min(at, end)  # a change of script, character by character

    def cut(at: int) -> int:
        if at >= last:
            return end
        for edits in undo:
            at = edits.cut_back(at)
        for edits in redo:
            at = carry(edits, at)
        return at

    return cut


def span_way(document: Document, start: str, goal: str) -> Place:
    """Return the function that maps annotated spans of the version ``start`` to spans of ``goal``."""
    undo, redo = _way(document, start, goal)

    def place(span: Span) -> Span:
        for edits in undo:
            span = edits.back(span)
        for edits in redo:
            span = edits.forward(span)
        return span

    return place
