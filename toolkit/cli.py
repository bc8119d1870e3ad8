"""The command line: the only file that knows typer.

Data goes to standard output, messages and progress to standard error. Exit codes: 0 done, 1 findings, 2 usage,
3 input unreadable, 4 engine failed, 130 interrupted.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from pathlib import Path, PurePath
from typing import Annotated, Any

import typer
from typer.exceptions import TyperException

from toolkit.delivery import emit, run, to_json
from toolkit.errors import DuizhaoError, InputError, UsageError
from toolkit.files import about_beside, is_folder

HELP = """\b
Duizhao 对照 turns a Chinese policing or administrative text, as it is found,
into an annotated bilingual reading copy. It works offline.

\b
Begin here:
  duizhao read page.txt --output page.html  a reading copy for the browser
  duizhao lookup 派出所                     a term: Chinese, pinyin or English
  duizhao convert page.txt --config s2tw    Simplified to Traditional

INPUT is a file, a folder or - (standard input)."""
EPILOG = """duizhao COMMAND --help tells the options. Exit codes: 0 done, 1 findings, 2 usage, 3 input
unreadable, 4 engine failed, 130 interrupted."""
INTERRUPTED = 130
COLLECTING = 50_000, 20, 20  # a draft makes many small values that stay: looking them through often costs a tenth
FORMATS = {".html": "html", ".htm": "html", ".md": "md", ".markdown": "md", ".json": "json", ".txt": "txt"}

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
def _root(
    context: typer.Context, version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False
) -> None:
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
) -> int:
    """Make an annotated bilingual reading copy."""
    kind = _kind(format, output, ("html", "md", "json"))
    request = {"engine": engine, "region": region, "date": date, "off": off or []}
    return run(inputs, output, lambda source: _copy(source, kind, request), suffix=f".{kind}", joins=False)


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
) -> int:
    """Draft English, a line for a line, or JSON with links."""
    kind = _kind(format, output, ("txt", "json"))
    request = {"engine": engine, "region": region, "date": date, "off": off or []}
    work = _english if kind == "txt" else _copy
    return run(inputs, output, lambda source: work(source, kind, request), suffix=f".{kind}", joins=kind == "txt")


@app.command()
def repair(
    inputs: Inputs = None,
    output: Output = "",
    log: Annotated[bool, typer.Option("--log", help="Print each change instead of the text.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print each change as JSON.")] = False,
    off: Off = None,
    explain: Annotated[bool, typer.Option("--explain", help="Say what each fixer does, and stop.")] = False,
) -> int:
    """Repair a damaged text, or log what is wrong."""
    from toolkit import repair as stage
    from toolkit.repair.fixers import FIXERS
    from toolkit.repair.fixers import explain as explanation
    from toolkit.repair.log import as_rows, to_text

    if explain:
        _print("\n\n".join(f"{name}\n{explanation(name)}" for name in FIXERS))
        return 0
    for name in off or ():
        explanation(name)

    def work(source: str) -> str:
        document = stage(_read(source), off=off or ())
        if as_json:
            return to_json(as_rows(document)) + "\n"
        return to_text(document) if log else document.text()

    return run(inputs, output, work, suffix=".json" if as_json else ".txt", joins=not as_json)


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
    return run(
        inputs, output, lambda source: stage(_read(source), config, engine).versions[-1].text.characters, suffix=".txt"
    )


@app.command()
def pinyin(inputs: Inputs = None, output: Output = "") -> int:
    """Write pinyin by word, a line for a line."""
    from toolkit.pipeline import pinyin_lines

    return run(inputs, output, lambda source: pinyin_lines(_read(source)), suffix=".txt")


@app.command()
def lookup(
    words: Annotated[list[str], typer.Argument(metavar="WORD", help="Chinese, pinyin or English.")],
    as_json: AsJson = False,
    limit: Annotated[int, typer.Option(min=1, metavar="N", help="How many matches to show.")] = 10,
) -> int:
    """Look terms up; exit 1 where one is not found."""
    from toolkit import default_glossary
    from toolkit.terms.card import to_text
    from toolkit.terms.lookup import Index
    from toolkit.terms.lookup import to_json as as_rows

    index = Index(default_glossary())
    results = [index.lookup(word, limit=limit) for word in words]
    _print(to_json(as_rows(results)) if as_json else "\n\n".join(map(to_text, results)))
    return 0 if all(result.matches for result in results) else 1


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
        _print(to_json([{"id": work.id, "source": str(work.source), "about": work.about} for work in shown]))
    else:
        _print("\n\n".join(describe(work, whole=bool(name)) for work in shown))


@glossary_app.command("check")
def glossary_check(
    folder: Annotated[Path | None, typer.Argument(help="A folder of domains; default: the built-in glossary.")] = None,
    as_json: AsJson = False,
) -> int:
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
        _print(to_json([{"code": fault.code, "place": fault.place, "message": fault.message} for fault in faults]))
    else:
        _print("\n".join(map(str, faults)) or f"{len(glossary)} concepts, nothing to mend")
    return 1 if faults else 0


def _kind(format: str, output: str, known: Sequence[str]) -> str:
    """Return the format asked for, else that of the output's name, else the first of the known ones."""
    ending = "" if is_folder(Path(output)) else PurePath(output).suffix.lower()
    kind = FORMATS.get(f".{format.lower()}", format) if format else FORMATS.get(ending, ending) or known[0]
    if kind not in known:
        raise UsageError(f'there is no format "{kind}"', remedy=f"choose --format {', '.join(known)}")
    return kind


def _read(source: str) -> Any:
    from toolkit import read_text

    if source == "-" and sys.stdin is not None and sys.stdin.isatty():
        print("duizhao: reading the keyboard; end with Ctrl-D", file=sys.stderr)
    return read_text(Path(source))


def _copy(source: str, kind: str, request: dict[str, Any]) -> str:
    import toolkit
    from toolkit.pipeline import settings as understood
    from toolkit.reading import write

    about = about_beside(source)
    settings = understood(about=about, **request)
    document = toolkit.draft(_read(source), settings=settings)
    return write(toolkit.reading_copy(document, settings=settings, about=about), kind)


def _english(source: str, kind: str, request: dict[str, Any]) -> str:
    from toolkit import draft as stage
    from toolkit.pipeline import english_lines
    from toolkit.pipeline import settings as understood

    settings = understood(about=about_beside(source), **request)
    return english_lines(stage(_read(source), settings=settings))


def _print(text: str) -> None:
    emit(text + "\n")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code; every error ends in one line on standard error."""
    gc.set_threshold(*COLLECTING)
    try:
        code = int(app(None if arguments is None else list(arguments), prog_name="duizhao", standalone_mode=False) or 0)
        if code != INTERRUPTED:  # as which typer returns Ctrl-C
            return code
        message = "interrupted"
    except DuizhaoError as error:
        message, code = str(error), error.exit_code
    except TyperException as error:
        message, code = _usage(error), 2
    except (KeyboardInterrupt, typer.Abort):
        message, code = "interrupted", INTERRUPTED
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
