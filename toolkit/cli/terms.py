"""``lookup``: terms for people, one by one or in a conversation."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Annotated, Any

import typer

from toolkit.cli.app import AsJson, Glossaries, Profile, app, say
from toolkit.delivery import to_json

PROMPT = "duizhao> "
FAREWELLS = (":q", ":quit", ":exit")


@app.command()
def lookup(
    words: Annotated[
        list[str] | None,
        typer.Argument(metavar="WORD", help="Chinese, pinyin or English; without one, a line in, a card out."),
    ] = None,
    as_json: AsJson = False,
    limit: Annotated[int, typer.Option(min=1, metavar="N", help="How many matches to show.")] = 10,
    examples: Annotated[
        bool, typer.Option("--examples", help="Show sentences of the texts with their drafts.")
    ] = False,
    profile: Profile = "",
    glossary: Glossaries = None,
) -> int:
    """Look terms up; exit 1 where one is not found."""
    from toolkit.glossaries import working_glossary
    from toolkit.terms.card import to_text
    from toolkit.terms.lookup import Index
    from toolkit.terms.lookup import to_json as as_rows
    from toolkit.terms.patterned import shipped_patterns

    known = working_glossary(glossary or (), profile)
    index = Index(known, shipped_patterns())
    asked = words if words else _lines()
    rows, missing, first = [], False, True
    for word in asked:
        result = index.lookup(word, limit=limit)
        missing = missing or not result.found
        shown, found = _examples(result, known) if examples else ("", {})
        if as_json:
            rows += [row | found for row in as_rows([result])]
            continue
        say(("" if first or _typing() else "\n") + to_text(result) + shown)
        first = False
    if as_json:
        say(to_json(rows))
    return 0 if not words and _typing() else int(missing)


def _examples(result: Any, glossary: Any) -> tuple[str, dict[str, Any]]:
    """Return where the first match stands in the texts, as text and as a cell of JSON."""
    from toolkit.corpus.occurrences import as_rows, occurrences, to_text

    found = occurrences(result.matches[0].concept, glossary) if result.found else ()
    return ("\n" + to_text(found) if found else ""), {"examples": as_rows(found)}


def _typing() -> bool:
    return sys.stdin is not None and sys.stdin.isatty()


def _lines() -> Iterator[str]:
    """Yield the queries that are typed or piped in, a line each, until Ctrl-D or :q."""
    if _typing():
        _with_history()
    while True:
        try:
            line = input(PROMPT) if _typing() else sys.stdin.readline() if sys.stdin else ""
        except EOFError:
            print(file=sys.stderr)
            return
        if not _typing() and not line:
            return
        query = line.strip()
        if query in FAREWELLS:
            return
        if query:
            yield query


def _with_history() -> None:
    """Let the arrow keys bring back earlier lines where the platform can."""
    try:
        import readline  # noqa: F401
    except ImportError:
        return
