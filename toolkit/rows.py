"""Rows of the home form (``terms.tsv``, docs/glossary-format.md), and the concepts that are gathered from them.

All of it is read for every command, and most of it is not asked for: a row is parted into cells, and rows are
gathered into a concept, when somebody wants them.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from toolkit.concept import COMMON, FORBIDDEN, Concept, Rendering, Term, is_common, parse_rendering, split_cell
from toolkit.errors import InputError

COLUMNS = [
    "concept",
    "hans",
    "hant",
    "pinyin",
    "english",
    "others",
    "pos",
    "grammar",
    "domain",
    "region",
    "status",
    "related",
    "note",
    "source",
]
_AT = {column: at for at, column in enumerate(COLUMNS)}
_TABS = len(COLUMNS) - 1


class Row:
    """One line of a ``terms.tsv``, uninterpreted; its cells stand in the order of COLUMNS.

    ``line`` holds the cells with tabs between them, ``path`` and ``number`` (from 1; 0: none) say where it stands.
    """

    __slots__ = ("_cells", "line", "number", "path")

    def __init__(self, path: str, number: int, line: str) -> None:
        self.path, self.number, self.line = path, number, line
        self._cells: list[str] | None = None

    @property
    def place(self) -> str:
        """Where the row stands, as ``file:line``."""
        return f"{self.path}:{self.number}" if self.number else self.path

    @property
    def cells(self) -> list[str]:
        """The cells of the row, without spaces at their edges."""
        if self._cells is None:
            self._cells = self.line.split("\t")
            if "\t " in self.line or " \t" in self.line or self.line[-1] in " \r":
                self._cells = [cell.strip() for cell in self._cells]
        return self._cells

    def __getitem__(self, column: str) -> str:
        return self.cells[_AT[column]]


class Heading(NamedTuple):
    """What a term is found by: its concept's id, its place among the terms of that, its forms and its standing."""

    concept: str
    at: int
    hans: str
    hant: str
    pinyin: str
    status: str
    region: tuple[str, ...]


class Concepts(Mapping[str, Concept]):
    """Concepts by id in the order of their rows, each gathered from them when somebody asks for it.

    A page needs some hundred of the 28,500, and a look-up ten; gathering all takes longer than either.
    """

    __slots__ = ("_made", "_rows")

    def __init__(self, rows: Mapping[str, Sequence[Row]], made: dict[str, Concept] | None = None) -> None:
        self._rows = rows
        self._made: dict[str, Concept] = {} if made is None else made

    def __getitem__(self, name: str) -> Concept:
        rows = self._rows[name]
        if name not in self._made:
            self._made[name] = _concept(name, rows)
        return self._made[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)

    def __contains__(self, name: object) -> bool:
        return name in self._rows

    def headings(self, mentioned: Collection[str] = ()) -> Iterator[Heading]:
        """Yield what each term is found by, without gathering its concept.

        Where strings are given (in small letters), only the terms of concepts whose rows mention one of them.
        """
        hans, hant, pinyin, status, region = (_AT[name] for name in ("hans", "hant", "pinyin", "status", "region"))
        for name, rows in self._mentioning(mentioned) if mentioned else self._rows.items():
            for at, row in enumerate(rows):
                own = row.cells
                spread = split_cell(own[region], ",") if own[region] else ()
                yield Heading(name, at, own[hans], own[hant], own[pinyin], own[status], spread)

    def _mentioning(self, mentioned: Collection[str]) -> Iterator[tuple[str, Sequence[Row]]]:
        search = re.compile("|".join(map(re.escape, mentioned))).search
        cased = any(one != one.upper() for one in mentioned)
        for name, rows in self._rows.items():
            for row in rows:
                if search(row.line.lower() if cased else row.line):
                    yield name, rows
                    break

    def technical(self) -> Concepts:
        """Return the concepts that are no words of everyday administration."""
        grammar = _AT["grammar"]
        kept = {
            name: rows
            for name, rows in self._rows.items()
            if COMMON not in rows[0].line or not is_common(rows[0].cells[grammar])
        }
        return Concepts(kept, self._made)


def read_rows(path: Path) -> list[Row]:
    """Read the rows of one ``terms.tsv``.

    Raises InputError naming file and line where the file is missing, is not UTF-8, has another header or a
    line with the wrong number of cells.
    """
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except FileNotFoundError:
        raise InputError("no such file", place=str(path), remedy="each domain needs a terms.tsv") from None
    except UnicodeDecodeError as error:
        raise InputError(f"not UTF-8 at byte {error.start}", place=str(path), remedy="save it as UTF-8") from None
    if lines[0].rstrip("\r").split("\t") != COLUMNS:
        raise InputError("wrong header", place=f"{path}:1", remedy="the columns are " + ", ".join(COLUMNS))
    place = str(path)
    rows = [Row(place, number, line) for number, line in enumerate(lines[1:], start=2) if line and not line.isspace()]
    for row in rows:
        if row.line.count("\t") != _TABS:
            raise InputError(
                f"{row.line.count(chr(9)) + 1} cells instead of {len(COLUMNS)}",
                place=row.place,
                remedy="a row has one cell a column, tabs between them",
            )
    return rows


def build_concepts(rows: Iterable[Row]) -> Concepts:
    """Gather rows into concepts; the preferred row of a concept gives its English, grammar and note."""
    grouped: dict[str, list[Row]] = {}
    for row in rows:
        grouped.setdefault(row.line.partition("\t")[0].strip(), []).append(row)
    for group in grouped.values():
        if len(group) > 1:
            group.sort(key=lambda row: row["status"] != "preferred")
    return Concepts(grouped)


def _concept(name: str, rows: Sequence[Row]) -> Concept:
    first = rows[0]
    others = tuple(_others(rows))
    return Concept(
        id=name,
        domain=first["domain"],
        terms=tuple([_term(row, "" if row is first else row["note"]) for row in rows]),
        english=first["english"],
        others=tuple([other for other in others if other.user != FORBIDDEN]),
        grammar=first["grammar"],
        related=split_cell(first["related"]),
        note=first["note"],
        source=first["source"],
        forbidden=tuple([other.english for other in others if other.user == FORBIDDEN]),
    )


def _term(row: Row, note: str) -> Term:
    region = split_cell(row["region"], ",")
    return Term(row["hans"], row["hant"], row["pinyin"], row["pos"], row["status"], region, note, place=row.place)


def _others(rows: Sequence[Row]) -> Iterable[Rendering]:
    """Return the renderings beside the preferred one, each once: those of the other rows, and those of the cells."""
    english, found = rows[0]["english"], []
    for row in rows:
        if row["english"] != english:
            found.append(Rendering(row["english"]))
        if row["others"]:
            found += map(parse_rendering, split_cell(row["others"]))
    return dict.fromkeys(found) if len(found) > 1 else found
