"""The doubt report: what it lists, in what order, what it leaves out, and that any text can be reviewed."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.strategies import texts
from toolkit.errors import InvariantError
from toolkit.script.engines import converter
from toolkit.script.opencc import PLAIN, configs
from toolkit.script.report import Lines, in_order, to_rows, to_text
from toolkit.script.review import LEAST, SIGNALS, Doubt, divided, review
from toolkit.tables import records
from toolkit.text import Edit, Edits, Span, edits_between

HERE = Path(__file__).parent
CASES = [line.split("\t") for line in (HERE / "cases" / "doubts.tsv").read_text("utf-8").splitlines()[2:]]
EVERY = [(config, engine) for config in configs() for engine in ("opencc", "duizhao")]
DENSE = "干系面只发里后于范余着著乾了复松台 某说，\n的A1\0\ud800😀"


def reviewed(text: str, config: str = "s2tw", engine: str = "opencc", least: float = LEAST) -> tuple[Doubt, ...]:
    return review(text, converter(config, engine).convert(text), config, least)


@pytest.mark.parametrize(("config", "text", "sign", "signals"), CASES)
def test_case(config: str, text: str, sign: str, signals: str) -> None:
    found = [doubt for doubt in reviewed(text, config) if doubt.sign == sign]
    if signals == "-":
        assert not found
    else:
        assert len(found) == 1
        assert set(signals.split(" ")) <= set(found[0].signals)
        assert found[0].span.of(text) == sign and text.endswith(found[0].after)


@pytest.mark.parametrize(("config", "engine"), EVERY)
@given(text=st.one_of(st.text(st.sampled_from(DENSE), max_size=40), texts(max_size=30)))
@settings(max_examples=15, deadline=None)
def test_any_conversion_can_be_reviewed(config: str, engine: str, text: str) -> None:
    edits = converter(config, engine).convert(text)
    found = review(text, edits, config, 0)
    assert [doubt.score for doubt in found] == sorted((doubt.score for doubt in found), reverse=True)
    assert len({doubt.span for doubt in found}) == len(found)
    for doubt in found:
        assert doubt.span.of(text) == doubt.sign
        assert doubt.chosen not in doubt.others
        assert edits.forward(doubt.span).of(edits.apply(text)).count(doubt.chosen) > 0
        assert "\n" not in doubt.before + doubt.after
    assert to_text(in_order(found, by_place=True), Lines(text).place, "x")
    assert len(to_rows(found, Lines(text).place)) == len(found)


def test_the_likeliest_error_comes_first_and_a_threshold_cuts_the_tail() -> None:
    text = "范某说衣服还没干，后来他发现里面有人。"
    found = reviewed(text, least=0)
    assert [doubt.sign for doubt in found[:2]] == ["范", "干"]
    assert {"后", "里"} <= {doubt.sign for doubt in found[2:]}
    assert {doubt.sign for doubt in reviewed(text, least=0.4)} == {"范", "干"}


def test_what_the_glossary_or_the_user_settled_is_not_doubtful() -> None:
    text = "衣服干了"
    for rule in ("script.glossary", "script.user"):
        assert not review(text, edits_between(text, "衣服乾了", rule))
    edits = edits_between(text, "衣服乾了", "opencc.s2tw")
    assert review(text, edits)
    assert not review(text, edits, settled=[Span(2, 3)])


def test_a_form_that_only_hanziconv_would_write_is_a_label_and_no_reason() -> None:
    (doubt,) = (one for one in reviewed("老人在里面", least=0) if one.sign == "里")
    assert doubt.score < LEAST


def test_vocabulary_that_cuts_a_word_is_doubtful() -> None:
    (doubt,) = (one for one in reviewed("路程序列", "s2twp") if "vocabulary" in one.signals)
    assert (doubt.sign, doubt.chosen, doubt.others) == ("程序", "程式", ("程序",))


def test_a_chosen_form_of_another_length_has_no_place_for_one_character() -> None:
    assert review("干", Edits((Edit(Span(0, 1), "乾掉", "script.user"),))) == ()


def test_forms_are_those_of_the_target_region() -> None:
    assert divided("s2t")["里"].forms[0] == "裏"
    assert divided("s2tw")["里"].forms[0] == "裡"
    assert divided("s2hkp")["里"].forms[0] == "裏"
    assert divided("tw2sp")["乾"].forms == ("干", "乾")
    for config in set(configs()) - {"s2t", "s2tw", "s2hk", "t2s", "tw2s", "hk2s", *PLAIN}:
        assert not divided(config)


def test_the_report_says_where_and_why() -> None:
    text = "上午\n衣服干了"
    found = reviewed(text)
    assert to_text(found, Lines(text).place, "a.txt").startswith(
        "a.txt:2:3 衣服【干】了\n    幹, could be 乾 or 干 (doubt "
    )
    (row,) = to_rows(found, Lines(text).place)
    assert (row["line"], row["column"], row["span"], row["others"]) == (2, 3, [5, 6], ["乾", "干"])
    assert to_text((), Lines("好").place, "a.txt") == "a.txt: no doubtful conversion"


def test_tables() -> None:
    rows = records("script", "divided")
    assert [(row["to"], row["sign"]) for row in rows] == sorted({(row["to"], row["sign"]) for row in rows})
    for row in rows:
        assert len(row["sign"]) == 1 and len(set(row["forms"])) > 1 and row["surname"] in ("yes", "no")
        assert all(0 <= float(row[column]) <= 100 for column in ("alone", "inside"))
    strings = records("script", "divided_words")
    assert [(row["word"], row["sign"]) for row in strings] == sorted({(row["word"], row["sign"]) for row in strings})
    known = {row["sign"] for row in rows if row["to"] == "hant"}
    assert all(row["sign"] in row["word"] and row["sign"] in known for row in strings)


def test_a_doubt_checks_its_values() -> None:
    with pytest.raises(InvariantError, match="chance"):
        Doubt(Span(0, 1), "干", "幹", (), 1.5, (), "")
    with pytest.raises(InvariantError, match="signal"):
        Doubt(Span(0, 1), "干", "幹", (), 0.5, ("whim",), "")
    assert Doubt(Span(0, 1), "干", "幹", (), 0.5, ("alone",), "").reasons == (SIGNALS["alone"][0],)
