"""The plan of a clause: its subject, its voice and its tense, decided before a word of it is written."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import partial

from toolkit.transfer.context import Context
from toolkit.transfer.coordination import is_any, members
from toolkit.transfer.lexicon import Entry
from toolkit.transfer.light import plain_verb
from toolkit.transfer.number import number_of
from toolkit.transfer.tree import Node
from toolkit.transfer.wordlist import headed, heads

_PAST_ASPECTS = frozenset(("le", "guo"))
_DENIALS = ("不得", "不能")
_OWN_OBJECT = re.compile(r"\w+ an? ")  # conduct a sweep of: nothing "is conducted a sweep of"
_NOT_PASSIVE = ("st", "nopass", "cop", "causative")
_AGENT_CLASSES = frozenset(("person", "organ", ""))
_AGENT_CATS = frozenset(("r", "nr", "nt", "ns", "CODE"))
_PRESENT_GENRES = frozenset(("rule", "notice", "procurement"))
_OF_OBJECT = re.compile(r"(\w+) the (\w+) of")
_AT = Entry("在", "p", "in", {"at": "1"}, "lexicon:在/p")


@dataclass(frozen=True, slots=True)
class Plan:
    """How a clause will be said.

    ``form`` is finite, base or ing; ``number`` is that of the subject; ``tense`` is past, present, future, perfect or
    progressive and matters to finite clauses alone.
    """

    node: Node
    subject: Node | None = None
    form: str = "finite"
    number: str = "sg"
    passive: bool = False
    tense: str = "past"


def plan_finite(node: Node, subject: Node | None, context: Context) -> Plan:
    """Decide subject, voice and tense of a finite clause; ``subject`` is carried over from the clause before."""
    plan = _planned(plain_verb(_owned(node)), subject, context)
    context.note("clause", plan.node.start, plan.node.end, partial(_told, plan, subject, context))
    return plan


def _owned(node: Node) -> Node:
    """Return a clause with two subjects with the first as possessor of the second (一些派出所警力不足)."""
    owner, subject = node.one("owner"), node.one("subj")
    if owner is None or subject is None:
        return node
    made, trait = node.without("owner"), subject.copy()
    trait.add("poss", owner, first=True)
    made.slots["subj"] = [trait]
    return made


def _planned(node: Node, subject: Node | None, context: Context) -> Plan:
    node, own, passive = _voiced(node, node.one("subj") or subject, ruled=context.genre in _PRESENT_GENRES)
    if passive:
        node = _in_passive(node)
    if own is None:
        return Plan(node, None, passive=passive, tense=tense_of(node, context))
    if any(kid.entry.zh in _DENIALS for kid in node.get("modal")):
        own = _denied(own)
    return Plan(node, own, "finite", _agreement(own), passive, tense_of(node, context, own))


def _agreement(subject: Node) -> str:
    """Return the number of the verb: three pieces of work *were* done, though work has no plural."""
    count = subject.one("num")
    counted = count is not None and count.entry.cat == "QC" and bool(count.entry.get("plural"))
    number = number_of(subject)
    people = number == "mass" and subject.entry.get("class") == "person"  # personnel are
    return "pl" if (counted and "members" not in subject.slots) or people else number


def _in_passive(node: Node) -> Node:
    """Return a verb that says "the arrest of" its object as one that can be passive: "be approved for arrest"."""
    match = _OF_OBJECT.fullmatch(node.entry.en)
    if match is None or node.get("obj"):
        return node
    made = node.copy()
    made.entry = replace(node.entry, en=f"{match[1]} {{obj}} for {match[2]}")
    return made


def _told(plan: Plan, carried: Node | None, context: Context) -> str:
    """Say what was decided of a clause, and what spoke for it: whose subject, which voice, which tense and why."""
    subject, node = plan.subject, plan.node
    if subject is None:
        said = "no subject"
    elif subject is carried:
        said = f"subject {subject.entry.zh} carried from the clause before"
    else:
        said = f"subject {subject.entry.zh}"
    voice = "passive" if plan.passive else "active"
    times = [kid.entry.zh for slot in ("pre", "front") for kid in node.get(slot) if kid.entry.get("ref")]
    aspects = [kid.entry.zh for kid in node.get("adv") if kid.entry.get("asp")]
    marks = [name for name in ("le", "guo", "prog") if node.feats.get(name)]
    grounds = [f"genre {context.genre}", *(["heading"] if context.heading else []), *times, *aspects, *marks]
    modal = "".join(f", modal {kid.entry.zh}" for kid in node.get("modal"))
    return f"{said}; {voice}; {plan.tense} ({', '.join(grounds)}){modal}"


def _voiced(node: Node, own: Node | None, *, ruled: bool) -> tuple[Node, Node | None, bool]:
    """Return the predicate, its English subject and whether it is passive; without a subject the object becomes one."""
    node, own = _unturned(node, own)
    passive = bool(node.feats.get("passive"))
    if node.entry.flag("i") and len(node.get("obj")) == 1 and not node.entry.flag("t") and not _acts(own):
        return *_promoted(node if own is None else _placed(node, own)), passive
    if own is None:
        said = any(kid.entry.en != "will" for kid in node.get("modal")) and not ruled
        promotes = node.get("obj") and (passive or (not said and _can_be_passive(node)))
        passive = passive or _lacks_inner_object(node)
        return (*_promoted(node), True) if promotes else (node, None, passive)
    if _is_located(node, own):
        return *_promoted(_placed(node, own)), True
    undergone = is_gapped(node) and not (node.get("comp") or node.feats.get("report")) and _undergoes(node, own)
    return node, own, passive or undergone


def _unturned(node: Node, own: Node | None) -> tuple[Node, Node | None]:
    """Return the active form of a clause with 由 whose verb has no passive (工作由政府负责)."""
    agents = [*node.get("agent"), *node.get("by")]
    stative = node.entry.en.startswith("be ") or node.entry.flag("nopass")
    if own is None or len(agents) != 1 or not stative or node.get("obj") or node.entry.flag("i"):
        return node, own
    made = node.without("agent", "by", "subj").copy()
    made.feats.pop("passive", None)
    made.slots["obj"] = [own]
    return made, agents[0]


def _acts(subject: Node | None) -> bool:
    """Whether a subject is a person or an organ, which does what the verb says and is no place of it."""
    return subject is not None and subject.entry.get("class") in ("person", "organ")


def _can_be_passive(node: Node) -> bool:
    if node.entry.cat != "v" or any(node.entry.flag(name) for name in _NOT_PASSIVE) or node.get("baobj"):
        return False
    if _OWN_OBJECT.match(node.entry.en):
        return False
    return not node.get("comp") or bool(node.feats.get("to"))


def _undergoes(node: Node, subject: Node) -> bool:
    """Whether the subject of a transitive verb without object is what the act is done to (案件正在侦办)."""
    handed = node.entry.zh.startswith(heads("handing")) and subject.entry.get("class") == "person"
    if node.get("by") or (handed and _lacks_inner_object(node)):
        return True
    parts = members(subject) if "members" in subject.slots else [subject]
    agent = any(one.entry.get("class") in _AGENT_CLASSES or one.entry.cat in _AGENT_CATS for one in parts)
    act = subject.entry.cat == "v" and subject.entry is not node.entry  # 检查分三个阶段进行
    agent = agent and not act
    return _can_be_passive(node) and not agent and not node.entry.get("unknown")


def _lacks_inner_object(node: Node) -> bool:
    """Whether a verb that says its object inside (refer {obj} to the court) has none: it is what is done to someone."""
    return "{obj}" in node.entry.en and not node.get("obj") and not node.get("baobj") and _can_be_passive(node)


def _is_located(node: Node, subject: Node) -> bool:
    """Whether the subject is the place of an act with its own object (重点部位应当安装设备)."""
    place = subject.entry.get("class") == "place" and subject.entry.cat == "n"
    place = place and not headed(subject.entry.zh, "governing")  # 各区县组织检查: they do it themselves
    return place and len(node.get("obj")) == 1 and _can_be_passive(node) and not node.feats.get("passive")


def is_gapped(node: Node) -> bool:
    """Tell whether a transitive verb lacks its object."""
    entry = node.entry
    if node.get("goal") or any(
        kid.entry.cat in ("QP", "QX") for kid in node.get("amount")
    ):  # 减少12% happens to the subject
        return False
    return entry.cat == "v" and not entry.flag("i") and not entry.flag("ti") and not node.get("obj")


def is_existential(node: Node, subject: Node | None) -> bool:
    """Tell whether 有 says that something is there: it has no possessor, at most a place or a time."""
    if not node.entry.flag("have"):
        return False
    owner = node.one("subj") or subject
    return owner is None or (owner.entry.get("class") in ("place", "time") and owner.entry.cat == "n")


def tense_of(node: Node, context: Context, subject: Node | None = None) -> str:
    """Return the tense that aspect, time words and genre ask for; what is said of anyone is said for all time."""
    if node.feats.get("general") or (subject is not None and is_any(subject)):
        return "present"
    feats = node.feats
    aspects = [kid.entry.get("asp") for kid in node.get("adv")]
    if "perf" in aspects:
        return "perfect"
    if feats.get("prog") or "prog" in aspects:
        return "progressive"
    if _PAST_ASPECTS & feats.keys():
        return "past"
    phrases = [kid for slot in ("pre", "front") for kid in node.get(slot)]
    times = [kid.entry.get("ref") for kid in phrases]
    if "future" in times:
        return "future"
    if context.genre in ("news", "report") and any(kid.feats.get("since") and kid.cat == "T" for kid in phrases):
        return "perfect"
    if context.genre in _PRESENT_GENRES or context.heading or node.entry.flag("imp"):
        return "present"
    if context.genre in ("news", "report") and _is_dated(node):
        times.append("past")
    states = "now" in times or node.entry.flag("cop") or feats.get("adj")
    return "present" if states and "past" not in times else "past"


def _is_dated(node: Node) -> bool:
    """Whether a date opens or precedes the predicate: news and reports tell of what was (上半年，发案数为120起)."""
    return any(kid.entry.cat == "QD" for slot in ("pre", "front") for kid in node.get(slot))


def _promoted(node: Node) -> tuple[Node, Node]:
    """Return the predicate without its object, and the object, which becomes the subject."""
    made = node.copy()
    subject = made.slots["obj"].pop(0)
    if subject.get("num") and any(kid.entry.flag("total") for kid in node.get("adv")):
        subject = subject.copy()
        subject.feats["total"] = "1"
    return made, subject


def _placed(node: Node, place: Node) -> Node:
    """Return the predicate with its subject as a phrase of place."""
    made = node.copy()
    made.slots.pop("subj", None)
    made.add("pre", Node("PP", _AT, place.start, place.start, {"obj": [place]}), first=True)
    return made


def affirmed(subject: Node | None) -> Node | None:
    """Return a subject of which something was said: 任何单位 that "shall" report is not "no organization" later on."""
    if subject is None or not is_any(subject):
        return subject
    made = subject.copy()
    made.feats["affirmed"] = "1"
    return made


def _denied(subject: Node) -> Node:
    """Return the subject as "no X or Y" where it opens with 任何 and nothing was said of it before."""
    if subject.feats.get("affirmed") or not is_any(subject) or subject.entry.cat == "r":
        return subject  # "they", said of anyone, must not: it is no "no one may"
    made = subject.copy()
    if "members" not in made.slots:
        made.feats["denied"] = "1"
        return made
    first = made.slots["members"][0].copy()
    first.feats["denied"] = "1"
    made.slots["members"] = [first, *made.slots["members"][1:]]
    if made.get("det"):
        first.slots["det"] = made.slots.pop("det")
    return made
