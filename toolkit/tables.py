"""The package's tables: TSV with a header line, ``#`` for comments, read once."""

from __future__ import annotations

from functools import lru_cache

from toolkit.errors import InputError
from toolkit.resources import data


@lru_cache(maxsize=64)
def rows(package: str, name: str) -> tuple[tuple[str, ...], ...]:
    """Return the rows of ``toolkit/PACKAGE/data/NAME.tsv`` as tuples of cells, without the header.

    >>> ("范", "范", "") in rows("script", "surnames")
    True
    """
    return _lines(package, name)[1:]


@lru_cache(maxsize=64)
def records(package: str, name: str) -> tuple[dict[str, str], ...]:
    """Return the rows of ``toolkit/PACKAGE/data/NAME.tsv`` as dicts by column.

    >>> records("analysis", "currencies")[0]["zh"]
    '人民币'
    """
    header, *found = _lines(package, name)
    return tuple(dict(zip(header, cells, strict=True)) for cells in found)


def _lines(package: str, name: str) -> tuple[tuple[str, ...], ...]:
    """Return the lines as cells; raises InputError naming file and line where one has more or fewer than the header."""
    path = data(package, "data", f"{name}.tsv")
    lines = [
        (number, tuple(line.split("\t")))
        for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), start=1)
        if line.strip() and not line.startswith("#")
    ]
    wanted = len(lines[0][1]) if lines else 0
    for number, cells in lines:
        if len(cells) != wanted:
            raise InputError(f"{len(cells)} cells instead of {wanted}", place=f"{path}:{number}")
    return tuple(cells for _, cells in lines)
