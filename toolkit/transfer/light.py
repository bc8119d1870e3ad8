"""Light verbs and 对-phrases: the verb that English says and its object (对案件进行调查: "investigate the case")."""

from __future__ import annotations

from dataclasses import replace

from toolkit.transfer.tree import Node
from toolkit.transfer.wordlist import headed


def plain_verb(node: Node) -> Node:
    """Return the predicate with its 对-phrase as object and its light verb resolved."""
    return _disposed(lighten(take_objects(node)))


_GOALS = frozenset(("organ", "person", "place"))
_JOINTS = (" into", " to", " as", " in", " on", " with", " from", " by", " for")


def _reaches(node: Node) -> bool:
    """Whether the only object of a verb of handing over is who gets it (移送检察院)."""
    objects = node.get("obj")
    return len(objects) == 1 and objects[0].entry.get("class") == "organ" and not node.get("baobj")


def _joined(verb: str, second: Node) -> str:
    """Return a verb with places for both its objects: its own preposition, else "to" before who gets the first."""
    head, _, last = verb.rpartition(" ")
    if f" {last}" in _JOINTS:
        return f"{head} {{obj}} {last}"
    return f"{verb} {{obj}} to" if second.entry.get("class") in _GOALS else verb


def _disposed(node: Node) -> Node:
    """Say 由…组成 as "consist of", and a state that 把 brings about with "have" (把措施落到实处)."""
    entry = node.entry
    if node.feats.get("consist"):
        made = node.copy()
        made.entry = replace(entry, en="consist of", features={"st": "1", "nopass": "1"})
        return made
    if node.feats.get("remain"):
        made = node.copy()
        made.entry = replace(entry, en="remain", features={"st": "1", "nopass": "1", "i": "1"})
        return made
    if node.feats.get("take"):
        made = node.copy()
        made.entry = replace(entry, cat="v", en="take {obj} as", features={})
        made.slots["baobj"], made.slots["obj"] = made.slots.pop("obj"), made.slots.pop("pred")
        return made
    if node.get("baobj") and node.get("obj") and entry.en.endswith(" back") and _joined("", node.slots["obj"][0]):
        made = node.copy()
        made.entry = replace(entry, en=f"{entry.en} to")
        return made
    if headed(entry.zh, "handing") and _reaches(node):
        made = node.copy()
        made.slots["iobj"] = made.slots.pop("obj")
        return made
    if node.get("baobj") and node.get("obj") and "{obj}" not in entry.en:
        joined = _joined(entry.en, node.slots["obj"][0])
        if joined != entry.en:
            made = node.copy()
            made.entry = replace(entry, en=joined)
            return made
    if not (node.feats.get("ba") and entry.flag("i") and entry.en.startswith("be ") and node.get("obj")):
        return node
    made = node.copy()
    features = {name: value for name, value in entry.features.items() if name != "i"}
    made.entry = replace(entry, en=f"have {{obj}} {entry.en[3:]}", features=features)
    return made


def take_objects(node: Node) -> Node:
    """Make a 对-phrase the object of a transitive verb that has none (对X进行核查 is "verify X")."""
    if node.entry.cat != "v":
        return node
    for kid in node.get("pre"):
        if kid.entry.get("kind") == "dui" and kid.get("obj") and not kid.get("f"):
            made = _take(node, kid)
            if made is not None:
                return made
    return node


def _take(node: Node, phrase: Node) -> Node | None:
    obj = node.one("obj")
    target = phrase.slots["obj"][0]
    made = node.copy()
    made.slots["pre"] = [kid for kid in made.slots["pre"] if kid is not phrase]
    if obj is not None:
        return _verbalized(made, obj, target) if _carries(node, obj) and _takes_plain_object(obj) else None
    if _takes_plain_object(node) and not node.feats.get("passive"):
        made.add("obj", target)
        return made
    return None


def lighten(node: Node) -> Node:
    """Let the action noun say what a light verb only carries (进行调查 is "investigate")."""
    obj = node.one("obj")
    if obj is None or not _carries(node, obj):
        return node
    if obj.slots.keys() - {"mod"} or not all(_is_manner(kid) for kid in obj.get("mod")):
        return node
    made = node.copy()
    getters = made.slots.pop("iobj", [])  # 给予举报人奖励 is "reward the informant"
    return _verbalized(made, obj, getters[0] if getters else None)


def _carries(node: Node, obj: Node) -> bool:
    """Whether a light verb has one action noun as its object."""
    return node.entry.flag("light") and obj.entry.cat == "v" and "members" not in obj.slots


def _takes_plain_object(node: Node) -> bool:
    return not node.entry.flag("i") and not node.entry.get("prep.对")


def _verbalized(node: Node, noun: Node, target: Node | None) -> Node:
    """Say the action noun as the verb of ``node`` (a copy); with modifiers that no verb takes it stays a noun."""
    mods = noun.get("mod")
    manner = [kid for kid in mods if _is_manner(kid)]
    if len(manner) == len(mods):
        made = replace(node, entry=noun.entry, start=noun.start, end=noun.end)
        made.slots["obj"] = [target] if target is not None else []
    else:
        made, inner = node, noun.copy()
        if target is not None:
            inner.add("poss", target)
        made.slots["obj"] = [inner]
    for kid in manner:
        made.add("adv", kid)
    return made


def _is_manner(node: Node) -> bool:
    return node.cat in ("AP", "a", "d") and "members" not in node.slots
