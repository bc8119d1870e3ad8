"""Pinyin as people type it: with tone marks, with numbers, without either, with or without spaces."""

from __future__ import annotations

import re
import unicodedata

_MARKS = dict(zip("1234", "\u0304\u0301\u030c\u0300", strict=True))
TONES = frozenset(_MARKS.values())
_SYLLABLE = re.compile(r"([a-zü:]+)([1-5])", re.IGNORECASE)
_NUMBERED = re.compile(r"(?:[a-zü:]+[1-5][\s'’-]*)+", re.IGNORECASE)


def plain(reading: str) -> str:
    """Fold a reading to bare letters and digits; ``ü`` becomes ``v``.

    >>> plain("Gōng'ān Jú"), plain("lǜshī")
    ('gonganju', 'lvshi')
    """
    letters = [sign for sign in unicodedata.normalize("NFD", toned(reading)) if sign not in TONES]
    folded = "".join(letters).replace("u\u0308", "v")
    return "".join(sign for sign in folded if sign.isascii() and sign.isalnum())


def toned(reading: str) -> str:
    """Fold a reading to lower-case letters with their tone marks, numbers made marks, nothing between syllables.

    >>> toned("Pài chū suǒ") == toned("pai4 chu1 suo3") == "pàichūsuǒ"
    True
    """
    if _NUMBERED.fullmatch(reading.strip()):
        reading = marked(reading)
    folded = unicodedata.normalize("NFC", reading.lower().replace("u:", "ü"))
    return "".join(sign for sign in folded if sign.isalnum())


def has_tones(reading: str) -> bool:
    """Tell whether a reading says its tones, by marks or numbers."""
    return bool(TONES & set(unicodedata.normalize("NFD", reading))) or bool(_NUMBERED.fullmatch(reading.strip()))


def marked(numbered: str) -> str:
    """Turn numbers into tone marks, as CC-CEDICT's readings need it.

    >>> marked("pai4 chu1 suo3"), marked("lu:4 shi1"), marked("Zeng1 zi5")
    ('pài chū suǒ', 'lǜ shī', 'Zēng zi')
    """
    return _SYLLABLE.sub(lambda found: _mark(found[1].replace("u:", "ü"), found[2]), numbered)


def _mark(syllable: str, tone: str) -> str:
    """Set the mark on a or e, on the o of ou, or else on the last vowel."""
    low = syllable.lower()
    places = [low.find(sign) for sign in ("a", "e", "ou") if sign in low]
    vowels = [at for at, sign in enumerate(low) if sign in "iouü"]
    if tone == "5" or not (places or vowels):
        return syllable
    at = places[0] if places else vowels[-1]
    return unicodedata.normalize("NFC", syllable[: at + 1] + _MARKS[tone] + syllable[at + 1 :])
