"""Adverbials: times, places, and prepositions with a noun, a verb phrase or a clause behind them."""

from __future__ import annotations

from dataclasses import replace

from toolkit.transfer.adverb import adverb
from toolkit.transfer.number import action_noun
from toolkit.transfer.pieces import Piece, word
from toolkit.transfer.premodifier import is_past_span
from toolkit.transfer.preposition import date_preposition, place_preposition
from toolkit.transfer.tree import Node
from toolkit.transfer.wordlist import pairs
from toolkit.transfer.writer import ClauseWriter, NounWriter

_ADVERB_CATS = ("d", "D")
_HALVES = ("the first half", "the second half", "first half", "second half")
_BEFORE_VERB = {"during": "while", "at the time of": "when"}
_BEFORE_NOUN = {"when": "at the time of"}
_BEFORE_GERUND = {"through": "by", "with": "by"}
_PRETEXTS = {
    "为由": "on the grounds of",
    "为名": "under the guise of",
    "为借口": "on the pretext of",
    "为诱饵": "using the lure of",
    "为幌子": "under the guise of",
    "为目的": "for the purpose of",
    "为手段": "by means of",
}
_LEAVE = {
    "批准": "approval",
    "同意": "consent",
    "许可": "permission",
    "授权": "authorization",
    "核准": "approval",
    "认可": "approval",
    "审批": "approval",
    "介绍": "introduction",
    "推荐": "recommendation",
}
_DECIDED = {"裁定": "ruling", "判决": "judgment", "决定": "decision"}
_MANY_SLOTS = 6


class Adverbials:
    """Writes adverbials; clauses and nouns inside them are written by the writers that are handed in."""

    def __init__(self, clauses: ClauseWriter, nouns: NounWriter) -> None:
        self._clauses = clauses
        self._nouns = nouns

    def adverbial(self, node: Node, verb: Node | None = None) -> list[Piece]:
        """Return a time, place or prepositional phrase; ``verb`` may change the preposition."""
        if node.cat in _ADVERB_CATS:
            return adverb(node)
        if node.cat == "PP" and node.get("cj"):  # 但与去年相比: "but compared with last year"
            told = [(kid, kid.entry.en.removesuffix(" if")) for kid in node.get("cj")]  # 即使在雨天也: even on
            joints = [word(text, kid) for kid, text in told if text != "-"]
            return [*joints, *self.adverbial(node.without("cj"), verb)]
        if node.cat in ("T", "QD", "QR", "t"):
            starts = verb is not None and verb.entry.en.startswith("take effect")
            return self._time(_starting(node) if starts else node, verb)
        if node.feats.get("needed"):
            what = (node.get("obj") or node.get("vp"))[0]
            said = self._clauses.gerund(what) if node.get("vp") else self._nouns.phrase(what, "prep")
            return [word("as required for", node), *said]
        if node.feats.get("around"):
            place, span = node.slots["near"][0], node.slots["span"][0]
            outside = node.entry.zh in ("以外", "外")
            of = word("from" if outside else "of", place, "grammar:of")
            pieces = [word("more than" if outside else "within", node), word(span.entry.en, span), of]
            return [*pieces, *self._nouns.phrase(place, "prep")]
        if node.feats.get("distance"):
            place = node.slots["dist"][0]
            return [word(node.entry.en, node), word("from", place, "grammar:from"), *self._nouns.phrase(place, "prep")]
        if node.feats.get("approved"):
            return self._acted_on(node)
        if node.feats.get("yiwei"):
            return self._taking_as(node)
        if node.feats.get("charge") and node.get("vp"):
            return [word("on suspicion of", node), *self._clauses.gerund(node.slots["vp"][0])]
        if node.get("vp"):
            return self._with_verb(node, node.slots["vp"][0])
        if node.get("clause"):
            joint = (node.one("f") or node).entry.en
            return [word(joint, node), *self._clauses.finite(node.slots["clause"][0])]
        return self._with_noun(node, verb)

    def fronted(self, node: Node) -> list[Piece]:
        """Return an adverbial that opens the clause, with its comma unless it is an adverb."""
        pieces = self.adverbial(node)
        if not pieces or node.cat in _ADVERB_CATS:
            return pieces
        return [*pieces, word(",", node, "grammar:comma", tight=True)]

    def postmodifier(self, node: Node, head: Node) -> list[Piece]:
        """Return a phrase that follows a noun; ``head`` may choose its preposition."""
        if node.cat in ("QM", "QP", "QE"):
            return [word("of", node, "grammar:of"), word(node.entry.en, node)]
        if node.cat in ("NP", "N"):
            return [word("among", node, "grammar:among"), *self._nouns.phrase(node, "prep")]
        return self.adverbial(node, head)

    def _taking_as(self, node: Node) -> list[Piece]:
        """Return 以X为Y: "with X as the Y", of an aim "for the purpose of X"."""
        what = node.slots["yi"][0]
        said = self._clauses.gerund(what) if what.cat in ("VP", "S") else self._nouns.phrase(what, "prep")
        role = node.one("role")
        if role is not None:
            return [word(_PRETEXTS[role.entry.zh], role), *said]
        if node.entry.zh == "目的":
            return [word("for the purpose of", node), *said]
        head = replace(node, cat="NP", slots={k: v for k, v in node.slots.items() if k != "yi"}, feats={})
        return [
            word("with", what, "grammar:yi-wei"),
            *said,
            word("as", node, "grammar:yi-wei"),
            *self._nouns.phrase(head, "prep"),
        ]

    def _acted_on(self, node: Node) -> list[Piece]:
        """Return 经X批准 as "with the approval of X", other acts as "after investigation by X"."""
        agent = self._nouns.phrase(node.slots["obj"][0], "prep")
        if node.entry.zh in _LEAVE:
            return [word(f"with the {_LEAVE[node.entry.zh]} of", node), *agent]
        if node.entry.zh in _DECIDED:
            return [word(f"by {_DECIDED[node.entry.zh]} of", node), *agent]
        return [word("after", node, "grammar:after"), word(action_noun(node)[0], node), *_by(node), *agent]

    def _with_noun(self, node: Node, verb: Node | None) -> list[Piece]:
        target = node.one("obj")
        if target is None:
            return [word(node.entry.en, node)]
        if node.entry.zh in ("为", "为了") and target.entry.cat == "v" and not target.slots:
            return self._with_verb(node, replace(target, cat="VP"))
        text, source = _located(node, target)
        if text in _BEFORE_VERB and target.entry.cat == "v" and not target.slots:  # 在巡逻时: while patrolling
            return [word("while", source), *self._clauses.gerund(replace(target, cat="VP"))]
        if node.feats.get("compared"):
            text = "compared with"
        elif node.feats.get("atprice"):
            text = "at"
        elif node.feats.get("moved"):
            text = pairs("commissions")[node.entry.zh]
        elif node.feats.get("charge"):
            return [word("on suspicion of", node), *self._nouns.phrase(target, "bare")]
        elif verb is not None:
            text = verb.entry.get(f"prep.{node.entry.zh[0]}") or text
        if target.cat in ("T", "t", "QD"):
            return [word(text, source), word(_bare_time(target.entry.en), target)]
        return [word(text, source), *self._nouns.phrase(target, "prep")]

    def _with_verb(self, node: Node, clause: Node) -> list[Piece]:
        """Return a preposition with a verb phrase: in order to do, by doing, after doing."""
        if node.entry.flag("purpose"):
            return [word("to" if len(clause.slots) < _MANY_SLOTS else "in order to", node), *self._clauses.base(clause)]
        if node.entry.zh == "为":
            return [word("to", node), *self._clauses.base(clause)]
        location = node.one("f")
        text = location.entry.en if location is not None else _BEFORE_GERUND.get(node.entry.en, node.entry.en)
        return [word(text, node), *self._clauses.gerund(clause)]

    def _time(self, node: Node, verb: Node | None) -> list[Piece]:
        if node.get("since"):
            return self._days_from(node)
        if node.feats.get("fromdate"):
            opening = [word("from the date of", node, "grammar:date")]
            whole = node.cat in ("VP", "S") or (node.entry.cat == "v" and not _is_noun(node))
            return [*opening, *self._event(node.without("bracket"), whole=whole)]
        location = node.one("f")
        if location is not None and node.get("near"):
            span = word(f"the {node.entry.en}", node)
            event, before = node.slots["near"][0], node.slots["before"][0]
            said = [word(location.entry.en, location), span, word(before.entry.en, before)]
            return [*said, *self._event(event, whole=event.cat in ("VP", "S"))]
        if location is not None:
            return self._time_around(node, location, verb)
        if node.feats.get("consecutive"):
            number, _, unit = node.entry.en.rpartition(" ")
            return [word("for", node, "grammar:duration"), word(f"{number} consecutive {unit}", node)]
        if node.entry.cat == "QR":
            return _lasting(node) if node.feats.get("lasting") else _duration(node)
        season = next((kid for kid in node.get("sub") if kid.entry.en.startswith("in ")), None)
        if season is not None and node.entry.cat == "QD":
            return [word(f"in the {season.entry.en[3:]} of", season), word(node.entry.en, node)]
        if node.feats.get("now"):
            until = node.slots["to"][0]
            return [word("from now", node), word("until", until, "grammar:to"), word(until.entry.en, until)]
        pieces = [word(node.entry.en or node.entry.zh, node)]
        if node.feats.get("since") and node.entry.cat == "t":
            pieces = [word("since", node, "grammar:date"), *pieces]
        if node.entry.en in _HALVES:
            pieces.append(word("of the year", node, "grammar:half-year"))
        if node.entry.cat == "QD":
            pieces = [*_date_joint(node), *pieces]
        for kid in node.get("to"):
            pieces += [word("to", kid, "grammar:to"), word(kid.entry.en, kid)]
        for kid in node.get("bracket"):
            pieces += self._clauses.enclosed(kid)
        return [*pieces, *(word(kid.entry.en or kid.entry.zh, kid) for kid in node.get("sub"))]

    def _days_from(self, node: Node) -> list[Piece]:
        """Return a time limit that runs from an event (自验收合格之日起十五日内)."""
        limit, event = node.slots["f"][0], node.slots["since"][0]
        pieces = [word(limit.entry.en, limit), word(node.entry.en, node)]
        pieces.append(word("from the date of", event, "grammar:date"))
        return [*pieces, *self._event(event, whole=event.cat in ("VP", "S"))]

    def _event(self, event: Node, *, whole: bool) -> list[Piece]:
        """Return what a date is counted from: an act as a gerund, a thing as it is."""
        return self._clauses.gerund(event) if whole else self._nouns.phrase(event, "prep")

    def _time_around(self, node: Node, location: Node, verb: Node | None) -> list[Piece]:
        """Return a date, an act or an event with what relates the clause to it (…前, …后, …期间)."""
        text = location.entry.en
        if node.entry.cat in ("QD", "QR"):
            past = node.entry.cat == "QR" and text in ("since", "in")
            span = _past_span(node.entry.en) if past else node.entry.en
            return [word("over the past" if past else text, location), word(span, node)]
        inner = node.without("f")
        chosen = verb.entry.get("prep.在") if verb is not None and location.entry.zh == "中" else ""  # play a role in
        during = text in _BEFORE_VERB and not node.slots.keys() - {"f"}  # 巡逻时: while patrolling
        if node.entry.cat != "v" or (node.rule in ("t-np-f", "t-in-np-f") and not during) or _is_noun(node):
            return [word(chosen or _BEFORE_NOUN.get(text, text), location), *self._nouns.phrase(inner, "prep")]
        joint = word(chosen or ("while" if during else _BEFORE_VERB.get(text, text)), location)
        whole = node.get("subj") or inner.cat == "S"
        return [joint, *(self._clauses.finite(_late(inner)) if whole else self._clauses.gerund(inner))]


def _by(node: Node) -> list[Piece]:
    return [word("by", node, "grammar:agent")]


def _located(node: Node, target: Node) -> tuple[str, Node]:
    """Return the preposition and the word that it renders: the localizer, where 在 or nothing opens the phrase."""
    text, location = node.entry.en, node.one("f")
    if location is not None and not (node.entry.flag("kind") or location.entry.en == text):
        place = node.entry.flag("at") or node.feats.get("bare")
        if place and location.entry.zh == "上" and target.entry.get("class") == "event":
            return "at", location
        return (location.entry.en, location) if place else (text, node)
    if node.entry.zh == "到" and target.entry.cat != "ns":
        return "at", node
    return (place_preposition(target) if node.entry.flag("at") else text), node


def _late(clause: Node) -> Node:
    """Return a clause behind a conjunction with the times that open it at its end: since X was launched this year."""
    if not clause.get("front") or "members" in clause.slots:
        return clause
    made = clause.without("front")
    made.slots["pre"] = [*clause.get("front"), *clause.get("pre")]
    return made


def _starting(node: Node) -> Node:
    """Return the day on which something takes effect (自1月1日起施行: on January 1)."""
    return replace(node, feats={name: value for name, value in node.feats.items() if name != "since"})


def _bare_time(text: str) -> str:
    """Return a time without its preposition (in the same period last year)."""
    head, _, rest = text.partition(" ")
    return rest if head in ("in", "on", "at") else text


def _duration(node: Node) -> list[Piece]:
    told = is_past_span(node)  # 近三年, 过去三个月
    over = bool(node.feats.get("over")) or told
    past = [word("the past", node, "grammar:past")] if over and not told else []
    said = _past_span(node.entry.en) if past else node.entry.en
    return [word("over" if over else "for", node, "grammar:duration"), *past, word(said, node)]


def _past_span(text: str) -> str:
    """Return a stretch of time as it stands behind "the past": year, six months, three years."""
    span = text.removeprefix("the past ").removeprefix("one ")
    return "six months" if span == "half a year" else span


def _lasting(node: Node) -> list[Piece]:
    return [word("over", node, "grammar:duration"), word(node.entry.en, node)]


def _date_joint(node: Node) -> list[Piece]:
    if node.get("to"):
        joint = "from"
    elif node.feats.get("until"):
        joint = "by"
    elif node.feats.get("since"):
        joint = "since"
    elif node.feats.get("asof"):
        joint = "as of"
    else:
        joint = date_preposition(node.entry.get("kind"), node.entry.en)
    return [word(joint, node, "grammar:date")] if joint else []


def _is_noun(node: Node) -> bool:
    """Whether a verb stands as a noun: it has modifiers and no object."""
    return not node.get("obj") and bool(node.get("mod") or node.get("poss"))
