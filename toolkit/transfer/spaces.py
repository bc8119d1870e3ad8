"""Spaces that Chinese does not mean: left out while a segment is drafted, counted again in its links.

Web pages set figures and Latin names off with spaces (约 280 万桶), which no rule of the grammar knows. A space between
two Latin words or figures is meant and stays, and so does one behind the number of an article (第七条 禁止…) and one
between the clauses of a headline. The ideographic space parts clauses and stays too.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from toolkit.document import Draft, Link
from toolkit.text import Span
from toolkit.transfer.enclosure import breaks

_MEANT = re.compile(r"(?<=[!-~])(?<!\d(?= \d{3}(?!\d)))[ \u00a0\u2009](?=[!-~])|(?<=[章节条编])[ \u00a0\u2009](?=[^ ])")
_SPACE = re.compile(r"[ \u00a0\u2009]")


def meant(text: str) -> tuple[int, ...]:
    """Return the offsets (code points) of the characters that are drafted: all but the spaces that nobody means.

    >>> "".join("约 280 万桶 eBay Inc"[at] for at in meant("约 280 万桶 eBay Inc"))
    '约280万桶eBay Inc'
    """
    kept = {found.start() for found in _MEANT.finditer(text)} | breaks(text)
    return tuple(at for at, sign in enumerate(text) if at in kept or not _SPACE.match(sign))


def counted(draft: Draft, offsets: Sequence[int]) -> Draft:
    """Return a draft of the characters at ``offsets`` with its source spans counted in the whole segment."""

    def place(span: Span) -> Span:
        if span.start == span.end:
            at = offsets[span.start] if span.start < len(offsets) else offsets[-1] + 1
            return Span(at, at)
        return Span(offsets[span.start], offsets[span.end - 1] + 1)

    return replace(
        draft,
        links=tuple(Link(tuple(map(place, link.source)), link.target, link.by) for link in draft.links),
        terms=tuple(replace(use, source=place(use.source)) for use in draft.terms),
        quantities=tuple(replace(use, source=place(use.source)) for use in draft.quantities),
        findings=tuple(replace(finding, span=place(finding.span)) for finding in draft.findings),
    )
