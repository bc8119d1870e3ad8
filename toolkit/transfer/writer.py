"""What the writers of nouns and of clauses need of each other: clauses hold nouns, and nouns hold clauses."""

from __future__ import annotations

from typing import Protocol

from toolkit.transfer.pieces import Piece
from toolkit.transfer.plan import Plan
from toolkit.transfer.tree import Node


class NounWriter(Protocol):
    """Writes noun phrases and adjectives."""

    def phrase(self, node: Node, role: str = "obj") -> list[Piece]:
        """Return a noun phrase; ``role`` is subj, obj, prep, pred, bare (no article) or poss."""

    def adjective(self, node: Node) -> list[Piece]:
        """Return an adjective phrase."""


class AdverbialWriter(Protocol):
    """Writes what tells time, place and manner."""

    def adverbial(self, node: Node, verb: Node | None = None) -> list[Piece]:
        """Return a time, place or prepositional phrase; ``verb`` may change the preposition."""


class EnclosureWriter(Protocol):
    """Writes quotes, titles and brackets."""

    def enclosed(self, node: Node) -> list[Piece]:
        """Return an enclosure with its marks."""


class ClauseWriter(AdverbialWriter, EnclosureWriter, Protocol):
    """Writes clauses in the form that their place asks for."""

    def finite(self, node: Node, subject: Node | None = None) -> list[Piece]:
        """Return a finite clause with its subject."""

    def predicate_of(self, node: Node, subject: Node) -> list[Piece]:
        """Return a predicate that agrees with a subject said elsewhere."""

    def predicate(self, plan: Plan) -> list[Piece]:
        """Return the verb group and all that follows it."""

    def base(self, node: Node) -> list[Piece]:
        """Return the verb phrase in its base form."""

    def gerund(self, node: Node) -> list[Piece]:
        """Return the verb phrase as a gerund."""


class PredicateWriter(ClauseWriter, Protocol):
    """Writes clauses, and tells beforehand how one will be said."""

    def plan(self, node: Node, subject: Node | None = None) -> Plan:
        """Return subject, voice and tense of a finite clause."""


class NounPartner(ClauseWriter, Protocol):
    """Writes for a noun what hangs on it: clauses and phrases."""

    def relative(self, node: Node, number: str, *, person: bool) -> list[Piece]:
        """Return a relative clause whose gap is its subject."""

    def states(self, node: Node) -> list[Piece]:
        """Return clauses that tell of states as nouns."""

    def relatives(self, node: Node, number: str) -> list[Piece]:
        """Return the relative clauses of a noun."""

    def participle(self, node: Node) -> list[Piece]:
        """Return a reduced passive clause: "filed", "caught by the police"."""

    def postmodifier(self, node: Node, head: Node) -> list[Piece]:
        """Return a phrase that follows a noun."""
