"""Pinyin syllables as damaged pages write them, and the readings of a character to check them against."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

SYLLABLE = "[a-zàáèéêìíòóùúüńňǹḿā-ǜɑɡăĕĭŏŭ\u0300\u0301\u0304\u0306\u0308\u030c]{1,8}"
TONES = "\u0300\u0301\u0304\u030c"
SPELLING = str.maketrans({"ɑ": "a", "ɡ": "g", "v": "ü", "\u0306": "\u030c"})


def spelled(syllable: str) -> str:
    """Return a syllable in one spelling: composed, with the caron and the letters of pinyin.

    >>> spelled("zhăng"), spelled("lv")
    ('zhǎng', 'lü')
    """
    loose = unicodedata.normalize("NFD", syllable.lower()).translate(SPELLING)
    return unicodedata.normalize("NFC", loose)


def toneless(syllable: str) -> str:
    """Return a syllable without its tone.

    >>> toneless("nǚ")
    'nü'
    """
    bare = "".join(c for c in unicodedata.normalize("NFD", spelled(syllable)) if c not in TONES)
    return unicodedata.normalize("NFC", bare)


@lru_cache(maxsize=32768)
def readings(character: str) -> tuple[str, ...]:
    """Return the readings of a character with tones, the usual one first; nothing for what is no Han.

    >>> readings("長")
    ('zhǎng', 'cháng', 'zhàng')
    """
    from pypinyin.constants import PINYIN_DICT

    return tuple(map(spelled, filter(None, PINYIN_DICT.get(ord(character), "").split(","))))


@lru_cache(maxsize=65536)
def is_read(character: str, syllable: str) -> bool:
    """Tell whether a character can be read so; a syllable without a tone agrees with every tone.

    >>> is_read("財", "cái"), is_read("財", "cai"), is_read("財", "cāi")
    (True, True, False)
    """
    wanted = spelled(syllable)
    known = readings(character)
    return wanted in known or (toneless(wanted) == wanted and wanted in map(toneless, known))
