"""Golden copies of the fixture: a change of the output is seen and judged. UPDATE_GOLDEN=1 writes them anew."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.copy_data import ABOUT, GLOSSARY
from tests.copy_fixture import copy_document
from toolkit.reading import write
from toolkit.reading.model import reading_copy

GOLDEN = Path(__file__).parent / "golden" / "copy"


def body(html: str) -> str:
    """Return the page without its style and script, which change for other reasons."""
    return html[html.index("<main") : html.index("</main>")] + "</main>\n"


@pytest.mark.parametrize("layers", ["all", "chinese", "bare"])
@pytest.mark.parametrize("form", ["html", "md", "json"])
def test_golden(form: str, layers: str) -> None:
    kinds = {"all": None, "chinese": ("segment", "token", "reading", "term"), "bare": ()}[layers]
    copy = reading_copy(copy_document(layers=kinds), GLOSSARY, about=ABOUT if kinds != () else None, version="0.0.0")
    made = write(copy, form)
    made = body(made) if form == "html" else made
    path = GOLDEN / f"{layers}.{form}"
    if os.environ.get("UPDATE_GOLDEN"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(made, encoding="utf-8")
    assert made == path.read_text(encoding="utf-8")
