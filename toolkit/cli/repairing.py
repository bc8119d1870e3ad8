"""``repair``: mend a damaged text, log what is wrong, or undo a repair."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from toolkit.cli.app import Inputs, Off, Output, app, read_input, say
from toolkit.delivery import encoded, run, to_json
from toolkit.errors import InputError, UsageError
from toolkit.files import is_folder, write_atomically


@app.command()
def repair(
    inputs: Inputs = None,
    output: Output = "",
    log: Annotated[bool, typer.Option("--log", help="Print each change instead of the text.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print each change as JSON.")] = False,
    log_file: Annotated[str, typer.Option(metavar="PATH", help="Write the log that --undo takes.")] = "",
    undo: Annotated[str, typer.Option(metavar="LOG", help="Give the source back, byte for byte.")] = "",
    off: Off = None,
    reflow: Annotated[bool, typer.Option("--reflow", help="Join lines that were broken inside sentences.")] = False,
    explain: Annotated[bool, typer.Option("--explain", help="Say what each fixer does, and stop.")] = False,
) -> int:
    """Repair a damaged text, log what is wrong, or undo a repair.

    duizhao repair page.txt -o clean.txt --log-file clean.log.json, and back:
    duizhao repair --undo clean.log.json clean.txt -o page.txt
    """
    from toolkit import repair as stage
    from toolkit.repair.fixers import FIXERS
    from toolkit.repair.fixers import explain as explanation
    from toolkit.repair.log import as_rows, to_text

    if explain:
        say("\n\n".join(f"{name}\n{explanation(name)}" for name in FIXERS))
        return 0
    for name in off or ():
        explanation(name)
    if undo or log_file:
        _one(inputs, "--undo" if undo else "--log-file")
    if undo:
        if log or as_json or log_file or off:
            raise UsageError("--undo goes with an input and --output alone", remedy="leave the other options out")
        return run(inputs, output, lambda source: _undone(source, undo))

    def work(source: str) -> str:
        document = stage(read_input(source), off=off or (), reflow=reflow)
        if log_file:
            _write_log(document, log_file, {source, output})
        if as_json:
            return to_json(as_rows(document)) + "\n"
        return to_text(document) if log else document.text()

    return run(inputs, output, work, suffix=".json" if as_json else ".txt", joins=not as_json)


def _one(inputs: list[str] | None, option: str) -> None:
    """Raise UsageError unless there is one input, and no folder: a log is that of one text."""
    if len(inputs or []) > 1 or any(is_folder(Path(name)) for name in inputs or []):
        raise UsageError(f"{option} takes one text", remedy="run the texts one by one")


def _write_log(document: Any, log_file: str, taken: set[str]) -> None:
    from toolkit.repair.undo import record

    if any(name not in ("", "-") and Path(name).resolve() == Path(log_file).resolve() for name in taken):
        raise UsageError("the log would replace the text", place=log_file, remedy="name another file")
    text = to_json(record(document, encoded(document.text()))) + "\n"
    write_atomically(Path(log_file), encoded(text))


def _undone(source: str, log: str) -> str:
    """Return the source's bytes in the form that delivery writes as they are."""
    from toolkit.formats import read_input as read_bytes
    from toolkit.repair.undo import undo

    try:
        found = json.loads(read_bytes(log))
    except ValueError as error:
        raise InputError(f"this is no JSON ({error})", place=log, remedy="give a log of --log-file") from None
    return undo(found, read_bytes(source), source, log).decode("utf-8", "surrogateescape")
