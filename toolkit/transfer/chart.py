"""A weighted bottom-up chart over a lattice of edges: the best few analyses of every stretch of a clause.

Cells are filled by end, then by start from the right; a cell is closed (unary rules, then the cheapest ``KEPT``
analyses of each category) before anything is built on it, so the work grows with the lattice and not with the number of
analyses.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from operator import attrgetter

from toolkit.transfer.grammar import Grammar, Rule, Symbol, Test
from toolkit.transfer.lexicon import Entry

KEPT = 2
BEAM = 1.5
CELL_BEAM = 1.8
FRAGMENT = 2.5
ROOT_RELATIVE = 0.6
HEADING_ROOTS = {"S": 0.4, "VP": 0.1, "NP": 0.05, "PP": 0.3, "T": 0.1, "c": 0.0, "AP": 0.6, "D": 0.6}
ROOTS = {"S": 0.0, "VP": 0.1, "NP": 0.3, "PP": -0.1, "T": 0.0, "c": 0.0, "AP": 0.6, "D": 0.6}
_COST = attrgetter("cost")
_Openers = tuple[list[tuple[Rule, Test | None]], list[tuple[Rule, Test | None]]]
_NOTHING: frozenset[str] = frozenset()


class Item:
    """One analysis of one stretch: a category over code points ``start`` to ``end``, its cost, and how it was made.

    A lexical item has no rule; ``entry`` is the entry of its head; ``feats`` are the features set by rules. ``rival``
    is the next best analysis with the same head and features: it may stand in this one's place wherever this one does.
    """

    __slots__ = ("cat", "cost", "end", "entry", "feats", "kids", "rival", "rule", "start")

    def __init__(
        self,
        cat: str,
        start: int,
        end: int,
        cost: float,
        entry: Entry,
        rule: Rule | None = None,
        kids: tuple[Item, ...] = (),
        feats: dict[str, str] | None = None,
    ) -> None:
        self.cat = cat
        self.start = start
        self.end = end
        self.cost = cost
        self.entry = entry
        self.rule = rule
        self.kids = kids
        self.feats = feats or {}
        self.rival: Item | None = None

    def feature(self, name: str) -> str:
        """Return a feature of the constituent, else of its head's entry, else nothing."""
        found = self.feats.get(name)
        return self.entry.features.get(name, "") if found is None else found


@dataclass(slots=True)
class _Active:
    """A rule begun: the children found so far, from ``start`` on."""

    rule: Rule
    start: int
    cost: float
    kids: tuple[Item, ...]


class Chart:
    """The closed cells of one clause."""

    __slots__ = ("_ahead", "_best", "_opening", "_waiting", "cells", "grammar")

    def __init__(self, grammar: Grammar) -> None:
        self.grammar = grammar
        self.cells: dict[tuple[int, int], dict[str, list[Item]]] = {}
        self._waiting: dict[int, dict[str, list[tuple[_Active, Symbol]]]] = {}
        self._ahead: dict[int, set[str]] = {}
        self._opening: dict[tuple[str, int], _Openers] = {}
        self._best: dict[tuple[int, int, str], float] = {}

    def fill(self, edges: Iterable[Item]) -> None:
        """Parse: take the lattice's edges and close every cell."""
        by_end: dict[int, dict[int, list[Item]]] = {}
        for edge in edges:
            by_end.setdefault(edge.end, {}).setdefault(edge.start, []).append(edge)
            self._ahead.setdefault(edge.start, set()).update(self.grammar.starts_with(edge.cat))
        for end in sorted(by_end):
            open_cells = by_end[end]
            while open_cells:
                start = max(open_cells)
                self._close(start, end, open_cells.pop(start), open_cells)

    def _close(self, start: int, end: int, items: list[Item], open_cells: dict[int, list[Item]]) -> None:
        cell: dict[str, list[Item]] = {}
        agenda = sorted(items, key=_COST, reverse=True)
        limit = agenda[-1].cost + CELL_BEAM
        while agenda:
            item = agenda.pop()
            if item.cost > limit:
                break
            kept = cell.get(item.cat)
            if kept is None:
                cell[item.cat] = [item]
            elif _has_twin(kept, item) or len(kept) >= KEPT:
                continue
            else:
                kept.append(item)
            unary, longer = self._openers(item.cat, end)
            for rule, test in unary:
                if test is None or test(item):
                    _insert(agenda, _complete(rule, start, end, item.cost, (item,)))
            for rule, test in longer:
                if test is None or test(item):
                    self._wait(_Active(rule, start, item.cost, (item,)), end)
        self.cells[start, end] = cell
        waiting = self._waiting.get(start)
        if waiting is None:
            return
        for cat, kept in cell.items():
            for active, symbol in waiting.get(cat, ()):
                self._advance(active, symbol, kept, end, open_cells)

    def _openers(self, cat: str, end: int) -> _Openers:
        """Return the unary and the longer rules that ``cat`` opens and that the next word at ``end`` can go on."""
        found = self._opening.get((cat, end))
        if found is None:
            ahead = self._ahead.get(end, _NOTHING)
            rules = self.grammar.opening.get(cat, ())
            found = (
                [(rule, symbol.test) for rule, symbol in rules if len(rule.rhs) == 1],
                [
                    (rule, symbol.test)
                    for rule, symbol in rules
                    if len(rule.rhs) > 1 and not ahead.isdisjoint(rule.cats[1])
                ],
            )
            self._opening[cat, end] = found
        return found

    def _advance(
        self, active: _Active, symbol: Symbol, items: list[Item], end: int, open_cells: dict[int, list[Item]]
    ) -> None:
        """Extend a rule begun by each of ``items`` (cheapest first), as long as the beam lets it."""
        rule, test = active.rule, symbol.test
        final = len(active.kids) + 1 == len(rule.rhs)
        if not final and self._ahead.get(end, _NOTHING).isdisjoint(rule.cats[len(active.kids) + 1]):
            return
        key = (active.start, end, rule.lhs)
        for item in items:
            cost = active.cost + item.cost
            if final:
                total = cost + rule.cost
                best = self._best.get(key)
                if best is not None and total >= best + BEAM:
                    return
                if test is not None and not test(item):
                    continue
                if best is None or total < best:
                    self._best[key] = total
                open_cells.setdefault(active.start, []).append(
                    _complete(rule, active.start, end, cost, (*active.kids, item))
                )
            elif test is None or test(item):
                self._wait(_Active(rule, active.start, cost, (*active.kids, item)), end)

    def _wait(self, active: _Active, end: int) -> None:
        waiting = self._waiting.setdefault(end, {})
        for symbol in active.rule.rhs[len(active.kids)]:
            waiting.setdefault(symbol.cat, []).append((active, symbol))


def _has_twin(kept: list[Item], item: Item) -> bool:
    """Tell whether a cheaper item with the same head and features is kept; the first such item becomes its rival."""
    for same in kept:
        if same.entry is item.entry and same.feats == item.feats:
            if same.rival is None:
                same.rival = item
            return True
    return False


def _insert(agenda: list[Item], item: Item) -> None:
    at = len(agenda)
    while at and agenda[at - 1].cost < item.cost:
        at -= 1
    agenda.insert(at, item)


def _complete(rule: Rule, start: int, end: int, cost: float, kids: tuple[Item, ...]) -> Item:
    head = kids[rule.head]
    feats = head.feats
    if rule.sets or rule.slots:
        feats = dict(feats)
        for slot, _, _ in rule.slots:
            feats[slot] = "1"
        feats.update(rule.sets)
    return Item(rule.lhs, start, end, cost + rule.cost, head.entry, rule, kids, feats)


def standing(item: Item, roots: dict[str, float]) -> float:
    """Return what an item costs as one constituent of a cover."""
    cost = item.cost + roots.get(item.cat, 1.5) + FRAGMENT
    # a whole clause is seldom a noun with a relative clause: 应当坚持…的方针 is a predicate
    return cost + ROOT_RELATIVE if item.cat == "NP" and "rel" in item.feats else cost


def cover(chart: Chart, start: int, end: int, roots: dict[str, float] = ROOTS) -> list[Item]:
    """Return the cheapest sequence of constituents that covers ``start`` to ``end``; each beyond the first costs more.

    A full parse is the sequence of one. Where the lattice itself has a gap no sequence exists and the list is empty.
    """
    best: dict[int, tuple[float, int, Item | None]] = {start: (0.0, start, None)}
    spans: dict[int, list[tuple[int, dict[str, list[Item]]]]] = {}
    for (left, right), cell in chart.cells.items():
        spans.setdefault(right, []).append((left, cell))
    for right in sorted(spans):
        for left, cell in spans[right]:
            if left not in best:
                continue
            for kept in cell.values():
                cost = best[left][0] + standing(kept[0], roots)
                if right not in best or cost < best[right][0]:
                    best[right] = (cost, left, kept[0])
    return _walk_back(best, end)


def _walk_back(best: dict[int, tuple[float, int, Item | None]], end: int) -> list[Item]:
    found: list[Item] = []
    at = end
    while at in best and best[at][2] is not None:
        item = best[at][2]
        assert item is not None
        found.append(item)
        at = best[at][1]
    return found[::-1]


def derivation(item: Item, depth: int = 0) -> Sequence[str]:
    """Return the derivation of an item as indented lines, for ``explain`` and for the rule tests."""
    label = item.rule.id if item.rule else item.entry.id
    own = f"{'  ' * depth}{item.cat} {item.start}-{item.end} {item.cost:.2f} {label}"
    return [own, *(line for kid in item.kids for line in derivation(kid, depth + 1))]
