"""``convert`` and ``pinyin``: between the scripts, and into Latin letters."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from toolkit.cli.app import AsJson, Inputs, Output, app, read_input, tell_keyboard
from toolkit.delivery import rewrite, run, to_line
from toolkit.errors import UsageError

if TYPE_CHECKING:
    from toolkit.conversion import Conversion
    from toolkit.document import Document
    from toolkit.script.preferences import Preferences
    from toolkit.text import Span


@app.command()
def convert(
    inputs: Inputs = None,
    output: Output = "",
    config: Annotated[str, typer.Option("--config", "-c", metavar="NAME", help="s2tw, s2hk, t2s, s2twp ...")] = "s2tw",
    engine: Annotated[str, typer.Option(metavar="NAME", help="opencc, duizhao or hanziconv.")] = "opencc",
    protect: Annotated[
        list[str] | None, typer.Option(metavar="REGEX", help="Leave what matches as it is; may be repeated.")
    ] = None,
    protect_quoted: Annotated[
        bool, typer.Option("--protect-quoted", help="Leave quotations and titles (“”, 「」, 《》) as they are.")
    ] = False,
    dictionary: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Your own words: Simplified<TAB>Traditional, a line each.")
    ] = None,
    review: Annotated[
        bool,
        typer.Option("--review", help="List the doubtful choices; the text itself goes to --output, if anywhere."),
    ] = False,
    by_place: Annotated[bool, typer.Option("--by-place", help="With --review: in the order of the text.")] = False,
    least: Annotated[
        float | None, typer.Option(min=0, max=1, metavar="0-1", help="With --review: the least doubt to list [0.025].")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="With --review: print JSON, a line for each input.")] = False,
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

    own = _preferences(protect or [], protect_quoted, dictionary)
    named = tuple(name.strip() for name in columns.split(",") if name.strip())
    settings = Settings(Conversion(config, engine, own), form, encoding, named, jobs)
    if not review and (by_place or as_json or least is not None):
        raise UsageError("--by-place, --least and --json belong to --review", remedy="add --review")
    if review:
        if in_place:
            raise UsageError("--review changes no file in place", remedy="review first, then convert")
        found = _reviewed(inputs, settings.conversion, least, by_place=by_place, as_json=as_json)
        if not output:
            return found
    tell_keyboard(inputs)
    kept = None if no_backup else backup
    return rewrite(inputs, output, settings, in_place=in_place, backup=kept, copy_others=copy_others)


def _reviewed(
    inputs: list[str] | None, conversion: Conversion, least: float | None, *, by_place: bool, as_json: bool
) -> int:
    """List the doubtful choices of each input."""
    from toolkit.script.engines import convert as stage
    from toolkit.script.review import LEAST

    config, own = conversion.config, conversion.own

    def work(source: str) -> str:
        document = stage(read_input(source), config, conversion.engine, own=own)
        settled = [span for span, _ in own.held(document.text(), config)] if own else []
        return _report(document, config, settled, source, by_place, LEAST if least is None else least, as_json)

    return run(inputs, "", work)


def _preferences(protect: list[str], quoted: bool, dictionary: Path | None) -> Preferences:
    from toolkit.script.preferences import Preferences, Protection, read_user_dictionary

    words = read_user_dictionary(dictionary) if dictionary else {}
    return Preferences(words, Protection(tuple(protect), quoted))


def _report(
    document: Document, config: str, settled: list[Span], name: str, by_place: bool, least: float, as_json: bool
) -> str:
    """Return the doubt report of a document whose last version is the converted one, with a line break at its end."""
    from toolkit.script.report import in_order, to_rows, to_text
    from toolkit.script.review import review

    made, place = document.versions[-1], _places(document)
    found = review(document.text(made.parent), made.edits, config, least, settled)
    doubts = in_order(found, by_place=by_place)
    if as_json:
        return to_line({"input": name, "config": config, "doubts": to_rows(doubts, place)})
    return to_text(doubts, place, "" if name == "-" else name) + "\n"


def _places(document: Document) -> Callable[[int], tuple[int, int]]:
    """Return what turns an offset of the latest version into line and column of the file that was read."""
    from toolkit.document import DECODED
    from toolkit.script.report import Lines
    from toolkit.text import Span

    lines, latest = Lines(document.text(DECODED)), document.latest.name
    return lambda at: lines.place(document.trace(Span(at, at + 1), latest).start)


@app.command()
def script(inputs: Inputs = None, as_json: AsJson = False) -> int:
    """Tell the script of a text; exit 1 where it is mixed."""
    from toolkit.script.diagnosis import FINDINGS, diagnose, to_rows, to_text

    findings = False

    def work(source: str) -> str:
        nonlocal findings
        document = read_input(source)
        found = diagnose(document.text(), _places(document))
        findings |= found.script.kind in FINDINGS
        if as_json:
            return to_line({"input": source} | to_rows(found))
        return to_text(found, "" if source == "-" else source) + "\n"

    return run(inputs, "", work) or int(findings)


@app.command()
def pinyin(inputs: Inputs = None, output: Output = "") -> int:
    """Write pinyin by word, a line for a line."""
    from toolkit.pipeline import pinyin_lines

    return run(inputs, output, lambda source: pinyin_lines(read_input(source)), suffix=".txt")
