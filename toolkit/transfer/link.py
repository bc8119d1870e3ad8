"""Linking clauses to sentences: carried subjects, tails, topics, reported speech and the English commas."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from toolkit.resources import data
from toolkit.transfer.clause import Clauses
from toolkit.transfer.context import Context
from toolkit.transfer.pieces import Piece, mark, word
from toolkit.transfer.tree import Node

ENGLISH = {
    "\u3000": ",",
    "，": ",",
    "；": ";",
    "：": ":",
    "。": ".",
    "！": "!",
    "？": "?",
    ",": ",",
    ";": ";",
    "!": "!",
    "?": "?",
}
ADVERBIAL = frozenset(("T", "PP", "D", "d"))


@dataclass(slots=True)
class Clause:
    """A clause as parsed: its constituents (one, where the parse is full), the mark behind it, its stretch."""

    nodes: list[Node]
    mark: str
    start: int
    end: int


@dataclass(slots=True)
class _Group:
    """Predicates that share one subject; ``head`` holds what stands before the first."""

    head: list[Piece] = field(default_factory=list)
    parts: list[list[Piece]] = field(default_factory=list)
    tails: list[Piece] = field(default_factory=list)


@cache
def _tails() -> dict[str, str]:
    lines = data("transfer", "data", "grammar", "tails.tsv").read_text(encoding="utf-8").splitlines()[1:]
    return dict(line.split("\t")[:2] for line in lines if line)


@cache
def _carrying() -> frozenset[str]:
    lines = data("transfer", "data", "grammar", "carry.tsv").read_text(encoding="utf-8").splitlines()[1:]
    return frozenset(line.split("\t")[0] for line in lines if line)


class _Linker:
    def __init__(self, clauses: Clauses, context: Context) -> None:
        self.clauses = clauses
        self.context = context
        self.groups: list[_Group] = []
        self.front: list[Piece] = []
        self.subject: Node | None = None
        self.pending: Node | None = None
        self.open_report = False
        self.purpose = False
        self.infinitive = ""
        self.slogan = False

    # one clause

    def take(self, clause: Clause, following: Sequence[Clause]) -> None:
        """Add one clause; ``following`` are those after it in the same sentence."""
        nodes = clause.nodes
        if not nodes:
            return
        if len(nodes) == 1:
            self._whole(nodes[0], clause, following)
        else:
            self._fragments(nodes, clause, following)

    def _whole(self, node: Node, clause: Clause, following: Sequence[Clause]) -> None:
        if node.cat in ADVERBIAL:
            self._adverbial(node, clause)
        elif node.cat == "c":
            self.front += [word(node.entry.en, node)]
        elif node.cat == "S":
            self._sentence(node, clause)
        elif node.cat == "VP":
            if self.purpose and _more_predicates(following):
                self.front = [*self.front, *self.clauses.base(node), mark(",", clause.end, clause.end + 1)]
                return
            self.purpose = False
            self._predicate(node, clause)
        else:
            self._nominal(node, clause, following)

    def _adverbial(self, node: Node, clause: Clause) -> None:
        pieces = self.clauses.adverbial(node)
        self.purpose = bool(node.entry.flag("purpose") or node.entry.zh == "为")
        if self.groups and clause.mark != "，":
            self._current().tails += [mark(",", clause.end, clause.end), *pieces]
        else:
            self.front += [*pieces, mark(",", clause.end, clause.end + 1)]

    def _sentence(self, node: Node, clause: Clause) -> None:
        subject = node.one("subj")
        self._open([*self._take_front(), *self.clauses.finite(node)])
        if subject is not None:
            self.subject = subject
        self._report(node, clause)

    def _predicate(self, node: Node, clause: Clause) -> None:
        if self.infinitive and self.groups and not self.front:
            self._complement(node)
            return
        tail = _tail_of(node.entry.zh)
        if tail and self.groups and node.get("amount"):
            self._tail(node, tail, clause)
            return
        if self.subject is not None and self.groups and not self.front:
            self._current().parts.append(self.clauses.predicate_of(node, self.subject))
        elif self.slogan and self.groups and not self.front:
            self._current().parts.append(self.clauses.gerund(node))
        elif self.subject is not None:
            self._open([*self._take_front(), *self._finite(node)])
        else:
            self._open([*self._take_front(), *self._subjectless(node, clause)])
        self._report(node, clause)

    def _complement(self, node: Node) -> None:
        """Run the complement of a verb of asking on over the comma: "required all units to …, strengthen …"."""
        pieces = self.clauses.base(node)
        if self.infinitive == "to":
            self._current().parts[-1] += [word("to", node, "grammar:to"), *pieces]
            self.infinitive = "base"
        else:
            self._current().parts.append(pieces)

    def _finite(self, node: Node) -> list[Piece]:
        return self.clauses.finite(node, self.subject)

    def _subjectless(self, node: Node, clause: Clause) -> list[Piece]:
        if self.context.quoting:
            return self.clauses.base(node)
        if self.context.heading or self.slogan:
            return self.clauses.gerund(node)
        agent = node.one("by")
        if agent is not None and not node.get("obj"):
            return self.clauses.finite(node.without("by"), agent)
        plan = self.clauses.plan(node)
        if plan.subject is not None:
            return self.clauses.finite(node)
        if node.get("modal"):
            return self.clauses.predicate_of(
                node, Node("NP", node.entry, node.start, node.start, feats={"number!": "pl"})
            )
        if self.context.genre in ("notice", "rule", "procurement") or _imperative(node):
            return self.clauses.base(node)
        pronoun = Node("NP", node.entry, node.start, node.start, feats={"number!": "sg"})
        supplied = Piece("it", node.start, node.start, "grammar:supplied-subject", supplied=True)
        return [supplied, *self.clauses.predicate_of(node, pronoun)]

    def _tail(self, node: Node, text: str, clause: Clause) -> None:
        pieces = [mark(",", clause.start, clause.start), word(text, node)]
        pieces += [word(kid.entry.en, kid) for kid in node.get("amount")]
        if node.entry.zh.startswith(("同比", "环比")):
            pieces.append(word("year on year" if node.entry.zh[0] == "同" else "month on month", node))
        for kid in node.get("adv"):
            pieces += [word(kid.entry.en, kid)] if kid.entry.en != "-" else []
        for kid in node.get("pre"):
            pieces += self.clauses.adverbial(kid, node)
        self._current().tails += pieces

    def _nominal(self, node: Node, clause: Clause, following: Sequence[Clause]) -> None:
        pieces = self.clauses.nouns.phrase(node, "subj") if node.cat in ("NP", "N") else self._other(node)
        following_one = following[0].nodes if following else []
        if clause.mark == "，" and len(following_one) == 1 and following_one[0].cat == "VP" and not self.groups:
            if not (_tail_of(following_one[0].entry.zh) and following_one[0].get("amount")):
                self.subject = self.pending = node
                return
        if self.groups:
            self._current().tails += [mark(",", clause.start, clause.start), *self._take_front(), *pieces]
        else:
            self._open([*self._take_front(), *pieces])

    def _other(self, node: Node) -> list[Piece]:
        if node.cat == "AP":
            return self.clauses.nouns.adjective(node)
        if node.cat == "V":
            return self.clauses.base(node)
        if node.cat in ("QUOTE", "TITLE", "BRACKET"):
            return self.clauses.quoted(node)
        return [word(node.entry.en or node.entry.zh, node)] if node.entry.en != "-" else []

    # fragments

    def _fragments(self, nodes: list[Node], clause: Clause, following: Sequence[Clause]) -> None:
        """Say the best cover of a clause in its order: subject before predicate, adverbials between commas."""
        if len(nodes) == 2 and nodes[0].entry.zh == "其中" and nodes[1].cat in ("NP", "N") and self.groups:
            tail = [mark(",", clause.start, clause.start), word("including", nodes[0])]
            self._current().tails += [*tail, *self.clauses.nouns.phrase(nodes[1], "obj")]
            return
        pieces: list[Piece] = []
        pending: Node | None = None
        for node in nodes:
            if node.cat in ("NP", "N") and pending is None:
                pending = node
            elif node.cat == "VP" and pending is not None:
                pieces += [*self.clauses.finite(node, pending)]
                self.subject, pending = pending, None
            else:
                if pending is not None:
                    pieces += self.clauses.nouns.phrase(pending, "obj")
                    pending = None
                pieces += self._fragment(node)
        if pending is not None:
            pieces += self.clauses.nouns.phrase(pending, "obj")
        if self.groups and nodes[0].cat == "VP" and self.subject is not None and not self.front:
            self._current().parts.append(pieces)
        else:
            self._open([*self._take_front(), *pieces])

    def _fragment(self, node: Node) -> list[Piece]:
        if node.cat in ADVERBIAL:
            return self.clauses.adverbial(node)
        if node.cat in ("NP", "N"):
            return self.clauses.nouns.phrase(node, "obj")
        if node.cat == "S":
            return self.clauses.finite(node)
        if node.cat == "VP":
            return (
                self.clauses.finite(node, self.subject)
                if self.subject is None
                else self.clauses.predicate_of(node, self.subject)
            )
        return self._other(node)

    # groups

    def _open(self, pieces: list[Piece]) -> None:
        if self.open_report and self.groups:
            self.groups[-1].parts[-1] += pieces
            self.open_report = False
        else:
            self.groups.append(_Group(parts=[pieces]))

    def _current(self) -> _Group:
        if not self.groups:
            self.groups.append(_Group(parts=[[]]))
        return self.groups[-1]

    def _take_front(self) -> list[Piece]:
        front, self.front = self.front, []
        return front

    def _report(self, node: Node, clause: Clause) -> None:
        last = node
        self.infinitive = ""
        if clause.mark == "，" and last.entry.get("comp") == "objto" and last.entry.zh in _carrying() and last.get("obj"):
            self.infinitive = "base" if last.get("comp") else "to"
        says = last.entry.get("comp") == "that" and not last.get("comp") and not last.get("obj")
        if says and clause.mark == "，":
            self._current().parts[-1].append(word("that", node, "grammar:that"))
            self.open_report = True
            self.subject = None

    def finish(self, at: int) -> list[Piece]:
        """Join the groups; the last predicate of a group takes "and", groups take a semicolon or ", and"."""
        pieces: list[Piece] = []
        if self.pending is not None and not self.groups:
            self._open([*self._take_front(), *self.clauses.nouns.phrase(self.pending, "subj")])
        for index, group in enumerate(self.groups):
            if index:
                pieces.append(mark(",", at, at))
                last = index == len(self.groups) - 1 and not self.context.heading
                if last and not _connected(group.parts[0]):
                    pieces.append(Piece("and", at, at, "grammar:link"))
            pieces += _joined(group, at)
        if self.front:
            pieces += [*([mark(",", at, at)] if pieces else []), *_without_comma(self._take_front())]
        return pieces


def _joined(group: _Group, at: int) -> list[Piece]:
    pieces = list(group.parts[0])
    for index, part in enumerate(group.parts[1:], start=1):
        last = index == len(group.parts) - 1
        if len(group.parts) > 2 or group.tails:
            pieces.append(mark(",", at, at))
        if last:
            pieces.append(Piece("and", at, at, "grammar:link"))
        pieces += part
    return pieces + group.tails


def _connected(part: list[Piece]) -> bool:
    """Whether a clause opens with a conjunction of its own."""
    return bool(part) and part[0].text.rstrip(",") in _CONJUNCTIONS


_CONJUNCTIONS = frozenset(("but", "and", "or", "so", "while", "then", "thus", "therefore", "however", "otherwise"))


def _without_comma(pieces: list[Piece]) -> list[Piece]:
    return pieces[:-1] if pieces and pieces[-1].text == "," else pieces


def _slogan(found: Sequence[Clause]) -> bool:
    """Whether the stretch is a row of short predicates without subject, which heads a paragraph (推动交通管理。)."""
    verbs = all(len(clause.nodes) == 1 and clause.nodes[0].cat == "VP" for clause in found)
    plain = not any(node.get("modal") or node.get("neg") for clause in found for node in clause.nodes)
    return bool(found) and verbs and plain and found[-1].end - found[0].start <= _SLOGAN and found[-1].mark == "。"


_SLOGAN = 24


def _more_predicates(following: Sequence[Clause]) -> bool:
    """Whether the next clause of a row without subject is a predicate too, so that this one still tells the purpose."""
    return any(node.cat in ("VP", "S") for clause in following for node in clause.nodes)


def _imperative(node: Node) -> bool:
    return any(kid.entry.flag("imp") for kid in node.get("neg"))


def _tail_of(zh: str) -> str:
    """Return how a change is said behind a figure (下降 after 6842起: "down"), nothing for other verbs."""
    return next((english for verb, english in _tails().items() if zh.endswith(verb) and len(zh) <= len(verb) + 2), "")


def link_clauses(found: Sequence[Clause], clauses: Clauses, context: Context) -> list[Piece]:
    """Link the clauses of a stretch to sentences."""
    pieces: list[Piece] = []
    linker = _Linker(clauses, context)
    linker.slogan = _slogan(found)
    for index, clause in enumerate(found):
        linker.take(clause, found[index + 1 :])
        if clause.mark not in ("，", ",", "\u3000", "") or (clause.mark == "" and index == len(found) - 1):
            pieces += linker.finish(clause.end)
            pieces += _closing(clause)
            subject = linker.subject
            linker = _Linker(clauses, context)
            linker.subject = subject if clause.mark in ("；", ";") else None
    pieces += linker.finish(found[-1].end if found else 0)
    return _sentence_capitals(pieces)


def _closing(clause: Clause) -> list[Piece]:
    if not clause.mark:
        return []
    if clause.mark in ("——", "－－", "…"):
        return [
            Piece("—" if clause.mark != "…" else "…", clause.end, clause.end + len(clause.mark), "grammar:punctuation")
        ]
    return [mark(ENGLISH.get(clause.mark, clause.mark), clause.end, clause.end + 1)]


def _sentence_capitals(pieces: list[Piece]) -> list[Piece]:
    made = list(pieces)
    for index in range(1, len(made)):
        if made[index - 1].text in (".", "!", "?") and made[index].text[:1].islower():
            made[index] = replace(made[index], text=made[index].text[0].upper() + made[index].text[1:])
    return made
