"""Parts of a total that a count closes: 其中盗窃50起，行政拘留8人 ("including 50 cases of theft")."""

from __future__ import annotations

from collections.abc import Sequence

from toolkit.transfer.clause import Clauses
from toolkit.transfer.lexicon import Entry
from toolkit.transfer.pieces import Piece, word
from toolkit.transfer.role import NOMINAL, tail_of
from toolkit.transfer.tree import Node
from toolkit.transfer.verbs import counts_own_object
from toolkit.transfer.vocabulary import Vocabulary
from toolkit.transfer.wordlist import heads

AMONG = "其中"
_CASES = frozenset("起宗件例")


def among(nodes: Sequence[Node]) -> Node | None:
    """Return the 其中 that opens a clause."""
    first = nodes[0]
    return next((kid for kid in (first, *first.get("cj")) if kid.entry.zh == AMONG), None)


def cases(node: Node, clauses: Clauses, vocabulary: Vocabulary) -> list[Piece]:
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


def dealt_with(node: Node, clauses: Clauses) -> list[Piece]:
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
