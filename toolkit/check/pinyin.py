"""The coded checks of the pinyin column (G301-G304): as many syllables as characters, each a reading of its own."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from pypinyin import Style, pinyin

from toolkit.check.lexicon import Fault
from toolkit.glossary import Row

_TONED = re.compile(r"[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ]", re.IGNORECASE)
_PINYIN_SIGNS = re.compile(r"[a-zêüāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ '\"(),.-]*", re.IGNORECASE)
_UNITS = re.compile(r"[\u3400-\u9fff〇]|[A-Za-z]+|[0-9Ⅰ-Ⅹ]")
_DIGITS = dict(zip("0123456789", "零一二三四五六七八九", strict=True))
_NUMERALS = {**_DIGITS, **dict(zip("ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ", "一二三四五六七八九十", strict=True))}


def pinyin_faults(row: Row) -> Iterator[Fault]:
    """Yield the faults of the pinyin of one row; none where it is empty, which another check tells."""
    given = unicodedata.normalize("NFC", row["pinyin"])
    if not given:
        return
    foreign = set("".join(re.findall(r"[A-Za-z0-9]", row["hans"])))
    signs = "".join(sign for sign in given if sign not in foreign)
    if not _TONED.search(given) or not _PINYIN_SIGNS.fullmatch(signs):
        yield Fault("G303", row.place, f"{row['hans']}: {given}")
        return
    units = _UNITS.findall(row["hans"])
    if not _readable([_readings(unit) for unit in units], letters(given)):
        code = "G302" if foreign or len(units) in _syllable_counts(given) else "G301"
        yield Fault(code, row.place, f"{row['hans']}: {given}")
    if row["pos"] == "name" and next((sign for sign in given if sign.isalpha()), "A").islower():
        yield Fault("G304", row.place, f"{row['hans']}: {given}")


def letters(reading: str) -> str:
    """Small letters with their tone marks, nothing else: ``Gōng'ān Jú`` becomes ``gōngānjú``.

    >>> letters("Gōng'ān Jú")
    'gōngānjú'
    """
    return "".join(sign for sign in unicodedata.normalize("NFC", reading.lower()) if sign.isalpha())


def _toneless(syllable: str) -> str:
    """Strip the tone mark, and leave the dots of ü: ``lǜ`` becomes ``lü``.

    >>> _toneless("lǜ")
    'lü'
    """
    apart = unicodedata.normalize("NFD", syllable)
    return unicodedata.normalize("NFC", "".join(sign for sign in apart if sign not in "\u0300\u0301\u0304\u030c"))


@lru_cache(maxsize=8192)
def _readings(unit: str) -> frozenset[str]:
    """The ways to write one character, a run of Latin letters or one figure; a figure may stand for itself."""
    if unit.isascii() and unit.isalpha():
        return frozenset([unit.lower()])
    character = _NUMERALS.get(unit, unit)
    toned = pinyin(character, heteronym=True, style=Style.TONE)[0]
    more = {"〇": {"líng"}, "儿": {"r"}, "1": {"yāo", ""}}.get(unit, {""} if unit in _DIGITS else set())
    return frozenset((*toned, *map(_toneless, toned), *more))


def _readable(readings: list[frozenset[str]], letters: str) -> bool:
    """Whether ``letters`` can be cut into one reading for each unit, in their order, with nothing left."""
    ends = {0}
    for known in readings:
        ends = {end + len(one) for end in ends for one in known if letters.startswith(one, end)}
    return len(letters) in ends


@lru_cache(maxsize=1)
def _syllables() -> frozenset[str]:
    """Every syllable that some character has, without its tone."""
    from pypinyin.constants import PINYIN_DICT

    written = (_toneless(one) for readings in PINYIN_DICT.values() for one in readings.split(","))
    return frozenset(syllable for syllable in written if set(syllable) & set("aeiouü"))


def _syllable_counts(reading: str) -> set[int]:
    """The numbers of syllables that a reading may be cut into; spaces and apostrophes always cut."""
    counts = {0}
    for part in re.findall(r"[^\W\d_]+", _toneless(reading.lower())):
        ways: list[set[int]] = [{0}, *(set() for _ in part)]
        for end in range(1, len(part) + 1):
            for start in range(max(0, end - 6), end):
                if part[start:end] in _syllables():
                    ways[end] |= {count + 1 for count in ways[start]}
        counts = {one + other for one in counts for other in ways[-1]}
    return counts
