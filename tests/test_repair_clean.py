"""Clean text is left alone: not one character of it changes, whatever its script, region or kind.

The corpus is our own writing: the files in ``cases/repair/clean``, what the project says elsewhere in Chinese (the
examples of the transfer engine, the terms of the glossary, the texts with full-width marks), each in Simplified and in
the Traditional of Taiwan and Hong Kong.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from opencc import OpenCC

from toolkit.document import from_text
from toolkit.repair.fixers import repair
from toolkit.repair.log import entries
from toolkit.resources import shipped

CASES = Path(__file__).parent / "cases"
FILES = sorted((CASES / "repair" / "clean").glob("*.txt"))
HAN = re.compile("[\u3400-\u9fff]")


@cache
def blocks() -> tuple[str, ...]:
    """The files in blocks: a table is known by its rows, so lines stay together up to an empty one."""
    return tuple(block for path in FILES for block in path.read_text(encoding="utf-8").split("\n\n") if block.strip())


@cache
def sentences() -> tuple[str, ...]:
    """The Chinese cells of the project's own cases and glossary, whose marks are all full-width."""
    found: list[str] = []
    for path in sorted((CASES / "transfer").glob("*.tsv")):
        for line in path.read_text(encoding="utf-8").split("\n"):
            found += [cell for cell in line.split("\t") if not line.startswith("#") and HAN.search(cell)]
    for path in sorted(shipped("glossary").glob("*/terms.tsv")):
        for line in path.read_text(encoding="utf-8").split("\n"):
            found += [cell for cell in line.split("\t") if HAN.search(cell)]
    for name in ("width-dev.txt", "width-held.txt"):
        found += (CASES / "repair" / name).read_text(encoding="utf-8").split("\n")
    mixed = re.compile("[\u3400-\u9fff][,:;!?()]|[,:;!?()][\u3400-\u9fff]|[a-z]  ")  # notation of the cases
    return tuple(dict.fromkeys(cell for cell in found if not mixed.search(cell)))


def changes(text: str) -> list[str]:
    return [f"{entry.rule}: {entry.before!r} -> {entry.after!r}" for entry in entries(repair(from_text(text)))]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_clean_file_has_no_edits_and_no_marks(path: Path) -> None:
    document = repair(from_text(path.read_text(encoding="utf-8")))
    assert [str(entry) for entry in entries(document)] == []
    assert not document.layer("damage") and not document.layer("boilerplate")


@pytest.mark.parametrize("config", ["", "s2tw", "s2hk", "t2s"])
def test_the_projects_own_sentences_have_no_edits(config: str) -> None:
    text = "\n".join(sentences())
    text = OpenCC(config).convert(text) if config else text
    assert len(text.encode()) > 100_000
    assert changes(text) == []


@pytest.mark.parametrize("config", ["", "s2tw", "t2s"])
def test_one_sentence_alone_has_no_edits(config: str) -> None:
    convert = OpenCC(config).convert if config else str
    changed = {line: found for line in map(convert, sentences()[::5]) if (found := changes(line))}
    assert changed == {}


@given(st.lists(st.sampled_from(blocks()), min_size=1, max_size=12))
def test_clean_blocks_in_any_order_have_no_edits(chosen: list[str]) -> None:
    assert changes("\n\n".join(chosen)) == []


@given(st.lists(st.sampled_from(blocks()), min_size=1, max_size=8), st.sampled_from(["gb18030", "utf-16-le", "utf-8"]))
def test_clean_blocks_come_back_from_their_bytes(chosen: list[str], encoding: str) -> None:
    from toolkit.formats.plain import read_bytes

    text = "\n\n".join(chosen)
    if not HAN.search(text):
        return
    data = ("\ufeff" + text).encode(encoding)
    document = repair(read_bytes(data))
    assert document.text() == text and document.source_bytes() == data
