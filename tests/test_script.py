"""The diagnosis of a text's script: kind, region, intruders; pseudo-Traditional is told from Traditional."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.document import from_text
from toolkit.script.choice import particles
from toolkit.script.detect import annotate, detect, region
from toolkit.script.diagnosis import diagnose
from toolkit.tables import rows

HERE = Path(__file__).parent
CASES = [line.split("\t") for line in (HERE / "cases" / "script.tsv").read_text("utf-8").splitlines()[2:]]
TABLES = ("contexts", "regions", "surnames", "titles", "zhu")


@pytest.mark.parametrize(("text", "kind", "where", "intruders"), CASES)
def test_case(text: str, kind: str, where: str, intruders: str) -> None:
    found = detect(text)
    assert (found.kind, found.region) == (kind, "" if where == "-" else where)
    assert [sign for _, sign in found.intruders] == ([] if intruders == "-" else intruders.split(" "))
    assert all(text[at] == sign for at, sign in found.intruders)


@pytest.mark.parametrize("name", ["changsha-skynet-2015", "chengdu-skynet-2011"])
def test_the_texts_of_the_project_are_pseudo_traditional(name: str) -> None:
    found = detect((HERE.parent / "texts" / name / "clean.zh.txt").read_text("utf-8"))
    assert (found.kind, found.region) == ("pseudo-Traditional", "CN")
    assert {"余", "后", "于", "并"} <= {sign for _, sign in found.intruders}


@given(st.text(st.one_of(st.characters(), st.sampled_from("余餘后後于於国國\0\ud800")), max_size=30))
@settings(max_examples=150, deadline=None)
def test_any_text_has_a_script(text: str) -> None:
    found = detect(text)
    assert 0 <= found.confidence <= 1
    assert all(text[at] == sign for at, sign in found.intruders)


def test_a_longer_text_is_surer() -> None:
    assert detect("发").confidence < detect("发现问题后处理").confidence < detect("发现问题后处理" * 9).confidence


def test_language_tags() -> None:
    assert detect("公安机关处理").lang == "zh-Hans-CN"
    assert detect("警務處").lang == "zh-Hant-HK"
    assert detect("ABC").lang == "und"


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("佢哋喺度等緊，仲未嚟到", "yue-Hant-HK"),
        ("国民警察学校で新しい", "ja"),
        ("广州话“佢哋”嘅用法", "yue-Hans-HK"),
    ],
)
def test_languages_beside_mandarin(text: str, lang: str) -> None:
    assert detect(text).lang == lang


def test_a_good_text_lists_its_leftovers_apart() -> None:
    found = detect("警察採取措施后離開，並於次日提交報告，準備結案。")
    assert (found.kind, found.intruders, found.leftovers) == ("Hant", (), ((6, "后"),))
    (only,) = diagnose("警察採取措施后離開，並於次日提交報告，準備結案。").intruders
    assert (only.form, only.certain) == ("後", False)


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("民警發現一辆可疑车辆，随即上前", [("發", "发", "發現"), ("現", "现", "發現")]),
        (
            "公安機關爲羣衆在這里設立警務室，并于年底",
            [("里", "裏", "這里"), ("并", "並", "并"), ("于", "於", "于")],
        ),
        ("警務處在這里設立，并于年底", [("里", "裏", "這里"), ("并", "並", "并"), ("于", "於", "于")]),
        ("內政部在這里設立，并于年底", [("里", "裡", "這里"), ("并", "並", "并"), ("于", "於", "于")]),
        ("复雜的修复工程開始後進展順利", [("复", "複", "复雜"), ("复", "復", "修复")]),
    ],
)
def test_an_intruder_has_its_word_and_the_form_of_the_region(text: str, forms: list[tuple[str, str, str]]) -> None:
    assert [(one.sign, one.form, one.word) for one in diagnose(text).intruders] == forms


def test_the_layer_holds_one_diagnosis() -> None:
    (note,) = annotate(from_text("萬余")).layer("script")
    assert note.value.kind == "pseudo-Traditional"


def test_region_needs_a_leader() -> None:
    assert region("警務處與警政署") == ""


def test_particles_are_told_from_zhu() -> None:
    text = "隨著专著出版，显著，拿著名片的著名作家"
    assert [text[at - 1] for at in particles(text)] == ["隨", "拿"]


@pytest.mark.parametrize("name", TABLES)
def test_data_is_sorted_and_unique(name: str) -> None:
    keys = [row[0] for row in rows("script", name)]
    assert len(set(keys)) == len(keys)
    if name != "titles":
        assert keys == sorted(keys)
