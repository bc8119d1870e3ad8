"""Noun phrases: the order of titles, determiners, counts, modifiers and head, and coordination of all of these."""

from __future__ import annotations

from dataclasses import replace

from toolkit.transfer.article import article_told, determiner
from toolkit.transfer.context import Context
from toolkit.transfer.coordination import conjunction, connector, is_any, members, series
from toolkit.transfer.count import counted, counted_inside, is_article, measure_of
from toolkit.transfer.morphology import plural, title_case
from toolkit.transfer.number import as_kinds, as_persons, as_single, head_text, number_of
from toolkit.transfer.pieces import Piece, plain, recast, word
from toolkit.transfer.postmodifier import Postmodifiers, is_short
from toolkit.transfer.premodifier import (
    areas_around,
    drops_head,
    goes_after,
    hyphenated,
    is_organ_name,
    premodifier_text,
)
from toolkit.transfer.tree import Node
from toolkit.transfer.wordlist import headed, heads, pairs
from toolkit.transfer.writer import NounPartner

_SERIES = 3
_KINDS = frozenset(("doc", "group", "place", "system", "thing", "vehicle"))  # of which a list names the kinds
_WITH_ARTICLE = ("subj", "obj", "prep")


class NounPhrases:
    """Writes noun phrases; clauses inside them are written by the clause writer that is handed in."""

    def __init__(self, context: Context, clauses: NounPartner) -> None:
        self._context = context
        self._clauses = clauses
        self._after = Postmodifiers(self, clauses)

    def phrase(self, node: Node, role: str = "obj") -> list[Piece]:
        """Return the pieces of a noun phrase; ``role`` is subj, obj, prep, pred, bare (no article) or poss."""
        share = node.one("part")
        if share is not None:
            whole = self.phrase(node.without("part"), "prep")
            return [word(share.entry.en, share), word("of", share, "grammar:of"), *whole]
        total = node.one("amount")
        if total is not None and "members" in node.slots and node.slots["members"][-1].cat in ("NP", "N"):
            return self.phrase(_with_last_sum(node), role)
        if total is not None and sums_up(node, total):
            kind = self.phrase(node.without("amount"), "bare")
            return [word(total.entry.en, total), word("in", total, "grammar:in-money"), *kind]
        chosen = node.one("oneof")
        if chosen is not None:
            return [word("one of the", chosen, "grammar:one-of"), *self.phrase(node.without("oneof"), "bare")]
        if "members" in node.slots:
            after = self._after.of_head(node)
            opening = self._possessor(node) or (_the(node) if node.get("poss") and role != "bare" else [])
            return [*opening, *self._coordination(node, "bare" if opening else role), *after]
        if node.entry.cat == "r" and not node.get("rel"):
            return self._pronoun(node, role)
        if node.feats.get("headless"):
            return self._headless(node)
        if node.cat in ("VP", "S"):
            return self._clauses.gerund(node)
        return self._full(node, role)

    def _full(self, node: Node, role: str) -> list[Piece]:
        node = counted_inside(node)
        number = number_of(node)
        before = self._premodifiers(node)
        count = self._count(node)
        head = self._head(node, number)
        if is_organ_name(node):
            before, head = _capitals(before), _capitals(head)
        possessor = self._possessor(node)
        core = [*count, *before, *head]
        opening = possessor or determiner(node, number, role, core, heading=self._context.heading)
        self._context.note("article", node.start, node.end, lambda: article_told(node, number, role, opening))
        return [*self._title(node), *opening, *core, *self._after.of_head(node)]

    def _title(self, node: Node) -> list[Piece]:
        """Return what stands before a person's name: an office with capitals, a role without, Ms. and Mr."""
        pieces: list[Piece] = []
        for kid in node.get("title"):
            several = "members" in kid.slots
            if kid.entry.flag("the") and not several:  # 群众李女士 is one of the public
                pieces.append(word("resident", kid))
                continue
            plainly = kid.entry.cat == "n" and not kid.get("mod") and not kid.get("poss")
            title = (
                self._coordination(kid, "mod")
                if several
                else [word(kid.entry.en, kid)]
                if plainly
                else self.modifier(kid)
            )
            last = kid.slots["members"][-1] if several else kid
            pieces += _capitals(title) if headed(last.entry.zh, "office") else title
        return [*pieces, *(word(pairs("honorifics")[kid.entry.zh], kid) for kid in node.get("honor"))]

    def _head(self, node: Node, number: str) -> list[Piece]:
        entry = node.entry
        if entry.flag("enclosed"):
            return self._clauses.enclosed(node)
        if drops_head(node):
            return []
        if node.get("base"):
            return self._multiple(node)
        numbered = node.get("number")
        text = head_text(node, number) or entry.zh
        if node.feats.get("denied") and entry.flag("any"):  # 任何人不得: "no person may"
            text = text.replace("any", "no", 1)
        total = entry.cat == "QC" and node.feats.get("total")
        before = [word("a total of", node, "grammar:total")] if total else []
        pieces = [*before, word(title_case(text) if numbered and entry.cat == "n" else text, node)]
        measure = self._context.measure(entry.get("unit")) if entry.cat == "QC" else ""
        if measure:
            pieces.append(word(plural(measure) if entry.get("plural") else measure, node, "grammar:measure"))
        elif entry.cat == "QC" and entry.get("unit") in heads("people"):
            pieces.append(word("people" if entry.get("plural") else "person", node, "grammar:counted-people"))
        return [*pieces, *(word(kid.entry.en, kid) for kid in numbered)]

    def _multiple(self, node: Node) -> list[Piece]:
        """Return a multiple of something: "twice that of last year", "1.5 times that of the province"."""
        times = "twice" if node.entry.en == "two times" else node.entry.en
        pieces = [word(times, node), word("that of", node, "grammar:that-of")]
        for kid in node.get("base"):
            pieces += [word(kid.entry.en, kid)] if kid.cat == "T" else self.phrase(kid, "prep")
        return pieces

    def _premodifiers(self, node: Node) -> list[Piece]:
        before = [kid for kid in node.get("mod") if not goes_after(kid, node)]
        return [piece for kid in before for piece in self._before(_without_areas(kid), node)]

    def _before(self, kid: Node, head: Node) -> list[Piece]:
        """Return a premodifier; a stretch of time goes with "of" before what lasts (24 hours of footage) alone."""
        if kid.entry.cat == "QR" and kid.entry.get("unit") in heads("span") and not headed(head.entry.zh, "footage"):
            return [word(hyphenated(kid.entry.en), kid)]
        step = kid.entry.get("step") if kid.entry.cat == "QO" and not kid.get("mod") else ""
        if step == "batch" and number_of(head) == "pl":
            return [word(kid.entry.en, kid), word("batch of", kid, "grammar:measure")]
        if step and step != "batch":
            return [word(f"{kid.entry.en}-{step}", kid)]
        return self.modifier(kid)

    def modifier(self, node: Node) -> list[Piece]:
        """Return a premodifier: an adjective, a noun in its premodifier form, an ordinal, a quotation."""
        if "members" in node.slots:
            return self._coordination(node, "mod")
        if node.cat in ("AP", "a"):
            return self.adjective(node)
        if node.entry.cat == "QA":
            return [word(f"{node.entry.get('value')}-year-old", node)]
        if node.entry.cat == "QC" and node.entry.get("unit") == "层":
            return [word(f"{node.entry.en}-story", node)]
        if node.entry.cat in ("QR", "QE", "QM"):
            if node.entry.get("unit") in heads("span"):
                return [word(node.entry.en, node), word("of", node, "grammar:of")]
            return [word(hyphenated(node.entry.en), node)]
        inner = [piece for kid in node.get("mod") for piece in self._before(kid, node)]
        if node.entry.flag("enclosed"):
            return [*inner, *self._clauses.enclosed(node)]
        inner = [*(piece for kid in node.get("poss") for piece in self.modifier(kid)), *inner]
        if drops_head(node):
            return inner
        return [*inner, word(premodifier_text(node) or node.entry.zh, node)]

    def adjective(self, node: Node) -> list[Piece]:
        """Return an adjective phrase with its degree words, its comparison and its coordination."""
        degrees = [word(kid.entry.en, kid) for kid in node.get("deg") if kid.entry.en != "-"]
        if "members" in node.slots:
            return [*degrees, *self._coordination(node, "adj")]
        pieces = [word("not", kid) for kid in node.get("neg")]
        pieces += [*degrees, word(node.entry.en or node.entry.zh, node)]
        for than in node.get("than"):
            pieces = [word("more", than, "grammar:comparison"), *pieces, word("than", than, "grammar:comparison")]
            pieces += self.phrase(than, "prep")
        for phrase in node.get("pre"):
            pieces += self._clauses.adverbial(phrase, node)
        return pieces

    def _coordination(self, node: Node, role: str) -> list[Piece]:
        kids = _agreed(members(node))
        shared = [kid for kid in node.get("mod") if not goes_after(kid, node)] if role != "adj" else []
        dets = determiner(node, "pl", role, [], heading=False) if role != "adj" else []
        several = role != "adj" and any(kid.entry.flag("plural") for kid in node.get("num"))
        if is_any(node):
            kids = [as_single(kid) for kid in kids]
        elif dets or several:  # 系统、摄像头1.2万余个: more than 12,000 systems and cameras
            kids = [as_kinds(kid) for kid in kids]
        elif len(kids) >= _SERIES and role in ("obj", "prep"):
            kids = [as_kinds(kid) if kid.entry.get("class") in _KINDS else kid for kid in kids]
        first = "bare" if (shared or dets or several) and role in _WITH_ARTICLE else role
        written = [self._member(kid, first if index == 0 else _later(first, kid)) for index, kid in enumerate(kids)]
        before = [piece for kid in shared for piece in self.modifier(kid)]
        the = [] if dets or several else _the(node) if first != role and number_of(kids[0]) == "sg" else []
        joint = conjunction(node, denied=is_any(node))
        return [*dets, *self._count(node), *the, *before, *series(written, joint, connector(node))]

    def _member(self, kid: Node, role: str) -> list[Piece]:
        if role == "adj" or kid.cat in ("AP", "a"):
            return self.adjective(kid)
        return self.modifier(kid) if role == "mod" else self.phrase(kid, role)

    def _pronoun(self, node: Node, role: str) -> list[Piece]:
        entry = node.entry
        text = entry.get("acc") if role in ("obj", "prep") else entry.get("poss") if role == "poss" else entry.en
        return [word(text or entry.en, node)]

    def _headless(self, node: Node) -> list[Piece]:
        if node.entry.cat == "s":
            return [word(node.entry.en, node)]
        clause = node.copy()
        del clause.feats["headless"]
        return [word("those", node, "grammar:headless"), *self._clauses.relative(clause, "pl", person=True)]

    def _count(self, node: Node) -> list[Piece]:
        count = node.one("num")
        if count is None:
            return []
        measure = measure_of(count, self._context, node.entry.zh)
        following = ""
        if is_article(node, count, measure):
            following = plain([*self._premodifiers(node), *self._head(node, "sg")]).split(" ")[0] or "x"
        return counted(node, count, measure, following)

    def _possessor(self, node: Node) -> list[Piece]:
        """Return the possessor before its head ("their", "the public's"), nothing where it follows with "of"."""
        owners = node.get("poss")
        if not owners or not is_short(owners[-1]):
            return []
        owner = owners[-1]
        if owner.entry.zh == "其" and headed(node.entry.zh, "personal"):
            owner = as_persons(owner)
        if owner.entry.cat == "r" and owner.entry.get("poss"):
            return self._pronoun(owner, "poss")
        pieces = self.phrase(owner, "subj")
        ending = "'" if pieces[-1].text.endswith("s") else "'s"
        return recast(pieces, len(pieces) - 1, pieces[-1].text + ending)


def _with_last_sum(node: Node) -> Node:
    """Return a series with the sum behind it as that of its last member (海洛因1两、现金86万元)."""
    made = node.without("amount")
    *before, last = made.slots["members"]
    summed = last.copy()
    summed.slots["amount"] = node.get("amount")
    made.slots["members"] = [*before, summed]
    return made


def sums_up(node: Node, total: Node) -> bool:
    """Tell whether a sum says how much there is of something: RMB 5 million in funds, but a fine of RMB 500."""
    entry = node.entry
    much = entry.cat == "n" and (entry.flag("mass") or entry.features.get("pl") == "1")
    return much and total.entry.cat == "QM" and not (node.get("det") or node.get("poss") or node.get("bracket"))


def _the(node: Node) -> list[Piece]:
    return [word("the", node, "grammar:article")]


def _later(role: str, kid: Node) -> str:
    """Return the role of a later member: the article of the first one holds for it, unless it is a name."""
    return "bare" if role in _WITH_ARTICLE and not kid.entry.get("proper") and not kid.get("poss") else role


def _agreed(kids: list[Node]) -> list[Node]:
    """Let 其 in a later member agree with the first (公安机关及其工作人员: their staff)."""
    if number_of(kids[0]) != "pl":
        return kids
    made = [kids[0]]
    for kid in kids[1:]:
        owner = kid.one("poss")
        if owner is not None and owner.entry.zh == "其":
            kid = kid.copy()
            kid.slots["poss"] = [*kid.slots["poss"][:-1], as_persons(owner)]
        made.append(kid)
    return made


def _without_areas(kid: Node) -> Node:
    """Return a premodifying place without the larger areas before it, which follow the head."""
    areas = areas_around(kid)
    if not areas:
        return kid
    made = kid.copy()
    made.slots["mod"] = [area for area in kid.get("mod") if area not in areas]
    return made


def _capitals(pieces: list[Piece]) -> list[Piece]:
    """Write a title piece by piece; a conjunction or preposition between its ends stays small."""
    last = len(pieces) - 1
    return [
        replace(piece, text=title_case(piece.text, opens=at == 0, closes=at == last)) for at, piece in enumerate(pieces)
    ]
