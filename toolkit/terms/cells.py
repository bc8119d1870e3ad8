"""What a concept must hold so that the home form, and every format beside it, can carry it back unchanged."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace

from toolkit.features import feature_faults
from toolkit.glossary import FORBIDDEN, PARTS_OF_SPEECH, STATUSES, USERS, Concept, Term, parse_rendering
from toolkit.terms.ids import SLUG

REGIONS = ("TW", "HK", "MO")


def cell(text: str) -> str:
    """Return a text as a cell holds it: no space at its edges, every run of white space one space.

    >>> cell(" police\\n station ")
    'police station'
    """
    return " ".join(text.split())


def concept_faults(concept: Concept) -> Iterator[str]:
    """Say in words what keeps a concept out of the home form; nothing for one that fits.

    A part of speech may be wanting: it is a noun where the concept is completed.

    >>> list(concept_faults(Concept("Police", "policing", (Term("派出所", "派出所", "", "thing"),), "")))
    ['the id "Police" is no slug', 'the English is empty', 'unknown part of speech "thing"']
    """
    if not SLUG.fullmatch(concept.id):
        yield f'the id "{concept.id}" is no slug'
    yield from (f'"{text}" {fault}' for text in _texts(concept) if (fault := _text_fault(text)))
    if not concept.english:
        yield "the English is empty"
    for rendering in concept.others:
        if rendering.user and rendering.user not in USERS:
            yield f'unknown user "{rendering.user}"'
    for english in (*(other.english for other in concept.others), *concept.forbidden):
        if not english or "|" in english:
            yield f'a rendering may not be empty or hold a bar: "{english}"'
        elif parse_rendering(english).user:
            yield f'a rendering may not end in the name of a user in brackets: "{english}"'
    yield from feature_faults(concept.grammar)
    yield from (f'"{name}" is no id' for name in concept.related if not SLUG.fullmatch(name))
    yield from _term_faults(concept)


def _term_faults(concept: Concept) -> Iterator[str]:
    count = sum(term.status == "preferred" for term in concept.terms)
    if count != 1:
        yield f"{count} preferred terms instead of one"
    elif concept.terms[0].status != "preferred":
        yield "the preferred term does not stand first"
    elif concept.terms[0].note:
        yield "the note of the preferred term belongs to the concept"
    for term in concept.terms:
        if not (term.hans or term.hant):
            yield "a term without Chinese"
        if term.pos and term.pos not in PARTS_OF_SPEECH:
            yield f'unknown part of speech "{term.pos}"'
        if term.status not in STATUSES:
            yield f'unknown status "{term.status}"'
        yield from (f'unknown region "{region}"' for region in term.region if region not in REGIONS)


def _texts(concept: Concept) -> Iterator[str]:
    yield from (concept.english, concept.domain, concept.grammar, concept.note, concept.source, *concept.forbidden)
    yield from (other.english for other in concept.others)
    for term in concept.terms:
        yield from (term.hans, term.hant, term.pinyin, term.note)


def _text_fault(text: str) -> str:
    if text != cell(text):
        return "has line breaks, tabs or spaces too many"
    if any(unicodedata.category(sign) in ("Cc", "Cs") or sign in "\ufffe\uffff" for sign in text):
        return "holds a control character or a broken one"
    return ""


def with_terms(concept: Concept, terms: Sequence[Term]) -> Concept:
    """Return the concept with terms, the preferred one first; the first becomes it where none is.

    What was noted of the term that stands for the concept goes to the concept.

    >>> term = Term("警察局", "警察局", "jǐngchájú", status="admitted", note="Of a city.")
    >>> made = with_terms(Concept("police-department", "taiwan", (), "police department"), [term])
    >>> made.terms[0].status, made.note
    ('preferred', 'Of a city.')
    """
    ordered = sorted(terms, key=lambda term: term.status != "preferred")
    if not ordered:
        return concept
    first = ordered[0]
    note = " ".join(filter(None, (concept.note, first.note)))
    return replace(concept, terms=(replace(first, status="preferred", note=""), *ordered[1:]), note=note)


__all__ = ["FORBIDDEN", "REGIONS", "cell", "concept_faults", "with_terms"]
