"""Names: readable cases (tests/cases/names.tsv) and promises that hold for any text."""

from __future__ import annotations

import pytest
from hypothesis import given

from tests.analysis_cases import ANY_TEXT, cases, parts
from toolkit.analysis.names import names
from toolkit.analysis.places import Gazetteer


@pytest.mark.parametrize(("text", "spans", "kinds", "english"), cases("names"))
def test_case(text: str, spans: str, kinds: str, english: str) -> None:
    found = names(text)
    assert [(span.of(text), name.kind + "*" * name.masked, name.english) for span, name in found] == list(
        zip(parts(spans), parts(kinds), parts(english), strict=True)
    )


def test_there_are_enough_cases_and_negatives() -> None:
    rows = cases("names")
    assert len(rows) >= 100
    assert sum(not row[1] for row in rows) >= 30


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("天心区坡子街", ["Tianxin District", "Pozi Street"]),
        ("信義區", ["Xinyi District"]),
        ("在旺角拘捕", ["Mong Kok"]),
        ("成都市", ["Chengdu"]),
        ("虹口", ["Hongkou"]),
        ("新津县", ["Xinjin County"]),
    ],
)
def test_a_gazetteer_wins(text: str, english: list[str]) -> None:
    book = {
        "天心区": "Tianxin District",
        "信義區": "Xinyi District",
        "旺角": "Mong Kok",
        "成都": "Chengdu",
        "虹口": "Hongkou",
    }
    book["新津"] = "Xinjin"
    assert [name.english for _, name in names(text, gazetteer=book)] == english
    assert names(text, gazetteer=Gazetteer(book)) == names(text, gazetteer=book)


@given(ANY_TEXT)
def test_any_text(text: str) -> None:
    """Spans are in bounds, in order and disjoint; every name has an English."""
    last = 0
    for span, name in names(text):
        assert last <= span.start < span.end <= len(text)
        assert name.english.strip()
        assert name.kind in ("person", "place", "road", "organ")
        last = span.end
