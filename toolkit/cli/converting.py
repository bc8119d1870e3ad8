"""``convert`` and ``pinyin``: between the scripts, and into Latin letters."""

from __future__ import annotations

from typing import Annotated

import typer

from toolkit.cli.app import Inputs, Output, app, read_input, tell_keyboard
from toolkit.delivery import rewrite, run


@app.command()
def convert(
    inputs: Inputs = None,
    output: Output = "",
    config: Annotated[str, typer.Option("--config", "-c", metavar="NAME", help="s2tw, s2hk, t2s, s2twp ...")] = "s2tw",
    engine: Annotated[str, typer.Option(metavar="NAME", help="opencc, duizhao or hanziconv.")] = "opencc",
    form: Annotated[
        str, typer.Option("--format", "-f", metavar="NAME", help="txt, md, html, docx, epub, srt, vtt, csv, tsv.")
    ] = "",
    encoding: Annotated[str, typer.Option(metavar="NAME", help="Of text; default: the file's, UTF-8 if shown.")] = "",
    columns: Annotated[str, typer.Option(metavar="A,B", help="Of a table: names or numbers; default: all.")] = "",
    in_place: Annotated[bool, typer.Option("--in-place", help="Change the files; the old ones are kept.")] = False,
    backup: Annotated[str, typer.Option(metavar="SUFFIX", help="Of the old files.")] = ".bak",
    no_backup: Annotated[bool, typer.Option("--no-backup", help="Keep no old files.")] = False,
    copy_others: Annotated[bool, typer.Option("--copy-others", help="Copy what is no text of a folder.")] = False,
    jobs: Annotated[int, typer.Option(metavar="N", help="Processes; default: all cores for a long text.")] = 0,
) -> int:
    """Convert between Traditional and Simplified.

    A file keeps its format: Markdown, HTML, DOCX, EPUB, SRT, VTT, CSV and TSV change in their text only.
    """
    from toolkit.conversion import Conversion, Settings

    named = tuple(name.strip() for name in columns.split(",") if name.strip())
    settings = Settings(Conversion(config, engine), form, encoding, named, jobs)
    tell_keyboard(inputs)
    kept = None if no_backup else backup
    return rewrite(inputs, output, settings, in_place=in_place, backup=kept, copy_others=copy_others)


@app.command()
def pinyin(inputs: Inputs = None, output: Output = "") -> int:
    """Write pinyin by word, a line for a line."""
    from toolkit.pipeline import pinyin_lines

    return run(inputs, output, lambda source: pinyin_lines(read_input(source)), suffix=".txt")
