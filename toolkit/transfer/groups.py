"""Groups of predicates: clauses with one subject are joined with "and", groups with commas, tails behind them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from toolkit.transfer.pieces import Piece, mark

_CONJUNCTIONS = frozenset(("but", "and", "or", "so", "while", "then", "thus", "therefore", "however", "otherwise"))


@dataclass(slots=True)
class Group:
    """Predicates that share one subject; ``trailed`` where something stands behind one (", down 13.7 percent")."""

    parts: list[list[Piece]]
    joint: str = "and"
    before: str = ","
    trailed: bool = False


class Groups:
    """The groups of one English sentence, and the phrases that wait to open the next group."""

    def __init__(self) -> None:
        self.front: list[Piece] = []
        self._groups: list[Group] = []
        self._reporting = False
        self._before = ","
        self._apart = False

    def __bool__(self) -> bool:
        return bool(self._groups)

    @property
    def trailing(self) -> bool:
        """Whether the group in hand has a tail, which a share may go on with."""
        return bool(self._groups) and self._groups[-1].trailed

    @property
    def numbering(self) -> bool:
        """Whether the next group is an item of an enumeration."""
        return self._before != ","

    def lead(self, pieces: Sequence[Piece]) -> None:
        """Keep a phrase for the opening of the next group."""
        self.front = [*self.front, *pieces]

    def number(self, label: Piece) -> None:
        """Open an item of an enumeration: its number stands before the next group, a colon or semicolon before that."""
        self._before = ":" if label.text == "first," else ";"
        if self._reporting and self._groups:  # "required: first, …", without "that"
            self._groups[-1].parts[-1].pop()
        self._reporting = False
        self.front = [label, *self.front]

    def pair(self, *, last: bool) -> None:
        """Take back the comma between two phrases that wait, where the second is the last: "to do A and do B, …"."""
        commas = [at for at, piece in enumerate(self.front) if piece.text == ","]
        if last and len(commas) == 1 and commas[0] == len(self.front) - 1:
            self.front = self.front[:-1]

    def open(self, pieces: Sequence[Piece]) -> None:
        """Open a group with a clause, what waits before it; behind "said that" the clause goes on in the old group."""
        opened = [*self.taken(), *pieces]
        if self._reporting and self._groups:
            self._groups[-1].parts[-1] += opened
            self._reporting = False
        else:
            self._groups.append(Group([opened], before=";" if self._apart else self._before))
            self._before, self._apart = ",", False

    def set_apart(self) -> None:
        """Put a semicolon before the next group, which tells of parts of the last one."""
        self._apart = bool(self._groups) and not self.front

    def add(self, pieces: list[Piece]) -> None:
        """Add a predicate to the group in hand."""
        self._groups[-1].parts.append(pieces)

    def deny(self) -> None:
        """Join the predicates of the group in hand with "or": no one may do A or do B."""
        self._groups[-1].joint = "or"

    @property
    def denying(self) -> bool:
        """Whether the predicates of the group in hand are what no one may do."""
        return bool(self._groups) and self._groups[-1].joint == "or"

    def pair_off(self) -> None:
        """Join the predicate to come with "but also", behind "not only"."""
        self._groups[-1].joint = "but also"

    def extend(self, pieces: Sequence[Piece]) -> None:
        """Continue the last predicate."""
        self._groups[-1].parts[-1] += pieces

    def report(self, that: Piece) -> None:
        """End the last predicate with "that"; the next clause is what is reported."""
        self.extend([that])
        self._reporting = True

    def trail(self, pieces: Sequence[Piece], at: int) -> None:
        """Add a tail behind the group in hand; its comma stands at ``at`` in the source."""
        self.extend([mark(",", at, at), *pieces])
        self._groups[-1].trailed, self._apart = True, False

    def taken(self) -> list[Piece]:
        """Take the phrases that wait."""
        front, self.front = self.front, []
        return front

    def joined(self, at: int, *, heading: bool) -> list[Piece]:
        """Join all: the last predicate of a group takes "and", the last group ", and" unless it has a conjunction."""
        pieces: list[Piece] = []
        for index, group in enumerate(self._groups):
            if index:
                pieces.append(mark(group.before, at, at))
                last = index == len(self._groups) - 1 and group.before == ","
                if last and not heading and not _connected(group.parts[0]):
                    pieces.append(Piece("and", at, at, "grammar:link"))
            pieces += _joined(group, at)
        if self.front:
            pieces += [*([mark(",", at, at)] if pieces else []), *_without_comma(self.taken())]
        return pieces


def _joined(group: Group, at: int) -> list[Piece]:
    pieces = list(group.parts[0])
    for index, part in enumerate(group.parts[1:], start=1):
        if len(group.parts) > 2 or group.trailed:
            pieces.append(mark(",", at, at))
        if index == len(group.parts) - 1:
            pieces.append(Piece(group.joint, at, at, "grammar:link"))
        pieces += part
    return pieces


def _connected(part: Sequence[Piece]) -> bool:
    """Whether a clause opens with a conjunction of its own."""
    return bool(part) and part[0].text.rstrip(",") in _CONJUNCTIONS


def _without_comma(pieces: list[Piece]) -> list[Piece]:
    return pieces[:-1] if pieces and pieces[-1].text == "," else pieces
