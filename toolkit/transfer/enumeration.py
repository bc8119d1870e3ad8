"""Enumerations: clauses that are numbered (一是…二是…三是…), said as "first, …; second, …; third, …"."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from toolkit.transfer.tree import Node

Nodes = Sequence[Node]


def enumerator(nodes: Nodes) -> Node | None:
    """Return the number that opens a clause (一是), of a whole clause or of the fragments of one."""
    if not nodes:
        return None
    first = nodes[0]
    if first.cat == "c" and first.entry.flag("enum"):
        return first
    return next((kid for kid in first.get("cj") if kid.entry.flag("enum")), None)


def unnumbered(nodes: Nodes) -> list[Node]:
    """Return a clause without the number that opens it."""
    if nodes[0].cat == "c":
        return list(nodes[1:])
    made = nodes[0].copy()
    made.slots["cj"] = [kid for kid in made.get("cj") if not kid.entry.flag("enum")]
    return [made, *nodes[1:]]


def runs_as_gerunds(clauses: Sequence[Nodes], promotes: Callable[[Node], bool]) -> bool:
    """Whether numbered clauses are best said as gerunds, all in one form.

    They are where any of them is a predicate that has neither a subject nor an object to become one: "it" would stand
    for nobody.
    """
    numbered = [unnumbered(nodes) for nodes in clauses]
    alone = [nodes[0] for nodes in numbered if len(nodes) == 1 and nodes[0].cat == "VP" and not nodes[0].get("subj")]
    return bool(alone) and not all(promotes(node) for node in alone)
