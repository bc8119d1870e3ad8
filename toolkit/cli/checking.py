"""``check``: where a draft or a translation breaks the glossary."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from toolkit.cli.app import AsJson, Date, Glossaries, Profile, Region, app, read_input, say
from toolkit.delivery import to_json
from toolkit.files import about_beside


@app.command()
def check(
    source: Annotated[
        str, typer.Argument(metavar="FILE", help="A text; or source and English together: TSV, JSON of a draft.")
    ] = "-",
    translation: Annotated[
        Path | None, typer.Argument(metavar="TRANSLATION", help="Its English, a line for a line; default: a draft.")
    ] = None,
    as_json: AsJson = False,
    strict: Annotated[bool, typer.Option("--strict", help="Accept the preferred rendering alone.")] = False,
    lenient: Annotated[bool, typer.Option("--lenient", help="One rendering a segment is enough for a term.")] = False,
    region: Region = "",
    date: Date = "",
    profile: Profile = "",
    glossary: Glossaries = None,
) -> int:
    """Audit English against glossary and numbers; exit 1 on findings."""
    from toolkit.check.audit import Auditor, Pair
    from toolkit.glossaries import working_glossary
    from toolkit.pipeline import settings as understood

    known = working_glossary(glossary or (), profile)
    settings = understood(region=region, date=date, about=about_beside(source))
    pairs = [Pair(*row) for row in _pairs(source, translation, known, settings)]
    auditor = Auditor(known, strict, lenient, settings.region or _region(pairs), settings.today)
    flaws = list(auditor.audit(pairs))
    name = source if source != "-" else "standard input"
    if as_json:
        say(to_json([_row(flaw, name) for flaw in flaws]))
    elif flaws:
        say("\n".join(f"{name}:{flaw}" for flaw in flaws))
    count = sum(bool(pair.source.strip()) for pair in pairs)
    print(f"{count} segments, {len(flaws)} findings", file=sys.stderr)
    return 1 if flaws else 0


def _pairs(source: str, translation: Path | None, glossary: Any, settings: Any) -> list[tuple[int, str, str]]:
    """Return line, source and English of what is to be audited; without a translation the text is drafted."""
    from toolkit import draft, repair
    from toolkit.formats.pairs import beside, is_paired, read_pairs
    from toolkit.pipeline import english_lines

    for path in (translation, Path(source)):
        if path is not None and is_paired(path):
            return read_pairs(path)
    document = read_input(source)
    if translation is not None:
        return beside(repair(document).text(), translation, source)
    drafted = draft(document, glossary=glossary, settings=settings)
    pairs = zip(drafted.text().split("\n"), english_lines(drafted).split("\n"), strict=True)
    return [(at, *pair) for at, pair in enumerate(pairs, start=1)]


def _region(pairs: Any) -> str:
    from toolkit.script.detect import detect

    return str(detect("\n".join(pair.source for pair in pairs)).region)


def _row(flaw: Any, name: str) -> dict[str, Any]:
    return {
        "code": flaw.code,
        "file": name,
        "line": flaw.line,
        "column": flaw.column,
        "source": flaw.source,
        "concept": flaw.concept,
        "message": flaw.message,
    }
