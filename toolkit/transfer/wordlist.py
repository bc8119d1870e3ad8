"""The small word lists of the grammar, tables beside its rules: heads by trait, and words with their English."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from toolkit.tables import rows


@cache
def pairs(name: str) -> Mapping[str, str]:
    """Return a table of two columns as a mapping, in the order of its lines.

    >>> pairs("honorifics")["女士"]
    'Ms.'
    """
    return MappingProxyType({row[0]: row[1] for row in rows("transfer", f"grammar/{name}")})


@cache
def heads(trait: str) -> tuple[str, ...]:
    """Return the heads that have a trait (``heads.tsv``)."""
    return tuple(zh for zh, own in rows("transfer", "grammar/heads") if own == trait)


def headed(zh: str, trait: str) -> bool:
    """Tell whether a word ends in a head of the trait; Chinese compounds have their head last.

    >>> headed("公安局长", "office"), headed("公安局", "office")
    (True, False)
    """
    return zh.endswith(heads(trait))
