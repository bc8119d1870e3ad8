"""Evaluation: sets, figures, comparison, page and command, on a tiny set of our own and on hypotheses made by hand."""

from __future__ import annotations

import json
import os
import sys
from functools import cache
from pathlib import Path

import pytest
from lxml import html

from tests.command import ROOT, Run, run
from toolkit.analysis.quantities import quantities
from toolkit.corpus.works import works
from toolkit.errors import InputError, UsageError
from toolkit.evaluation import scores
from toolkit.evaluation.compare import compare
from toolkit.evaluation.drafting import Drafted, Part, forms
from toolkit.evaluation.page import to_html
from toolkit.evaluation.report import Evaluation, evaluate
from toolkit.evaluation.run import choose_set, evaluated
from toolkit.evaluation.scores import folded, repeated, says_number, says_term
from toolkit.evaluation.sets import Line, Wanted, of_files, of_jsonl, of_works
from toolkit.pipeline import Settings

__all__ = ["run"]

CASES = Path(__file__).parent / "cases" / "evaluation"
TINY, HYPOTHESIS = CASES / "tiny.jsonl", CASES / "tiny.hyp.en"
GOLDEN = Path(__file__).parent / "golden" / "evaluation" / "tiny.html"


@cache
def by_hand() -> Evaluation:
    return evaluated(of_jsonl(TINY), Settings(), HYPOTHESIS)[0]


def drafted_by(*english: str) -> Evaluation:
    lines = of_jsonl(TINY).lines
    return evaluate("tiny", "hand", "set", lines, [Drafted(one) for one in english])


# Sets


def test_lines_of_a_document_stand_together() -> None:
    assert [line.id for line in of_jsonl(TINY).lines] == ["n1", "n2", "r1"]


def test_the_texts_have_their_references() -> None:
    found = of_works(works())
    assert set(found.documents) == {work.id for work in works()}
    assert sum(bool(line.references) for line in found.lines) > 30


def test_plain_files_pair_line_by_line(tmp_path: Path) -> None:
    (tmp_path / "s.zh").write_text("派出所。\n民警。\n", encoding="utf-8")
    (tmp_path / "r.en").write_text("Police station.\r\n\r\n", encoding="utf-8")
    found = of_files(tmp_path / "s.zh", [tmp_path / "r.en", tmp_path / "r.en"])
    assert [line.references for line in found.lines] == [("Police station.", "Police station."), ()]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "the set is empty"),
        ("{", "1: malformed"),
        ('{"id": "a", "en": ["x"]}', "no 'zh'"),
        ('{"id": "a", "zh": "x", "en": "x"}', "no list of references"),
        ('{"id": "a", "zh": "x\\ny", "en": ["x"]}', "more than one line"),
        ('{"id": "a", "zh": "x", "en": ["x"], "numbers": ["15"]}', "has no ="),
        ('{"id": "a", "zh": "x", "en": []}', "no line has a reference"),
        ("[1]", "1: malformed"),
    ],
)
def test_a_malformed_set_names_its_line(tmp_path: Path, text: str, told: str) -> None:
    path = tmp_path / "set.jsonl"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as error:
        of_jsonl(path)
    assert told in str(error.value) and str(error.value).endswith("see docs/evaluation.md")


@pytest.mark.parametrize(
    ("names", "source", "references", "told"),
    [
        (["nowhere"], None, [], "known: changsha-skynet-2015"),
        (["a.jsonl", "b.jsonl"], None, [], "one set at a time"),
        ([], Path("s"), [], "name both"),
        ([], None, [Path("r")], "name both"),
        (["changsha-skynet-2015"], Path("s"), [Path("r")], "no text"),
    ],
)
def test_a_request_for_no_set(names: list[str], source: Path | None, references: list[Path], told: str) -> None:
    with pytest.raises(UsageError, match=told):
        choose_set(names, source, references)


# Figures


@pytest.mark.parametrize(
    ("english", "accepted", "said"),
    [
        ("The Police Station", ["police station"], True),
        ("police stations", ["police station"], True),
        ("police offices", ["police station"], False),
    ],
)
def test_terms(english: str, accepted: list[str], said: bool) -> None:
    assert says_term(english, accepted) is said


@pytest.mark.parametrize(
    ("english", "accepted", "said"),
    [
        ("in 2015, 15 cases", ["15"], True),
        ("115 cases", ["15"], False),
        ("15,000 cases", ["15"], False),
        ("15.5 percent", ["15"], False),
        ("on May 15.", ["15"], True),
        ("Fifteen cases", ["15", "fifteen"], True),
    ],
)
def test_numbers(english: str, accepted: list[str], said: bool) -> None:
    assert says_number(english, accepted) is said


@pytest.mark.parametrize(
    ("chinese", "english"),
    [
        ("2.7万余个", "more than 27,000 points"),
        ("近900名", "almost 900 officers"),
        ("13.7%", "13.7% less"),
        ("三年", "a three-year plan"),
        ("5.28亿元", "RMB 528 million"),
        ("三名", "3 suspects"),
        ("一起案件", "a case"),
    ],
)
def test_forms_of_a_quantity(chinese: str, english: str) -> None:
    ((_, quantity),) = quantities(chinese)
    assert says_number(english, forms(quantity))
    assert not says_number("the next of kin", forms(quantity))


def test_figures_of_drafts_made_by_hand() -> None:
    found = by_hand().overall
    assert (found.lines, found.terms, found.numbers, found.segments) == (3, (3, 5), (1, 1), 0)
    assert [group.name for group in by_hand().groups] == [
        "all", "genre notice", "genre report", "doc notice-x", "doc report-y",
    ]  # fmt: skip
    assert by_hand().worst[0] == 1


def test_a_perfect_draft_has_perfect_figures() -> None:
    found = drafted_by(*(line.references[0] for line in of_jsonl(TINY).lines))
    assert found.overall.chrf == pytest.approx(100) and found.overall.bleu == pytest.approx(100)
    assert found.overall.terms == (5, 5)


def test_signatures_name_metric_and_version() -> None:
    found = by_hand().signatures
    assert all("|version:" in signature for signature in found.values())
    assert found["BLEU"].startswith("nrefs:")


def test_consistency() -> None:
    line = Line("a", "doc", "", "派出所", ("x",))
    renderings = ("The police station", "police stations", "a precinct")
    drafts = [Drafted(said, (Part("s1", "full", (), (("派出所", said),)),)) for said in renderings]
    ((doc, zh, found),) = repeated([line] * 3, drafts)
    assert (doc, zh, sorted(found.values())) == ("doc", "派出所", [1, 2])
    assert evaluate("x", "x", "set", [line] * 3, drafts).overall.consistency == (2, 3)


def test_consistency_without_links_goes_by_accepted_forms() -> None:
    line = Line("a", "doc", "", "派出所", ("x",), (Wanted("派出所", ("police station", "station", "precinct")),))
    drafts = [Drafted("the police station"), Drafted("a precinct"), Drafted("nothing")]
    ((_, _, found),) = repeated([line] * 3, drafts)
    assert dict(found) == {"police station": 1, "precinct": 1}


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("solve", "solved", True),
        ("bodies", "body", True),
        ("eye", "eyes", True),
        ("case", "cases", True),
        ("police", "precinct", False),
    ],
)
def test_forms_of_one_rendering(one: str, other: str, same: bool) -> None:
    assert (folded(one) == folded(other)) is same


# Comparison


def test_a_loss_stands_first_and_counts_as_worse() -> None:
    lines = [line.references[0] for line in of_jsonl(TINY).lines]
    found = compare(drafted_by("Nothing at all.", lines[1], lines[2]), drafted_by(*lines))
    assert [change.number for change in found.changes] == [0]
    assert found.counts == (0, 1, 0) and found.is_worse
    assert found.differences["term_success"] == -40.0


def test_the_same_drafts_are_not_worse() -> None:
    found = compare(by_hand(), by_hand())
    assert found.changes == () and not found.is_worse


# The page


def test_golden_page() -> None:
    lines = of_jsonl(TINY).lines
    older = evaluate("tiny", "older", "set", lines, [Drafted("Older."), *by_hand().drafted[1:]])
    page = to_html(by_hand(), compare(by_hand(), older))
    made = page[page.index("<main") : page.index("</main>")] + "</main>\n"
    if os.environ.get("UPDATE_GOLDEN"):
        GOLDEN.write_text(made, encoding="utf-8")
    assert made == GOLDEN.read_text(encoding="utf-8")


def test_the_page_asks_the_network_for_nothing_and_runs_nothing() -> None:
    page = to_html(by_hand())
    tree = html.fromstring(page)
    assert tree.xpath("//meta[@http-equiv]/@content")[0].startswith("default-src 'none'; style-src 'sha256-")
    assert tree.xpath("//script | //link | //img | //iframe | //*[@style] | //*[@src]") == []
    assert tree.xpath("//b[.='surveillance footage.']") == [], "markup of the source is shown, not used"


def test_the_worst_line_stands_first() -> None:
    tree = html.fromstring(to_html(by_hand()))
    assert tree.xpath("string(//article[1]/h3/a)") == "n2"
    assert tree.xpath("//article[1]//mark[@class='missed']/text()") == ["派出所", "群众"]


# The command


def test_the_engine_on_the_tiny_set(run: Run, tmp_path: Path) -> None:
    page = tmp_path / "out" / "page.html"
    found = run("evaluate", TINY, "--json", "--html", page)
    assert found.code == 0
    figures = found.json["figures"][0]
    assert figures["chrF"] > 60 and figures["number_accuracy"] == 1.0 and figures["segments"] == 3
    assert sum(figures["levels"].values()) == pytest.approx(1, abs=0.01)
    assert [line["id"] for line in found.json["lines"]] == ["n1", "n2", "r1"]
    told = page.read_text(encoding="utf-8")
    assert told.count('<details class="why">') == 3 and "transfer/" in told


def test_an_older_evaluation_serves_as_hypothesis_and_beside(run: Run, tmp_path: Path) -> None:
    older = tmp_path / "older.json"
    older.write_bytes(run("evaluate", TINY, "--hypothesis", HYPOTHESIS, "--json").out)
    again = run("evaluate", TINY, "--hypothesis", older, "--against", HYPOTHESIS, "--json")
    assert again.code == 0
    assert again.json["against"]["lines"] == [] and again.json["figures"] == json.loads(older.read_bytes())["figures"]


def test_a_fall_is_exit_code_one(run: Run, tmp_path: Path) -> None:
    worse = tmp_path / "worse.en"
    worse.write_text("One.\nTwo.\nThree.\n", encoding="utf-8")
    found = run("evaluate", TINY, "--hypothesis", worse, "--against", HYPOTHESIS)
    assert found.code == 1
    assert "3 lines changed: 0 better, 3 worse" in found.text and "before  Officers" in found.text


def test_plain_files(run: Run, tmp_path: Path) -> None:
    for name, text in (("s.zh", "民警抓获15名嫌疑人。\n"), ("r.en", "Police officers caught 15 suspects.\n")):
        (tmp_path / name).write_text(text, encoding="utf-8")
    found = run("evaluate", "--source", tmp_path / "s.zh", "--reference", tmp_path / "r.en")
    assert found.code == 0
    assert "those that the glossary and the analysis find" in found.text and "100.0%" in found.text


@pytest.mark.parametrize(
    ("content", "told"), [("One.\n", "1 lines for 3"), (None, "no such file"), ("{}", "no report of an evaluation")]
)
def test_a_hypothesis_that_does_not_fit(run: Run, tmp_path: Path, content: str | None, told: str) -> None:
    path = tmp_path / ("h.json" if content == "{}" else "h.en")
    if content is not None:
        path.write_text(content, encoding="utf-8")
    found = run("evaluate", TINY, "--hypothesis", path)
    assert found.code == 3 and told in found.err


def test_a_report_of_another_set(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "other.json"
    path.write_text('{"lines": []}', encoding="utf-8")
    found = run("evaluate", TINY, "--against", path, "--hypothesis", HYPOTHESIS)
    assert found.code == 3 and 'no draft of the line "n1"' in found.err


def test_without_sacrebleu(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sacrebleu.metrics.bleu", None)
    scores._metrics.cache_clear()
    try:
        found = run("evaluate", TINY, "--hypothesis", HYPOTHESIS)
    finally:
        scores._metrics.cache_clear()
    assert found.code == 2 and 'pip install "duizhao[evaluate]"' in found.err


def test_an_unknown_engine(run: Run) -> None:
    found = run("evaluate", TINY, "--engine", "oracle")
    assert found.code == 2 and "known: transfer" in found.err


def test_references_are_read_by_the_evaluation_alone() -> None:
    readers = [
        path.relative_to(ROOT / "toolkit").parts[0]
        for path in (ROOT / "toolkit").rglob("*.py")
        if "reference.en" in path.read_text(encoding="utf-8")
    ]
    assert set(readers) <= {"evaluation", "files.py"}
