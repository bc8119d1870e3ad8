"""The Python interface: pure functions, the same whatever was imported before, safe against hostile data."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

import toolkit
from toolkit.errors import DuizhaoError, InputError, UsageError
from toolkit.glossary import Concept, Glossary, Rendering, Term
from toolkit.pipeline import Settings, english_lines
from toolkit.reading import FORMS, write

EVIL = '<script>alert(1)</script>"><img src=x onerror=alert(1)>[x](javascript:alert(1))`{{7*7}}\u202e'


def test_the_functions_stay_functions() -> None:
    """``repair`` is a package too: whatever is imported, the name stays the function's."""
    program = "import toolkit, toolkit.repair.log, toolkit.formats; from toolkit import repair; print(callable(repair))"
    assert subprocess.check_output([sys.executable, "-c", program], text=True) == "True\n"
    assert callable(toolkit.repair) and set(toolkit.__all__) <= set(dir(toolkit))


def test_text_bytes_and_files_are_read_alike(tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_bytes("派出所".encode("gb18030"))
    assert toolkit.read_text(path).source.name == "page.txt"
    assert toolkit.read_text(path).text() == toolkit.read_text(path.read_bytes()).text() == "派出所"
    assert toolkit.read_text("派出所", "x").source.name == "x"
    with pytest.raises(InputError, match=r"nix.txt: there is no such file"):
        toolkit.read_text(tmp_path / "nix.txt")
    with pytest.raises(InputError, match="empty"):
        toolkit.read_text(b"")


def test_documents_are_not_changed() -> None:
    document = toolkit.read_text("9月23日,长沙市公安局召开通报会")
    before = repr(document)
    repaired = toolkit.repair(document)
    assert repaired.text() == "9月23日，长沙市公安局召开通报会" and repr(document) == before
    assert toolkit.repair(document, off=["repair.width"]).text() == document.text()
    done = toolkit.draft(document)
    assert repr(document) == before and english_lines(done).count("\n") == 0
    toolkit.reading_copy(done)
    assert toolkit.draft(document) == done


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: toolkit.convert("警", "s2x"),
        lambda: toolkit.convert("警", engine="x"),
        lambda: toolkit.repair(toolkit.read_text("警"), off=["x"]),
        lambda: toolkit.repair(toolkit.repair(toolkit.read_text("警"))),
        lambda: toolkit.draft(toolkit.read_text("警"), settings=Settings(engine="x")),
        lambda: write(toolkit.reading_copy(toolkit.draft(toolkit.read_text("警"))), "pdf"),
    ],
)
def test_wrong_requests_are_refused(wrong) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(UsageError) as told:
        wrong()
    assert isinstance(told.value, DuizhaoError) and told.value.exit_code == 2


def test_lookup() -> None:
    assert toolkit.lookup("警察", limit=3).matches[0].kind == "exact"
    assert toolkit.lookup("天网", glossary=Glossary()).query == "天网"


@pytest.mark.parametrize("text", ["", " ", "\n", "\0", "\ud800", "a", "。", "“", "\ufeff", "<", "𠮷" * 3])
def test_tiny_texts(text: str) -> None:
    copy = toolkit.reading_copy(toolkit.draft(toolkit.read_text(text)))
    for form in FORMS:
        write(copy, form)


def test_hostile_cells_of_a_glossary_stay_text() -> None:
    concept = Concept(
        "evil", EVIL, (Term("天网", "天網", EVIL),), EVIL, (Rendering(EVIL, EVIL),), note=EVIL, source=EVIL
    )
    glossary = Glossary({"evil": concept})
    document = toolkit.draft(toolkit.read_text("天网工程。"), glossary=glossary)
    copy = toolkit.reading_copy(document, glossary=glossary, about={"title_en": EVIL, "url": "javascript:alert(1)"})
    html = write(copy, "html")
    assert "<script>alert" not in html and "<img" not in html and 'href="javascript:' not in html
    assert html.count("<script") == 1
    shown = MarkdownIt("commonmark").render(write(copy, "md"))
    assert "<script" not in shown and "<img" not in shown and 'href="javascript:' not in shown
