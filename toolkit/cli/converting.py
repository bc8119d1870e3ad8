"""``convert`` and ``pinyin``: between the scripts, and into Latin letters."""

from __future__ import annotations

from typing import Annotated

import typer

from toolkit.cli.app import Inputs, Output, app, read_input
from toolkit.delivery import run


@app.command()
def convert(
    inputs: Inputs = None,
    output: Output = "",
    config: Annotated[str, typer.Option("--config", "-c", metavar="NAME", help="s2tw, s2hk, t2s, s2twp ...")] = "s2tw",
    engine: Annotated[str, typer.Option(metavar="NAME", help="opencc, duizhao or hanziconv.")] = "opencc",
) -> int:
    """Convert between Traditional and Simplified."""
    from toolkit.script.engines import convert as stage
    from toolkit.script.engines import converter

    converter(config, engine)

    def work(source: str) -> str:
        return str(stage(read_input(source), config, engine).versions[-1].text.characters)

    return run(inputs, output, work, suffix=".txt")


@app.command()
def pinyin(inputs: Inputs = None, output: Output = "") -> int:
    """Write pinyin by word, a line for a line."""
    from toolkit.pipeline import pinyin_lines

    return run(inputs, output, lambda source: pinyin_lines(read_input(source)), suffix=".txt")
