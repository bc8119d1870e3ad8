"""Bad input: a clear message with place and remedy, the documented exit code, nothing half written, no traceback."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from tests.command import Run, process, run
from toolkit.formats import read_input

__all__ = ["run"]

READING = ("repair", "convert", "pinyin", "draft", "read")
PROSE = "长沙市公安局召开新闻通报会，通报“天网工程”建设情况。民警调取监控录像，抓获犯罪嫌疑人15名。"
BAD = {
    "empty": (b"", "the file is empty; give a file that holds text"),
    "picture": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "byte 0: this is an image, not text"),
    "archive": (b"PK\x03\x04\x14\0\x06\0", "this is a zip archive (a .docx, .xlsx or .epub is one), not text"),
    "pdf": (b"%PDF-1.7\n", "this is a PDF, not text; extract its text first"),
    "noise": (bytes(range(32)) * 40, "the file is binary"),
    "half": (b"\xff\xfe\x2f\x66\x2f", "ends inside a character"),
}


@pytest.mark.parametrize("command", READING)
@pytest.mark.parametrize("kind", BAD)
def test_what_is_no_text_is_refused(run: Run, tmp_path: Path, command: str, kind: str) -> None:
    data, said = BAD[kind]
    path, target = tmp_path / "in.txt", tmp_path / "out.txt" if command != "read" else tmp_path / "out.html"
    path.write_bytes(data)
    refused = run(command, path, "--output", target)
    assert refused.code == 3 and not refused.out and not target.exists()
    assert refused.err.startswith(f"duizhao: {path}") and said in refused.err and "; " in refused.err
    assert refused.err.count("\n") == 1
    piped = run(command, stdin=data)
    assert piped.code == 3 and piped.err.startswith("duizhao: -")


@pytest.mark.parametrize("command", READING)
def test_missing_files_and_folders(run: Run, tmp_path: Path, command: str) -> None:
    missing = run(command, tmp_path / "none.txt")
    assert missing.code == 3 and "none.txt: there is no such file; check the name" in missing.err
    (tmp_path / "empty" / "deeper").mkdir(parents=True)
    (tmp_path / "empty" / "picture.png").write_bytes(b"\x89PNG")
    without = run(command, tmp_path / "empty")
    assert without.code == 3 and "empty: no texts in this folder; texts end in .txt" in without.err
    assert run(command, "a\0b").code == run(command, "x" * 300).code == 3


@pytest.mark.parametrize("command", READING)
@pytest.mark.parametrize(
    "data",
    [
        "公安机关在长沙市召开通报会".encode("gb18030") + b"\xff\xff" + "民警".encode("gb18030"),
        "公安机关在长沙市召开通报会".encode() + b"\xe5\x85" + "民警".encode(),
        "公安机关\0在长沙市召开通报会\0\0。".encode(),
        "\ufeff公安\ud800机关\udc80。".encode("utf-16-le", "surrogatepass"),
        "\ufeff公安机关\r\n民警\r".encode(),
        b"\n\n \t\n",
        "\u2028公安\u0085机关\x0b民警\x0c".encode(),
    ],
    ids=["gbk", "utf-8", "nul", "lone-surrogates", "bom", "blank", "odd-line-ends"],
)
def test_damaged_text_goes_through(run: Run, tmp_path: Path, command: str, data: bytes) -> None:
    path = tmp_path / "in.txt"
    path.write_bytes(data)
    for more in ((), ("--format", "json")) if command in ("read", "draft") else ((),):
        done = run(command, path, *more)
        assert done.code == 0 and not done.err


def test_bytes_that_do_not_decode_come_out_as_they_came_in(run: Run) -> None:
    data = "公安机关召开通报会".encode() + b"\xff" + "，民警。\0".encode()
    assert run("repair", stdin=data).out == data
    assert b"\xff" in run("convert", stdin=data).out and b"\0" in run("convert", stdin=data).out


@pytest.mark.parametrize("command", ["repair", "convert", "pinyin"])
@pytest.mark.parametrize("line", [PROSE, "警", "<a", "“（", "長(zhǎng)"])
def test_a_megabyte_in_one_line(run: Run, tmp_path: Path, command: str, line: str) -> None:
    repeats = 1_000_000 // len(line.encode()) if command != "pinyin" else 30_000 // len(line)
    path = tmp_path / "in.txt"
    path.write_text(line * repeats, encoding="utf-8")
    started = time.perf_counter()
    done = run(command, path)
    assert done.code == 0 and b"\n" not in done.out
    assert time.perf_counter() - started < 15


def test_lookups_of_monstrous_words(run: Run) -> None:
    started = time.perf_counter()
    for word in ("警" * 300_000, "police " * 100_000, "pai4" * 200_000, "\udcff\ud800", "\0", "(" * 5000):
        assert run("lookup", word, "--json").code == 1
    assert time.perf_counter() - started < 20


@pytest.mark.parametrize("line", [PROSE * 100, "<a" * 20_000, "“（" * 5_000, "1,2、" * 5_000])
def test_reading_copies_of_one_long_line(run: Run, tmp_path: Path, line: str) -> None:
    path = tmp_path / "in.txt"
    path.write_text(line, encoding="utf-8")
    started = time.perf_counter()
    assert run("read", path, "--output", tmp_path / "out.html").code == 0
    assert time.perf_counter() - started < 40


def test_a_hostile_page_stays_text(run: Run, tmp_path: Path) -> None:
    evil = "公安<script>alert(1)</script><img src=x onerror=alert(1)>机关&lt;script&gt;alert(2)&lt;/script&gt;。"
    for name in ("in.txt", "in.html"):
        (tmp_path / name).write_text(evil, encoding="utf-8")
        html = run("read", tmp_path / name).text
        assert "<script>alert" not in html and "<img" not in html
        assert html.count("<script") == 1, "the copy's own, which the policy names by its digest"
        shown = MarkdownIt("commonmark").render(run("read", tmp_path / name, "-f", "md").text)
        assert "<script" not in shown and "<img" not in shown


def test_a_malformed_about_is_told(run: Run, tmp_path: Path) -> None:
    (tmp_path / "in.txt").write_text(PROSE, encoding="utf-8")
    for data in (b"title = \n", b"\xff\xfe"):
        (tmp_path / "about.toml").write_bytes(data)
        refused = run("read", tmp_path / "in.txt")
        assert refused.code == 3 and "about.toml: malformed" in refused.err


# Outputs


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "in.txt"
    path.write_text("警察局", encoding="utf-8")
    return path


def test_a_place_that_cannot_be_written(run: Run, page: Path, tmp_path: Path) -> None:
    for target, said in (
        (page / "out.txt", "cannot be written"),
        (Path("/proc/nowhere/out.txt"), "cannot be written"),
        (tmp_path / ("x" * 300), "cannot be written"),
        (page, "the output would replace its input"),
    ):
        refused = run("convert", page, "--output", target)
        assert refused.code == 2 and said in refused.err and str(target) in refused.err
    assert page.read_text(encoding="utf-8") == "警察局" and sorted(tmp_path.iterdir()) == [page]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_may_not_be_written(run: Run, page: Path, tmp_path: Path) -> None:
    folder = tmp_path / "locked"
    folder.mkdir(mode=0o500)
    refused = run("convert", page, "--output", folder / "out.txt")
    assert refused.code == 2 and "Permission denied" in refused.err


def test_an_input_that_goes_away_meanwhile(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, out = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    for name in ("a.txt", "b.txt", "c.txt"):
        (folder / name).write_text("警", encoding="utf-8")

    def vanishing(name: str) -> bytes:
        (folder / "b.txt").unlink(missing_ok=True)
        return read_input(name)

    monkeypatch.setattr("toolkit.formats.read_input", vanishing)
    done = run("repair", folder, "--output", out)
    assert done.code == 3 and "b.txt: there is no such file" in done.err
    assert sorted(path.name for path in out.iterdir()) == ["a.txt", "c.txt"]


def test_a_crash_is_told_without_a_traceback(run: Run, page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(document: object) -> str:
        raise ZeroDivisionError("oh")

    monkeypatch.setattr("toolkit.pipeline.pinyin_lines", broken)
    failed = run("pinyin", page)
    assert failed.code == 4 and failed.err.startswith("duizhao: internal error (ZeroDivisionError: oh)")
    monkeypatch.setenv("DUIZHAO_DEBUG", "1")
    with pytest.raises(ZeroDivisionError):
        run("pinyin", page)


# The process around it


@pytest.mark.skipif(os.name != "posix", reason="signals as POSIX has them")
def test_ctrl_c(tmp_path: Path) -> None:
    (tmp_path / "in.txt").write_text(PROSE * 3000, encoding="utf-8")
    child = process("read", str(tmp_path / "in.txt"), "-o", str(tmp_path / "out.html"))
    time.sleep(3)
    child.send_signal(signal.SIGINT)
    out, err = child.communicate(timeout=60)
    assert child.returncode == 130 and err == b"duizhao: interrupted\n" and not out
    assert [path.name for path in tmp_path.iterdir()] == ["in.txt"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device of Linux")
def test_a_full_disk_on_stdout() -> None:
    with Path("/dev/full").open("wb") as full:
        child = process("texts", stdout=full)
        _, err = child.communicate(timeout=60)
    assert child.returncode == 2 and err.startswith(b"duizhao: standard output cannot be written")


@pytest.mark.skipif(os.name != "posix", reason="descriptors as POSIX has them")
def test_closed_descriptors() -> None:
    for closed, arguments, code in ((0, ("read",), 3), (1, ("texts",), 2)):
        child = process(*arguments, stdin=None, stdout=None, preexec_fn=lambda at=closed: os.close(at))
        _, err = child.communicate(timeout=60)
        assert child.returncode == code and err.startswith(b"duizhao: ") and b"Traceback" not in err
