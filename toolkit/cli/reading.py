"""``read`` and ``draft``: reading copies and English drafts."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path, PurePath
from typing import Annotated, Any

import typer

from toolkit.cli.app import Date, Engine, Glossaries, Inputs, Off, Output, Profile, Region, app, read_input
from toolkit.delivery import run
from toolkit.errors import UsageError
from toolkit.files import about_beside, is_folder

FORMATS = {".html": "html", ".htm": "html", ".md": "md", ".markdown": "md", ".json": "json", ".txt": "txt"}


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
    profile: Profile = "",
    glossary: Glossaries = None,
) -> int:
    """Make an annotated bilingual reading copy."""
    kind = _kind(format, output, ("html", "md", "json"))
    request = {"engine": engine, "region": region, "date": date, "off": off or [], "profile": profile}
    found = _glossary(glossary)
    return run(inputs, output, lambda source: _copy(source, kind, request, found), suffix=f".{kind}", joins=False)


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
    profile: Profile = "",
    glossary: Glossaries = None,
) -> int:
    """Draft English, a line for a line, or JSON with links."""
    kind = _kind(format, output, ("txt", "json"))
    request = {"engine": engine, "region": region, "date": date, "off": off or [], "profile": profile}
    work, found = _english if kind == "txt" else _copy, _glossary(glossary)
    return run(
        inputs, output, lambda source: work(source, kind, request, found), suffix=f".{kind}", joins=kind == "txt"
    )


def _kind(format: str, output: str, known: Sequence[str]) -> str:
    """Return the format asked for, else that of the output's name, else the first of the known ones."""
    ending = "" if is_folder(Path(output)) else PurePath(output).suffix.lower()
    kind = FORMATS.get(f".{format.lower()}", format) if format else FORMATS.get(ending, ending) or known[0]
    if kind not in known:
        raise UsageError(f'there is no format "{kind}"', remedy=f"choose --format {', '.join(known)}")
    return kind


def _glossary(paths: Sequence[Path] | None) -> Any:
    from toolkit.glossaries import working_glossary

    return working_glossary(paths or ())


def _copy(source: str, kind: str, request: dict[str, Any], glossary: Any) -> str:
    import toolkit
    from toolkit.pipeline import settings as understood
    from toolkit.reading import write

    about = about_beside(source)
    settings = understood(about=about, **request)
    document = toolkit.draft(read_input(source), glossary=glossary, settings=settings)
    return write(toolkit.reading_copy(document, glossary=glossary, settings=settings, about=about), kind)


def _english(source: str, kind: str, request: dict[str, Any], glossary: Any) -> str:
    from toolkit import draft as stage
    from toolkit.pipeline import english_lines
    from toolkit.pipeline import settings as understood

    settings = understood(about=about_beside(source), **request)
    return english_lines(stage(read_input(source), glossary=glossary, settings=settings))
