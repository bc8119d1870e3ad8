"""What the glossary lacks: candidates ranked, known terms left out, words without an entry, the two commands."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.command import Run, run
from toolkit.corpus.suggestions import as_terms, coverage, suggest
from toolkit.glossary import COLUMNS, Concept, Glossary, Term
from toolkit.terms.candidates import Words, candidates

__all__ = ["run"]
TEXT = "云眼工程验收。云眼工程覆盖全市，云眼工程指挥中心建成。云眼系统上线。民警巡逻。"


def _forms(text: str, *known: str) -> list[str]:
    return [one.form for one in candidates(text, known)]


def test_what_is_frequent_and_long_comes_first() -> None:
    forms = _forms("视频监控系统建成。视频监控系统验收。视频监控系统升级。交通秩序好转。")
    assert forms.index("视频监控系统") < forms.index("监控系统") and forms.index("视频监控系统") < forms.index(
        "交通秩序"
    )


def test_a_piece_that_stands_only_inside_a_longer_one_ranks_below_one_that_stands_free() -> None:
    inside = {one.form: one.score for one in candidates("指挥调度平台。指挥调度平台。")}
    free = {one.form: one.score for one in candidates("指挥调度平台。指挥调度平台。调度平台。调度平台。")}
    assert inside["调度平台"] < free["调度平台"]


def test_known_terms_and_plain_verbs_are_left_out() -> None:
    assert "视频监控系统" not in _forms("视频监控系统建成。", "视频监控系统")
    words = Words(plain=lambda word: word == "监控")
    assert not any("监控" in one.form for one in candidates("视频监控系统建成。", (), words))


@given(st.text("视频监控系统建设民警巡逻工程的，。15A\n", max_size=60))
@settings(max_examples=100, deadline=None)
def test_candidates_stand_in_their_text_and_in_their_context(text: str) -> None:
    found = candidates(text)
    assert found == candidates(text)
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)
    for one in found:
        assert one.form in text and "".join(one.words) == one.form and one.score > 0
        assert 1 <= one.frequency <= text.count(one.words[0]) and one.context


def test_a_suggestion_has_components_and_a_gloss() -> None:
    camera = Concept("camera", "x", (Term("摄像头", "攝像頭", "shèxiàngtóu"),), "camera")
    found = suggest(["热成像摄像头上线，热成像摄像头报警。"], Glossary({"camera": camera}), limit=5)
    best = next(one for one in found if one.candidate.form.endswith("摄像头") and one.candidate.form != "摄像头")
    assert ("摄像头", "camera") in best.components and "camera" in best.gloss.lower()
    header, *lines = as_terms(found).split("\n")
    assert header.split("\t") == COLUMNS and all(line.count("\t") == len(COLUMNS) - 1 for line in lines)
    assert lines == sorted(lines, key=lambda line: line.split("\t")[1])


def test_coverage_counts_running_words() -> None:
    found = coverage([("a.txt", "民警巡逻。\n民警喜爱唢呐，长沙市15人吹唢呐。")], Glossary())
    (missing,) = [one for one in found.missing if one.word == "唢呐"]
    assert missing.count == 2 and missing.places == ("a.txt:2:5", "a.txt:2:15")
    assert 0 < found.share < 1 and found.covered < found.content
    assert not any(one.word in ("长沙市", "15") for one in found.missing)
    assert coverage([], Glossary()).share == 1.0


def test_a_term_of_the_glossary_covers_its_words() -> None:
    text = [("a.txt", "唢呐团伙落网。")]
    dance = Glossary({"d": Concept("d", "x", (Term("唢呐团伙", "嗩吶團夥", ""),), "suona gang")})
    assert coverage(text, dance).share > coverage(text, Glossary()).share


def test_the_commands(run: Run, tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text(TEXT, encoding="utf-8")
    shown = run("glossary", "suggest", page, "--limit", "3")
    assert shown.code == 0 and "云眼工程" in shown.text
    rows = run("glossary", "suggest", page, "--limit", "2", "--json").json
    assert len(rows) == 2 and set(rows[0]) == {"form", "frequency", "score", "context", "components", "gloss"}
    assert run("glossary", "suggest", page, "--tsv").text.startswith("concept\thans\t")
    told = run("glossary", "coverage", stdin=TEXT.encode())
    assert told.code == 0 and "content words covered" in told.text
    assert run("glossary", "coverage", page, "--json").json["content"] > 5
    assert run("glossary", "suggest", tmp_path / "none.txt").code == 3
