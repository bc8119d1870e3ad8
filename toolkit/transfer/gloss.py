"""Glosses: the cheapest words of a stretch, each in its English, where there is no sentence to be had."""

from __future__ import annotations

from collections.abc import Iterable

from toolkit.transfer.chart import Item
from toolkit.transfer.lexicon import Entry
from toolkit.transfer.pieces import Piece
from toolkit.transfer.signs import english_sign
from toolkit.transfer.wordlist import pairs

# A literal of the grammar has no English of its own: any word of the lexicon is to be had before it.
_LITERAL = 2.0


def cheapest_words(edges: Iterable[Item], start: int, end: int) -> list[Item]:
    """Return the cheapest sequence of edges that covers ``start`` to ``end``, none where the edges leave a gap."""
    best: dict[int, float] = {start: 0.0}
    last: dict[int, Item] = {}
    # Every edge into a place begins before it, so a place is settled when the first edge out of it is met.
    for edge in sorted(edges, key=lambda edge: (edge.start, edge.end)):
        if edge.start not in best:
            continue
        cost = best[edge.start] + edge.cost + _LITERAL * edge.cat.startswith("'")
        if cost < best.get(edge.end, float("inf")):
            best[edge.end], last[edge.end] = cost, edge
    return _walk_back(last, end)


def _walk_back(last: dict[int, Item], end: int) -> list[Item]:
    words = []
    while end in last:
        words.append(last[end])
        end = last[end].start
    return words[::-1]


def alone(entry: Entry) -> str:
    """Return the English of a word that stands outside any sentence, nothing for one that English drops.

    A function word that only the grammar names has its English in ``literals.tsv``.

    >>> alone(Entry("及", "'及'", "", {}, "grammar:及"))
    'and'
    """
    text = pairs("literals").get(entry.zh, "") if entry.cat.startswith("'") else entry.en or english_sign(entry.zh)
    text = " ".join(text.replace("{obj}", "").split())
    return "" if text == "-" and entry.id != "source:mark" else text


def gloss(item: Item) -> list[Piece]:
    """Return a word in its English, nothing for one that English drops (切实)."""
    entry = item.entry
    text = alone(entry)
    if not text:
        return []
    return [Piece(text, item.start, item.end, entry.id, term=entry.get("term"), value=entry.get("value"))]
