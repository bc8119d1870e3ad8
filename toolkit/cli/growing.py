"""``glossary suggest`` and ``glossary coverage``: what the glossary lacks for some texts."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from toolkit.cli.app import AsJson, Glossaries, read_input, say
from toolkit.cli.glossary import glossary_app
from toolkit.delivery import to_json

Files = Annotated[list[str] | None, typer.Argument(metavar="FILE", help="Files, folders or - (the default).")]


@glossary_app.command("suggest")
def glossary_suggest(
    files: Files = None,
    limit: Annotated[int, typer.Option(min=1, metavar="N", help="How many candidates to show.")] = 50,
    as_json: AsJson = False,
    tsv: Annotated[bool, typer.Option("--tsv", help="Print rows in the glossary's home form, to be edited.")] = False,
    glossary: Glossaries = None,
) -> None:
    """Propose terms that the glossary lacks; adds nothing."""
    from toolkit.corpus.suggestions import as_rows, as_terms, suggest
    from toolkit.glossaries import working_glossary

    texts = [text for _, text in _texts(files)]
    found = suggest(texts, working_glossary(glossary or (), ""), limit)
    if as_json or tsv:
        say(to_json(as_rows(found)) if as_json else as_terms(found))
        return
    for one in found:
        candidate = one.candidate
        parts = " + ".join(f"{form} {english}" for form, english in one.components)
        say(f"{candidate.form}\t{candidate.frequency}\t{candidate.score:.1f}\t{one.gloss}\n  {candidate.context}")
        if parts:
            say(f"  {parts}")


@glossary_app.command("coverage")
def glossary_coverage(
    files: Files = None,
    limit: Annotated[int, typer.Option(min=1, metavar="N", help="How many words to show.")] = 50,
    as_json: AsJson = False,
    glossary: Glossaries = None,
) -> None:
    """Tell which content words have no entry, in glossary or lexicon."""
    from toolkit.corpus.suggestions import coverage
    from toolkit.glossaries import working_glossary

    found = coverage(_texts(files), working_glossary(glossary or (), ""))
    if as_json:
        say(to_json(_row(found, limit)))
        return
    for one in found.missing[:limit]:
        say(f"{one.word}\t{one.tag}\t{one.count}\t{' '.join(one.places)}")
    say(f"{found.covered} of {found.content} content words covered ({found.share:.1%}), {len(found.missing)} missing")


def _texts(files: list[str] | None) -> list[tuple[str, str]]:
    """Return name and Simplified text of each input."""
    from toolkit.corpus.suggestions import simplified
    from toolkit.files import tasks

    sources = [task.source for task in tasks(files or [], "", "")]
    return [(Path(source).name if source != "-" else "-", simplified(read_input(source))) for source in sources]


def _row(found: Any, limit: int) -> dict[str, Any]:
    return {
        "content": found.content,
        "covered": found.covered,
        "share": round(found.share, 4),
        "missing": [
            {"word": one.word, "tag": one.tag, "count": one.count, "places": list(one.places)}
            for one in found.missing[:limit]
        ],
    }
