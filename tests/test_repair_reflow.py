"""Reflow: pairs of files say which lines are joined and which stay; without the option every line stays."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.strategies import texts
from toolkit.document import from_text
from toolkit.repair.fixers import repair
from toolkit.repair.log import entries
from toolkit.repair.reflow import RULE, reflow

CASES = Path(__file__).parent / "cases" / "repair" / "reflow"
NAMES = sorted(path.name.removesuffix(".in.txt") for path in CASES.glob("*.in.txt"))


def pair(name: str) -> tuple[str, str]:
    before, after = (CASES / f"{name}.{kind}.txt" for kind in ("in", "out"))
    return before.read_text(encoding="utf-8"), after.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_lines_are_joined_as_by_hand(name: str) -> None:
    before, after = pair(name)
    assert reflow(before).apply(before) == after


@pytest.mark.parametrize("name", NAMES)
def test_a_reflowed_text_stays(name: str) -> None:
    assert not reflow(pair(name)[1])


@pytest.mark.parametrize("name", NAMES)
def test_without_the_option_a_line_stays_a_line(name: str) -> None:
    before = pair(name)[0]
    document = repair(from_text(before))
    assert document.text().count("\n") == before.count("\n")
    assert not any(entry.rule == RULE for entry in entries(document))


def test_reflow_is_in_the_chain_and_inverts() -> None:
    before, after = pair("pages")
    document = repair(from_text(before), reflowed=True)
    assert document.text() == after
    assert document.source_bytes() == before.encode()
    assert {entry.rule for entry in entries(document)} == {RULE}
    marked = [note.span.of(after) for note in document.layer("boilerplate")]
    assert marked == ["— 3 —", "第4页 共12页"]
    traced = [document.trace(note.span).of(before) for note in document.layer("boilerplate")]
    assert all(line in place for line, place in zip(marked, traced, strict=True))


LINES = [line for name in NAMES for line in pair(name)[0].split("\n")]


@given(st.lists(st.sampled_from(LINES), max_size=25))
def test_reflow_loses_and_adds_no_character(lines: list[str]) -> None:
    text = "\n".join(lines)
    done = reflow(text).apply(text)
    assert (
        sorted(done.replace("-", "").split())
        and sorted("".join(done.split()).replace("-", "")) == sorted("".join(text.split()).replace("-", ""))
        if text.strip()
        else done == text
    )


@given(texts(), texts())
def test_reflow_of_anything_inverts(one: str, other: str) -> None:
    document = repair(from_text(one + "\n" + other), reflowed=True)
    assert document.source_bytes() == (one + "\n" + other).encode("utf-8", "surrogatepass")
