"""The tables of the analysis, and the character map made of one of them."""

from __future__ import annotations

from functools import lru_cache

from toolkit.tables import records


def rows(name: str) -> tuple[dict[str, str], ...]:
    """Return the rows of ``toolkit/analysis/data/NAME.tsv`` as dicts by column.

    >>> rows("currencies")[0]["zh"]
    '人民币'
    """
    return records("analysis", name)


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
