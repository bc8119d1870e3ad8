"""Findings: each code with what carries it and what does not; what the source says and the draft must account for."""

from __future__ import annotations

import os
import re
from functools import cache
from pathlib import Path

import pytest

import toolkit
from tests.command import ROOT
from tests.test_transfer_links import lost_figures, outside, sentences, silent, unlinked, unread
from tests.transfer_drafts import analyses, cases, draft, findings
from toolkit.analysis.values import Quantity
from toolkit.document import Finding
from toolkit.text import Span
from toolkit.transfer.chart import Chart, Item
from toolkit.transfer.doubt import apart, doubts, uncarried
from toolkit.transfer.finding import MEANINGS
from toolkit.transfer.grammar import Grammar, index, parse_rule
from toolkit.transfer.lexicon import Entry
from toolkit.transfer.pieces import Piece
from toolkit.transfer.rival import Reading, contrast, covers, rivals

GENERATED = 2000 if os.environ.get("CI") else 60
NUMBERS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
ROOTS = {"NP": 0.0}
TOY = (
    "n\tN < n\t0\t1",
    "np\tNP < N\t0\t1",
    "adj\tNP < a NP\t{adj}\t2 <mod=1",
    "and\tNP < NP '和' NP\t0\t1 +co",
)
TEXT = "新车和路"


def toy(adj: float = 0.0) -> Grammar:
    return index([parse_rule(line.format(adj=adj)) for line in TOY])


def edge(cat: str, start: int, end: int, english: str, cost: float = 1.0) -> Item:
    zh = TEXT[start:end]
    return Item(cat, start, end, cost, Entry(zh, cat, english, {}, f"toy:{zh}/{english}"))


def reading(*more: Item, grammar: Grammar | None = None) -> Reading:
    """Return how "new cars and roads" is read: the adjective may belong to the cars or to both."""
    edges = (edge("a", 0, 1, "new"), edge("n", 1, 2, "car"), edge("'和'", 2, 3, ""), edge("n", 3, 4, "road"), *more)
    chart = Chart(grammar or toy())
    chart.fill(edges)
    return Reading(Span(0, 4), edges, chart, ROOTS, (chart.cells[0, 4]["NP"][0],))


def told(found: Reading, say: dict[int, str] | None = None) -> list[Finding]:
    """Return the findings where the analyses are said as ``say`` has them by turns, each otherwise without it."""
    said = iter(range(99))
    return list(doubts([found], [], lambda _, __: (say or {}).get(at := next(said), f"reading {'abcdef'[at]}"), TEXT))


# Doubtful attachment


def test_a_tie_of_attachments_is_a_rival() -> None:
    found = reading()
    (rival,) = rivals(found, 0.0)
    shown = contrast(found.items, rival.items)
    assert (rival.difference, shown.kind, shown.word.of(TEXT)) == (0.0, "attachment", "新")
    assert {shown.chosen, shown.other} == {Span(1, 2), Span(1, 4)}


def test_a_tie_of_attachments_is_told() -> None:
    assert [(one.code, one.span) for one in told(reading())] == [("D105", Span(0, 1))]


def test_attachments_that_are_said_alike_are_no_doubt() -> None:
    assert told(reading(), {0: "the new car and road", 1: "new cars and roads"}) == []


def test_a_dearer_attachment_is_no_doubt() -> None:
    grammar = index([*toy().rules, parse_rule("adj-2\tNP < a N\t-0.5\t2 <mod=1")])
    assert rivals(reading(grammar=grammar), 1.0)
    assert told(reading(grammar=grammar)) == []


def test_the_order_in_which_a_series_is_built_is_no_attachment() -> None:
    text = "车和车和车"
    edges = [
        Item("n" if at % 2 == 0 else "'和'", at, at + 1, 1.0, Entry(sign, "n", "car", {}, f"toy:{at}"))
        for at, sign in enumerate(text)
    ]
    chart = Chart(toy())
    chart.fill(edges)
    found = Reading(Span(0, 5), tuple(edges), chart, ROOTS, (chart.cells[0, 5]["NP"][0],))
    assert {contrast(found.items, rival.items).kind for rival in rivals(found, 1.0)} == {"same"}


# Sense below threshold


def test_an_equal_sense_is_told() -> None:
    found = told(reading(edge("n", 3, 4, "way")))
    assert ("D106", Span(3, 4)) in [(one.code, one.span) for one in found]


def test_a_dearer_sense_is_no_doubt() -> None:
    assert all(one.code != "D106" for one in told(reading(edge("n", 3, 4, "way", 1.05))))


def test_an_equal_cut_is_told() -> None:
    found = told(reading(edge("n", 0, 2, "newcar", 2.0)))
    assert "D106" in [one.code for one in found]


def test_a_rival_that_cannot_be_said_is_told() -> None:
    def refuse(_: Reading, __: object) -> str:
        raise ValueError("for the test")

    assert [one.code for one in doubts([reading()], [], refuse, TEXT)] == ["D105"]


def test_a_clause_that_broke_has_no_doubts_beside() -> None:
    assert list(doubts([reading()], [Span(0, 4)], lambda _, items: str(id(items)), TEXT)) == []


def test_the_best_cover_is_the_chosen_one_and_fragments_cost_more() -> None:
    found = covers(reading(), 3)
    assert found[0].difference == 0.0
    assert all(one.difference > 2 and len(one.items) > 1 for one in found[1:])


# Numbers, and the cases of the file


def piece(text: str) -> list[tuple[Span, Piece]]:
    return [(Span(0, len(text)), Piece(text, 0, 3, "toy"))]


@pytest.mark.parametrize(
    ("english", "said", "carried"),
    [
        ("27,000", "more than 27,000 cameras", True),
        ("27,000", "more than 2,700 cameras", False),
        ("three years", "a three-year plan", True),
        ("three years", "a plan", False),
        ("15", "cases", False),
        ("5", "15 cases", False),
        ("1 kilometer", "the last kilometer", True),
        ("September 23, 2015", "September 23, 2014", False),
    ],
)
def test_number_not_carried(english: str, said: str, carried: bool) -> None:
    found = list(uncarried([(Span(0, 3), Quantity("count", "x", english))], piece(said), "数数数"))
    assert [one.code for one in found] == ([] if carried else ["D107"])


@pytest.mark.parametrize(("code", "chinese", "setting", "has", "about"), cases("findings"))
def test_cases(code: str, chinese: str, setting: str, has: str, about: str) -> None:
    found = [one for one in draft(chinese, setting).findings if one.code == code]
    assert bool(found) == (has == "yes"), found
    assert not about or about in [one.span.of(chinese) for one in found]


def test_codes_are_documented() -> None:
    table = re.findall(r"^\| (D\d+) \| (.+?) \| (.+?) \|$", Path(ROOT / "docs/transfer.md").read_text("utf-8"), re.M)
    assert {code: meaning for code, meaning, _ in table} == dict(MEANINGS)
    assert all(example for _, _, example in table)


@pytest.mark.parametrize(
    ("chosen", "other", "shown"),
    [
        ("a b c", "a x c", ("b", "x")),
        ("a b", "a b c", ("b", "b c")),
        ("a b c", "b a c", ("a b", "b a")),
        ("", "a", ("", "a")),
    ],
)
def test_apart(chosen: str, other: str, shown: tuple[str, str]) -> None:
    assert apart(chosen.split(), other.split()) == shown


# Promises


@cache
def real() -> list[str]:
    """Return the sentences of the package's texts and of the cases, which no generator would write."""
    paths = sorted((ROOT / "texts").glob("*/clean.zh.txt"))
    texts = [toolkit.convert(path.read_text(encoding="utf-8"), "t2s") for path in paths]
    found = [part + "。" for text in texts for part in re.split(r"[。\n]", text) if part.strip()]
    return [*found, *(row[1] for row in cases("drafts"))]


@pytest.mark.parametrize("share", range(10))
def test_nothing_is_without_account(share: int) -> None:
    """No content word without link or reason, no English word without origin, no quantity unsaid without finding."""
    generated = list(sentences(100 + share, GENERATED // 10))
    for text in [*generated, *real()[share::10]]:
        made, items = analyses(text)
        assert unlinked(made) == [], text
        assert outside(made, text) == [], text
        assert unread(made, items, text) == "", text
        assert silent(made, items) == [], text
        assert lost_figures(made, items) == [], text
        assert _unaccounted(text, made.findings, made.english) == [], text


def _unaccounted(text: str, found: tuple[Finding, ...], english: str) -> list[str]:
    """Return the quantities with figures of which a figure stands nowhere in the English and no finding says so."""
    reported = [one.span for one in found if one.code == "D107"]
    figures = {"1": r"\b(?:a|an|the|one|each|every|any|first|same|1)\b"}
    return [
        span.of(text)
        for span, quantity in findings(text).quantities
        if span not in reported
        and not all(
            re.search(figures.get(figure, re.escape(figure)), _figured(english))
            for figure in re.findall(r"\d[\d,.]*\d|\d", quantity.english)
        )
    ]


def _figured(english: str) -> str:
    for figure, word in enumerate(NUMBERS):
        english = re.sub(rf"\b{word}\b", str(figure), english, flags=re.IGNORECASE)
    return english.lower()


def test_there_are_enough_sentences() -> None:
    assert GENERATED + len(real()) >= 300
