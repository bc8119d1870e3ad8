"""English forms: verbs, plurals, a and an, headings (tests/cases/transfer/: verb-forms, plurals, articles, titles)."""

from __future__ import annotations

import pytest

from tests.transfer_drafts import cases
from toolkit.transfer.morphology import article, inflect_verb, plural, title_case


@pytest.mark.parametrize(("base", "third", "past", "participle", "ing"), cases("verb-forms"))
def test_verb_forms(base: str, third: str, past: str, participle: str, ing: str) -> None:
    made = [inflect_verb(base, form) for form in ("base", "s", "past", "en", "ing")]
    assert made == [base, third, past, participle, ing]


@pytest.mark.parametrize(("singular", "right"), cases("plurals"))
def test_plurals(singular: str, right: str) -> None:
    assert plural(singular) == right


@pytest.mark.parametrize(("word", "right"), cases("articles"))
def test_articles(word: str, right: str) -> None:
    assert article(word) == right


@pytest.mark.parametrize(("text", "right"), cases("titles"))
def test_title_case(text: str, right: str) -> None:
    assert title_case(text) == right


def test_there_are_enough_cases() -> None:
    counts = {name: len(cases(name)) for name in ("verb-forms", "plurals", "articles", "titles")}
    assert counts["verb-forms"] >= 80
    assert counts["plurals"] >= 60
    assert counts["articles"] >= 20
    assert counts["titles"] >= 15
