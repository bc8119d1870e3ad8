"""Explanations: they tell all of a draft, change nothing of it, and name a place and a reason for every word."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

import toolkit
from tests.command import ROOT, Run, run
from tests.transfer_drafts import CASES
from toolkit import pipeline
from toolkit.document import Document
from toolkit.reading import write
from toolkit.tables import rows
from toolkit.transfer.explain import Explanation, to_text
from toolkit.transfer.explain.values import Branch, to_json
from toolkit.transfer.grammar import shipped_grammar

__all__ = ["run"]

TEXT = (CASES / "twenty-sentences.txt").read_text(encoding="utf-8")
SCHEMA = json.loads((ROOT / "docs/explain.schema.json").read_text(encoding="utf-8"))
LINE = "民警在排查监控录像时发现，嫌疑人多次出现在路口。"


@cache
def explained(text: str = TEXT) -> Document:
    return toolkit.explain(toolkit.read_text(text))


def explanations(text: str = TEXT) -> list[Explanation]:
    return [note.value for note in explained(text).layer("explanation")]


def leaves(branch: Branch) -> Iterator[Branch]:
    if not branch.kids:
        yield branch
    for kid in branch.kids:
        yield from leaves(kid)


def test_explaining_changes_no_draft() -> None:
    assert toolkit.draft(toolkit.read_text(TEXT)).layer("draft") == explained().layer("draft")


def test_the_runs_are_the_english() -> None:
    for found in explanations():
        said = {at for run in found.runs for at in range(run.span.start, run.span.end)}
        assert all(run.span.of(found.english) == run.english for run in found.runs)
        assert all(sign.isspace() for at, sign in enumerate(found.english) if at not in said)


def test_the_words_and_the_derivation_cover_each_clause() -> None:
    for found in explanations():
        for clause in found.clauses:
            assert "".join(leaf.zh for branch in clause.branches for leaf in leaves(branch)) == clause.zh
            assert "".join(chosen.word.span.of(found.source) for chosen in clause.words) == clause.zh
            assert clause.span.of(found.source) == clause.zh


def test_costs_add_up_from_words_and_rules() -> None:
    costs = {rule.id: rule.cost for rule in shipped_grammar().rules}
    for found in explanations():
        for branch in (branch for clause in found.clauses for branch in clause.branches):
            agenda = [branch]
            while agenda:
                one = agenda.pop()
                agenda += one.kids
                if one.kids:
                    assert one.cost == pytest.approx(sum(kid.cost for kid in one.kids) + costs[one.rule], abs=0.03)


def test_losers_stand_in_the_order_of_their_costs_and_differ() -> None:
    seen = [loser for found in explanations() for clause in found.clauses for loser in clause.losers]
    assert {loser.kind for loser in seen} >= {"sense", "attachment", "fragments"}
    for found in explanations():
        for clause in found.clauses:
            differences = [loser.difference for loser in clause.losers]
            assert differences == sorted(differences)
            assert all(loser.branches != clause.branches for loser in clause.losers)


def test_every_word_has_a_place_and_every_rule_a_reason() -> None:
    for found in explanations():
        assert all(chosen.word.place for clause in found.clauses for chosen in clause.words)
        for one in found.runs:
            assert one.reason or not re.match(r"grammar:[a-z]", one.by), one.by
            assert len(one.source) or one.supplied


def test_every_id_that_the_writers_give_has_its_reason() -> None:
    sources = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "toolkit/transfer").glob("*.py"))
    given = set(re.findall(r'"(grammar:[a-z-]+)"', sources))
    told = {row[0] for row in rows("transfer", "reasons") if row[0].startswith("grammar:")}
    assert given == told


def test_what_is_left_out_has_its_reason() -> None:
    (found,) = explanations("民警对线索进行核查。")
    assert [(one.zh, one.reason) for one in found.dropped] == [("进行", "a light verb: the act is said by its object")]
    assert all(one.reason for told in explanations() for one in told.dropped)


def test_a_connector_behind_the_comma_is_accounted_for() -> None:
    (found,) = explanations("建成监控中心1个，以及指挥中心15个。")
    assert [one.zh for one in found.dropped] == ["以及"]


def test_a_conditioned_sense_names_its_condition() -> None:
    told = [choice.told for found in explanations() for choice in found.choices if choice.kind == "sense"]
    assert told
    assert all(re.fullmatch(r'".+" for .+=.+ \(.+:\d+\), else ".+"', one) for one in told)


def test_subject_voice_and_tense_are_told() -> None:
    (found,) = explanations("案件已被警方侦破。")
    clauses = [choice.told for choice in found.choices if choice.kind == "clause"]
    assert clauses == ["subject 案件; passive; perfect (genre news, 已)"]


def test_places_are_the_same_on_every_machine() -> None:
    assert str(ROOT) not in json.dumps([to_json(found) for found in explanations()], ensure_ascii=False)


def test_spaces_keep_their_places() -> None:
    (found,) = explanations("全市新建摄像头约 280 万个。")
    assert all(chosen.word.span.of(found.source).replace(" ", "") == chosen.word.zh for clause in found.clauses
               for chosen in clause.words)  # fmt: skip


def test_the_schema_holds() -> None:
    segments = [{"id": f"s{n}", **to_json(found)} for n, found in enumerate(explanations(), start=1)]
    about = {"name": "-", "sha256": "", "signature": ""}
    plain = json.loads(json.dumps({"document": about, "segments": segments}))
    Draft202012Validator(SCHEMA).validate(plain)


def test_the_hash_seed_changes_nothing() -> None:
    command = [sys.executable, "-m", "toolkit.cli", "explain", "-"]
    runs = [
        subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
        )
        for seed in ("1", "2")
    ]
    told = [run.communicate(LINE.encode())[0] for run in runs]
    assert told[0] == told[1] == to_text(explanations(LINE)[0], "s1").encode()


# The command


def test_a_sentence_on_standard_input(run: Run) -> None:
    found = run("explain", "-", stdin=LINE.encode())
    assert found.code == 0
    for part in ("Clause 1", "words", "derivation", "analyses that lost", "English, word by word", "Decisions"):
        assert part in found.text
    assert re.search(r"排查 v \".+?\"  \S+  \S+\.tsv:\d+  \d\.\d\d", found.text)
    assert re.search(r"      not 排查 vn ", found.text)
    assert re.search(r"VP < .+  grammar/rules\.tsv:\d+", found.text)


def test_one_segment_of_a_file(run: Run, tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text(TEXT, encoding="utf-8")
    found = run("explain", page, "--segment", "s2", "--segment", "s4", "--json")
    assert [segment["id"] for segment in found.json["segments"]] == ["s2", "s4"]
    Draft202012Validator(SCHEMA).validate(found.json)


def test_a_segment_that_is_not_there(run: Run) -> None:
    found = run("explain", "-", "--segment", "s99", stdin=LINE.encode())
    assert found.code == 2
    assert 'there is no segment "s99"; the segments are s1 to s1' in found.err


def test_an_engine_that_does_not_explain(monkeypatch: pytest.MonkeyPatch) -> None:
    class Mute:
        name = signature = "mute"

        def draft(self, document: Document) -> Document:
            return document

    monkeypatch.setattr(pipeline, "engine_for", lambda *_: Mute())
    with pytest.raises(toolkit.errors.UsageError, match="does not explain"):
        toolkit.explain(toolkit.read_text(LINE))


# The drawer


def test_the_drawers_of_a_copy(run: Run, tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text(TEXT, encoding="utf-8")
    plain, told = (run("read", page, "--format", "html", *more).text for more in ((), ("--explain",)))
    assert '<details class="why">' not in plain
    assert told.count('<details class="why">') == len(explanations())
    assert "vp-object" in told and "<i>verbs:" in told


def test_drawers_cost_less_than_two_fifths_of_a_page() -> None:
    text = (ROOT / "texts/changsha-skynet-2015/clean.zh.txt").read_text(encoding="utf-8")
    told = toolkit.explain(toolkit.read_text(text))
    plain = toolkit.draft(toolkit.read_text(text))
    sizes = [len(write(toolkit.reading_copy(document), "html").encode()) for document in (plain, told)]
    assert sizes[1] < 1.4 * sizes[0]


@pytest.mark.parametrize("form", ["md", "json"])
def test_other_forms_have_no_drawers(run: Run, form: str) -> None:
    found = run("read", "-", "--format", form, "--explain", stdin=LINE.encode())
    assert found.code == 2
    assert "has no drawers" in found.err
