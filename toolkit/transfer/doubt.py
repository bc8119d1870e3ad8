"""What a reader should doubt: attachments and senses as likely otherwise, figures not carried, subjects supplied.

A rival analysis is reported only where it would be said otherwise, in other words or another order: two ways to build
one sentence are no doubt, and neither are an article, a comma or a plural more or less.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from toolkit.analysis.values import Quantity
from toolkit.document import Finding
from toolkit.text import Span
from toolkit.transfer.chart import Item
from toolkit.transfer.pieces import Piece
from toolkit.transfer.rival import ATTACHMENT, SEGMENTATION, SENSE, Contrast, Reading, Say, contrast, rivals

# How much more a rival analysis may cost (the unit is that of the rules). On 173 segments of prose a tie alone brings
# ATTACHED to one segment in five, a step of 0.05 to one in three. EQUAL lies below the step of 0.05 by which the order
# of senses in the lexicon counts.
ATTACHED, EQUAL = 0.0, 0.02
_SHOWN = 12
_FIGURE = re.compile(r"\d[\d,.]*\d|\d")
_NUMBERS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
_FIGURES = {word: str(number) for number, word in enumerate(_NUMBERS)} | {"once": "1", "twice": "2"}
_NUMBER_ENDING = re.compile(r"(?:ies|es|s|y|e)$")
_EMPTY = frozenset(("a", "an", "the", "and", "or", "of", ""))
_ARTICLES = frozenset(("a", "an", "the", "each", "every", "any", "first", "last", "same"))

Placed = Sequence[tuple[Span, Piece]]


def doubts(readings: Iterable[Reading], broken: Iterable[Span], say: Say, text: str) -> Iterator[Finding]:
    """Yield doubtful attachments (D105) and senses (D106), at most one of each for a stretch that was read.

    ``say`` returns the English of an analysis; an analysis that cannot be said is as good as one said otherwise.
    """
    gone = list(broken)
    for reading in {reading.span: reading for reading in readings}.values():
        if not any(reading.span.overlaps(span) for span in gone):
            yield from _doubts(reading, say, text)


def _doubts(reading: Reading, say: Say, text: str) -> Iterator[Finding]:
    margins = {ATTACHMENT: ATTACHED, SENSE: EQUAL, SEGMENTATION: EQUAL}
    chosen = None
    for rival in rivals(reading, max(margins.values())):
        found = contrast(reading.items, rival.items)
        if rival.difference > margins.get(found.kind, -1.0):
            continue
        chosen = chosen or _said(reading, reading.items, say)
        other = _said(reading, rival.items, say)
        if not chosen or not other or _content(other) != _content(chosen):
            yield _finding(found, chosen, other, text)
            for kind in (SENSE, SEGMENTATION) if found.kind != ATTACHMENT else (ATTACHMENT,):
                margins.pop(kind)


def _said(reading: Reading, items: Sequence[Item], say: Say) -> list[str]:
    """Return the words of an analysis; none where it cannot be said."""
    try:
        return say(reading, items).split()
    except Exception:
        # Broad for the reason that _Segment._guarded gives: no odd entry may cost the draft, which is written already.
        return []


def _content(words: Iterable[str]) -> list[str]:
    """Return the words that say something, without number: articles, connectives and marks say nothing here."""
    bare = (word.casefold().strip(",;\"'") for word in words)
    return [_NUMBER_ENDING.sub("", word) for word in bare if word not in _EMPTY]


def _finding(found: Contrast, chosen: Sequence[str], other: Sequence[str], text: str) -> Finding:
    here, there = apart(chosen, other)
    code, told = ("D105", "doubtful attachment of") if found.kind == ATTACHMENT else ("D106", "as likely otherwise:")
    said = f'"{there}" for "{here}"' if there else "another reading"
    return Finding(code, found.word, f"{told} {found.word.of(text)}, {said}")


def apart(chosen: Sequence[str], other: Sequence[str]) -> tuple[str, str]:
    """Return the words in which two lines differ, with the word before where one of them would be empty.

    >>> apart("the work was praised".split(), "the hard work was praised".split())
    ('the', 'the hard')
    """
    start = next(
        (at for at, (a, b) in enumerate(zip(chosen, other, strict=False)) if a != b), min(map(len, (chosen, other)))
    )
    behind = zip(reversed(chosen[start:]), reversed(other[start:]), strict=False)
    end = next((at for at, (a, b) in enumerate(behind) if a != b), min(len(chosen), len(other)) - start)
    if start and start + end == min(len(chosen), len(other)):
        start -= 1
    return _shown(chosen[start : len(chosen) - end]), _shown(other[start : len(other) - end])


def _shown(words: Sequence[str]) -> str:
    half = _SHOWN // 2
    return " ".join(words if len(words) <= _SHOWN else [*words[:half], "…", *words[-half:]])


def uncarried(quantities: Iterable[tuple[Span, Quantity]], placed: Placed, text: str) -> Iterator[Finding]:
    """Yield the quantities whose value does not stand in the English that renders them (D107)."""
    for span, quantity in quantities:
        said = " ".join(piece.text for _, piece in placed if piece.start < span.end and span.start < piece.end)
        if not _carries(said, quantity):
            yield Finding("D107", span, f'number not carried: {span.of(text)} is "{quantity.english}"')


def _carries(said: str, quantity: Quantity) -> bool:
    """Whether words say a quantity: its figures, or where it has none, its words; one may be an article."""
    spoken, meant = _figured(said), _figured(quantity.english)
    figures = _FIGURE.findall(meant)
    if figures == ["1"] and not _ARTICLES.isdisjoint(spoken.split()):
        return True
    if figures:
        return set(figures) <= set(_FIGURE.findall(spoken))
    words = spoken.split()
    return not meant or any(word in words for word in meant.split())


def _figured(english: str) -> str:
    """Return English in small letters with its number words as figures: a "three-year plan" is of 3 years."""
    return " ".join(_FIGURES.get(word, word) for word in english.lower().replace("-", " ").split())


def supplied_subjects(placed: Placed) -> Iterator[Finding]:
    """Yield the subjects that English needs and the Chinese leaves unsaid (D108)."""
    for _, piece in placed:
        if piece.supplied and piece.by == "grammar:supplied-subject":
            yield Finding("D108", Span(piece.start, piece.start), f'subject supplied: "{piece.text}"')
