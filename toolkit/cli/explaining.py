"""``explain``: how a draft came about."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from toolkit.cli.app import AsJson, Date, Engine, Inputs, Off, Output, Region, app, read_input
from toolkit.delivery import run, to_json
from toolkit.files import about_beside

Segments = Annotated[
    list[str] | None, typer.Option("--segment", "-s", metavar="ID", help="s1, s12 ...; may be repeated; default: all.")
]


@app.command()
def explain(
    inputs: Inputs = None,
    output: Output = "",
    segment: Segments = None,
    as_json: AsJson = False,
    engine: Engine = "transfer",
    region: Region = "",
    date: Date = "",
    off: Off = None,
) -> int:
    """Tell how a draft came about: words, rules, rivals."""
    request = {"engine": engine, "region": region, "date": date, "off": off or []}
    work = _json if as_json else _text
    suffix = ".json" if as_json else ".txt"
    return run(inputs, output, lambda source: work(source, segment or [], request), suffix=suffix, joins=not as_json)


def _explained(source: str, wanted: list[str], request: dict[str, Any]) -> tuple[Any, dict[str, Any]]:
    """Return the document of an input and the explanations of its segments by id."""
    from toolkit import pipeline

    settings = pipeline.settings(about=about_beside(source), **request)
    glossary = pipeline.shipped_glossary()
    document = pipeline.explain(
        pipeline.prepare(read_input(source), glossary, settings), glossary, settings, list(dict.fromkeys(wanted))
    )
    ids = {note.span: note.value.id for note in document.layer("segment")}
    return document, {ids[note.span]: note.value for note in document.layer("explanation")}


def _text(source: str, wanted: list[str], request: dict[str, Any]) -> str:
    from toolkit.transfer.explain import to_text

    _, found = _explained(source, wanted, request)
    return "\n".join(to_text(explanation, name) for name, explanation in found.items())


def _json(source: str, wanted: list[str], request: dict[str, Any]) -> str:
    from toolkit import pipeline
    from toolkit.reading.signature import sign
    from toolkit.transfer.explain.values import to_json as as_json

    document, found = _explained(source, wanted, request)
    signature = sign(document, pipeline.shipped_glossary())
    about = {"name": document.source.name, "sha256": document.source.sha256, "signature": str(signature)}
    return (
        to_json({"document": about, "segments": [{"id": name, **as_json(one)} for name, one in found.items()]}) + "\n"
    )
