"""Concepts and terms: what one entry of a glossary holds (TBX, ISO 30042), wherever it was read."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

STATUSES = ("preferred", "admitted", "deprecated", "forbidden")
PARTS_OF_SPEECH = ("noun", "verb", "adjective", "adverb", "phrase", "name")
USERS = ("official", "clt", "scholarly", "journalistic", "own")
FORBIDDEN = "forbidden"
COMMON = "common"  # the mark of words of everyday administration
LAYERS = ("built-in", "user", "project")
_WORDING = ("pl", "sg", "mass", "prem", "vn", "comp")  # features that hold of one English wording only


@dataclass(frozen=True, slots=True)
class Rendering:
    """One English rendering and who uses it: one of USERS, or empty where nobody in particular does.

    ``layer`` says where it comes from where that is not the concept's own entry: the layer that a later one stands
    over, or ``default`` for what a profile put in second place.
    """

    english: str
    user: str = ""
    layer: str = ""

    @property
    def label(self) -> str:
        """What stands in brackets behind the rendering: its user, else its layer."""
        return self.user or self.layer


@dataclass(frozen=True, slots=True)
class Term:
    """One Chinese term of a concept in both scripts, with its pinyin and standing (TBX: a term section).

    ``note`` is what its own row says of it; that of the preferred term is the note of the concept.
    ``place`` is where its row stands (``file:line``).
    """

    hans: str
    hant: str
    pinyin: str
    pos: str = "noun"
    status: str = "preferred"
    region: tuple[str, ...] = ()
    note: str = ""
    place: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Concept:
    """One concept entry: its terms, its renderings and what a reader should know of it (TBX: concept entry).

    ``forbidden`` are renderings that mislead and are not to be used; ``layer`` is one of LAYERS (empty: built-in).
    """

    id: str
    domain: str
    terms: tuple[Term, ...]
    english: str
    others: tuple[Rendering, ...] = ()
    grammar: str = ""
    related: tuple[str, ...] = ()
    note: str = ""
    source: str = ""
    forbidden: tuple[str, ...] = ()
    layer: str = ""

    @property
    def preferred(self) -> Term:
        """The term that stands for the concept."""
        return next((term for term in self.terms if term.status == "preferred"), self.terms[0])

    @property
    def common(self) -> bool:
        """Whether the concept is a word of everyday administration, which reading copies do not mark."""
        return is_common(self.grammar)

    @property
    def renderings(self) -> tuple[str, ...]:
        """All English renderings, the preferred one first."""
        return (self.english, *(other.english for other in self.others))

    def with_profile(self, user: str) -> Concept:
        """Return the concept with the rendering of a user preferred, or itself where it has none.

        The rendering that it replaces stands first among the others. Features of the grammar cell that hold of one
        wording (plural, mass noun, noun of the verb) go with it, unless both renderings end in the same word.

        >>> police = Concept("psb", "policing", (), "public security bureau", (Rendering("PSB", "journalistic"),))
        >>> police.with_profile("journalistic").renderings
        ('PSB', 'public security bureau')
        """
        chosen = next((other for other in self.others if other.user == user), None)
        if chosen is None:
            return self
        rest = (Rendering(self.english, layer="default"), *(other for other in self.others if other is not chosen))
        return replace(self, english=chosen.english, others=rest, grammar=self.grammar_of(chosen.english))

    def grammar_of(self, english: str) -> str:
        """Return the features that hold of another rendering too: all of them where it ends in the same word.

        >>> Concept("equipment", "", (), "equipment", grammar="mass ; class=thing").grammar_of("devices")
        'class=thing'
        """
        if english.split()[-1:] == self.english.split()[-1:]:
            return self.grammar
        parts = split_cell(self.grammar, ";")
        return " ; ".join(part for part in parts if part.partition("=")[0].strip() not in _WORDING)


def is_common(grammar: str) -> bool:
    """Tell whether a grammar cell bears the mark of words of everyday administration."""
    return COMMON in grammar and COMMON in split_cell(grammar, ";")


def split_cell(cell: str, separator: str = "|") -> tuple[str, ...]:
    """Split a list cell, leaving out empty parts.

    >>> split_cell("警方 | 民警")
    ('警方', '民警')
    """
    return tuple(part.strip() for part in cell.split(separator) if part.strip()) if cell else ()


def parse_rendering(cell: str) -> Rendering:
    """Read ``PSB (journalistic)``; a bracket that names no known user belongs to the rendering.

    A rendering that is marked ``(forbidden)`` comes back with that as its user.

    >>> parse_rendering("PSB (journalistic)").user
    'journalistic'
    """
    head, bracket, tail = cell.rpartition(" (")
    if bracket and tail.endswith(")") and tail[:-1] in (*USERS, FORBIDDEN):
        return Rendering(head.strip(), tail[:-1])
    return Rendering(cell.strip())
