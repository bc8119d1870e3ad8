"""The commands: what they write and where, on files, folders and standard input; help; exit codes."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from tests.command import ROOT, Run, process, run
from toolkit.corpus.works import works

__all__ = ["run"]

SCHEMA = json.loads((ROOT / "docs/draft.schema.json").read_text(encoding="utf-8"))
COMMANDS = (
    "read",
    "draft",
    "explain",
    "evaluate",
    "repair",
    "convert",
    "script",
    "pinyin",
    "lookup",
    "check",
    "texts",
    "glossary",
)
SHORT = "长沙市公安局召开通报会。\n\n民警调取监控录像,抓获15人。\n"
LINE_FOR_LINE = (("repair",), ("convert",), ("pinyin",), ("draft",))


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "page.txt"
    path.write_text(SHORT, encoding="utf-8")
    return path


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A folder as people have them: texts at two levels, a page, a picture, a hidden file."""
    root = tmp_path / "found"
    (root / "2015").mkdir(parents=True)
    (root / "a.txt").write_text("公安机关", encoding="utf-8")
    (root / "2015" / "b.html").write_text("<p>派出所</p>", encoding="utf-8")
    (root / "2015" / "c.txt").write_bytes("警察局".encode("gb18030"))
    (root / "picture.png").write_bytes(b"\x89PNG")
    (root / ".hidden.txt").write_text("不", encoding="utf-8")
    return root


def below(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


# Help


@pytest.mark.parametrize("columns", ["80", "100"])
def test_help_is_one_screen_that_shows_the_way(run: Run, monkeypatch: pytest.MonkeyPatch, columns: str) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    shown = run("--help")
    lines = shown.text.splitlines()
    assert shown.code == 0 and len(lines) <= 40
    assert all(len(line) + len(re.findall("[\u4e00-\u9fff]", line)) <= int(columns) for line in lines)
    assert all(f"\n  {name} " in shown.text for name in COMMANDS)
    assert "duizhao read page.txt --output page.html" in shown.text and "duizhao lookup 派出所" in shown.text
    assert not any(line.endswith("...") for line in lines[1:]), "a line of help is cut off"


@pytest.mark.parametrize("command", [*((name,) for name in COMMANDS), ("glossary", "check")])
def test_each_command_has_help(run: Run, command: tuple[str, ...]) -> None:
    assert run(*command, "--help").code == run(*command, "-h").code == 0


def test_alone_it_shows_its_help_as_a_message(run: Run) -> None:
    shown = run()
    assert shown.code == 2 and not shown.out and "Begin here" in shown.err


def test_version(run: Run) -> None:
    assert re.fullmatch(r"duizhao \d+\.\d+\.\d+\n", run("--version").text)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("bogus",), "no such command 'bogus'"),
        (("read", "--bogus"), "no such option: --bogus"),
        (("lookup", "--limit", "0", "警"), "invalid value for '--limit'"),
        (("lookup", "--limit", "x", "警"), "invalid value for '--limit'"),
        (("glossary",), "missing command"),
        (("convert", "--config"), "--config"),
        (("convert", "--config", "s2x", "-"), 'no OpenCC configuration "s2x"; choose one of hk2s'),
        (("convert", "--engine", "x", "-"), 'no conversion engine "x"; choose one of opencc'),
        (("convert", "--engine", "hanziconv", "--config", "s2twp", "-"), "choose s2t or t2s"),
        (("read", "--engine", "x", "-"), 'there is no engine "x"; known: transfer'),
        (("draft", "--region", "US", "-"), 'there is no region "US"; known: CN, TW, HK'),
        (("read", "--date", "2015-13-40", "-"), '"2015-13-40" is no date; write it as 2015-09-23'),
        (("read", "--off", "x", "-"), 'there is no fixer "x"; known: repair.mojibake'),
        (("repair", "--off", "x", "-"), 'there is no fixer "x"'),
        (("read", "--format", "pdf", "-"), 'there is no format "pdf"; choose --format html, md, json'),
        (("read", "-", "--output", "x.pdf"), 'there is no format ".pdf"'),
        (("draft", "--format", "html", "-"), 'there is no format "html"; choose --format txt, json'),
        (("texts", "nowhere-1999"), "known: changsha-skynet-2015"),
    ],
)
def test_wrong_usage_is_told_in_one_line(run: Run, arguments: tuple[str, ...], said: str) -> None:
    refused = run(*arguments, stdin="警".encode())
    assert refused.code == 2 and not refused.out
    assert refused.err.startswith("duizhao: ") and refused.err.count("\n") == 1
    assert said in refused.err


# Files, folders and standard input


@pytest.mark.parametrize("arguments", LINE_FOR_LINE)
def test_a_line_for_a_line(run: Run, page: Path, arguments: tuple[str, ...]) -> None:
    done = run(*arguments, page)
    assert done.code == 0 and not done.err
    assert [bool(line) for line in done.text.split("\n")] == [bool(line) for line in SHORT.split("\n")]
    assert run(*arguments, stdin=SHORT.encode()).out == run(*arguments, "-", stdin=SHORT.encode()).out == done.out


def test_what_the_text_commands_write(run: Run, page: Path) -> None:
    assert run("repair", page).text == SHORT.replace(",", "，")
    assert run("convert", page).text.startswith("長沙市公安局召開通報會。")
    assert run("convert", page, "-c", "s2twp").text.startswith("長沙市公安局召開通報會。")
    assert run("pinyin", page).text.startswith("Chángshā Shì Gōng'ānjú zhàokāi ")
    assert "police" in run("draft", page).text.lower()
    assert run("repair", page, "--off", "repair.width").text == SHORT


def test_repairs_are_listed_for_people_and_programs(run: Run, page: Path) -> None:
    rows = run("repair", page, "--json").json
    assert [(row["before"], row["after"], row["rule"]) for row in rows] == [(",", "，", "repair.width")]
    assert "repair.width" in run("repair", page, "--log").text
    assert run("repair", "--explain").text.count("\n\n") >= 5


def test_data_on_stdout_messages_on_stderr(run: Run, page: Path, tmp_path: Path) -> None:
    target = tmp_path / "new" / "copy.html"
    done = run("read", page, "--output", target)
    assert (done.code, done.out) == (0, b"") and done.err == f"{page} -> {target}\n"
    assert target.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert run("read", page, "--output", "-").out == target.read_bytes() == run("read", page).out


@pytest.mark.parametrize(
    ("name", "opening"), [("a.html", "<!DOCTYPE"), ("a.HTM", "<!DOCTYPE"), ("a.md", "# "), ("a.json", '{"document"')]
)
def test_the_name_of_the_output_chooses_the_format(
    run: Run, page: Path, tmp_path: Path, name: str, opening: str
) -> None:
    assert run("read", page, "-o", tmp_path / name).code == 0
    assert opening in (tmp_path / name).read_text(encoding="utf-8")[:400]


@pytest.mark.parametrize(
    ("arguments", "suffix"),
    [(("repair",), ".txt"), (("repair", "--json"), ".json"), (("pinyin",), ".txt"),
     (("draft",), ".txt"), (("draft", "-f", "json"), ".json"), (("read",), ".html"), (("read", "-f", "md"), ".md")],
)  # fmt: skip
def test_a_folder_keeps_its_tree(run: Run, tree: Path, tmp_path: Path, arguments: tuple[str, ...], suffix: str) -> None:
    done = run(*arguments, tree, "--output", tmp_path / "out")
    assert done.code == 0 and done.err.count(" -> ") == 3 and not done.out
    assert below(tmp_path / "out") == [f"2015/b{suffix}", f"2015/c{suffix}", f"a{suffix}"]


def test_of_several_inputs_one_that_fails_stops_no_other(run: Run, tree: Path, tmp_path: Path) -> None:
    (tree / "2015" / "broken.txt").write_bytes(b"\x89PNG\r\n\x1a\n")
    done = run("convert", tree, "--output", tmp_path / "out")
    assert done.code == 3 and done.err.count("duizhao: ") == 1 and "broken.txt, byte 0: this is an image" in done.err
    assert below(tmp_path / "out") == ["2015/b.html", "2015/c.txt", "a.txt"]


def test_several_texts_follow_each_other_on_stdout(run: Run, tree: Path) -> None:
    assert run("convert", tree).text == "<p>派出所</p>\n警察局\n公安機關\n"
    for arguments in (("read",), ("draft", "-f", "json"), ("repair", "--json")):
        refused = run(*arguments, tree)
        assert refused.code == 2 and "name a folder with --output" in refused.err


# Contracts


@pytest.mark.parametrize("work", works(), ids=lambda work: work.id)
def test_drafts_keep_their_contract(run: Run, work, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    target = tmp_path / "draft.json"
    assert run("draft", work.source, "--format", "json", "--output", target).code == 0
    data = json.loads(target.read_bytes())
    Draft202012Validator(SCHEMA).validate(data)
    assert data["document"]["name"] == "source.txt"
    cleaned = run("repair", work.source).text
    lines = [line for line in cleaned.split("\n") if line.strip()]
    assert {segment["paragraph"] for segment in data["segments"]} == set(range(len(lines)))
    for segment in data["segments"]:
        assert cleaned[slice(*segment["span"])] == segment["source"]
        assert segment["source"] in lines[segment["paragraph"]]


def test_outputs_do_not_tell_where_a_file_lies(run: Run, tmp_path: Path) -> None:
    written = []
    for place in ("one", "two"):
        path = tmp_path / f"secret-{place}" / "page.txt"
        path.parent.mkdir()
        path.write_text(SHORT, encoding="utf-8")
        written.append([run("read", path, "-f", kind).out for kind in ("html", "md", "json")])
    assert written[0] == written[1]
    assert not any(b"secret-" in data for data in written[0])


def test_lookup(run: Run) -> None:
    shown = run("lookup", "派出所")
    assert shown.code == 0 and "police station" in shown.text
    for query in ("派出所", "paichusuo", "pài chū suǒ", "police station"):
        [found] = run("lookup", query, "--json").json
        assert found["query"] == query and found["matches"][0]["english"][0] == "police station"
    [found] = run("lookup", "葡萄", "--json").json
    assert found["matches"][0]["domain"] == "cc-cedict"
    assert [len(found["matches"]) for found in run("lookup", "公安", "警", "--limit", "2", "--json").json] == [2, 2]


def test_lookup_of_nothing_is_a_finding(run: Run) -> None:
    missing = run("lookup", "派处所")
    assert missing.code == 1 and missing.text.startswith("派处所: not found; near: 派出所\n")
    assert run("lookup", "派出所", "vvvv", "--json").code == 1
    assert run("lookup", "").code == run("lookup", "  ").code == 1


def test_texts(run: Run) -> None:
    listed = run("texts")
    assert listed.code == 0 and all(work.id in listed.text for work in works())
    assert "origin" in run("texts", works()[0].id).text
    rows = run("texts", "--json").json
    assert [row["id"] for row in rows] == [work.id for work in works()]
    assert all(Path(row["source"]).is_file() for row in rows)


def test_glossary_check(run: Run, tmp_path: Path) -> None:
    assert "nothing to mend" in run("glossary", "check", ROOT / "tests/fixtures/glossary-faults/clean").text
    assert run("glossary", "check", ROOT / "tests/fixtures/glossary-faults/clean", "--json").json == []
    assert run("glossary", "check").code == (1 if run("glossary", "check", "--json").json else 0)
    found = run("glossary", "check", ROOT / "tests/fixtures/glossary", "--json")
    assert found.code == (1 if found.json else 0)
    assert all(row.keys() == {"code", "place", "message"} for row in found.json)
    for folder, said in ((tmp_path, "no domain in this folder"), (tmp_path / "none", "no such folder")):
        refused = run("glossary", "check", folder, "--json")
        assert refused.code == 3 and said in refused.err and not refused.out


# The process around it


def test_no_color_no_escape_codes(page: Path) -> None:
    for environment in ({"NO_COLOR": "1"}, {"FORCE_COLOR": "1"}):
        for arguments in (("--help",), ("lookup", "派出所"), ("bogus",)):
            out, err = process(*arguments, environment=environment).communicate(timeout=60)
            assert b"\x1b" not in out + err


def test_stdout_is_utf8_whatever_the_terminal_says(page: Path) -> None:
    child = process("lookup", "派出所", environment={"PYTHONIOENCODING": "ascii"})
    out, err = child.communicate(timeout=60)
    assert child.returncode == 0 and "派出所" in out.decode("utf-8") and not err


@pytest.mark.skipif(os.name != "posix", reason="pipes as POSIX has them")
def test_a_closed_pipe_is_no_failure(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_text("公安机关\n" * 60_000, encoding="utf-8")
    child = process("convert", str(path))
    assert child.stdout and child.stderr
    assert child.stdout.readline() == "公安機關\n".encode()
    child.stdout.close()
    assert child.stderr.read() == b"" and child.wait(timeout=60) == 0
