"""The command line: the only file that knows typer.

Data goes to standard output, messages and progress to standard error. Exit codes: 0 done, 1 findings, 2 usage,
3 input unreadable, 4 engine failed, 130 interrupted.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Annotated, Any

import typer

from toolkit.errors import DuizhaoError, UsageError
from toolkit.files import Task, about_beside, tasks, write_atomically

HELP = """Duizhao 对照 turns a Chinese policing or administrative text, as it is found, into an annotated bilingual
reading copy. It works offline.

Begin here:

  duizhao read page.txt --output page.html   an annotated bilingual reading copy

  duizhao lookup 派出所                       a glossary term, by Chinese, pinyin or English

  duizhao convert page.txt --config s2tw     Simplified to Traditional, or any OpenCC configuration

INPUT is a file, a folder or - for standard input.
"""
app = typer.Typer(
    help=HELP,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
glossary_app = typer.Typer(help="Work on the glossary.", no_args_is_help=True, rich_markup_mode=None)
app.add_typer(glossary_app, name="glossary")

Inputs = Annotated[list[str] | None, typer.Argument(metavar="INPUT...", help="Files, folders, or - (default).")]
Output = Annotated[Path | None, typer.Option("--output", "-o", help="File or folder; default: standard output.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Off = Annotated[list[str] | None, typer.Option("--off", help="A fixer to switch off; may be repeated.")]
Region = Annotated[str, typer.Option(help="CN, TW or HK; default: found from the text.")]
Date = Annotated[str, typer.Option(help="Date of the document, YYYY-MM-DD, to which 'this year' is anchored.")]


def _settings(region: str, date: str, engine: str, off: Iterable[str] = (), about: Any = None) -> Any:
    from datetime import date as calendar

    from toolkit import pipeline

    if region and region not in ("CN", "TW", "HK"):
        raise UsageError(f'there is no region "{region}"', remedy="CN, TW or HK")
    if engine not in pipeline.known_engines():
        raise UsageError(
            f'there is no engine "{engine}"', remedy="known engines: " + ", ".join(pipeline.known_engines())
        )
    try:
        today = calendar.fromisoformat(date) if date else pipeline.date_of(about or {})
    except ValueError:
        raise UsageError(f'"{date}" is no date', remedy="write it as 2015-09-23") from None
    return pipeline.Settings(tuple(off), region, today, engine)


def _run(inputs: list[str] | None, output: Path | None, suffix: str, work: Callable[[Task], str]) -> None:
    """Do the work on each input; write whole files or standard output; show progress where there are many."""
    todo = tasks(inputs or [], output, suffix)
    for task in _progress(todo):
        data = work(task).encode("utf-8", "surrogateescape")
        if task.target is None:
            sys.stdout.buffer.write(data)
            sys.stdout.buffer.flush()
        else:
            write_atomically(task.target, data)
            print(f"{task.source} -> {task.target}", file=sys.stderr)


def _progress(todo: list[Task]) -> Iterator[Task]:
    if len(todo) < 2 or not sys.stderr.isatty():
        yield from todo
        return
    from rich.console import Console
    from rich.progress import track

    yield from track(todo, description="Working", console=Console(stderr=True, markup=False), transient=True)


def _read(source: str) -> Any:
    from toolkit.formats import read_document

    return read_document(source)


@app.command()
def read(
    inputs: Inputs = None,
    output: Output = None,
    format: Annotated[
        str, typer.Option("--format", "-f", help="html, md or json; default: by the output's name.")
    ] = "",
    engine: Annotated[str, typer.Option(help="Draft engine.")] = "transfer",
    region: Region = "",
    date: Date = "",
    off: Off = None,
) -> None:
    """Make an annotated bilingual reading copy: HTML, Markdown or JSON."""
    kind = format or (output.suffix.lstrip(".").replace("htm", "html").replace("htmll", "html") if output else "html")
    kind = {"markdown": "md", "": "html"}.get(kind, kind)
    if kind not in ("html", "md", "json"):
        raise UsageError(f'there is no format "{kind}"', remedy="html, md or json")
    _run(inputs, output, f".{kind}", lambda task: _copy(task, kind, region, date, engine, off or []))


def _copy(task: Task, kind: str, region: str, date: str, engine: str, off: list[str]) -> str:
    from toolkit import pipeline
    from toolkit.reading import write
    from toolkit.reading.model import reading_copy

    about = about_beside(task.source)
    settings = _settings(region, date, engine, off, about)
    glossary = pipeline.shipped_glossary()
    document = pipeline.prepare(_read(task.source), glossary, settings)
    signature = pipeline.engine_for(document, glossary, settings).signature
    document = pipeline.draft(document, glossary, settings)
    return write(reading_copy(document, glossary, about=about, engines=(signature,)), kind)


@app.command()
def draft(
    inputs: Inputs = None,
    output: Output = None,
    format: Annotated[str, typer.Option("--format", "-f", help="txt or json.")] = "txt",
    engine: Annotated[str, typer.Option(help="Draft engine.")] = "transfer",
    region: Region = "",
    date: Date = "",
    off: Off = None,
) -> None:
    """Draft English: plain lines (a line for a line), or JSON with links, terms, quantities and findings."""
    if format not in ("txt", "json"):
        raise UsageError(f'there is no format "{format}"', remedy="txt or json")
    _run(inputs, output, f".{format}", lambda task: _draft(task, format, region, date, engine, off or []))


def _draft(task: Task, kind: str, region: str, date: str, engine: str, off: list[str]) -> str:
    if kind == "json":
        return _copy(task, "json", region, date, engine, off)
    from toolkit import pipeline

    settings = _settings(region, date, engine, off, about_beside(task.source))
    glossary = pipeline.shipped_glossary()
    document = pipeline.draft(pipeline.prepare(_read(task.source), glossary, settings), glossary, settings)
    return pipeline.english_lines(document)


@app.command()
def repair(
    inputs: Inputs = None,
    output: Output = None,
    log: Annotated[bool, typer.Option("--log", help="Print each change instead of the text.")] = False,
    as_json: AsJson = False,
    off: Off = None,
    explain: Annotated[bool, typer.Option("--explain", help="Say what each fixer does, and stop.")] = False,
) -> None:
    """Repair a damaged text: annotations, byte splices, lost bytes, punctuation, spacing, mojibake."""
    from toolkit.repair import FIXERS
    from toolkit.repair import explain as explanation
    from toolkit.repair import repair as run
    from toolkit.repair.log import as_rows, to_text

    if explain:
        print("\n\n".join(f"{name}\n{explanation(name)}" for name in FIXERS))
        return

    def work(task: Task) -> str:
        document = run(_read(task.source), switch_off=tuple(off or []))
        if as_json:
            return json.dumps(as_rows(document), ensure_ascii=False, indent=2) + "\n"
        return to_text(document) if log else document.text()

    _run(inputs, output, "", work)


@app.command()
def convert(
    inputs: Inputs = None,
    output: Output = None,
    config: Annotated[
        str, typer.Option("--config", "-c", help="OpenCC configuration: s2tw, s2hk, t2s, s2twp ...")
    ] = "s2tw",
    engine: Annotated[str, typer.Option(help="opencc or hanziconv.")] = "opencc",
) -> None:
    """Convert between Traditional and Simplified characters, a line for a line."""
    from toolkit.script.engines import convert as run

    _run(inputs, output, "", lambda t: run(_read(t.source), config=config, engine=engine).versions[-1].text.characters)


@app.command()
def pinyin(inputs: Inputs = None, output: Output = None) -> None:
    """Write pinyin by word (GB/T 16159), a line for a line."""
    from toolkit.pipeline import pinyin_lines

    _run(inputs, output, ".txt", lambda task: pinyin_lines(_read(task.source)))


@app.command()
def lookup(
    words: Annotated[list[str], typer.Argument(metavar="WORD...", help="Chinese, pinyin or English.")],
    as_json: AsJson = False,
    limit: Annotated[int, typer.Option(min=1, help="How many matches to show.")] = 10,
) -> None:
    """Look words up in the glossary; CC-CEDICT answers, labelled, where the glossary does not."""
    from toolkit.api import default_glossary
    from toolkit.terms.card import to_text
    from toolkit.terms.lookup import lookup as run
    from toolkit.terms.lookup import to_json

    glossary = default_glossary()
    results = [run(glossary, word, limit=limit) for word in words]
    if as_json:
        print(json.dumps(to_json(results), ensure_ascii=False, indent=2))
    else:
        print("\n\n".join(to_text(result) for result in results))
    if not all(result.matches for result in results):
        raise typer.Exit(1)


@app.command()
def texts(name: Annotated[str, typer.Argument(help="A text to show; all are listed without one.")] = "") -> None:
    """List the texts that come with Duizhao, or show where one lies and what is known of it."""
    from toolkit.corpus.works import describe, works

    shown = works()
    if name:
        shown = [work for work in shown if work.id == name]
        if not shown:
            raise UsageError(f'there is no text "{name}"', remedy="known: " + ", ".join(work.id for work in works()))
    print("\n\n".join(describe(work, whole=bool(name)) for work in shown))


@glossary_app.command("check")
def glossary_check(
    folder: Annotated[Path | None, typer.Argument(help="A folder of domains; default: the built-in glossary.")] = None,
    as_json: AsJson = False,
) -> None:
    """Check a glossary folder: order, ids, scripts, pinyin, renderings; exit 1 where something is wrong."""
    from toolkit.check.glossary import check_glossary
    from toolkit.glossary import load_glossary
    from toolkit.resources import shipped

    where = folder or shipped("glossary")
    faults = list(check_glossary(where))
    if as_json:
        rows = [{"code": fault.code, "place": fault.place, "message": fault.message} for fault in faults]
        print(json.dumps(rows, ensure_ascii=False, indent=2))
    else:
        print("\n".join(map(str, faults)) if faults else f"{len(load_glossary(where))} concepts, nothing to mend")
    if faults:
        raise typer.Exit(1)


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        print(f"duizhao {version('duizhao')}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    pass


def main() -> None:
    """Run the command line; every error ends in one line on standard error and a documented exit code."""
    try:
        app()
    except DuizhaoError as error:
        print(f"duizhao: {error}", file=sys.stderr)
        sys.exit(error.exit_code)
    except KeyboardInterrupt:
        sys.exit(130)
    except BrokenPipeError:
        # The reader of the pipe has gone (| head); Python would complain again when it flushes at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except Exception as error:
        if os.environ.get("DUIZHAO_DEBUG"):
            raise
        print(
            f"duizhao: internal error ({type(error).__name__}: {error}); set DUIZHAO_DEBUG=1 for details",
            file=sys.stderr,
        )
        sys.exit(4)


if __name__ == "__main__":
    main()
