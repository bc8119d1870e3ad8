"""The stages in their order: from a Document as read to one with scripts, segments, words, terms and drafts."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from toolkit.analysis.analyze import analyze
from toolkit.analysis.segments import segment
from toolkit.document import HANS, Document
from toolkit.engines import make_engine
from toolkit.glossary import Glossary, load_glossary
from toolkit.protocols import DraftEngine
from toolkit.repair import repair
from toolkit.resources import shipped
from toolkit.script.both import both_scripts
from toolkit.script.detect import detect
from toolkit.terms.matching import match
from toolkit.text import Span
from toolkit.transfer.vocabulary import shipped_places


@dataclass(frozen=True, slots=True)
class Settings:
    """What a run is asked for.

    ``off`` names fixers that stay off; ``region`` is CN, TW, HK or empty (found from the text); ``today`` is the date of
    the document, to which "this year" is anchored.
    """

    off: tuple[str, ...] = ()
    region: str = ""
    today: date | None = None
    engine: str = "transfer"


@cache
def shipped_glossary() -> Glossary:
    """Return the glossary that comes with the package, read once."""
    return load_glossary(shipped("glossary"))


def prepare(document: Document, glossary: Glossary, settings: Settings = Settings()) -> Document:
    """Repair, write in both scripts, segment, analyze and match terms.

    >>> from toolkit.document import from_text
    >>> prepared = prepare(from_text("长沙市公安局召开通报会。"), shipped_glossary())
    >>> [version.name for version in prepared.versions][-2:]
    ['hans', 'hant']
    """
    document = repair(document, switch_off=settings.off)
    region = settings.region or region_of(document)
    stages: tuple[Callable[[Document], Document], ...] = (
        lambda d: both_scripts(d, region=region, glossary=glossary),
        segment,
        lambda d: match(d, glossary),
        lambda d: analyze(
            d, terms=_term_readings(d), gazetteer=shipped_places(), date=settings.today, region=region or "CN"
        ),
    )
    for stage in stages:
        document = stage(document)
    return document


def _term_readings(document: Document) -> dict[Span, str]:
    """Return the pinyin that the glossary gives for the spans of its terms."""
    text = document.text(document.layer("term").version)
    found = {}
    for note in document.layer("term"):
        form = note.span.of(text)
        term = next((one for one in note.value.terms if form in (one.hans, one.hant)), note.value.preferred)
        found[note.span] = term.pinyin
    return found


def draft(document: Document, glossary: Glossary, settings: Settings = Settings()) -> Document:
    """Return a prepared document with a draft of every segment; raises UsageError for an unknown engine."""
    return engine_for(document, glossary, settings).draft(document)


def engine_for(document: Document, glossary: Glossary, settings: Settings) -> DraftEngine:
    """Return the engine that the settings name, made for the region and date of the document."""
    region = settings.region or region_of(document)
    return make_engine(settings.engine, glossary, region=region, today=settings.today)


def region_of(document: Document) -> str:
    """Return the region (CN, TW, HK or nothing) that the words and characters of the text speak for."""
    return detect(document.text()).region


def english_lines(document: Document) -> str:
    """Return the drafts as plain English, a line for each line of the repaired text, boilerplate included."""
    text = document.text(document.layer("segment").version)
    drafts = {note.span.start: note.value.english for note in document.layer("draft")}
    lines = [""] * (text.count("\n") + 1)
    for note in document.layer("segment"):
        line = text.count("\n", 0, note.span.start)
        lines[line] = f"{lines[line]} {drafts.get(note.span.start, '')}".strip()
    return "\n".join(lines)


def pinyin_lines(document: Document) -> str:
    """Return the pinyin of a text as it stands, a line for a line."""
    from toolkit.analysis.readings import pinyin_line

    hans = both_scripts(document).text(HANS)
    return "\n".join(pinyin_line(line) for line in hans.split("\n"))


def date_of(about: Mapping[str, object]) -> date | None:
    """Return the date of an ``about.toml``, where it gives a whole one."""
    given = about.get("date")
    if isinstance(given, date):
        return given
    try:
        return date.fromisoformat(str(given))
    except ValueError:
        return None


def known_engines() -> Collection[str]:
    """Return the names that ``settings.engine`` may take."""
    from toolkit.engines import ENGINES

    return ENGINES.keys()


__all__ = [
    "HANS",
    "Settings",
    "date_of",
    "draft",
    "engine_for",
    "english_lines",
    "known_engines",
    "pinyin_lines",
    "prepare",
    "region_of",
    "shipped_glossary",
]
