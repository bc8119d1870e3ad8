"""Audits of English against a glossary: case by case, by promise, and as a command."""

from __future__ import annotations

import json
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.command import Run, run
from toolkit.check.audit import CODES, Auditor, Pair
from toolkit.check.figures import clocks, months, numbers
from toolkit.check.wording import Words, places
from toolkit.glossary import Concept, Glossary, Rendering, Term

__all__ = ["run"]
# concept: hans, English, others, grammar, forbidden
ROWS = (
    ("派出所", "police station", ("local police station",), "", ("local police post",)),
    ("公安派出所", "public security police station", (), "", ()),
    ("天网", "Skynet", (), "", ()),
    ("天网工程", "Skynet Project", (), "", ("Sky Net Project",)),
    ("打击", "crack down on", (), "vn=crackdown", ("strike",)),
    ("犯罪", "crime", (), "", ()),
    ("抓获", "catch", ("apprehend",), "", ()),
    ("嫌疑人", "suspect", (), "", ()),
    ("犯罪嫌疑人", "criminal suspect", ("suspect",), "", ()),
    ("民警", "police officer", (), "", ()),
    ("绳之以法", "bring {obj} to justice", (), "", ()),
    ("指挥中心", "command center", (), "", ()),
    ("三级指挥中心", "three-tier command center", (), "", ()),
    ("公安局", "public security bureau", ("PSB",), "", ()),
    ("市公安局", "municipal public security bureau", (), "", ()),
    ("治安", "public order", ("law and order",), "", ()),
)
GLOSSARY = Glossary(
    {
        hans: Concept(
            hans, "x", (Term(hans, hans, ""),), english, tuple(map(Rendering, others)), grammar, forbidden=forbidden
        )
        for hans, english, others, grammar, forbidden in ROWS
    }
)
CASES = [line.split("\t") for line in (Path(__file__).parent / "cases/audit.tsv").read_text("utf-8").splitlines()[2:]]


@cache
def _auditor(strict: bool = False, lenient: bool = False) -> Auditor:
    return Auditor(GLOSSARY, strict=strict, lenient=lenient, region="CN")


@pytest.mark.parametrize(("source", "english", "findings", "options"), CASES)
def test_case(source: str, english: str, findings: str, options: str) -> None:
    auditor = _auditor("strict" in options, "lenient" in options)
    found = [f"{flaw.code}:{flaw.source}" for flaw in auditor.audit([Pair(1, source, english)])]
    assert sorted(found) == sorted([] if findings == "-" else findings.split(" "))


def test_the_cases_are_many_and_of_all_codes() -> None:
    assert len(CASES) >= 60
    assert {code for case in CASES for code in CODES if code in case[2]} == set(CODES)


@given(st.lists(st.sampled_from([row[0] for row in ROWS]), min_size=1, max_size=6))
@settings(max_examples=50, deadline=None)
def test_preferred_renderings_pass_and_one_less_is_one_finding(terms: list[str]) -> None:
    auditor = _auditor(strict=True)
    source, english = "，".join(terms), [GLOSSARY.concepts[term].english for term in terms]
    assert list(auditor.audit([Pair(1, source, ", ".join(english))])) == []
    fewer = list(_auditor().audit([Pair(1, source, ", ".join([*english[:-1], "nothing"]))]))
    assert len(fewer) == 1


@given(st.text(max_size=60), st.text(max_size=60))
@settings(max_examples=80, deadline=None)
def test_any_pair_is_read(source: str, english: str) -> None:
    for flaw in _auditor().audit([Pair(1, source, english)]):
        assert flaw.code in CODES and flaw.column >= 1


@pytest.mark.parametrize(
    ("english", "found"),
    [
        ("1,730", ["1730"]),
        ("17.3 million", ["17300000"]),
        ("twenty-one officers", ["21"]),
        ("two hundred and five", ["205"]),
        ("the 18th and the third", ["18", "3"]),
        ("two, three", ["2", "3"]),
        ("more than 100,000 in 2015", ["100000", "2015"]),
        ("nobody", []),
    ],
)
def test_numbers_are_read_back(english: str, found: list[str]) -> None:
    assert sorted(numbers(english).elements()) == sorted(map(Decimal, found))


def test_months_and_times_are_read_back() -> None:
    assert months("from Sept. 3 to 2015-10-01") == {9, 10}
    assert clocks("between 9:30 a.m. and 12 p.m.; 14:05") == {(9, 30), (12, 0), (14, 5)}


def test_a_gap_is_bounded() -> None:
    assert list(places("bring {obj} to justice", Words.of("bring " + "x " * 20 + "to justice"))) == []


# The command


@pytest.fixture
def text(tmp_path: Path) -> Path:
    path = tmp_path / "text.txt"
    path.write_text("派出所民警赶到。\n\n抓获嫌疑人15人。\n", encoding="utf-8")
    return path


def _lines(text: Path, *lines: str) -> Path:
    path = text.with_name("text.en.txt")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_a_good_translation_has_no_findings(run: Run, text: Path) -> None:
    english = _lines(text, "Officers of the police station arrived: police officers.", "", "15 suspects were caught.")
    done = run("check", text, english)
    assert (done.code, done.text) == (0, "") and "2 segments, 0 findings" in done.err


def test_findings_have_places_and_exit_1(run: Run, text: Path) -> None:
    english = _lines(text, "The people from the post arrived.", "", "Suspects were caught.")
    done = run("check", text, english)
    assert done.code == 1
    assert f"{text}:1:1: A101 派出所" in done.text and f"{text}:3:6: A201 15人" in done.text
    rows = run("check", text, english, "--json").json
    assert [(row["line"], row["column"], row["code"]) for row in rows][:2] == [(1, 1, "A101"), (1, 4, "A101")]


def test_a_draft_is_audited_where_there_is_no_translation(run: Run, text: Path) -> None:
    done = run("check", text)
    assert done.code in (0, 1) and "2 segments" in done.err
    assert "15人" not in done.text


def test_tables_and_drafts_hold_both(run: Run, text: Path, tmp_path: Path) -> None:
    table = tmp_path / "both.tsv"
    table.write_text("source\tenglish\n派出所\tpolice station\n嫌疑人\tthe man\n", encoding="utf-8")
    done = run("check", table)
    assert done.code == 1 and done.text.startswith(f"{table}:3:1: A101 嫌疑人")
    made = tmp_path / "draft.json"
    assert run("draft", text, "--output", made).code == 0
    assert {"segments"} <= set(json.loads(made.read_text("utf-8")))
    assert run("check", made).code == run("check", text).code


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("short.txt", "one line\n", "1 lines against 3"),
        ("bad.tsv", "a\tb\tc\n", "bad.tsv:1: 3 cells instead of 2"),
        ("bad.json", "[1]", "no JSON of a draft"),
        ("worse.json", "{", "no JSON of a draft"),
    ],
)
def test_bad_input_is_told(run: Run, text: Path, tmp_path: Path, name: str, content: str, said: str) -> None:
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    refused = run("check", text, path)
    assert refused.code == 3 and said in refused.err and refused.err.count("\n") == 1


def test_a_missing_translation_is_told(run: Run, text: Path) -> None:
    assert run("check", text, text.with_name("none.txt")).code == 3
