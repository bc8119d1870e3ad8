"""Parts of a total that a count closes: 其中盗窃50起，行政拘留8人 ("including 50 cases of theft")."""

from __future__ import annotations

from collections.abc import Sequence

from toolkit.transfer.clause import Clauses
from toolkit.transfer.groups import Groups
from toolkit.transfer.lexicon import Entry
from toolkit.transfer.pieces import Piece, word
from toolkit.transfer.role import NOMINAL, RUNNING_ON, Clause, tail_of
from toolkit.transfer.tree import Node
from toolkit.transfer.verbs import counts_own_object
from toolkit.transfer.vocabulary import Vocabulary
from toolkit.transfer.wordlist import heads

AMONG = "其中"
_CASES = frozenset("起宗件例")


class Breakdown:
    """Takes the parts of a total one after another, as the linker meets them, and joins them as English does."""

    def __init__(self, clauses: Clauses, groups: Groups, vocabulary: Vocabulary) -> None:
        self._clauses = clauses
        self._groups = groups
        self._vocabulary = vocabulary
        self._opened = False
        self._said = 0
        self._end = 0

    @property
    def begun(self) -> bool:
        """Whether a part was said."""
        return self._said > 0

    def take(self, node: Node, clause: Clause, following: Sequence[Clause]) -> bool:
        """Take a part of a total: cases of what (其中盗窃50起，诈骗20起), persons given what (行政拘留8人)."""
        opens = next((kid for kid in (node, *node.get("cj")) if kid.entry.zh == AMONG), None)
        self._opened = self._opened or opens is not None
        given = _dealt_with(node, self._clauses)
        if given:
            self._groups.open(given)
            return True
        counted = _cases(node, self._clauses, self._vocabulary) if self._opened else []
        if counted and opens is not None and (not self._groups or self._groups.front):
            self._groups.open([word("of these, there were", opens, "grammar:among"), *counted])
            self._said, self._end = 1, clause.end
        elif counted:
            self.add([*([word("including", opens)] if opens is not None else []), *counted], clause, following)
        elif opens is not None and node.cat in ("S", "VP") and self._clauses.plan(node).subject is not None:
            self._groups.set_apart()
        return bool(counted)

    def add(self, pieces: Sequence[Piece], clause: Clause, following: Sequence[Clause]) -> None:
        """Add a part behind its total; the last one of several takes "and"."""
        self._opened = True
        self._said += 1
        goes_on = bool(following) and clause.mark in RUNNING_ON and self._is_part(following[0].nodes)
        joint = [Piece("and", clause.start, clause.start, "grammar:series")] if self._said > 1 and not goes_on else []
        if not self._groups:  # 其中，盗窃50起: "of these, there were"
            self._groups.open([Piece("there were", clause.start, clause.start, "grammar:there-were"), *pieces])
        elif joint and self._said == 2 and clause.start - self._end <= 1:
            self._groups.extend([*joint, *pieces])
        else:
            self._groups.trail([*joint, *pieces], clause.start)
        self._end = clause.end

    def _is_part(self, nodes: Sequence[Node]) -> bool:
        """Whether a clause is a part of a total, or what is counted alone."""
        if len(nodes) != 1:
            return False
        alone = nodes[0].cat in NOMINAL and bool(nodes[0].get("num"))
        return alone or bool(_cases(nodes[0], self._clauses, self._vocabulary))


def _cases(node: Node, clauses: Clauses, vocabulary: Vocabulary) -> list[Piece]:
    """Say how many cases of what a predicate without subject counts: "98,000 cases of running a red light".

    Nothing where it tells what was done with the cases (办结50件), or counts in another way.
    """
    if node.cat in NOMINAL:
        return _cases_of(node, clauses, vocabulary)
    if node.cat != "VP" or any(node.get(slot) for slot in ("subj", "modal", "by", "comp", "agent")):
        return []
    amounts, objects = node.get("amount"), node.get("obj")
    if len(amounts) == 1 and not objects and not counts_own_object(node) and not tail_of(node):
        count, of = amounts[0], node.without("amount", "cj")
        nouny = node.entry.flag("n") or " " in node.entry.en
    elif len(objects) == 1 and not amounts:
        count, of = objects[0], node.without("obj", "cj")
        nouny = _noun(node, vocabulary) is not None
    else:
        return []
    if not nouny or count.entry.cat != "QC" or count.entry.get("unit") not in _CASES:
        return []
    noun = _noun(of, vocabulary)
    if noun is not None and not any(of.slots.values()):
        what = clauses.nouns.phrase(Node("NP", noun, of.start, of.end), "bare")
    else:
        what = clauses.gerund(of)
    return [*_numbered(count), *what]


def _cases_of(node: Node, clauses: Clauses, vocabulary: Vocabulary) -> list[Piece]:
    """Say how many cases of a kind of act a noun counts (诈骗20起: "20 cases of fraud")."""
    count, noun = node.one("num"), _noun(node, vocabulary)
    act = noun is not None and noun.flag("mass") and noun.get("class") == "act"
    if noun is None or count is None or not act or set(node.slots) - {"num"} or count.entry.get("unit") not in _CASES:
        return []
    return [*_numbered(count), *clauses.nouns.phrase(Node("NP", noun, node.start, node.end), "bare")]


def _noun(node: Node, vocabulary: Vocabulary) -> Entry | None:
    """Return the noun that the head of a phrase is, though it was read as a verb."""
    if node.entry.cat == "n":
        return node.entry
    return next((entry for entry in vocabulary.senses(node.entry.zh) if entry.cat == "n"), None)


def _numbered(count: Node) -> list[Piece]:
    said = "cases of" if count.entry.get("plural") else "case of"
    return [word(count.entry.en, count), word(said, count, "grammar:cases-of")]


def _dealt_with(node: Node, clauses: Clauses) -> list[Piece]:
    """Say what a number of persons was given or suffered: 行政拘留8人, "eight people were given administrative …"."""
    count = node.one("num")
    if node.cat != "NP" or count is None or count.entry.get("unit") not in heads("people") or node.entry.cat != "n":
        return []
    meted = node.entry.get("class") in ("act", "money")
    verb = "suffered" if node.entry.zh.endswith("伤") else "given" if meted else ""
    if not verb or any(slot for slot in node.slots if slot != "num"):
        return []
    was = "were" if count.entry.get("plural") else "was"
    said = verb if verb == "suffered" else f"{was} {verb}"
    persons = clauses.nouns.phrase(Node("NP", count.entry, count.start, count.end), "subj")
    what = node.without("num")
    what.feats["number!"] = "mass" if node.entry.flag("mass") else count.entry.get("plural") and "pl"
    return [*persons, word(said, node, "grammar:dealt-with"), *clauses.nouns.phrase(what, "obj")]
