"""Linking clauses to sentences: carried subjects, tails, reported speech, purposes and running complements."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from toolkit.transfer.chart import Item
from toolkit.transfer.clause import Clauses
from toolkit.transfer.condition import (
    Conditions,
    bound,
    is_condition,
    is_sentence,
    opens_condition,
    pronoun,
    punished,
    sentenced,
    with_modals,
)
from toolkit.transfer.context import Context
from toolkit.transfer.coordination import first_member, is_denied
from toolkit.transfer.enclosure import Enclosure
from toolkit.transfer.enumeration import enumerator, runs_as_gerunds, unnumbered
from toolkit.transfer.gloss import alone
from toolkit.transfer.groups import Groups
from toolkit.transfer.pieces import Piece, mark, word
from toolkit.transfer.plan import is_existential
from toolkit.transfer.tree import Node
from toolkit.transfer.wordlist import headed, pairs

_ENGLISH = {"\u3000": ",", "，": ",", "；": ";", "：": ":", "。": ".", "！": "!", "？": "?"}
_DASHES = {"——": "—", "－－": "—", "…": "…"}
_RUNNING_ON = ("，", ",", "\u3000", "")
_ADVERBIAL = frozenset(("T", "PP", "D", "d"))
_NOMINAL = ("NP", "N")
_BARE_GENRES = ("notice", "rule", "procurement")
_SLOGAN = 24
_SAID_TWICE = frozenset(("but", "so", "therefore,", "thus,", "then", "-"))
_SHARING = ("占", "约占", "仅占", "共占")
_DUTIES = frozenset(("要", "必须", "应", "应当", "应该", "需", "需要", "须"))


@dataclass(slots=True)
class Clause:
    """A clause: its stretch, the mark behind it, the quotes and brackets in it, its analyses and their trees.

    A full parse is one tree. ``glosses`` stand for a clause that could not be parsed or written.
    """

    start: int
    end: int
    mark: str
    closed: list[Enclosure] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)
    nodes: list[Node] = field(default_factory=list)
    glosses: list[Piece] | None = None


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
            not self.groups or is_condition(clause.nodes, clause.mark)
        )

    def _condition(self, clause: Clause, following: Sequence[Clause]) -> None:
        then = next((c.nodes[0] for c in following if len(c.nodes) == 1 and not c.nodes[0].feats.get("headless")), None)
        acts = then is not None and then.cat == "VP" and not then.get("by") and then.entry.cat == "v"
        agentless = acts and then is not None and self.clauses.plan(bound(then)).subject is None
        self.conditions.add(clause.nodes[0], agentless=agentless)
        if is_condition(clause.nodes, clause.mark):
            self.groups.lead(self.conditions.said(clause.nodes[0], clause.end))
            self.subject = self.conditions.subject(clause.end)
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
        node = bound(punished(node)) if self.ruled else node
        if self.subordinate and all(kid.entry.en in _SAID_TWICE for kid in node.get("cj")):
            node, self.subordinate = node.without("cj"), False
        if node.cat in _ADVERBIAL:
            self._adverbial(node, clause, following)
        elif node.cat == "c":
            self.groups.lead([word(node.entry.en, node)])
        elif following and _is_subordinate(node):
            self.subordinate = True
            self.groups.lead([*self.clauses.finite(node), mark(",", clause.end, clause.end + 1)])
        elif node.cat == "S":
            self._sentence(node, clause)
        elif node.cat != "VP":
            self._nominal(node, clause, following)
        elif self.purpose and _more_predicates(following):
            self.groups.lead([*self.clauses.base(node), mark(",", clause.end, clause.end + 1)])
        else:
            self.purpose = False
            self._predicate(node, clause, following)

    def _adverbial(self, node: Node, clause: Clause, following: Sequence[Clause]) -> None:
        pieces = self.clauses.adverbial(node)
        own = node.one("subj") if node.cat == "T" else None
        if own is not None and self.subject is None and following and following[0].nodes:
            self.subject = pronoun(own, clause.end)
        self.purpose = bool(node.entry.flag("purpose") or node.entry.zh == "为")
        if self.groups and clause.mark != "，":
            self.groups.trail(pieces, clause.end)
        else:
            self.groups.lead([*pieces, mark(",", clause.end, clause.end + 1)])

    def _sentence(self, node: Node, clause: Clause) -> None:
        if self.groups and not self.groups.front and _is_share(node):
            share = node.without("cj")
            self.groups.trail([word("with", node.slots["cj"][0]), *self.clauses.gerund(share)], clause.start)
            return
        self.groups.open(self.clauses.finite(node))
        if is_denied(self.clauses.plan(node).subject or node):
            self.groups.deny()
        self.subject = node.one("subj") or self.subject
        self._expect(node, clause)

    def _predicate(self, node: Node, clause: Clause, following: Sequence[Clause]) -> None:
        if self.subject is not None and is_sentence(node, self.subject):
            node = sentenced(node)
        elif self.ruled and headed(node.entry.zh, "imposing") and not node.get("by"):
            self.subject = None  # who breaks the rule does not punish himself
        goes_on = bool(self.groups) and not self.groups.front
        if node.entry.zh == "请" and node.get("comp") and not node.get("obj"):
            self._asking(node, clause, goes_on=goes_on)
            return
        ruled = self.context.genre == "rule" and self.subject is None
        if ruled and not self.groups and _is_occasion(node, following):
            occasion = [word("when", node, "grammar:occasion"), *self.clauses.gerund(node)]
            self.groups.lead([*occasion, mark(",", clause.end, clause.end + 1)])
            return
        if not self.groups and _is_aim(node, following):
            self.groups.lead(
                [word("to", node, "grammar:purpose"), *self.clauses.base(node), mark(",", clause.end, clause.end + 1)]
            )
            return
        if self.infinitive and goes_on and _continues(node):
            self._complement(node)
            return
        tail = _tail_of(node)
        if tail and self.groups and not self.groups.numbering:
            self.groups.trail(self._tail(node, tail), clause.start)
            return
        if self.groups.trailing and node.entry.zh in _SHARING and not self.groups.front:
            self.groups.trail(self.clauses.gerund(node), clause.start)  # 其中刑事警情3218起，占2.6%
            return
        if self.subject is not None and goes_on:
            self.groups.add(self.clauses.predicate_of(node, self.subject))
        elif self.slogan and goes_on:
            self.groups.add(self.clauses.gerund(node))
        elif self.subject is not None:
            self.groups.open(self.clauses.finite(node, self.subject))
        else:
            self.groups.open(self._subjectless(node))
        self._expect(node, clause)

    def _asking(self, node: Node, clause: Clause, *, goes_on: bool) -> None:
        """Say 请 without a person as "please", after which further requests run on."""
        asked = node.slots["comp"][0]
        pieces = [word("please", node), *self.clauses.base(asked)]
        if goes_on:
            self.groups.add(pieces)
        else:
            self.groups.open(pieces)
        self.infinitive = "base" if clause.mark == "，" else ""

    def _complement(self, node: Node) -> None:
        """Run the complement of a verb of asking on over the comma: "required all units to …, strengthen …"."""
        pieces = self.clauses.base(node)
        if self.infinitive == "to":
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
        return [supplied, *self.clauses.predicate_of(node, _unsaid(node, "sg"))]

    def _obliged(self, node: Node) -> list[Piece]:
        """Return a subjectless duty: "it is necessary to" in speeches and reports, a bare modal elsewhere."""
        modal = node.get("modal")[0]
        if modal.entry.zh not in _DUTIES or self.context.genre in _BARE_GENRES or len(node.get("modal")) > 1:
            return self.clauses.predicate_of(node, _unsaid(node, "pl"))
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
        pieces = self.clauses.nouns.phrase(node, "subj") if nominal else self._other(node)
        after = following[0].nodes if following else []
        opens = clause.mark == "，" and len(after) == 1 and after[0].cat == "VP" and not _tail_of(after[0])
        opens = opens and node.cat[0] not in "'MU"  # a function word or a mark is no subject
        opens = opens and not (node.get("amount") and node.entry.get("class") == "money")  # a fine does nothing
        if opens and not self.groups:
            self.subject = self.pending = node
        elif self.groups and not self.groups.numbering:
            self.groups.trail([*self.groups.taken(), *pieces], clause.start)
        else:
            self.groups.open(pieces)

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
        after = following[0].nodes if following else []
        opens = clause.mark == "，" and len(after) == 1 and after[0].cat == "VP" and not self.groups
        return opens and nodes[0].cat in _NOMINAL and all(kid.cat in (*_ADVERBIAL, "m") for kid in nodes[1:])

    def _fragments(self, nodes: list[Node], clause: Clause, following: Sequence[Clause]) -> None:
        """Say the best cover of a clause in its order: subject before predicate, adverbials between commas."""
        if len(nodes) == 2 and nodes[0].entry.zh == "其中" and nodes[1].cat in _NOMINAL and self.groups:
            included = self.clauses.nouns.phrase(nodes[1], "obj")
            self.groups.trail([word("including", nodes[0]), *included], clause.start)
            return
        if self._waits(nodes, clause, following):
            self.subject = self.pending = nodes[0]
            self.modals = [kid for kid in nodes[1:] if kid.cat == "m"]
            for kid in nodes[1:]:
                if kid.cat != "m":
                    self.groups.lead([*self.clauses.adverbial(kid), mark(",", clause.end, clause.end + 1)])
            return
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
        runs_on = comp == "objto" and node.entry.zh in pairs("carry") and node.get("obj")
        self.infinitive = ("base" if node.get("comp") else "to") if runs_on else ""
        if clause.mark == "，" and _is_bound(node):
            self.infinitive = "base"
        if comp == "objto" and node.get("obj") and node.get("comp"):
            self.subject = node.one("obj")
        if node.get("said"):
            return
        told = bool(node.get("that"))  # a report received: its sender is the object
        reports = told or ((comp == "that" or bool(node.feats.get("report"))) and not node.get("obj"))
        if reports and not node.get("comp"):
            said = node.one("that")
            self.groups.report(word("that", node, "grammar:that") if said is None else word("that", said))
            self.subject = None

    def passed_on(self) -> Node | None:
        """Return the subject that the clauses behind a semicolon may go on with."""
        return self.carried if self.listing else self.subject

    def finish(self, at: int) -> list[Piece]:
        """Return the sentence so far."""
        if self.pending is not None and not self.groups:
            self.groups.open(self.clauses.nouns.phrase(self.pending, "subj"))
        return self.groups.joined(at, heading=self.context.heading)


def _is_occasion(node: Node, following: Sequence[Clause]) -> bool:
    """Whether a predicate without subject is the occasion of the duty behind it (询问证人，应当…)."""
    if node.get("modal") or node.get("neg") or node.feats.get("passive") or node.get("by"):
        return False
    after = following[0].nodes if following else []
    duty = len(after) == 1 and after[0].cat == "VP" and not after[0].get("subj")
    return duty and bool(after[0].get("modal"))


def _is_aim(node: Node, following: Sequence[Clause]) -> bool:
    """Whether a predicate without subject is what the duty behind it serves (做好工作，必须…)."""
    if node.get("modal") or node.get("neg") or node.feats.get("passive") or node.entry.zh == "请":
        return False
    after = following[0].nodes if following else []
    duty = len(after) == 1 and after[0].cat == "VP" and not after[0].get("subj")
    return duty and any(kid.entry.zh in ("必须", "需", "须", "需要", "要") for kid in after[0].get("modal"))


def _is_share(node: Node) -> bool:
    """Whether a clause tells of a part of what was said before (其中八类案件下降18%)."""
    plain = bool(node.get("subj")) and not node.get("modal") and not node.feats.get("come")
    return plain and [kid.entry.zh for kid in node.get("cj")] == ["其中"]


def _continues(node: Node) -> bool:
    """Whether a predicate can go on in the form that the one before it opened: no modal or voice of its own."""
    joined = all(kid.entry.en in ("-", "and") for kid in node.get("cj"))
    return joined and not node.get("modal") and not node.feats.get("passive")


def _is_bound(node: Node) -> bool:
    """Whether a clause opens with a modal that holds for the predicates behind the comma too (应当A，B)."""
    first = first_member(node)
    return bool(node.get("modal") or first.get("modal"))


def _unsaid(node: Node, number: str) -> Node:
    """Return a subject that only the number of the verb shows."""
    return Node("NP", node.entry, node.start, node.start, feats={"number!": number})


def _is_subordinate(node: Node) -> bool:
    """Whether a clause opens with if, when, because or the like, so that it stands before its main clause."""
    return any(kid.entry.flag("sub") for kid in node.get("cj"))


def _more_predicates(following: Sequence[Clause]) -> bool:
    """Whether a predicate follows, so that the one in hand still tells the purpose of it."""
    return any(node.cat in ("VP", "S") for clause in following for node in clause.nodes)


def _tail_of(node: Node) -> str:
    """Return how a change with a figure is said behind another (下降 after 6842起: "down"), nothing for other verbs."""
    zh = node.entry.zh
    if not node.get("amount"):
        return ""
    return next((up for verb, up in pairs("tails").items() if zh.endswith(verb) and len(zh) <= len(verb) + 2), "")


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
