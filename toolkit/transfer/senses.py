"""Choosing the sense of a word by its neighbours in the tree: object, subject, modified head, modifier."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from toolkit.transfer.context import Context
from toolkit.transfer.lexicon import CONDITIONS, Entry, place_of
from toolkit.transfer.tree import Node


def choose(node: Node, context: Context, head: Node | None = None) -> None:
    """Replace entries below ``node`` by the conditioned senses whose conditions hold."""
    if node.entry.zh and node.entry.cat in ("v", "n", "a", "d"):
        _select(node, context, head)
    for slot, kids in node.slots.items():
        for kid in kids:
            choose(kid, context, node if slot in ("mod", "members", "poss", "rel", "post") else None)


def _select(node: Node, context: Context, head: Node | None) -> None:
    neighbours = {
        "obj": [*node.get("obj"), *node.get("baobj"), *(node.get("subj") if node.feats.get("passive") else ())],
        "subj": node.get("subj"),
        "head": [head] if head is not None else [],
        "mod": [*node.get("mod"), *node.get("poss")],
    }
    if not any(neighbours.values()):
        return
    for entry in context.senses(node.entry.zh, node.entry.cat):
        if entry.conditioned and entry.id != node.entry.id + "!" and _holds(entry, neighbours):
            context.note("sense", node.start, node.end, partial(_told, node.entry, entry))
            node.entry = entry
            return


def _told(default: Entry, chosen: Entry) -> str:
    """Say which sense was chosen, for which condition, before which."""
    met = [f"{name}={chosen.get(name)}" for name in CONDITIONS if chosen.flag(name)]
    return f'"{chosen.en}" for {" ; ".join(met)} ({place_of(chosen)}), else "{default.en}"'


def _holds(entry: Entry, neighbours: dict[str, list[Node]]) -> bool:
    tested = False
    for name, nodes in neighbours.items():
        words, classes = entry.get(name), entry.get(f"{name}.class")
        if words:
            tested = True
            if not any(_ends(node.entry.zh, words.split(",")) for node in _flat(nodes)):
                return False
        if classes:
            tested = True
            if not any(node.entry.get("class") in classes.split(",") for node in _flat(nodes)):
                return False
    return tested


def _ends(word: str, wanted: Iterable[str]) -> bool:
    return any(word.endswith(part.strip()) for part in wanted if part.strip())


def _flat(nodes: Iterable[Node]) -> Iterable[Node]:
    for node in nodes:
        yield from (_flat(node.slots["members"]) if "members" in node.slots else (node,))
