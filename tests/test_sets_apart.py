"""No sentence of an evaluation set stands in the data of the engine: not twelve characters of one, formulas apart.

The sets are those of ``bench/data``, and those of the folder that DUIZHAO_EVAL names where it is set.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from toolkit.script.opencc import converted

ROOT = Path(__file__).parent.parent
LENGTH = 12
HAN = re.compile("[\u3400-\u9fff0-9A-Za-z]+")
SETS = [
    *sorted((ROOT / "bench/data").glob("*.jsonl")),
    *sorted(Path(os.environ.get("DUIZHAO_EVAL") or os.devnull).glob("*.jsonl")),
]
# titles of laws, names of offices and set formulas that any text of their kind holds
FORMULAS = ROOT / "tests/cases/formulas.txt"


def pieces(text: str) -> Iterator[str]:
    """Yield every stretch of LENGTH characters of a text, in Simplified characters, marks left out."""
    run = "".join(HAN.findall(converted("t2s", text)))
    yield from (run[at : at + LENGTH] for at in range(len(run) - LENGTH + 1))


@cache
def formulas() -> str:
    """Return the formulas, one run of characters for each line."""
    return "\n".join("".join(HAN.findall(line)) for line in FORMULAS.read_text(encoding="utf-8").splitlines())


def cells() -> Iterator[tuple[str, str]]:
    """Yield the Chinese cells of the engine's data with the names of their files."""
    for folder in ("toolkit", "glossary", "tests/cases"):
        for path in sorted((ROOT / folder).rglob("*.tsv")):
            for line in path.read_text(encoding="utf-8").splitlines():
                for cell in line.split("\t"):
                    if len(cell) >= LENGTH and HAN.search(cell) and not cell.isascii():
                        yield path.name, cell


def test_no_stretch_of_a_set_stands_in_the_data() -> None:
    assert SETS
    known = {
        piece: path.stem
        for path in SETS
        for line in path.read_text(encoding="utf-8").splitlines()
        for piece in pieces(json.loads(line)["zh"])
        if piece not in formulas()
    }
    found = {(name, cell, known[piece]) for name, cell in cells() for piece in pieces(cell) if piece in known}
    assert sorted(found) == []


@pytest.mark.parametrize("path", SETS, ids=lambda path: path.stem)
def test_no_reference_stands_in_the_data(path: Path) -> None:
    references = {one for line in path.read_text(encoding="utf-8").splitlines() for one in json.loads(line)["en"]}
    long = {one for one in references if len(one.split()) >= 8}
    data = {
        cell
        for folder in ("toolkit/transfer/data", "glossary")
        for file in (ROOT / folder).rglob("*.tsv")
        for row in file.read_text(encoding="utf-8").splitlines()
        for cell in row.split("\t")
    }
    assert long.isdisjoint(data)
