"""Counts: the figure before a noun, with the measure word that English wants or without one."""

from __future__ import annotations

from toolkit.transfer.article import allows_article
from toolkit.transfer.context import Context
from toolkit.transfer.morphology import article, plural
from toolkit.transfer.number import number_of
from toolkit.transfer.pieces import Piece, word
from toolkit.transfer.tree import Node
from toolkit.transfer.wordlist import heads

_COUNTED_CLASSES = frozenset(("organ", "person", "place", "thing"))

# What is counted of an uncountable noun: cases of drink-driving, but pieces of equipment.
_OF_ORGANS = ("家", "所", "间")
_PART = {"起": "case", "宗": "case", "例": "case"}


def measure_of(count: Node, context: Context, head: str = "") -> str:
    """Return the English measure noun of a count (一批: batch), nothing where English counts the thing itself."""
    unit = count.entry.get("unit")
    kind = unit in ("种", "次", "场") and not (unit == "种" and count.entry.get("plural"))
    return "" if kind or unit in heads("people") else context.measure(unit, head)


def is_article(node: Node, count: Node, measure: str) -> bool:
    """Tell whether the count is 一 and said as "a" or "an"."""
    return (count.entry.en or count.entry.zh) == "one" and not measure and allows_article(node)


def counted(node: Node, count: Node, measure: str, following: str) -> list[Piece]:
    """Return the figure and its measure; ``following`` is the word after it where the figure is an article."""
    many = bool(count.entry.get("plural"))
    text = article(following) if following else count.entry.en or count.entry.zh
    pieces = [word("a total of", count, "grammar:total")] if node.feats.get("total") else []
    pieces.append(word(text, count))
    thing = count.entry.cat == "QC" and node.entry.cat == "n" and node.entry.get("class") not in ("person", "group")
    if measure:
        pieces.append(word((plural(measure) if many else measure) + " of", count, "grammar:measure"))
    elif thing and number_of(node) == "mass":
        part = _PART.get(count.entry.get("unit"), "piece")
        pieces.append(word(f"{part}s of" if many else f"{part} of", count, "grammar:measure"))
    return pieces


def counted_inside(node: Node) -> Node:
    """Give a count before an uncountable head to the noun that it counts (70个中队视频接入工作: of 70 squadrons)."""
    mods, count = node.get("mod"), node.one("num")
    if count is None or count.entry.cat != "QC" or not mods:
        return node
    firms = count.entry.get("unit") in _OF_ORGANS and node.entry.get("class") == "person"  # 3家企业负责人
    if not firms and (len(mods) < 2 or number_of(node) != "mass"):
        return node
    first = mods[0].entry
    if first.cat != "n" or first.flag("mass") or first.get("class") not in _COUNTED_CLASSES:
        return node
    if firms and first.get("class") not in ("organ", "place"):
        return node
    made, owner = node.copy(), mods[0].copy()
    made.slots["mod"], made.slots["num"] = mods[1:], []
    owner.slots["num"] = [count]
    made.add("poss", owner)
    return made
