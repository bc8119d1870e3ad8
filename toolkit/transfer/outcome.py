"""Clauses that close a sentence: what an act is for (以保障安全) and what came of it (致3人受伤)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from toolkit.transfer.pieces import Piece, word
from toolkit.transfer.wordlist import pairs

if TYPE_CHECKING:
    from toolkit.transfer.clause import Clauses
    from toolkit.transfer.tree import Node
    from toolkit.transfer.writer import ClauseWriter, NounWriter

_CAUSES = frozenset(("使", "使得", "令", "致", "致使", "导致", "造成", "引发", "引致"))
_TIP_OFFS = ("报警", "报案", "举报", "线报", "投诉", "求助", "反映", "检举", "来电", "电话")
_DETAILS = frozenset(("包括", "包含", "占", "约占", "涉及", "其中包括"))
_REFERENCES = frozenset(("详见", "见", "参见", "具体见"))
_REACHES = frozenset(("达到", "达", "升至", "增至", "降至", "增加到", "上升到", "提高到", "减少到", "下降到", "提升到"))
_SO_THAT = frozenset(("以便", "以期", "以致", "以至于"))


def is_aim(node: Node) -> bool:
    """Tell whether a clause opens with 以 or the like before a predicate: what the act before it is for."""
    return node.cat == "AIM"


def aim(node: Node, clauses: Clauses) -> list[Piece]:
    """Return a purpose: "to protect the public", "so as not to be deceived"."""
    particle = node.slots["aim"][0]
    said = node.without("aim")
    said.cat = "VP"
    return [word(pairs("aims")[particle.entry.zh], particle, "grammar:purpose"), *clauses.base(said)]


def is_result(node: Node) -> bool:
    """Tell whether a predicate without subject is what the clause before it brought about."""
    plain = not any(node.get(slot) for slot in ("modal", "neg", "cj", "subj", "by"))
    return plain and node.cat == "VP" and node.entry.zh in _CAUSES and bool(node.get("obj"))


def is_tip_off(node: Node) -> bool:
    """Tell whether a predicate is the receipt of a report (接群众举报), whose content the next clause may tell."""
    last = node.entry.zh if not node.get("obj") else node.slots["obj"][-1].entry.zh
    return bool(node.get("lead")) or (node.entry.zh.startswith(("接", "收到")) and last.endswith(_TIP_OFFS))


def is_detail(node: Node) -> bool:
    """Tell whether a predicate without subject says what the thing before it holds or makes up (包括…, 占…)."""
    plain = not any(node.get(slot) for slot in ("modal", "neg", "cj", "subj", "by"))
    return plain and node.cat == "VP" and node.entry.zh in _DETAILS and bool(node.get("obj") or node.get("amount"))


def is_reference(node: Node) -> bool:
    """Tell whether a predicate refers the reader to another place (详见招标文件第三章)."""
    return node.cat == "VP" and node.entry.zh in _REFERENCES and bool(node.get("obj")) and not node.get("subj")


def is_charge(node: Node) -> bool:
    """Tell whether a predicate without subject says what those before it were caught for (拘捕两人，涉嫌盗窃)."""
    bare = not any(node.get(slot) for slot in ("modal", "neg", "cj", "subj"))
    return bare and node.cat == "VP" and node.entry.zh == "涉嫌" and bool(node.get("obj") or node.get("comp"))


def charge(node: Node, clauses: ClauseWriter, nouns: NounWriter) -> list[Piece]:
    """Return what someone was caught for: "on suspicion of theft"."""
    acts = [clauses.gerund(kid) for kid in node.get("comp")]
    things = [replace(kid, feats={**kid.feats, "number!": "sg"}) for kid in node.get("obj")]
    return [word("on suspicion of", node), *(acts or [nouns.phrase(kid, "bare") for kid in things])[0]]


def tells_age(node: Node) -> bool:
    """Tell whether a predicate without subject says how old the persons before it are (年龄介乎20至40岁)."""
    return node.cat == "VP" and node.entry.zh.startswith("年龄") and node.entry.en.startswith("be ")


def staffed(node: Node, clauses: ClauseWriter, nouns: NounWriter) -> list[Piece]:
    """Return who does what within the act before (由副局长任组长): "with the deputy director serving as its head"."""
    agent = node.slots["by"][0]
    return [
        word("with", agent, "grammar:with"),
        *nouns.phrase(agent, "prep"),
        *clauses.gerund(node.without("by")),
    ]


def is_staffing(node: Node) -> bool:
    """Tell whether a predicate names by 由 who serves in what the clause before it set up."""
    serves = node.entry.zh.startswith(("任", "担任", "出任", "牵头", "带队", "领衔"))
    return node.cat == "VP" and serves and bool(node.get("by")) and not node.get("modal")


def result(node: Node, clauses: Clauses) -> list[Piece]:
    """Return what came of an act as a participle; of a figure that it reaches "bringing X to 98 percent"."""
    return clauses.gerund(_brought(node))


def _brought(node: Node) -> Node:
    reached = node.one("comp")
    things = node.get("obj")
    figures = [] if reached is None else [*reached.get("amount"), *reached.get("obj")]
    if reached is None or reached.entry.zh not in _REACHES or len(things) != 1 or len(figures) != 1:
        return node
    made = node.without("comp")
    made.entry = replace(node.entry, en="bring", features={})
    to = replace(reached, cat="z", entry=replace(reached.entry, cat="z", en="to", features={}), slots={}, feats={})
    made.slots["post"], made.slots["target"] = [to], figures
    made.feats = {}
    for slot in ("adv", "pre"):
        made.slots[slot] = [*made.get(slot), *reached.get(slot)]
    return made


def closes(following: Sequence[Sequence[Node]]) -> bool:
    """Tell whether no predicate that shares the subject follows, so that a participle can close the sentence."""
    after = following[0] if following else []
    return not any(
        node.cat == "VP" and not (is_reference(node) or is_result(node) or is_detail(node)) for node in after
    )


def is_so_that(node: Node) -> bool:
    """Tell whether a clause opens with a conjunction that English says behind the main clause (以便民警处置)."""
    return any(kid.entry.zh in _SO_THAT for kid in node.get("cj"))
