"""Drafts by subject (tests/cases/transfer/drafts.tsv), words that a text only seems to hold, promises of linking."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.test_transfer_links import leaves
from tests.transfer_drafts import agrees, analyses, cases, draft, english
from toolkit.text import Span


@pytest.mark.parametrize(("subject", "text", "setting", "right"), cases("drafts"))
def test_case(subject: str, text: str, setting: str, right: str) -> None:
    made = english(text, setting)
    assert agrees(made, right), f"{subject}: {made}"


@pytest.mark.parametrize(("text", "inner"), cases("lattice"))
def test_no_word_is_read_across_a_border(text: str, inner: str) -> None:
    _, items = analyses(text)
    assert inner not in [leaf.entry.zh for leaf in leaves(items)]


def test_there_are_enough_cases() -> None:
    subjects = Counter(row[0].split("-")[0] for row in (*cases("drafts"), *cases("known-failures")))
    assert subjects["article"] + subjects["number"] >= 60
    assert subjects["quantity"] + subjects["list"] >= 45
    assert min(subjects[name] for name in ("tense", "passive", "quote", "heading", "link", "sense")) >= 8
    assert len(cases("lattice")) >= 60


def test_a_glossary_term_is_told() -> None:
    made = draft("警方建成天网工程")
    assert {made.english[use.target.start : use.target.end] for use in made.terms} >= {"Skynet Project"}


def test_a_quantity_is_told_with_its_exact_value() -> None:
    made = draft("投入5.28亿元，建成摄像头2.7万余个")
    assert {use.value for use in made.quantities} == {"528000000", "27000"}
    assert [made.english[use.target.start : use.target.end] for use in made.quantities] == [
        "RMB 528 million",
        "more than 27,000",
    ]


def test_a_subject_that_the_chinese_leaves_unsaid_is_supplied() -> None:
    made = draft("昨日发生爆炸")
    assert all(span.of(made.english).lower() in ("it", "they", "the police") for span in made.supplied)


def test_empty_words_are_dropped_with_a_mark() -> None:
    """一共 says nothing beside "a total of": a link without target names the entry and the reason."""
    made = draft("警方一共抓获嫌疑人15名")
    dropped = [link for link in made.links if not link.target]
    assert [(link.source, link.by.split(":")[0]) for link in dropped] == [((Span(2, 4),), "dropped")]


@pytest.mark.parametrize(
    ("text", "level"), [("警方抓获嫌疑人", "full"), ("", "gloss"), ("，。", "gloss"), ("警方抓获嫌疑人，破案", "full")]
)
def test_level(text: str, level: str) -> None:
    assert draft(text).level == level


def test_an_unknown_word_is_found_and_kept() -> None:
    made = draft("警方走访犇羴鱻")
    assert {finding.code for finding in made.findings} <= {"D101", "D102"}
    assert made.findings
    assert made.english
