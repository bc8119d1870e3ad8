"""The application that commands register with, the options that several share, and how they read and print."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from toolkit.delivery import emit

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

app = typer.Typer(
    help=HELP,
    epilog=EPILOG,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
Inputs = Annotated[list[str] | None, typer.Argument(metavar="INPUT", help="Files, folders or - (the default).")]
Output = Annotated[
    str, typer.Option("--output", "-o", metavar="PATH", help="File or folder; default: standard output.")
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Engine = Annotated[str, typer.Option(metavar="NAME", help="The engine that drafts.")]
Off = Annotated[list[str] | None, typer.Option(metavar="FIXER", help="A fixer to switch off; may be repeated.")]
Region = Annotated[str, typer.Option(metavar="CN|TW|HK", help="Whose Chinese; default: found from the text.")]
Profile = Annotated[
    str,
    typer.Option(metavar="USER", help="Whose renderings: official, clt, scholarly, journalistic, own; default: ours."),
]
Glossaries = Annotated[
    list[Path] | None,
    typer.Option("--glossary", metavar="PATH", help="A glossary of your project; may be repeated. Default: found."),
]
Date = Annotated[str, typer.Option(metavar="YYYY-MM-DD", help="Day of the document: what 'this year' counts from.")]


@app.callback(invoke_without_command=True)
def _root(
    context: typer.Context, version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False
) -> None:
    if version:
        from importlib.metadata import version as installed

        say(f"duizhao {installed('duizhao')}")
        raise typer.Exit
    if context.invoked_subcommand is None:
        print(context.get_help(), file=sys.stderr)
        raise typer.Exit(2)


def read_input(source: str) -> Any:
    """Return the Document of an input; says so where it waits for the keyboard."""
    from toolkit import read_text

    if source == "-" and sys.stdin is not None and sys.stdin.isatty():
        print("duizhao: reading the keyboard; end with Ctrl-D", file=sys.stderr)
    return read_text(Path(source))


def say(text: str) -> None:
    """Print a text and a line break."""
    emit(text + "\n")


def note(text: str) -> None:
    """Print a message on standard error."""
    print(f"duizhao: {text}", file=sys.stderr)
