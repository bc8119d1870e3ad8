"""Pairs of marks and the cutting of clauses (tests/cases/transfer/: enclosures, clauses)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.transfer_drafts import cases, findings
from toolkit.transfer.enclosure import CLAUSE_MARKS, clauses, enclosures

MARKED = st.text(st.sampled_from("天网工程破案5,000“”‘’「」《》（）()【】，。；：！？…— \u3000"), max_size=40)


@pytest.mark.parametrize(("text", "found"), cases("enclosures"))
def test_enclosures(text: str, found: str) -> None:
    assert " ; ".join(f"{e.kind} {text[e.start : e.end]}" for e in enclosures(text, 0, len(text))) == found


@pytest.mark.parametrize(("text", "parts", "marks"), cases("clauses"))
def test_clauses(text: str, parts: str, marks: str) -> None:
    inside = [(e.start, e.end) for e in enclosures(text, 0, len(text))]
    inside += [(span.start, span.end) for span, _ in findings(text).quantities]
    cuts = clauses(text, 0, len(text), inside)
    assert " | ".join(text[cut.start : cut.end] for cut in cuts) == parts
    assert " ".join(cut.mark or "-" for cut in cuts) == marks.replace("\\u3000", "\u3000")


@given(MARKED)
def test_enclosures_are_disjoint_and_in_order(text: str) -> None:
    last = 0
    for found in enclosures(text, 0, len(text)):
        assert last <= found.start < found.end - 1 < len(text)
        last = found.end


@given(MARKED)
def test_clauses_and_marks_make_up_the_text(text: str) -> None:
    """Between the clauses stand their marks and nothing else."""
    inside = [(e.start, e.end) for e in enclosures(text, 0, len(text))]
    last = 0
    for cut in clauses(text, 0, len(text), inside):
        assert set(text[last : cut.start]) <= set(CLAUSE_MARKS)
        assert text[cut.end : cut.end + len(cut.mark)] == cut.mark
        last = cut.end + len(cut.mark)
    assert set(text[last:]) <= set(CLAUSE_MARKS)


def test_a_part_of_a_text_is_cut_by_itself() -> None:
    text = "（天网，“雪亮”）工程"
    assert [(e.start, e.end) for e in enclosures(text, 1, 8)] == [(4, 8)]
    assert [(cut.start, cut.end) for cut in clauses(text, 1, 8, [(4, 8)])] == [(1, 3), (4, 8)]
