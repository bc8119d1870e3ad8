"""``lookup``: terms for people."""

from __future__ import annotations

from typing import Annotated

import typer

from toolkit.cli.app import AsJson, Glossaries, Profile, app, say
from toolkit.delivery import to_json


@app.command()
def lookup(
    words: Annotated[list[str], typer.Argument(metavar="WORD", help="Chinese, pinyin or English.")],
    as_json: AsJson = False,
    limit: Annotated[int, typer.Option(min=1, metavar="N", help="How many matches to show.")] = 10,
    profile: Profile = "",
    glossary: Glossaries = None,
) -> int:
    """Look terms up; exit 1 where one is not found."""
    from toolkit.glossaries import working_glossary
    from toolkit.terms.card import to_text
    from toolkit.terms.lookup import Index
    from toolkit.terms.lookup import to_json as as_rows

    index = Index(working_glossary(glossary or (), profile))
    results = [index.lookup(word, limit=limit) for word in words]
    say(to_json(as_rows(results)) if as_json else "\n\n".join(map(to_text, results)))
    return 0 if all(result.matches for result in results) else 1
