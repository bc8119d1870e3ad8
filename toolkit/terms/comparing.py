"""What an import would do: which concepts are new, which are there already, and which say something else.

A field that a file leaves empty says nothing: it is no difference, and a merger keeps ours.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from toolkit.glossary import Concept, Rendering, Term
from toolkit.terms.cells import with_terms
from toolkit.terms.completing import completed
from toolkit.terms.ids import free

_FIELDS = ("domain", "english", "others", "grammar", "related", "note", "source", "forbidden")
_OF_TERM = ("hant", "pinyin", "pos", "region", "note")
Form = tuple[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Difference:
    """One field of which a file says something else, with both values in words."""

    field: str
    mine: str
    theirs: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """A concept of ours for which a file says something else, and what ours would become by it."""

    mine: Concept
    differences: tuple[Difference, ...]
    merged: Concept


@dataclass(frozen=True, slots=True)
class Comparison:
    """The concepts of a file sorted by what they are to a glossary."""

    new: tuple[Concept, ...] = ()
    same: tuple[Concept, ...] = ()
    conflicts: tuple[Conflict, ...] = ()


def compare(
    mine: Mapping[str, Concept],
    theirs: Iterable[Concept],
    *,
    named: Container[str] = (),
    taken: Container[str] = (),
    domain: str = "own",
) -> Comparison:
    """Compare the concepts of a file with ours.

    They meet by id where the file gives ids (``named``), else by a term of the same region. ``taken`` are ids that a
    new concept may not get; ``domain`` is that of a new concept without one.

    >>> term = Term("网格员", "網格員", "wǎnggéyuán")
    >>> ours = {"grid-worker": Concept("grid-worker", "own", (term,), "grid worker", note="Of the street.")}
    >>> (conflict,) = compare(ours, [Concept("", "", (Term("网格员", "", ""),), "grid attendant")]).conflicts
    >>> conflict.differences
    (Difference(field='english', mine='grid worker', theirs='grid attendant'),)
    >>> conflict.merged.english, conflict.merged.note
    ('grid attendant', 'Of the street.')
    """
    known, after = dict(mine), dict[str, Concept]()
    holders = {key: one.id for one in mine.values() for key in _keys(one)}
    new: dict[str, Concept] = {}
    same: list[Concept] = []
    conflicts: list[Conflict] = []
    for raw in theirs:
        concept, is_named = completed(raw), raw.id in named
        name = raw.id if is_named and raw.id in known else next(filter(None, map(holders.get, _keys(concept))), "")
        if name:
            found = tuple(_differences(known[name], raw, concept, is_named))
            if found:
                after[name] = _merged(after.get(name, known[name]), raw, concept, is_named)
                conflicts.append(Conflict(known[name], found, after[name]))
            else:
                same.append(known[name])
            continue
        name = raw.id if is_named else free(raw.id, {*known, *(one for one in [raw.id] if one in taken)})
        made = replace(concept, id=name, domain=concept.domain or domain)
        known[name] = new[name] = made
        for key in _keys(made):
            holders.setdefault(key, name)
    return Comparison(tuple(new.values()), tuple(same), tuple(conflicts))


def _keys(concept: Concept) -> Iterator[tuple[str, str]]:
    yield from ((term.hans, region) for term in concept.terms for region in term.region or ("",))


def _forms(concept: Concept) -> dict[Form, Term]:
    return {(term.hans, term.region): term for term in concept.terms}


def _differences(mine: Concept, raw: Concept, whole: Concept, is_named: bool) -> Iterator[Difference]:
    """Yield what a file says otherwise; ``raw`` is what it says itself, ``whole`` the same completed."""
    for name in _FIELDS:
        ours, theirs = getattr(mine, name), getattr(raw, name)
        if theirs and theirs != ours:
            yield Difference(name, _words(ours), _words(theirs))
    forms = _forms(mine)
    for said, term in zip(raw.terms, whole.terms, strict=True):
        own = forms.get((term.hans, term.region))
        if own is None:
            yield Difference("term", _words(tuple(one.hans for one in mine.terms)), term.hans)
            continue
        for name in (*_OF_TERM, *(("status",) if is_named else ())):
            ours, theirs = getattr(own, name), getattr(said, name)
            if theirs and theirs != ours:
                yield Difference(f"{name} of {term.hans}", _words(ours), _words(theirs))


def _merged(mine: Concept, raw: Concept, whole: Concept, is_named: bool) -> Concept:
    """Return our concept with what the file says otherwise; what it does not say stays ours."""
    changed: dict[str, Any] = {name: getattr(raw, name) for name in _FIELDS if getattr(raw, name)}
    terms = _forms(mine)
    for said, term in zip(raw.terms, whole.terms, strict=True):
        form = (term.hans, term.region)
        own = terms.get(form)
        if own is None:
            terms[form] = replace(term, status="admitted" if term.status == "preferred" else term.status)
            continue
        names = (*_OF_TERM, *(("status",) if is_named else ()))
        terms[form] = replace(own, **{name: getattr(said, name) for name in names if getattr(said, name)})
    ordered = _one_preferred(list(terms.values()), next(iter(_forms(whole))) if is_named else None)
    return with_terms(replace(mine, **changed), ordered)


def _one_preferred(terms: list[Term], form: Form | None) -> tuple[Term, ...]:
    """Return the terms with one preferred one in front: that of ``form`` where there is one, else the first."""
    chosen = next((term for term in terms if form == (term.hans, term.region)), None)
    chosen = chosen or next((term for term in terms if term.status == "preferred"), terms[0])
    rest = (
        replace(term, status="admitted") if term.status == "preferred" else term for term in terms if term is not chosen
    )
    return (replace(chosen, status="preferred"), *rest)


def _words(value: object) -> str:
    if isinstance(value, tuple):
        return " | ".join(map(_word, value)) or "nothing"
    return str(value) or "nothing"


def _word(value: object) -> str:
    if isinstance(value, Rendering):
        return f"{value.english} ({value.user})" if value.user else value.english
    return str(value)
