"""The terms of a glossary folded for look-ups by sound and by sense, all at once, when the first such query comes.

A look-up on the command line is one process: folding each reading and rendering for itself takes longer than all the
rest of it. So all are folded as one text, and words are compared only where their first letters are in it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from toolkit.features import parse_features
from toolkit.glossary import Concept, Glossary, Heading, Term
from toolkit.terms.english import stems
from toolkit.terms.pinyin import TONES

_NUMBER = re.compile(r"\((?:mass|pl)\)$")


@dataclass(frozen=True, slots=True)
class Row:
    """One term of a glossary, found by its heading; the concept is gathered when it is asked for."""

    heading: Heading
    glossary: Glossary

    @property
    def concept(self) -> Concept:
        """The concept of the term."""
        return self.glossary.concepts[self.heading.concept]

    @property
    def term(self) -> Term:
        """The term itself."""
        return self.concept.terms[self.heading.at]


def senses(rows: Iterable[Row], held: str) -> Iterator[tuple[Row, int, tuple[str, ...]]]:
    """Yield row, rank of the rendering and its words, for the renderings of rows that hold a string."""
    for row in rows:
        for rank, text in _renderings(row):
            if held in text:
                yield row, rank, stems(text)


def folded_readings(rows: Sequence[Row]) -> tuple[str, ...]:
    """Return each reading in bare letters and digits, as ``pinyin.plain`` folds one."""
    if not rows:
        return ()
    text = unicodedata.normalize("NFD", "\n".join(row.heading.pinyin for row in rows).lower())
    for tone in TONES:
        text = text.replace(tone, "")
    return tuple(re.sub(r"[^a-z0-9\n]", "", text.replace("u\u0308", "v")).split("\n"))


def folded_english(rows: Sequence[Row]) -> Iterator[tuple[int, int, str]]:
    """Yield the number of each row with rank and text of its renderings, in small letters."""
    return ((at, rank, text) for at, row in enumerate(rows) for rank, text in _renderings(row))


def _renderings(row: Row) -> Iterator[tuple[int, str]]:
    """Yield rank (0 preferred, 1 the noun of a verb, 2 others) and rendering in small letters."""
    yield 0, row.concept.english.lower()
    for other in row.concept.others:
        yield 2, other.english.lower()
    noun = parse_features(row.concept.grammar).get("vn", "") if "vn=" in row.concept.grammar else ""
    if noun not in ("", "1"):
        yield 1, _NUMBER.sub("", noun).lower()
