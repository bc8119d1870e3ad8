"""UTX 1.20 (Universal Terminology eXchange, AAMT): a header in comments, fields by language, tabs between them.

Fields of UTX (concept ID, term, pos, term status, comment) carry the language they speak of behind a colon; what UTX
has no field for stands in user-defined ones (``x-...``), as the specification provides. UTX 1.11 (src, tgt, src:pos)
is read.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from toolkit.errors import InputError
from toolkit.formats.encoding import decode
from toolkit.formats.intake import BadRow, Intake, lines_of
from toolkit.formats.rows import read_rows, rows_of
from toolkit.glossary import Concept

VERSION = "#UTX 1.20"
# the fields in their order, and the column of the home form that each one carries
FIELDS = {
    "concept ID": "concept",
    "term:zh-Hans": "hans",
    "term:zh-Hant": "hant",
    "term:en": "english",
    "pos:zh-Hans": "pos",
    "term status:zh-Hans": "status",
    "comment": "note",
    "x-pinyin:zh-Hans": "pinyin",
    "x-others:en": "others",
    "x-grammar:en": "grammar",
    "x-domain": "domain",
    "x-region": "region",
    "x-related": "related",
    "x-source": "source",
}
# UTX 1.11 and the spellings that are met in files
EARLIER = {
    "src": "hans",
    "tgt": "english",
    "src:pos": "pos",
    "pos": "pos",
    "term status": "status",
    "tgt:comment": "note",
    "src:comment": "note",
}
PARTS = {"name": "properNoun", "phrase": "sentence"}
STATUSES = {"preferred": "approved", "admitted": "non-standard", "deprecated": "obsolete", "forbidden": "forbidden"}
_PARTS = {utx.lower(): own for own, utx in PARTS.items()} | {"-": ""}
_STATUSES = {utx: own for own, utx in STATUSES.items()} | {"provisional": "", "rejected": "forbidden", "-": ""}


def write_utx(concepts: Sequence[Concept]) -> bytes:
    """Return a UTX file: UTF-8 with a byte order mark, lines ending in CRLF.

    >>> write_utx(()).decode("utf-8-sig").splitlines()[0]
    '#UTX 1.20; lang: zh-Hans/zh-Hant/en; glossary ID: duizhao; license: Apache-2.0'
    """
    lines = [
        f"{VERSION}; lang: zh-Hans/zh-Hant/en; glossary ID: duizhao; license: Apache-2.0",
        "#" + "\t".join(FIELDS),
    ]
    for concept in concepts:
        for row in rows_of(concept):
            row |= {"pos": PARTS.get(row["pos"], row["pos"]), "status": STATUSES[row["status"]]}
            lines.append("\t".join(row[column] for column in FIELDS.values()))
    return "".join(line + "\r\n" for line in lines).encode("utf-8-sig")


def read_utx(data: bytes, name: str) -> Intake:
    """Read a UTX file, its fields named by the last comment line that names a source and a target term.

    Raises InputError where no line does, or the file is no text.
    """
    characters, _ = decode(data, name)
    lines = list(lines_of(characters))
    columns, remarks = _columns(lines, name)
    bad: list[BadRow] = []
    rows: list[tuple[str, dict[str, str]]] = []
    for number, line in lines:
        place, cells = f"{name}:{number}", line.split("\t")
        if line.startswith("#") or not line.strip():
            continue
        if any(map(str.strip, cells[len(columns) :])):
            bad.append(BadRow(place, f"{len(cells)} cells, but {len(columns)} fields"))
            continue
        row = {column: text for column, text in zip(columns, cells, strict=False) if column}
        status = row.get("status", "").strip().lower()
        if status not in _STATUSES and status:
            bad.append(BadRow(place, f'unknown term status "{status}"'))
            continue
        part = row.get("pos", "").strip()
        rows.append((place, row | {"pos": _PARTS.get(part.lower(), part), "status": _STATUSES.get(status, "")}))
    return read_rows(rows, bad, remarks)


def _columns(lines: Sequence[tuple[int, str]], name: str) -> tuple[list[str], list[str]]:
    """Return the column of each field, and remarks on those that have none."""
    for number, line in lines:
        if not line.startswith("#"):
            break
        fields = [field.strip() for field in line.lstrip("#").split("\t")]
        columns = list(map(_column, fields))
        if ("hans" in columns or "hant" in columns) and "english" in columns:
            return columns, list(_remarks(fields, columns, f"{name}:{number}"))
    raise InputError(
        "no line names the fields", place=f"{name}:1", remedy="a comment line names them: #term:zh-Hans, term:en ..."
    )


def _column(field: str) -> str:
    """Return the column for a field; of a language with a region, or in other letters, too.

    >>> _column("term:zh-CN"), _column("Term:en-US"), _column("src"), _column("x-usage:en")
    ('hans', 'english', 'hans', '')
    """
    plain = field.lower()
    known = {own.lower(): column for own, column in FIELDS.items()} | EARLIER
    kind, _, language = plain.partition(":")
    if kind == "term" and plain not in known:
        if language.startswith("zh"):
            return "hant" if language.endswith(("hant", "tw", "hk", "mo")) else "hans"
        return "english" if language.partition("-")[0] == "en" else ""
    return known.get(plain, "")


def _remarks(fields: Sequence[str], columns: Sequence[str], place: str) -> Iterator[str]:
    for field, column in zip(fields, columns, strict=True):
        if field and not column:
            yield f'{place}: the field "{field}" is not known; it was not taken'
