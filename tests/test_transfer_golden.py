"""Golden drafts of the shipped texts: a change of the engine is seen and judged. UPDATE_GOLDEN=1 writes them anew."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from toolkit import pipeline
from toolkit.document import from_text
from toolkit.resources import shipped

GOLDEN = Path(__file__).parent / "golden"


def drafted(name: str) -> str:
    """Return each segment of a shipped text with its draft, level and findings."""
    glossary, asked = pipeline.shipped_glossary(), pipeline.Settings()
    source = (shipped("texts") / name / "clean.zh.txt").read_text(encoding="utf-8")
    document = pipeline.draft(pipeline.prepare(from_text(source), glossary, asked), glossary, asked)
    text = document.text(document.layer("segment").version)
    blocks = [
        "\n".join(
            [
                note.span.of(text),
                f"{note.value.english} [{note.value.level}]",
                *(f"  {found.code} {found.message}" for found in note.value.findings),
            ]
        )
        for note in document.layer("draft")
    ]
    return "\n\n".join(blocks) + "\n"


@pytest.mark.parametrize("name", ["changsha-skynet-2015", "chengdu-skynet-2011"])
def test_golden_draft(name: str) -> None:
    made = drafted(name)
    path = GOLDEN / f"{name}.draft.txt"
    if os.environ.get("UPDATE_GOLDEN"):
        path.write_text(made, encoding="utf-8")
    assert made == path.read_text(encoding="utf-8")
