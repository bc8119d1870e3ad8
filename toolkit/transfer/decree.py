"""Orders and decisions that name nobody: what is prohibited, and what has been decided."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toolkit.transfer.adverb import adverbs_at
from toolkit.transfer.number import number_of
from toolkit.transfer.pieces import Piece, word
from toolkit.transfer.verbs import be_form

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
        return [*front, *_prohibited(node, said[0], clauses)]
    if zh in _DECISIONS and not node.get("obj"):
        return [*front, word("it has been decided", node), word("to", node, "grammar:to"), *clauses.base(said[0])]
    return None


def _prohibited(node: Node, act: Node, clauses: Clauses) -> list[Piece]:
    """Return who is prohibited from an act, else that it is prohibited."""
    late = [piece for kid in reversed(node.get("pre")) for piece in clauses.adverbial(kid, node)]
    denied = [*adverbs_at("mid", node), word(_PROHIBITIONS[node.entry.zh], node)]
    whom = node.one("obj")
    if whom is None:
        opening = word("it is", node, "grammar:decree")
        return [opening, *denied, word("to", node, "grammar:to"), *clauses.base(act), *late]
    be = word(be_form("present", many=number_of(whom) == "pl"), node, "grammar:auxiliary")
    said = clauses.gerund(act)
    return [*clauses.nouns.phrase(whom, "subj"), be, *denied, word("from", node, "grammar:from"), *said, *late]
