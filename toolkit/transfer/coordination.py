"""Coordination: the members of a coordinated node, the word that joins them, and the English series."""

from __future__ import annotations

from toolkit.transfer.pieces import Piece, word
from toolkit.transfer.tree import Node

_OR = ("或", "或者")


def is_connector(node: Node) -> bool:
    """Tell whether a member of a coordination is the sign or word between two of them."""
    return node.cat.startswith("'")


def members(node: Node) -> list[Node]:
    """Return what is coordinated, without the connectors."""
    return [kid for kid in node.slots["members"] if not is_connector(kid)]


def connector(node: Node) -> Node:
    """Return the last connector of a coordination, the node itself where it has none."""
    return next((kid for kid in reversed(node.slots["members"]) if is_connector(kid)), node)


def offers_choice(node: Node) -> bool:
    """Tell whether any connector of a coordination is an "or"; its number is then that of the last member."""
    return any(kid.entry.zh in _OR for kid in node.slots["members"] if is_connector(kid))


def conjunction(node: Node, *, denied: bool = False) -> str:
    """Return the English conjunction of a coordination; what is denied is joined with "or" (不得复制和传播)."""
    return "or" if connector(node).entry.zh in _OR or denied else "and"


def is_denied(node: Node) -> bool:
    """Tell whether a phrase, by its first member, stands as "no X or Y" (任何单位和个人不得…)."""
    return bool(first_member(node).feats.get("denied"))


def is_any(node: Node) -> bool:
    """Tell whether a phrase is said of any one of its kind (任何单位和个人: "any organization or individual")."""
    opening = [*node.get("det"), *first_member(node).get("det"), first_member(node)]
    return bool(node.feats.get("any")) or any(kid.entry.flag("any") for kid in opening)


def first_member(node: Node) -> Node:
    """Return the first member of a coordination, the node itself where nothing is coordinated."""
    return node.slots["members"][0] if "members" in node.slots else node


def coordinates_predicates(node: Node) -> bool:
    """Tell whether the node coordinates whole predicates, not verbs that share an object."""
    return "members" in node.slots and node.slots["members"][0].cat in ("VP", "S")


def series(written: list[list[Piece]], joint: str, at: Node) -> list[Piece]:
    """Join members as English does (A and B; A, B, and C); the marks belong to the source of ``at``."""
    pieces: list[Piece] = []
    for index, member in enumerate(written):
        if index and index == len(written) - 1:
            if len(written) > 2:
                pieces.append(word(",", at, "grammar:series", tight=True))
            pieces.append(word(joint, at, "grammar:series"))
        elif index:
            pieces.append(word(",", at, "grammar:series", tight=True))
        pieces += member
    return pieces
