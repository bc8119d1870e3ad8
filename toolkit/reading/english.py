"""The English of a draft, cut into runs that carry their links, brackets, notes and terms."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, pairwise

from toolkit.document import Draft
from toolkit.reading.values import Bit, Rendered, is_general
from toolkit.text import Span


def supplied(draft: Draft) -> list[Span]:
    """Return the runs of supplied words, joined where only spaces part them: they share one pair of brackets.

    >>> draft = Draft("[Those] who", "transfer", "full", supplied=(Span(0, 7), Span(8, 11)))
    >>> supplied(draft)
    [Span(start=0, end=11)]
    """
    runs: list[Span] = []
    for span in sorted(span for span in draft.supplied if len(span)):
        if runs and not draft.english[runs[-1].end : span.start].strip():
            runs[-1] = Span(runs[-1].start, max(runs[-1].end, span.end))
        else:
            runs.append(span)
    return runs


def runs(draft: Draft, entries: Mapping[str, int], notes: Mapping[int, tuple[int, ...]]) -> tuple[Rendered, ...]:
    """Cut the English of a draft; ``entries`` numbers concepts by id, ``notes`` stand behind the cuts they map from."""
    terms = [(use.target, entries[use.concept]) for use in draft.terms if use.concept in entries and len(use.target)]
    # two uses side by side stay two: a run is known by where its term opens
    opened: dict[int, tuple[int, int]] = {}
    for span, entry in terms:
        for at in range(span.start, span.end):
            opened.setdefault(at, (entry, span.start))
    numbered = [(opened.get(at, (0, -1)), bit) for at, bit in _bits(draft, notes, [span for span, _ in terms])]
    made = []
    for (entry, _), group in groupby(numbered, key=lambda item: item[0]):
        made.append(Rendered(tuple(bit for _, bit in group), entry))
    return tuple(made)


def _bits(draft: Draft, notes: Mapping[int, tuple[int, ...]], terms: Sequence[Span]) -> Iterator[tuple[int, Bit]]:
    """Yield the bits with where they start; a bit crosses no edge of a link, so links are looked up by place."""
    brackets, length = supplied(draft), len(draft.english)
    spans = [Span(0, length), *brackets, *terms, *(span for link in draft.links for span in link.target)]
    cuts = sorted({edge for span in spans for edge in (span.start, span.end) if edge <= length} | set(notes))
    opening, closing = {span.start for span in brackets}, {span.end for span in brackets}
    linked: list[list[int]] = [[] for _ in range(length)]
    for number, link in enumerate(draft.links):
        for at in {at for span in link.target if link.source for at in range(span.start, span.end)}:
            linked[at].append(number)
    for start, end in pairwise(cuts):
        yield (
            start,
            Bit(
                draft.english[start:end],
                tuple(linked[start]),
                opens=start in opening,
                closes=end in closing,
                general=any(is_general(draft.links[number].by) for number in linked[start]),
                notes=notes.get(end, ()),
            ),
        )


def bracketed(english: Sequence[Rendered]) -> str:
    """Return the English as plain text, with the brackets around supplied words.

    >>> bracketed((Rendered((Bit("Those", opens=True, closes=True), Bit(" who violate"))),))
    '[Those] who violate'
    """
    return "".join(
        ("[" if bit.opens else "") + bit.text + ("]" if bit.closes else "") for part in english for bit in part.bits
    )
