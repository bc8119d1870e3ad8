"""A source and its English: two texts line for line, a table of two columns, the JSON of a draft."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from toolkit.errors import InputError
from toolkit.formats import read_document

Row = tuple[int, str, str]
TABLES = (".tsv", ".tab")


def is_paired(path: Path) -> bool:
    """Tell whether a file holds source and English together, by its name."""
    return path.suffix.lower() in (*TABLES, ".json")


def read_pairs(path: Path) -> list[Row]:
    """Return line, source and English of a file that holds both: a TSV of two columns, or the JSON of ``draft``.

    A header ``source	english`` is left out; of a draft, furniture of the page is. Raises InputError with the line.
    """
    text = read_document(path).text()
    return list(_of_json(text, path) if path.suffix.lower() == ".json" else _of_table(text, path))


def _of_table(text: str, path: Path) -> Iterator[Row]:
    for number, line in enumerate(text.split("\n"), start=1):
        cells = line.rstrip("\r").split("\t")
        if not line.strip() or (number == 1 and cells[0].strip().lower() in ("source", "zh", "chinese")):
            continue
        if len(cells) != 2:
            raise InputError(
                f"{len(cells)} cells instead of 2", place=f"{path}:{number}", remedy="source, a tab, its English"
            )
        yield number, cells[0], cells[1]


def _of_json(text: str, path: Path) -> Iterator[Row]:
    try:
        segments = json.loads(text)["segments"]
        rows = [
            (int(segment["paragraph"]) + 1, str(segment["source"]), str(segment["english"]))
            for segment in segments
            if segment.get("kind") != "boilerplate"
        ]
    except (ValueError, KeyError, TypeError) as error:
        raise InputError(
            f"no JSON of a draft ({error})", place=str(path), remedy="make it with duizhao draft --format json"
        ) from None
    yield from rows


def beside(source: str, path: Path, name: str = "-") -> list[Row]:
    """Return the lines of a source text with those of its translation, a line for a line.

    Raises InputError where the numbers of lines differ; blank lines at the end do not count.
    """
    own, theirs = source.rstrip("\n").split("\n"), read_document(path).text().rstrip("\n").split("\n")
    if len(own) != len(theirs):
        raise InputError(
            f"{len(theirs)} lines against {len(own)} of {name}",
            place=str(path),
            remedy="write a line for a line, blank where the source has a blank one",
        )
    pairs = zip(own, theirs, strict=True)
    return [(number, zh, en.rstrip("\r")) for number, (zh, en) in enumerate(pairs, start=1)]
