"""The data files of this package, read once: TSV with a header, ``#`` for comments."""

from __future__ import annotations

from functools import lru_cache

from toolkit.errors import InputError
from toolkit.resources import data


@lru_cache(maxsize=16)
def rows(name: str) -> tuple[tuple[str, ...], ...]:
    """Return the rows of ``toolkit/script/data/NAME.tsv`` without the header.

    Raises InputError naming file and line where a row has another number of cells than the header.

    >>> ("范", "范", "") in rows("surnames")
    True
    """
    path = data("script", "data", f"{name}.tsv")
    header, *found = [
        (number, tuple(line.split("\t")))
        for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), start=1)
        if line.strip() and not line.startswith("#")
    ]
    for number, cells in found:
        if len(cells) != len(header[1]):
            raise InputError(f"{len(cells)} cells instead of {len(header[1])}", place=f"{path}:{number}")
    return tuple(cells for _, cells in found)
