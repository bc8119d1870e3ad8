"""Which files a command works on, and writing that leaves either the old file or the whole new one."""

from __future__ import annotations

import os
import tempfile
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from toolkit.errors import InputError, UsageError

SUFFIXES = (".txt", ".text", ".md", ".html", ".htm", ".xhtml", ".shtml")
OWN_FILES = ("about.toml", "clean.zh.txt", "reference.en.txt")
STDIO = "-"


@dataclass(frozen=True, slots=True)
class Task:
    """One input and where its output goes (None: standard output)."""

    source: str
    target: Path | None


@dataclass(frozen=True, slots=True)
class _Found:
    """An input, and its place below the output folder."""

    source: str
    place: Path


def tasks(inputs: Iterable[str], output: str, suffix: str) -> list[Task]:
    """Pair inputs with outputs; a folder is walked and its tree kept below ``output``.

    An empty ``output`` and ``-`` are standard output. ``suffix`` takes the place of the input's, unless it is empty.
    What lies in the output folder is no input. Raises InputError for a folder without texts, UsageError where several
    inputs want one file or an output is its own input.
    """
    given = list(inputs) or [STDIO]
    folders = [name for name in given if name != STDIO and is_folder(Path(name))]
    target = None if output in ("", STDIO) else Path(output)
    if target and any(target.resolve() == Path(folder).resolve() for folder in folders):
        raise UsageError("the output would lie among its inputs", place=output, remedy="name another folder")
    found: list[_Found] = []
    for name in given:
        found += _inside(Path(name), target) if name in folders else [_Found(name, Path(Path(name).name or name))]
    if target is None:
        return [Task(one.source, None) for one in found]
    if not (folders or len(found) > 1 or is_folder(target) or output.endswith(("/", os.sep))):
        return [_checked(Task(found[0].source, target))]
    if _is_file(target):
        raise UsageError("several texts cannot go into one file", place=output, remedy="name a folder")
    places = _places(found, suffix)
    return [_checked(Task(one.source, target / place)) for one, place in zip(found, places, strict=True)]


def is_folder(path: Path) -> bool:
    """Tell whether a path is a folder; a name that no file can have is none."""
    try:
        return path.is_dir()
    except OSError:
        return False


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:
        return False


def _inside(folder: Path, output: Path | None) -> list[_Found]:
    """Return the texts below a folder, but hidden files, our own files and what an earlier run wrote."""
    found = [
        _Found(str(path), path.relative_to(folder))
        for path in sorted(folder.rglob("*"))
        if path.suffix.lower() in SUFFIXES
        and path.name not in OWN_FILES
        and not any(part.startswith(".") for part in path.relative_to(folder).parts)
        and path.is_file()
        and not _is_output(path, output)
    ]
    if not found:
        raise InputError("no texts in this folder", place=str(folder), remedy="texts end in " + ", ".join(SUFFIXES))
    return found


def _is_output(path: Path, output: Path | None) -> bool:
    return output is not None and is_folder(output) and path.resolve().is_relative_to(output.resolve())


def _places(found: list[_Found], suffix: str) -> list[Path]:
    """Return where each input goes; page.txt and page.html side by side become page.txt.html and page.html.html."""
    places = [one.place.with_suffix(suffix) if suffix else one.place for one in found]
    counts = Counter(places)
    places = [
        one.place.with_name(one.place.name + suffix) if counts[place] > 1 else place
        for one, place in zip(found, places, strict=True)
    ]
    for place, count in Counter(places).items():
        if count > 1:
            raise UsageError(f"{count} inputs would become this one file", place=str(place), remedy="run them apart")
    return places


def _checked(task: Task) -> Task:
    """Return the task; raises UsageError where it would write over its own input."""
    target, source = task.target, Path(task.source)
    if task.source != STDIO and target and _is_file(target) and _is_file(source) and target.samefile(source):
        raise UsageError("the output would replace its input", place=str(target), remedy="name another output")
    return task


def write_atomically(path: Path, data: bytes) -> None:
    """Write beside the target, then put in its place, so that a crash leaves nothing half written.

    A link is followed; a device or a pipe is written to as it is. Raises UsageError naming the path and the reason
    where it cannot be written.
    """
    try:
        real = Path(os.path.realpath(path))
        if real.exists() and not real.is_file() and not real.is_dir():
            real.write_bytes(data)
            return
        real.parent.mkdir(parents=True, exist_ok=True)
        _replace(real, data)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise UsageError(f"cannot be written ({reason})", place=str(path), remedy="choose another place") from None


def _replace(path: Path, data: bytes) -> None:
    if path.is_dir():
        raise IsADirectoryError(0, "this is a folder")
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".duizhao-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(name).chmod(path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def about_beside(source: str) -> Mapping[str, object]:
    """Return the ``about.toml`` beside a text, empty where there is none; raises InputError where it is malformed."""
    path = Path(source).parent / "about.toml"
    try:
        if source == STDIO or not path.is_file():
            return {}
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError, ValueError) as error:
        raise InputError(f"malformed: {error}", place=str(path), remedy="mend the file or move it away") from None
