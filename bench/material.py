"""The texts that are measured: those that come with the package, clean, in one script, repeated to a size."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

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


def varied() -> str:
    """Return Simplified sentences of which none comes twice: those that the project wrote for conversion."""
    path = Path(__file__).parents[1] / "tests" / "cases" / "convert-t2s.tsv"
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return "\n".join(dict.fromkeys(cells[1] for cells in rows[1:]))


def evaluation(name: str) -> Path | None:
    """Return a file of the public sets in the folder that DUIZHAO_EVAL names; nothing where it is not there."""
    path = Path(os.environ.get("DUIZHAO_EVAL") or "/nonexistent") / name
    return path if path.is_file() else None


__all__ = ["HANS", "HANT", "clean", "evaluation", "sized", "varied"]
