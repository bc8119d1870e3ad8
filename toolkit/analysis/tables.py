"""The data files of the analysis, read once: TSV tables with a header, and character maps made of them."""

from __future__ import annotations

from functools import lru_cache

from toolkit.errors import InputError
from toolkit.resources import data


@lru_cache(maxsize=32)
def rows(name: str) -> tuple[dict[str, str], ...]:
    """Return the rows of ``toolkit/analysis/data/NAME.tsv`` as dicts by column; ``#`` lines are comments.

    Raises InputError naming file and line where a row has another number of cells than the header.

    >>> rows("currencies")[0]["zh"]
    '人民币'
    """
    path = data("analysis", "data", f"{name}.tsv")
    lines = path.read_text(encoding="utf-8").split("\n")
    header = lines[0].split("\t")
    found = []
    for number, line in enumerate(lines[1:], start=2):
        if not line.strip() or line.startswith("#"):
            continue
        cells = line.split("\t")
        if len(cells) != len(header):
            raise InputError(f"{len(cells)} cells instead of {len(header)}", place=f"{path}:{number}")
        found.append(dict(zip(header, cells, strict=True)))
    return tuple(found)


@lru_cache(maxsize=1)
def _forms() -> dict[int, str]:
    table = {ord(old): new for row in rows("forms") for old, new in zip(row["from"], row["to"], strict=True)}
    table |= {0xFF01 + at: chr(0x21 + at) for at in range(94) if chr(0x21 + at).isalnum()}
    return table


def fold(text: str) -> str:
    """Return ``text`` with full-width digits and Traditional forms of numerals and units made plain.

    The length is kept, so spans hold for both texts. Only the characters that the grammar of quantities needs
    are folded; this is no conversion of script.

    >>> fold("約１２萬餘條")
    '约12万余条'
    """
    return text.translate(_forms())
