"""Constituents that stand without a clause around them, and figures and circumstances said in short."""

from __future__ import annotations

from collections.abc import Sequence

from toolkit.transfer.clause import Clauses
from toolkit.transfer.coordination import series
from toolkit.transfer.gloss import alone
from toolkit.transfer.outcome import aim, is_aim
from toolkit.transfer.pieces import Piece, word
from toolkit.transfer.role import ADVERBIAL, NOMINAL
from toolkit.transfer.tree import Node


def circumstance(node: Node, clauses: Clauses) -> list[Piece]:
    """Say one of the circumstances that a list names (投标报价超过最高限价的；) as a clause, else as an act."""
    said = node.copy()
    del said.feats["headless"]
    said.cat = "S" if said.get("subj") else "VP"
    if said.entry.cat != "v" or (said.cat == "VP" and clauses.plan(said).subject is None):
        return clauses.gerund(said) if said.entry.cat == "v" else clauses.nouns.phrase(node, "subj")
    return clauses.finite(said)


def other(node: Node, clauses: Clauses) -> list[Piece]:
    """Return a constituent that is no clause, noun or adverbial: an adjective, a bare verb, what stands in marks."""
    if node.cat == "AP":
        return clauses.nouns.adjective(node)
    if node.cat == "V":
        return clauses.base(node)
    if node.entry.flag("enclosed"):
        return clauses.enclosed(node)
    text = alone(node.entry)
    return [word(text, node)] if text else []


def covered(nodes: Sequence[Node], subject: Node | None, clauses: Clauses) -> tuple[list[Piece], Node | None]:
    """Return constituents one after another, and the subject that they leave."""
    pieces: list[Piece] = []
    pending = None
    for node in nodes:
        if node.cat == "S" and (node.one("subj") or node).entry.get("class") in ("person", "organ"):
            subject = node.one("subj")
        if node.cat in NOMINAL and pending is None:
            pending = node
        elif node.cat == "VP" and pending is not None:
            pieces += clauses.finite(node, pending)
            subject, pending = pending, None
        else:
            if pending is not None:
                pieces += clauses.nouns.phrase(pending, "subj" if pending.entry.cat == "r" else "obj")
                pending = None
            pieces += _fragment(node, subject, clauses)
    if pending is not None:
        pieces += clauses.nouns.phrase(pending, "obj")
    return pieces, subject


def _fragment(node: Node, subject: Node | None, clauses: Clauses) -> list[Piece]:
    if is_aim(node):
        return aim(node, clauses)
    if node.cat in ADVERBIAL:
        return clauses.adverbial(node)
    if node.cat in NOMINAL:
        return clauses.nouns.phrase(node, "obj")
    if node.cat == "S" or (node.cat == "VP" and subject is None):
        return clauses.finite(node)
    if node.cat == "VP" and subject is not None:
        return clauses.predicate_of(node, subject)
    return other(node, clauses)


def change(node: Node, text: str, clauses: Clauses) -> list[Piece]:
    """Return a change behind its figure: "down 13.7 percent year on year"."""
    figures = [[word(kid.entry.en, kid)] for kid in node.get("amount")]
    pieces = [word(text, node), *series(figures, "and", node)]
    if node.entry.zh.startswith(("同比", "环比")):
        pieces.append(word("year on year" if node.entry.zh[0] == "同" else "month on month", node))
    pieces += [word(kid.entry.en, kid) for kid in node.get("adv") if kid.entry.en != "-"]
    for kid in node.get("pre"):
        pieces += clauses.adverbial(kid, node)
    return pieces
