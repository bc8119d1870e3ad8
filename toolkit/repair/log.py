"""The log of repairs: every edit with its place in the source, for people and for programs."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import asdict, dataclass

from toolkit.document import DECODED, HANS, HANT, Document, Version
from toolkit.text import Span

EVEN = 0.5


@dataclass(frozen=True, slots=True)
class Entry:
    """One repair: where it stands in the source (line and column from 1, in code points), what became what, and why.

    ``before`` is what the source has there, ``found`` what the fixer saw (other fixers may have been there first)
    and ``after`` what it made of it. ``start`` and ``end`` are code points of the decoded source. ``confidence`` is the
    probability, from 0 to 1, that the repair is right; a doubtful one whose fixer reckons none has EVEN.
    """

    line: int
    column: int
    start: int
    end: int
    before: str
    found: str
    after: str
    rule: str
    evidence: str
    doubtful: bool
    confidence: float

    def __str__(self) -> str:
        mark = f"{self.confidence:.2f}" + (" (doubtful)" if self.doubtful else "")
        change = f"{visible(self.before)} -> {visible(self.after)}"
        return f"{self.line}:{self.column} {change} {self.rule} {mark}: {self.evidence}"


def entries(document: Document, prefix: str = "repair.") -> tuple[Entry, ...]:
    """Return the edits of a document whose rule begins with ``prefix``, by their place in the source.

    With an empty prefix the edits of reading in (``read.bom``, ``read.newline``, ``read.html-markup``) are there too.

    >>> from toolkit.document import from_text
    >>> from toolkit.repair.fixers import repair
    >>> print(*entries(repair(from_text("公安\\u200b机关"))))
    1:3 [U+200B] -> [] repair.spacing 1.00: U+200B ZERO WIDTH SPACE beside a Chinese character
    """
    starts = _line_starts(document.text(DECODED))
    found = [
        entry
        for version in document.versions
        if version.parent and version.name not in (HANS, HANT)
        for entry in _entries(document, version, prefix, starts)
    ]
    return tuple(sorted(found, key=lambda entry: (entry.start, entry.end)))


def _entries(document: Document, version: Version, prefix: str, starts: list[int]) -> Iterator[Entry]:
    source, parent = document.text(DECODED), document.version(version.parent)
    for edit in version.edits:
        if not edit.rule.startswith(prefix):
            continue
        span = document.trace(edit.span, parent.name)
        line = bisect_right(starts, span.start)
        found = edit.span.of(parent.text.characters)
        yield Entry(
            line,
            span.start - starts[line - 1] + 1,
            span.start,
            span.end,
            span.of(source),
            found,
            edit.text,
            edit.rule,
            edit.evidence,
            edit.doubtful,
            EVEN if edit.doubtful and edit.confidence == 1 else round(edit.confidence, 4),
        )


def _line_starts(characters: str) -> list[int]:
    starts = [0]
    for at, character in enumerate(characters):
        if character == "\n" or (character == "\r" and characters[at + 1 : at + 2] != "\n"):
            starts.append(at + 1)
    return starts


def as_rows(document: Document, prefix: str = "repair.") -> list[dict[str, str | int | bool | float]]:
    """Return the log as plain values, for JSON: the fields of Entry by name."""
    return [asdict(entry) for entry in entries(document, prefix)]


def to_text(document: Document, prefix: str = "repair.") -> str:
    """Return the log as lines for a person, one for each change."""
    return "".join(f"{entry}\n" for entry in entries(document, prefix))


def visible(characters: str) -> str:
    """Show a run in one line: brackets around what cannot be seen.

    >>> visible("，"), visible("\\ufeff"), visible(" ")
    ('，', '[U+FEFF]', '[U+0020]')
    """
    if not characters:
        return "[]"
    return "".join(one if one.isprintable() and one != " " else f"[U+{ord(one):04X}]" for one in characters)


def where(document: Document, span: Span, version: str = "") -> str:
    """Return the place of a span as ``line:column`` of the source.

    >>> from toolkit.document import from_text
    >>> where(from_text("公安\\n民警"), Span(4, 5))
    '2:2'
    """
    at = document.trace(span, version).start
    starts = _line_starts(document.text(DECODED))
    line = bisect_right(starts, at)
    return f"{line}:{at - starts[line - 1] + 1}"
