"""Words of a text, for the decisions of this package: tokens with tags, and hits that no token cuts in two."""

from __future__ import annotations

import re
from collections.abc import Iterator
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


def words(hans: str, *, guess: bool = False) -> list[Word]:
    """Return the tokens of a Simplified text, each with its tag; new words and names only where they may be guessed.

    >>> [word.text for word in words("今天网上")]
    ['今天', '网上']
    """
    import rjieba

    found, at = [], 0
    for text, tag in rjieba.tag(masked(hans), guess):
        found.append(Word(at, text, tag))
        at += len(text)
    return found


def uncut(spans: Iterator[Span], tokens: list[Word]) -> Iterator[Span]:
    """Yield those of the sorted ``spans`` with which no token overlaps in part.

    >>> list(uncut(iter([Span(1, 3)]), words("居民警惕")))
    []
    """
    at = 0
    for span in spans:
        while at < len(tokens) and tokens[at].end <= span.start:
            at += 1
        first = at
        last = at
        while last + 1 < len(tokens) and tokens[last].end < span.end:
            last += 1
        if first >= len(tokens):
            return
        inside = tokens[first].start <= span.start and span.end <= tokens[first].end
        if inside or (tokens[first].start == span.start and tokens[last].end == span.end):
            yield span
