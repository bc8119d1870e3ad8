"""Glossaries laid over each other: built-in, the user's own, the project's; the later one wins, and says over what."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import replace

from toolkit.glossary import LAYERS, Concept, Glossary, Rendering, Term

BUILT_IN, USER, PROJECT = LAYERS


def in_layer(concepts: Iterable[Concept], layer: str, digest: str = "") -> Glossary:
    """Return concepts as a glossary of a layer, with a digest of their contents where none is given."""
    marked = {concept.id: replace(concept, layer=layer) for concept in concepts}
    content = hashlib.sha256(repr(sorted(marked.items())).encode("utf-8", "surrogatepass")).hexdigest()
    return Glossary(marked, digest=digest or content, layers=(layer,))


def layered(lowest: Glossary, *upper: Glossary) -> Glossary:
    """Lay glossaries over the lowest one, in their order.

    An entry takes the place of one with its id. An entry with a Chinese term of another one takes the term: in the
    regions that it is said of, everywhere where it is said of none. The rendering that it stands over is kept among
    its others, with the name of its layer; its grammar (what kind of thing it is) is taken over where none is given.

    >>> term = Term("网格员", "網格員", "wǎnggéyuán")
    >>> built_in = Glossary({"grid-worker": Concept("grid-worker", "grassroots", (term,), "grid worker")})
    >>> mine = in_layer([Concept("grid-attendant", "own", (term,), "grid attendant")], "user")
    >>> [(concept.english, concept.others[0].label) for concept in layered(built_in, mine)]
    [('grid attendant', 'built-in')]
    """
    upper = tuple(filter(len, upper))
    if not upper:
        return lowest
    concepts, domains, layers = dict(lowest.concepts), list(lowest.domains), list(lowest.layers)
    digest = lowest.digest
    for glossary in upper:
        _lay(concepts, glossary)
        domains += [domain for domain in glossary.domains if domain.id not in {known.id for known in domains}]
        layers += [layer for layer in glossary.layers if layer not in layers]
        digest = hashlib.sha256(f"{digest}\0{glossary.digest}".encode()).hexdigest()
    return Glossary(concepts, tuple(domains), digest, lowest.profile, tuple(layers))


def _lay(concepts: dict[str, Concept], glossary: Glossary) -> None:
    """Lay one glossary over ``concepts``, which is changed."""
    holders: dict[str, set[str]] = {}
    for known in concepts.values():
        for term in known.terms:
            holders.setdefault(term.hans, set()).add(known.id)
    for concept in glossary:
        under = [concepts.pop(concept.id)] if concept.id in concepts else []
        for name in sorted({name for term in concept.terms for name in holders.get(term.hans, ())}):
            if name in concepts and name not in glossary.concepts:
                rest = tuple(term for term in concepts[name].terms if not _taken(term, concept.terms))
                if len(rest) < len(concepts[name].terms):
                    under.append(concepts[name])
                    concepts[name] = replace(concepts[name], terms=rest)
                    if not rest:
                        del concepts[name]
        concepts[concept.id] = _over(concept, under)


def _taken(term: Term, by: tuple[Term, ...]) -> bool:
    """Tell whether one of some terms is this one, in its region or said of none."""
    return any(one.hans == term.hans and (not one.region or set(one.region) & set(term.region)) for one in by)


def _over(concept: Concept, under: list[Concept]) -> Concept:
    """Return a concept that tells the renderings it stands over, with their grammar where it has none of its own."""
    known = {rendering.casefold() for rendering in (*concept.renderings, *concept.forbidden)}
    told = tuple(
        Rendering(below.english, layer=below.layer or BUILT_IN)
        for below in under
        if below.english.casefold() not in known
    )
    grammar = concept.grammar or (under[0].grammar_of(concept.english) if under else "")
    return replace(concept, others=concept.others + told, grammar=grammar)
