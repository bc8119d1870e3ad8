"""What reading a file of terms gives: concepts, the rows that could not be taken, and what else is to be said."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from toolkit.glossary import Concept
from toolkit.terms.cells import concept_faults, with_terms
from toolkit.terms.ids import SLUG, free, slug


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row or an entry that was not taken: where it stands (``file:line``) and why."""

    place: str
    message: str

    def __str__(self) -> str:
        return f"{self.place}: {self.message}"


@dataclass(frozen=True, slots=True)
class Intake:
    """Concepts as a file gives them, cells that it does not carry empty.

    ``named`` are the ids that the file itself gives; the others are made of the English. ``remarks`` tell what was
    left aside without being a fault: a column that nobody knows, a language section in German.
    """

    concepts: tuple[Concept, ...] = ()
    named: frozenset[str] = frozenset()
    bad: tuple[BadRow, ...] = ()
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """One concept as read, under the id that the file gives it (or none), and its place."""

    concept: Concept
    place: str


def gathered(found: Iterable[Found], bad: Iterable[BadRow], remarks: Iterable[str] = ()) -> Intake:
    """Give every concept an id, sort its terms, and set aside those that the home form cannot hold.

    An id that is no slug of words (``C001``) says nothing to our glossary: one is made of the English, and references
    to it follow.
    """
    refused, said, waiting = list(bad), list(remarks), list(found)
    given = {one.concept.id for one in waiting if _is_given(one.concept.id)}
    taken = set(given)
    names: dict[str, str] = {}
    numbered: list[tuple[str, Found]] = []
    for one in waiting:
        name = one.concept.id
        if name and name in names:
            refused.append(BadRow(one.place, f'the id "{name}" stands twice'))
            continue
        final = name if name in given else free(slug(one.concept.english), taken)
        taken.add(final)
        names[name or f"\0{final}"] = final
        numbered.append((final, one))
    concepts = []
    for final, one in numbered:
        unknown = [other for other in one.concept.related if other not in names and not _is_given(other)]
        said += [f'{one.place}: the reference to "{other}" leads nowhere; it was not taken' for other in unknown]
        related = tuple(names.get(other, other) for other in one.concept.related if other not in unknown)
        concept = with_terms(replace(one.concept, id=final, related=related), one.concept.terms)
        faults = "; ".join(concept_faults(concept))
        if faults:
            refused.append(BadRow(one.place, faults))
        else:
            concepts.append(concept)
    return Intake(tuple(concepts), frozenset(given), tuple(refused), tuple(said))


def _is_given(name: str) -> bool:
    """Tell whether an id is one of words; a running number (12, c12, C001) is none."""
    return bool(SLUG.fullmatch(name)) and any(part.isalpha() and len(part) > 1 for part in name.split("-"))


def lines_of(characters: str) -> Iterator[tuple[int, str]]:
    """Yield the lines of a text with their numbers, from 1, without line ends and a byte order mark."""
    for number, line in enumerate(characters.removeprefix("\ufeff").split("\n"), start=1):
        yield number, line.removesuffix("\r")
