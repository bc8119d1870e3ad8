"""A concept by the model of ISO 30042: language sections, and in each the terms of that language."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from toolkit.glossary import FORBIDDEN, Concept

ENGLISH, HANS, HANT = "en", "zh-Hans", "zh-Hant"


@dataclass(frozen=True, slots=True)
class Designation:
    """One term of one language, with what is said of it there; ``number`` pairs the two scripts of a Chinese term."""

    text: str
    status: str
    number: int
    pos: str = ""
    region: tuple[str, ...] = ()
    user: str = ""
    pinyin: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class LanguageSection:
    """The terms of a concept in one language, named by its tag (BCP 47)."""

    language: str
    terms: tuple[Designation, ...]


def sections(concept: Concept) -> Iterator[LanguageSection]:
    """Yield the sections of a concept: Simplified, Traditional (by region where there is one), English.

    >>> from toolkit.glossary import Term
    >>> police = Concept("police-agency", "taiwan", (Term("警政署", "警政署", "jǐngzhèngshǔ", region=("TW",)),), "NPA")
    >>> [section.language for section in sections(police)]
    ['zh-Hans', 'zh-Hant-TW', 'en']
    """
    found: dict[str, list[Designation]] = {}
    for number, term in enumerate(concept.terms, start=1):
        if term.hans:
            simplified = Designation(
                term.hans, term.status, number, term.pos, term.region, pinyin=term.pinyin, note=term.note
            )
            found.setdefault(HANS, []).append(simplified)
        if term.hant:
            language = f"{HANT}-{term.region[0]}" if len(term.region) == 1 else HANT
            found.setdefault(language, []).append(
                Designation(
                    term.hant,
                    term.status,
                    number,
                    term.pos,
                    term.region,
                    pinyin="" if term.hans else term.pinyin,
                    note="" if term.hans else term.note,
                )
            )
    pos = concept.preferred.pos
    found[ENGLISH] = [
        Designation(concept.english, "preferred", 1, pos),
        *(
            Designation(other.english, "admitted", at, pos, user=other.user)
            for at, other in enumerate(concept.others, 2)
        ),
        *(
            Designation(english, FORBIDDEN, at, pos)
            for at, english in enumerate(concept.forbidden, 2 + len(concept.others))
        ),
    ]
    yield from (LanguageSection(language, tuple(terms)) for language, terms in found.items())
