"""Articles and determiners: what opens a noun phrase."""

from __future__ import annotations

from collections.abc import Sequence

from toolkit.transfer.morphology import article
from toolkit.transfer.number import QUANTITY_CATS
from toolkit.transfer.pieces import Piece, word
from toolkit.transfer.premodifier import STATE, goes_after, is_organ_name
from toolkit.transfer.tree import Node
from toolkit.transfer.wordlist import headed

_BARE_CATS = QUANTITY_CATS | {"nr", "ns", "QART", "QDOC", "UNK", "CODE"}
_DEFINITE_NAMES = frozenset(("organ", "system", "doc", "event", "act", "info", "abstract", "thing"))
_POSSESSIVES = ("our", "their", "his", "her", "its", "my", "your")
_MASS = {
    "many": "much",
    "a large number of": "a large amount of",
    "large numbers of": "large amounts of",
    "a small number of": "a small amount of",
    "multiple": "much",
}
_PLURAL = {"this": "these", "that": "those"}


def determiner(node: Node, number: str, role: str, core: Sequence[Piece], *, heading: bool) -> list[Piece]:
    """Return the determiners of a noun phrase, else its article; ``core`` is what it stands before."""
    pieces = [
        word("no" if node.feats.get("denied") else _agreeing(kid.entry.en, number), kid)
        for kid in node.get("det")
        if not kid.entry.get("after")
    ]
    if node.entry.flag("any"):
        return pieces
    if core and core[0].text.startswith("the ") and all(piece.text in ("the", "this") for piece in pieces):
        return []  # 该大厦4楼: the fourth floor
    if node.get("det") or node.get("num") or not core or role in ("bare", "mod") or _possessed(core):
        return pieces
    text = "" if heading and role in ("subj", "obj") else _article(node, number, role, core[0].text)
    return [word(text, node, "grammar:article")] if text else []


def article_told(node: Node, number: str, role: str, opening: Sequence[Piece]) -> str:
    """Say with what a noun phrase was opened, and what of it the choice looked at."""
    said = " ".join(piece.text for piece in opening)
    grounds = [{"sg": "singular", "pl": "plural"}.get(number, number), f"as {role}"]
    grounds += [f"class {node.entry.get('class')}"] if node.entry.get("class") else []
    grounds += ["a proper name"] if node.entry.flag("proper") else []
    grounds += ["definite"] if node.entry.cat not in _BARE_CATS and _definite(node) else []
    return (f'"{said}"' if said else "no article") + f" ({', '.join(grounds)})"


def _agreeing(text: str, number: str) -> str:
    return (_PLURAL if number == "pl" else _MASS if number == "mass" else {}).get(text, text)


def _possessed(core: Sequence[Piece]) -> bool:
    """Whether the words bring a possessive of their own (我局: "our bureau")."""
    return core[0].text.split(" ")[0] in _POSSESSIVES


def _article(node: Node, number: str, role: str, following: str) -> str:
    entry = node.entry
    if entry.zh == STATE:
        return "the"
    if entry.cat in _BARE_CATS or entry.get("unknown"):
        return ""
    if any(kid.entry.cat == "QDOC" for kid in node.get("number")):
        return ""
    if entry.cat == "QUOTE" and not entry.get("whole") and not node.get("mod"):
        return ""
    if _definite(node):
        return "the"
    if number != "sg" or entry.get("proper"):
        return ""
    sum_of_money = bool(node.get("amount")) and entry.get("class") == "money"
    single = entry.get("class") in ("event", "quality") and role != "subj"
    new = role == "pred" or bool(node.get("surname")) or sum_of_money or single
    return article(following) if new else "the"


def _definite(node: Node) -> bool:
    entry = node.entry
    if entry.get("proper"):
        return entry.get("class") in _DEFINITE_NAMES or entry.flag("the")
    if is_organ_name(node) or (entry.flag("the") and not node.get("mod")):
        return True
    follows = bool(node.get("poss") or node.get("areaof")) or any(_settles(kid, node) for kid in node.get("mod"))
    return follows or any(kid.entry.cat in ("QO", "QCASE") for kid in node.get("mod"))


def _settles(kid: Node, node: Node) -> bool:
    """Whether a modifier that follows makes its head definite: not a zone, and not the organ that people belong to."""
    if not goes_after(kid, node) or kid.entry.cat in ("t", "QR"):
        return False
    people = node.entry.get("class") == "person" and not headed(node.entry.zh, "office")
    return not (people and kid.entry.get("class") == "organ")


def allows_article(node: Node) -> bool:
    """Tell whether 一 before the noun is an article and no figure."""
    return node.entry.cat not in QUANTITY_CATS
