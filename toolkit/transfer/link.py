"""Linking clauses to sentences: carried subjects, tails, reported speech, purposes and running complements."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from toolkit.transfer.clause import Clauses
from toolkit.transfer.condition import (
    Conditions,
    bound,
    imposes,
    is_condition,
    is_formula,
    is_sentence,
    names_agent,
    opened,
    opens_condition,
    parted,
    pronoun,
    punished,
    sentenced,
    with_modals,
    with_phrases,
)
from toolkit.transfer.context import Context
from toolkit.transfer.coordination import first_member, is_denied
from toolkit.transfer.decree import decree
from toolkit.transfer.enumeration import enumerator, runs_as_gerunds, unnumbered
from toolkit.transfer.gloss import alone
from toolkit.transfer.groups import Groups
from toolkit.transfer.light import lighten
from toolkit.transfer.outcome import (
    aim,
    closes,
    is_aim,
    is_detail,
    is_reference,
    is_result,
    is_so_that,
    is_staffing,
    is_tip_off,
    result,
    staffed,
)
from toolkit.transfer.pieces import Piece, mark, word
from toolkit.transfer.plan import affirmed, is_existential
from toolkit.transfer.role import (
    Clause,
    as_label,
    as_present,
    continues_aim,
    duty_bearer,
    goes_on_in_form,
    holds_back,
    is_bound,
    is_case,
    is_occasion,
    is_occasion_of_request,
    is_part,
    is_share,
    is_subordinate,
    lacks_object,
    more_predicates,
    point_number,
    serves_duty,
    tail_of,
    takes_patient,
    unsaid_subject,
    with_topic,
)
from toolkit.transfer.tree import Node
from toolkit.transfer.wordlist import pairs

_ENGLISH = {"\u3000": ",", "，": ",", "；": ";", "：": ":", "。": ".", "！": "!", "？": "?"}
_DASHES = {"——": "—", "－－": "—", "…": "…"}
_RUNNING_ON = ("，", ",", "\u3000", "")
_ADVERBIAL = frozenset(("T", "PP", "D", "d"))
_NOMINAL = ("NP", "N")
_BARE_GENRES = ("notice", "rule", "procurement")
_SLOGAN = 24
_SAID_TWICE = frozenset(("but", "so", "therefore,", "thus,", "then", "-"))
_SHARING = ("占", "约占", "仅占", "共占")
_NOT_ONLY = frozenset(("不仅", "不但", "不只", "不仅仅"))
_BUT_ALSO = frozenset(("而且", "并且", "还", "也"))
_DONE = frozenset(("提出", "报告", "报警", "报案", "汇报", "通报", "申请", "举报"))
_WARNING = frozenset(("提醒", "警告", "告诫", "告知"))
_TELLING = frozenset(("称", "指", "指称", "反映", "说", "报称", "声称"))
_DUTIES = frozenset(("要", "必须", "应", "应当", "应该", "需", "需要", "须"))


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

    def take(self, clause: Clause, following: Sequence[Clause]) -> None:
        """Add one clause; ``following`` are those after it in the same stretch."""
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
        if self.modals and node.cat == "VP":
            node, self.modals = with_modals(node, self.modals), []
        if self.topic is not None and node.cat == "S":
            node, self.topic = with_topic(node, self.topic), None
        if self.waiting and node.cat in ("VP", "S"):
            node, self.waiting = with_phrases(node, self.waiting), []
        node = _consequence(node) if self.ruled else node
        node = self._paired(node)
        if self.subordinate and all(kid.entry.en in _SAID_TWICE for kid in node.get("cj")):
            node, self.subordinate = node.without("cj"), False
        if following and is_formula(clause.nodes, clause.mark):
            self.ruled = True
            self.groups.lead([*self.clauses.finite(node), mark(",", clause.end, clause.end + 1)])
        elif clause.mark == "，" and takes_patient(following, node):
            self.waiting = [node]
        elif node.feats.get("please"):
            self._please(node, clause)
        elif node.feats.get("upon"):
            self._upon(node, clause)
        elif node.cat in _ADVERBIAL:
            self._adverbial(node, clause, following)
        elif is_aim(node):
            self._aim(node, clause)
        elif node.cat == "c":
            self.groups.lead([word(node.entry.en, node)])
        elif self.groups and is_so_that(node):
            self.groups.trail(self._so_that(node), clause.start)
        elif following and is_subordinate(node):
            self.subordinate = True
            own = node.one("subj")
            carried = None
            if (
                own is None
                and node.cat == "VP"
                and self.subject is not None
                and self.clauses.plan(node).subject is None
            ):
                carried = pronoun(self.subject, node.start)
            self.groups.lead([*self.clauses.finite(node, carried), mark(",", clause.end, clause.end + 1)])
            if own is not None:
                self.subject = pronoun(own, clause.end)
        elif self.context.genre == "rule" and not self.groups and is_case(node, clause, following):
            self.groups.lead(
                [
                    word("where", node, "grammar:condition"),
                    *self.clauses.finite(node),
                    mark(",", clause.end, clause.end + 1),
                ]
            )
            self.subject, self.named = pronoun(node.slots["subj"][0], clause.end), node.one("subj")
        elif node.cat == "S":
            self._sentence(node, clause)
        elif node.cat != "VP":
            self._nominal(node, clause, following)
        elif self.purpose and more_predicates(following):
            last = not (continues_aim(following) and more_predicates(following[1:]))
            joint = [Piece("and", node.start, node.start, "grammar:link")] if last else []
            self.groups.pair(last=last)
            self.groups.lead([*joint, *self.clauses.base(node), mark(",", clause.end, clause.end + 1)])
        else:
            self.purpose = False
            self._predicate(node, clause, following)

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
        if own is not None and self.subject is None and following and following[0].nodes:
            self.subject, self.named = pronoun(own, clause.end), own
        self.purpose = bool(node.entry.flag("purpose") or node.entry.zh == "为")
        if self.groups and not self.groups.front and node.feats.get("charge"):
            self.groups.close(pieces)  # on suspicion of what someone was caught
        elif self.groups and clause.mark != "，":
            self.groups.trail(pieces, clause.end)
        else:
            self.groups.lead([*pieces, mark(",", clause.end, clause.end + 1)])

    def _sentence(self, node: Node, clause: Clause) -> None:
        if self.groups and not self.groups.front and is_share(node):
            share = node.without("cj")
            self.groups.trail([word("with", node.slots["cj"][0]), *self.clauses.gerund(share)], clause.start)
            return
        if self.groups and node.entry.en.startswith(("unless ", "except ")):
            self.groups.trail(self.clauses.finite(node), clause.start)
            return
        self.groups.open(self.clauses.finite(node))
        if is_denied(self.clauses.plan(node).subject or node):
            self.groups.deny()
            own = node.one("subj")
        else:
            own = affirmed(node.one("subj"))
        self.subject = self.named = own or self.subject
        self.tipped = is_tip_off(node)
        self._expect(node, clause)

    def _predicate(self, node: Node, clause: Clause, following: Sequence[Clause]) -> None:
        if names_agent(node):
            self.groups.open(self.clauses.finite(node.without("by"), node.one("by")))
            return
        told, self.tipped = self.tipped, is_tip_off(node)
        if told and node.entry.zh in _TELLING and node.get("obj") and not node.get("comp"):
            told_of = word("about", node)
            self.groups.extend([told_of, *self.clauses.nouns.phrase(node.slots["obj"][0], "prep")])
            return
        if told and node.entry.zh in _TELLING and node.get("comp"):
            said = word("that", node)
            self.groups.extend([said, *self.clauses.finite(node.slots["comp"][0])])
            self.subject = node.slots["comp"][0].one("subj")
            return
        if self.subject is not None and is_sentence(node, self.subject):
            node = sentenced(node)
        elif self.ruled and imposes(node) and not node.feats.get("passive"):
            self.subject = None  # who breaks the rule does not punish himself
        node = self._with_occasion(node, clause)
        if self.subject is None or self.subject.entry.get("class") == "place":
            node = opened(node)
        goes_on = bool(self.groups) and not self.groups.front
        place = point_number(node)
        if place is not None and (self.subject is None or not goes_on) and not node.get("modal"):
            self._point(node, place)
            return
        if self.subject is None and is_occasion_of_request(node, clause, following):
            self._occasioned(node, None, clause)
            return
        if node.entry.zh == "请" and node.get("comp") and not node.get("obj"):
            self._asking(node, clause, goes_on=goes_on)
            return
        ruled = self.context.genre == "rule" and self.subject is None
        bearer = duty_bearer(node) if not self.groups and is_occasion(node, following) else None
        if bearer is not None:
            self.subject = self.named = self.pending = bearer
            return
        if ruled and not self.groups and is_occasion(node, following):
            occasion = [word("when", node, "grammar:occasion"), *self.clauses.gerund(node)]
            self.groups.lead([*occasion, mark(",", clause.end, clause.end + 1)])
            return
        if not self.groups and serves_duty(node, following):
            self.groups.lead(
                [word("to", node, "grammar:purpose"), *self.clauses.base(node), mark(",", clause.end, clause.end + 1)]
            )
            return
        if self.infinitive == "to" and goes_on and is_bound(node) and not node.get("cj") and self.subject is not None:
            self._told(node)
            return
        if self.infinitive and goes_on and goes_on_in_form(node):
            self._complement(node)
            return
        if goes_on and is_result(node) and closes([later.nodes for later in following]):
            self.groups.trail(result(node, self.clauses), clause.start)
            return
        if goes_on and is_staffing(node):
            self.groups.trail(staffed(node, self.clauses, self.clauses.nouns), clause.start)
            return
        if goes_on and is_reference(node):
            self.groups.trail(self.clauses.base(node), clause.start)
            return
        if goes_on and is_detail(node) and closes([later.nodes for later in following]):
            self.groups.trail(self.clauses.gerund(node), clause.start)
            return
        if is_part(node) and self.clauses.plan(node).subject is not None:
            self.groups.open(self.clauses.finite(node))
            return
        tail = tail_of(node)
        if tail and self.groups and not self.groups.numbering:
            self.groups.trail(self._tail(node, tail), clause.start)
            return
        if self.groups.trailing and node.entry.zh in _SHARING and not self.groups.front:
            self.groups.trail(self.clauses.gerund(node), clause.start)  # 其中刑事警情3218起，占2.6%
            return
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
            self.groups.open(self._subjectless(node))
        self._expect(node, clause)

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
            self.groups.lead([*aim(node.without("subj"), self.clauses), mark(",", clause.end, clause.end + 1)])
            return
        pieces = aim(node, self.clauses)
        if not self.groups or self.groups.front:
            self.groups.lead([*pieces, mark(",", clause.end, clause.end + 1)])
            self.purpose = True
        else:
            self.groups.close(pieces)
            self.infinitive = "aim" if clause.mark == "，" else ""

    def _so_that(self, node: Node) -> list[Piece]:
        subject = node.one("subj") or first_member(node).one("subj") or self.subject
        return self.clauses.finite(node, None if subject is None else pronoun(subject, node.start))

    def _point(self, node: Node, place: Node) -> None:
        """Say one point of a list: "first, stepping up patrols"; with 要 what is to be done, in the base form."""
        said = node.copy()
        for slot in ("cj", "pre", "front"):
            said.slots[slot] = [kid for kid in node.get(slot) if kid is not place]
        form = self.clauses.base if place.entry.zh.endswith("要") else self.clauses.gerund
        self.groups.open([word(place.entry.en.rstrip(",") + ",", place), *form(said)])

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
        self._occasioned(occasion, subject, clause)
        self.subject = None if subject is None else pronoun(subject, node.start)
        said = node.without("if", "subj")
        said.cat = "VP"
        self.groups.open(self.clauses.finite(said, self.subject or unsaid_subject(node, "pl")))
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
            self.groups.extend([word("to", duty, "grammar:to"), *self.clauses.base(free)])
        self.infinitive = "base"

    def _complement(self, node: Node) -> None:
        """Run the complement of a verb of asking on over the comma: "required all units to …, strengthen …"."""
        pieces = self.clauses.base(node)
        if self.infinitive == "aim":
            self.groups.close([Piece("and", node.start, node.start, "grammar:link"), *pieces])
        elif self.infinitive == "to":
            self.groups.extend([word("to", node, "grammar:to"), *pieces])
            self.infinitive = "base"
        else:
            self.groups.add(pieces)

    def _subjectless(self, node: Node) -> list[Piece]:
        """Return a predicate that nobody is the subject of: a slogan, a passive, an order, else with "it"."""
        if self.context.quoting:
            return self.clauses.base(node)
        if is_existential(node, None):
            return self.clauses.finite(node)
        ordered = None if self.context.heading else decree(node, self.clauses)
        if ordered is not None:
            return ordered
        if self.context.heading or self.slogan:
            return self.clauses.gerund(node)
        if self.context.item and self.context.genre in _BARE_GENRES and not node.get("by"):
            return self.clauses.base(node)
        agent = node.one("by")
        if agent is not None and not node.feats.get("passive"):
            return self.clauses.finite(node.without("by"), agent)
        if self.clauses.plan(node).subject is not None:
            return self.clauses.finite(node)
        if node.get("modal"):
            return self._obliged(node)
        if self.context.genre in _BARE_GENRES or any(kid.entry.flag("imp") for kid in node.get("neg")):
            return self.clauses.base(node)
        supplied = Piece("it", node.start, node.start, "grammar:supplied-subject", supplied=True)
        return [supplied, *self.clauses.predicate_of(node, unsaid_subject(node, "sg"))]

    def _obliged(self, node: Node) -> list[Piece]:
        """Return a subjectless duty: "it is necessary to" in speeches and reports, a bare modal elsewhere."""
        modal = node.get("modal")[0]
        if modal.entry.zh not in _DUTIES or self.context.genre in _BARE_GENRES or len(node.get("modal")) > 1:
            return self.clauses.predicate_of(node, unsaid_subject(node, "pl"))
        return [word("it is necessary to", modal), *self.clauses.base(node.without("modal"))]

    def _tail(self, node: Node, text: str) -> list[Piece]:
        """Return a change behind its figure: "down 13.7 percent year on year"."""
        pieces = [word(text, node), *(word(kid.entry.en, kid) for kid in node.get("amount"))]
        if node.entry.zh.startswith(("同比", "环比")):
            pieces.append(word("year on year" if node.entry.zh[0] == "同" else "month on month", node))
        pieces += [word(kid.entry.en, kid) for kid in node.get("adv") if kid.entry.en != "-"]
        for kid in node.get("pre"):
            pieces += self.clauses.adverbial(kid, node)
        return pieces

    def _nominal(self, node: Node, clause: Clause, following: Sequence[Clause]) -> None:
        alone = node.entry.cat == "QUOTE" and not node.slots  # a quotation that is the whole sentence
        nominal = node.cat in _NOMINAL and not alone
        if nominal and node.get("when") and following and not self.groups:
            for kid in node.get("when"):  # 诈骗集团自113年1月起，: the time opens the sentence
                self.groups.lead([*self.clauses.adverbial(kid), mark(",", clause.end, clause.end + 1)])
            node = node.without("when")
        if node.feats.get("headless") and clause.mark in ("；", "。", ";") and not self.groups:
            self.groups.open(self._circumstance(node))
            return
        label = nominal and clause.mark in ("：", ":")
        if label:
            pieces = self.clauses.nouns.phrase(as_label(node), "bare")
        else:
            pieces = self.clauses.nouns.phrase(node, "subj") if nominal else self._other(node)
        after = following[0].nodes if following else []
        opens = clause.mark == "，" and len(after) == 1 and after[0].cat == "VP" and not tail_of(after[0])
        opens = opens and node.cat[0] not in "'MU"  # a function word or a mark is no subject
        opens = opens and not (node.get("amount") and node.entry.get("class") == "money")  # a fine does nothing
        opens = opens or (clause.mark == "，" and holds_back(following))
        if opens and not self.groups:
            self.subject = self.pending = node
        elif nominal and clause.mark == "，" and not self.groups and lacks_object(after):
            self.topic = node
        elif self.groups and not self.groups.numbering:
            self.groups.trail([*self.groups.taken(), *pieces], clause.start)
        else:
            self.groups.open(pieces)

    def _circumstance(self, node: Node) -> list[Piece]:
        """Say one of the circumstances that a list names (投标报价超过最高限价的；) as a clause, else as an act."""
        said = node.copy()
        del said.feats["headless"]
        said.cat = "S" if said.get("subj") else "VP"
        if said.entry.cat != "v" or (said.cat == "VP" and self.clauses.plan(said).subject is None):
            return self.clauses.gerund(said) if said.entry.cat == "v" else self.clauses.nouns.phrase(node, "subj")
        return self.clauses.finite(said)

    def _other(self, node: Node) -> list[Piece]:
        if node.cat == "AP":
            return self.clauses.nouns.adjective(node)
        if node.cat == "V":
            return self.clauses.base(node)
        if node.entry.flag("enclosed"):
            return self.clauses.enclosed(node)
        text = alone(node.entry)
        return [word(text, node)] if text else []

    def _waits(self, nodes: list[Node], clause: Clause, following: Sequence[Clause]) -> bool:
        """Whether a subject with adverbials waits for the predicate of the next clause (公安机关对X，应当…)."""
        after = next((c.nodes for c in following if not all(kid.cat in _ADVERBIAL for kid in c.nodes)), [])
        opens = clause.mark == "，" and len(after) == 1 and after[0].cat == "VP" and not self.groups
        return opens and nodes[0].cat in _NOMINAL and all(kid.cat in (*_ADVERBIAL, "m") for kid in nodes[1:])

    def _fragments(self, nodes: list[Node], clause: Clause, following: Sequence[Clause]) -> None:
        """Say the best cover of a clause in its order: subject before predicate, adverbials between commas."""
        if len(nodes) == 2 and nodes[0].entry.zh == "其中" and nodes[1].cat in _NOMINAL and self.groups:
            included = self.clauses.nouns.phrase(nodes[1], "obj")
            self.groups.trail([word("including", nodes[0]), *included], clause.start)
            return
        if holds_back([clause, *following]) and (self.pending is not None or not self.groups):
            self.modals = [kid for kid in nodes if kid.cat == "m"]
            for kid in nodes:
                if kid.cat != "m":
                    self.groups.lead([*self.clauses.adverbial(kid), mark(",", clause.end, clause.end + 1)])
            return
        if self._waits(nodes, clause, following):
            self.subject = self.pending = nodes[0]
            self.modals = [kid for kid in nodes[1:] if kid.cat == "m"]
            self.waiting = [kid for kid in nodes[1:] if takes_patient(following, kid)]
            for kid in nodes[1:]:
                if kid.cat != "m" and kid not in self.waiting:
                    self.groups.lead([*self.clauses.adverbial(kid), mark(",", clause.end, clause.end + 1)])
            return
        if self.pending is not None and not self.groups:
            self.groups.lead(self.clauses.nouns.phrase(self.pending, "subj"))
            self.pending = None
        pieces, self.subject = self._covered(nodes)
        if self.groups and nodes[0].cat == "VP" and self.subject is not None and not self.groups.front:
            self.groups.add(pieces)
        else:
            self.groups.open(pieces)

    def _covered(self, nodes: list[Node]) -> tuple[list[Piece], Node | None]:
        """Return constituents one after another, and the subject that they leave."""
        pieces: list[Piece] = []
        subject, pending = self.subject, None
        for node in nodes:
            if node.cat == "S" and (node.one("subj") or node).entry.get("class") in ("person", "organ"):
                subject = node.one("subj")
            if node.cat in _NOMINAL and pending is None:
                pending = node
            elif node.cat == "VP" and pending is not None:
                pieces += self.clauses.finite(node, pending)
                subject, pending = pending, None
            else:
                if pending is not None:
                    pieces += self.clauses.nouns.phrase(pending, "obj")
                    pending = None
                pieces += self._fragment(node, subject)
        if pending is not None:
            pieces += self.clauses.nouns.phrase(pending, "obj")
        return pieces, subject

    def _fragment(self, node: Node, subject: Node | None) -> list[Piece]:
        if is_aim(node):
            return aim(node, self.clauses)
        if node.cat in _ADVERBIAL:
            return self.clauses.adverbial(node)
        if node.cat in _NOMINAL:
            return self.clauses.nouns.phrase(node, "obj")
        if node.cat == "S" or (node.cat == "VP" and subject is None):
            return self.clauses.finite(node)
        if node.cat == "VP" and subject is not None:
            return self.clauses.predicate_of(node, subject)
        return self._other(node)

    def _expect(self, node: Node, clause: Clause) -> None:
        """Note what a verb wants of the next clause: a complement that runs on, or what is reported."""
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
            self.subject = None

    def passed_on(self) -> Node | None:
        """Return the subject that the clauses behind a semicolon may go on with."""
        return self.carried if self.listing else self.named

    def finish(self, at: int) -> list[Piece]:
        """Return the sentence so far."""
        if self.pending is not None and not self.groups:
            self.groups.open(self.clauses.nouns.phrase(self.pending, "subj"))
        return self.groups.joined(at, heading=self.context.heading)


def _consequence(node: Node) -> Node:
    """Return what follows from a condition in the form in which it is said."""
    return bound(punished(parted(lighten(node))))


def link_clauses(found: Sequence[Clause], clauses: Clauses, context: Context, guard: Guard) -> list[Piece]:
    """Link the clauses of a stretch to sentences; ``guard`` stands between one clause and the rest."""
    pieces: list[Piece] = []
    gerunds = _runs_as_gerunds(found, clauses, context)
    linker = _Linker(clauses, context, slogan=_is_slogan(found), gerunds=gerunds)
    for index, clause in enumerate(found):
        following = found[index + 1 :]
        guard(clause, partial(linker.take, following=following))
        if clause.mark not in _RUNNING_ON or (clause.mark == "" and not following):
            pieces += [*linker.finish(clause.end), *_closing(clause)]
            passed = linker.passed_on() if clause.mark in ("；", ";") else None
            linker = _Linker(clauses, context, passed, gerunds=gerunds)
    pieces += linker.finish(found[-1].end if found else 0)
    return _sentence_capitals(_bounded(pieces))


def _runs_as_gerunds(found: Sequence[Clause], clauses: Clauses, context: Context) -> bool:
    """Whether the numbered clauses of a stretch are said as gerunds; orders and rules have no subject either way."""
    if context.genre in _BARE_GENRES or context.quoting:
        return False
    numbered = [clause.nodes for clause in found if clause.glosses is None and enumerator(clause.nodes) is not None]
    return runs_as_gerunds(numbered, lambda node: _promotes(node, clauses)) if numbered else False


def _promotes(node: Node, clauses: Clauses) -> bool:
    """Whether a predicate without subject has one in English."""
    return is_existential(node, None) or clauses.plan(node).subject is not None


def _is_slogan(found: Sequence[Clause]) -> bool:
    """Whether the stretch is a row of short predicates without subject, which heads a paragraph (推动交通管理。)."""
    verbs = all(len(clause.nodes) == 1 and clause.nodes[0].cat == "VP" and _does(clause.nodes[0]) for clause in found)
    plain = not any(node.get("modal") or node.get("neg") for clause in found for node in clause.nodes)
    return bool(found) and verbs and plain and found[-1].end - found[0].start <= _SLOGAN and found[-1].mark == "。"


def _does(node: Node) -> bool:
    """Whether a predicate is an action that a slogan can name: no request (请), nothing that happens (发生事故)."""
    happens = node.entry.flag("i") and not node.entry.flag("t") and bool(node.get("obj"))
    return node.entry.zh != "请" and not happens


def _closing(clause: Clause) -> list[Piece]:
    if not clause.mark:
        return []
    if clause.mark in _DASHES:
        return [Piece(_DASHES[clause.mark], clause.end, clause.end + len(clause.mark), "grammar:punctuation")]
    return [mark(_ENGLISH.get(clause.mark, clause.mark), clause.end, clause.end + 1)]


def _bounded(pieces: list[Piece]) -> list[Piece]:
    """Say a lower bound behind "at" without a second one (保持在98.5%以上: remained at no less than)."""
    made = list(pieces)
    for index in range(1, len(made)):
        if made[index - 1].text.split(" ")[-1] == "at" and made[index].text.startswith("at least "):
            made[index] = replace(made[index], text="no less than " + made[index].text.removeprefix("at least "))
    return made


def _sentence_capitals(pieces: list[Piece]) -> list[Piece]:
    made = list(pieces)
    for index in range(1, len(made)):
        if made[index - 1].text in (".", "!", "?") and made[index].text[:1].islower():
            made[index] = replace(made[index], text=made[index].text[0].upper() + made[index].text[1:])
    return made
