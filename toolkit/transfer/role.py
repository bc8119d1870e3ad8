"""The part that a clause plays in its sentence, told by its own form and by the clauses behind it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from toolkit.transfer.chart import Item
from toolkit.transfer.condition import with_phrases
from toolkit.transfer.coordination import first_member, is_any
from toolkit.transfer.enclosure import Enclosure
from toolkit.transfer.light import plain_verb, take_objects
from toolkit.transfer.pieces import Piece
from toolkit.transfer.plan import is_gapped
from toolkit.transfer.tree import Node
from toolkit.transfer.wordlist import headed, heads, pairs

ADVERBIAL = frozenset(("T", "PP", "D", "d"))
NOMINAL = ("NP", "N")
RUNNING_ON = ("，", ",", "\u3000", "")
_CASES = frozenset(("发现", "遇到", "遇有", "接到", "收到", "发生", "丢失", "变更", "停止", "举办", "拾得", "需要"))
_SHALL = frozenset(("应当", "应", "必须", "须", "可以", "不得"))
_BEARERS = ("单位", "个人", "人员", "人", "者", "企业", "机构", "公民", "居民")
_NO_DOERS = frozenset(("abstract", "act", "info", "money", "quality", "thing", "time"))
_POINT = re.compile("[一二三四五六七八九十]要")


@dataclass(slots=True)
class Clause:
    """A clause: its stretch, the mark behind it, the quotes and brackets in it, its analyses and their trees.

    A full parse is one tree. ``glosses`` stand for a clause that could not be parsed or written; ``opener`` is the
    connector before it that is no part of it (以及).
    """

    start: int
    end: int
    mark: str
    closed: list[Enclosure] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)
    nodes: list[Node] = field(default_factory=list)
    glosses: list[Piece] | None = None
    opener: str = ""


def point_number(node: Node) -> Node | None:
    """Return the number of a point in a list of points (一要…，二要…; 一是… is an enumeration)."""
    places = [kid for slot in ("cj", "pre", "front") for kid in node.get(slot)]
    return next((kid for kid in places if _POINT.fullmatch(kid.entry.zh)), None)


def lacks_object(after: Sequence[Node]) -> bool:
    """Tell whether a clause with a subject of its own lacks the object that the noun before the comma is."""
    node = after[0] if len(after) == 1 else None
    if node is None or node.cat != "S" or "members" in node.slots or node.feats.get("come"):
        return False
    free = not any(node.get(slot) for slot in ("by", "comp", "pred", "topic", "amount", "agent"))
    acts = (node.one("subj") or node).entry.get("class") in ("person", "organ")
    return free and acts and is_gapped(plain_verb(node)) and not node.feats.get("passive")


def with_topic(node: Node, topic: Node) -> Node:
    """Return a clause with the noun before the comma as its object."""
    made = plain_verb(node).copy()
    made.slots["obj"] = [topic]
    return made


def is_patient(node: Node) -> bool:
    """Tell whether a phrase with 对 names what the act behind the comma is done to (对国家秘密，应当予以保密)."""
    return node.cat == "PP" and node.entry.get("kind") == "dui" and bool(node.get("obj")) and not node.get("f")


def takes_patient(following: Sequence[Clause], phrase: Node) -> bool:
    """Tell whether the verb of the next clause makes the object of a phrase with 对 its own."""
    after = following[0].nodes if following else []
    if not is_patient(phrase) or len(after) != 1 or after[0].cat not in ("VP", "S"):
        return False
    return phrase not in take_objects(with_phrases(after[0], [phrase])).get("pre")


def holds_back(found: Sequence[Clause]) -> bool:
    """Tell whether a clause is a modal with adverbials, its predicate behind the comma (必须自即日起，主动投案)."""
    nodes, after = (found[0].nodes, found[1].nodes) if len(found) > 1 else ([], [])
    modal = any(node.cat == "m" for node in nodes) and all(node.cat in ("m", "T", "PP", "D", "d") for node in nodes)
    return modal and found[0].mark == "，" and len(after) == 1 and after[0].cat == "VP"


def is_met(node: Node, clause: Clause, following: Sequence[Clause]) -> bool:
    """Tell whether a predicate is what someone may meet with, and what to do then follows (遇有可疑情况，应报警)."""
    after = following[0].nodes if following and clause.mark == "，" else []
    duty = len(after) == 1 and after[0].cat == "VP" and bool(after[0].get("modal") or after[0].get("adv"))
    bare = not any(node.get(slot) for slot in ("modal", "neg", "cj", "by", "subj"))
    return duty and bare and node.cat == "VP" and node.entry.zh in heads("met") and bool(node.get("obj"))


def is_occasion_of_request(node: Node, clause: Clause, following: Sequence[Clause]) -> bool:
    """Tell whether a predicate is what occasions the request behind the comma (发现可疑人员，请拨打110)."""
    after = following[0].nodes if following and clause.mark == "，" else []
    asked = len(after) == 1 and after[0].cat == "VP" and after[0].entry.zh == "请" and not after[0].get("obj")
    free = not (node.get("modal") or node.get("cj") or any(kid.entry.flag("imp") for kid in node.get("neg")))
    return asked and node.cat == "VP" and node.entry.zh != "请" and free


def next_act(following: Sequence[Clause]) -> Sequence[Node]:
    """Return the next clause that is more than adverbials, as its constituents."""
    return next((later.nodes for later in following if not all(kid.cat in ADVERBIAL for kid in later.nodes)), [])


def who_does(node: Node, clause: Clause, following: Sequence[Clause]) -> Node | None:
    """Return 任何人 with what he does before the comma as one subject: "any person who …" does what follows."""
    subject = node.one("subj") if node.cat == "S" else None
    after = next_act(following)
    goes_on = clause.mark == "，" and len(after) == 1 and after[0].cat == "VP"
    bare = not any(node.get(slot) for slot in ("modal", "neg", "cj"))
    bare = bare and not (node.entry.flag("have") or node.entry.flag("cop") or node.entry.zh.startswith("有权"))
    if subject is None or not (goes_on and bare and is_any(subject)):
        return None
    act = node.without("subj")
    act.cat = "VP"
    made = subject.copy()
    made.cat = "NP"
    made.slots["rel"] = [*subject.get("rel"), act]
    return made


def as_label(node: Node) -> Node:
    """Return what a colon closes as the label of a field: one contact person, without article."""
    if node.entry.cat != "n" or "members" in node.slots or node.get("num"):
        return node
    made = node.copy()
    made.feats["number!"] = "sg" if not node.entry.flag("mass") and node.entry.features.get("pl") != "1" else ""
    return made


def as_present(node: Node) -> Node:
    """Return a predicate that stands in the present whatever the genre."""
    made = node.copy()
    made.entry = replace(node.entry, features={**node.entry.features, "imp": "1"})
    return made


def is_occasion(node: Node, following: Sequence[Clause]) -> bool:
    """Tell whether a predicate without subject is the occasion of the duty behind it (询问证人，应当…)."""
    if node.get("modal") or node.get("neg") or node.feats.get("passive") or node.get("by"):
        return False
    after = following[0].nodes if following else []
    duty = len(after) == 1 and after[0].cat in ("VP", "S")
    return duty and bool(after[0].get("modal"))


def duty_bearer(node: Node) -> Node | None:
    """Return who is bound by the duty behind the comma, where a noun with a relative clause was read as a predicate.

    经营旅馆业的单位 is an organization that runs a hotel, and not the running of its organization.
    """
    whom = node.one("obj")
    owners = whom.get("poss") if whom is not None else []
    named = whom is not None and whom.entry.zh.endswith(_BEARERS)
    if whom is None or not named or len(owners) != 1 or node.get("adv") or node.get("pre"):
        return None
    bearer, act = whom.without("poss").copy(), node.copy()
    act.slots["obj"] = owners
    bearer.add("rel", act)
    return bearer


def serves_duty(node: Node, following: Sequence[Clause]) -> bool:
    """Tell whether a predicate without subject is what the duty behind it serves (做好工作，必须…)."""
    if node.get("modal") or node.get("neg") or node.feats.get("passive") or node.entry.zh == "请":
        return False
    after = following[0].nodes if following else []
    duty = len(after) == 1 and after[0].cat == "VP" and not after[0].get("subj")
    return duty and any(kid.entry.zh in ("必须", "需", "须", "需要", "要") for kid in after[0].get("modal"))


def is_case(node: Node, clause: Clause, following: Sequence[Clause]) -> bool:
    """Tell whether a sentence of a rule is the case in which the duty behind it arises (发现财物，应当归还)."""
    after = following[0].nodes if following and clause.mark == "，" else []
    duty = len(after) == 1 and after[0].cat == "VP" and not after[0].get("subj")
    own = node.cat == "S" and bool(node.get("subj")) and not is_bound(node) and not node.get("cj")
    return own and duty and node.entry.zh in _CASES and any(kid.entry.zh in _SHALL for kid in after[0].get("modal"))


def is_share(node: Node) -> bool:
    """Tell whether a clause tells of a part of what was said before (其中八类案件下降18%)."""
    plain = bool(node.get("subj")) and not node.get("modal") and not node.feats.get("come")
    return plain and [kid.entry.zh for kid in node.get("cj")] == ["其中"]


def is_anothers(node: Node, subject: Node) -> bool:
    """Tell whether a predicate is a deed of people, and the subject before the comma no doer (防线筑牢，新建探头…).

    What order, lines of defense or a rate could not do was done by those whom the text does not name.
    """
    zh = node.entry.zh.removesuffix("了")
    deed = (headed(zh, "deed") or zh.startswith(heads("deed"))) and not node.feats.get("passive")
    deed = deed and bool(node.get("obj") or node.get("amount"))
    return deed and subject.entry.cat in ("n", "v") and subject.entry.get("class") in _NO_DOERS


def before_formula(clause: Clause, following: Sequence[Clause]) -> bool:
    """Tell whether a predicate is a breach, and words behind its comma tell which (违反规定，有下列行为之一的，)."""
    after = following[0].nodes if len(following) > 1 and clause.mark == "，" else []
    formula = len(after) == 1 and after[0].entry.zh.startswith("有下列") and after[0].entry.zh.endswith("的")
    nodes = clause.nodes
    return formula and len(nodes) == 1 and nodes[0].cat in ("VP", "S") and not nodes[0].get("modal")


def goes_back(node: Node) -> bool:
    """Tell whether a predicate is what those do at once who were told of something (接获线报，指…，立即派员查缉)."""
    words = heads("at-once")
    at_once = any(kid.entry.zh in words for kid in node.get("adv")) or node.entry.zh.startswith(words)
    bare = not (node.get("modal") or node.get("subj") or node.feats.get("passive"))
    return node.cat == "VP" and at_once and bare


def applies(node: Node) -> bool:
    """Tell whether a predicate says that a text applies to the subject before the comma (X，适用本办法)."""
    things = node.get("obj")
    return node.entry.zh == "适用" and len(things) == 1 and things[0].entry.get("class") == "doc"


def applied(node: Node, subject: Node) -> Node:
    """Return what is subject to a text as that to which the text applies."""
    made = node.without("obj").copy()
    made.cat = "S"
    made.slots["subj"], made.slots["iobj"] = node.get("obj"), [subject]
    return made


def is_owners(node: Node, subject: Node) -> bool:
    """Tell whether the owner of the subject before the comma is the one who goes on (其心理防线崩溃，如实供述…)."""
    owner = subject.one("poss")
    personal = owner is not None and owner.entry.zh == "其" and headed(subject.entry.zh, "personal")
    acts = (
        headed(node.entry.zh.removesuffix("了"), "personal-act") and node.cat == "VP" and not node.feats.get("passive")
    )
    return personal and acts


def is_part(node: Node) -> bool:
    """Tell whether a predicate counts how many of the things before were dealt with (其中已办结205件)."""
    counted = any(kid.entry.cat == "QC" for kid in node.get("obj"))
    return counted and any(kid.entry.zh == "其中" for kid in node.get("cj"))


def goes_on_in_form(node: Node) -> bool:
    """Tell whether a predicate can go on in the form that the one before it opened: no modal or voice of its own."""
    joined = all(kid.entry.en in ("-", "and") for kid in node.get("cj"))
    joined = joined and node.entry.zh not in ("禁止", "严禁")
    return joined and not node.get("modal") and not node.feats.get("passive")


def is_bound(node: Node) -> bool:
    """Tell whether a clause opens with a modal that holds for the predicates behind the comma too (应当A，B)."""
    first = first_member(node)
    return bool(node.get("modal") or first.get("modal"))


def unsaid_subject(node: Node, number: str) -> Node:
    """Return a subject that only the number of the verb shows."""
    return Node("NP", node.entry, node.start, node.start, feats={"number!": number})


def is_subordinate(node: Node) -> bool:
    """Tell whether a clause opens with if, when, because or the like, so that it stands before its main clause."""
    return any(kid.entry.flag("sub") for kid in node.get("cj"))


def more_predicates(following: Sequence[Clause]) -> bool:
    """Tell whether a predicate follows, so that the one in hand still tells the purpose of it."""
    return any(node.cat in ("VP", "S") for clause in following for node in clause.nodes)


def continues_aim(following: Sequence[Clause]) -> bool:
    """Tell whether the next clause can be one more purpose."""
    nodes = following[0].nodes
    return len(nodes) == 1 and nodes[0].cat == "VP"


def tail_of(node: Node) -> str:
    """Return how a change with a figure is said behind another (下降 after 6842起: "down"), nothing for other verbs."""
    zh = node.entry.zh
    if not node.get("amount"):
        return ""
    return next((up for verb, up in pairs("tails").items() if zh.endswith(verb) and len(zh) <= len(verb) + 2), "")
