"""Doing one work on many inputs, and delivering each result whole: to its file, or to standard output."""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Callable, Iterator
from typing import Any

from toolkit.errors import EngineError, InputError, InvariantError, UsageError
from toolkit.files import Task, tasks, write_atomically

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
    code = 0
    for task in _progress(todo):
        try:
            _deliver(task, work(task.source), several=len(todo) > 1)
        except (InputError, EngineError, InvariantError) as error:
            if len(todo) == 1:
                raise
            print(f"duizhao: {error}", file=sys.stderr)
            code = max(code, error.exit_code)
    return code


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
