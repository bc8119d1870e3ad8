"""``evaluate``: what drafts are worth beside references."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from toolkit.cli.app import AsJson, Date, Engine, Region, app
from toolkit.delivery import emit, encoded, to_json
from toolkit.files import write_atomically

Texts = Annotated[
    list[str] | None,
    typer.Argument(metavar="TEXT", help="Texts that come along, or sets as .jsonl; default: all texts."),
]


@app.command()
def evaluate(
    texts: Texts = None,
    source: Annotated[Path | None, typer.Option(metavar="FILE", help="Source, a sentence a line.")] = None,
    reference: Annotated[
        list[Path] | None, typer.Option(metavar="FILE", help="References of it; may be repeated.")
    ] = None,
    hypothesis: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Drafts to score: lines, or JSON of an evaluation.")
    ] = None,
    against: Annotated[Path | None, typer.Option(metavar="FILE", help="Older drafts to compare with, alike.")] = None,
    html: Annotated[Path | None, typer.Option(metavar="FILE", help="Write a page, the worst lines first.")] = None,
    as_json: AsJson = False,
    engine: Engine = "transfer",
    region: Region = "",
    date: Date = "",
) -> int:
    """Score drafts against references; exit 1 if worse than --against."""
    from toolkit.evaluation import run
    from toolkit.evaluation.compare import to_json as compared
    from toolkit.evaluation.page import to_html
    from toolkit.evaluation.report import to_json as reported
    from toolkit.evaluation.text import to_text
    from toolkit.pipeline import settings

    found = run.choose_set(texts or [], source, reference or [])
    asked = settings(region=region, date=date, engine=engine)
    evaluation, comparison = run.evaluated(found, asked, hypothesis, against, explained=html is not None)
    if html is not None:
        write_atomically(html, encoded(to_html(evaluation, comparison)))
    if as_json:
        report: dict[str, Any] = reported(evaluation)
        emit(to_json(report | ({"against": compared(comparison)} if comparison else {})) + "\n")
    else:
        emit(to_text(evaluation, comparison))
    return 1 if comparison is not None and comparison.is_worse else 0
