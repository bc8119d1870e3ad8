"""Coded checks of the lexicon's data; each code is explained once, in CODES."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from toolkit.features import feature_faults
from toolkit.transfer.lexicon import CATEGORIES, Entry

CODES = {
    "E201": "the category is unknown",
    "E202": "the English is empty",
    "E203": "a feature is unknown or lacks its value",
    "E204": "the headword is not Simplified Han text",
    "E205": "the same word of an open category stands twice without a condition",
    "E206": "the English holds Chinese, a slash or a bracket other than {obj}",
    "E207": "the English opens with an article or with to",
    "E208": "a noun is given a verb's feature or the other way round",
}
_HAN = re.compile(r"[\u3400-\u9fff〇A-Za-z0-9·、，“”%-]+")
_BAD_ENGLISH = re.compile(r"[\u3000-\u9fff/;|\[\]()]")
_CLOSED = frozenset(("p", "c", "f", "u", "r", "m", "det", "neg", "z"))
_NOUN_ONLY = {"mass", "class", "prem", "of", "drop"}
_VERB_ONLY = {"vn", "comp", "nopass", "vprem", "i", "ti"}


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault of a data file: its code, where it stands and what is wrong there."""

    code: str
    place: str
    message: str

    def __str__(self) -> str:
        return f"{self.place}: {self.code} {self.message}"


def check_lexicon(entries: Iterable[Entry]) -> Iterator[Fault]:
    """Yield the faults of a list of entries, in its order."""
    seen: dict[tuple[str, str], str] = {}
    for entry in entries:
        for code, message in _faults(entry):
            yield Fault(code, entry.place, message)
        if entry.conditioned or entry.cat in _CLOSED:
            continue
        key = (entry.zh, entry.cat)
        if key in seen:
            yield Fault("E205", entry.place, f"{entry.zh}/{entry.cat} stands already at {seen[key]}")
        seen.setdefault(key, entry.place)


def _faults(entry: Entry) -> Iterator[tuple[str, str]]:
    if entry.cat not in CATEGORIES:
        yield "E201", f'unknown category "{entry.cat}"'
    if not entry.en:
        yield "E202", f"{entry.zh} has no English"
    cell = ";".join(name if value == "1" else f"{name}={value}" for name, value in entry.features.items())
    for fault in feature_faults(cell):
        yield "E203", f"{entry.zh}: {fault}"
    if not _HAN.fullmatch(entry.zh):
        yield "E204", f'"{entry.zh}" is not a plain Chinese headword'
    if _BAD_ENGLISH.search(entry.en):
        yield "E206", f'{entry.zh}: "{entry.en}"'
    if entry.cat in ("n", "v", "a") and re.match(r"(the|a|an|to) ", entry.en):
        yield "E207", f'{entry.zh}: "{entry.en}"'
    wrong = {"n": _VERB_ONLY, "v": _NOUN_ONLY}.get(entry.cat, set()) & set(entry.features)
    if wrong:
        yield "E208", f"{entry.zh}/{entry.cat} has {', '.join(sorted(wrong))}"
