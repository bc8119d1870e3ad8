"""The side-by-side page of an evaluation: one HTML file, the worst lines first, nothing asked of the network."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from toolkit.evaluation.compare import Comparison
from toolkit.evaluation.report import Evaluation
from toolkit.evaluation.sets import Line, Wanted
from toolkit.evaluation.text import LADDER, percent
from toolkit.reading.drawer import drawer
from toolkit.reading.html import marked, policy
from toolkit.reading.shown import shown
from toolkit.reading.values import Drawer
from toolkit.resources import data
from toolkit.transfer.finding import MEANINGS

DRAWERS = 100


@dataclass(frozen=True, slots=True)
class Shown:
    """A line as the page prints it; ``before`` is the older draft where it differs, ``change`` the gain in chrF."""

    line: Line
    chrf: float
    zh: Markup
    english: Markup
    missed: tuple[Wanted, ...]
    levels: str
    findings: tuple[tuple[str, str], ...]
    segments: tuple[str, ...]
    drawers: tuple[Drawer, ...]
    before: str = ""
    change: float | None = None


def to_html(found: Evaluation, comparison: Comparison | None = None) -> str:
    """Return the page; the same evaluation gives the same text."""
    environment = _environment()
    style = _style()
    return environment.get_template("evaluation.html.j2").render(
        found=found,
        comparison=comparison,
        rows=list(_rows(found, comparison)),
        style=Markup(style),
        policy=policy(style, ""),
        percent=percent,
        ladder=LADDER,
        meanings=MEANINGS,
    )


def _rows(found: Evaluation, comparison: Comparison | None) -> Iterator[Shown]:
    changes = {change.number: change.chrf for change in comparison.changes} if comparison else {}
    for rank, at in enumerate(found.worst):
        line, made, score = found.lines[at], found.drafted[at], found.scores[at]
        missed = (*score.missed_terms, *score.missed_numbers)
        said = [form for wanted in (*line.terms, *line.numbers) if wanted not in missed for form in wanted.accepted]
        told = (part.explanation for part in made.parts if part.explanation)
        yield Shown(
            line=line,
            chrf=score.chrf,
            zh=_with_marks(line.zh, [wanted.zh for wanted in missed], "missed"),
            english=_with_marks(made.english, said, "said", words=True),
            missed=missed,
            levels=", ".join(part.level for part in made.parts),
            findings=tuple((one.code, one.message) for part in made.parts for one in part.findings),
            segments=tuple(part.id for part in made.parts),
            drawers=tuple(map(drawer, told)) if rank < DRAWERS else (),
            before=comparison.old.drafted[at].english if comparison and at in changes else "",
            change=changes.get(at),
        )


def _with_marks(text: str, forms: Sequence[str], name: str, *, words: bool = False) -> Markup:
    """Return text as HTML with some of its words marked, the longest of those that overlap."""
    wanted = sorted({form for form in forms if form}, key=lambda form: (-len(form), form))
    if not wanted:
        return Markup(escape(shown(text)))
    pattern = "|".join(map(re.escape, wanted))
    parts = re.split(rf"(?<!\w)({pattern})" if words else f"({pattern})", text, flags=re.IGNORECASE)
    return Markup().join(
        Markup('<mark class="{}">{}</mark>').format(name, shown(part)) if at % 2 else escape(shown(part))
        for at, part in enumerate(parts)
    )


@cache
def _style() -> str:
    path = data("evaluation", "templates", "evaluation.css")
    return path.read_text(encoding="utf-8").replace("\r\n", "\n")


@cache
def _environment() -> Environment:
    folders = (data("evaluation", "templates"), data("reading", "templates"))
    environment = Environment(
        loader=ChoiceLoader([FileSystemLoader(folder) for folder in folders]),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=lambda value: value if isinstance(value, Markup) else shown(str(value)),
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["marked"] = marked
    return environment
