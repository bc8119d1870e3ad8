"""Clauses: subject, verb group, objects, adverbials and their English order."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache

from toolkit.resources import data
from toolkit.transfer.context import Context
from toolkit.transfer.lexicon import Entry
from toolkit.transfer.morphology import inflect_verb
from toolkit.transfer.noun import NounPhrases, is_connector, number_of, series, verbal_noun
from toolkit.transfer.pieces import Piece, word
from toolkit.transfer.tree import Node

_HALVES = ("the first half", "the second half", "first half", "second half")
_ASPECT_PAST = frozenset(("le", "guo"))
_SUBORDINATE = {"后": "after", "时": "when", "前": "before"}


@dataclass(slots=True)
class Plan:
    """How a clause will be said: its subject, its form and its voice."""

    node: Node
    subject: Node | None = None
    form: str = "finite"
    number: str = "sg"
    passive: bool = False
    tense: str = "past"


class Clauses:
    """Writes clauses and adverbials of one segment; ``inner`` writes the inside of quotes and brackets."""

    def __init__(self, context: Context, inner: Callable[[Node], list[Piece]]) -> None:
        self.context = context
        self.nouns = NounPhrases(context, self)
        self._inner = inner

    # forms of a clause

    def finite(self, node: Node, subject: Node | None = None) -> list[Piece]:
        """Return a finite clause with its subject; without one the object becomes the subject of a passive."""
        if node.entry.cat == "s":
            return [word(node.entry.en, node)]
        if _several(node):
            return self._coordinated(node, subject, "finite")
        if node.entry.flag("have") and self._exists(node, subject):
            return self._there(node)
        plan = self.plan(node, subject)
        front = [piece for kid in node.get("front") for piece in self._fronted(kid)]
        front += [piece for kid in node.get("topic") for piece in self._topic(kid)]
        conj = [word(kid.entry.en, kid) for kid in node.get("cj") if kid.entry.en != "-"]
        return [*conj, *front, *self._subject(plan), *self.predicate(plan)]

    def predicate_of(self, node: Node, subject: Node) -> list[Piece]:
        """Return the predicate alone, agreeing with a subject that is said elsewhere (a carried subject)."""
        if _several(node):
            return self._coordinated(node, subject, "predicate")
        plan = self.plan(node, subject)
        front = [piece for kid in node.get("front") for piece in self._fronted(kid)]
        conj = [word(kid.entry.en, kid) for kid in node.get("cj") if kid.entry.en != "-"]
        return [*conj, *front, *self.predicate(plan)]

    @staticmethod
    def _exists(node: Node, subject: Node | None) -> bool:
        """Whether 有 says that something is there: it has no possessor, at most a place."""
        owner = node.one("subj") or subject
        return owner is None or (owner.entry.get("class") in ("place", "time") and owner.entry.cat == "n")

    def _there(self, node: Node) -> list[Piece]:
        subject = node.one("subj")
        things = node.get("obj")
        number = number_of(things[0]) if things else "sg"
        plan = Plan(node, None, "finite", number, False, self._tense(node))
        front = [piece for kid in node.get("front") for piece in self._fronted(kid)]
        conj = [word(kid.entry.en, kid) for kid in node.get("cj") if kid.entry.en != "-"]
        verbs, _ = self._auxiliaries(plan, be=True)
        pieces = [*conj, *front, word("there", node), *verbs]
        for thing in things:
            pieces += self.nouns.phrase(thing, "pred")
            for kid in node.get("objrel"):
                pieces += self.relative(kid, number, person=thing.entry.get("class") == "person")
        if subject is not None:
            pieces += [word("in", subject, "grammar:place"), *self.nouns.phrase(subject, "prep")]
        return [*pieces, *self._trailing(node, plan)]

    def plan(self, node: Node, subject: Node | None = None) -> Plan:
        """Decide subject, voice and tense of a finite clause."""
        node = self._lighten(self._resolve(node))
        own = node.one("subj") or subject
        passive = bool(node.feats.get("passive"))
        if node.entry.flag("i") and len(node.get("obj")) == 1 and not node.entry.flag("t"):
            node, own, _ = _promote(_place(node, own) if own is not None else node)
        if own is None and node.get("obj") and not node.get("modal") and self._can_passive(node):
            node, own, passive = _promote(node)
        elif own is not None and self._located(node, own):
            node, own, passive = _promote(_place(node, own))
        elif passive and own is None and node.get("obj"):
            node, own, _ = _promote(node)
        elif own is not None and not passive and self._gapped(node) and self._undergoes(node, own):
            passive = True
        if own is not None and any(kid.entry.zh in ("不得", "不能") for kid in node.get("modal")):
            own = _deny(own)
        number = number_of(own) if own is not None else "sg"
        return Plan(node, own, "finite", number, passive, self._tense(node))

    def _can_passive(self, node: Node) -> bool:
        entry = node.entry
        stative = entry.flag("st") or entry.flag("nopass") or entry.flag("cop") or entry.flag("causative")
        said = node.get("comp") and not node.feats.get("to")
        return not stative and not said and not node.get("baobj") and entry.cat == "v"

    def _undergoes(self, node: Node, subject: Node) -> bool:
        """Whether the subject of a transitive verb without object is what the act is done to (案件正在侦办)."""
        if node.get("by"):
            return True
        agent = subject.entry.get("class") in ("person", "organ", "") or subject.entry.cat in ("r", "nr", "nt", "ns")
        return self._can_passive(node) and not agent and not node.entry.get("unknown")

    def _located(self, node: Node, subject: Node) -> bool:
        """Whether the subject is the place of an act with its own object (重点部位应当安装设备)."""
        place = subject.entry.get("class") == "place" and subject.entry.cat == "n"
        return place and len(node.get("obj")) == 1 and self._can_passive(node) and not node.feats.get("passive")

    @staticmethod
    def _gapped(node: Node) -> bool:
        entry = node.entry
        return entry.cat == "v" and not entry.flag("i") and not entry.flag("ti") and not node.get("obj")

    def base(self, node: Node) -> list[Piece]:
        """Return the verb phrase in its base form, for "to …" and after modals."""
        return self._form(node, "base")

    def gerund(self, node: Node) -> list[Piece]:
        """Return the verb phrase as a gerund (strengthening management), with its subject, if any, before it."""
        return self._form(node, "ing")

    def _form(self, node: Node, form: str) -> list[Piece]:
        if _several(node):
            return self._coordinated(node, None, form)
        node = self._lighten(self._resolve(node))
        subject = node.one("subj")
        before = self.nouns.phrase(subject, "subj") if subject is not None else []
        front = [piece for kid in node.get("front") for piece in self._fronted(kid)]
        return [*front, *before, *self.predicate(Plan(node, subject, form, passive=bool(node.feats.get("passive"))))]

    def _coordinated(self, node: Node, subject: Node | None, form: str) -> list[Piece]:
        members = node.slots["members"]
        kids = [kid for kid in members if not is_connector(kid)]
        last = next((kid for kid in reversed(members) if is_connector(kid)), node)
        shared = node.copy()
        shared.slots.pop("members")
        kids = [_inherit(kid, shared, index) for index, kid in enumerate(kids)]
        own = subject or node.one("subj") or kids[0].one("subj")
        written = []
        for index, kid in enumerate(kids):
            if form in ("base", "ing"):
                written.append(self._form(kid, form))
            elif own is None or (index == 0 and form == "finite"):
                written.append(self.finite(kid, own))
            else:
                written.append(self.predicate_of(kid, own))
        conjunction = "or" if last.entry.zh in ("或", "或者") else "and"
        front = [piece for kid in node.get("front") for piece in self._fronted(kid)]
        return [*front, *series(written, conjunction, last)]

    # parts of a clause

    def _subject(self, plan: Plan) -> list[Piece]:
        return self.nouns.phrase(plan.subject, "subj") if plan.subject is not None else []

    def predicate(self, plan: Plan) -> list[Piece]:
        """Return the verb group and all that follows it."""
        node = plan.node
        if node.feats.get("adj"):
            return self._adjective_predicate(plan)
        if node.feats.get("come"):
            return [word(self._be(plan), node, "grammar:be"), *self._amounts(node)]
        verbs = self._verb_group(plan)
        head, tail = _split_object(verbs)
        return [*head, *self._objects(node), *tail, *self._complements(node), *self._trailing(node, plan)]

    def _adjective_predicate(self, plan: Plan) -> list[Piece]:
        node = plan.node
        group, _ = self._auxiliaries(plan, be=True)
        adverbs = [piece for kid in node.get("adv") for piece in self._adverb(kid)]
        return [*group, *adverbs, *self.nouns.adjective(_adjective(node)), *self._trailing(node, plan)]

    def _verb_group(self, plan: Plan) -> list[Piece]:
        node = plan.node
        copula = re.match(r"be\b", node.entry.en) is not None
        if copula and plan.passive:
            plan = replace(plan, passive=False)
        group, form = self._auxiliaries(plan, be=copula or plan.passive)
        adverbs = [piece for kid in node.get("adv") if _position(kid) == "mid" for piece in self._adverb(kid)]
        if copula:
            rest = node.entry.en[3:]
            return [*group, *adverbs, *([word(rest, node)] if rest else [])]
        return [*group, *adverbs, *self._verb_words(node, "en" if plan.passive else form)]

    def _verb_words(self, node: Node, form: str) -> list[Piece]:
        if "members" in node.slots:
            members = node.slots["members"]
            kids = [kid for kid in members if not is_connector(kid)]
            last = next((kid for kid in reversed(members) if is_connector(kid)), node)
            denied = any(kid.entry.en in ("must not", "cannot", "may not") for kid in node.get("modal")) or node.get("neg")
            conjunction = "or" if last.entry.zh in ("或", "或者") or denied else "and"
            return series([self._verb_words(kid, form) for kid in kids], conjunction, last)
        text = inflect_verb(node.entry.en, form) if node.entry.en else node.entry.zh
        if _counts_own_object(node):
            verb, noun = text.rsplit(" ", 1)
            return [word(verb, node), *(word(kid.entry.en, kid) for kid in node.get("amount")), word(noun, node)]
        return [word(text, node)]

    def _auxiliaries(self, plan: Plan, *, be: bool) -> tuple[list[Piece], str]:
        """Return the auxiliaries (with the form of be, where it is asked for) and the form that the verb then takes."""
        node = plan.node
        denied = plan.subject is not None and _is_denied(plan.subject)
        modals = [("may" if denied and m.entry.en == "must not" else self._modal(m), m) for m in node.get("modal")]
        if plan.form in ("base", "ing"):
            modals = [(_infinite(text), modal) for text, modal in modals]
        else:
            modals = [(text if index == 0 else _infinite(text), modal) for index, (text, modal) in enumerate(modals)]
        modals = [(text, modal) for text, modal in modals if text]
        negation = next(iter(node.get("neg")), None)
        words, form = self._chain(plan, [text for text, _ in modals], negation, be)
        origin: dict[str, Node] = dict(modals)
        if negation is not None:
            origin[negation.entry.en] = negation
        pieces = []
        for text in words:
            source = origin.get(text)
            if source is not None:
                pieces.append(word(text, source))
            else:
                pieces.append(word(text, node, node.entry.id if be and not plan.passive else "grammar:auxiliary"))
        return pieces, form

    def _chain(self, plan: Plan, modals: list[str], negation: Node | None, be: bool) -> tuple[list[str], str]:
        no = [negation.entry.en] if negation is not None else []
        many, tense = plan.number == "pl", plan.tense
        if plan.form in ("base", "ing") and not modals:
            return ([*no, "being" if plan.form == "ing" else "be"], "") if be else (no, plan.form)
        if not modals and tense == "future":
            modals = ["will"]
        if modals:
            if plan.form == "ing":
                modals = [inflect_verb(modals[0], "ing"), *modals[1:]]
            return ([modals[0], *no, *modals[1:], "be"], "") if be else ([modals[0], *no, *modals[1:]], "base")
        if tense == "perfect" or (negation is not None and negation.entry.flag("perf")):
            have = "have" if many else "has"
            return ([have, *no, "been"], "") if be else ([have, *no], "en")
        if be:
            return [_be("present", many), *no, "being"] if tense == "progressive" and plan.passive else [
                _be(tense, many),
                *no,
            ], ""
        if tense == "progressive":
            return [_be("present", many), *no], "ing"
        if no and no[0] != "never":
            return ["did" if tense == "past" else "do" if many else "does", *no], "base"
        return no, "past" if tense == "past" else "base" if many else "s"

    def _be(self, plan: Plan) -> str:
        return _be(plan.tense, plan.number == "pl")

    def _modal(self, modal: Node) -> str:
        entry = modal.entry
        if entry.flag("rule"):
            return entry.get("rule") if self.context.genre == "rule" else entry.get("else") or entry.en
        return entry.en

    def _adverb(self, node: Node) -> list[Piece]:
        if node.cat in ("AP", "a"):
            text = node.entry.get("adv") or adverb_of(node.entry.en)
            return [word(text, node)]
        if node.entry.en in ("-", ""):
            return [] if node.entry.en == "-" else [word(node.entry.zh, node)]
        return [word(node.entry.en, node)]

    def _objects(self, node: Node) -> list[Piece]:
        pieces: list[Piece] = []
        for kid in node.get("baobj"):
            pieces += self.nouns.phrase(kid, "obj")
        objects = node.get("obj")
        for kid in objects:
            total = any(adverb.entry.flag("total") for adverb in node.get("adv"))
            if total and kid.get("num"):
                kid = kid.copy()
                kid.feats["total"] = "1"
            joint = [word("as", kid, "grammar:as")] if node.get("baobj") and node.entry.en.endswith(" as") else []
            pieces += [*joint, *self.nouns.phrase(kid, "obj")]
        for kid in node.get("objof"):
            pieces += [word("of", kid, "grammar:of"), *self.nouns.phrase(kid, "prep")]
        for kid in node.get("iobj"):
            pieces += [word("to", kid, "grammar:to"), *self.nouns.phrase(kid, "prep")]
        for kid in node.get("pred"):
            pieces += self._predicative(kid)
        return pieces

    def _predicative(self, kid: Node) -> list[Piece]:
        if kid.cat in ("AP", "a"):
            return self.nouns.adjective(kid)
        if kid.cat in ("VP", "S"):
            return [word("to", kid, "grammar:to"), *self.base(kid)]
        return self.nouns.phrase(kid, "pred")

    def _amounts(self, node: Node) -> list[Piece]:
        if _counts_own_object(node):
            return []
        return [word(kid.entry.en, kid) for kid in node.get("amount")]

    def _complements(self, node: Node) -> list[Piece]:
        pieces = self._amounts(node)
        for kid in node.get("manner"):
            pieces += self.nouns.adjective(kid)
        for kid in node.get("objrel"):
            pieces += [word("to", kid, "grammar:to"), *self.base(kid)]
        for kid in node.get("comp"):
            if node.feats.get("that"):
                pieces += [word("that", node, "grammar:that"), *self.finite(kid)]
            elif node.feats.get("to"):
                pieces += [word("to", node, "grammar:to"), *self.base(kid)]
            elif node.feats.get("ing"):
                pieces += self.gerund(kid)
            else:
                pieces += self.base(kid)
        return pieces

    def _trailing(self, node: Node, plan: Plan) -> list[Piece]:
        pieces: list[Piece] = []
        agents = [*node.get("agent"), *node.get("by")]
        for kid in agents:
            pieces += [word("by", kid, "grammar:agent"), *self.nouns.phrase(kid, "prep")]
        if node.get("post"):
            pieces += self._postverbal(node)
        for kid in reversed(node.get("pre")):
            pieces += self.adverbial(kid, node)
        for kid in node.get("ahead"):
            pieces += [word(kid.entry.en, kid), word("in advance", kid, "grammar:in-advance")]
        for kid in node.get("dur"):
            pieces += [word("for", kid, "grammar:duration"), word(kid.entry.en, kid)]
        for kid in node.get("adv"):
            if _position(kid) == "end":
                pieces += self._adverb(kid)
        for kid in node.get("purp"):
            pieces += [word("to", kid, "grammar:purpose"), *self.base(kid)]
        return pieces

    def _postverbal(self, node: Node) -> list[Piece]:
        pieces: list[Piece] = []
        for preposition, target in zip(node.get("post"), node.get("target"), strict=False):
            locations = node.get("loc")
            text = locations[0].entry.en if locations else preposition.entry.en
            verb_says_it = node.entry.en.split(" ")[-1] in (text, "in", "at", "on", "to", "as", "from")
            if not verb_says_it:
                text = _place_preposition(target) if preposition.entry.flag("at") and not locations else text
                pieces.append(word(text, preposition))
            pieces += self.nouns.phrase(target, "prep")
        return pieces

    # adverbials

    def _fronted(self, node: Node) -> list[Piece]:
        pieces = self.adverbial(node)
        if not pieces or node.cat in ("d", "D"):
            return pieces
        return [*pieces, word(",", node, "grammar:comma", tight=True)]

    def _topic(self, node: Node) -> list[Piece]:
        return [*self.nouns.phrase(node, "subj"), word(",", node, "grammar:comma", tight=True)]

    def adverbial(self, node: Node, verb: Node | None = None) -> list[Piece]:
        """Return a time, place or prepositional phrase; ``verb`` may change the preposition."""
        if node.cat in ("d", "D"):
            return self._adverb(node)
        if node.cat in ("T", "QD", "QR", "t"):
            return self._time(node)
        if node.get("vp"):
            return self._with_clause(node, node.slots["vp"][0])
        if node.get("clause"):
            clause = node.slots["clause"][0]
            joint = _subordinator(node)
            return [word(joint, node), *self.finite(clause)]
        return self._prepositional(node, verb)

    def _prepositional(self, node: Node, verb: Node | None) -> list[Piece]:
        target = node.one("obj")
        if target is None:
            return [word(node.entry.en, node)]
        text = node.entry.en
        location = node.one("f")
        source = node
        if location is not None and not (node.entry.flag("kind") or location.entry.en == text):
            if node.entry.flag("at") or node.feats.get("bare"):
                text, source = location.entry.en, location
        elif node.entry.flag("at"):
            text = _place_preposition(target)
        if node.feats.get("compared"):
            text = "compared with"
        elif verb is not None:
            text = verb.entry.get(f"prep.{node.entry.zh[0]}") or text
        return [word(text, source), *self.nouns.phrase(target, "prep")]

    def _with_clause(self, node: Node, clause: Node) -> list[Piece]:
        """Return a preposition with a verb phrase: in order to do, by doing, after doing."""
        if node.entry.flag("purpose"):
            return [word("to" if len(clause.slots) < 6 else "in order to", node), *self.base(clause)]
        if node.entry.zh == "为":
            return [word("to", node), *self.base(clause)]
        text = {"through": "by", "with": "by"}.get(node.entry.en, node.entry.en)
        location = node.one("f")
        if location is not None:
            text = location.entry.en if location.entry.en != "in" else "in"
        return [word(text, node), *self.gerund(clause)]

    def _time(self, node: Node) -> list[Piece]:
        location = node.one("f")
        if location is not None:
            return self._time_clause(node, location)
        if node.entry.cat == "QR":
            joint = "over" if node.feats.get("over") else "for"
            past = [word("the past", node, "grammar:past")] if node.feats.get("over") else []
            return [word(joint, node, "grammar:duration"), *past, word(node.entry.en, node)]
        pieces = [word(node.entry.en or node.entry.zh, node)]
        if node.entry.en in _HALVES:
            pieces.append(word("of the year", node, "grammar:half-year"))
        if node.entry.cat == "QD":
            joint = (
                "since" if node.feats.get("since") else "as of" if node.feats.get("asof") else _date_preposition(node)
            )
            if joint:
                pieces.insert(0, word(joint, node, "grammar:date"))
        for kid in node.get("bracket"):
            pieces += self.bracket(kid)
        for kid in node.get("sub"):
            pieces += [word(kid.entry.en or kid.entry.zh, kid)]
        return pieces

    def _time_clause(self, node: Node, location: Node) -> list[Piece]:
        inner = node.copy()
        inner.slots.pop("f")
        text = location.entry.en
        if node.entry.cat in ("QD", "QR"):
            if node.entry.cat == "QR" and text in ("since", "in"):
                return [word("over the past", location), word(node.entry.en, node)]
            return [word(text, location), word(node.entry.en, node)]
        if node.entry.cat == "v" and node.rule not in ("t-np-f", "t-in-np-f") and not _noun_like(node):
            text = {"during": "while", "at the time of": "when"}.get(text, text)
            if node.get("subj") or inner.cat == "S":
                return [word(text, location), *self.finite(inner)]
            return [word(text, location), *self.gerund(inner)]
        text = {"when": "at the time of"}.get(text, text)
        return [word(text, location), *self.nouns.phrase(inner, "prep")]

    def postmodifier(self, node: Node, head: Node) -> list[Piece]:
        """Return what follows a noun: a prepositional phrase (``head`` may choose its preposition), a time, an amount."""
        if node.cat in ("QM", "QP", "QE"):
            return [word("of", node, "grammar:of"), word(node.entry.en, node)]
        if node.cat in ("NP", "N"):
            return [word("among", node, "grammar:among"), *self.nouns.phrase(node, "prep")]
        return self.adverbial(node, head)

    # relative clauses, quotes, brackets

    def relatives(self, node: Node, number: str) -> list[Piece]:
        """Return the relative clauses of a noun, each in its own shape."""
        person = node.entry.get("class") == "person"
        pieces: list[Piece] = []
        for kid in node.get("rel"):
            joint = _content_joint(node.entry.zh)
            if joint == "to":
                pieces += [word("to", kid, "grammar:content"), *self.base(kid)]
            elif joint:
                pieces += [word(joint, kid, "grammar:content"), *self.gerund(kid)]
            else:
                pieces += self.relative(kid, number, person=person)
        for kid in [*node.get("orel"), *node.get("prel"), *node.get("crel")]:
            if kid.get("subj") or kid.cat == "S":
                joint = (
                    [word("in which", kid, "grammar:relative")]
                    if kid in node.get("crel")
                    else [word("that", kid, "grammar:relative")]
                )
                pieces += [*joint, *self._subject_clause(kid)]
            else:
                pieces += self.participle(kid)
        return pieces

    def _subject_clause(self, node: Node) -> list[Piece]:
        node = self._resolve(node)
        subject = node.one("subj")
        if subject is None:
            return self.finite(node)
        plan = Plan(node, subject, "finite", number_of(subject), bool(node.feats.get("passive")), self._tense(node))
        front = [piece for kid in node.get("front") for piece in self.adverbial(kid)]
        return [*self._subject(plan), *self.predicate(plan), *front]

    def relative(self, node: Node, number: str, *, person: bool) -> list[Piece]:
        """Return a relative clause whose gap is its subject, or a participle where the gap is its object."""
        resolved = self._lighten(self._resolve(node))
        if not _several(node) and (resolved.feats.get("passive") or resolved.get("by") or self._gapped(resolved)):
            if not resolved.get("modal") and not resolved.get("neg"):
                return self.participle(resolved)
        joint = word("who" if person else "that", node, "grammar:relative")
        gap = Node("NP", node.entry, node.start, node.end, feats={"number!": number})
        return [joint, *self.predicate_of(node, gap)]

    def participle(self, node: Node) -> list[Piece]:
        """Return a reduced passive clause: "caught by the police in May"."""
        plan = Plan(node, None, "base", passive=True)
        adverbs = [piece for kid in node.get("adv") if _position(kid) == "mid" for piece in self._adverb(kid)]
        verbs = self._verb_words(node, "en")
        head, tail = _split_object(verbs)
        return [*adverbs, *head, *tail, *self._objects(node), *self._complements(node), *self._trailing(node, plan)]

    def quoted(self, node: Node) -> list[Piece]:
        """Return a quotation or a title with its marks."""
        return self._inner(node)

    def bracket(self, node: Node) -> list[Piece]:
        """Return a bracket with its inside."""
        return self._inner(node)

    # decisions

    def _tense(self, node: Node) -> str:
        feats = node.feats
        if any(kid.entry.get("asp") == "perf" for kid in node.get("adv")):
            return "perfect"
        if feats.get("prog") or any(kid.entry.get("asp") == "prog" for kid in node.get("adv")):
            return "progressive"
        if _ASPECT_PAST & feats.keys():
            return "past"
        refs = [kid.entry.get("ref") for slot in ("pre", "front") for kid in node.get(slot)]
        if "future" in refs:
            return "future"
        if self.context.genre in ("rule", "notice", "procurement") or self.context.heading:
            return "present"
        if "now" in refs or node.entry.flag("cop") or feats.get("adj"):
            return "present" if "past" not in refs else "past"
        return "past"

    def _resolve(self, node: Node) -> Node:
        """Make a 对-phrase the object of a transitive verb that has none (对X进行核查 is "verify X")."""
        if node.entry.cat != "v":
            return node
        for kid in node.get("pre"):
            if kid.entry.get("kind") == "dui" and kid.get("obj") and not kid.get("f"):
                made = self._take_dui(node, kid)
                if made is not None:
                    return made
        return node

    def _take_dui(self, node: Node, phrase: Node) -> Node | None:
        obj = node.one("obj")
        target = phrase.slots["obj"][0]
        made = node.copy()
        made.slots["pre"] = [kid for kid in made.slots["pre"] if kid is not phrase]
        if node.entry.flag("light") and obj is not None and obj.entry.cat == "v" and "members" not in obj.slots:
            if not obj.entry.flag("i") and not obj.entry.get("prep.对"):
                return _verbalize(made, obj, target)
            return None
        if obj is None and not node.entry.flag("i") and not node.entry.get("prep.对") and not node.feats.get("passive"):
            made.add("obj", target)
            return made
        return None

    def _lighten(self, node: Node) -> Node:
        """Let the action noun say what a light verb only carries (进行调查 is "investigate")."""
        obj = node.one("obj")
        if not node.entry.flag("light") or obj is None or obj.entry.cat != "v" or "members" in obj.slots:
            return node
        if obj.slots.keys() - {"mod"} or not all(_adverbial(kid) for kid in obj.get("mod")):
            return node
        return _verbalize(node.copy(), obj, None)


def _several(node: Node) -> bool:
    """Whether the node coordinates whole predicates (not verbs that share an object)."""
    return "members" in node.slots and node.slots["members"][0].cat in ("VP", "S")


def _verbalize(node: Node, obj: Node, target: Node | None) -> Node:
    made = replace(node, entry=obj.entry, start=obj.start, end=obj.end)
    made.slots["obj"] = [target] if target is not None else []
    for kid in obj.get("mod"):
        made.add("adv" if _adverbial(kid) else "manner-noun", kid)
    if obj.get("mod") and made.slots.pop("manner-noun", None):
        made = replace(node)
        inner = obj.copy()
        if target is not None:
            inner.add("poss", target)
        made.slots["obj"] = [inner]
    return made


_AT = Entry("在", "p", "in", {"at": "1"}, "lexicon:在/p")


def _counts_own_object(node: Node) -> bool:
    """Whether a figure counts the object that the verb swallowed (破案15起: "solve 15 cases")."""
    figures = node.get("amount")
    return bool(figures) and figures[0].entry.cat == "QC" and re.fullmatch(r"[a-z ]+ [a-z]+s", node.entry.en) is not None


def _place(node: Node, place: Node) -> Node:
    made = node.copy()
    made.slots.pop("subj", None)
    made.add("pre", Node("PP", _AT, place.start, place.start, {"obj": [place]}), first=True)
    return made


def _deny(subject: Node) -> Node:
    """Return the subject as "no X or Y" where it opens with 任何."""
    if not any(kid.entry.zh == "任何" for kid in [*subject.get("det"), *_first_member(subject).get("det")]):
        return subject
    made = subject.copy()
    if "members" in made.slots:
        first = made.slots["members"][0].copy()
        first.feats["denied"] = "1"
        made.slots["members"] = [first, *made.slots["members"][1:]]
        if made.get("det"):
            first.slots["det"] = made.slots.pop("det")
    else:
        made.feats["denied"] = "1"
    return made


def _first_member(node: Node) -> Node:
    return node.slots["members"][0] if "members" in node.slots else node


def _is_denied(node: Node) -> bool:
    return bool(_first_member(node).feats.get("denied"))


@cache
def _content_heads() -> dict[str, str]:
    lines = data("transfer", "data", "grammar", "content-heads.tsv").read_text(encoding="utf-8").splitlines()[1:]
    return dict(line.split("\t")[:2] for line in lines if line)


def _content_joint(zh: str) -> str:
    """Return how a noun takes its content clause: "to" (能力: ability to bear), "of" (情况), nothing for a relative clause."""
    return next((joint for noun, joint in _content_heads().items() if zh.endswith(noun)), "")


def _adverbial(node: Node) -> bool:
    return node.cat in ("AP", "a") and "members" not in node.slots


def _promote(node: Node) -> tuple[Node, Node, bool]:
    made = node.copy()
    subject = made.slots["obj"].pop(0)
    return made, subject, True


def _inherit(kid: Node, shared: Node, index: int) -> Node:
    made = kid.copy()
    for slot in ("modal", "neg", "adv", "pre"):
        if (index == 0 and shared.get(slot)) or (slot == "modal" and shared.get(slot)):
            made.slots[slot] = [*shared.get(slot), *made.get(slot)]
    if index == 0 and shared.get("subj"):
        made.slots["subj"] = shared.get("subj")
    if shared.feats.get("passive"):
        made.feats["passive"] = "1"
    return made


def _adjective(node: Node) -> Node:
    return node.without("adv", "modal", "neg", "subj", "front", "cj", "topic", "purp", "post", "pre", "by", "agent")


def _noun_like(node: Node) -> bool:
    return not node.get("obj") and bool(node.get("mod") or node.get("poss"))


def _position(node: Node) -> str:
    if node.cat in ("AP", "a"):
        return "mid"
    return node.entry.get("pos", "mid").replace("front", "mid")


def _split_object(pieces: list[Piece]) -> tuple[list[Piece], list[Piece]]:
    for index, piece in enumerate(pieces):
        if "{obj}" in piece.text:
            before, after = (part.strip() for part in piece.text.split("{obj}", 1))
            return [*pieces[:index], replace(piece, text=before)], [replace(piece, text=after), *pieces[index + 1 :]]
    return pieces, []


def _be(tense: str, many: bool) -> str:
    if tense == "past":
        return "were" if many else "was"
    return "are" if many else "is"


def _infinite(modal: str) -> str:
    """Return what a modal becomes where English wants an infinitive: may handle, be able to handle."""
    return {"can": "be able to", "may": "be able to", "must": "have to", "need to": "need to"}.get(
        modal, modal if modal.startswith("be ") else ""
    )


def _place_preposition(target: Node) -> str:
    if target.entry.cat == "ns" or target.entry.get("class") in ("place", "organ", "abstract", "act", "doc", "time"):
        return "at" if re.search(r"站|口|所|场|处|现场|会$", target.entry.zh) else "in"
    return "in"


def _date_preposition(node: Node) -> str:
    kind, text = node.entry.get("kind"), node.entry.en
    if kind == "time":
        return "" if text.startswith(("from", "at", "the", "about")) else "at"
    if text.startswith(
        ("from ", "on ", "in ", "between ", "at ", "this ", "last ", "next ", "today", "yesterday", "tomorrow")
    ):
        return ""
    if kind == "date-range":
        return "from"
    if text.startswith("the ") and ("morning" in text or "afternoon" in text or "evening" in text):
        return "on" if re.search(r"\d", text) else "in"
    if re.search(
        r"(January|February|March|April|May|June|July|August|September|October|November|December) \d{1,2}\b(?!\d)", text
    ):
        return "on"
    if text.startswith(("the end of", "the beginning of", "end of")):
        return "at"
    return "in"


def _subordinator(node: Node) -> str:
    location = node.one("f")
    return location.entry.en if location is not None else node.entry.en


def adverb_of(adjective: str) -> str:
    """Make an adverb of an adjective.

    >>> adverb_of("strict"), adverb_of("easy"), adverb_of("effective")
    ('strictly', 'easily', 'effectively')
    """
    if adjective.endswith("y") and len(adjective) > 3:
        return adjective[:-1] + "ily"
    if adjective.endswith("ic"):
        return adjective + "ally"
    if adjective.endswith("le") and not adjective.endswith("ole"):
        return adjective[:-1] + "y"
    return adjective + "ly" if adjective.isalpha() else f"in a {adjective} manner"


__all__ = ["Clauses", "Plan", "adverb_of", "verbal_noun"]
