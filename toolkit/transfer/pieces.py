"""Pieces of English with their origin, and the joining of pieces to a line whose every word is linked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from toolkit.document import Link
from toolkit.text import Span, merge_touching
from toolkit.transfer.morphology import title_case
from toolkit.transfer.tree import Node

NO_SPACE_BEFORE = frozenset(",.;:?!)]%’”…")
NO_SPACE_AFTER = frozenset("([“‘")


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of English: its text, the source code points it renders, and the entry or rule that says so.

    ``supplied`` marks a content word that the Chinese leaves unsaid; ``tight`` joins the piece to the one before.
    ``term`` and ``value`` name the concept or the quantity that the piece renders.
    """

    text: str
    start: int
    end: int
    by: str
    supplied: bool = False
    tight: bool = False
    term: str = ""
    value: str = ""


def word(text: str, node: Node, by: str = "", *, supplied: bool = False, tight: bool = False) -> Piece:
    """Make a piece that renders the head word of ``node``.

    What the grammar puts before an enclosure (the, of) is told of its opening mark: what stands inside has to tell of
    itself.
    """
    of_mark = bool(by) and node.start < node.end and node.entry.flag("enclosed")
    return Piece(
        text,
        node.start,
        node.start + 1 if of_mark else node.end,
        by or node.entry.id,
        supplied or (node.start == node.end and node.entry.id == "grammar:supplied-subject"),
        tight,
        node.entry.get("term") if not by else "",
        node.entry.get("value") if not by else "",
    )


def infinitive(to: Piece, base: list[Piece]) -> list[Piece]:
    """Return "to" with a verb in its base form; a negation stands before it: "not to believe"."""
    return [base[0], to, *base[1:]] if base and base[0].text in ("not", "never") else [to, *base]


def mark(text: str, start: int, end: int) -> Piece:
    """Make a punctuation mark that stands tight after the word before it."""
    return Piece(text, start, end, "grammar:punctuation", tight=True)


def recast(pieces: Sequence[Piece], index: int, text: str) -> list[Piece]:
    """Return the pieces with another text in one of them."""
    return [replace(piece, text=text) if at == index else piece for at, piece in enumerate(pieces)]


def plain(pieces: Iterable[Piece]) -> str:
    """Return the English of pieces, without their origins."""
    return join(pieces)[0]


def join(pieces: Iterable[Piece]) -> tuple[str, list[tuple[Span, Piece]]]:
    """Join pieces with single spaces where English has them; return the line and the place of each piece in it."""
    line = ""
    placed: list[tuple[Span, Piece]] = []
    for piece in pieces:
        if "{obj}" in piece.text:
            # A verb of a coordination whose object stands elsewhere: the slot is empty here.
            piece = replace(piece, text=" ".join(piece.text.replace("{obj}", "").split()))
        if not piece.text or (piece.text == "." and line.endswith((" a.m.", " p.m."))):
            continue
        tight = piece.tight or not line or piece.text[0] in NO_SPACE_BEFORE or line[-1] in NO_SPACE_AFTER
        if piece.text[0] in ",.;:" and line.endswith((",", ";", ":")):
            line = line[:-1]
        start = len(line) if tight else len(line) + 1
        line = line + piece.text if tight else f"{line} {piece.text}"
        placed.append((Span(start, start + len(piece.text)), piece))
    return line, _within(placed, len(line))


def _within(placed: list[tuple[Span, Piece]], length: int) -> list[tuple[Span, Piece]]:
    return [(Span(min(span.start, length), min(span.end, length)), piece) for span, piece in placed]


def links(placed: Iterable[tuple[Span, Piece]]) -> tuple[Link, ...]:
    """Gather placed pieces into links: pieces of one origin share one."""
    gathered: dict[tuple[int, int, str], list[Span]] = {}
    for span, piece in placed:
        if len(span):
            gathered.setdefault((piece.start, piece.end, piece.by), []).append(span)
    return tuple(
        Link((Span(start, end),) if end > start else (), merge_touching(spans), by)
        for (start, end, by), spans in gathered.items()
    )


def capitalize(pieces: list[Piece]) -> list[Piece]:
    """Capitalize the first letter of a sentence."""
    for index, piece in enumerate(pieces):
        for at, sign in enumerate(piece.text):
            if sign.isalnum():
                if sign.islower() and not piece.text[at:].startswith(("iPhone", "eBay")):
                    return recast(pieces, index, piece.text[:at] + sign.upper() + piece.text[at + 1 :])
                return pieces
    return pieces


def headline(pieces: Sequence[Piece]) -> list[Piece]:
    """Put a heading in title case; small words inside it stay small, also where they open or close a piece."""
    made = []
    for index, piece in enumerate(pieces):
        opens = index == 0 or pieces[index - 1].text in (":", ".", '"', "—")
        closes = index == len(pieces) - 1
        latin = piece.by == "source:latin"
        made.append(replace(piece, text=piece.text if latin else title_case(piece.text, opens=opens, closes=closes)))
    return made
