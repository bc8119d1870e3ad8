"""Grammatical number: which noun phrases are singular, plural or mass, and the form of their head."""

from __future__ import annotations

import re
from dataclasses import replace

from toolkit.transfer.coordination import is_any, is_connector, members, offers_choice
from toolkit.transfer.lexicon import Entry
from toolkit.transfer.morphology import inflect_verb, plural
from toolkit.transfer.tree import Node
from toolkit.transfer.wordlist import headed

QUANTITY_CATS = frozenset(("QC", "QN", "QP", "QM", "QE", "QR", "QX", "QA", "QD", "QO", "QCASE"))
_PLURAL_CLASSES = frozenset(("person", "thing", "vehicle", "event", "money", "info", "group"))
_SINGLE_CATS = frozenset(("ns", "nr", "nt", "CODE", "QUOTE", "QART", "QDOC", "TITLE", "UNK"))
_SINGLE_QUANTITIES = frozenset(("QM", "QD", "QO", "QCASE"))
_SINGLE_DETERMINERS = ("本", "该", "此", "这", "那")
_SETS = frozenset(("批", "组", "伙", "群", "系列", "类"))
_THEIR = {"acc": "them", "poss": "their", "pl": "1"}
_ACTION_NOUN = re.compile(r"(.+?)\((mass|pl)\)$")


def action_noun(node: Node) -> tuple[str, str]:
    """Return the action noun of a verb and its number (sg, pl or mass); a gerund where the entry names none."""
    given = node.entry.get("vn")
    if given in ("", "1"):
        phrase = node.entry.en.replace(" {obj}", "")
        return phrase if node.entry.id == "unknown" else inflect_verb(phrase, "ing"), "mass"
    match = _ACTION_NOUN.match(given)
    return (match[1], match[2]) if match else (given, "sg")


def number_of(node: Node) -> str:
    """Return the grammatical number of a noun phrase: sg, pl or mass."""
    if "members" in node.slots:
        if is_any(node):
            return "sg"
        return number_of(members(node)[-1]) if offers_choice(node) else "pl"
    given = node.feats.get("number!")
    if given:
        return given
    if node.cat in ("VP", "S"):
        return "mass"
    if node.feats.get("headless") or node.feats.get("others"):
        return "pl"
    if node.get("surname") and not node.get("num") and not node.get("det"):
        return "sg"
    plain = not node.get("num") and node.entry.features.get("pl") != "1"
    if plain and node.get("amount") and node.entry.get("class") == "money" and not node.entry.flag("mass"):
        return "sg"
    return _counted(node) or _listed(node) or _described(node) or _own_number(node)


def is_action(node: Node) -> bool:
    """Tell whether the head of a noun phrase is a verb used as a noun."""
    return node.entry.cat == "v"


def _counted(node: Node) -> str:
    """Return the number that a count or a determiner asks for, nothing where neither says."""
    count = node.one("num")
    mass = (node.entry.get("mass") and not node.entry.get("one")) or (
        is_action(node) and action_noun(node)[1] == "mass"
    )
    if count is not None and not mass:
        several = count.entry.get("plural", "1") or count.entry.get("unit") in _SETS
        return "pl" if several else "sg"
    determiner = node.one("det")
    if determiner is None or mass or node.entry.features.get("pl") == "1":
        return ""
    if determiner.entry.flag("pl"):
        return "pl"
    one = determiner.entry.flag("sg") or determiner.entry.flag("any") or determiner.entry.zh in _SINGLE_DETERMINERS
    return "sg" if one else ""


def _listed(node: Node) -> str:
    """Return pl for a countable head of examples (…等场所) and for kinds of places (重点区域)."""
    entry = node.entry
    if not _countable(entry):
        return ""
    mods = node.get("mod")
    kind = entry.get("class") == "place" and mods and mods[0].entry.cat not in ("ns", "nt", "QO")
    joined = not entry.flag("of") and any("members" in kid.slots and kid.entry.cat != "a" for kid in mods)
    return "pl" if node.get("like") or node.get("likes") or joined or (kind and headed(entry.zh, "place")) else ""


def _described(node: Node) -> str:
    """Return pl for parties that a relative clause describes as a kind (符合条件的供应商)."""
    kind = bool(node.get("rel")) and not node.get("det") and not node.get("num") and _countable(node.entry)
    return "pl" if kind and headed(node.entry.zh, "party") else ""


def _countable(entry: Entry) -> bool:
    return entry.cat == "n" and not any(entry.flag(name) for name in ("mass", "pl", "proper", "the"))


def _own_number(node: Node) -> str:
    """Return the number of a head that nothing counts."""
    entry = node.entry
    if any(kid.entry.cat == "QCASE" for kid in node.get("mod")):
        return "sg"
    ages = [kid for kid in node.get("mod") if kid.entry.cat == "QA"]
    if ages and not entry.flag("mass") and entry.features.get("pl") != "1":  # a person of one age is one person
        return "pl" if ages[0].entry.flag("spread") else "sg"
    if is_action(node):
        number = action_noun(node)[1]
        return number if number != "sg" else ("sg" if node.get("poss") or node.get("mod") else "pl")
    if entry.cat in QUANTITY_CATS:
        return "sg" if entry.cat in _SINGLE_QUANTITIES or not entry.get("plural") else "pl"
    for number in ("mass", "sg"):
        if entry.flag(number):
            return number
    if entry.features.get("pl") == "1":
        return "pl"
    if entry.get("proper") or entry.cat in _SINGLE_CATS:
        return "sg"
    return "mass" if entry.get("unknown") else _generic_number(entry)


def _generic_number(entry: Entry) -> str:
    """Return pl for heads that officialese speaks of as a kind (persons, vehicles, organs), sg for the rest."""
    if entry.cat == "n" and entry.get("class") in _PLURAL_CLASSES and not entry.flag("the"):
        return "sg" if headed(entry.zh, "single-event" if entry.get("class") == "event" else "office") else "pl"
    return "pl" if headed(entry.zh, "plural") else "sg"


def head_text(node: Node, number: str) -> str:
    """Return the head word in the number asked for."""
    entry = node.entry
    if entry.get("one") and (node.get("num") or (number == "pl" and node.get("det"))):
        return plural(entry.get("one")) if number == "pl" else entry.get("one")
    if is_action(node):
        noun, own = action_noun(node)
        return plural(noun) if number == "pl" and own == "sg" else noun
    if number == "pl" and entry.cat == "n" and not entry.flag("mass") and entry.features.get("pl") != "1":
        return entry.get("pl") or (entry.en if entry.get("proper") or entry.id == "unknown" else plural(entry.en))
    return entry.en


def as_persons(pronoun: Node) -> Node:
    """Return 其 as it is said of persons: "their", "them"."""
    return replace(pronoun, entry=replace(pronoun.entry, features=_THEIR))


def as_single(node: Node) -> Node:
    """Return a member of what "any" is said of, in the singular."""
    if node.entry.cat != "n" or node.entry.flag("mass") or node.entry.features.get("pl") == "1":
        return node
    made = node.copy()
    made.feats["number!"] = "sg"
    return made


def as_kinds(node: Node) -> Node:
    """Return examples in the plural where they are kinds and not names."""
    if "members" in node.slots:
        made = node.copy()
        made.slots["members"] = [kid if is_connector(kid) else as_kinds(kid) for kid in node.slots["members"]]
        return made
    if not _countable(node.entry) or node.get("num") or node.get("det") or node.feats.get("number!"):
        return node
    made = node.copy()
    made.feats["number!"] = "pl"
    return made
