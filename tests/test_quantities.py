"""Quantities: readable cases (tests/cases/quantities.tsv), exact numbers, and promises that hold for any text."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.analysis_cases import ANY_TEXT, cases, parts
from toolkit.analysis.numerals import canonical, figure, format_han, large, parse_number
from toolkit.analysis.quantities import quantities
from toolkit.analysis.values import KINDS
from toolkit.errors import UsageError


@pytest.mark.parametrize(("text", "region", "spans", "kinds", "values", "english"), cases("quantities"))
def test_case(text: str, region: str, spans: str, kinds: str, values: str, english: str) -> None:
    found = quantities(text, region=region)
    assert [(span.of(text), q.kind, q.value, q.english) for span, q in found] == list(
        zip(parts(spans), parts(kinds), parts(values), parts(english), strict=True)
    )


def test_there_are_enough_cases_and_negatives() -> None:
    rows = cases("quantities")
    assert len(rows) >= 300
    assert sum(not row[2] for row in rows) >= 40
    assert {kind for row in rows for kind in parts(row[3])} == KINDS


@pytest.mark.parametrize(
    ("text", "bound", "unit", "plural", "number"),
    [
        ("2.7万余个", "more than", "个", True, 5),
        ("近900名", "nearly", "名", True, 4),
        ("一起案件", "", "起", False, 1),
        ("十五日以下", "at most", "日", True, 2),
        ("约1小时", "about", "小时", False, 2),
        ("不足10人", "fewer than", "人", True, 4),
        ("5.28亿元", "", "元", True, 5),
        ("近三年", "the past", "年", True, 2),
    ],
)
def test_fields(text: str, bound: str, unit: str, plural: bool, number: int) -> None:
    ((_, found),) = quantities(text)
    assert (found.bound, found.unit, found.plural, found.number) == (bound, unit, plural, number)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("4月23日", "2015-04-23"),
        ("12月30日", "2014-12-30"),
        ("今年1-8月", "2015-01/2015-08"),
        ("去年12月", "2014-12"),
        ("本月", "2015-02"),
        ("上月", "2015-01"),
        ("2011年", "2011"),
    ],
)
def test_date_of_the_document_completes_values(text: str, value: str) -> None:
    ((_, found),) = quantities(text, date=date(2015, 2, 3))
    assert found.value == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("27,000", 27000),
        ("2.7万", 27000),
        ("５.２８億", 528000000),
        ("3万5千", 35000),
        ("1亿2000万", 120000000),
        ("一千二百零三", 1203),
        ("一百二", 120),
        ("三万五", 35000),
        ("十五", 15),
        ("二〇一四", 2014),
        ("三点五万", 35000),
        ("一万亿", 10**12),
        ("两千三百万", 23000000),
        ("一亿零五十万", 100500000),
    ],
)
def test_numerals(text: str, value: int) -> None:
    assert parse_number(text) == value


@pytest.mark.parametrize(
    "text", ["", "五一", "万", "三三", "十一五", "百二十", "1.2.3", "一十二十", "点五", "abc", "三点"]
)
def test_what_is_no_numeral(text: str) -> None:
    with pytest.raises(UsageError):
        parse_number(text)


@given(st.integers(0, 10**16 - 1))
def test_numerals_round_trip(value: int) -> None:
    assert parse_number(format_han(value)) == value


@given(st.decimals(0, 10**12, places=3))
def test_figures_round_trip(value: Decimal) -> None:
    assert parse_number(figure(value)) == value
    assert Decimal(canonical(value)) == value


@given(st.integers(0, 10**14))
def test_large_figures_are_exact(value: int) -> None:
    head, _, word = large(Decimal(value)).partition(" ")
    scale = {"": 1, "million": 10**6, "billion": 10**9, "trillion": 10**12}[word]
    assert parse_number(head) * scale == value


@given(ANY_TEXT, st.sampled_from(["CN", "TW", "HK"]))
def test_any_text(text: str, region: str) -> None:
    """Spans are in bounds, in order and disjoint; every quantity is complete."""
    last = 0
    for span, found in quantities(text, region=region, date=date(2020, 2, 29)):
        assert last <= span.start < span.end <= len(text)
        assert found.kind in KINDS
        assert found.value and found.english
        assert 0 < found.number <= len(span)
        last = span.end


@given(st.integers(1, 9999999))
def test_a_count_keeps_its_number(value: int) -> None:
    for written in (str(value), format_han(value)):
        ((span, found),) = quantities(f"抓获嫌疑人{written}名，")
        assert span.end == 5 + len(written) + 1
        assert found.value == str(value)
