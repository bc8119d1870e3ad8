"""Predicates that nobody is said to do: slogans, orders, duties, passives, and "it" where nothing else is left."""

from __future__ import annotations

from collections.abc import Sequence

from toolkit.transfer.clause import Clauses
from toolkit.transfer.context import Context
from toolkit.transfer.coordination import first_member
from toolkit.transfer.decree import decree
from toolkit.transfer.enumeration import enumerator, runs_as_gerunds
from toolkit.transfer.pieces import Piece, word
from toolkit.transfer.plan import is_existential
from toolkit.transfer.role import Clause, unsaid_subject
from toolkit.transfer.tree import Node

_BARE_GENRES = ("notice", "rule", "procurement")
_SLOGAN = 24
_DUTIES = frozenset(("要", "必须", "应", "应当", "应该", "需", "需要", "须"))


def subjectless(node: Node, clauses: Clauses, context: Context, *, slogan: bool) -> list[Piece]:
    """Return a predicate that nobody is the subject of: a slogan, a passive, an order, else with "it"."""
    if context.quoting:
        return clauses.base(node)
    warnings = [kid for kid in first_member(node).get("neg") if kid.entry.flag("imp")]
    if (warnings or (node.entry.flag("imp") and node.entry.zh != "请")) and not context.heading:
        do = [word("do", kid, "grammar:auxiliary") for kid in warnings if kid.entry.en == "not"]
        return [*do, *clauses.base(node)]
    if is_existential(node, None):
        return clauses.finite(node)
    ordered = None if context.heading else decree(node, clauses)
    if ordered is not None:
        return ordered
    if context.heading or slogan:
        return clauses.gerund(node)
    if context.item and context.genre in _BARE_GENRES and not node.get("by"):
        return clauses.base(node)
    agent = node.one("by")
    if agent is not None and not node.feats.get("passive"):
        return clauses.finite(node.without("by"), agent)
    if clauses.plan(node).subject is not None:
        return clauses.finite(node)
    if node.get("modal"):
        return _obliged(node, clauses, context)
    if context.genre in _BARE_GENRES:
        return clauses.base(node)
    supplied = Piece("it", node.start, node.start, "grammar:supplied-subject", supplied=True)
    return [supplied, *clauses.predicate_of(node, unsaid_subject(node, "sg"))]


def _obliged(node: Node, clauses: Clauses, context: Context) -> list[Piece]:
    """Return a subjectless duty: "it is necessary to" in speeches and reports, a bare modal elsewhere."""
    modal = node.get("modal")[0]
    if modal.entry.zh not in _DUTIES or context.genre in _BARE_GENRES or len(node.get("modal")) > 1:
        return clauses.predicate_of(node, unsaid_subject(node, "pl"))
    return [word("it is necessary to", modal), *clauses.base(node.without("modal"))]


def lists_gerunds(found: Sequence[Clause], clauses: Clauses, context: Context) -> bool:
    """Whether the numbered clauses of a stretch are said as gerunds; orders and rules have no subject either way."""
    if context.genre in _BARE_GENRES or context.quoting:
        return False
    numbered = [clause.nodes for clause in found if clause.glosses is None and enumerator(clause.nodes) is not None]
    return runs_as_gerunds(numbered, lambda node: _promotes(node, clauses)) if numbered else False


def _promotes(node: Node, clauses: Clauses) -> bool:
    """Whether a predicate without subject has one in English."""
    return is_existential(node, None) or clauses.plan(node).subject is not None


def is_slogan(found: Sequence[Clause]) -> bool:
    """Whether the stretch is a row of short predicates without subject, which heads a paragraph (推动交通管理。)."""
    verbs = all(len(clause.nodes) == 1 and clause.nodes[0].cat == "VP" and _does(clause.nodes[0]) for clause in found)
    heads = [first_member(node) for clause in found for node in clause.nodes]
    plain = not any(node.get("modal") or node.get("neg") for node in heads)
    return bool(found) and verbs and plain and found[-1].end - found[0].start <= _SLOGAN and found[-1].mark == "。"


def _does(node: Node) -> bool:
    """Whether a predicate is an action that a slogan can name: no request (请), nothing that happens (发生事故)."""
    happens = node.entry.flag("i") and not node.entry.flag("t") and bool(node.get("obj"))
    return node.entry.zh != "请" and not happens
