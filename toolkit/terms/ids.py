"""Ids of concepts: slugs of the English, one for each meaning."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_LONGEST = 120


def slug(english: str) -> str:
    """Return the id that a rendering gives: small ASCII letters and figures, hyphens between words.

    >>> slug("residents' committee"), slug("Café Ōta (Taipei)"), slug("派出所")
    ('residents-committee', 'cafe-ota-taipei', 'concept')
    """
    folded = unicodedata.normalize("NFKD", english).encode("ascii", "ignore").decode().lower().replace("'", "")
    return "-".join(re.findall(r"[a-z0-9]+", folded))[:_LONGEST].strip("-") or "concept"


def free(wanted: str, taken: Container[str]) -> str:
    """Return the id, or the first of ``id-2``, ``id-3`` ... that is not taken.

    >>> free("police", {"police", "police-2"})
    'police-3'
    """
    if wanted not in taken:
        return wanted
    number = 2
    while f"{wanted}-{number}" in taken:
        number += 1
    return f"{wanted}-{number}"
