"""Conversion by every engine: aligned, invertible, nothing lost; locked terms; both scripts of a document."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.document import from_text
from toolkit.errors import UsageError
from toolkit.glossary import load_glossary
from toolkit.script.both import both_scripts
from toolkit.script.choice import SIMPLIFIED, TRADITIONAL, Chooser
from toolkit.script.engines import ENGINES, convert, converter
from toolkit.script.opencc import PLAIN, OpenCCConverter, configs, converted

HERE = Path(__file__).parent
GLOSSARY = load_glossary(HERE / "fixtures" / "glossary")
CASES = [line.split("\t") for line in (HERE / "cases" / "convert.tsv").read_text("utf-8").splitlines()[2:]]
SIGNS = "软件信息程序视频高清分区县局打印网络被发明里面后于并范某著着軟體資訊程式視頻網路裏隨\n，。\0\x1f\ud800A1😀"
EVERY = [(config, engine) for engine, known in {
    "opencc": configs(), "duizhao": configs(), "hanziconv": ("s2t", "t2s")}.items() for config in known]  # fmt: skip
texts = st.one_of(st.text(st.sampled_from(SIGNS), max_size=40), st.text(st.characters(), max_size=20))


@pytest.mark.parametrize(("found", "hans", "hant", "why"), CASES)
def test_both_scripts_case(found: str, hans: str, hant: str, why: str) -> None:
    both = both_scripts(from_text(found))
    assert both.text("hans") == (found if hans == "=" else hans), why
    assert both.text("hant") == (found if hant == "=" else hant), why


@pytest.mark.parametrize(("config", "engine"), EVERY)
@given(text=texts)
@settings(max_examples=25, deadline=None)
def test_conversion_is_aligned_and_invertible(config: str, engine: str, text: str) -> None:
    edits = converter(config, engine).convert(text)
    turned = edits.apply(text)
    assert edits.invert(text).apply(turned) == text
    if config not in PLAIN:
        assert len(turned) == len(text)
    for sign in "\0\ud800":
        assert turned.count(sign) == text.count(sign)
    if engine == "opencc":
        assert turned == converted(config, text)


@given(text=texts)
@settings(max_examples=100, deadline=None)
def test_both_scripts_keep_the_length_and_the_main_line(text: str) -> None:
    document = from_text(text)
    both = both_scripts(document, glossary=GLOSSARY)
    assert len(both.text("hans")) == len(both.text("hant")) == len(text)
    assert both.latest.name == document.latest.name
    assert both.source_bytes() == document.source_bytes()


@pytest.mark.parametrize(
    ("text", "config", "edits"),
    [
        ("警用软件和视频", "s2twp", [("软件", "軟體"), ("视频", "影片")]),
        ("高清视频", "s2twp", [("高清", "高畫質"), ("视频", "影片")]),
        ("分区县局", "s2twp", [("分区", "分割槽"), ("县", "縣")]),
        ("軟體，資訊", "tw2sp", [("軟體", "软件"), ("資訊", "信息")]),
    ],
)
def test_vocabulary_is_aligned_phrase_by_phrase(text: str, config: str, edits: list[tuple[str, str]]) -> None:
    found = OpenCCConverter(config).convert(text)
    assert [(edit.span.of(text), edit.text) for edit in found] == edits


def test_text_behind_a_nul_and_a_lone_surrogate_is_converted() -> None:
    for config in ("s2tw", "s2twp", "tw2s"):
        turned = converted(config, "软件\0国\ud800国臺灣")
        assert len(turned) == 8 and "\0" in turned and "\ud800" in turned
    assert converted("s2tw", "国\0国\ud800国") == "國\0國\ud800國"


def test_glossary_terms_are_locked_against_vocabulary() -> None:
    text = "视频调度和软件"
    assert convert(from_text(text), "s2twp").text("hant") == "影片排程和軟體"
    locked = convert(from_text(text), "s2twp", lock=GLOSSARY)
    assert locked.text("hant") == "視頻調度和軟體"
    assert {edit.rule for edit in locked.version("hant").edits} == {"script.glossary", "opencc.s2twp"}


def test_a_locked_term_is_none_where_a_word_border_cuts_it() -> None:
    assert convert(from_text("若干警察"), "s2tw", "duizhao", GLOSSARY).text("hant") == "若干警察"
    assert convert(from_text("政法干警"), "s2tw", "duizhao", GLOSSARY).text("hant") == "政法幹警"


def test_glossary_form_wins_over_every_engine() -> None:
    assert convert(from_text("群众"), "s2tw", "opencc", GLOSSARY).text("hant") == "群眾"
    assert convert(from_text("政法干警"), "s2t", "hanziconv").text("hant") == "政法乾警"
    assert convert(from_text("政法干警"), "s2t", "hanziconv", GLOSSARY).text("hant") == "政法幹警"
    assert both_scripts(from_text("隨著製售"), glossary=GLOSSARY).text("hans") == "随着制售"


@pytest.mark.parametrize(("config", "version", "lang"), [
    ("t2s", "hans", "zh-Hans"), ("s2t", "hant", "zh-Hant"), ("s2tw", "hant", "zh-Hant-TW"),
    ("s2hkp", "hant", "zh-Hant-HK"), ("t2jp", "jp", "ja"),
])  # fmt: skip
def test_the_version_is_named_after_the_target(config: str, version: str, lang: str) -> None:
    assert convert(from_text("国家圖書"), config).version(version).text.lang == lang


def test_wrong_requests_are_refused_with_the_names() -> None:
    with pytest.raises(UsageError, match="s2twp"):
        convert(from_text("国"), "s2x")
    with pytest.raises(UsageError, match="hanziconv"):
        convert(from_text("国"), "s2t", "iconv")
    with pytest.raises(UsageError, match="t2s"):
        converter("s2tw", "hanziconv")
    with pytest.raises(UsageError, match="TW, HK"):
        both_scripts(from_text("国"), "XX")
    with pytest.raises(UsageError, match="already"):
        convert(convert(from_text("国"), "s2t"), "s2tw")


def test_region_chooses_the_forms() -> None:
    assert both_scripts(from_text("里面为了"), "HK").text("hant") == "裏面為了"
    assert both_scripts(from_text("警署在這裏"), "TW").text("hant") == "警署在這裡"
    assert both_scripts(from_text("警署在這裏")).version("hant").text.lang == "zh-Hant-HK"


def test_rules_say_who_decided() -> None:
    both = both_scripts(from_text("范某未系安全带，著名"))
    rules = {(edit.text, edit.rule) for edit in both.version("hant").edits}
    assert ("繫", "script.rule") in rules and ("帶", "opencc.s2tw") in rules


def test_every_engine_makes_converters_that_carry_their_name() -> None:
    for engine in ENGINES:
        for config in ("s2t", "t2s"):
            assert converter(config, engine).name == f"{engine}.{config}"
    assert {*TRADITIONAL, *SIMPLIFIED} < set(configs())
    assert Chooser("s2t").convert("").items == ()
