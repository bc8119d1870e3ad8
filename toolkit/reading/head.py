"""The head of a copy: titles, issuing body, dates, source, repairs, glossary, engines and how far the draft got."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Any

from toolkit.document import Source
from toolkit.reading.english import bracketed
from toolkit.reading.signature import Signature
from toolkit.reading.values import Fact, Head, Repair, Row, counted

About = Mapping[str, Any]
"""What ``about.toml`` of a text says. Read are: title_zh, title_en, title_note, issuer_zh, issuer_en, number, date,
date_note, effective, place_zh, place_en, genre, script_note, url, fetched, origin, rights."""

TITLES = ("title", "heading")
FACTS = (
    ("Document number", "number", ""),
    ("Date", "", "date"),
    ("In force from", "", "effective"),
    ("Place", "place_zh", "place_en"),
    ("Genre", "", "genre"),
    ("Origin", "", "origin"),
    ("Retrieved", "", "fetched"),
)
REMARKS = (
    ("Title", "", "title_note"),
    ("Date", "", "date_note"),
    ("Script", "", "script_note"),
    ("Rights", "", "rights"),
)


def head(
    about: About,
    source: Source,
    rows: Sequence[Row],
    lang: str,
    repairs: Sequence[Repair],
    signature: Signature,
) -> Head:
    """Make the head; a title that ``about`` does not give is taken from the first heading, else from the file name."""
    opening = next((row for row in rows if row.kind in TITLES), None)
    title_zh = _said(about, "title_zh") or (opening.source.strip() if opening else "")
    title_en = _said(about, "title_en") or (bracketed(opening.english) if opening else "")
    url = _said(about, "url")
    return Head(
        title_zh=title_zh or ("" if title_en else _file(source)),
        title_en=title_en,
        lang="zh-Hans" if _said(about, "title_zh") else lang,
        issuer_zh=_said(about, "issuer_zh"),
        issuer_en=_said(about, "issuer_en"),
        facts=(
            *_told(about, FACTS),
            *((Fact("Source", english=url, url=_safe(url)),) if url else ()),
            *_made(source, repairs, signature),
            *(replace(fact, aside=True) for fact in _told(about, REMARKS)),
        ),
        coverage=coverage(rows),
    )


def _told(about: About, lines: Iterable[tuple[str, str, str]]) -> Iterator[Fact]:
    for label, chinese, english in lines:
        if _said(about, chinese) or _said(about, english):
            yield Fact(label, _said(about, chinese), _said(about, english))


def _file(source: Source) -> str:
    """Return the name of the file without its folders, which are nobody's business but the user's."""
    return PurePosixPath(source.name.replace("\\", "/")).name or source.name


def _made(source: Source, repairs: Sequence[Repair], signature: Signature) -> Iterable[Fact]:
    """Yield the facts that the program itself vouches for."""
    rules = ", ".join(f"{number} {rule}" for rule, number in counted(repairs))
    yield Fact("File", english=f"{_file(source)} ({source.encoding}, {source.size:,} bytes)")
    yield Fact("Source SHA-256", english=source.sha256, code=True)
    yield Fact("Repairs", english=f"{len(repairs)} ({rules}), listed at the foot" if repairs else "none")
    yield Fact("Glossary", english=signature.glossary_name, code=bool(signature.glossary))
    yield Fact("Draft", english=", ".join(signature.engines) or "none; the Chinese alone")


def _said(about: About, key: str) -> str:
    return str(about.get(key, "") or "").strip() if key else ""


def _safe(url: str) -> str:
    """Return an address only where it is one of the web: any other scheme is shown, not linked.

    >>> _safe("javascript:alert(1)"), _safe("https://example.org/a")
    ('', 'https://example.org/a')
    """
    return url if url.lower().startswith(("https://", "http://")) else ""


def coverage(rows: Sequence[Row]) -> str:
    """Say how many segments of the body were parsed in full, from a memory, or not drafted at all."""
    body = [row for row in rows if row.kind != "boilerplate"]
    drafted = [row for row in body if row.draft]
    if not drafted:
        return ""
    said = f"{sum(row.level == 'full' for row in drafted)} of {len(body)} segments fully parsed"
    memory = sum(row.level == "memory" for row in drafted)
    missing = len(body) - len(drafted)
    return said + (f", {memory} from memory" if memory else "") + (f", {missing} without a draft" if missing else "")
