"""Premodifiers: which modifiers stay before the English head, which follow it, and the forms they take."""

from __future__ import annotations

import re

from toolkit.transfer.number import action_noun, is_action
from toolkit.transfer.tree import Node
from toolkit.transfer.wordlist import headed

_BOUNDED = re.compile(r"(?:at (?:least|most)|no (?:more|fewer|less) than|more than|less than|fewer than|under|over) ")
_SPAN = re.compile(r"(.*?)([\d,.]+|[a-z]+) (second|minute|hour|day|week|month|year|meter|kilometer|vehicle)s?$")
_OBJECT_CLASSES = frozenset(("thing", "vehicle", "doc", "system", "person", "event"))
_NOUN_CATS = frozenset(("n", "v", "nt", "TITLE", "ns"))
_LONG = 3
_MANY = 4
_AREAS = frozenset("省市区县州镇乡村旗盟")
STATE = "中华人民共和国"


def goes_after(kid: Node, node: Node) -> bool:
    """Tell whether a premodifier follows its English head: times, long series, objects of actions, "of" heads."""
    if drops_head(node):
        return False
    if kid.entry.get("after") or kid.cat == "QD" or kid.entry.cat == "t" or is_long_adjective(kid) or is_past_span(kid):
        return True
    if kid.get("vping") or kid.get("beside"):
        return True  # 打击犯罪工作办法: measures of the work of cracking down on crime
    if kid.entry.cat == "QR" and _BOUNDED.match(kid.entry.en) and not headed(node.entry.zh, "footage"):
        return True  # 三年以下有期徒刑: imprisonment of at most three years
    if kid.entry.cat == "QA" and kid.entry.flag("spread"):
        return True  # 60岁以上老人: elderly people aged at least 60
    if _is_parent(kid, node) or is_larger_area(kid, node) or is_outer_area(kid, node):
        return True
    if kid.entry.zh == STATE and node.entry.get("class") in ("doc", "organ"):
        return True  # a law or an organ of the state: the Criminal Law of the People's Republic of China
    if kid.entry.cat == "TITLE" and node.entry.get("class") == "doc" and not kid.get("mod"):
        return True  # the provisions of the Administrative Measures
    if "members" in kid.slots and len(kid.slots["members"]) > _LONG:
        return True
    if kid.entry.cat not in _NOUN_CATS or (kid.entry.get("prem") and not kid.get("mod")):
        return False
    return _is_object(kid) if _takes_object(node) else node.entry.flag("of")


def _is_parent(kid: Node, node: Node) -> bool:
    """Tell whether a modifier is the organ that another organ or a post belongs to: small before large in English."""
    organ = kid.entry.get("class") == "organ" and kid.entry.cat in ("n", "nt") and not kid.entry.get("prem")
    belongs = node.entry.get("class") in ("organ", "person") and node.entry.cat == "n"
    return bool(organ and belongs and (kid.get("mod") or " " in kid.entry.en) and "members" not in kid.slots)


def is_larger_area(kid: Node, node: Node) -> bool:
    """Tell whether a place is the area that another lies in (湖南省长沙市: Changsha, Hunan Province)."""
    places = kid.entry.cat == "ns" and node.entry.cat == "ns"
    return places and kid.entry.zh[-1] in _AREAS and node.entry.zh[-1] in _AREAS


def is_outer_area(kid: Node, node: Node) -> bool:
    """Tell whether a place is the area around the place or organ that names another organ (湖南省|岳麓分局)."""
    if kid.entry.cat != "ns" or kid.entry.zh[-1] not in _AREAS or node.entry.get("class") not in ("organ", "person"):
        return False
    mods = node.get("mod")
    later = mods[next(at for at, one in enumerate(mods) if one is kid) + 1 :] if any(o is kid for o in mods) else []
    named = node.entry.get("proper") or any(one.entry.cat == "ns" or _is_parent(one, node) for one in later)
    return bool(named)


def areas_around(kid: Node) -> list[Node]:
    """Return the larger areas before a premodifying place; they follow the head (湖南省长沙市公安局: in Hunan)."""
    return [area for area in kid.get("mod") if is_larger_area(area, kid)]


def is_long_adjective(kid: Node) -> bool:
    """Tell whether an adjective brings a phrase of its own, or one that English sets behind (of public concern)."""
    return kid.cat in ("AP", "a") and (bool(kid.get("pre")) or kid.entry.flag("post"))


def is_past_span(kid: Node) -> bool:
    """Tell whether a time is one that has just passed (近三年的数据: data over the past three years)."""
    return kid.entry.cat == "QR" and kid.entry.en.startswith("the past ")


def _takes_object(node: Node) -> bool:
    return is_action(node) and not node.entry.flag("i") and node.entry.flag("vn")


def _is_object(kid: Node) -> bool:
    return not is_action(kid) and (bool(kid.get("mod")) or kid.entry.get("class") in _OBJECT_CLASSES)


def drops_head(node: Node) -> bool:
    """Tell whether the head says nothing after its action noun (宣传工作); it stays linked through its modifier."""
    mods = node.get("mod")
    return bool(node.entry.flag("drop") and mods and is_action(mods[-1]) and not node.get("num"))


def is_organ_name(node: Node) -> bool:
    """Tell whether place and organ together are a name, which has capitals and "the" (长沙市公安局)."""
    mods = [kid for kid in node.get("mod") if not _is_parent(kid, node)]
    if len(mods) < len(
        node.get("mod")
    ):  # its parent names it: the Sixth Precinct of the Taichung City Police Department
        kinds = all(kid.entry.cat in ("ns", "nt", "QO") or kid.entry.get("unknown") for kid in mods) and mods
        return bool(kinds and node.entry.get("class") == "organ")
    if node.entry.get("class") != "organ" or not mods or headed(node.entry.zh, "plural") or len(mods) > _MANY:
        return False
    place = mods[0].entry.cat in ("ns", "nt") and mods[0].entry.get("class") == "place"
    return bool(place or mods[0].entry.get("unknown"))


def premodifier_text(node: Node) -> str:
    """Return the form of a word before another noun (城市: urban)."""
    entry = node.entry
    if is_action(node):
        return entry.get("vprem") or action_noun(node)[0]
    return entry.get("prem") or entry.en


def hyphenated(text: str) -> str:
    """Return a measure as it stands before a noun.

    >>> hyphenated("three years"), hyphenated("half a year")
    ('three-year', 'half-year')
    """
    if text.startswith("half a "):
        return "half-" + text.removeprefix("half a ")
    if " and a half " in text:
        head, _, unit = text.rpartition(" ")
        return f"{head.replace(' and a half', '-and-a-half')}-{unit.removesuffix('s')}"
    match = _SPAN.match(text)
    return f"{match[1]}{match[2]}-{match[3]}" if match else text
