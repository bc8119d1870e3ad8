"""The home form in one file: fourteen columns, tabs between them, sorted by the Simplified term."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from toolkit.errors import InputError
from toolkit.formats.encoding import decode
from toolkit.formats.intake import BadRow, Intake, lines_of
from toolkit.formats.rows import header_of, read_rows, rows_of
from toolkit.glossary import COLUMNS, Concept


def write_tsv(concepts: Sequence[Concept]) -> bytes:
    """Return a ``terms.tsv``, UTF-8, lines ending in LF (docs/glossary-format.md).

    >>> write_tsv(()).decode().split("\\t")[:3]
    ['concept', 'hans', 'hant']
    """
    rows = sorted((row for concept in concepts for row in rows_of(concept)), key=lambda row: row["hans"])
    lines = ["\t".join(COLUMNS), *("\t".join(row[column] for column in COLUMNS) for row in rows)]
    return ("\n".join(lines) + "\n").encode()


def read_tsv(data: bytes, name: str) -> Intake:
    """Read a ``terms.tsv``, or any table with tabs whose header names at least the Chinese and the English.

    Raises InputError for a file that is no text or has no such header.
    """
    characters, _ = decode(data, name)
    return table(((number, line.split("\t")) for number, line in lines_of(characters)), name)


def table(lines: Iterator[tuple[int, list[str]]], name: str) -> Intake:
    """Read numbered lines of cells, the first of which is the header; cells beyond it make a row a bad one."""
    number, heading = next(lines, (1, []))
    columns, remarks = header_of(heading, f"{name}:{number}")
    require_columns(columns, f"{name}:{number}")
    bad: list[BadRow] = []
    rows: list[tuple[str, dict[str, str]]] = []
    for number, cells in lines:
        place = f"{name}:{number}"
        if any(map(str.strip, cells[len(columns) :])):
            bad.append(BadRow(place, f"{len(cells)} cells, but {len(columns)} columns"))
            continue
        rows.append((place, {column: text for column, text in zip(columns, cells, strict=False) if column}))
    return read_rows(rows, bad, remarks)


def require_columns(columns: Sequence[str], place: str) -> None:
    """Raise InputError where a table lacks a column for the Chinese or for the English."""
    if not ({"hans", "hant"} & set(columns)) or "english" not in columns:
        raise InputError(
            "the header names no Chinese and no English column" if not any(columns) else "a needed column is missing",
            place=place,
            remedy="name the columns hans (or hant) and english in the first line",
        )
