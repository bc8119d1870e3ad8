"""The command line: the only package that knows typer; one file for each family of commands.

Data goes to standard output, messages and progress to standard error. Exit codes: 0 done, 1 findings, 2 usage,
3 input unreadable, 4 engine failed, 130 interrupted.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence

import typer
from typer.exceptions import TyperException

# in the order in which --help lists the commands
from toolkit.cli import reading, explaining, evaluating, repairing, converting  # isort: skip
from toolkit.cli import terms, checking, glossary, exchange, growing, texts  # isort: skip
from toolkit.cli.app import app
from toolkit.errors import DuizhaoError

FAMILIES = (
    reading,
    explaining,
    evaluating,
    repairing,
    converting,
    terms,
    checking,
    glossary,
    exchange,
    growing,
    texts,
)
INTERRUPTED = 130
COLLECTING = 50_000, 20, 20  # a draft makes many small values that stay: looking them through often costs a tenth


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
