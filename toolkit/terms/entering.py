"""A term entered by hand: a concept made of what was given, the rest completed, faults refused before they are kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from toolkit.errors import UsageError
from toolkit.glossary import FORBIDDEN, Concept, Glossary, Term, parse_rendering, split_cell
from toolkit.terms.cells import cell, concept_faults
from toolkit.terms.completing import complete_term
from toolkit.terms.ids import free, slug

OWN = "own"


@dataclass(frozen=True, slots=True)
class Given:
    """What was given for a concept; None leaves a field as it is (or empty), an empty text empties it."""

    hans: str | None = None
    hant: str | None = None
    pinyin: str | None = None
    pos: str | None = None
    region: str | None = None
    english: str | None = None
    others: Sequence[str] | None = None
    grammar: str | None = None
    domain: str | None = None
    related: Sequence[str] | None = None
    note: str | None = None
    source: str | None = None

    @property
    def texts(self) -> dict[str, Any]:
        """The fields of the concept itself that were given, as cells."""
        names = ("english", "grammar", "domain", "note", "source")
        return {name: cell(text) for name in names if (text := getattr(self, name)) is not None}


def entered(given: Given, own: Mapping[str, Concept], below: Glossary) -> Concept:
    """Return a new concept for the user's glossary.

    Its id is a slug of the English; where ``below`` has a concept of that id with the same Chinese, the new one takes
    its place. Raises UsageError where the user has the term already, or something given cannot be kept.

    >>> made = entered(Given(hans="网格员", english="grid attendant"), {}, Glossary())
    >>> made.id, made.terms[0].hant, made.terms[0].pinyin
    ('grid-attendant', '網格員', 'wǎnggéyuán')
    """
    term = _term(Term("", "", ""), given)
    for known in own.values():
        if any(one.hans == term.hans and one.region == term.region for one in known.terms):
            raise UsageError(f"you have {term.hans} already", place=known.id, remedy="change it with glossary edit")
    name = slug(cell(given.english or ""))
    under = below.concepts.get(name)
    same = under is not None and any(one.hans == term.hans for one in under.terms)
    name = name if same and name not in own else free(name, {*own, *below.concepts})
    concept = Concept(name, OWN, (term,), "", grammar=under.grammar if under and same else "")
    return checked(_changed(concept, given))


def edited(concept: Concept, given: Given) -> Concept:
    """Return a concept with what was given; a new Chinese term gets script and pinyin anew where they are not.

    Raises UsageError where something given cannot be kept.
    """
    first, *rest = concept.terms
    own = tuple(other for other in concept.others if not other.layer)  # not those of the layers it lies over
    concept = replace(concept, terms=(_term(first, given), *rest), others=own)
    return checked(_changed(concept, given))


def _changed(concept: Concept, given: Given) -> Concept:
    concept = replace(concept, **given.texts, layer="")
    if given.related is not None:
        concept = replace(concept, related=tuple(part for one in given.related for part in split_cell(one)))
    if given.others is not None:
        parsed = [parse_rendering(part) for one in given.others for part in split_cell(cell(one))]
        concept = replace(
            concept,
            others=tuple(one for one in parsed if one.user != FORBIDDEN),
            forbidden=tuple(one.english for one in parsed if one.user == FORBIDDEN),
        )
    return concept


def _term(term: Term, given: Given) -> Term:
    made = replace(
        term,
        hans=term.hans if given.hans is None else cell(given.hans),
        hant=cell(given.hant) if given.hant is not None else "" if given.hans is not None else term.hant,
        pinyin=cell(given.pinyin) if given.pinyin is not None else "" if given.hans is not None else term.pinyin,
        pos=(given.pos or "noun").lower() if given.pos is not None else term.pos,
        region=term.region if given.region is None else split_cell(given.region.upper(), ","),
    )
    return complete_term(made)


def checked(concept: Concept) -> Concept:
    """Return a concept that the home form can hold; raises UsageError with all that is wrong with it."""
    faults = list(concept_faults(concept))
    if faults:
        raise UsageError("; ".join(faults), place=concept.terms[0].hans or concept.id, remedy="mend that and try again")
    return concept
