"""Relative and content clauses: what a clause before 的 becomes behind its English noun."""

from __future__ import annotations

from dataclasses import replace

from toolkit.transfer.adverb import adverbs_at
from toolkit.transfer.complement import Complements
from toolkit.transfer.context import Context
from toolkit.transfer.coordination import coordinates_predicates, is_any
from toolkit.transfer.light import plain_verb, take_objects
from toolkit.transfer.number import number_of
from toolkit.transfer.outcome import is_staffing, staffed
from toolkit.transfer.pieces import Piece, word
from toolkit.transfer.plan import Plan, is_gapped, tense_of
from toolkit.transfer.tree import Node
from toolkit.transfer.verbs import around_object, verb_words
from toolkit.transfer.wordlist import pairs
from toolkit.transfer.writer import ClauseWriter, NounWriter


def _of_anyone(node: Node) -> list[Node]:
    """Return the relative clauses of a noun, those of what anyone does marked as said for all time."""
    found = node.get("rel")
    if not is_any(node):
        return found
    return [replace(kid, feats={**kid.feats, "general": "1"}) for kid in found]


class RelativeClauses:
    """Writes the clauses that hang on a noun."""

    def __init__(self, context: Context, clauses: ClauseWriter, nouns: NounWriter, complements: Complements) -> None:
        self._context = context
        self._clauses = clauses
        self._nouns = nouns
        self._complements = complements

    def of_noun(self, node: Node, number: str) -> list[Piece]:
        """Return the relative clauses of a noun, each in its own shape."""
        joint = _content_joint(node.entry.zh)
        person = node.entry.get("class") == "person"
        pieces: list[Piece] = []
        number = "pl" if person and number == "mass" else number  # personnel who are
        for kid in _of_anyone(node):
            pieces += (
                self._content(joint, kid)
                if joint and not _lacks_object(kid)
                else self.relative(kid, number, person=person)
            )
        gapped = [*map(_gapped, node.get("orel")), *node.get("prel"), *node.get("crel")]
        for kid in gapped:
            if kid.feats.get("adj") and kid.get("subj") and joint == "of":
                pieces += self._content(joint, kid)
            elif kid.feats.get("adj") and kid.get("subj") and kid not in node.get("prel"):
                pieces += self._whose(kid)
            elif kid.get("subj") or kid.cat == "S":
                text = "in which" if kid in node.get("crel") else "that"
                pieces += [word(text, kid, "grammar:relative"), *self._with_subject(kid)]
            else:
                pieces += self.participle(kid)
        return pieces

    def _whose(self, node: Node) -> list[Piece]:
        """Return a state as a clause with "whose" (手续不齐全的车辆: vehicles whose formalities are not complete)."""
        subject = node.slots["subj"][0]
        plan = Plan(node, subject, "finite", number_of(subject), tense=tense_of(node, self._context, subject))
        said = [*self._nouns.phrase(subject, "bare"), *self._clauses.predicate(plan)]
        return [word("whose", node, "grammar:relative"), *said]

    def _content(self, joint: str, kid: Node) -> list[Piece]:
        written = self._clauses.base(kid) if joint == "to" else self._clauses.gerund(kid)
        return [word(joint, kid, "grammar:content"), *written]

    def _with_subject(self, node: Node) -> list[Piece]:
        node = take_objects(node)
        subject = node.one("subj")
        if subject is None:
            return self._clauses.finite(node)
        passive, tense = bool(node.feats.get("passive")), tense_of(node, self._context)
        plan = Plan(node, subject, "finite", number_of(subject), passive, tense)
        front = [piece for kid in node.get("front") for piece in self._clauses.adverbial(kid)]
        return [*self._nouns.phrase(subject, "subj"), *self._clauses.predicate(plan), *front]

    def relative(self, node: Node, number: str, *, person: bool) -> list[Piece]:
        """Return a relative clause whose gap is its subject, or a participle where the gap is its object."""
        if is_staffing(node):
            return staffed(node, self._clauses, self._nouns)
        verb = plain_verb(node)
        undergone = verb.feats.get("passive") or verb.get("by") or is_gapped(verb)
        if undergone and not coordinates_predicates(node) and not verb.get("modal") and not verb.get("neg"):
            return self.participle(verb)
        if tense_of(verb, self._context) == "progressive" and not verb.get("modal") and not verb.get("neg"):
            return self._clauses.gerund(verb)  # 正在洗碗的女工: a worker washing dishes
        joint = word("who" if person else "that", node, "grammar:relative")
        gap = Node("NP", node.entry, node.start, node.end, feats={"number!": number})
        return [joint, *self._clauses.predicate_of(node, gap)]

    def participle(self, node: Node) -> list[Piece]:
        """Return a reduced passive clause: "caught by the police in May"."""
        adverbs = adverbs_at("mid", node)
        head, tail = around_object(verb_words(node, "en"))
        follows = [*self._complements.objects(node), *self._complements.clauses(node)]
        return [*adverbs, *head, *tail, *follows, *self._complements.trailing(node)]


def _lacks_object(node: Node) -> bool:
    """Whether the noun is what a verb without object is done to, and no content of it (发现的问题: problems found)."""
    bare = is_gapped(node) and not (node.get("comp") or node.get("pred") or "members" in node.slots)
    return bare and not node.entry.flag("light")


def _gapped(node: Node) -> Node:
    """Return a clause whose object is the noun it hangs on."""
    made = node.copy()
    made.feats["gap"] = "1"
    return made


def _content_joint(zh: str) -> str:
    """Return how a noun takes its content clause: "to" (能力), "of" (情况), nothing where the clause is relative."""
    return next((joint for noun, joint in pairs("content-heads").items() if zh.endswith(noun)), "")
