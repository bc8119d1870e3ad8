"""The command line: the only file that knows typer.

Data goes to standard output, messages and progress to standard error. Exit codes: 0 done, 1 findings, 2 usage,
3 input unreadable, 4 engine failed, 130 interrupted.
"""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path, PurePath
from typing import Annotated, Any

import typer
from typer.exceptions import TyperException

from toolkit.errors import DuizhaoError, EngineError, InputError, InvariantError, UsageError
from toolkit.files import Task, about_beside, tasks, write_atomically

HELP = """Duizhao 对照 turns a Chinese policing or administrative text, as it is found, into an
annotated bilingual reading copy. It works offline.

\b
Begin here:
  duizhao read page.txt --output page.html  an annotated bilingual reading copy
  duizhao lookup 派出所                     a term, by Chinese, pinyin or English
  duizhao convert page.txt --config s2tw    Simplified to Traditional, and others

INPUT is a file, a folder or - (standard input)."""
EPILOG = """duizhao COMMAND --help tells the options. Exit codes: 0 done, 1 findings, 2 usage, 3 input
unreadable, 4 engine failed, 130 interrupted."""
FORMATS = {".html": "html", ".htm": "html", ".md": "md", ".markdown": "md", ".json": "json", ".txt": "txt"}
SURROGATE = re.compile("[\ud800-\udfff]")

app = typer.Typer(
    help=HELP,
    epilog=EPILOG,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
glossary_app = typer.Typer(help="Check a glossary folder.", rich_markup_mode=None)
app.add_typer(glossary_app, name="glossary")

Inputs = Annotated[list[str] | None, typer.Argument(metavar="INPUT", help="Files, folders or - (the default).")]
Output = Annotated[
    str, typer.Option("--output", "-o", metavar="PATH", help="File or folder; default: standard output.")
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Engine = Annotated[str, typer.Option(metavar="NAME", help="The engine that drafts.")]
Off = Annotated[list[str] | None, typer.Option(metavar="FIXER", help="A fixer to switch off; may be repeated.")]
Region = Annotated[str, typer.Option(metavar="CN|TW|HK", help="Whose Chinese; default: found from the text.")]
Date = Annotated[str, typer.Option(metavar="YYYY-MM-DD", help="Day of the document: what 'this year' counts from.")]


@app.callback(invoke_without_command=True)
def _root(context: typer.Context, version: Annotated[bool, typer.Option(help="Print the version.")] = False) -> None:
    if version:
        from importlib.metadata import version as installed

        _print(f"duizhao {installed('duizhao')}")
        raise typer.Exit
    if context.invoked_subcommand is None:
        print(context.get_help(), file=sys.stderr)
        raise typer.Exit(2)


@app.command()
def read(
    inputs: Inputs = None,
    output: Output = "",
    format: Annotated[
        str, typer.Option("--format", "-f", metavar="html|md|json", help="Default: by the output's name.")
    ] = "",
    engine: Engine = "transfer",
    region: Region = "",
    date: Date = "",
    off: Off = None,
) -> None:
    """Make an annotated bilingual reading copy."""
    kind = _kind(format, output, ("html", "md", "json"))
    request = {"engine": engine, "region": region, "date": date, "off": off or []}
    _run(inputs, output, lambda task: _copy(task, kind, request), suffix=f".{kind}", joins=False)


@app.command()
def draft(
    inputs: Inputs = None,
    output: Output = "",
    format: Annotated[
        str, typer.Option("--format", "-f", metavar="txt|json", help="Default: by the output's name.")
    ] = "",
    engine: Engine = "transfer",
    region: Region = "",
    date: Date = "",
    off: Off = None,
) -> None:
    """Draft English, a line for a line, or JSON with links."""
    kind = _kind(format, output, ("txt", "json"))
    request = {"engine": engine, "region": region, "date": date, "off": off or []}
    work = _english if kind == "txt" else _copy
    _run(inputs, output, lambda task: work(task, kind, request), suffix=f".{kind}", joins=kind == "txt")


@app.command()
def repair(
    inputs: Inputs = None,
    output: Output = "",
    log: Annotated[bool, typer.Option("--log", help="Print each change instead of the text.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print each change as JSON.")] = False,
    off: Off = None,
    explain: Annotated[bool, typer.Option("--explain", help="Say what each fixer does, and stop.")] = False,
) -> None:
    """Repair a damaged text, or log what is wrong."""
    from toolkit import repair as stage
    from toolkit.repair import FIXERS
    from toolkit.repair import explain as explanation
    from toolkit.repair.log import as_rows, to_text

    if explain:
        _print("\n\n".join(f"{name}\n{explanation(name)}" for name in FIXERS))
        return
    for name in off or ():
        explanation(name)

    def work(task: Task) -> str:
        document = stage(_read(task.source), off=off or ())
        if as_json:
            return _json(as_rows(document))
        return to_text(document) if log else document.text()

    _run(inputs, output, work, suffix=".json" if as_json else "", joins=not as_json)


@app.command()
def convert(
    inputs: Inputs = None,
    output: Output = "",
    config: Annotated[str, typer.Option("--config", "-c", metavar="NAME", help="s2tw, s2hk, t2s, s2twp ...")] = "s2tw",
    engine: Annotated[str, typer.Option(metavar="NAME", help="opencc, duizhao or hanziconv.")] = "opencc",
) -> None:
    """Convert between Traditional and Simplified."""
    from toolkit.script.engines import convert as run
    from toolkit.script.engines import converter

    converter(config, engine)
    _run(inputs, output, lambda task: run(_read(task.source), config, engine).versions[-1].text.characters)


@app.command()
def pinyin(inputs: Inputs = None, output: Output = "") -> None:
    """Write pinyin by word, a line for a line."""
    from toolkit.pipeline import pinyin_lines

    _run(inputs, output, lambda task: pinyin_lines(_read(task.source)), suffix=".txt")


@app.command()
def lookup(
    words: Annotated[list[str], typer.Argument(metavar="WORD", help="Chinese, pinyin or English.")],
    as_json: AsJson = False,
    limit: Annotated[int, typer.Option(min=1, metavar="N", help="How many matches to show.")] = 10,
) -> None:
    """Look terms up; exit 1 where one is not found."""
    from toolkit import default_glossary
    from toolkit.terms.card import to_text
    from toolkit.terms.lookup import Index, to_json

    index = Index(default_glossary())
    results = [index.lookup(word, limit=limit) for word in words]
    _print(_json(to_json(results)) if as_json else "\n\n".join(map(to_text, results)))
    if not all(result.matches for result in results):
        raise typer.Exit(1)


@app.command()
def texts(
    name: Annotated[str, typer.Argument(help="A text to show; all are listed without one.")] = "",
    as_json: AsJson = False,
) -> None:
    """List the texts that come with Duizhao."""
    from toolkit.corpus.works import describe, works

    known = works()
    shown = [work for work in known if name in ("", work.id)]
    if not shown:
        raise UsageError(f'there is no text "{name}"', remedy="known: " + ", ".join(work.id for work in known))
    if as_json:
        _print(_json([{"id": work.id, "source": str(work.source), "about": work.about} for work in shown]))
    else:
        _print("\n\n".join(describe(work, whole=bool(name)) for work in shown))


@glossary_app.command("check")
def glossary_check(
    folder: Annotated[Path | None, typer.Argument(help="A folder of domains; default: the built-in glossary.")] = None,
    as_json: AsJson = False,
) -> None:
    """Check order, ids, scripts, pinyin and renderings; exit 1 where something is wrong."""
    from toolkit.check.glossary import check_glossary
    from toolkit.glossary import load_glossary
    from toolkit.resources import shipped

    where = folder or shipped("glossary")
    glossary = load_glossary(where)
    if not glossary.domains:
        raise InputError("no domain in this folder", place=str(where), remedy="a domain has about.toml and terms.tsv")
    faults = list(check_glossary(where))
    if as_json:
        _print(_json([{"code": fault.code, "place": fault.place, "message": fault.message} for fault in faults]))
    else:
        _print("\n".join(map(str, faults)) or f"{len(glossary)} concepts, nothing to mend")
    if faults:
        raise typer.Exit(1)


def _kind(format: str, output: str, known: Sequence[str]) -> str:
    """Return the format asked for, else that of the output's name, else the first of the known ones."""
    ending = "" if Path(output).is_dir() else PurePath(output).suffix.lower()
    kind = FORMATS.get(f".{format.lower()}", format) if format else FORMATS.get(ending, ending) or known[0]
    if kind not in known:
        raise UsageError(f'there is no format "{kind}"', remedy=f"choose --format {', '.join(known)}")
    return kind


def _read(source: str) -> Any:
    from toolkit import read_text

    if source == "-" and sys.stdin is not None and sys.stdin.isatty():
        print("duizhao: reading the keyboard; end with Ctrl-D", file=sys.stderr)
    return read_text(Path(source))


def _copy(task: Task, kind: str, request: dict[str, Any]) -> str:
    from toolkit import pipeline
    from toolkit.reading import write
    from toolkit.reading.model import reading_copy

    about = about_beside(task.source)
    settings, glossary = pipeline.settings(about=about, **request), pipeline.shipped_glossary()
    document = pipeline.prepare(_read(task.source), glossary, settings)
    signature = pipeline.engine_for(document, glossary, settings).signature
    document = pipeline.draft(document, glossary, settings)
    return write(reading_copy(document, glossary, about=about, engines=(signature,)), kind)


def _english(task: Task, kind: str, request: dict[str, Any]) -> str:
    from toolkit import pipeline

    settings, glossary = pipeline.settings(about=about_beside(task.source), **request), pipeline.shipped_glossary()
    document = pipeline.prepare(_read(task.source), glossary, settings)
    return pipeline.english_lines(pipeline.draft(document, glossary, settings))


def _run(
    inputs: list[str] | None, output: str, work: Callable[[Task], str], *, suffix: str = "", joins: bool = True
) -> None:
    """Do the work on each input, whole or not at all; of several, one that fails does not stop the others.

    ``joins`` says whether results may follow each other on standard output.
    """
    todo = tasks(inputs or [], output, suffix)
    if len(todo) > 1 and todo[0].target is None and not joins:
        raise UsageError(f"{len(todo)} inputs, one output", remedy="name a folder with --output")
    failed = 0
    for task in _progress(todo):
        try:
            _deliver(task, work(task), closed=len(todo) > 1)
        except (InputError, EngineError, InvariantError) as error:
            if len(todo) == 1:
                raise
            print(f"duizhao: {error}", file=sys.stderr)
            failed = max(failed, error.exit_code)
    if failed:
        raise typer.Exit(failed)


def _progress(todo: list[Task]) -> Iterator[Task]:
    if len(todo) < 2 or not sys.stderr.isatty():
        yield from todo
        return
    from rich.console import Console
    from rich.progress import track

    yield from track(todo, description="Working", console=Console(stderr=True, markup=False), transient=True)


def _deliver(task: Task, text: str, *, closed: bool) -> None:
    """Write one result; on standard output, where more follow, ``closed`` by a line end."""
    if task.target is None:
        _emit(text + "\n" if closed and not text.endswith("\n") else text)
        return
    write_atomically(task.target, _encoded(text))
    print(f"{task.source} -> {task.target}", file=sys.stderr)


def _json(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False, indent=2, default=str)
    return SURROGATE.sub(lambda found: f"\\u{ord(found[0]):04x}", text) + "\n"


def _encoded(text: str) -> bytes:
    """Return UTF-8; bytes that did not decode come out as they came in."""
    try:
        return text.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:  # halves of UTF-16 pairs
        return text.encode("utf-8", "surrogatepass")


def _print(text: str) -> None:
    _emit(text.removesuffix("\n") + "\n")


def _emit(text: str) -> None:
    """Write to standard output; a reader that has gone (``| head``) is no failure."""
    try:
        sys.stdout.buffer.write(_encoded(text))
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit from None
    except (OSError, AttributeError) as error:
        reason = getattr(error, "strerror", None) or "it is closed"
        raise UsageError(f"standard output cannot be written ({reason})", remedy="name a file with --output") from None


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code; every error ends in one line on standard error."""
    try:
        return int(app(None if arguments is None else list(arguments), prog_name="duizhao", standalone_mode=False) or 0)
    except DuizhaoError as error:
        message, code = str(error), error.exit_code
    except TyperException as error:
        message, code = _usage(error), 2
    except (KeyboardInterrupt, typer.Abort):
        message, code = "interrupted", 130
    except Exception as error:
        if os.environ.get("DUIZHAO_DEBUG"):
            raise
        message, code = f"internal error ({type(error).__name__}: {error}); DUIZHAO_DEBUG=1 shows where", 4
    print(f"duizhao: {message}", file=sys.stderr)
    return code


def _usage(error: TyperException) -> str:
    """Say a usage error of typer's in our own manner."""
    said = error.format_message().strip().rstrip(".")
    context = getattr(error, "ctx", None)
    path = context.command_path if context else "duizhao"
    return f"{said[:1].lower()}{said[1:]}; see {path} --help"


if __name__ == "__main__":
    sys.exit(main())
