"""Words of a text, for the decisions of this package: where they end, and their tags where a name is in question."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from toolkit.text import Span

_UNREADABLE = re.compile("[\0\x1f\ud800-\udfff]")
MASK = "\ufffd"


class Word(NamedTuple):
    """A token, where it starts (code points) and its part of speech in jieba's letters (``nr`` a person's name)."""

    start: int
    text: str
    tag: str

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class Cut:
    """A text cut into words: the tokens in order, which together are the text, and the places of their borders."""

    tokens: tuple[str, ...]
    borders: tuple[int, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "borders", tuple(accumulate(map(len, self.tokens), initial=0)))

    def begins(self, at: int) -> bool:
        """Whether a token begins at a place, or the text ends there."""
        found = bisect_left(self.borders, at)
        return found < len(self.borders) and self.borders[found] == at

    def alone(self, at: int) -> bool:
        """Whether the character at ``at`` is a token of its own."""
        found = bisect_left(self.borders, at)
        return self.borders[found : found + 2] == (at, at + 1)

    def ends(self, start: int, end: int) -> bool:
        """Whether a stretch begins and ends where tokens do."""
        return self.begins(start) and self.begins(end)

    def around(self, at: int) -> tuple[int, int]:
        """Return where the token that covers ``at`` starts and ends."""
        found = bisect_right(self.borders, at)
        return self.borders[found - 1], self.borders[found]

    def splits(self, span: Span) -> bool:
        """Whether a token overlaps with the span in part.

        >>> cut("居民警惕").splits(Span(1, 3)), cut("居民警惕").splits(Span(2, 4))
        (True, False)
        """
        inside = bisect_right(self.borders, span.start)
        return self.borders[inside] < span.end and not self.ends(span.start, span.end)


def masked(characters: str) -> str:
    """Return the text with NULs, separators and lone surrogates replaced one for one, so that every engine reads it."""
    return _UNREADABLE.sub(MASK, characters)


def unmasked(turned: str, characters: str) -> str:
    """Put back what ``masked`` took out of ``characters``, in a text of the same length.

    >>> unmasked("並於\\ufffd", "并于\\x00")
    '並於\\x00'
    """
    if not _UNREADABLE.search(characters):
        return turned
    parts, done = [], 0
    for found in _UNREADABLE.finditer(characters):
        parts += [turned[done : found.start()], found[0]]
        done = found.end()
    return "".join([*parts, turned[done:]])


def cut(hans: str) -> Cut:
    """Return a Simplified text cut into the words of the dictionary; nothing is guessed.

    >>> cut("今天网上").tokens
    ('今天', '网上')
    """
    import rjieba

    return Cut(tuple(rjieba.cut(masked(hans), False)))


@lru_cache(maxsize=256)
def tagged(hans: str) -> tuple[Word, ...]:
    """Return the tokens of a clause, each with its tag, new words and names guessed.

    >>> [word.tag for word in tagged("民警张伟")]
    ['n', 'nr']
    """
    import rjieba

    found, at = [], 0
    for text, tag in rjieba.tag(masked(hans), True):
        found.append(Word(at, text, tag))
        at += len(text)
    return tuple(found)


def uncut(spans: Iterable[Span], tokens: Cut) -> Iterator[Span]:
    """Yield those of the spans with which no token overlaps in part; of those that overlap, the leftmost and longest.

    >>> list(uncut([Span(0, 1), Span(1, 3), Span(2, 4)], cut("居民警惕")))
    [Span(start=0, end=1), Span(start=2, end=4)]
    """
    done = 0
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        if span.start >= done and not tokens.splits(span):
            yield span
            done = span.end
