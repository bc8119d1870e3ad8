"""Linking clauses to sentences: carried subjects, tails, reported speech, purposes and running complements."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from toolkit.transfer.breakdown import Breakdown
from toolkit.transfer.clause import Clauses
from toolkit.transfer.condition import (
    Conditions,
    bound,
    imposes,
    is_condition,
    is_formula,
    is_sentence,
    liable,
    names_agent,
    opened,
    opens_condition,
    parted,
    punished,
    sentenced,
    with_modals,
    with_phrases,
)
from toolkit.transfer.context import Context
from toolkit.transfer.coordination import first_member, is_denied
from toolkit.transfer.ending import closing, ended
from toolkit.transfer.enumeration import enumerator, unnumbered
from toolkit.transfer.fragments import change, circumstance, covered, other
from toolkit.transfer.groups import Groups
from toolkit.transfer.light import lighten
from toolkit.transfer.outcome import (
    aim,
    charge,
    closes,
    is_aim,
    is_charge,
    is_detail,
    is_reference,
    is_result,
    is_so_that,
    is_staffing,
    is_tip_off,
    result,
    staffed,
    tells_age,
)
from toolkit.transfer.pieces import Piece, infinitive, mark, word
from toolkit.transfer.plan import affirmed
from toolkit.transfer.pronoun import persons, pronoun
from toolkit.transfer.role import (
    ADVERBIAL,
    NOMINAL,
    RUNNING_ON,
    Clause,
    applied,
    applies,
    as_label,
    as_present,
    before_formula,
    continues_aim,
    duty_bearer,
    goes_back,
    goes_on_in_form,
    holds_back,
    is_anothers,
    is_bound,
    is_case,
    is_met,
    is_occasion,
    is_occasion_of_request,
    is_owners,
    is_part,
    is_share,
    is_subordinate,
    lacks_object,
    more_predicates,
    next_act,
    point_number,
    serves_duty,
    tail_of,
    takes_patient,
    unsaid_subject,
    who_does,
    with_topic,
)
from toolkit.transfer.tree import Node
from toolkit.transfer.unsaid import is_slogan, lists_gerunds, subjectless
from toolkit.transfer.wordlist import headed, heads, pairs

_SAID_TWICE = frozenset(("but", "so", "therefore,", "thus,", "then", "-"))
_SHARING = ("占", "约占", "仅占", "共占")
_NOT_ONLY = frozenset(("不仅", "不但", "不只", "不仅仅"))
_BUT_ALSO = frozenset(("而且", "并且", "还", "也"))
_SHOULD = frozenset(("应", "应当", "应该", "要", "须", "必须"))
_FIRST = frozenset(("先", "首先", "先行"))
_DONE = frozenset(("提出", "报告", "报警", "报案", "汇报", "通报", "申请", "举报"))
_WARNING = frozenset(("提醒", "警告", "告诫", "告知"))
_TELLING = frozenset(("称", "指", "指称", "反映", "说", "报称", "声称"))


Guard = Callable[[Clause, Callable[[Clause], None]], None]


class _Linker:
    """Takes the clauses of one English sentence, one after another.

    Each is written before anything is changed, so that one that breaks while it is written leaves no trace.
    """

    def __init__(
        self,
        clauses: Clauses,
        context: Context,
        subject: Node | None = None,
        *,
        slogan: bool = False,
        gerunds: bool = False,
    ) -> None:
        self.clauses = clauses
        self.context = context
        self.groups = Groups()
        self.subject = subject
        self.carried = subject
        self.listing = False
        self.gerunds = gerunds
        self.slogan = slogan
        self.pending: Node | None = None
        self.purpose = False
        self.infinitive = ""
        self.conditions = Conditions(clauses, context)
        self.ruled = False
        self.modals: list[Node] = []
        self.waiting: list[Node] = []
        self.between = False
        self.tipped = False
        self.pairing = False
        self.asking = ""
        self.topic: Node | None = None
        self.named = subject
        self.subordinate = False
        self.first = False
        self.caught = False
        self.reporter: Node | None = None
        self.breakdown = Breakdown(clauses, self.groups, context.vocabulary)

    def take(self, clause: Clause, following: Sequence[Clause]) -> None:
        """Add one clause; ``following`` are those after it in the same stretch."""
        if clause.glosses is None and before_formula(clause, following) and not self.groups:
            self.ruled = True
            with self.context.of_genre("rule"):
                self.conditions.add(clause.nodes[0], agentless=False)
                self.groups.lead(self.conditions.said(clause.nodes[0], clause.end))
                self.conditions = Conditions(self.clauses, self.context)
            return
        if clause.glosses is None and self._conditional(clause, following):
            self.ruled = True
            with self.context.of_genre("rule"):
                self._condition(clause, following)
            return
        with self.context.of_genre("rule" if self.ruled else self.context.genre):
            self._take(clause, following)

    def _conditional(self, clause: Clause, following: Sequence[Clause]) -> bool:
        """Whether a clause belongs to a condition; predicates alone open one where nothing was said before."""
        ahead = [(later.nodes, later.mark) for later in following]
        return opens_condition(clause.nodes, clause.mark, ahead) and (
            not (self.groups or self.groups.front or self.waiting) or is_condition(clause.nodes, clause.mark)
        )

    def _condition(self, clause: Clause, following: Sequence[Clause]) -> None:
        then = next((c.nodes[0] for c in following if len(c.nodes) == 1 and not c.nodes[0].feats.get("headless")), None)
        acts = then is not None and then.cat == "VP" and not then.get("by") and then.entry.cat == "v"
        agentless = (
            acts and then is not None and self.subject is None and self.clauses.plan(_consequence(then)).subject is None
        )
        self.conditions.add(clause.nodes[0], agentless=agentless)
        if is_condition(clause.nodes, clause.mark):
            self.groups.lead(self.conditions.said(clause.nodes[0], clause.end))
            named = self.named if self.subject is not None else None
            acts = named is not None and named.entry.get("class") in ("organ", "person")
            self.subject = self.conditions.subject(clause.end) or (named if acts else None)
            self.conditions = Conditions(self.clauses, self.context)

    def _numbered(self, clause: Clause) -> None:
        """Open an item of an enumeration, whose subject is none of the items before it."""
        label = enumerator(clause.nodes)
        if label is None or clause.glosses is not None:
            return
        self.carried = self.carried if self.listing else self.subject
        self.subject, self.listing = self.carried, True
        if self.subject is None:
            self.slogan = self.slogan or self.gerunds
        clause.nodes = unnumbered(clause.nodes)
        self.infinitive, self.pending = "", None
        self.groups.number(word(label.entry.en, label))

    def _take(self, clause: Clause, following: Sequence[Clause]) -> None:
        self._numbered(clause)
        if clause.glosses is not None:
            self._words(clause.glosses)
        elif len(clause.nodes) == 1:
            self._whole(clause.nodes[0], clause, following)
        elif clause.nodes:
            self._fragments(clause.nodes, clause, following)

    def _words(self, glosses: list[Piece]) -> None:
        """Say the words of a broken clause, behind a subject that was waiting for its predicate."""
        if self.pending is not None and not self.groups:
            self.groups.lead(self.clauses.nouns.phrase(self.pending, "subj"))
        self.groups.open(glosses)

    def _whole(self, node: Node, clause: Clause, following: Sequence[Clause]) -> None:
        if self.breakdown.take(node, clause, following):
            return
        node = self._prepared(node)
        who = who_does(node, clause, following) if not self.groups else None
        if following and is_formula(clause.nodes, clause.mark):
            self.ruled = True
            self._lead(self.clauses.finite(node), clause)
        elif who is not None:
            self.subject = self.named = self.pending = who
        elif clause.mark == "，" and takes_patient(following, node):
            self.waiting = [node]
        elif is_met(node, clause, following) and (self.asking or self._advises(following)):
            self._occasioned(node, None if self.subject is None else pronoun(self.subject, node.start), clause)
        elif node.feats.get("please"):
            self._please(node, clause)
        elif node.feats.get("upon"):
            self._upon(node, clause)
        elif node.cat in ADVERBIAL:
            self._adverbial(node, clause, following)
        elif is_aim(node):
            self._aim(node, clause)
        elif node.cat == "c":
            self.groups.lead([word(node.entry.en, node)])
        elif self.groups and is_so_that(node):
            self.groups.trail(self._so_that(node), clause.start)
        elif following and is_subordinate(node):
            self._subordinate(node, clause)
        elif self.context.genre == "rule" and not self.groups and is_case(node, clause, following):
            self._lead([word("where", node, "grammar:condition"), *self.clauses.finite(node)], clause)
            self.subject, self.named = pronoun(node.slots["subj"][0], clause.end), node.one("subj")
        elif node.cat == "S":
            self._sentence(node, clause)
        elif node.cat != "VP":
            self._nominal(node, clause, following)
        elif self.purpose and more_predicates(following) and not node.get("pre"):  # 为了…，对…采用…: the act itself
            last = not (continues_aim(following) and more_predicates(following[1:]))
            joint = [Piece("and", node.start, node.start, "grammar:link")] if last else []
            self.groups.pair(last=last)
            self._lead([*joint, *self.clauses.base(node)], clause)
        else:
            self.purpose = False
            self._predicate(node, clause, following)

    def _prepared(self, node: Node) -> Node:
        """Return a clause with what waited for it: modals, phrases, the noun before its comma."""
        if self.modals and node.cat == "VP":
            node, self.modals = with_modals(node, self.modals), []
        if self.topic is not None and node.cat == "S":
            node, self.topic = with_topic(node, self.topic), None
        if self.waiting and node.cat in ("VP", "S"):
            node, self.waiting = with_phrases(node, self.waiting), []
        node = _consequence(node) if self.ruled else node
        node = self._paired(self._in_turn(node))
        if self.subordinate and all(kid.entry.en in _SAID_TWICE for kid in node.get("cj")):
            node, self.subordinate = node.without("cj"), False
        return node

    def _advises(self, following: Sequence[Clause]) -> bool:
        """Whether the next clause says what someone should do, where the text is no rule, whose cases are its own."""
        after = following[0].nodes[0]
        return self.context.genre != "rule" and any(kid.entry.zh in _SHOULD for kid in after.get("modal"))

    def _subordinate(self, node: Node, clause: Clause) -> None:
        """Say a clause of if, when or because before its main clause, which goes on with its subject."""
        self.subordinate = True
        node = as_present(node) if self.asking else node
        own, carried = node.one("subj"), None
        if own is None and node.cat == "VP" and self.subject is not None and self.clauses.plan(node).subject is None:
            carried = pronoun(self.subject, node.start)
        self._lead(self.clauses.finite(node, carried), clause)
        if own is not None:
            self.subject = pronoun(own, clause.end)

    def _in_turn(self, node: Node) -> Node:
        """Say 先…再… as "first …, then …": 再 after it is no second time."""
        again = next((kid for kid in node.get("adv") if kid.entry.zh == "再"), None)
        if again is None or not self.first or node.cat != "VP":
            self.first = self.first or any(kid.entry.zh in _FIRST for kid in node.get("adv"))
            return node
        made = node.copy()
        then = replace(again, entry=replace(again.entry, en="then", features={**again.entry.features, "pos": "mid"}))
        made.slots["adv"] = [then if kid is again else kid for kid in node.get("adv")]
        return made

    def _paired(self, node: Node) -> Node:
        """Say 不但…而且… as "not only …, but also …", each before its verb."""
        opens = [kid for kid in node.get("cj") if kid.entry.zh in _NOT_ONLY]
        also = [kid for kid in node.get("cj") if kid.entry.zh in _BUT_ALSO]
        if opens and node.cat in ("S", "VP"):
            self.pairing = True
            made = node.copy()
            made.slots["cj"] = [kid for kid in node.get("cj") if kid not in opens]
            made.slots["adv"] = [*opens, *node.get("adv")]
            return made
        if also and self.pairing and node.cat == "VP" and self.groups:
            self.groups.pair_off()
            made = node.copy()
            made.slots["cj"] = [kid for kid in node.get("cj") if kid not in also]
            return made
        return node

    def _adverbial(self, node: Node, clause: Clause, following: Sequence[Clause]) -> None:
        pieces = self.clauses.adverbial(node)
        self.between = bool(self.groups) and not self.groups.front
        own = node.one("subj") if node.cat == "T" else None
        acts = own is not None and own.entry.get("class") in ("organ", "person")
        if (
            own is not None
            and following
            and following[0].nodes
            and (self.subject is None or (acts and not self.groups))
        ):
            self.subject, self.named = pronoun(own, clause.end), own
        if node.entry.en.startswith("where "):
            self.ruled = True
        self.purpose = _opens_purpose(node)
        if self.groups and not self.groups.front and node.feats.get("charge"):
            self.groups.extend(pieces)  # on suspicion of what someone was caught
        elif self.groups and clause.mark != "，":
            self.groups.trail(pieces, clause.end)
        else:
            self._lead(pieces, clause)

    def _sentence(self, node: Node, clause: Clause) -> None:
        node = liable(node)
        if self.groups and not self.groups.front and is_share(node):
            share = node.without("cj")
            self.groups.trail([word("with", node.slots["cj"][0]), *self.clauses.gerund(share)], clause.start)
            return
        if self.groups and node.entry.en.startswith(("unless ", "except ")):
            self.groups.trail(self.clauses.finite(node), clause.start)
            return
        if self.pending is not None and not self.groups:  # a subject whose predicate never came
            waited = [*self.clauses.nouns.phrase(self.pending, "subj"), mark(",", clause.start, clause.start)]
            self.groups.front, self.pending = [*waited, *self.groups.front], None
        self.groups.open(self.clauses.finite(node))
        if is_denied(self.clauses.plan(node).subject or node):
            self.groups.deny()
            own = node.one("subj")
        else:
            own = affirmed(node.one("subj"))
        self.subject = self.named = own or self.subject
        self.tipped = is_tip_off(node)
        self._expect(node, clause)

    def _lead(self, pieces: Sequence[Piece], clause: Clause) -> None:
        """Keep what a clause says for the opening of the next group, with the comma behind it."""
        self.groups.lead([*pieces, mark(",", clause.end, clause.end + 1)])

    def _predicate(self, node: Node, clause: Clause, following: Sequence[Clause]) -> None:
        if self._reported(node, clause):
            return
        node = self._settled(node, clause)
        goes_on = bool(self.groups) and not self.groups.front
        if (
            self._requested(node, clause, following, goes_on=goes_on)
            or self._opens_duty(node, clause, following)
            or self._runs_on(node, goes_on=goes_on)
            or (goes_on and self._details(node, clause, following))
            or self._trails(node, clause)
        ):
            return
        self._added(node, clause, goes_on=goes_on)
        self._expect(node, clause)

    def _reported(self, node: Node, clause: Clause) -> bool:
        """Take a predicate that names its agent or text, or is its owner's, and what a tip-off told of."""
        if self.pending is not None and not self.groups and applies(node):
            self.groups.open(self.clauses.finite(applied(node, self.pending)))
            self.pending = None
            return True
        if self.reporter is not None and self.groups and goes_back(node):
            self.subject, self.reporter = self.reporter, None
            self.groups.open(self.clauses.finite(node, self.subject))
            self._expect(node, clause)
            return True
        if self.groups and self.subject is not None and is_owners(node, self.subject):
            self.subject = persons(node.start)
            self.groups.open(self.clauses.finite(node, self.subject))
            return True
        if names_agent(node):
            self.groups.open(self.clauses.finite(node.without("by"), node.one("by")))
            return True
        told, self.tipped = self.tipped, is_tip_off(node)
        if not told or node.entry.zh not in _TELLING:
            return False
        comp, obj = node.one("comp"), node.one("obj")
        if comp is not None:
            self.groups.extend([word("that", node), *self.clauses.finite(comp)])
            self.reporter, self.subject = self.subject, comp.one("subj")
        elif obj is not None:
            self.groups.extend([word("about", node), *self.clauses.nouns.phrase(obj, "prep")])
        return comp is not None or obj is not None

    def _settled(self, node: Node, clause: Clause) -> Node:
        """Return a predicate in the form in which it is said of the subject in hand, which it may change."""
        if self.subject is not None and is_sentence(node, self.subject):
            node = sentenced(node)
        elif self.ruled and imposes(node) and not node.feats.get("passive"):
            self.subject = None  # who breaks the rule does not punish himself
        elif self.subject is not None and self.groups and is_anothers(node, self.subject):
            self.subject = None
        node = self._with_occasion(node, clause)
        if self.subject is None or self.subject.entry.get("class") == "place":
            node = opened(node)
        return node

    def _requested(self, node: Node, clause: Clause, following: Sequence[Clause], *, goes_on: bool) -> bool:
        """Take a point of a list, the occasion of a request, and a request (请)."""
        place = point_number(node)
        if place is not None and (self.subject is None or not goes_on) and not node.get("modal"):
            self._point(node, place)
        elif self.subject is None and is_occasion_of_request(node, clause, following):
            self._occasioned(node, None, clause)
        elif node.entry.zh == "请" and node.get("comp") and not node.get("obj"):
            self._asking(node, clause, goes_on=goes_on)
        else:
            return False
        return True

    def _opens_duty(self, node: Node, clause: Clause, following: Sequence[Clause]) -> bool:
        """Take what stands before a duty: who bears it, its occasion, its purpose."""
        if self.groups:
            return False
        occasion = is_occasion(node, following)
        bearer = duty_bearer(node) if occasion else None
        if bearer is not None:
            self.subject = self.named = self.pending = bearer
        elif occasion and self.context.genre == "rule" and self.subject is None:
            self._lead([word("when", node, "grammar:occasion"), *self.clauses.gerund(node)], clause)
        elif serves_duty(node, following):
            self._lead([word("to", node, "grammar:purpose"), *self.clauses.base(node)], clause)
        else:
            return False
        return True

    def _runs_on(self, node: Node, *, goes_on: bool) -> bool:
        """Take a predicate that belongs to the complement of the one before."""
        if self.asking and self.groups and self.groups.front and not node.feats.get("passive"):
            self._told_besides(node)
            return True
        if not self.infinitive or not goes_on:
            return False
        if self.infinitive == "to" and is_bound(node) and not node.get("cj") and self.subject is not None:
            self._told(node)
        elif goes_on_in_form(node):
            self._complement(node)
        else:
            return False
        return True

    def _details(self, node: Node, clause: Clause, following: Sequence[Clause]) -> bool:
        """Take what closes a sentence behind what it tells of: a result, who leads, where to read on, details."""
        last = closes([later.nodes for later in following])
        if is_result(node) and last:
            pieces = result(node, self.clauses)
        elif is_staffing(node):
            pieces = staffed(node, self.clauses, self.clauses.nouns)
        elif is_reference(node):
            pieces = self.clauses.base(node)
        elif self.caught and is_charge(node):
            self.groups.extend(charge(node, self.clauses, self.clauses.nouns))
            return True
        elif tells_age(node):
            pieces = [piece for piece in self.clauses.base(node) if piece.text != "be"]
        elif is_detail(node) and last:
            pieces = self.clauses.gerund(node)
        else:
            return False
        self.groups.trail(pieces, clause.start)
        return True

    def _trails(self, node: Node, clause: Clause) -> bool:
        """Take a part of what was counted, a change with its figure, and a share of it."""
        text = tail_of(node)
        if is_part(node) and self.clauses.plan(node).subject is not None:
            self.groups.open(self.clauses.finite(node))
        elif text and self.groups and not self.groups.numbering:
            self.groups.trail(change(node, text, self.clauses), clause.start)
        elif self.groups.trailing and node.entry.zh in _SHARING and not self.groups.front:
            self.groups.trail(self.clauses.gerund(node), clause.start)  # 其中刑事警情3218起，占2.6%
        else:
            return False
        return True

    def _added(self, node: Node, clause: Clause, *, goes_on: bool) -> None:
        """Add a predicate to the group in hand, or open the next with it."""
        if self.subject is not None and goes_on and self._turns(node, self.subject):
            self.subject = pronoun(self.subject, clause.start)
            self.groups.open(self.clauses.finite(node, self.subject))
        elif self.subject is not None and goes_on:
            self.groups.add(self.clauses.predicate_of(node, self.subject))
        elif self.subject is not None and self.groups and self.between:
            front = [mark(",", clause.start, clause.start), *self.groups.taken()]
            self.groups.add([*front, *self.clauses.predicate_of(node, self.subject)])
        elif self.slogan and goes_on:
            self.groups.add(self.clauses.gerund(node))
        elif self.subject is not None:
            self.groups.open(self.clauses.finite(node, self.subject))
        else:
            self.groups.open(subjectless(node, self.clauses, self.context, slogan=self.slogan))

    def _turns(self, node: Node, subject: Node) -> bool:
        """Whether those who may not do one thing shall do another (任何人不得A，应当B): they shall B."""
        return self.groups.denying and not is_denied(self.clauses.plan(node, subject).subject or node)

    def _with_occasion(self, node: Node, clause: Clause) -> Node:
        """Take the subject of a time clause for the predicate behind it (保安员在岗期间应当…): "they"."""
        times = [kid for kid in node.get("pre") if kid.cat == "T" and kid.get("subj")]
        if self.subject is not None or not times or node.get("by"):
            return node
        made = node.copy()
        made.slots["pre"] = [kid for kid in node.get("pre") if kid not in times]
        made.slots["front"] = [*times, *node.get("front")]
        self.named = times[-1].one("subj")
        self.subject = pronoun(times[-1].slots["subj"][0], node.start)
        return made

    def _aim(self, node: Node, clause: Clause) -> None:
        """Say what the clause before is for; behind it the predicates of a series go on."""
        subject = node.one("subj")
        if subject is not None:
            self.subject = self.named = subject
            self.pending = None if self.groups else subject
            self._lead(aim(node.without("subj"), self.clauses), clause)
            return
        pieces = aim(node, self.clauses)
        if not self.groups or self.groups.front:
            self._lead(pieces, clause)
            self.purpose = True
        else:
            self.groups.extend(pieces)
            self.infinitive = "aim" if clause.mark == "，" else ""

    def _so_that(self, node: Node) -> list[Piece]:
        subject = node.one("subj") or first_member(node).one("subj") or self.subject
        return self.clauses.finite(node, None if subject is None else pronoun(subject, node.start))

    def _point(self, node: Node, place: Node) -> None:
        """Say what is to be done as one point of a list: "first, step up patrols"."""
        said = node.copy()
        for slot in ("cj", "pre", "front"):
            said.slots[slot] = [kid for kid in node.get(slot) if kid is not place]
        self.groups.open([word(place.entry.en.rstrip(",") + ",", place), *self.clauses.base(said)])

    def _asking(self, node: Node, clause: Clause, *, goes_on: bool) -> None:
        """Say 请 without a person as "please", after which further requests run on."""
        asked = node.slots["comp"][0]
        pieces = [word("please", node), *self.clauses.base(asked)]
        if goes_on:
            self.groups.add(pieces)
        else:
            self.groups.open(pieces)
        self.infinitive = "base" if clause.mark == "，" else ""

    def _please(self, node: Node, clause: Clause) -> None:
        """Say a request with what occasions it before it: "if you find suspicious persons, please call 110"."""
        occasion, subject = node.slots["if"][0], node.one("subj")
        asked = node.without("if", "subj")
        asked.cat = "VP"
        self._occasioned(occasion, subject, clause)
        pieces = [word("please", node, "grammar:please"), *self.clauses.base(asked)]
        self.groups.open(pieces)
        self.infinitive = "base" if clause.mark == "，" else ""

    def _upon(self, node: Node, clause: Clause) -> None:
        """Say a duty or leave with what occasions it: "if residents encounter difficulties, they may ask for help"."""
        occasion, subject = node.slots["if"][0], node.one("subj") or self.subject
        if self.asking and self.groups and self.subject is not None and not node.get("subj"):
            self._occasioned(occasion, pronoun(self.subject, node.start), clause)
            self._told_besides(node.without("if"))
            return
        if subject is None and self.context.genre == "rule" and occasion.entry.zh not in heads("met"):
            self._lead([word("when", occasion, "grammar:occasion"), *self.clauses.gerund(occasion)], clause)
            self.groups.open(subjectless(node.without("if"), self.clauses, self.context, slogan=False))
            return
        self._occasioned(occasion, subject, clause)
        self.subject = None if subject is None else pronoun(subject, node.start)
        said = node.without("if", "subj")
        said.cat = "VP"
        if self.subject is None:
            you = Piece("you", said.start, said.start, "grammar:supplied-subject", supplied=True)
            self.groups.open([you, *self.clauses.predicate_of(said, unsaid_subject(said, "pl"))])
        else:
            self.groups.open(self.clauses.finite(said, self.subject))
        self._expect(said, clause)

    def _occasioned(self, occasion: Node, subject: Node | None, clause: Clause) -> None:
        """Put the occasion of a request before it, of who is asked where nobody else is named."""
        opening = [word("if", occasion, "grammar:if-you")]
        if subject is None:
            you = Piece("you", occasion.start, occasion.start, "grammar:supplied-subject", supplied=True)
            opening += [you, *self.clauses.predicate_of(as_present(occasion), unsaid_subject(occasion, "pl"))]
        else:
            opening += self.clauses.finite(as_present(occasion), subject)
        self.groups.lead([*opening, mark(",", clause.end, clause.end)])

    def _told(self, node: Node) -> None:
        """Say a duty that someone is told of: "warned residents that they must …", but "asked them to …"."""
        if self.asking in _WARNING and self.subject is not None:
            they = pronoun(self.subject, node.start)
            self.groups.extend([word("that", node, "grammar:that"), *self.clauses.finite(node, they)])
        else:
            duty = next(iter([*node.get("modal"), *first_member(node).get("modal")]), node)
            free = node.without("modal") if node.get("modal") else node
            self.groups.extend(infinitive(word("to", duty, "grammar:to"), self.clauses.base(free)))
        self.infinitive = "base"

    def _told_besides(self, node: Node) -> None:
        """Say what someone is told to do in a case that stands before it: "and, if they find one, to call 110"."""
        duty = next(iter([*node.get("modal"), *first_member(node).get("modal")]), node)
        comma = mark(",", node.start, node.start)
        told = self.infinitive != "to"  # something was asked before
        joint = [comma, *([Piece("and", node.start, node.start, "grammar:link"), comma] if told else [])]
        asked = infinitive(word("to", duty, "grammar:to"), self.clauses.base(node.without("modal", "cj")))
        self.groups.extend([*joint, *self.groups.taken(), *asked])
        self.infinitive = "base"

    def _complement(self, node: Node) -> None:
        """Run the complement of a verb of asking on over the comma: "required all units to …, strengthen …"."""
        pieces = self.clauses.base(node)
        if self.infinitive == "aim":
            self.groups.extend([Piece("and", node.start, node.start, "grammar:link"), *pieces])
        elif self.infinitive == "to":
            self.groups.extend(infinitive(word("to", node, "grammar:to"), pieces))
            self.infinitive = "base"
        else:
            self.groups.add(pieces)

    def _nominal(self, node: Node, clause: Clause, following: Sequence[Clause]) -> None:
        alone = node.entry.cat == "QUOTE" and not node.slots  # a quotation that is the whole sentence
        nominal = node.cat in NOMINAL and not alone
        if nominal and node.get("when") and following and not self.groups:
            for kid in node.get("when"):  # 诈骗集团自113年1月起，: the time opens the sentence
                self._lead(self.clauses.adverbial(kid), clause)
            node = node.without("when")
        if node.feats.get("headless") and clause.mark in ("；", "。", ";") and not self.groups:
            self.groups.open(circumstance(node, self.clauses))
            return
        label = nominal and clause.mark in ("：", ":")
        if label:
            pieces = self.clauses.nouns.phrase(as_label(node), "bare")
        else:
            pieces = self.clauses.nouns.phrase(node, "subj") if nominal else other(node, self.clauses)
        after = next_act(following)
        opens = clause.mark == "，" and len(after) == 1 and after[0].cat == "VP" and not tail_of(after[0])
        opens = opens and node.cat[0] not in "'MU"  # a function word or a mark is no subject
        opens = opens and not (node.get("amount") and node.entry.get("class") == "money")  # a fine does nothing
        opens = opens or (clause.mark == "，" and holds_back(following))
        if opens and not self.groups:
            self.subject = self.pending = node
        elif nominal and clause.mark == "，" and not self.groups and lacks_object(after):
            self.topic = node
        elif self.breakdown.begun and node.get("num") and not self.groups.front:
            self.breakdown.add(pieces, clause, following)
        elif self.groups and not self.groups.numbering:
            more = [Piece("as well as", clause.start, clause.start, "grammar:as-well-as")]
            self.groups.trail([*self.groups.taken(), *(more if clause.opener == "以及" else []), *pieces], clause.start)
        else:
            self.groups.open(pieces)

    def _waits(self, nodes: list[Node], clause: Clause, following: Sequence[Clause]) -> bool:
        """Whether a subject with adverbials waits for the predicate of the next clause (公安机关对X，应当…)."""
        after = next_act(following)
        opens = clause.mark == "，" and len(after) == 1 and after[0].cat == "VP" and not self.groups
        return opens and nodes[0].cat in NOMINAL and all(kid.cat in (*ADVERBIAL, "m") for kid in nodes[1:])

    def _fragments(self, nodes: list[Node], clause: Clause, following: Sequence[Clause]) -> None:
        """Say the best cover of a clause in its order: subject before predicate, adverbials between commas."""
        if len(nodes) == 2 and nodes[0].entry.zh == "其中" and nodes[1].cat in NOMINAL and self.groups:
            included = self.clauses.nouns.phrase(nodes[1], "obj")
            self.breakdown.add([word("including", nodes[0]), *included], clause, following)
            return
        if holds_back([clause, *following]) and (self.pending is not None or not self.groups):
            self.modals = [kid for kid in nodes if kid.cat == "m"]
            for kid in nodes:
                if kid.cat in NOMINAL:
                    self.groups.lead(self.clauses.nouns.phrase(kid, "subj"))
                elif kid.cat != "m":
                    self._lead(self.clauses.adverbial(kid), clause)
            return
        if self._waits(nodes, clause, following):
            self.purpose = any(_opens_purpose(kid) for kid in nodes[1:])  # who acts closes the list of purposes before
            self.subject = self.pending = nodes[0]
            self.modals = [kid for kid in nodes[1:] if kid.cat == "m"]
            self.waiting = [kid for kid in nodes[1:] if takes_patient(following, kid)]
            for kid in nodes[1:]:
                if kid.cat != "m" and kid not in self.waiting:
                    self._lead(self.clauses.adverbial(kid), clause)
            return
        if self.pending is not None and not self.groups:
            self.groups.lead(self.clauses.nouns.phrase(self.pending, "subj"))
            self.pending = None
        pieces, self.subject = covered(nodes, self.subject, self.clauses)
        if self.groups and nodes[0].cat == "VP" and self.subject is not None and not self.groups.front:
            self.groups.add(pieces)
        else:
            self.groups.open(pieces)

    def _expect(self, node: Node, clause: Clause) -> None:
        """Note what a verb wants of the next clause: a complement that runs on, or what is reported."""
        whom = node.one("obj")
        self.caught = headed(node.entry.zh, "catching") and whom is not None and whom.entry.get("class") == "person"
        comp = node.entry.get("comp") if clause.mark == "，" else ""
        runs_on = comp in ("objto", "that") and node.entry.zh in pairs("carry") and node.get("obj")
        self.infinitive = ("base" if node.get("comp") else "to") if runs_on else ""
        self.asking = node.entry.zh if runs_on else ""
        if clause.mark == "，" and is_bound(node):
            self.infinitive = "base"
        if comp in ("objto", "that") and node.get("obj") and (node.get("comp") or runs_on):
            self.subject = node.one("obj")
        if node.get("said"):
            return
        told = bool(node.get("that"))  # a report received: its sender is the object
        comp = "" if node.entry.zh in _DONE and is_bound(node) else comp
        reports = told or ((comp == "that" or bool(node.feats.get("report"))) and not node.get("obj"))
        if reports and not node.get("comp"):
            said = node.one("that")
            self.groups.report(word("that", node, "grammar:that") if said is None else word("that", said))
            self.reporter, self.subject = (self.subject or node.one("subj")) if told else None, None

    def passed_on(self) -> Node | None:
        """Return the subject that the clauses behind a semicolon may go on with."""
        return self.carried if self.listing else self.named

    def finish(self, at: int) -> list[Piece]:
        """Return the sentence so far."""
        if self.pending is not None and not self.groups:
            self.groups.open(self.clauses.nouns.phrase(self.pending, "subj"))
        return self.groups.joined(at, heading=self.context.heading)


def _opens_purpose(node: Node) -> bool:
    return bool(node.entry.flag("purpose") or node.entry.zh == "为")


def _consequence(node: Node) -> Node:
    """Return what follows from a condition in the form in which it is said."""
    return bound(punished(parted(lighten(node))))


def link_clauses(found: Sequence[Clause], clauses: Clauses, context: Context, guard: Guard) -> list[Piece]:
    """Link the clauses of a stretch to sentences; ``guard`` stands between one clause and the rest."""
    pieces: list[Piece] = []
    gerunds = lists_gerunds(found, clauses, context)
    linker = _Linker(clauses, context, slogan=is_slogan(found), gerunds=gerunds)
    for index, clause in enumerate(found):
        following = found[index + 1 :]
        guard(clause, partial(linker.take, following=following))
        if clause.mark not in RUNNING_ON or (clause.mark == "" and not following):
            pieces += [*linker.finish(clause.end), *closing(clause)]
            passed = linker.passed_on() if clause.mark in ("；", ";") else None
            linker = _Linker(clauses, context, passed, gerunds=gerunds)
    pieces += linker.finish(found[-1].end if found else 0)
    return ended(pieces)
