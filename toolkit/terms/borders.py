"""Where words begin and end, so that no term is read out of the inside of another word."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from toolkit.text import Span


@dataclass(frozen=True, slots=True)
class Borders:
    """The words of one text: the text as it is and in Simplified characters, and where a word begins or ends.

    ``cuts`` holds one byte for each offset, from 0 to the length of the text in code points: 1 between two words.
    """

    readable: str
    hans: str
    cuts: bytes

    def refuse(self, start: int, end: int) -> bool:
        """Tell whether a word that overlaps the hit in part forbids it."""
        first, last = self._cut(start, -1), self._cut(end, 1)
        if 1 in self.cuts[start + 1 : end]:
            return not (_leaves(self.hans[first:start]) and _leaves(self.hans[end:last]))
        return _inside(self.hans[first:last], start - first, end - first)

    def parts(self, start: int, end: int) -> bool:
        """Tell whether a stretch begins and ends between words."""
        return bool(self.cuts[start] and self.cuts[end])

    def _cut(self, at: int, step: int) -> int:
        while 0 < at < len(self.hans) and not self.cuts[at]:
            at += step
        return at


@lru_cache(maxsize=65536)
def _leaves(rest: str) -> bool:
    """Whether what a word leaves outside a hit is nothing, or a word of two or more characters of its own."""
    import rjieba

    return not rest or (len(rest) > 1 and rjieba.has_word(rest))


@lru_cache(maxsize=65536)
def _inside(word: str, start: int, end: int) -> bool:
    """Whether a hit inside one longer word is an accident: amid it, or crossed by a word (公安部 in 公安|部门)."""
    import rjieba

    if start and end < len(word):
        return True
    if _leaves(word[:start] or word[end:]):
        return False
    crossing = (word[at:] if end < len(word) else word[:at] for at in range(start + 1, end))
    return any(rjieba.has_word(part) for part in crossing)


class _Marks(dict[int, bytes]):
    """The bytes of a word by its length: 1 at its first code point, 0 at the others."""

    def __missing__(self, length: int) -> bytes:
        self[length] = made = b"\1" + b"\0" * (length - 1)
        return made


_MARKS = _Marks()


def borders(characters: str, tokens: Iterable[Span] | None = None) -> Borders:
    """Return the word borders of a text in either script: those of ``tokens``, or the dictionary's, none guessed.

    >>> list(borders("今天網上").cuts)
    [1, 0, 1, 0, 1]
    """
    from opencc import OpenCC

    hans = str(OpenCC("t2s", False).convert(characters))
    return Borders(characters, hans, _of_tokens(hans, tokens) if tokens is not None else _of_words(hans))


def _of_words(hans: str) -> bytes:
    import rjieba

    return b"".join(map(_MARKS.__getitem__, map(len, rjieba.cut(hans, False)))) + b"\1"


def _of_tokens(hans: str, tokens: Iterable[Span]) -> bytes:
    cuts = bytearray(len(hans) + 1)
    for token in tokens:
        cuts[token.start] = cuts[token.end] = 1
    return bytes(cuts)
