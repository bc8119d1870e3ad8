"""The stages in their order: from a Document as read to one with scripts, segments, words, terms and drafts."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date as Date
from functools import cache

from toolkit.analysis.analyze import analyze
from toolkit.analysis.segments import segment
from toolkit.analysis.spelling import pinyin_line
from toolkit.document import HANS, Document
from toolkit.engines import ENGINES, make_engine
from toolkit.errors import UsageError
from toolkit.glossary import USERS, Glossary, load_glossary
from toolkit.protocols import DraftEngine, Explainer
from toolkit.repair.fixers import FIXERS, repair
from toolkit.resources import shipped
from toolkit.script.both import both_scripts
from toolkit.script.choices import mark_choices
from toolkit.script.detect import detect
from toolkit.terms.matching import match
from toolkit.terms.pattern import is_pattern
from toolkit.text import Span
from toolkit.transfer.vocabulary import shipped_places

REGIONS = ("CN", "TW", "HK")
About = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Settings:
    """What a run is asked for.

    ``off`` names fixers that stay off; ``region`` is CN, TW, HK or empty (found from the text); ``today`` is the date
    of the document, to which "this year" is anchored; ``profile`` is the user whose renderings are preferred.
    """

    off: tuple[str, ...] = ()
    region: str = ""
    today: Date | None = None
    engine: str = "transfer"
    profile: str = ""


def settings(
    *,
    off: Iterable[str] = (),
    region: str = "",
    date: str = "",
    engine: str = "transfer",
    profile: str = "",
    about: About | None = None,
) -> Settings:
    """Return the settings of a request in words; the date is that of ``about`` where none is given.

    Raises UsageError, listing what is known, for an unknown fixer, region, engine or profile, or what is no date.

    >>> settings(region="TW", date="2015-09-23").today
    datetime.date(2015, 9, 23)
    """
    for kind, name, known in (
        ("region", region, ("", *REGIONS)),
        ("engine", engine, tuple(ENGINES)),
        ("profile", profile, ("", *USERS)),
        *(("fixer", name, tuple(FIXERS)) for name in off),
    ):
        if name not in known:
            raise UsageError(f'there is no {kind} "{name}"', remedy="known: " + ", ".join(filter(None, known)))
    try:
        today = Date.fromisoformat(date) if date else date_of(about or {})
    except ValueError:
        raise UsageError(f'"{date}" is no date', remedy="write it as 2015-09-23") from None
    return Settings(tuple(off), region, today, engine, profile)


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
        mark_choices,
        segment,
        lambda d: match(d, glossary, region),
        lambda d: analyze(
            d, terms=_term_readings(d), gazetteer=shipped_places(region), date=settings.today, region=region or "CN"
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
        if not is_pattern(term.hans):  # the pinyin of a frame is not that of its parts
            found[note.span] = term.pinyin
    return found


def draft(document: Document, glossary: Glossary, settings: Settings = Settings()) -> Document:
    """Return a prepared document with a draft of every segment; raises UsageError for an unknown engine."""
    return engine_for(document, glossary, settings).draft(document)


def explain(
    document: Document, glossary: Glossary, settings: Settings = Settings(), wanted: Collection[str] = ()
) -> Document:
    """Return a prepared document with drafts and explanations of the segments ``wanted`` (ids), of all without ids.

    Raises UsageError for an engine that explains nothing, and for an id that no segment has.
    """
    engine = engine_for(document, glossary, settings)
    if not isinstance(engine, Explainer):
        raise UsageError(f'the engine "{settings.engine}" does not explain its drafts', remedy="use --engine transfer")
    known = [note.value.id for note in document.layer("segment")]
    for name in wanted:
        if name not in known:
            there = f"the segments are {known[0]} to {known[-1]}" if known else "the text has no segments"
            raise UsageError(f'there is no segment "{name}"', place=document.source.name, remedy=there)
    return engine.explain(document, wanted)


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
    lines: list[list[str]] = [[] for _ in range(text.count("\n") + 1)]
    line = done = 0
    for note in document.layer("segment"):
        line += text.count("\n", done, note.span.start)
        done = note.span.start
        lines[line].append(drafts.get(done, ""))
    return "\n".join(" ".join(filter(None, parts)) for parts in lines)


def pinyin_lines(document: Document) -> str:
    """Return the pinyin of a text as it stands, a line for a line.

    >>> from toolkit.document import from_text
    >>> pinyin_lines(from_text("長沙市公安局"))
    "Chángshā Shì Gōng'ānjú"
    """
    document = match(both_scripts(document, glossary=shipped_glossary()), shipped_glossary())
    terms, places, at = _term_readings(document), shipped_places(), 0
    by_line: dict[int, dict[Span, str]] = {}
    hans = document.text(HANS)
    starts = [0, *(found.end() for found in re.finditer("\n", hans))]
    for span, pinyin in terms.items():
        at = bisect_right(starts, span.start) - 1
        by_line.setdefault(at, {})[span.shift(-starts[at])] = pinyin
    lines = hans.split("\n")
    return "\n".join(pinyin_line(line, by_line.get(at), places) for at, line in enumerate(lines))


def date_of(about: About) -> Date | None:
    """Return the date of an ``about.toml``, where it gives a whole one."""
    given = about.get("date")
    if isinstance(given, Date):
        return given
    try:
        return Date.fromisoformat(str(given))
    except ValueError:
        return None


__all__ = [
    "HANS",
    "Settings",
    "date_of",
    "draft",
    "engine_for",
    "english_lines",
    "explain",
    "pinyin_lines",
    "prepare",
    "region_of",
    "settings",
    "shipped_glossary",
]
