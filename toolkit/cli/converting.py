"""``convert`` and ``pinyin``: between the scripts, and into Latin letters."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from toolkit.cli.app import AsJson, Inputs, Output, app, read_input
from toolkit.delivery import emit, run, to_line
from toolkit.errors import UsageError

if TYPE_CHECKING:
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
) -> int:
    """Convert between Traditional and Simplified."""
    from toolkit.script.engines import convert as stage
    from toolkit.script.engines import converter
    from toolkit.script.review import LEAST

    converter(config, engine)
    if not review and (by_place or as_json or least is not None):
        raise UsageError("--by-place, --least and --json belong to --review", remedy="add --review")
    own = _preferences(protect or [], protect_quoted, dictionary)

    def work(source: str) -> str:
        document = stage(read_input(source), config, engine, own=own)
        text = str(document.versions[-1].text.characters)
        if not review:
            return text
        settled = [span for span, _ in own.held(document.text(), config)]
        report = _report(document, config, settled, source, by_place, LEAST if least is None else least, as_json)
        if not output:
            return report
        emit(report)
        return text

    return run(inputs, output, work, suffix=".txt")


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
