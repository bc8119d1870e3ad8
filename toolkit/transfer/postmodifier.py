"""Postmodifiers: what follows the head of an English noun phrase, in its order."""

from __future__ import annotations

from toolkit.transfer.coordination import series
from toolkit.transfer.number import as_kinds, is_action, number_of
from toolkit.transfer.pieces import Piece, word
from toolkit.transfer.premodifier import (
    areas_around,
    goes_after,
    is_larger_area,
    is_long_adjective,
    is_outer_area,
    is_past_span,
)
from toolkit.transfer.tree import Node
from toolkit.transfer.writer import NounPartner, NounWriter

_WORDS = 2
_OWNERS = frozenset(("person", "organ"))


def is_short(owner: Node) -> bool:
    """Tell whether a possessor is short enough to stand before its head with 's (群众的安全感)."""
    if owner.entry.cat in ("r", "nr"):
        return True
    if owner.slots.keys() - {"mod"} or len(owner.get("mod")) > 1 or " of " in owner.entry.en:
        return False
    if len(owner.entry.en.split(" ")) > _WORDS:
        return False
    return owner.entry.get("class") in _OWNERS or owner.entry.cat == "ns"


def _single(node: Node) -> Node:
    made = node.copy()
    made.feats["number!"] = "sg"
    return made


class Postmodifiers:
    """Writes what follows a head noun."""

    def __init__(self, nouns: NounWriter, clauses: NounPartner) -> None:
        self._nouns = nouns
        self._clauses = clauses

    def of_head(self, node: Node) -> list[Piece]:
        """Return all that follows the head of ``node``: phrases first, then clauses, places and brackets."""
        pieces = [word(kid.entry.get("after"), kid) for kid in node.get("det") if kid.entry.get("after")]
        for kid in node.get("amount"):
            pieces += [word("of", kid, "grammar:of"), word(kid.entry.en, kid)]
        for kid, verb in zip(node.get("pby"), node.get("pverb"), strict=False):
            acted = [word("specified", verb)] if verb.entry.zh == "规定" else self._clauses.participle(verb)
            pieces += [*acted, word("by", kid, "grammar:agent"), *self._nouns.phrase(kid, "prep")]
        for kid, verb in zip(node.get("worth"), node.get("word"), strict=False):
            pieces += [word("worth", verb), word(kid.entry.en, kid)]
        for kid, total in zip(node.get("share"), node.get("whole"), strict=False):
            pieces += [word("of", kid, "grammar:of"), word(kid.entry.en, kid)]
            pieces += self._joined("of", total)
        for kid, verb in zip(node.get("numof"), node.get("numby"), strict=False):
            pieces += [word("of", kid, "grammar:of"), *self._nouns.phrase(as_kinds(kid), "prep")]
            pieces += self._clauses.participle(verb)
        pieces += [*self._of(node), *self._named(node), *self._examples(node)]
        for kid in node.get("involving"):
            pieces += [word("involving", kid, "grammar:involving"), *self._nouns.phrase(as_kinds(kid), "prep")]
        ages = [[word(kid.entry.get("value") or kid.entry.en, kid)] for kid in node.get("ages")]
        if ages:
            pieces += [word("aged", node.get("ages")[0], "grammar:aged"), *series(ages, "and", node)]
        for kid in node.get("about"):
            pieces += [word("on", kid, "grammar:about"), *self._nouns.phrase(kid, "prep")]
        for kid in node.get("post"):
            pieces += self._clauses.postmodifier(kid, node)
        pieces += self._clauses.relatives(node, number_of(node))
        pieces += [word(kid.entry.en, kid) for kid in node.get("loc")]
        for kid in node.get("bracket"):
            pieces += self._clauses.enclosed(kid)
        for kid in node.get("when"):
            pieces += self._clauses.adverbial(kid)
        if node.feats.get("others"):
            pieces.append(word("and others", node, "grammar:etc"))
        if node.feats.get("etc"):
            pieces.append(word("and so on", node, "grammar:etc"))
        return pieces

    def _named(self, node: Node) -> list[Piece]:
        """Return surnames, appositions and the place where the thing is."""
        pieces: list[Piece] = []
        for kid in node.get("surname"):
            pieces += [word("surnamed", kid, "grammar:surname"), word(kid.entry.en, kid)]
        for kid in node.get("ledby"):
            pieces += [word("led by", kid, "grammar:led-by"), *self._nouns.phrase(kid, "prep")]
        for kid in node.get("role"):
            comma = word(",", kid, "grammar:comma", tight=True)
            pieces += [comma, *self._nouns.phrase(_single(kid), "prep"), comma]
        for kid in node.get("appos"):
            pieces += self._nouns.phrase(kid, "obj")
        for kid in node.get("within"):
            pieces += [word(",", kid, "grammar:comma", tight=True), *self._nouns.phrase(kid, "prep")]
        for kid in node.get("inplace"):
            pieces += [word("in", kid, "grammar:in-place"), *self._nouns.phrase(kid, "prep")]
        return pieces

    def _examples(self, node: Node) -> list[Piece]:
        """Return the examples of a kind (…等部门) and the text that defines it (本办法所称…)."""
        pieces: list[Piece] = []
        for kid in node.get("like"):
            joint = "including" if node.entry.cat == "QC" else "such as"
            pieces += [word(joint, kid, "grammar:such-as"), *self._nouns.phrase(as_kinds(kid), "obj")]
        for kid in node.get("likes"):
            pieces += [word("such as", kid, "grammar:such-as"), *self._clauses.states(kid)]
        for kid in node.get("kinds"):
            pieces += [word("of", kid, "grammar:of"), *self._nouns.phrase(as_kinds(kid), "obj")]
        for kid in node.get("namely"):
            comma = word(",", kid, "grammar:comma", tight=True)
            pieces += [comma, word("namely", kid, "grammar:namely"), *self._nouns.phrase(as_kinds(kid), "obj")]
        for kid, place in zip(node.get("beside"), node.get("place"), strict=False):
            pieces += [word(place.entry.en, place), *self._nouns.phrase(kid, "prep")]
        for kid in node.get("areaof"):
            pieces += [word("of", kid, "grammar:of"), *self._nouns.phrase(kid, "prep")]
        for kid in node.get("usedin"):
            pieces += [word("as used in", kid, "grammar:as-used-in"), *self._nouns.phrase(kid, "prep")]
        return pieces

    def _of(self, node: Node) -> list[Piece]:
        """Return the modifiers that follow, the possessors; zones and times come last."""
        pieces: list[Piece] = []
        zones: list[Piece] = []
        areas: list[Node] = []
        after = [kid for kid in node.get("mod") if goes_after(kid, node)]
        if node.entry.get("class") == "organ":
            after.reverse()  # the organ nearest to the head is the next above it
        for kid in after:
            if is_larger_area(kid, node):
                pieces += [word(",", kid, "grammar:comma", tight=True), *self._nouns.phrase(kid, "prep")]
            elif is_outer_area(kid, node):
                areas.append(kid)
            elif is_long_adjective(kid):
                zones += self._nouns.adjective(kid)
            elif kid.entry.cat == "QA":
                zones += [word("aged", kid, "grammar:aged"), word(kid.entry.en, kid)]
            elif kid.entry.get("after"):
                zones.append(word(kid.entry.get("after"), kid))
            elif kid.cat == "QD" or kid.entry.cat == "t" or is_past_span(kid):
                zones += self._clauses.adverbial(kid)
            else:
                pieces += self._joined(node.entry.get("prep") or "of", kid)
        for kid in node.get("vping"):
            pieces += [
                word("on" if node.entry.get("class") == "event" else "of", kid, "grammar:of"),
                *self._clauses.gerund(kid),
            ]
        for kid in node.get("mod"):
            areas += reversed(areas_around(kid))
        pieces += self._within(areas)
        return [*pieces, *self._owners(node), *zones]

    def _within(self, areas: list[Node]) -> list[Piece]:
        """Return the areas around a named organ, the smaller first: "in Changsha, Hunan Province"."""
        pieces: list[Piece] = []
        for index, area in enumerate(areas):
            joint = word(",", area, "grammar:comma", tight=True) if index else word("in", area, "grammar:in-place")
            pieces += [joint, *self._nouns.phrase(area, "prep")]
        return pieces

    def _owners(self, node: Node) -> list[Piece]:
        """Return the possessors that follow; the last one stands before the head where it is short."""
        owners = node.get("poss")
        pieces: list[Piece] = []
        if owners and not is_short(owners[-1]):
            for owner in reversed(owners):
                place = owner.entry.get("class") == "place" and not is_action(node)
                pieces += self._joined("in" if place else "of", owner)
        else:
            for owner in owners[:-1]:
                pieces += self._joined("of", owner)
        return pieces

    def _joined(self, joint: str, kid: Node) -> list[Piece]:
        return [word(joint, kid, "grammar:of"), *self._nouns.phrase(kid, "prep")]
