"""The transfer tree: what the chart's best derivation says, as heads with slots, before English order is chosen."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from toolkit.transfer.chart import Item
from toolkit.transfer.lexicon import Entry

_COORDINATED = frozenset(("co", "vco"))


@dataclass(slots=True)
class Node:
    """A constituent: its category, the entry and the place of its head word, its slots and its features.

    ``start`` and ``end`` are code points of the head word in the segment; ``rule`` names the last rule that it headed.
    """

    cat: str
    entry: Entry
    start: int
    end: int
    slots: dict[str, list[Node]] = field(default_factory=dict)
    feats: dict[str, str] = field(default_factory=dict)
    rule: str = ""

    def get(self, slot: str) -> list[Node]:
        """Return the children in a slot."""
        return self.slots.get(slot, [])

    def one(self, slot: str) -> Node | None:
        """Return the only or the last child in a slot."""
        found = self.slots.get(slot)
        return found[-1] if found else None

    def add(self, slot: str, child: Node, *, first: bool = False) -> None:
        """Put a child into a slot, at its end or at its front."""
        found = self.slots.setdefault(slot, [])
        found.insert(0 if first else len(found), child)

    def without(self, *slots: str) -> Node:
        """Return a copy of the node that lacks some slots."""
        return replace(self, slots={name: kids for name, kids in self.slots.items() if name not in slots})

    def copy(self) -> Node:
        """Return a copy whose slots and features can be changed; the children are shared."""
        slots = {name: list(kids) for name, kids in self.slots.items()}
        return replace(self, slots=slots, feats=dict(self.feats))


def build(item: Item) -> Node:
    """Turn a derivation into a transfer tree."""
    if item.rule is None:
        return Node(item.cat, item.entry, item.start, item.end, feats=dict(item.feats))
    kids = [build(kid) for kid in item.kids]
    if _COORDINATED & {name for name, _ in item.rule.sets}:
        return _coordinate(item, kids)
    node = kids[item.rule.head]
    node.cat = item.rule.lhs
    node.rule = item.rule.id
    for slot, child, first in item.rule.slots:
        holder, dot, inner = slot.partition(".")
        (node.slots[holder][-1] if dot else node).add(inner or holder, kids[child], first=first)
    node.feats.update(item.rule.sets)
    return node


def constituents(item: Item) -> list[Node]:
    """Return the trees of an analysis: one, but two of a subject that waits with its phrase for the next clause.

    公安机关对违法车辆，应当… is no clause, and read as one noun phrase it would make the vehicles the organs' own.
    """
    node = build(item)
    if node.cat != "WAIT":
        return [node]
    phrase = node.without("subj")
    phrase.cat = "PP"
    return [*node.get("subj"), phrase]


def _coordinate(item: Item, kids: list[Node]) -> Node:
    """Wrap the members of a coordination in a node of their own, so that what stands outside is shared by all."""
    assert item.rule is not None
    first = kids[0]
    if "members" in first.slots and len(first.slots) == 1:
        first.slots["members"] += kids[1:]
        first.cat = item.rule.lhs
        return first
    feats = {name: value for name, value in first.feats.items() if name == "reg"}
    wrapper = Node(item.rule.lhs, first.entry, first.start, first.end, {"members": kids}, feats, item.rule.id)
    wrapper.feats.update(item.rule.sets)
    return wrapper
