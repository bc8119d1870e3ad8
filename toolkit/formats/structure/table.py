"""Tables as text (CSV, TSV; RFC 4180): cells, of all columns or of some; delimiters, quotes and line ends stay."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from toolkit.errors import UsageError
from toolkit.formats.structure.passages import Passage, Run

DELIMITERS = ",\t;|"
SAMPLE = 1 << 16
ENDS = ("\n", "\r", "\r\n", "")


def passages(characters: str, columns: Sequence[str] = (), *, tabs: bool = False) -> Iterator[Passage]:
    """Yield the cells, each a passage; ``columns`` are numbers from 1 or names of the first row.

    The first row is converted like the others. Raises UsageError, listing the names, for a column that is not there.

    >>> [passage.runs[0].text for passage in passages('案由,"地 点"\\n盗窃,长沙\\n', ["地 点"])]
    ['地 点', '长沙']
    """
    delimiter = "\t" if tabs else _delimiter(characters[:SAMPLE])
    wanted: set[int] | None = None
    first: list[tuple[int, int]] = []
    for column, start, end, last in _cells(characters, delimiter):
        if columns and wanted is None:
            first.append((start, end))
            if last:
                wanted = _wanted([characters[slice(*span)].replace('""', '"') for span in first], columns)
                yield from (_cell(characters, *first[at]) for at in sorted(wanted))
        elif start < end and (wanted is None or column in wanted):
            yield _cell(characters, start, end)


def _cell(characters: str, start: int, end: int) -> Passage:
    return Passage((Run(start, end, characters[start:end]),))


def _delimiter(sample: str) -> str:
    """Return the mark that parts most cells of the first rows, outside quotes."""
    plain = re.sub(r'"[^"]*"', "", sample)
    return max(DELIMITERS, key=plain.count)


def _wanted(head: list[str], columns: Sequence[str]) -> set[int]:
    names = [name.strip().lstrip("\ufeff") for name in head]
    found = set()
    for column in columns:
        if column in names:
            found.add(names.index(column))
        elif column.isdecimal() and 1 <= int(column) <= len(names):
            found.add(int(column) - 1)
        else:
            raise UsageError(f'the table has no column "{column}"', remedy="its columns are " + ", ".join(names))
    return found


@lru_cache(maxsize=len(DELIMITERS))
def _pattern(delimiter: str) -> re.Pattern[str]:
    """Match a cell, the quoted content or the plain one, and what ends it; never an empty match but at the end."""
    mark = re.escape(delimiter)
    return re.compile(rf'(?:"((?:[^"]|"")*+)"(?=[{mark}\r\n]|\Z)|([^{mark}\r\n]*+))({mark}|\r\n|\r|\n|\Z)')


def _cells(characters: str, delimiter: str) -> Iterator[tuple[int, int, int, bool]]:
    """Yield the column, the span of the content and whether the row ends, of each cell."""
    at = 1 if characters.startswith("\ufeff") else 0
    column = 0
    pattern = _pattern(delimiter)
    while at < len(characters):
        found = pattern.match(characters, at)
        if not found:  # cannot be: the second form takes what the first does not
            return
        start, end = found.span(1) if found[1] is not None else found.span(2)
        last = found[3] in ENDS
        yield column, start, end, last
        column = 0 if last else column + 1
        at = found.end()
