"""Which files a command works on, and writing that leaves either the old file or the whole new one."""

from __future__ import annotations

import filecmp
import os
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from itertools import count as numbers
from pathlib import Path
from typing import BinaryIO

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


class WriteError(UsageError):
    """A result cannot be written where it should go; other results may."""


@dataclass(frozen=True, slots=True)
class Written:
    """Whether a file was changed, and where the old one was kept, if it was."""

    changed: bool
    kept: Path | None = None


def tasks(inputs: Iterable[str], output: str, suffix: str, kinds: Sequence[str] = SUFFIXES) -> list[Task]:
    """Pair inputs with outputs; a folder is walked and its tree kept below ``output``.

    An empty ``output`` and ``-`` are standard output. ``suffix`` takes the place of the input's, unless it is empty.
    Of a folder, the files whose names end in one of ``kinds`` are inputs.
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
        found += (
            _inside(Path(name), target, kinds) if name in folders else [_Found(name, Path(Path(name).name or name))]
        )
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


def _inside(folder: Path, output: Path | None, kinds: Sequence[str]) -> list[_Found]:
    """Return the texts below a folder, but hidden files, our own files and what an earlier run wrote."""
    found = [_Found(str(path), path.relative_to(folder)) for path in _walked(folder, output) if _is_text(path, kinds)]
    if not found:
        raise InputError("no texts in this folder", place=str(folder), remedy="texts end in " + ", ".join(kinds))
    return found


def _is_text(path: Path, kinds: Sequence[str]) -> bool:
    return path.suffix.lower() in kinds and path.name not in OWN_FILES


def _walked(folder: Path, output: Path | None) -> Iterator[Path]:
    """Yield the files below a folder, sorted, but hidden ones and what an earlier run wrote; links to folders stay."""
    for path in sorted(folder.rglob("*")):
        if any(part.startswith(".") for part in path.relative_to(folder).parts):
            continue
        if path.is_file() and not _is_output(path, output):
            yield path


def in_place(inputs: Iterable[str], kinds: Sequence[str]) -> list[Task]:
    """Return the inputs as their own outputs; a folder is walked.

    A link that is named is followed, one that is found in a folder is left: what it leads to may lie elsewhere, or be
    met a second time. Raises InputError for a folder without texts, UsageError for standard input.
    """
    found: dict[str, Task] = {}
    for name in inputs:
        path = Path(name)
        if name == STDIO:
            raise UsageError("standard input cannot be changed in place", remedy="name files or folders")
        for one in [Path(one.source) for one in _inside(path, None, kinds)] if is_folder(path) else [path]:
            if one == path or not one.is_symlink():
                found.setdefault(os.path.realpath(one), Task(str(one), one))
    if not found:
        raise UsageError("nothing to change in place", remedy="name files or folders")
    return list(found.values())


def others(inputs: Iterable[str], output: str, kinds: Sequence[str]) -> list[Task]:
    """Return the files of the folders among ``inputs`` that are no texts, and where copies of them would go."""
    target = None if output in ("", STDIO) else Path(output)
    return [
        Task(str(path), target / path.relative_to(name) if target else None)
        for name in inputs
        if name != STDIO and is_folder(Path(name))
        for path in _walked(Path(name), target)
        if not _is_text(path, kinds)
    ]


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

    A link is followed; a device or a pipe is written to as it is. Raises WriteError naming the path and the reason
    where it cannot be written.
    """
    write_pieces(path, (data,))


def write_pieces(path: Path, pieces: Iterable[bytes], backup: str | None = None) -> Written:
    """Write piece by piece as ``write_atomically`` does; an error of ``pieces`` leaves the old file.

    The new file has the permissions of the old one, and the time of now. With a ``backup`` suffix the old file stays
    under its name and that suffix, with a number where that is taken (page.txt.bak, page.txt.bak1); an empty suffix
    makes none. A file that would not change is left alone then, without a backup.
    """
    try:
        real = Path(os.path.realpath(path))
        if real.exists() and not real.is_file() and not real.is_dir():
            with real.open("wb") as device:
                device.writelines(pieces)
            return Written(True)
        real.parent.mkdir(parents=True, exist_ok=True)
        return _replace(real, pieces, backup)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise WriteError(f"cannot be written ({reason})", place=str(path), remedy="choose another place") from None


def _replace(path: Path, pieces: Iterable[bytes], backup: str | None) -> Written:
    if path.is_dir():
        raise IsADirectoryError(0, "this is a folder")
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".duizhao-")
    new = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.writelines(pieces)
        if backup is not None and path.exists() and filecmp.cmp(path, new, shallow=False):
            new.unlink()
            return Written(False)
        new.chmod(path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask())
        kept = _kept(path, backup) if backup and path.exists() else None
        new.replace(path)
        return Written(True, kept)
    except BaseException:
        new.unlink(missing_ok=True)
        raise


def _kept(path: Path, suffix: str) -> Path:
    """Keep the file under another name, which nothing has yet; return the name."""
    for number in numbers():
        kept = path.with_name(f"{path.name}{suffix}{number or ''}")
        try:
            if path.stat().st_nlink > 1:  # another name leads to these bytes, and may change them
                raise PermissionError
            os.link(path, kept)
        except FileExistsError:
            continue
        except (OSError, NotImplementedError):  # a file system without links
            try:
                with kept.open("xb") as new, path.open("rb") as old:
                    shutil.copyfileobj(old, new)
            except FileExistsError:
                continue
            shutil.copystat(path, kept)
        return kept
    raise AssertionError


def copy(source: str, target: Path) -> None:
    """Copy a file as it is, with its permissions and times; raises InputError or WriteError naming what failed."""
    try:
        data = Path(source).read_bytes()
    except OSError as error:
        raise InputError(f"cannot be read ({error.strerror})", place=source, remedy="copy it by hand") from None
    write_atomically(target, data)
    shutil.copystat(source, target)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def read_input(name: str) -> bytes:
    """Return the bytes of a file or of standard input; raises InputError with the place and the remedy."""
    with _told(name):
        return _stdin(name).read() if name == STDIO else Path(name).read_bytes()


@contextmanager
def open_input(name: str) -> Iterator[Callable[[int], bytes]]:
    """Give what reads the next bytes of a file or of standard input; it raises InputError as ``read_input`` does."""
    with ExitStack() as stack:
        with _told(name):
            file = _stdin(name) if name == STDIO else stack.enter_context(Path(name).open("rb"))

        def read(size: int) -> bytes:
            with _told(name):
                return file.read(size)

        yield read


def _stdin(name: str) -> BinaryIO:
    if sys.stdin is None:
        raise InputError("there is no standard input", place=name, remedy="name a file")
    return sys.stdin.buffer


@contextmanager
def _told(name: str) -> Iterator[None]:
    """Tell what goes wrong with a file in our own manner."""
    try:
        yield
    except FileNotFoundError:
        raise InputError("there is no such file", place=name, remedy="check the name and the folder") from None
    except IsADirectoryError:
        raise InputError("this is a folder", place=name, remedy="name the files in it") from None
    except PermissionError:
        raise InputError("the file may not be read", place=name, remedy="ask for permission to read it") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise InputError(f"the file cannot be read ({reason})", place=name, remedy="copy it and try again") from None


def about_beside(source: str) -> Mapping[str, object]:
    """Return the ``about.toml`` beside a text, empty where there is none; raises InputError where it is malformed."""
    import tomllib

    path = Path(source).parent / "about.toml"
    try:
        if source == STDIO or not path.is_file():
            return {}
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError, ValueError) as error:
        raise InputError(f"malformed: {error}", place=str(path), remedy="mend the file or move it away") from None
