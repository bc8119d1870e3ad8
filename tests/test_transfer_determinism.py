"""The same input gives the same bytes, whatever the hash seed and the run before; a crash costs one clause."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections.abc import Iterable

import pytest

from tests.transfer_drafts import CASES, draft, english
from toolkit import pipeline
from toolkit.document import Draft, from_text
from toolkit.transfer.chart import Chart, Item

TEXT = CASES / "twenty-sentences.txt"
_PROGRAM = "import sys; from tests.test_transfer_determinism import drafted; sys.stdout.buffer.write(drafted())"


def drafted() -> bytes:
    """Return the drafts of the twenty sentences: English, links, notes and findings, in full."""
    glossary, asked = pipeline.shipped_glossary(), pipeline.Settings()
    document = pipeline.prepare(from_text(TEXT.read_text(encoding="utf-8")), glossary, asked)
    notes = pipeline.draft(document, glossary, asked).layer("draft")
    return "\n".join(f"{note.span} {note.value!r}" for note in notes).encode("utf-8")


def test_the_text_has_twenty_sentences() -> None:
    assert TEXT.read_text(encoding="utf-8").count("\n") == 20


def test_the_hash_seed_changes_nothing() -> None:
    runs = [
        subprocess.Popen(
            [sys.executable, "-c", _PROGRAM], stdout=subprocess.PIPE, env={**os.environ, "PYTHONHASHSEED": seed}
        )
        for seed in ("0", "1", "2")
    ]
    digests = {hashlib.sha256(run.communicate()[0]).hexdigest() for run in runs}
    assert [run.returncode for run in runs] == [0, 0, 0]
    assert digests == {hashlib.sha256(drafted()).hexdigest()}


def test_a_second_draft_in_one_process_is_the_same() -> None:
    assert drafted() == drafted()


def test_what_was_drafted_before_changes_nothing() -> None:
    before = draft("警方抓获一名嫌疑人，追回赃物。")
    for text in ("“天网”投入运行。", "第一条　为了加强管理，制定本办法。", "破案率上升"):
        draft(text, "rule")
    assert draft("警方抓获一名嫌疑人，追回赃物。") == before


def _crash_at(monkeypatch: pytest.MonkeyPatch, place: int) -> None:
    """Make the parse of the clause that holds a code point raise."""
    fill = Chart.fill

    def crashing(self: Chart, edges: Iterable[Item]) -> None:
        edges = list(edges)
        if any(edge.start <= place < edge.end for edge in edges):
            raise RuntimeError("a crash for the test")
        fill(self, edges)

    monkeypatch.setattr(Chart, "fill", crashing)


def _said(found: Draft, start: int, end: int) -> bool:
    """Whether some English renders something of a stretch of the source."""
    return any(link.target and start <= span.start and span.end <= end for link in found.links for span in link.source)


def test_a_crash_in_one_clause_costs_only_that_clause(monkeypatch: pytest.MonkeyPatch) -> None:
    """The other clauses are drafted as ever, the clause itself is glossed word by word, and a finding says so."""
    text = "警方抓获嫌疑人；民警查看监控录像；破案率上升。"
    alone = english("警方抓获嫌疑人"), english("破案率上升")
    _crash_at(monkeypatch, text.index("监控"))
    found = draft(text)
    assert all(part.rstrip(".").lower() in found.english.lower() for part in alone)
    assert _said(found, text.index("民警"), text.index("；破案"))
    assert found.findings
    assert found.level != "full"
