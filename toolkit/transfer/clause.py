"""Clauses: the forms in which a predicate is written, and the English order of its parts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from toolkit.transfer.adverb import adverb
from toolkit.transfer.adverbial import Adverbials
from toolkit.transfer.complement import Complements, amounts
from toolkit.transfer.context import Context
from toolkit.transfer.coordination import conjunction, connector, coordinates_predicates, members, series
from toolkit.transfer.light import plain_verb
from toolkit.transfer.noun import NounPhrases
from toolkit.transfer.number import number_of
from toolkit.transfer.pieces import Piece, word
from toolkit.transfer.plan import Plan, is_existential, is_gapped, plan_finite, tense_of
from toolkit.transfer.relative import RelativeClauses
from toolkit.transfer.tree import Node
from toolkit.transfer.verbs import around_object, auxiliaries, be_form, verb_group, without_preposition

_OUTSIDE_ADJECTIVE = ("adv", "modal", "neg", "subj", "front", "cj", "topic", "purp", "post", "pre", "by", "agent")


_ORDERS = tuple(
    f"{verb} {{obj}} to " for verb in ("order", "require", "urge", "instruct", "compel", "force", "persuade")
)


class Clauses:
    """Writes the clauses of one segment; ``inner`` writes quotes, titles and brackets."""

    def __init__(self, context: Context, inner: Callable[[Node], list[Piece]]) -> None:
        self.context = context
        self.nouns = NounPhrases(context, self)
        self._adverbials = Adverbials(self, self.nouns)
        self._complements = Complements(self, self.nouns)
        self._relatives = RelativeClauses(context, self, self.nouns, self._complements)
        self._inner = inner

    def plan(self, node: Node, subject: Node | None = None) -> Plan:
        """Decide subject, voice and tense of a finite clause."""
        return plan_finite(node, subject, self.context)

    def finite(self, node: Node, subject: Node | None = None) -> list[Piece]:
        """Return a finite clause with its subject; without one the object becomes the subject of a passive."""
        if node.entry.cat == "s":
            return [*self._opening(node), *self._topics(node), *self._formula(node)]
        node = _taking_topic(node)
        if coordinates_predicates(node):
            return self._coordinated(node, subject, "finite")
        if is_existential(node, subject):
            return self._existential(node)
        if node.feats.get("come"):
            return self._figure(node)
        if node.get("said"):
            return self._saying(node)
        plan = self.plan(node, subject)
        opening = [*self._opening(node), *self._topics(node)]
        said = self.nouns.phrase(plan.subject, "subj") if plan.subject is not None else []
        return [*opening, *said, *self.predicate(plan)]

    def _formula(self, node: Node) -> list[Piece]:
        """Return a formula as it stands, behind "on" what it is about (现就有关要求通知如下)."""
        told = [piece for kid in node.get("told") for piece in self.nouns.phrase(kid, "prep")]
        return (
            [
                word("on", node, "grammar:about"),
                *told,
                word(",", node, "grammar:comma", tight=True),
                word(node.entry.en, node),
            ]
            if told
            else [word(node.entry.en, node)]
        )

    def _saying(self, node: Node) -> list[Piece]:
        """Return a quotation with its speaker behind it, as Chinese has it."""
        speaker = node.slots["subj"][0]
        quoted = self.enclosed(node.slots["said"][0])
        said = self.predicate(self.plan(node.without("said"), speaker))
        if len(quoted) > 1 and quoted[-2].text == ".":  # the comma stands inside the marks, in place of the full stop
            quoted[-2] = replace(quoted[-2], text=",")
        elif len(quoted) < 2 or quoted[-2].text not in ("!", "?", ","):
            quoted.insert(len(quoted) - 1, word(",", node, "grammar:comma", tight=True))
        return [*quoted, *self.nouns.phrase(speaker, "subj"), *said]

    def _figure(self, node: Node) -> list[Piece]:
        """Return a noun with a bare figure behind it as "X was RMB 5 million"."""
        said = node.without("amount", "front", "cj", "topic", "modal", "span")
        said.cat = "NP"
        said.feats = {name: value for name, value in node.feats.items() if name != "come"}
        sum_of = said.entry.get("class") == "money" and said.entry.features.get("pl") != "1"
        if sum_of and "members" not in said.slots and not said.get("num") and not said.entry.flag("mass"):
            said.feats["number!"] = "sg"
        number = number_of(said)
        if node.get("modal"):
            verbs, _ = auxiliaries(Plan(node, number=number, tense=tense_of(node, self.context)), self.context, be=True)
        else:
            verbs = [word(be_form(tense_of(node, self.context), many=number == "pl"), node, "grammar:be")]
        span = [piece for kid in node.get("span") for piece in self.adverbial(kid)]
        return [*self._opening(node), *self.nouns.phrase(said, "subj"), *verbs, *amounts(node), *span]

    def predicate_of(self, node: Node, subject: Node) -> list[Piece]:
        """Return the predicate alone, agreeing with a subject that is said elsewhere (a carried subject)."""
        if coordinates_predicates(node):
            return self._coordinated(node, subject, "predicate")
        plan = self.plan(node, subject)
        own = plan.subject if plan.subject is not None and _is_promoted(plan.subject, node) else None
        said = self.nouns.phrase(own, "subj") if own is not None else []
        return [*self._opening(node), *said, *self.predicate(plan)]

    def base(self, node: Node) -> list[Piece]:
        """Return the verb phrase in its base form, for "to …" and after modals."""
        return self._nonfinite(node, "base")

    def gerund(self, node: Node) -> list[Piece]:
        """Return the verb phrase as a gerund (strengthening management), with its subject, if any, before it."""
        return self._nonfinite(node, "ing")

    def predicate(self, plan: Plan) -> list[Piece]:
        """Return the verb group and all that follows it."""
        node = plan.node
        if node.feats.get("adj"):
            return self._adjective_predicate(plan)
        head, tail = around_object(verb_group(plan, self.context))
        if not plan.passive and not tail and not node.feats.get("gap") and not _governs(node):
            head = without_preposition(head)
        first = self._complements.first_objects(node)
        objects = self._complements.objects(node)
        told = node.entry.en.startswith(_ORDERS) and not (objects or first or plan.passive or node.feats.get("gap"))
        if tail and told:
            whom = Piece("them", node.start, node.start, "grammar:supplied-object", supplied=True)
            objects = [whom]  # 由公安机关责令改正: whom it orders is the one who broke the rule
        said = [*first, *tail, *objects] if first else [*objects, *tail]
        return [*head, *said, *self._complements.clauses(node), *self._complements.trailing(node)]

    def adverbial(self, node: Node, verb: Node | None = None) -> list[Piece]:
        """Return a time, place or prepositional phrase; ``verb`` may change the preposition."""
        return self._adverbials.adverbial(node, verb)

    def postmodifier(self, node: Node, head: Node) -> list[Piece]:
        """Return a phrase that follows a noun: a time, an amount, a preposition that ``head`` may choose."""
        return self._adverbials.postmodifier(node, head)

    def states(self, node: Node) -> list[Piece]:
        """Return clauses that tell of states as nouns: "insufficient police strength and weak foundations"."""
        kids = members(node) if "members" in node.slots else [node]
        return series([self._state(kid) for kid in kids], "and", node)

    def _state(self, node: Node) -> list[Piece]:
        subject = node.one("subj")
        plain = node.feats.get("adj") and not any(node.get(slot) for slot in ("neg", "adv", "pre", "modal", "than"))
        if subject is None or not plain or "members" in subject.slots:
            return self.gerund(node)
        made = subject.copy()
        made.slots["mod"] = [replace(node, cat="AP", slots={"deg": node.get("deg")}, feats={}), *subject.get("mod")]
        return self.nouns.phrase(made, "bare")

    def relatives(self, node: Node, number: str) -> list[Piece]:
        """Return the relative clauses of a noun, each in its own shape."""
        return self._relatives.of_noun(node, number)

    def relative(self, node: Node, number: str, *, person: bool) -> list[Piece]:
        """Return a relative clause whose gap is its subject, or a participle where the gap is its object."""
        return self._relatives.relative(node, number, person=person)

    def participle(self, node: Node) -> list[Piece]:
        """Return a reduced passive clause: "filed", "caught by the police in May"."""
        return self._relatives.participle(node)

    def enclosed(self, node: Node) -> list[Piece]:
        """Return a quotation, a title or a bracket with its marks."""
        return self._inner(node)

    def _opening(self, node: Node) -> list[Piece]:
        """Return what opens a clause: its conjunction, then fronted times and places."""
        front = [piece for kid in node.get("front") for piece in self._adverbials.fronted(kid)]
        return [*(word(kid.entry.en, kid) for kid in node.get("cj") if kid.entry.en != "-"), *front]

    def _topics(self, node: Node) -> list[Piece]:
        pieces: list[Piece] = []
        for kid in node.get("topic"):
            pieces += [*self.nouns.phrase(kid, "subj"), word(",", kid, "grammar:comma", tight=True)]
        return pieces

    def _existential(self, node: Node) -> list[Piece]:
        """Return 有 without possessor as "there is", the place behind the thing."""
        things = node.get("obj")
        number = number_of(things[0]) if things else "sg"
        opening = self._opening(node)
        plan = Plan(node, number=number, tense=tense_of(node, self.context))
        verbs, _ = auxiliaries(plan, self.context, be=True)
        pieces = [*opening, word("there", node), *verbs]
        for thing in things:
            pieces += self.nouns.phrase(thing, "pred")
            for kid in node.get("objrel"):
                pieces += self.relative(kid, number, person=thing.entry.get("class") == "person")
        place = node.one("subj")
        if place is not None:
            pieces += [word("in", place, "grammar:place"), *self.nouns.phrase(place, "prep")]
        return [*pieces, *self._complements.trailing(node)]

    def _nonfinite(self, node: Node, form: str) -> list[Piece]:
        if coordinates_predicates(node):
            return self._coordinated(node, None, form)
        node = plain_verb(node)
        subject = node.one("subj")
        before = self.nouns.phrase(subject, "subj") if subject is not None else []
        front = [piece for kid in node.get("front") for piece in self._adverbials.fronted(kid)]
        plan = Plan(node, subject, form, passive=bool(node.feats.get("passive")))
        return [*front, *before, *self.predicate(plan)]

    def _coordinated(self, node: Node, subject: Node | None, form: str) -> list[Piece]:
        """Return coordinated predicates; ``form`` is base, ing, finite (the first with its subject) or predicate."""
        shared = node.without("members")
        kids = [_with_shared(kid, shared, index) for index, kid in enumerate(members(node))]
        own = subject or node.one("subj") or kids[0].one("subj")
        modals = kids[0].get("modal")
        kids = [kid if kid.get("modal") or not modals else _with_modals(kid, modals) for kid in kids]
        written = []
        for index, kid in enumerate(kids):
            if form in ("base", "ing"):
                written.append(self._nonfinite(kid, form))
            elif own is None or kid.get("subj") or (index == 0 and form == "finite"):
                written.append(self.finite(kid, own))
            else:
                written.append(self.predicate_of(kid, own))
        front = [piece for kid in node.get("front") for piece in self._adverbials.fronted(kid)]
        return [*front, *series(written, conjunction(node, denied=_all_denied(kids)), connector(node))]

    def _adjective_predicate(self, plan: Plan) -> list[Piece]:
        node = plan.node
        group, _ = auxiliaries(plan, self.context, be=True)
        adverbs = [piece for kid in node.get("adv") for piece in adverb(kid)]
        adjective = self.nouns.adjective(node.without(*_OUTSIDE_ADJECTIVE))
        return [*group, *adverbs, *adjective, *self._complements.trailing(node)]


def _taking_topic(node: Node) -> Node:
    """Return a clause with its topic as the object that its verb lacks (此案警方已经侦破)."""
    topics = node.get("topic")
    free = is_gapped(node) and not (node.get("by") or node.get("comp") or node.feats.get("passive"))
    subject = node.one("subj")
    if len(topics) != 1 or not free or subject is None or subject.entry.get("class") not in ("person", "organ"):
        return node
    made = node.without("topic")
    made.slots["obj"] = topics
    return made


def _governs(node: Node) -> bool:
    """Whether anything follows a verb that its preposition can govern."""
    governed = () if node.feats.get("to") else ("comp",)  # apply for a license, but apply to set up a company
    return any(
        node.get(slot) for slot in (*governed, "obj", "baobj", "pred", "post", "amount", "iobj", "lead", "times")
    )


def _all_denied(kids: list[Node]) -> bool:
    """Whether a warning holds for all that is coordinated: "never trust to luck or break the law" (切勿A、B)."""
    return any(kid.entry.flag("imp") for kid in kids[0].get("neg")) and not any(kid.get("neg") for kid in kids[1:])


def _is_promoted(subject: Node, node: Node) -> bool:
    """Whether the subject of the plan is the object of its predicate, which the carried subject does not say."""
    return any((subject.start, subject.end) == (kid.start, kid.end) for kid in node.get("obj"))


def _with_modals(kid: Node, modals: list[Node]) -> Node:
    """Return a later predicate with the modals of the first (要亲自部署、亲自督导), unless it has a subject."""
    if kid.get("neg") or kid.get("subj") or kid.get("cj"):
        return kid
    made = kid.copy()
    made.slots["modal"] = list(modals)
    return made


def _with_shared(kid: Node, shared: Node, index: int) -> Node:
    """Return a coordinated predicate with what it shares: modals go to every one, the rest to the first."""
    made = kid.copy()
    for slot in ("modal", "neg", "adv", "pre"):
        if shared.get(slot) and (index == 0 or slot == "modal"):
            made.slots[slot] = [*shared.get(slot), *made.get(slot)]
    if index == 0 and shared.get("subj"):
        made.slots["subj"] = shared.get("subj")
    if shared.feats.get("passive"):
        made.feats["passive"] = "1"
    return made
