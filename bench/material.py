"""The texts that are measured: those that come with the package, clean, in one script, repeated to a size."""

from __future__ import annotations

from functools import cache

import toolkit
from toolkit.corpus.works import works
from toolkit.document import HANS, HANT
from toolkit.script.both import both_scripts


@cache
def clean(script: str = HANS) -> str:
    """Return the clean text of all works in Simplified (``hans``) or Traditional (``hant``) characters."""
    found = "\n".join((work.folder / "clean.zh.txt").read_text(encoding="utf-8") for work in works())
    document = toolkit.repair(toolkit.read_text(found))
    return both_scripts(document).text(script)


def sized(script: str = HANS, size: int = 1_000_000) -> str:
    """Return the clean text repeated to at least ``size`` bytes of UTF-8."""
    text = clean(script)
    return text * (size // len(text.encode()) + 1)


__all__ = ["HANS", "HANT", "clean", "sized"]
