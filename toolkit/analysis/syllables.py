"""The pinyin of a single word: our own readings first, then pypinyin; original tones, no sandhi (GB/T 16159, 6.5)."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from toolkit.analysis.tables import rows

_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff〇]")
_UNCHANGED = {"一": "yī", "不": "bù", "〇": "líng", "○": "líng"}


@lru_cache(maxsize=1)
def own() -> dict[str, tuple[str, ...]]:
    """Return our own readings: word to its syllables, one a character."""
    return {row["zh"]: tuple(row["pinyin"].split()) for row in rows("readings")}


@lru_cache(maxsize=1)
def own_places() -> frozenset[str]:
    """Return the words of ``readings.tsv`` that are places."""
    return frozenset(row["zh"] for row in rows("readings") if row["kind"] == "place")


@lru_cache(maxsize=1)
def _longest() -> dict[str, tuple[int, ...]]:
    lengths: dict[str, set[int]] = {}
    for word in own():
        lengths.setdefault(word[:2], set()).add(len(word))
    return {head: tuple(sorted(found, reverse=True)) for head, found in lengths.items()}


def own_at(text: str, at: int) -> str:
    """Return the longest word of our own readings that begins at a place, or an empty string.

    >>> own_at("在番禺区", 1)
    '番禺区'
    """
    for length in _longest().get(text[at : at + 2], ()):
        if text[at : at + length] in own():
            return text[at : at + length]
    return ""


@lru_cache(maxsize=16384)
def syllables_of(word: str) -> tuple[str, ...]:
    """Return the syllables of a word with tone marks, one a character; what has no reading stands for itself.

    >>> syllables_of("重新调查")
    ('chóng', 'xīn', 'diào', 'chá')
    """
    found: list[str] = []
    at, rest = 0, 0
    while at < len(word):
        known = own_at(word, at)
        if known:
            found += (*_general(word[rest:at]), *own()[known])
            at = rest = at + len(known)
        else:
            at += 1
    return (*found, *_general(word[rest:]))


def _each(run: str) -> Any:
    """Let each character without a reading stand for itself."""
    return list(run)


@lru_cache(maxsize=16384)
def _general(word: str) -> tuple[str, ...]:
    """Return pypinyin's syllables, with the sandhi of 一 and 不 undone."""
    if not word:
        return ()
    from pypinyin import Style, pinyin

    parts = pinyin(word, style=Style.TONE, errors=_each)
    if len(parts) != len(word):
        parts = [[sign] for sign in word]
    return tuple(_UNCHANGED.get(sign, part[0]) for sign, part in zip(word, parts, strict=True))


def join(syllables: tuple[str, ...], *, capital: bool = False) -> str:
    """Join the syllables of a word, with an apostrophe before a, o and e (GB/T 16159, 6.1; the scheme's own rule).

    >>> join(("gōng", "ān", "jú")), join(("lù", "ān"), capital=True)
    ("gōng'ānjú", "Lù'ān")
    """
    joined = "".join(f"'{one}" if at and one[:1] in _OPEN else one for at, one in enumerate(syllables))
    return joined[:1].upper() + joined[1:] if capital else joined


_OPEN = frozenset("aāáǎàoōóǒòeēéěè")


def is_han(word: str) -> bool:
    """Tell whether a word is written in Chinese characters throughout."""
    return bool(word) and all(_HAN.match(sign) for sign in word)
