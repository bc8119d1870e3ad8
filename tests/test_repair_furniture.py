"""Page furniture: whole lines are marked by kind, text that comes near them is not, and nothing is deleted."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from toolkit.document import from_text
from toolkit.repair.boilerplate import boilerplate, hints, rows
from toolkit.repair.fixers import repair

CASES = tomllib.loads((Path(__file__).parent / "cases" / "repair" / "furniture.toml").read_text(encoding="utf-8"))
MARKED = [(kind, line) for kind, lines in CASES.items() for line in lines["marked"]]
NEAR = [line for lines in CASES.values() for line in lines["near"]]


@pytest.mark.parametrize(("kind", "line"), MARKED)
def test_furniture_is_marked(kind: str, line: str) -> None:
    assert [(note.value, note.span.of(line)) for note in boilerplate(line)] == [(kind, line)]


@pytest.mark.parametrize("line", NEAR)
def test_a_near_miss_is_text(line: str) -> None:
    assert not boilerplate(line)


def test_every_kind_has_marked_lines_and_near_misses() -> None:
    assert {kind for kind, *_ in rows()} == set(CASES)


@pytest.mark.parametrize(("kind", "line"), MARKED)
def test_the_hints_find_what_the_patterns_do(kind: str, line: str) -> None:
    assert hints().search(line) or any(character.isdigit() for character in line)


def test_furniture_is_never_deleted() -> None:
    page = "\n".join(line for _, line in MARKED)
    document = repair(from_text(page))
    assert document.text().count("\n") == page.count("\n")
    assert len(document.layer("boilerplate")) == len(MARKED)
