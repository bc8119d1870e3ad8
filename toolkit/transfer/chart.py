"""A weighted bottom-up chart over a lattice of edges: the best few analyses of every stretch of a clause.

Cells are filled by end, then by start from the right; a cell is closed (unary rules, then the cheapest analysis of each
category, of a word the cheapest ``WORDS``) before anything is built on it, so the work grows with the lattice and not
with the number of analyses. The next best of a category is remembered as the rival of the best: to build on two of
each made twice the items and drafts that scored no better.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from heapq import heapify, heappop, heappush

from toolkit.transfer.grammar import Grammar, Rule, Test
from toolkit.transfer.lexicon import Entry

BEAM = 1.0
CELL_BEAM = 1.2
FRAGMENT = 2.5
ROOT_RELATIVE = 0.6
WORDS = 2
# an analysis that differs in one of these features is kept beside the cheapest: rules ask for it, or refuse it
APART = ("report", "that", "rel", "obj")
HEADING_ROOTS = {"S": 0.4, "VP": 0.1, "NP": 0.05, "PP": 0.3, "T": 0.1, "c": 0.0, "AP": 0.6, "D": 0.6}
ROOTS = {"S": 0.0, "VP": 0.1, "NP": 0.3, "PP": -0.1, "T": 0.0, "c": 0.0, "AP": 0.6, "D": 0.6}
# before a comma a subject may stand with its phrase, its predicate still to come
RUNNING_ROOTS = {**ROOTS, "WAIT": -0.3}
_Candidate = tuple[float, int, "Rule | None", "tuple[Item, ...]"]
_Active = tuple[Rule, int, float, "tuple[Item, ...]", "Test | None"]
_Waiting = tuple[list[_Active], list[_Active]]
_NOTHING: frozenset[str] = frozenset()
_FAR = float("inf")


class Item:
    """One analysis of one stretch: a category over code points ``start`` to ``end``, its cost, and how it was made.

    A lexical item has no rule; ``entry`` is the entry of its head; ``feats`` are the features set by rules. ``rival``
    is the next best analysis of the same stretch and category.
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


class Chart:
    """The closed cells of one clause.

    A candidate is (cost, order, rule, children): it becomes an Item only where its cell keeps it. A rule begun is
    (rule, start, cost, children found so far, test of the next child). Both are plain tuples, for the chart makes
    hundreds of them a clause. Rules that want one more child wait apart from the others: they are asked most.
    """

    __slots__ = ("_ahead", "_best", "_floors", "_made", "_open_cells", "_waiting", "_words", "cells", "grammar")

    def __init__(self, grammar: Grammar) -> None:
        self.grammar = grammar
        self.cells: dict[tuple[int, int], dict[str, list[Item]]] = {}
        self._waiting: dict[int, dict[str, _Waiting]] = {}
        self._ahead: dict[int, frozenset[str]] = {}
        self._words: dict[int, frozenset[str]] = {}
        # of the cells that end where the chart now stands: their candidates, the cheapest of all, and of each category
        self._open_cells: dict[int, list[_Candidate]] = {}
        self._floors: dict[int, float] = {}
        self._best: dict[tuple[int, str], float] = {}
        self._made = 0

    def fill(self, edges: Iterable[Item]) -> None:
        """Parse: take the lattice's edges and close every cell."""
        by_end: dict[int, dict[int, list[_Candidate]]] = {}
        words: dict[int, set[str]] = {}
        for order, edge in enumerate(edges):
            by_end.setdefault(edge.end, {}).setdefault(edge.start, []).append((edge.cost, order, None, (edge,)))
            words.setdefault(edge.start, set()).add(edge.cat)
            self._made = order + 1
        self._words = {start: frozenset(cats) for start, cats in words.items()}
        self._ahead = {start: self.grammar.ahead(cats) for start, cats in self._words.items()}
        for end in sorted(by_end):
            self._open_cells = by_end[end]
            self._floors = {start: min(found)[0] for start, found in self._open_cells.items()}
            self._best = {}
            while self._open_cells:
                start = max(self._open_cells)
                cell = self._close(start, end, self._open_cells.pop(start))
                waiting = self._waiting.get(start)
                if waiting is not None:
                    self._advance(waiting, cell, end)

    def _close(self, start: int, end: int, agenda: list[_Candidate]) -> dict[str, list[Item]]:
        """Keep the cheapest analyses of each category, and begin the rules that they open."""
        cell: dict[str, list[Item]] = {}
        words = self._words.get(end, _NOTHING)
        heapify(agenda)
        limit = agenda[0][0] + CELL_BEAM
        while agenda:
            cost, _, rule, kids = heappop(agenda)
            if cost > limit:
                break
            cat = rule.lhs if rule is not None else kids[0].cat
            kept = cell.get(cat)
            item = kids[0] if rule is None else complete(rule, start, end, cost, kids)
            if kept is None:
                cell[cat] = [item]
            elif _gives_way(item, kept):
                continue
            else:
                kept.append(item)
            unary, longer = self.grammar.openers(cat, words)
            for rule, test in unary:
                if test is None or test(item):
                    self._made += 1
                    heappush(agenda, (cost + rule.cost, self._made, rule, (item,)))
            for rule, test in longer:
                if test is None or test(item):
                    self._wait(rule, start, cost, (item,), end)
        self.cells[start, end] = cell
        return cell

    def _advance(self, waiting: dict[str, _Waiting], cell: dict[str, list[Item]], end: int) -> None:
        """Extend the rules that wait where a cell begins by each of its items (cheapest first)."""
        for cat, items in cell.items():
            found = waiting.get(cat)
            if found is None:
                continue
            if found[0]:
                self._finish(found[0], items)
            for rule, start, spent, kids, test in found[1]:
                if not self._ahead.get(end, _NOTHING).isdisjoint(rule.cats[len(kids) + 1]):
                    for item in items:
                        if test is None or test(item):
                            self._wait(rule, start, spent + item.cost, (*kids, item), end)

    def _finish(self, actives: list[_Active], items: list[Item]) -> None:
        """Add a candidate for each rule that an item completes, as long as the beams let it."""
        best, floors, open_cells, made = self._best, self._floors, self._open_cells, self._made
        for rule, start, spent, kids, test in actives:
            key = start, rule.lhs
            known, floor = best.get(key, _FAR), floors.get(start, _FAR)
            for item in items:
                total = spent + item.cost
                if total >= known + BEAM or total > floor + CELL_BEAM:
                    break
                if test is not None and not test(item):
                    continue
                if total < known:
                    best[key] = known = total
                    if total < floor:
                        floors[start] = floor = total
                made += 1
                candidate = total, made, rule, (*kids, item)
                if start in open_cells:
                    open_cells[start].append(candidate)
                else:
                    open_cells[start] = [candidate]
        self._made = made

    def _wait(self, rule: Rule, start: int, spent: float, kids: tuple[Item, ...], end: int) -> None:
        waiting = self._waiting.get(end)
        if waiting is None:
            waiting = self._waiting[end] = {}
        symbols = rule.rhs[len(kids)]
        last = len(kids) + 1 == len(rule.rhs)
        if last:
            spent += rule.cost
        for symbol in symbols:
            found = waiting.get(symbol.cat)
            if found is None:
                found = waiting[symbol.cat] = ([], [])
            found[0 if last else 1].append((rule, start, spent, kids, symbol.test))


def _gives_way(item: Item, kept: list[Item]) -> bool:
    """Tell whether cheaper analyses stand for an item already; the first that gives way to one is its rival."""
    first = kept[0]
    if first.rival is None:
        first.rival = item
    if item.rule is None:
        return len(kept) >= WORDS
    return any(all((name in same.feats) == (name in item.feats) for name in APART) for same in kept)


def complete(rule: Rule, start: int, end: int, cost: float, kids: tuple[Item, ...]) -> Item:
    """Make the analysis of a rule whose children are all found; ``cost`` is that of rule and children."""
    head = kids[rule.head]
    feats = {**head.feats, **rule.own} if rule.own else head.feats
    return Item(rule.lhs, start, end, cost, head.entry, rule, kids, feats)


def standing(item: Item, roots: dict[str, float]) -> float:
    """Return what an item costs as one constituent of a cover."""
    cost = item.cost + roots.get(item.cat, 1.5) + FRAGMENT
    # a whole clause is seldom a noun with a relative clause: 应当坚持…的方针 is a predicate
    relative = item.cat == "NP" and "rel" in item.feats and item.entry.get("class") != "person"
    return cost + ROOT_RELATIVE if relative else cost


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
