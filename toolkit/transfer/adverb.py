"""Adverbs: their English form and their place in the clause."""

from __future__ import annotations

from toolkit.transfer.pieces import Piece, word
from toolkit.transfer.tree import Node

_OWN_ADVERBS = frozenset(("daily", "weekly", "monthly", "yearly", "early"))


def adverb(node: Node) -> list[Piece]:
    """Return an adverb, or an adjective as one; nothing for words that English drops (切实)."""
    if node.cat in ("AP", "a"):
        return [word(node.entry.get("adv") or adverb_of(node.entry.en), node)]
    return [] if node.entry.en == "-" else [word(node.entry.en or node.entry.zh, node)]


def adverbs_at(place: str, node: Node) -> list[Piece]:
    """Return the adverbs of a predicate that stand at a place: mid (before the verb) or end."""
    return [piece for kid in node.get("adv") if _place(kid) == place for piece in adverb(kid)]


def _place(node: Node) -> str:
    if node.cat in ("AP", "a"):
        return "mid"
    return node.entry.get("pos", "mid").replace("front", "mid")


def adverb_of(adjective: str) -> str:
    """Make an adverb of an adjective.

    >>> adverb_of("strict"), adverb_of("easy"), adverb_of("effective")
    ('strictly', 'easily', 'effectively')
    """
    if adjective in _OWN_ADVERBS:
        return adjective
    if adjective.endswith("y") and len(adjective) > 3:
        return adjective[:-1] + "ily"
    if adjective.endswith("ic"):
        return adjective + "ally"
    if adjective.endswith("le") and not adjective.endswith("ole"):
        return adjective[:-1] + "y"
    return adjective + "ly" if adjective.isalpha() else f"in a {adjective} manner"
