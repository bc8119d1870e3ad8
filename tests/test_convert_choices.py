"""The one-to-many characters by context: both directions, names, glossary terms, mixtures, and the tables."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import toolkit
from toolkit.document import from_text
from toolkit.glossary import load_glossary
from toolkit.resources import shipped
from toolkit.script.both import both_scripts
from toolkit.script.choice import SIMPLIFIED, TRADITIONAL, Chooser
from toolkit.script.engines import convert
from toolkit.script.locks import locks
from toolkit.script.rules import choices, rules_of, signs
from toolkit.script.words import cut
from toolkit.tables import rows

HERE = Path(__file__).parent
GLOSSARY = load_glossary(HERE.parent / "glossary")


def cells(name: str) -> list[list[str]]:
    lines = (HERE / "cases" / f"{name}.tsv").read_text("utf-8").splitlines()
    return [line.split("\t") for line in lines[2:]]


def works() -> list[dict[str, str]]:
    """The two texts of the project, clean, in both scripts."""
    found = []
    for path in sorted(shipped("texts").glob("*/clean.zh.txt")):
        both = both_scripts(toolkit.repair(toolkit.read_text(path.read_text("utf-8"))), glossary=GLOSSARY)
        found.append({"hans": both.text("hans"), "hant": both.text("hant")})
    return found


def turned(text: str, config: str) -> str:
    return Chooser(config).convert(text).apply(text)


PAIRS = cells("convert-t2s")
BOTH = works()
TOGETHER = "\n".join(hant for hant, _, _ in PAIRS)


@pytest.mark.parametrize("config", SIMPLIFIED)
def test_traditional_sentences_come_out_simplified(config: str) -> None:
    wrong = [(hant, out) for hant, hans, _ in PAIRS if (out := turned(hant, config)) != hans]
    assert not wrong


def test_sentences_come_out_the_same_in_a_text_as_alone() -> None:
    assert turned(TOGETHER, "t2s").split("\n") == [hans for _, hans, _ in PAIRS]


def test_simplified_sentences_lead_back() -> None:
    """Taiwan's own characters come back; the rows marked ``-`` have another form that Taiwan writes too."""
    wrong = [(hant, out) for hant, hans, back in PAIRS if back == "=" and (out := turned(hans, "s2tw")) != hant]
    assert not wrong
    assert sum(back == "=" for _, _, back in PAIRS) >= 1600


@pytest.mark.parametrize(("hans", "hant", "evidence"), cells("convert-choices"))
def test_choice(hans: str, hant: str, evidence: str) -> None:
    decided = Chooser("s2tw").decide(hans)
    assert decided.written() == hant
    assert evidence == "-" or evidence in decided.evidence.values()


@pytest.mark.parametrize("hans", [hans for hans, _, _ in cells("convert-choices")])
def test_every_region_makes_the_same_choice(hans: str) -> None:
    """Which character is meant does not hang on the region: turned back, all are the text again."""
    for config in TRADITIONAL:
        assert turned(turned(hans, config), "t2s") == turned(hans, "t2s")


def test_surnames_are_right_in_policing_prose() -> None:
    frames = [frame for (frame,) in cells("convert-frames")]
    surnames = cells("convert-surnames")
    assert len(surnames) >= 40 and len(frames) >= 30
    wrong = []
    for (hans, hant), frame in product(surnames, frames):
        for before in frame.split("{n}")[:-1]:
            at = len(before)  # the first place; frames with two name both alike
            text = frame.replace("{n}", hans)
            if turned(text, "s2tw")[at] != hant:
                wrong.append((text, at))
            break
    assert len(wrong) <= 0.02 * len(surnames) * len(frames), wrong


@pytest.mark.parametrize(("hans", "hant"), cells("convert-word-of-same-look"))
def test_a_word_is_no_surname(hans: str, hant: str) -> None:
    assert turned(hans, "s2tw") == hant


@pytest.mark.parametrize("engine", ["duizhao", "opencc"])
@pytest.mark.parametrize("config", ["s2t", "s2tw", "s2twp", "s2hk", "s2hkp", "t2s", "tw2s", "tw2sp", "hk2s", "hk2sp"])
def test_no_term_of_the_texts_is_altered(config: str, engine: str) -> None:
    """Every glossary term that the texts hold comes out as its row writes it, in the spelling of the region."""
    wanted = locks(GLOSSARY, config)
    for script in BOTH:
        source = script["hans" if config.startswith("s2") else "hant"]
        document = convert(from_text(source), config, engine, GLOSSARY)
        version = document.version("hant" if config.startswith("s2") else "hans")
        found = list(wanted.found(source))
        assert len(found) > 50
        for span, form in found:
            place = span if len(version.text.characters) == len(source) else version.edits.forward(span)
            assert version.text.characters[place.start : place.end] == form


MIXED = "萬余并于布控采集隨著专著范某只干面发系后里松谷乾徵藉著覆历曆鐘钟台臺为為裡，。某\n\0\ud800A1"
mixtures = st.one_of(
    st.text(st.sampled_from(MIXED), max_size=40),
    st.lists(st.sampled_from([cell for pair in PAIRS[::40] for cell in pair[:2]]), max_size=3).map("".join),
)


@pytest.mark.parametrize("config", [*TRADITIONAL, *SIMPLIFIED])
@given(text=mixtures)
@settings(max_examples=60, deadline=None)
def test_a_second_pass_changes_nothing(config: str, text: str) -> None:
    once = turned(text, config)
    assert len(once) == len(text)
    assert turned(once, config) == once


@given(text=mixtures)
@settings(max_examples=60, deadline=None)
def test_both_scripts_of_a_mixture_are_settled(text: str) -> None:
    both = both_scripts(from_text(text))
    for name in ("hans", "hant"):
        again = both_scripts(from_text(both.text(name)))
        assert again.text("hans") == both.text("hans")


def test_pseudo_traditional_comes_out_whole() -> None:
    both = both_scripts(from_text("隨著萬余人并于年底，采集信息"))
    assert both.text("hant") == "隨著萬餘人並於年底，採集信息"
    assert both.text("hans") == "随着万余人并于年底，采集信息"


def test_every_rule_is_well_formed_and_some_class_serves_it() -> None:
    named = {row[0] for row in rows("script", "classes")}
    used = "".join(before + after for _, _, before, after, _ in rows("script", "rules"))
    assert named == {name for name in named if "{" + name + "}" in used}
    for sign in {row[0] for row in rows("script", "rules")}:
        assert signs().fullmatch(sign)
        assert all(len(rule.form) == 1 for rule in rules_of(sign))


@pytest.mark.parametrize("name", ["contexts", "simplified"])
def test_tables_of_contexts_are_sorted_and_keep_the_length(name: str) -> None:
    found = rows("script", name)
    assert [row[0] for row in found] == sorted({row[0] for row in found})
    assert all(len(one) == len(other) for one, other in found)


def test_a_context_is_what_comes_out() -> None:
    wrong = [(hans, out) for hans, hant in rows("script", "contexts") if (out := turned(hans, "s2tw")) != hant]
    assert len(wrong) <= len([hans for hans, _ in rows("script", "contexts")]) * 0.1, wrong


def test_a_decision_names_its_context() -> None:
    found = {choice.at: choice for choice in choices("头发干了", cut("头发干了"))}
    assert found[2].form == "乾" and found[2].evidence.startswith("头发(干)")
    (edit,) = [edit for edit in Chooser("s2tw").convert("那只花猫") if edit.text == "隻"]
    assert edit.rule == "script.rule" and "猫" in edit.evidence


@pytest.mark.xfail(strict=True, reason="known failures of the choice: docs/conversion.md, What is not promised")
@pytest.mark.parametrize(("hans", "hant", "why"), cells("convert-known-failures"))
def test_known_failure(hans: str, hant: str, why: str) -> None:
    assert turned(hans, "s2tw") == hant, why
