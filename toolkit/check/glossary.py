"""Coded checks of the glossary's data; each code is explained once, in CODES."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from opencc import OpenCC
from pypinyin import Style, pinyin

from toolkit.check.lexicon import Fault
from toolkit.features import feature_faults, parse_features
from toolkit.glossary import (
    FORBIDDEN,
    PARTS_OF_SPEECH,
    STATUSES,
    USERS,
    Row,
    parse_rendering,
    read_domain,
    read_rows,
    split_cell,
)

CODES = {
    "G101": "rows are not sorted by hans",
    "G102": "the same term stands twice in one concept",
    "G103": "a term belongs to two concepts of the same region",
    "G104": "a concept has no preferred term, or more than one",
    "G105": "a concept id is not a lower-case ASCII slug",
    "G106": "a related concept does not exist",
    "G107": "a rendering stands twice, be it in another case",
    "G108": "the domain cell is not the folder's name",
    "G109": "status, part of speech, region or user is unknown",
    "G110": "a needed cell is empty",
    "G111": "a grammar feature is unknown",
    "G112": "the English of a noun, name or verb opens with an article or with to",
    "G113": "the English holds Chinese or full-width signs, or curly quotation marks",
    "G114": "a cell has spaces at its edge or two together",
    "G115": "a rendering is both forbidden and in use in one concept",
    "G116": "two concepts that refer to each other have the same preferred rendering, and no note tells them apart",
    "G117": "a note is longer than 300 characters",
    "G118": "the rows of one concept stand in two domains",
    "G119": "a concept refers to itself",
    "G120": "a row that is not preferred holds a source, reference or feature, which is not read there",
    "G201": "the two scripts do not agree by conversion, and the row has no mark hant that they need not",
    "G202": "a row has the mark hant, but its scripts agree by conversion",
    "G301": "the pinyin has another number of syllables than the term has characters",
    "G302": "a syllable of the pinyin is no reading of its character",
    "G303": "the pinyin lacks tone marks or holds foreign signs",
    "G304": "the pinyin of a proper name opens with a small letter",
    "G305": "one written form of one part of speech has two pinyin",
}
REGIONS = {"TW", "HK", "MO"}
LONGEST_NOTE = 300
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_TONED = re.compile(r"[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ]", re.IGNORECASE)
_PINYIN_SIGNS = re.compile(r"[a-zêüāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ '\"(),.-]*", re.IGNORECASE)
_UNITS = re.compile(r"[\u3400-\u9fff〇]|[A-Za-z]+|[0-9Ⅰ-Ⅹ]")
_WIDE = re.compile(r"[\u2018-\u201f\u3000-\u9fff\uff00-\uffef]")
_OPENING = re.compile(r"(the|an?|to) ")
_USER = re.compile(r" \((\w+)\)$")
_DIGITS = dict(zip("0123456789", "零一二三四五六七八九", strict=True))
_NUMERALS = {**_DIGITS, **dict(zip("ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ", "一二三四五六七八九十", strict=True))}


def check_glossary(folder: Path) -> Iterator[Fault]:
    """Yield the faults of all domains below ``folder``; raises InputError where a file cannot be read at all."""
    rows: list[Row] = []
    for path in sorted(folder.glob("*/terms.tsv")):
        read_domain(path.parent)
        own = read_rows(path)
        yield from _spaces(path)
        yield from _order(own)
        yield from (
            Fault("G108", row.place, f'domain "{row["domain"]}" in the folder {path.parent.name}')
            for row in own
            if row["domain"] and row["domain"] != path.parent.name
        )
        rows += own
    for row in rows:
        yield from _cells(row)
        yield from _english(row)
        yield from _scripts(row)
        yield from _pinyin(row)
    yield from _concepts(rows)
    yield from _together(rows)


def _spaces(path: Path) -> Iterator[Fault]:
    """Look at the lines themselves: the reader strips the cells."""
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), start=1):
        for cell in line.rstrip("\r").split("\t"):
            if cell.strip() and cell != " ".join(cell.split()):
                yield Fault("G114", f"{path}:{number}", f'"{cell}"')


def _order(rows: list[Row]) -> Iterator[Fault]:
    for earlier, later in pairwise(rows):
        if later["hans"] < earlier["hans"]:
            yield Fault("G101", later.place, f"{later['hans']} stands after {earlier['hans']}")


def _concepts(rows: list[Row]) -> Iterator[Fault]:
    known = dict.fromkeys(row["concept"] for row in rows)
    preferred = Counter(row["concept"] for row in rows if row["status"] == "preferred")
    places = {row["concept"]: row.place for row in reversed(rows)}
    for name in known:
        if preferred[name] != 1:
            yield Fault("G104", places[name], f"{name} has {preferred[name]} preferred terms")
    seen: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        for name in split_cell(row["related"]):
            if name not in known:
                yield Fault("G106", row.place, f"there is no concept {name}")
        for region in split_cell(row["region"], ",") or ("",):
            earlier = seen.setdefault((row["hans"], region), [])
            yield from _clash(row, earlier)
            earlier.append(row)


def _together(rows: list[Row]) -> Iterator[Fault]:
    """Look at the rows of each concept side by side, and at concepts that refer to each other."""
    groups: dict[str, list[Row]] = {}
    for row in rows:
        groups.setdefault(row["concept"], []).append(row)
    first = {
        name: next((row for row in group if row["status"] == "preferred"), group[0]) for name, group in groups.items()
    }
    for name, group in groups.items():
        yield from _in_one_concept(first[name], group)
        for other in split_cell(first[name]["related"]):
            if name < other and other in first and name in split_cell(first[other]["related"]):
                yield from _told_apart(first[name], first[other])
    yield from _one_pinyin(rows)


def _in_one_concept(first: Row, group: list[Row]) -> Iterator[Fault]:
    if first["concept"] in split_cell(first["related"]):
        yield Fault("G119", first.place, first["concept"])
    parsed = [parse_rendering(cell) for row in group for cell in split_cell(row["others"])]
    used = {one.english.lower() for one in parsed if one.user != FORBIDDEN} | {row["english"].lower() for row in group}
    for one in parsed:
        if one.user == FORBIDDEN and one.english.lower() in used:
            yield Fault("G115", first.place, f'{first["hans"]}: "{one.english}"')
    for row in group:
        if row["domain"] != first["domain"]:
            yield Fault("G118", row.place, f"{row['concept']} stands at {first.place} in {first['domain']}")
        for column in ("source", "related", "grammar"):
            if row is not first and row[column] not in ("", first[column]):
                yield Fault("G120", row.place, f"{row['hans']}: {column}, {first.place} holds it")


def _told_apart(one: Row, other: Row) -> Iterator[Fault]:
    """Two words of one region that readers confuse want two renderings, or a note that says what parts them."""
    same = one["english"].lower() == other["english"].lower() and one["pos"] == other["pos"]
    if same and one["region"] == other["region"] and not (one["note"] or other["note"]):
        yield Fault("G116", one.place, f'{one["hans"]}, {other["hans"]}: "{one["english"]}"')


def _one_pinyin(rows: list[Row]) -> Iterator[Fault]:
    seen: dict[tuple[str, str], Row] = {}
    for row in rows:
        earlier = seen.setdefault((row["hans"], row["pos"]), row)
        if row["pinyin"] and _letters(earlier["pinyin"]) != _letters(row["pinyin"]):
            yield Fault("G305", row.place, f"{row['hans']}: {row['pinyin']}, {earlier['pinyin']} at {earlier.place}")


def _clash(row: Row, earlier: list[Row]) -> Iterator[Fault]:
    """Rows of one concept may share hans where hant differs: 應采盡采 beside 應採盡採."""
    for other in earlier:
        same = other["concept"] == row["concept"]
        if not same or other["hant"] == row["hant"]:
            yield Fault("G102" if same else "G103", row.place, f"{row['hans']} stands already at {other.place}")
            return


def _cells(row: Row) -> Iterator[Fault]:
    if row["concept"] and not _SLUG.fullmatch(row["concept"]):
        yield Fault("G105", row.place, f'"{row["concept"]}"')
    for column in ("concept", "hans", "hant", "pinyin", "english", "pos", "domain", "status"):
        if not row[column]:
            yield Fault("G110", row.place, f"{row['hans']}: {column} is empty")
    unknown: list[tuple[str, Callable[[str], bool], tuple[str, ...]]] = [
        ("status", STATUSES.__contains__, (row["status"],)),
        ("pos", PARTS_OF_SPEECH.__contains__, (row["pos"],)),
        ("region", REGIONS.__contains__, split_cell(row["region"], ",")),
    ]
    for column, known, values in unknown:
        for value in values:
            if value and not known(value):
                yield Fault("G109", row.place, f'unknown {column} "{value}"')
    if len(row["note"]) > LONGEST_NOTE:
        yield Fault("G117", row.place, f"{row['hans']}: {len(row['note'])} characters")
    for fault in feature_faults(row["grammar"]):
        yield Fault("G111", row.place, f"{row['hans']}: {fault}")


def _english(row: Row) -> Iterator[Fault]:
    others = split_cell(row["others"])
    for cell in others:
        user = _USER.search(cell)
        if user and user[1] not in (*USERS, FORBIDDEN):
            yield Fault("G109", row.place, f'unknown user "{user[1]}"')
    parsed = [parse_rendering(cell) for cell in others]
    renderings = [row["english"], *(one.english for one in parsed if one.user != FORBIDDEN)]
    for rendering, count in Counter(map(str.lower, renderings)).items():
        if count > 1:
            yield Fault("G107", row.place, f'{row["hans"]}: "{rendering}"')
    for rendering in renderings:
        if _WIDE.search(rendering):
            yield Fault("G113", row.place, f'{row["hans"]}: "{rendering}"')
        if row["pos"] in ("noun", "name", "verb") and _OPENING.match(rendering):
            yield Fault("G112", row.place, f'{row["hans"]}: "{rendering}"')


def _scripts(row: Row) -> Iterator[Fault]:
    config = "s2hk" if row["region"] == "HK" else "s2tw"
    forward, back = _converter(config)(row["hans"]), _converter("t2s")(row["hant"])
    loose = forward.replace("臺", "台") == row["hant"].replace("臺", "台")
    agree = (
        not row["hant"] or loose or (back == row["hans"] and not _left_simplified(row["hant"], row["hans"], forward))
    )
    if "hant" in parse_features(row["grammar"]):
        if agree:
            yield Fault("G202", row.place, f"{row['hans']} / {row['hant']}")
    elif not agree:
        yield Fault("G201", row.place, f"{row['hans']} / {row['hant']}: conversion gives {forward} / {back}")


def _left_simplified(hant: str, hans: str, forward: str) -> bool:
    """Whether a character was left that no Traditional text has: 厅, but not 采 or 杰, which are Big5."""
    return any(
        own == old != new and own.encode("big5", "ignore") == b""
        for own, old, new in zip(hant, hans, forward, strict=False)
    )


_converters: dict[str, Callable[[str], str]] = {}


def _converter(config: str) -> Callable[[str], str]:
    if config not in _converters:
        _converters[config] = OpenCC(config).convert
    return _converters[config]


def _pinyin(row: Row) -> Iterator[Fault]:
    given = unicodedata.normalize("NFC", row["pinyin"])
    if not given:
        return
    foreign = set("".join(re.findall(r"[A-Za-z0-9]", row["hans"])))
    signs = "".join(sign for sign in given if sign not in foreign)
    if not _TONED.search(given) or not _PINYIN_SIGNS.fullmatch(signs):
        yield Fault("G303", row.place, f"{row['hans']}: {given}")
        return
    units = _UNITS.findall(row["hans"])
    if not _readable([_readings(unit) for unit in units], _letters(given)):
        code = "G302" if foreign or len(units) in _syllable_counts(given) else "G301"
        yield Fault(code, row.place, f"{row['hans']}: {given}")
    if row["pos"] == "name" and next((sign for sign in given if sign.isalpha()), "A").islower():
        yield Fault("G304", row.place, f"{row['hans']}: {given}")


def _letters(reading: str) -> str:
    """Small letters with their tone marks, nothing else: ``Gōng'ān Jú`` becomes ``gōngānjú``.

    >>> _letters("Gōng'ān Jú")
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
