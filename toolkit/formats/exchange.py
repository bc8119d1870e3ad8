"""The formats in which terms come and go, by name; what each of them cannot carry is found by reading it back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from importlib import import_module
from pathlib import PurePath
from typing import Any

from toolkit.errors import InputError, UsageError
from toolkit.formats.intake import Intake
from toolkit.glossary import COLUMNS, Concept, Term

CONTENT = tuple(one.name for one in fields(Concept) if one.compare and one.name not in ("id", "terms", "layer"))
IN_TERMS = tuple(one.name for one in fields(Term) if one.compare)


@dataclass(frozen=True, slots=True)
class Format:
    """One format: the endings of its files, and the functions that read and write it (``module:function``).

    They are named, not held: lxml and openpyxl are loaded only when they are used.
    """

    name: str
    about: str
    suffixes: tuple[str, ...]
    reader: str
    writer: str

    def read(self, data: bytes, name: str) -> Intake:
        """Read a file of this format; raises InputError where it is none."""
        read: Callable[[bytes, str], Intake] = _function(self.reader)
        return read(data, name)

    def write(self, concepts: Sequence[Concept]) -> bytes:
        """Return concepts in this format."""
        write: Callable[[Sequence[Concept]], bytes] = _function(self.writer)
        return write(concepts)


FORMATS = {
    one.name: one
    for one in (
        Format("tsv", "the home form", (".tsv",), "tsv:read_tsv", "tsv:write_tsv"),
        Format("csv", "CSV", (".csv",), "csv:read_csv", "csv:write_csv"),
        Format("xlsx", "Excel workbook", (".xlsx", ".xlsm"), "xlsx:read_xlsx", "xlsx:write_xlsx"),
        Format("tbx", "TBX v3, DCA style", (".tbx", ".xml"), "tbx_reading:read_tbx", "tbx:write_dca"),
        Format("tbx-dct", "TBX v3, DCT style", (".dct",), "tbx_reading:read_tbx", "tbx:write_dct"),
        Format("tbx-legacy", "TBX 2008", (".martif", ".mtf"), "tbx_reading:read_tbx", "martif:write_martif"),
        Format("utx", "UTX 1.20", (".utx",), "utx:read_utx", "utx:write_utx"),
        Format("omegat", "OmegaT glossary", (".txt", ".utf8", ".tab"), "omegat:read_omegat", "omegat:write_omegat"),
        Format("json", "JSON", (".json",), "json:read_json", "json:write_json"),
    )
}
BINARY = ("xlsx",)


def _function(where: str) -> Any:
    module, _, name = where.partition(":")
    return getattr(import_module(f"toolkit.formats.{module}"), name)


def format_named(name: str) -> Format:
    """Return a format by its name; raises UsageError, listing the names, for an unknown one."""
    if name not in FORMATS:
        raise UsageError(f'there is no format "{name}"', remedy="choose one of " + ", ".join(FORMATS))
    return FORMATS[name]


def format_of(path: str, data: bytes | None = None) -> Format:
    """Return the format of a file by its ending and, among tables with tabs, by its first line.

    Raises InputError where the ending is not known.

    >>> format_of("terms.tsv").name, format_of("terms.tsv", "派出所\\tpolice station\\n".encode()).name
    ('tsv', 'omegat')
    """
    ending = PurePath(path).suffix.lower()
    found = next((one for one in FORMATS.values() if ending in one.suffixes), None)
    if found is None:
        raise InputError(f'no format has the ending "{ending}"', place=path, remedy="name it with --format")
    if data is None or found.name not in ("tsv", "omegat"):
        return found
    first = data[:400].removeprefix(b"\xef\xbb\xbf").split(b"\n")[0].strip()
    if first.startswith(b"#UTX"):
        return FORMATS["utx"]
    ours = first.decode("utf-8", "replace").split("\t")
    return FORMATS["tsv" if "english" in ours and {"hans", "hant"} & set(ours) else "omegat"]


def shown(format: Format, concepts: Sequence[Concept]) -> Intake:
    """Return concepts as a reader of the format gets them."""
    return format.read(format.write(concepts), format.name)


def losses(format: Format, concepts: Sequence[Concept]) -> Mapping[str, int]:
    """Tell what of some concepts the format does not carry: the field, and how many concepts lose it.

    >>> police = Concept("police-station", "policing", (Term("派出所", "派出所", "pàichūsuǒ"),), "police station")
    >>> dict(losses(FORMATS["omegat"], [police]))
    {'domain': 1, 'hant': 1, 'pinyin': 1, 'pos': 1}
    """
    intake = shown(format, concepts)
    named = {concept.id: concept for concept in intake.concepts if concept.id in intake.named}
    others: dict[tuple[str, str], list[Concept]] = {}
    for concept in intake.concepts:
        if concept.id not in named:
            others.setdefault(_key(concept), []).append(concept)
    lost: Counter[str] = Counter()
    for concept in concepts:
        same = others.get(_key(concept))
        found = named.get(concept.id) or (same.pop(0) if same else None)
        lost.update(["whole concept"] if found is None else different(concept, found))
    return lost


def _key(concept: Concept) -> tuple[str, str]:
    return concept.preferred.hans or concept.preferred.hant, concept.english


def different(one: Concept, other: Concept) -> list[str]:
    """Return the names of the fields in which two concepts differ, ids and layers aside; the order of terms is none."""
    found = [name for name in CONTENT if _plain(one, name) != _plain(other, name)]
    mine, theirs = ({(term.hans or term.hant): term for term in concept.terms} for concept in (one, other))
    if mine.keys() != theirs.keys():
        return [*found, "terms"]
    return [*found, *(n for n in IN_TERMS if any(getattr(t, n) != getattr(theirs[key], n) for key, t in mine.items()))]


def _plain(concept: Concept, name: str) -> object:
    """Return a field; of the other renderings those that the concept itself holds, whatever layer it lies over."""
    if name == "others":
        return tuple(replace(other, layer="") for other in concept.others)
    return getattr(concept, name)


__all__ = ["BINARY", "COLUMNS", "FORMATS", "Format", "different", "format_named", "format_of", "losses", "shown"]
