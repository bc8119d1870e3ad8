"""Pinyin without tones, for names inside English: one word, capitalized."""

from __future__ import annotations

from functools import lru_cache
from unicodedata import normalize

from toolkit.analysis.syllables import syllables_of


@lru_cache(maxsize=8192)
def syllables(word: str) -> tuple[str, ...]:
    """Return the plain syllables of a word, ü as in names of the mainland (lü, nü).

    >>> syllables("吕梁")
    ('lü', 'liang')
    """
    return tuple(bare(part) for part in syllables_of(word))


def join(parts: tuple[str, ...]) -> str:
    """Join syllables to one word, with an apostrophe before a, o and e.

    >>> join(("xi", "an"))
    "xi'an"
    """
    return "".join(f"'{part}" if at and part[:1] in "aoe" else part for at, part in enumerate(parts))


def plain(word: str) -> str:
    """Return a word of Chinese as one capitalized word of pinyin without tones.

    >>> plain("长政发")
    'Changzhengfa'
    """
    joined = join(syllables(word))
    return joined[:1].upper() + joined[1:]


@lru_cache(maxsize=4096)
def bare(pinyin: str) -> str:
    """Return pinyin without its tone marks; ü stays.

    >>> bare("Zēng"), bare("Lǚ")
    ('Zeng', 'Lü')
    """
    return normalize("NFC", "".join(sign for sign in normalize("NFD", pinyin) if sign not in _TONES))


_TONES = "\u0304\u0301\u030c\u0300"
