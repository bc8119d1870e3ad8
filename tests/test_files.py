"""Which files a command works on, and writing that is whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from toolkit.errors import InputError, UsageError
from toolkit.files import Task, about_beside, tasks, write_atomically


def texts(folder: Path, *names: str) -> Path:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("警", encoding="utf-8")
    return folder


def test_standard_input_is_the_default() -> None:
    assert tasks([], "", ".html") == tasks(["-"], "-", ".html") == [Task("-", None)]
    assert tasks([], "copy.html", ".html") == [Task("-", Path("copy.html"))]


def test_a_folder_is_named_by_being_one_or_by_its_slash(tmp_path: Path) -> None:
    source = str(texts(tmp_path, "a.txt") / "a.txt")
    assert tasks([source], str(tmp_path / "b.html"), ".html") == [Task(source, tmp_path / "b.html")]
    assert tasks([source], f"{tmp_path}/new/", ".html") == [Task(source, tmp_path / "new" / "a.html")]
    (tmp_path / "out").mkdir()
    assert tasks([source], str(tmp_path / "out"), "") == [Task(source, tmp_path / "out" / "a.txt")]


def test_our_own_files_hidden_ones_and_former_outputs_are_no_inputs(tmp_path: Path) -> None:
    names = ("source.txt", "clean.zh.txt", "reference.en.txt", "about.toml", ".git/x.txt", "x.bin", "out/source.html")
    texts(tmp_path, *names)
    assert tasks([str(tmp_path)], str(tmp_path / "out"), ".html") == [
        Task(str(tmp_path / "source.txt"), tmp_path / "out" / "source.html")
    ]
    with pytest.raises(UsageError, match="among its inputs"):
        tasks([str(tmp_path)], f"{tmp_path}/../{tmp_path.name}", ".html")


def test_inputs_of_one_stem_keep_their_endings(tmp_path: Path) -> None:
    texts(tmp_path, "in/page.txt", "in/page.html", "in/other.txt")
    found = tasks([str(tmp_path / "in")], str(tmp_path / "out"), ".html")
    assert [task.target.name for task in found if task.target] == ["other.html", "page.html.html", "page.txt.html"]


def test_what_would_write_over_something_is_refused(tmp_path: Path) -> None:
    texts(tmp_path, "one/page.txt", "two/page.txt", "out.txt")
    both = [str(tmp_path / "one/page.txt"), str(tmp_path / "two/page.txt")]
    with pytest.raises(UsageError, match="2 inputs would become this one file"):
        tasks(both, str(tmp_path / "out"), ".html")
    with pytest.raises(UsageError, match="several texts cannot go into one file"):
        tasks(both, str(tmp_path / "out.txt"), ".txt")
    (tmp_path / "link.txt").symlink_to(tmp_path / "out.txt")
    with pytest.raises(UsageError, match="replace its input"):
        tasks([str(tmp_path / "link.txt")], str(tmp_path / "out.txt"), "")
    with pytest.raises(InputError, match="no texts in this folder"):
        tasks([str(texts(tmp_path, "none/x.bin") / "none")], "", "")


def test_writing_leaves_the_old_file_or_the_whole_new_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "out.txt"
    write_atomically(path, b"old")
    path.chmod(0o640)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", full)
        with pytest.raises(UsageError, match="No space left"):
            write_atomically(path, b"new")
    assert path.read_bytes() == b"old" and list(tmp_path.iterdir()) == [path]
    write_atomically(path, b"new")
    assert path.read_bytes() == b"new" and path.stat().st_mode & 0o777 == 0o640


def test_links_are_followed_and_pipes_are_written_to(tmp_path: Path) -> None:
    (tmp_path / "real.txt").write_bytes(b"")
    (tmp_path / "link.txt").symlink_to(tmp_path / "real.txt")
    write_atomically(tmp_path / "link.txt", b"x")
    assert (tmp_path / "link.txt").is_symlink() and (tmp_path / "real.txt").read_bytes() == b"x"
    write_atomically(Path(os.devnull), b"x")
    assert not Path(os.devnull).is_file()


def test_about_beside(tmp_path: Path) -> None:
    assert about_beside("-") == about_beside(str(tmp_path / "x.txt")) == {}
    (tmp_path / "about.toml").write_text('title_zh = "通报"', encoding="utf-8")
    assert about_beside(str(tmp_path / "x.txt")) == {"title_zh": "通报"}
