"""Which files a command works on, and writing that leaves either the old file or the whole new one."""

from __future__ import annotations

import os
import tempfile
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from toolkit.errors import InputError, UsageError

SUFFIXES = (".txt", ".text", ".md", ".html", ".htm", ".xhtml", ".shtml")
OWN_FILES = ("about.toml", "clean.zh.txt", "reference.en.txt")


@dataclass(frozen=True, slots=True)
class Task:
    """One input and where its output goes (None: standard output)."""

    source: str
    target: Path | None


def tasks(inputs: Iterable[str], output: Path | None, suffix: str) -> list[Task]:
    """Pair inputs with outputs; a folder is walked and its tree kept below ``output``.

    Raises InputError for a folder without texts or a missing file, UsageError where several inputs want one file.
    """
    given = list(inputs) or ["-"]
    found: list[tuple[str, Path]] = []
    for name in given:
        found += _inside(Path(name)) if name != "-" and Path(name).is_dir() else [(name, Path(Path(name).name))]
    many = len(found) > 1 or any(name != "-" and Path(name).is_dir() for name in given)
    if output is None:
        return [Task(name, None) for name, _ in found]
    if many or output.is_dir():
        if output.is_file():
            raise UsageError("several texts cannot go into one file", place=str(output), remedy="name a folder")
        return [Task(name, output / (relative.with_suffix(suffix) if suffix else relative)) for name, relative in found]
    return [Task(found[0][0], output)]


def _inside(folder: Path) -> list[tuple[str, Path]]:
    paths = sorted(path for path in folder.rglob("*") if path.suffix.lower() in SUFFIXES and path.is_file())
    paths = [path for path in paths if path.name not in OWN_FILES]
    if not paths:
        raise InputError("no texts in this folder", place=str(folder), remedy="texts end in " + ", ".join(SUFFIXES))
    return [(str(path), path.relative_to(folder)) for path in paths]


def write_atomically(path: Path, data: bytes) -> None:
    """Write beside the target, then put in its place, so that a crash leaves nothing half written.

    Raises InputError naming the path and the reason where it cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            mode = path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask()
            Path(name).chmod(mode)
            Path(name).replace(path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as error:
        reason = error.strerror or str(error)
        raise InputError(f"cannot be written ({reason})", place=str(path), remedy="choose another place") from None


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def about_beside(source: str) -> Mapping[str, object]:
    """Return the ``about.toml`` beside a text, empty where there is none; raises InputError where it is malformed."""
    path = Path(source).parent / "about.toml"
    if source == "-" or not path.is_file():
        return {}
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError(f"malformed: {error}", place=str(path), remedy="mend the file or move it away") from None
