"""The account of a draft: its rung of the ladder, what was dropped on purpose, terms used, findings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from toolkit.document import Finding, Link, TermUse
from toolkit.text import Span
from toolkit.transfer.chart import Item
from toolkit.transfer.pieces import Piece

Parses = Sequence[Sequence[Item]]
Placed = Sequence[tuple[Span, Piece]]
_WORDS = frozenset(("n", "v", "vn", "a", "d", "t", "m", "neg", "s", "ns", "nt", "nr"))
_QUANTITIES = frozenset(("QC", "QN", "QM", "QP", "QD", "QR", "QE", "QO", "QX", "QA"))
_CONTENT = _WORDS | _QUANTITIES
_CHUNKS = 0.8


def level(parses: Parses, *, broken: bool) -> str:
    """Return how far the parse of a segment got: full, partial (half of its clauses), chunk or gloss.

    A segment with a ``broken`` clause is never full, though the glosses of that clause may be one word.
    """
    counts = [len(items) for items in parses if items]
    if not counts:
        return "gloss"
    whole = sum(count == 1 for count in counts)
    if whole == len(counts) and not broken:
        return "full"
    if whole * 2 >= len(counts):
        return "partial"
    leaves = sum(1 for _ in _leaves(parses))
    return "chunk" if sum(counts) < _CHUNKS * leaves else "gloss"


def _leaves(parses: Parses) -> Iterator[Item]:
    for items in parses:
        for item in items:
            yield from _words(item)


def _words(item: Item) -> Iterator[Item]:
    if not item.kids:
        yield item
    for kid in item.kids:
        yield from _words(kid)


def contents(parses: Parses) -> list[Item]:
    """Return the content words of the chosen analyses, in the order of the text."""
    return sorted((leaf for leaf in _leaves(parses) if leaf.cat in _CONTENT), key=lambda leaf: leaf.start)


def enclosed(parses: Parses) -> list[Item]:
    """Return the quotations, titles and brackets of the chosen analyses, in the order of the text."""
    return sorted((leaf for leaf in _leaves(parses) if leaf.entry.flag("enclosed")), key=lambda leaf: leaf.start)


def silent(parses: Parses) -> frozenset[int]:
    """Return the code points of words that a construction of the grammar takes in without a word of their own.

    占 in A占B的比重 is one: English says "the share of A in B".
    """
    found: set[int] = set()
    agenda = [item for items in parses for item in items]
    while agenda:
        item = agenda.pop()
        agenda += item.kids
        for slot, child, _ in item.rule.slots if item.rule else ():
            if slot == "silent":
                found.update(range(item.kids[child].start, item.kids[child].end))
    return frozenset(found)


def is_droppable(leaf: Item) -> bool:
    """Tell whether English may leave a word out: light verbs, heads that say nothing, copulas, words glossed "-"."""
    entry = leaf.entry
    return entry.en in ("", "-") or entry.flag("light") or entry.flag("drop") or entry.flag("cop")


def dropped(parses: Parses, placed: Placed) -> Iterator[Link]:
    """Yield a link without target for each content word that was left out on purpose, with the reason.

    So are the function words that a clause without full parse leaves between its constituents (的).
    """
    said = {at for _, piece in placed for at in range(piece.start, piece.end)}
    loose = (item for items in parses for item in items if item.cat.startswith("'"))
    for leaf in [*contents(parses), *loose]:
        if said.isdisjoint(range(leaf.start, leaf.end)):
            yield Link((Span(leaf.start, leaf.end),), (), f"dropped:{leaf.entry.id}")


def terms(placed: Placed) -> Iterator[TermUse]:
    """Yield the use of each glossary term."""
    for span, piece in placed:
        if piece.term:
            yield TermUse(piece.term, Span(piece.start, piece.end), span, piece.text)


def findings(placed: Placed, lost: Iterable[Item], broken: Iterable[Span]) -> Iterator[Finding]:
    """Yield what a reader should know: words glossed or unknown, words outside the sentence, clauses that broke."""
    for _, piece in placed:
        if piece.by.startswith("cc-cedict"):
            yield Finding("D102", Span(piece.start, piece.end), f'glossed from CC-CEDICT: "{piece.text}"')
        elif piece.by == "unknown":
            yield Finding("D101", Span(piece.start, piece.end), f'untranslated: "{piece.text}"')
    for leaf in lost:
        message = f'outside the sentence, glossed in brackets: "{leaf.entry.zh}"'
        yield Finding("D103", Span(leaf.start, leaf.end), message)
    # What is written twice (a noun phrase to choose its article) breaks twice.
    for span in dict.fromkeys(broken):
        yield Finding("D104", span, "clause could not be parsed")
