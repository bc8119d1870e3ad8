"""``repair``: mend a damaged text, or log what is wrong."""

from __future__ import annotations

from typing import Annotated

import typer

from toolkit.cli.app import Inputs, Off, Output, app, read_input, say
from toolkit.delivery import run, to_json


@app.command()
def repair(
    inputs: Inputs = None,
    output: Output = "",
    log: Annotated[bool, typer.Option("--log", help="Print each change instead of the text.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print each change as JSON.")] = False,
    off: Off = None,
    reflow: Annotated[bool, typer.Option("--reflow", help="Join lines that were broken inside sentences.")] = False,
    explain: Annotated[bool, typer.Option("--explain", help="Say what each fixer does, and stop.")] = False,
) -> int:
    """Repair a damaged text, or log what is wrong."""
    from toolkit import repair as stage
    from toolkit.repair.fixers import FIXERS
    from toolkit.repair.fixers import explain as explanation
    from toolkit.repair.log import as_rows, to_text

    if explain:
        say("\n\n".join(f"{name}\n{explanation(name)}" for name in FIXERS))
        return 0
    for name in off or ():
        explanation(name)

    def work(source: str) -> str:
        document = stage(read_input(source), off=off or (), reflow=reflow)
        if as_json:
            return to_json(as_rows(document)) + "\n"
        return to_text(document) if log else document.text()

    return run(inputs, output, work, suffix=".json" if as_json else ".txt", joins=not as_json)
