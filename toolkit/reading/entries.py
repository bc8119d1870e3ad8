"""The glossary of one text: the concepts that occur in it, numbered by pinyin, with their uses and their places."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from toolkit.glossary import Concept, Glossary
from toolkit.reading.gather import Gathered
from toolkit.reading.values import Entry, Related


def entries(segments: Sequence[Gathered], glossary: Glossary) -> tuple[Entry, ...]:
    """Return the entries of the concepts that the segments use, by pinyin."""
    concepts: dict[str, Concept] = {}
    places: dict[str, dict[str, None]] = {}
    renderings: dict[str, dict[str, None]] = {}
    for segment in segments:
        if segment.kind == "boilerplate":
            continue
        for concept in _concepts(segment, glossary):
            concepts.setdefault(concept.id, concept)
            places.setdefault(concept.id, {})[segment.id] = None
        for use in segment.draft.terms if segment.draft else ():
            renderings.setdefault(use.concept, {})[use.rendering] = None
    ordered = sorted(concepts.values(), key=lambda concept: (*collation(concept.preferred.pinyin), concept.id))
    numbers = {concept.id: number for number, concept in enumerate(ordered, start=1)}
    return tuple(
        Entry(
            numbers[concept.id],
            concept,
            tuple(renderings.get(concept.id, ())),
            related(concept, glossary, numbers),
            tuple(places[concept.id]),
        )
        for concept in ordered
    )


def _concepts(segment: Gathered, glossary: Glossary) -> list[Concept]:
    """Return the concepts of a segment: those matched in its text, and those that its draft names."""
    matched = [concept for _, concept in segment.of("term")]
    used = (glossary.concepts.get(use.concept) for use in (segment.draft.terms if segment.draft else ()))
    return [*matched, *(concept for concept in used if concept)]


def related(concept: Concept, glossary: Glossary, numbers: dict[str, int]) -> tuple[Related, ...]:
    """Return the concepts not to be confused with ``concept`` that the glossary knows."""
    known = (glossary.concepts[name] for name in concept.related if name in glossary.concepts)
    return tuple(
        Related(other.preferred.hans, other.preferred.hant, other.english, numbers.get(other.id, 0)) for other in known
    )


def collation(pinyin: str) -> tuple[str, str]:
    """Return what pinyin sorts by: its letters without tones, spaces and apostrophes, then the tones.

    >>> sorted(["jǐngchá", "gōng'ān jīguān", "Tiānwǎng", "gònghéguó"], key=collation)
    ["gōng'ān jīguān", 'gònghéguó', 'jǐngchá', 'Tiānwǎng']
    """
    letters = unicodedata.normalize("NFD", pinyin.casefold())
    plain = "".join(sign for sign in letters if sign.isalnum())
    return plain, letters
