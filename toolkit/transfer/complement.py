"""Complements: what follows the English verb, from its object to the purpose of the act."""

from __future__ import annotations

from toolkit.transfer.adverb import adverb, adverbs_at
from toolkit.transfer.coordination import conjunction, connector, members, series
from toolkit.transfer.number import as_persons, number_of
from toolkit.transfer.pieces import Piece, infinitive, word
from toolkit.transfer.preposition import date_preposition, place_preposition
from toolkit.transfer.pronoun import pronoun
from toolkit.transfer.tree import Node
from toolkit.transfer.verbs import counts_own_object
from toolkit.transfer.wordlist import headed, pairs
from toolkit.transfer.writer import ClauseWriter, NounWriter

_LITTLE = frozenset(("up", "down", "out", "off", "in", "to", "by", "for", "at", "on", "from", "of", "with", "about"))
_GOALS = ("到", "至", "向", "给")
_SAYING_PLACE = ("in", "at", "on", "to", "as", "from")


def amounts(node: Node) -> list[Piece]:
    """Return the figures behind a verb (下降13.7%), unless they count the object inside it."""
    if counts_own_object(node):
        return []
    counted = [kid for kid in node.get("amount") if kid.entry.cat == "QC"]
    by = [word("by", node, "grammar:by")] if counted and node.entry.zh.endswith(tuple(pairs("tails"))) else []
    said = [*by, *series([[word(_amount(kid, node), kid)] for kid in node.get("amount")], "and", node)]
    if has_own_object(node):
        return [word("of", node.get("amount")[0], "grammar:of"), *said]  # 没收违法所得12万元: gains of RMB 120,000
    return said


def _amount(kid: Node, node: Node) -> str:
    """Return an amount that stands alone: a number of persons says what it counts (死亡人数12人)."""
    people = bool(node.feats.get("come")) and kid.entry.cat == "QC" and kid.entry.get("unit") == "人"
    return kid.entry.en + (" people" if kid.entry.get("plural") else " person") * people


def has_own_object(node: Node) -> bool:
    """Tell whether a sum or a time says how much of the thing it is that the verb says itself (挽回损失5600万元)."""
    words = node.entry.en.split(" ")
    amount = node.get("amount")
    sums = bool(amount) and all(kid.entry.cat in ("QM", "QR") for kid in amount)
    changes = node.entry.zh.startswith(("同比", "环比", "按年"))
    return (
        sums
        and not changes
        and node.entry.flag("i")
        and len(words) > 1
        and words[0] != "be"
        and words[-1] not in _LITTLE
    )


_JOINED = (
    ("forobj", "for", "grammar:for"),
    ("onobj", "on", "grammar:on"),
    ("asobj", "as", "grammar:as"),
)


class Complements:
    """Writes what follows the verb of a clause."""

    def __init__(self, clauses: ClauseWriter, nouns: NounWriter) -> None:
        self._clauses = clauses
        self._nouns = nouns

    def first_objects(self, node: Node) -> list[Piece]:
        """Return the object that 将 or 把 sets before a verb with a second one (将A列为B)."""
        return [piece for kid in node.get("baobj") for piece in self._nouns.phrase(kid, "obj")]

    def objects(self, node: Node) -> list[Piece]:
        """Return the objects of a verb, but the one that 将 sets before it, and the predicate of a copula."""
        pieces = [word(pairs("leads")[kid.entry.zh], kid) for kid in node.get("lead")]
        for kid in node.get("obj"):
            pieces += self._object(node, kid)
        for kid in node.get("objof"):
            pieces += [word("of", kid, "grammar:of"), *self._nouns.phrase(kid, "prep")]
        for kid in node.get("iobj"):
            pieces += [word("to", kid, "grammar:to"), *self._nouns.phrase(kid, "prep")]
        for slot, preposition, by in _JOINED:
            for kid in node.get(slot):
                pieces += [word(preposition, kid, by), *self._nouns.phrase(kid, "prep")]
        for kid in node.get("pred"):
            pieces += self._predicative(_agreeing(kid, node.one("subj")))
        return pieces

    def _object(self, node: Node, kid: Node) -> list[Piece]:
        if kid.entry.zh == "其" and headed(node.entry.zh, "to-persons"):
            kid = as_persons(kid)
        if kid.get("num") and any(adverb.entry.flag("total") for adverb in node.get("adv")):
            kid = kid.copy()
            kid.feats["total"] = "1"
        if node.entry.en.endswith(" no"):  # 无身份证件: have no identity document
            return self._nouns.phrase(kid, "bare")
        if node.entry.flag("becomes"):
            return self._nouns.phrase(_agreeing(kid, node.one("subj") or kid), "pred")
        return self._nouns.phrase(kid, "obj")

    def _predicative(self, kid: Node) -> list[Piece]:
        if kid.cat in ("AP", "a"):
            return self._nouns.adjective(kid)
        return self._infinitive(kid, kid, "grammar:to") if kid.cat in ("VP", "S") else self._nouns.phrase(kid, "pred")

    def clauses(self, node: Node) -> list[Piece]:
        """Return amounts, manner, and the clauses that the verb governs."""
        pieces = [*amounts(node), *(word(pairs("ends")[kid.entry.zh], kid) for kid in node.get("end"))]
        for kid in node.get("goal"):
            pieces += [word("to", kid, "grammar:goal"), *self._nouns.phrase(kid, "prep")]
        for kid in node.get("origin"):
            pieces += [word("from", kid, "grammar:origin"), *self._nouns.phrase(kid, "prep")]
        for kid in node.get("manner"):
            pieces += adverb(kid) if "members" not in kid.slots else self._nouns.adjective(kid)
        for kid in node.get("doing"):
            pieces += self._clauses.gerund(kid)
        for kid in node.get("objrel"):
            pieces += self._infinitive(kid, kid, "grammar:to")
        for kid in node.get("comp"):
            pieces += self._governed(node, kid)
        return pieces

    def _governed(self, node: Node, kid: Node) -> list[Piece]:
        if "members" in kid.slots and all(map(_asks, members(kid))):
            written = [self._governed(node, one) for one in members(kid)]
            return series(written, conjunction(kid), connector(kid))
        asked = _asks(kid)
        if node.feats.get("that") and asked is not None:
            return self._asked(kid, asked)
        if node.feats.get("that"):
            teller = node.one("subj")
            untold = kid.cat == "VP" and teller is not None and teller.entry.get("class") == "person"
            own = pronoun(teller, kid.start) if untold and teller is not None else None  # 李某承认因缺钱加入: he did
            return [word("that", node, "grammar:that"), *self._clauses.finite(kid, own)]
        if node.feats.get("to"):
            return self._infinitive(kid, node, "grammar:to")
        if node.feats.get("from"):
            return [word("from", node, "grammar:from"), *self._clauses.gerund(kid)]
        return self._clauses.gerund(kid) if node.feats.get("ing") else self._clauses.base(kid)

    def _asked(self, kid: Node, asked: Node) -> list[Piece]:
        """Return an indirect question: "how to call the police", "whether the conditions are met"."""
        said = kid.copy()
        said.slots["adv"] = [one for one in kid.get("adv") if one is not asked]
        opening = word(asked.entry.en, asked)
        if kid.get("subj") or asked.entry.en == "whether":
            return [opening, *self._clauses.finite(said)]
        return [opening, *self._infinitive(said, asked, "grammar:to")]

    def _infinitive(self, kid: Node, at: Node, by: str) -> list[Piece]:
        return infinitive(word("to", at, by), self._clauses.base(kid))

    def trailing(self, node: Node) -> list[Piece]:
        """Return agent, place, circumstances, duration, late adverbs and purpose, in the English order."""
        pieces: list[Piece] = []
        for kid in [*node.get("agent"), *node.get("by")]:
            pieces += [word("by", kid, "grammar:agent"), *self._nouns.phrase(kid, "prep")]
        pieces += self._postverbal(node)
        pieces += series([[word(_often(kid.entry.en), kid)] for kid in node.get("times")], "and", node)
        for kid in reversed(node.get("pre")):
            pieces += self._clauses.adverbial(kid, node)
        for kid in node.get("ahead"):
            pieces += [word(kid.entry.en, kid), word("in advance", kid, "grammar:in-advance")]
        for kid in node.get("dur"):
            pieces += [word("for", kid, "grammar:duration"), word(kid.entry.en, kid)]
        for kid in node.get("intime"):
            pieces += [word("in", kid, "grammar:duration"), word(kid.entry.en, kid)]
        for kid in node.get("instages"):
            pieces += [word("in", kid, "grammar:in-stages"), *self._nouns.phrase(kid, "prep")]
        pieces += adverbs_at("end", node)
        for kid in node.get("purp"):
            pieces += self._infinitive(kid, kid, "grammar:purpose")
        return pieces

    def _postverbal(self, node: Node) -> list[Piece]:
        """Return phrases behind the Chinese verb (设置在…); a verb that ends in a preposition says theirs itself."""
        pieces: list[Piece] = []
        location = next(iter(node.get("loc")), None)
        last = node.entry.en.split(" ")[-1]
        for preposition, target in zip(node.get("post"), node.get("target"), strict=False):
            reaches = preposition.entry.zh in _GOALS  # 拓展到各方面中: expand to, not in
            text = location.entry.en if location is not None and not reaches else preposition.entry.en
            if target.entry.cat == "QD" and last not in _SAYING_PLACE:
                text = date_preposition(target.entry.get("kind"), target.entry.en)
                text = "at" if not text and target.entry.en.startswith("about") else text
                pieces += [word(text, preposition)] if text else []
            elif preposition.entry.cat == "p" or (last != text and last not in _SAYING_PLACE):
                if preposition.entry.flag("at") and location is None:
                    text = place_preposition(target)
                pieces.append(word(text, preposition))
            pieces += self._nouns.phrase(target, "prep")
        return pieces


def _asks(node: Node) -> Node | None:
    """Return the word that makes a clause an indirect question (是否, 如何)."""
    return next((one for one in node.get("adv") if one.entry.flag("asks")), None)


def _often(count: str) -> str:
    """Return how often something is done.

    >>> _often("two"), _often("15")
    ('twice', '15 times')
    """
    return {"one": "once", "two": "twice"}.get(count, f"{count} times")


def _agreeing(kid: Node, subject: Node | None) -> Node:
    """Return a predicative noun in the number of its subject (他是民警: a police officer)."""
    free = kid.cat in ("NP", "N") and kid.entry.cat == "n" and not kid.get("num") and not kid.get("det")
    if not free or "members" in kid.slots or subject is None or number_of(subject) != "sg" or kid.entry.flag("mass"):
        return kid
    made = kid.copy()
    made.feats["number!"] = "sg"
    return made
