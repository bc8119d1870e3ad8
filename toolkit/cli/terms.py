"""``lookup`` and ``glossary``: terms for people, and the glossary kept."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from toolkit.cli.app import AsJson, app, say
from toolkit.delivery import to_json
from toolkit.errors import InputError

glossary_app = typer.Typer(help="Check a glossary folder.", rich_markup_mode=None)
app.add_typer(glossary_app, name="glossary")


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
    say(to_json(as_rows(results)) if as_json else "\n\n".join(map(to_text, results)))
    return 0 if all(result.matches for result in results) else 1


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
        say(to_json([{"code": fault.code, "place": fault.place, "message": fault.message} for fault in faults]))
    else:
        say("\n".join(map(str, faults)) or f"{len(glossary)} concepts, nothing to mend")
    return 1 if faults else 0
