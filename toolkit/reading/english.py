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
    bits = _bits(draft, notes, [span for span, _ in terms])
    numbered = [(next((entry for term, entry in terms if term.covers(span)), 0), span, bit) for span, bit in bits]
    made = []
    for (entry, _), group in groupby(numbered, key=lambda item: (item[0], _term_start(item[1], terms))):
        made.append(Rendered(tuple(bit for _, _, bit in group), entry))
    return tuple(made)


def _term_start(span: Span, terms: Sequence[tuple[Span, int]]) -> int:
    """Return where the term around ``span`` opens, so that two uses side by side stay two."""
    return next((term.start for term, _ in terms if term.covers(span)), -1)


def _bits(draft: Draft, notes: Mapping[int, tuple[int, ...]], terms: Sequence[Span]) -> Iterator[tuple[Span, Bit]]:
    brackets = supplied(draft)
    whole = Span(0, len(draft.english))
    spans = [whole, *brackets, *terms, *(span for link in draft.links for span in link.target)]
    cuts = sorted({edge for span in spans for edge in (span.start, span.end) if edge <= whole.end} | set(notes))
    for start, end in pairwise(cuts):
        part = Span(start, end)
        numbers = tuple(
            number
            for number, link in enumerate(draft.links)
            if link.source and any(target.covers(part) for target in link.target)
        )
        yield (
            part,
            Bit(
                part.of(draft.english),
                numbers,
                opens=any(span.start == start for span in brackets),
                closes=any(span.end == end for span in brackets),
                general=any(is_general(draft.links[number].by) for number in numbers),
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
