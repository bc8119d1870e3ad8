"""Coded checks of the glossary's data; each code is explained once, in CODES."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

from opencc import OpenCC
from pypinyin import Style, pinyin

from toolkit.check.lexicon import Fault
from toolkit.features import feature_faults
from toolkit.glossary import PARTS_OF_SPEECH, STATUSES, USERS, Row, read_domain, read_rows, split_cell

CODES = {
    "G101": "rows are not sorted by hans",
    "G102": "the same term stands twice in one concept",
    "G103": "a term belongs to two concepts of the same region",
    "G104": "a concept has no preferred term, or more than one",
    "G105": "a concept id is not a lower-case ASCII slug",
    "G106": "a related concept does not exist",
    "G107": "a rendering stands twice",
    "G108": "the domain cell is not the folder's name",
    "G109": "status, part of speech, region or user is unknown",
    "G110": "a needed cell is empty",
    "G111": "a grammar feature is unknown",
    "G201": "the two scripts do not agree by conversion",
    "G301": "the pinyin has another number of syllables than the term has characters",
    "G302": "a syllable of the pinyin is no reading of its character",
    "G303": "the pinyin lacks tone marks or holds foreign signs",
}
REGIONS = {"TW", "HK", "MO"}
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_HAN = re.compile(r"[\u3400-\u9fff〇]")
_VOWELS = "aeiouüêāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ"


def check_glossary(folder: Path) -> Iterator[Fault]:
    """Yield the faults of all domains below ``folder``; raises InputError where a file cannot be read at all."""
    rows: list[Row] = []
    for path in sorted(folder.glob("*/terms.tsv")):
        read_domain(path.parent)
        own = read_rows(path)
        yield from _order(own)
        yield from (
            Fault("G108", row.place, f'domain "{row["domain"]}" in the folder {path.parent.name}')
            for row in own
            if row["domain"] != path.parent.name
        )
        rows += own
    for row in rows:
        yield from _cells(row)
        yield from _scripts(row)
        yield from _pinyin(row)
    yield from _concepts(rows)


def _order(rows: list[Row]) -> Iterator[Fault]:
    for earlier, later in pairwise(rows):
        if later["hans"] < earlier["hans"]:
            yield Fault("G101", later.place, f"{later['hans']} stands after {earlier['hans']}")


def _concepts(rows: list[Row]) -> Iterator[Fault]:
    known = {row["concept"] for row in rows}
    preferred = Counter(row["concept"] for row in rows if row["status"] == "preferred")
    seen: dict[tuple[str, str], Row] = {}
    for row in rows:
        if preferred[row["concept"]] != 1:
            yield Fault("G104", row.place, f"{row['concept']} has {preferred[row['concept']]} preferred terms")
        for name in split_cell(row["related"]):
            if name not in known:
                yield Fault("G106", row.place, f"there is no concept {name}")
        key = (row["hans"], row["region"])
        if key in seen:
            same = seen[key]["concept"] == row["concept"]
            yield Fault("G102" if same else "G103", row.place, f"{row['hans']} stands already at {seen[key].place}")
        seen.setdefault(key, row)


def _cells(row: Row) -> Iterator[Fault]:
    if not _SLUG.fullmatch(row["concept"]):
        yield Fault("G105", row.place, f'"{row["concept"]}"')
    for column in ("hans", "hant", "pinyin", "english", "pos", "domain", "status"):
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
    renderings = [re.sub(rf" \(({'|'.join(USERS)})\)$", "", cell) for cell in split_cell(row["others"])]
    for rendering, count in Counter([row["english"], *renderings]).items():
        if count > 1:
            yield Fault("G107", row.place, f'{row["hans"]}: "{rendering}"')
    for fault in feature_faults(row["grammar"]):
        yield Fault("G111", row.place, f"{row['hans']}: {fault}")


def _scripts(row: Row) -> Iterator[Fault]:
    config = "s2hk" if row["region"] == "HK" else "s2tw"
    forward, back = _converter(config)(row["hans"]), _converter("t2s")(row["hant"])
    loose = forward.replace("臺", "台") == row["hant"].replace("臺", "台")
    if not loose and back != row["hans"]:
        yield Fault("G201", row.place, f"{row['hans']} / {row['hant']}: conversion gives {forward} / {back}")


_converters: dict[str, Callable[[str], str]] = {}


def _converter(config: str) -> Callable[[str], str]:
    if config not in _converters:
        _converters[config] = OpenCC(config).convert
    return _converters[config]


def plain_syllables(reading: str) -> str:
    """Strip tone marks, case, spaces, hyphens and apostrophes: ``gōng'ān jú`` becomes ``gonganju``.

    >>> plain_syllables("Gōng'ān Jú")
    'gonganju'
    """
    folded = unicodedata.normalize("NFD", reading.lower().replace("ü", "v"))
    folded = folded.replace("u\u0308", "v")
    return "".join(sign for sign in folded if sign.isascii() and sign.isalnum())


def _pinyin(row: Row) -> Iterator[Fault]:
    han = _HAN.findall(row["hans"])
    if not re.search(r"[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ]", row["pinyin"]):
        yield Fault("G303", row.place, f"{row['hans']}: {row['pinyin']}")
        return
    rest = plain_syllables(row["pinyin"])
    if not _readable(han, re.sub(r"[^a-z]", "", rest) if not re.search(r"[A-Za-z0-9]", row["hans"]) else rest):
        yield Fault("G302", row.place, f"{row['hans']}: {row['pinyin']}")


def _readable(han: list[str], letters: str) -> bool:
    """Whether ``letters`` can be cut into one reading for each character; foreign letters may stand between."""
    ends = {0}
    for character in han:
        readings = {plain_syllables(reading) for reading in pinyin(character, heteronym=True, style=Style.NORMAL)[0]}
        reached = set()
        for end in ends:
            for skip in range(12):
                for reading in readings:
                    if letters.startswith(reading, end + skip) and (skip == 0 or len(letters) > 2 * len(han)):
                        reached.add(end + skip + len(reading))
        ends = reached
        if not ends:
            return False
    return True
