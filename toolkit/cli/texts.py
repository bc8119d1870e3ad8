"""``texts``: the texts that come with the package."""

from __future__ import annotations

from typing import Annotated

import typer

from toolkit.cli.app import AsJson, app, say
from toolkit.delivery import to_json
from toolkit.errors import UsageError


@app.command()
def texts(
    name: Annotated[str, typer.Argument(help="A text to show; all are listed without one.")] = "",
    as_json: AsJson = False,
) -> None:
    """List the texts that come with Duizhao."""
    from toolkit.corpus.works import describe, works

    known = works()
    shown = [work for work in known if name in ("", work.id)]
    if not shown:
        raise UsageError(f'there is no text "{name}"', remedy="known: " + ", ".join(work.id for work in known))
    if as_json:
        say(to_json([{"id": work.id, "source": str(work.source), "about": work.about} for work in shown]))
    else:
        say("\n\n".join(describe(work, whole=bool(name)) for work in shown))
