"""``convert`` with its report and a user's wishes, and ``script``: what they print, where, and the exit codes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.command import Run, run

__all__ = ["run"]

HANS = "上午，范某说衣服还没干。\n此案系熟人所为。\n"
PSEUDO = "隨著萬余人進入，投入使用后發揮作用。\n"


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "page.txt"
    path.write_bytes(b"\xef\xbb\xbf" + HANS.replace("\n", "\r\n").encode())
    return path


def test_the_report_is_ranked_and_counts_as_an_editor_does(run: Run, page: Path) -> None:
    shown = run("convert", "--review", page)
    heads = shown.text.splitlines()[::2]
    assert shown.code == 0
    assert heads == [
        f"{page}:1:4 上午，【范】某说衣服还没干。",
        f"{page}:1:11 上午，范某说衣服还没【干】。",
        f"{page}:2:3 此案【系】熟人所为。",
    ]
    assert "範, could be 范 (doubt 0." in shown.text and "may be a surname" in shown.text


def test_the_report_can_follow_the_text_and_be_cut(run: Run, page: Path) -> None:
    found = run("convert", "--review", "--json", "--by-place", "--least", "0.62", page).json
    assert found["input"] == str(page) and found["config"] == "s2tw"
    assert [(one["line"], one["column"], one["source"]) for one in found["doubts"]] == [(1, 4, "范"), (1, 11, "干")]
    assert found["doubts"][1]["others"] == ["乾", "干"]


def test_the_text_goes_on_to_its_file(run: Run, page: Path, tmp_path: Path) -> None:
    plain, reviewed = tmp_path / "plain.txt", tmp_path / "reviewed.txt"
    run("convert", page, "--output", plain)
    shown = run("convert", "--review", page, "--output", reviewed)
    assert shown.text.startswith(f"{page}:1:4 ")
    assert reviewed.read_bytes() == plain.read_bytes()


def test_several_reports_are_a_line_of_json_each(run: Run, page: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text("好", encoding="utf-8")
    lines = run("convert", "--review", "--json", page, other).text.splitlines()
    assert [json.loads(line)["input"] for line in lines] == [str(page), str(other)]
    assert run("convert", "--review", other).text == f"{other}: no doubtful conversion\n"


def test_a_place_in_a_saved_page_is_one_of_its_file(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text("<html><body>\n<p>衣服还没干</p></body></html>", encoding="utf-8")
    (doubt,) = run("convert", "--review", "--json", path).json["doubts"]
    assert (doubt["line"], doubt["column"]) == (2, 8)


def test_what_is_protected_stays_and_is_not_doubtful(run: Run, page: Path) -> None:
    page.write_text("“衣服干了”，范某说。干货", encoding="utf-8")
    assert run("convert", page, "--protect-quoted").text.startswith("“衣服干了”，")
    assert run("convert", page, "--protect", "范某").text.endswith("范某說。乾貨")
    shown = run("convert", page, "--protect-quoted", "--protect", "范某", "--review", "--json", "--least", "0.2")
    assert shown.json["doubts"] == []


def test_a_users_own_words_win(run: Run, page: Path, tmp_path: Path) -> None:
    words = tmp_path / "own.tsv"
    words.write_text("没干\t沒乾\n", encoding="utf-8")
    assert "衣服還沒乾。" in run("convert", page, "--dictionary", words).text
    words.write_text("没干\n", encoding="utf-8")
    failed = run("convert", page, "--dictionary", words)
    assert failed.code == 3 and f"{words}:1: " in failed.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--by-place",), "belong to --review"),
        (("--json",), "belong to --review"),
        (("--least", "0.5"), "belong to --review"),
        (("--review", "--least", "2"), "--least"),
        (("--protect", "("), '"(" is no regular expression'),
    ],
)
def test_wrong_requests(run: Run, page: Path, arguments: tuple[str, ...], said: str) -> None:
    shown = run("convert", page, *arguments)
    assert shown.code == 2 and said in shown.err and len(shown.err.splitlines()) == 1


def test_a_pseudo_traditional_text_is_a_finding(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "found.txt"
    path.write_text(PSEUDO, encoding="utf-8")
    shown = run("script", path)
    assert shown.code == 1
    assert shown.text.splitlines() == [
        f"{path}: pseudo-Traditional (zh-Hant, confidence 0.67)",
        "  16 Han: 6 Traditional, 0 Simplified, 2 left in the Simplified way",
        f"  {path}:1:4 余 in 萬余: Traditional writes 餘",
        f"  {path}:1:13 后 in 后: Traditional writes 後",
    ]


def test_a_text_of_one_script_is_none(run: Run, tmp_path: Path) -> None:
    for text, said in (
        ("公安机关依法处理", "Hans-CN (zh-Hans-CN, "),
        ("內政部警政署表示", "Hant-TW (zh-Hant-TW, "),
        ("佢哋喺屋企發現嘅", "Hant-HK (yue-Hant-HK, "),
        ("ABC", "none (und, "),
    ):
        path = tmp_path / "text.txt"
        path.write_text(text, encoding="utf-8")
        shown = run("script", path)
        assert shown.code == 0 and said in shown.text.splitlines()[0]


def test_many_texts_are_told_for_programs(run: Run, tmp_path: Path, page: Path) -> None:
    (tmp_path / "z.txt").write_text(PSEUDO, encoding="utf-8")
    shown = run("script", "--json", tmp_path)
    first, second = (json.loads(line) for line in shown.text.splitlines())
    assert shown.code == 1
    assert (first["kind"], first["counts"]["han"]) == ("Hans", 17)
    assert [(one["sign"], one["form"], one["line"], one["column"]) for one in second["intruders"]] == [
        ("余", "餘", 1, 4),
        ("后", "後", 1, 13),
    ]


def test_a_long_list_is_cut_for_people(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_text(PSEUDO * 40, encoding="utf-8")
    lines = run("script", path).text.splitlines()
    assert len(lines) == 43 and lines[-1] == "  and 40 more (余×20 后×20); --json lists all"
    assert len(run("script", "--json", path).json["intruders"]) == 80
