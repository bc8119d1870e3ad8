"""Orders and decisions that name nobody: what is prohibited, and what has been decided."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toolkit.transfer.adverb import adverbs_at
from toolkit.transfer.pieces import Piece, word

if TYPE_CHECKING:
    from toolkit.transfer.clause import Clauses
    from toolkit.transfer.tree import Node

_PROHIBITIONS = {"禁止": "prohibited", "严禁": "strictly prohibited"}
_DECISIONS = frozenset(("决定", "现决定"))


def decree(node: Node, clauses: Clauses) -> list[Piece] | None:
    """Return a prohibition or a decision without subject, nothing where the predicate is neither.

    Of whom something is forbidden ("vehicles are prohibited from passing") is the subject, else the act is said behind
    "it is prohibited to".
    """
    said = [] if node.get("modal") or node.get("neg") else node.get("comp")
    zh = node.entry.zh
    if len(said) != 1:
        return None
    front = [piece for kid in node.get("front") for piece in clauses.adverbial(kid)]
    if zh in _PROHIBITIONS:
        if node.get("obj"):
            return None
        opening = [*front, word("it is", node, "grammar:decree"), *adverbs_at("mid", node)]
        act = clauses.base(said[0])
        late = [piece for kid in reversed(node.get("pre")) for piece in clauses.adverbial(kid, node)]
        return [*opening, word(_PROHIBITIONS[zh], node), word("to", node, "grammar:to"), *act, *late]
    if zh in _DECISIONS and not node.get("obj"):
        return [*front, word("it has been decided", node), word("to", node, "grammar:to"), *clauses.base(said[0])]
    return None
