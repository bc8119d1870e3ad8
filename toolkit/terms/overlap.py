"""The rule for hits that overlap: leftmost first, the longest of those that begin together."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from operator import itemgetter
from typing import TypeVar

from toolkit.text import Span

Plain = tuple[int, int, int]
"""A hit as the automaton gives it: the index of its form, start and end in code points."""

Hit = TypeVar("Hit")
Place = tuple[int, int, bool]


def leftmost_longest(hits: Iterable[Hit], place: Callable[[Hit], Place]) -> list[Hit]:
    """Return the hits that the rule takes, by place and disjoint.

    ``place`` gives start, end and whether the hit yields; those that yield take only what the others leave free. Of
    equal hits the one given first stands.

    >>> leftmost_longest([(0, 2, False), (1, 5, False), (2, 3, False)], lambda hit: hit)
    [(0, 2, False), (2, 3, False)]
    """
    ordered = sorted(((place(hit), hit) for hit in hits), key=lambda pair: (pair[0][0], -pair[0][1]))
    taken = _greedy([pair for pair in ordered if not pair[0][2]])
    yielding = [
        pair
        for pair in ordered
        if pair[0][2] and not any(one[0] < pair[0][1] and pair[0][0] < one[1] for one, _ in taken)
    ]
    both = sorted([*taken, *_greedy(yielding)], key=lambda pair: pair[0][:2]) if yielding else taken
    return [hit for _, hit in both]


def _greedy(ordered: Iterable[tuple[Place, Hit]]) -> list[tuple[Place, Hit]]:
    done, taken = 0, []
    for pair in ordered:
        if pair[0][0] >= done:
            taken.append(pair)
            done = pair[0][1]
    return taken


def overlapping(hits: Sequence[Plain], span: Span) -> list[Plain]:
    """Return those of some sorted, disjoint hits that share characters with a span.

    >>> overlapping([(7, 0, 2), (8, 2, 4)], Span(1, 2))
    [(7, 0, 2)]
    """
    at = max(0, bisect_left(hits, span.start, key=start_of) - 1)
    found = []
    while at < len(hits) and hits[at][1] < span.end:
        if hits[at][2] > span.start:
            found.append(hits[at])
        at += 1
    return found


start_of = itemgetter(1)
"""Where a hit begins."""
