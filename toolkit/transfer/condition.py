"""Conditions of rules: clauses that close with 的 before the comma (逾期不改正的，处…), said as "where …"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from toolkit.transfer.complement import has_own_object
from toolkit.transfer.context import Context
from toolkit.transfer.coordination import first_member
from toolkit.transfer.lexicon import Entry
from toolkit.transfer.pieces import Piece, mark, word
from toolkit.transfer.pronoun import pronoun
from toolkit.transfer.tree import Node
from toolkit.transfer.verbs import counts_own_object
from toolkit.transfer.wordlist import headed, heads
from toolkit.transfer.writer import PredicateWriter

_SHALL = Entry("", "m", "shall", {}, "grammar:shall")
_REQUESTS = frozenset(("请", "欢迎", "鼓励", "禁止", "严禁", "敬请"))
_UNBOUND = ("cop", "have", "st", "light")


def is_condition(nodes: Sequence[Node], mark: str) -> bool:
    """Tell whether a clause of one node is a headless 的-phrase before a comma."""
    return len(nodes) == 1 and bool(nodes[0].feats.get("headless")) and mark in ("，", ",")


def opens_condition(nodes: Sequence[Node], mark: str, following: Sequence[tuple[Sequence[Node], str]]) -> bool:
    """Tell whether a clause is part of a condition: it closes one, or only predicates stand between it and the 的."""
    if not following or mark not in ("，", ",") or len(nodes) != 1:
        return False
    if is_condition(nodes, mark):
        return True
    if nodes[0].cat not in ("VP", "S") or nodes[0].entry.flag("cop") or _stands_alone(nodes[0]):
        return False
    for index, (later, closing) in enumerate(following):
        if is_condition(later, closing):
            return index + 1 < len(following)
        if closing not in ("，", ",") or len(later) != 1 or later[0].cat not in ("VP", "S"):
            return False
    return False


def is_formula(nodes: Sequence[Node], mark: str) -> bool:
    """Tell whether a clause is a condition that the lexicon renders as a whole (逾期不改正的，)."""
    said = (
        len(nodes) == 1
        and nodes[0].entry.cat == "s"
        and nodes[0].entry.en.startswith(("where ", "if ", "under any ", "in any ", "for any "))
    )
    return said and nodes[0].entry.zh.endswith("的") and mark in ("，", ",")


def _stands_alone(node: Node) -> bool:
    """Whether a clause is a duty, a request or a report of its own, never part of the condition behind it."""
    if node.feats.get("report"):
        return True
    return bool(node.get("modal") or first_member(node).get("modal")) or node.entry.zh in _REQUESTS


class Conditions:
    """Gathers the clauses of one condition and writes them in front of what follows from it."""

    def __init__(self, clauses: PredicateWriter, context: Context) -> None:
        self._clauses = clauses
        self._context = context
        self._parts: list[list[Piece]] = []
        self._subject: Node | None = None
        self._anyone = False

    def subject(self, at: int) -> Node | None:
        """Return the subject that the consequence shares with the condition, as a supplied pronoun."""
        return None if self._subject is None else pronoun(self._subject, at)

    def add(self, node: Node, *, agentless: bool) -> None:
        """Take one clause of the condition.

        ``agentless`` tells that the consequence is an act whose agent only the condition can name; it is then "anyone"
        who does both (发现可疑人员的，应当立即报告).
        """
        clause = node.copy()
        clause.feats.pop("headless", None)
        clause.cat = "S" if clause.get("subj") else "VP"
        own = clause.one("subj") or first_member(clause).one("subj")
        if clause.entry.cat == "a" and own is None:
            case = word("the case is", clause, "grammar:condition")
            self._parts.append([case, *self._clauses.predicate_of(clause, Node("NP", clause.entry, 0, 0))[1:]])
        elif clause.entry.cat == "QA":
            anyone = Piece("anyone", clause.start, clause.start, "grammar:supplied-subject", supplied=True)
            self._parts.append([anyone, word("is aged", clause, "grammar:aged"), word(clause.entry.en, clause)])
            self._subject = Node("NP", clause.entry, clause.start, clause.start, feats={"number!": "pl"})
        elif clause.entry.cat == "s":
            self._parts.append([word(clause.entry.en, clause)])
        elif own is not None:
            self._subject = own
            self._parts.append(self._clauses.finite(clause))
        elif self._subject is not None:
            self._parts.append(self._clauses.predicate_of(clause, self._subject))
        elif not agentless and self._clauses.plan(clause).subject is not None:
            self._parts.append(self._clauses.finite(clause))
        else:
            anyone = Piece("anyone", clause.start, clause.start, "grammar:supplied-subject", supplied=True)
            gap = Node("NP", clause.entry, clause.start, clause.start, feats={"number!": "sg"})
            said = self._clauses.predicate_of(clause, gap)
            self._parts.append(said if self._anyone else [anyone, *said])
            self._anyone = True
            if agentless:  # else a punishment would be imposed by the one who is punished
                self._subject = gap

    def said(self, node: Node, at: int) -> list[Piece]:
        """Return the whole condition, closed by its comma."""
        said = bool(self._parts and self._parts[0] and self._parts[0][0].text.startswith("where"))
        pieces = [] if said else [word("where", node, "grammar:condition")]
        for index, part in enumerate(self._parts):
            if index:
                pieces += [Piece("and", at, at, "grammar:link")]
            pieces += part
        return [*pieces, mark(",", at, at + 1)]


def punished(node: Node) -> Node:
    """Return a punishment without object as a passive: who meets the condition is punished, and does not punish."""
    punishes = headed(node.entry.zh, "punitive") and not node.get("obj") and not node.get("by")
    if any(kid.entry.get("class") == "organ" for kid in node.get("subj")):
        return node
    whole = " " in node.entry.en  # what English says with an object of its own is no passive
    if not punishes or node.entry.cat != "v" or (node.entry.flag("i") and whole):
        return node
    made = node.copy()
    made.entry = replace(node.entry, features={k: v for k, v in node.entry.features.items() if k != "i"})
    made.feats["passive"] = "1"
    return made


def imposes(node: Node) -> bool:
    """Tell whether a predicate is a penalty, which is never the act of who breaks the rule."""
    zh = node.entry.zh
    states = node.entry.en.startswith("be ")  # 可处罚款 says what someone is liable to
    return (headed(zh, "imposing") or zh.startswith(heads("imposing"))) and not node.get("by") and not states


def parted(node: Node) -> Node:
    """Return a penalty that is one word with its object as verb and object (没收违法所得): it is passive then."""
    entry = node.entry
    verb, _, thing = entry.en.partition(" ")
    imposed = entry.zh.startswith(heads("imposing")) and entry.flag("i") and thing and "{" not in thing
    if not imposed or node.get("obj") or node.get("subj") or node.get("comp") or verb == "be":
        return node
    return _divided(node)


def opened(node: Node) -> Node:
    """Return a predicate that says its object itself, with a sum or a count behind it, as verb and object."""
    figures = node.get("amount")
    slot = "amount" if has_own_object(node) else "num" if counts_own_object(node) else ""
    if not slot or len(figures) != 1 or figures[0].entry.cat not in ("QM", "QC") or node.get("obj") or node.get("subj"):
        return node
    made = _divided(node.without("amount"))
    made.slots["obj"][0].slots[slot] = figures
    return made


def _divided(node: Node) -> Node:
    verb, _, thing = node.entry.en.partition(" ")
    made = node.copy()
    made.entry = replace(node.entry, en=verb, features={})
    number = {"pl": "1"} if thing.endswith("s") else {"sg": "1"} if thing.startswith("a ") else {"mass": "1"}
    said = replace(node.entry, cat="n", en=thing.removeprefix("the ").removeprefix("a "), features=number)
    made.slots["obj"] = [Node("NP", said, node.start, node.end)]
    return made


def is_sentence(node: Node, subject: Node) -> bool:
    """Tell whether a person is sentenced by the verb that follows him (被告人犯诈骗罪，判处有期徒刑三年)."""
    person = subject.entry.get("class") == "person" or subject.entry.cat == "nr"
    states = node.entry.en.startswith("be ")  # 最高可处监禁十年 is no sentence
    named = bool(node.get("iobj"))  # 判处被告监禁: whom is said
    sentences = headed(node.entry.zh, "sentencing") and bool(node.get("obj")) and not states and not named
    fined = node.entry.zh.startswith("并处罚") and bool(node.get("amount"))
    return person and (sentences or fined) and not node.feats.get("passive")


def sentenced(node: Node) -> Node:
    """Return a sentence as a passive that keeps its object: "is sentenced to three years"."""
    made = node.copy()
    made.entry = replace(node.entry, en="sentence to" if node.get("obj") else "also fine", features={})
    made.feats["passive"] = "1"
    return made


def liable(node: Node) -> Node:
    """Return a penalty that is said of who suffers it (违者处五百元罚款) as "be liable to"."""
    subject = node.one("subj")
    person = subject is not None and (subject.entry.get("class") == "person" or bool(subject.feats.get("headless")))
    penal = any(headed(kid.entry.zh, "penalty") for kid in node.get("obj"))
    if not person or not imposes(node) or not penal or node.feats.get("passive") or "members" in node.slots:
        return node
    made = node.copy()
    made.entry = replace(node.entry, en="be liable to", features={"nopass": "1"})
    return made


def names_agent(node: Node) -> bool:
    """Tell whether a predicate names by 由 who does it, with no modal but the "shall" that follows from a condition."""
    ruled = all(kid.entry is _SHALL for kid in node.get("modal"))
    return bool(node.get("by") and node.get("obj")) and ruled and not node.feats.get("passive")


def with_modals(node: Node, modals: list[Node]) -> Node:
    """Return a predicate with the modals that stood before the comma (应当按照职责，做好工作)."""
    made = node.copy()
    made.slots["modal"] = [*modals, *made.get("modal")]
    return made


def with_phrases(node: Node, phrases: list[Node]) -> Node:
    """Return a predicate with phrases that stood before the comma (对国家秘密，应当予以保密)."""
    made = node.copy()
    made.slots["pre"] = [*phrases, *made.get("pre")]
    return made


def bound(node: Node) -> Node:
    """Return what follows from a condition with "shall", unless it has a modal or states what is.

    The duty that a rule lays down needs no word in Chinese (处五百元罚款) and has one in English.
    """
    first = first_member(node)
    if node.entry.cat != "v" or node.get("modal") or first.get("modal") or node.feats.get("come"):
        return node
    if any(node.entry.flag(name) for name in _UNBOUND if name != "light"):
        return node
    made = node.copy()
    made.add("modal", Node("m", _SHALL, node.start, node.end))
    return made
