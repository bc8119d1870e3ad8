"""Files and folders: changed in place with a backup, or as a tree of their own; what is left, copied, refused."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from tests.command import Run, run
from tests.documents import DOCX, DOCX_S2TWP, EPUB, members

__all__ = ["run"]

OLD, NEW = "公安机关\r\n".encode("gb18030"), "公安機關\r\n".encode("gb18030")
posix = pytest.mark.skipif(os.name != "posix", reason="permissions and links as POSIX has them")


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "page.txt"
    path.write_bytes(OLD)
    return path


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    root = tmp_path / "in"
    (root / "2015" / "深").mkdir(parents=True)
    (root / "a.txt").write_bytes(OLD)
    (root / "2015" / "b.docx").write_bytes(DOCX)
    (root / "2015" / "c.epub").write_bytes(EPUB)
    (root / "2015" / "深" / "d.md").write_text("# 机关\n\n`机关`\n", encoding="utf-8")
    (root / "2015" / "图.png").write_bytes(b"\x89PNG")
    (root / "2015" / "图.png").chmod(0o604)
    (root / ".git").mkdir()
    (root / ".git" / "e.txt").write_text("机关", encoding="utf-8")
    return root


def below(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if not path.is_dir())


# In place


def test_a_file_is_changed_and_the_old_one_kept(run: Run, page: Path) -> None:
    os.utime(page, (1, 1))
    page.chmod(0o640)
    done = run("convert", page, "--in-place")
    kept = page.with_name("page.txt.bak")
    assert (done.code, done.out) == (0, b"") and done.err == f"{page}: converted, as it was: {kept}\n"
    assert page.read_bytes() == NEW and kept.read_bytes() == OLD
    assert page.stat().st_mtime > 1 and kept.stat().st_mtime == 1, "the new file is new, the old one is the old one"
    assert (
        stat.S_IMODE(page.stat().st_mode)
        == stat.S_IMODE(kept.stat().st_mode)
        == (0o640 if os.name == "posix" else 0o666)
    )


def test_no_backup_is_ever_written_over(run: Run, page: Path) -> None:
    page.with_name("page.txt.bak").write_bytes(b"mine")
    for _ in range(2):
        page.write_bytes(OLD)
        assert run("convert", page, "--in-place").code == 0
    assert below(page.parent) == ["page.txt", "page.txt.bak", "page.txt.bak1", "page.txt.bak2"]
    assert page.with_name("page.txt.bak").read_bytes() == b"mine"
    assert page.with_name("page.txt.bak2").read_bytes() == OLD


def test_what_would_not_change_is_left_alone(run: Run, page: Path) -> None:
    page.write_bytes(NEW)
    os.utime(page, (1, 1))
    done = run("convert", page, "--in-place")
    assert done.code == 0 and "nothing to convert" in done.err
    assert below(page.parent) == ["page.txt"] and page.stat().st_mtime == 1


def test_the_suffix_of_backups_and_none(run: Run, page: Path) -> None:
    assert run("convert", page, "--in-place", "--backup", "~").code == 0
    assert below(page.parent) == ["page.txt", "page.txt~"]
    page.write_bytes(OLD)
    done = run("convert", page, "--in-place", "--no-backup")
    assert done.err == f"{page}: converted\n" and below(page.parent) == ["page.txt", "page.txt~"]


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (("--output", "x.txt"), "--in-place goes with no other output"),
        (("--copy-others",), "--in-place goes with no other output"),
        (("--backup", "a/b"), "the suffix of a backup is no path"),
        (("--backup", ""), "--no-backup"),
        (("-",), "standard input cannot be changed in place"),
    ],
)
def test_what_does_not_go_with_in_place_is_told(run: Run, page: Path, more: tuple[str, ...], said: str) -> None:
    refused = run("convert", page, "--in-place", *more)
    assert refused.code == 2 and said in refused.err and page.read_bytes() == OLD


def test_a_folder_in_place(run: Run, tree: Path) -> None:
    (tree / "2015" / "broken.docx").write_bytes(DOCX[:-99])
    done = run("convert", tree, "--in-place", "--config", "s2twp")
    assert done.code == 3 and "broken.docx: the archive is broken" in done.err
    assert (tree / "a.txt").read_bytes() == NEW
    assert members((tree / "2015/b.docx").read_bytes())["word/document.xml"].decode() == DOCX_S2TWP["word/document.xml"]
    assert (tree / "2015/深/d.md").read_text("utf-8") == "# 機關\n\n`机关`\n"
    assert (tree / "2015/broken.docx").read_bytes() == DOCX[:-99] and (tree / ".git/e.txt").read_text("utf-8") == "机关"
    assert sorted(path.name for path in tree.rglob("*.bak")) == ["a.txt.bak", "b.docx.bak", "c.epub.bak", "d.md.bak"]
    assert not list(tree.rglob(".duizhao*"))
    again = run("convert", tree, "--in-place", "--config", "s2twp")
    assert again.code == 3 and not list(tree.rglob("*.bak1"))


@posix
def test_links_in_place(run: Run, page: Path, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_bytes(OLD)
    (folder / "b.txt").symlink_to(folder / "a.txt")
    (folder / "out.txt").symlink_to(page)
    assert run("convert", folder, "--in-place").code == 0
    assert page.read_bytes() == OLD and (folder / "b.txt").is_symlink(), "what a link in a folder leads to is left"
    assert below(folder) == ["a.txt", "a.txt.bak", "b.txt", "out.txt"]
    assert run("convert", folder / "out.txt", page, "--in-place").code == 0
    assert (folder / "out.txt").is_symlink() and page.read_bytes() == NEW, "a link that is named is followed, once"
    assert below(folder) == ["a.txt", "a.txt.bak", "b.txt", "out.txt"] and page.with_name("page.txt.bak").exists()


@posix
def test_a_second_name_of_a_file_keeps_the_old_text(run: Run, page: Path) -> None:
    os.link(page, page.with_name("second"))
    assert run("convert", page, "--in-place").code == 0
    page.with_name("second").write_bytes(b"changed")
    assert page.read_bytes() == NEW and page.with_name("page.txt.bak").read_bytes() == OLD


def test_a_crash_in_place_leaves_the_old_file(run: Run, page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    refused = run("convert", page, "--in-place")
    assert refused.code == 2 and "No space left" in refused.err
    assert page.read_bytes() == OLD and not list(page.parent.glob(".duizhao*"))


# Trees


def test_a_tree_is_kept_and_what_is_left_is_told(run: Run, tree: Path, tmp_path: Path) -> None:
    done = run("convert", tree, "--output", tmp_path / "out")
    assert done.code == 0 and done.err.count(" -> ") == 4
    assert "1 other file left, such as " in done.err and "--copy-others brings them along" in done.err
    assert below(tmp_path / "out") == ["2015/b.docx", "2015/c.epub", "2015/深/d.md", "a.txt"]
    assert (tmp_path / "out" / "a.txt").read_bytes() == NEW and (tree / "a.txt").read_bytes() == OLD


def test_other_files_come_along_when_asked(run: Run, tree: Path, tmp_path: Path) -> None:
    done = run("convert", tree, "--output", tmp_path / "out", "--copy-others")
    assert done.code == 0 and "left" not in done.err
    one, other = tree / "2015" / "图.png", tmp_path / "out" / "2015" / "图.png"
    assert other.read_bytes() == one.read_bytes() and below(tmp_path / "out").count("2015/图.png") == 1
    assert (other.stat().st_mode, int(other.stat().st_mtime)) == (one.stat().st_mode, int(one.stat().st_mtime))
    assert not (tmp_path / "out" / ".git").exists()


def test_documents_follow_no_others_on_standard_output(run: Run, tree: Path) -> None:
    assert members(run("convert", tree / "2015" / "b.docx").out)
    assert members(run("convert", "--format", "docx", "-", stdin=DOCX).out) == members(run("convert", stdin=DOCX).out)
    refused = run("convert", tree)
    assert refused.code == 2 and "name a folder with --output" in refused.err


def test_the_format_and_the_encoding_can_be_named(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "in.txt"
    path.write_text("`机关`机关\n", encoding="utf-8")
    assert run("convert", path, "--format", "md").text == "`机关`機關\n"
    assert run("convert", path, "--encoding", "gb18030").out == "`機關`機關\n".encode("gb18030")
    for option, value in (("--format", "pdf"), ("--encoding", "x")):
        refused = run("convert", path, option, value)
        assert refused.code == 2 and f'"{value}"; choose ' in refused.err
    assert run("convert", path, "--jobs", "-1").code == 2


def test_a_big5_file_becomes_utf8_where_it_must_and_says_so(run: Run, tmp_path: Path) -> None:
    path, text = tmp_path / "in.txt", "為人民服務，警察機關通報情況。\n"
    path.write_bytes(text.encode("big5"))
    done = run("convert", path, "-o", tmp_path / "out.txt", "-c", "t2s")
    assert done.code == 0 and "big5hkscs has no" in done.err and "written in UTF-8" in done.err
    assert (tmp_path / "out.txt").read_text("utf-8") == "为人民服务，警察机关通报情况。\n"
    assert run("convert", path, "-c", "t2tw").text == text, "standard output is UTF-8"
    assert run("convert", path, "-o", tmp_path / "out.txt", "-c", "t2tw").code == 0
    assert (tmp_path / "out.txt").read_bytes() == text.encode("big5")
    refused = run("convert", path, "-o", tmp_path / "new.txt", "-c", "t2s", "--encoding", "big5")
    assert refused.code == 3 and "choose --encoding utf-8" in refused.err and not (tmp_path / "new.txt").exists()


def test_a_place_that_cannot_be_written_stops_no_other(run: Run, tree: Path, tmp_path: Path) -> None:
    (tmp_path / "out" / "a.txt").mkdir(parents=True)
    done = run("convert", tree, "--output", tmp_path / "out")
    assert done.code == 2 and "a.txt: cannot be written (this is a folder)" in done.err
    assert below(tmp_path / "out") == ["2015/b.docx", "2015/c.epub", "2015/深/d.md"]
