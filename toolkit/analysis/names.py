"""Proper names in running text, with their English: persons, masked persons, places and roads."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from toolkit.analysis import people, places
from toolkit.analysis.places import Gazetteer
from toolkit.analysis.tokens import tokenize
from toolkit.analysis.values import Name, Token
from toolkit.recent import recent
from toolkit.text import Span

Found = tuple[Span, Name]


def names(
    text: str,
    tokens: Sequence[tuple[Span, Token]] | None = None,
    *,
    gazetteer: Mapping[str, str] | Gazetteer | None = None,
) -> tuple[Found, ...]:
    """Return the names of a text with their spans, in order and disjoint.

    ``tokens`` are its words where they are known already, ``gazetteer`` maps places to their English.

    >>> [found.english for _, found in names("岳麓区民警抓获犯罪嫌疑人费某林")]
    ['Yuelu District', 'Fei Moulin']
    """
    words = tokenize(text) if tokens is None else tokens
    book = gazetteer if isinstance(gazetteer, Gazetteer) else _book(gazetteer) if gazetteer else _empty()
    found = [
        *people.masked(text, words),
        *places.known(text, words, book),
        *people.family_names(text, words),
        *people.foreign(text, words),
        *places.composed(text, words, book),
        *places.tagged(text, words, book),
        *people.tagged(text, words),
        *people.titled(text, words),
        *people.speaking(text, words),
    ]
    return disjoint(found)


@recent(1)
def _book(gazetteer: Mapping[str, str]) -> Gazetteer:
    return Gazetteer(gazetteer)


@lru_cache(maxsize=1)
def _empty() -> Gazetteer:
    return Gazetteer({})


def disjoint(found: Iterable[Found]) -> tuple[Found, ...]:
    """Keep the longest names, on a tie the one found first, and drop what overlaps them."""
    kept: list[Found] = []
    taken: set[int] = set()
    for span, name in sorted(found, key=lambda pair: -len(pair[0])):
        cells = range(span.start, span.end)
        if not taken.intersection(cells):
            taken.update(cells)
            kept.append((span, name))
    return tuple(sorted(kept, key=lambda pair: pair[0]))
