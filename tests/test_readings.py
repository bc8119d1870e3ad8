"""Pinyin: readable cases (tests/cases/readings.tsv, whole lines) and promises that hold for any text."""

from __future__ import annotations

import pytest
from hypothesis import given

from tests.analysis_cases import ANY_TEXT, cases
from toolkit.analysis.analyze import analyze
from toolkit.analysis.readings import readings
from toolkit.analysis.spelling import pinyin_line
from toolkit.analysis.tables import rows
from toolkit.analysis.tokens import tokenize
from toolkit.document import HANS, from_text
from toolkit.text import Span, edits_between


@pytest.mark.parametrize(("text", "pinyin"), cases("readings"))
def test_case(text: str, pinyin: str) -> None:
    assert pinyin_line(text) == pinyin


def test_there_are_enough_cases() -> None:
    assert len(cases("readings")) >= 200


def test_the_table_has_one_syllable_a_character() -> None:
    table = rows("readings")
    assert len(table) >= 150
    for row in table:
        assert len(row["pinyin"].split()) == len(row["zh"]), row
    assert len({row["zh"] for row in table}) == len(table)


def test_words_are_lower_case_and_names_are_not() -> None:
    assert [found.pinyin for _, found in readings("公安民警在六安抓获单某")] == [
        "gōng'ān",
        "mínjǐng",
        "zài",
        "Lù'ān",
        "zhuāhuò",
        "Shàn Mǒu",
    ]


def test_a_row_of_the_glossary_wins() -> None:
    text = "推进天网工程建设"
    found = dict(readings(text, {Span(2, 6): "Tiānwǎng Gōngchéng"}))
    assert found[Span(2, 6)].pinyin == "Tiānwǎng Gōngchéng"
    assert [span.of(text) for span in found] == ["推进", "天网工程", "建设"]


def test_pinyin_is_written_line_for_line() -> None:
    text = "通报\n\n破案15起。\n"
    assert pinyin_line(text, {Span(4, 6): "Pò'àn"}) == "Tōngbào\n\nPò'àn 15 qǐ.\n"


def test_analyze_adds_all_layers_over_the_simplified_version() -> None:
    document = from_text("長沙市破案15起", lang="zh-Hant-TW")
    document = document.with_version(HANS, edits_between("長沙市破案15起", "长沙市破案15起", "opencc.t2s"))
    document = analyze(document, terms={Span(3, 5): "pò'àn"})
    assert {layer.kind: layer.version for layer in document.layers} == dict.fromkeys(
        ("token", "name", "quantity", "reading"), HANS
    )
    assert [note.value.pinyin for note in document.layer("reading")] == ["Chángshā Shì", "pò'àn", "qǐ"]


@given(ANY_TEXT)
def test_any_text(text: str) -> None:
    """Tokens partition the text, readings are in bounds, in order and disjoint, and lines stay lines."""
    assert "".join(token.word for _, token in tokenize(text)) == text
    last = 0
    for span, reading in readings(text):
        assert last <= span.start < span.end <= len(text)
        assert reading.pinyin
        last = span.end
    assert pinyin_line(text).count("\n") == text.count("\n")
