"""Doing one work on many inputs, and delivering each result whole: to its file, or to standard output."""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from toolkit import files
from toolkit.errors import EngineError, InputError, InvariantError, UsageError
from toolkit.files import STDIO, Task, WriteError, open_input, tasks, write_atomically, write_pieces

if TYPE_CHECKING:
    from toolkit.conversion import Settings
    from toolkit.formats.structure import Format
    from toolkit.formats.structure.pieces import Read

SURROGATE = re.compile("[\ud800-\udfff]")


def run(
    inputs: list[str] | None, output: str, work: Callable[[str], str], *, suffix: str = "", joins: bool = True
) -> int:
    """Do the work on each input and return the exit code; of several, one that fails does not stop the others.

    ``joins`` says whether results may follow each other on standard output. Raises what ``work`` raises where there
    is one input only, and UsageError at once.
    """
    todo = tasks(inputs or [], output, suffix)
    if len(todo) > 1 and todo[0].target is None and not joins:
        raise UsageError(f"{len(todo)} inputs, one output", remedy="name a folder with --output")
    return _each(todo, lambda task: _deliver(task, work(task.source), several=len(todo) > 1))


def rewrite(
    inputs: list[str] | None,
    output: str,
    settings: Settings,
    *,
    in_place: bool = False,
    backup: str | None = ".bak",
    copy_others: bool = False,
) -> int:
    """Convert each input, its structure kept, and return the exit code; one that fails does not stop the others.

    ``in_place`` changes the inputs themselves and keeps each old one under its name and the suffix ``backup``, if any.
    ``copy_others`` brings what is no text of a folder along unchanged. Raises what ``run`` does.
    """
    from toolkit.formats.structure import SUFFIXES as KINDS

    if in_place:
        _refuse(backup, output, copy_others)
        todo = files.in_place(inputs or [STDIO], tuple(KINDS))
    else:
        todo = tasks(inputs or [], output, "", tuple(KINDS))
    several = len(todo) > 1
    code = _each(todo, lambda task: _rewrite(task, settings, (backup or "") if in_place else None, several=several))
    return max(code, _bring_others(inputs or [], output, tuple(KINDS), copy_others=copy_others))


def _refuse(backup: str | None, output: str, copy_others: bool) -> None:
    if output or copy_others:
        raise UsageError("--in-place goes with no other output", remedy="leave --output and --copy-others out")
    if backup == "":
        raise UsageError("a backup needs a suffix", remedy="choose one like .bak, or --no-backup")
    if backup and ("/" in backup or os.sep in backup or "\0" in backup):
        raise UsageError("the suffix of a backup is no path", place=backup, remedy="choose one like .bak")


def _each(todo: list[Task], work: Callable[[Task], None]) -> int:
    """Do the work on each task; of several, tell what fails and go on."""
    code = 0
    for task in _progress(todo):
        try:
            work(task)
        except (InputError, EngineError, InvariantError, WriteError) as error:
            if len(todo) == 1:
                raise
            print(f"duizhao: {error}", file=sys.stderr)
            code = max(code, error.exit_code)
    return code


def _rewrite(task: Task, settings: Settings, backup: str | None, *, several: bool) -> None:
    """Convert one input; a result that the source's encoding cannot hold is made again in UTF-8, and said so."""
    from toolkit.conversion import UnencodableError

    if task.target is None:
        written = settings if settings.encoding else replace(settings, encoding="utf-8")
        with open_input(task.source) as read:
            form, read = _opened(task.source, read, settings)
            if several and form.archived:
                raise UsageError(
                    f"a {form.name} file is no text to follow others", remedy="name a folder with --output"
                )
            use = settings if form.labeled else written
            emit_pieces(_pieces(task, form, read, use), ends_line=several and not form.archived)
        return
    try:
        _write(task, settings, backup)
    except UnencodableError as error:
        if settings.encoding or task.source == STDIO:
            raise
        print(f"duizhao: {error.place}: {error.message}; written in UTF-8", file=sys.stderr)
        _write(task, replace(settings, encoding="utf-8"), backup)


def _write(task: Task, settings: Settings, backup: str | None) -> None:
    assert task.target
    with open_input(task.source) as read:
        form, read = _opened(task.source, read, settings)
        done = write_pieces(task.target, _pieces(task, form, read, settings), backup)
    if backup is None:
        print(f"{task.source} -> {task.target}", file=sys.stderr)
    elif done.changed:
        print(f"{task.source}: converted" + (f", as it was: {done.kept}" if done.kept else ""), file=sys.stderr)
    else:
        print(f"{task.source}: nothing to convert", file=sys.stderr)


def _opened(source: str, read: Read, settings: Settings) -> tuple[Format, Read]:
    """Return the format of an input that is read from, and a reader that begins at its beginning."""
    from toolkit.conversion import joined
    from toolkit.formats.structure import OPENING, Format, format_of

    opening = read(OPENING)
    return Format(settings.format) if settings.format else format_of(source, opening), joined(opening, read)


def _pieces(task: Task, form: Format, read: Read, settings: Settings) -> Iterator[bytes]:
    from toolkit.conversion import convert_stream, convert_whole, streams

    if streams(form, settings):
        return convert_stream(read, task.source, settings)
    whole = b"".join(iter(lambda: read(1 << 24), b""))
    return iter((convert_whole(whole, task.source, form, settings),))


def _bring_others(inputs: list[str], output: str, kinds: tuple[str, ...], *, copy_others: bool) -> int:
    """Copy the files of folders that are no texts, or say that they were left."""
    found = files.others(inputs, output, kinds)
    if copy_others:
        return _each(found, lambda task: files.copy(task.source, task.target) if task.target else None)
    if found:
        left = f"{len(found)} other file{'s' * (len(found) > 1)} left, such as {found[0].source}"
        print(f"{left}; --copy-others brings them along", file=sys.stderr)
    return 0


def _progress(todo: list[Task]) -> Iterator[Task]:
    if len(todo) < 2 or not sys.stderr.isatty():
        yield from todo
        return
    from rich.console import Console
    from rich.progress import track

    yield from track(todo, description="Working", console=Console(stderr=True, markup=False), transient=True)


def _deliver(task: Task, text: str, *, several: bool) -> None:
    """Write one result; of several on standard output, each ends its last line."""
    if task.target is None:
        emit(text + "\n" if several and not text.endswith("\n") else text)
        return
    write_atomically(task.target, encoded(text))
    print(f"{task.source} -> {task.target}", file=sys.stderr)


def emit(text: str) -> None:
    """Write to standard output; a reader that has gone (``| head``) ends the program and is no failure."""
    emit_bytes(encoded(text))


def emit_pieces(pieces: Iterable[bytes], *, ends_line: bool = False) -> None:
    """Write bytes to standard output as ``emit`` does, each piece when it comes; ``ends_line`` ends the last line."""
    last = b""
    for piece in pieces:
        emit_bytes(piece)
        last = piece[-1:] or last
    if ends_line and last != b"\n":
        emit_bytes(b"\n")


def emit_bytes(data: bytes) -> None:
    """Write bytes to standard output as they are, else as ``emit``."""
    try:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise SystemExit(0) from None
    except (OSError, AttributeError) as error:
        reason = getattr(error, "strerror", None) or "it is closed"
        raise UsageError(f"standard output cannot be written ({reason})", remedy="name a file with --output") from None


def encoded(text: str) -> bytes:
    """Return UTF-8; bytes that did not decode come out as they came in.

    >>> encoded("警\\udcff")
    b'\\xe8\\xad\\xa6\\xff'
    """
    try:
        return text.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:  # halves of UTF-16 pairs
        return text.encode("utf-8", "surrogatepass")


def to_json(value: Any) -> str:
    """Return readable JSON that any UTF-8 writer can take.

    >>> to_json(["警\\udcff"])
    '[\\n  "警\\\\udcff"\\n]'
    """
    text = json.dumps(value, ensure_ascii=False, indent=2, default=str)
    return SURROGATE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def to_line(value: Any) -> str:
    """Return JSON in one line (JSON Lines), with its line break.

    >>> to_line({"警": 1})
    '{"警": 1}\\n'
    """
    text = json.dumps(value, ensure_ascii=False, default=str)
    return SURROGATE.sub(lambda found: f"\\u{ord(found[0]):04x}", text) + "\n"
