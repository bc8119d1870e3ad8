"""A user's own words and protected stretches: above every engine, rule and glossary; bad files are told apart."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.document import from_text
from toolkit.errors import InputError, UsageError
from toolkit.glossary import load_glossary
from toolkit.script.engines import ENGINES, convert
from toolkit.script.preferences import Preferences, Protection, read_user_dictionary, read_word_list

GLOSSARY = load_glossary(Path(__file__).parent / "fixtures" / "glossary")
TEXT = "后台干部说：“后台”，视频在《后台》里"


def turned(text: str, own: Preferences, config: str = "s2tw", engine: str = "duizhao") -> str:
    document = convert(from_text(text), config, engine, GLOSSARY, own)
    return document.text(document.latest.name if not document.has("hant") else "hant")


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("own", "kept"),
    [
        (Preferences(protection=Protection(patterns=(r"后台干\w",))), "后台干部"),
        (Preferences(protection=Protection(quoted=True)), "“后台”"),
        (Preferences(protection=Protection(quoted=True)), "《后台》"),
        (Preferences(protection=Protection(words=("视频在",))), "视频在"),
        (Preferences({"干部": "乾部"}), "乾部"),
        (Preferences({"后台": "後臺系統"}), "後臺系統"),
        (Preferences({"后台干部": "甲"}, Protection(words=("干部",))), "干部"),
    ],
)
def test_preferences_stand_above_every_engine(engine: str, own: Preferences, kept: str) -> None:
    assert kept in turned(TEXT, own, "s2t", engine)


def test_own_words_win_over_the_glossary_and_over_vocabulary() -> None:
    assert turned("政法干警", Preferences({"干警": "干警"})) == "政法干警"
    assert turned("视频软件", Preferences({"视频": "視訊"}), "s2twp", "opencc") == "視訊軟體"


def test_a_dictionary_serves_both_directions() -> None:
    own = Preferences({"干妈": "乾妈"})
    assert convert(from_text("乾妈"), "t2s", "duizhao", own=own).text("hans") == "干妈"


def test_settled_words_leave_their_neighbors_alone() -> None:
    plain, own = turned("被发明人头发", Preferences()), turned("被发明人头发", Preferences({"明人": "明人"}))
    assert plain == own == "被發明人頭髮"


@given(st.text(st.sampled_from("后台干部视频“”发里\n"), max_size=30), st.sampled_from(("s2tw", "s2twp", "t2s")))
@settings(max_examples=100, deadline=None)
def test_what_is_protected_comes_out_as_it_went_in(text: str, config: str) -> None:
    own = Preferences(protection=Protection(quoted=True, words=("后台", "视频")))
    document = convert(from_text(text), config, "duizhao", own=own)
    version = document.version("hans" if config == "t2s" else "hant")
    assert version.edits.invert(text).apply(version.text.characters) == text
    for span in own.protection.found(text):
        assert not any(edit.span.overlaps(span) for edit in version.edits)


@pytest.mark.parametrize(("pattern", "told"), [("(后台", "no regular expression"), ("x*", "empty string")])
def test_bad_patterns_are_refused(pattern: str, told: str) -> None:
    with pytest.raises(UsageError, match=told):
        Protection(patterns=(pattern,))


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("干妈\t乾媽\n后台\n", r":2: 1 cells"),
        ("# c\n\n干妈\t乾媽\tx\n", r":3: 3 cells"),
        ("干妈\t\n", r":1: an empty cell"),
        ("干妈\t乾媽\n干妈\t幹媽\n", r":2: .*line 1"),
    ],
)
def test_bad_rows_name_file_and_line(tmp_path: Path, content: str, told: str) -> None:
    path = tmp_path / "own.tsv"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=told):
        read_user_dictionary(path)


def test_files_are_read(tmp_path: Path) -> None:
    path = tmp_path / "own.tsv"
    path.write_bytes("\ufeffhans\thant\n# 注\n干妈\t乾媽\n干妈\t乾媽\n".encode())
    assert dict(read_user_dictionary(path)) == {"干妈": "乾媽"}
    path.write_text("后台\n\n# 注\n视频\n", encoding="utf-8")
    assert read_word_list(path) == ("后台", "视频")
    path.write_bytes("干妈\t乾媽".encode("gbk"))
    with pytest.raises(InputError, match="UTF-8"):
        read_user_dictionary(path)
    with pytest.raises(InputError, match="read"):
        read_word_list(tmp_path / "none.txt")
