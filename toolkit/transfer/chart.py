"""A weighted bottom-up chart over a lattice of edges: the best few analyses of every stretch of a clause.

Cells are filled by end, then by start from the right; a cell is closed (unary rules, then the cheapest ``KEPT``
analyses of each category) before anything is built on it, so the work grows with the lattice and not with the number of
analyses.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from heapq import heapify, heappop, heappush

from toolkit.transfer.grammar import Grammar, Rule, Test
from toolkit.transfer.lexicon import Entry

KEPT = 2
BEAM = 1.0
CELL_BEAM = 1.2
FRAGMENT = 2.5
ROOT_RELATIVE = 0.6
HEADING_ROOTS = {"S": 0.4, "VP": 0.1, "NP": 0.05, "PP": 0.3, "T": 0.1, "c": 0.0, "AP": 0.6, "D": 0.6}
ROOTS = {"S": 0.0, "VP": 0.1, "NP": 0.3, "PP": -0.1, "T": 0.0, "c": 0.0, "AP": 0.6, "D": 0.6}
_Candidate = tuple[float, int, "Rule | None", "tuple[Item, ...]"]
_Active = tuple[Rule, int, float, "tuple[Item, ...]"]
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


class Chart:
    """The closed cells of one clause.

    A candidate is (cost, order, rule, children): it becomes an Item only where its cell keeps it. A rule begun is
    (rule, start, cost, children found so far). Both are plain tuples, for the chart makes hundreds of them a clause.
    """

    __slots__ = ("_ahead", "_best", "_made", "_waiting", "_words", "cells", "grammar")

    def __init__(self, grammar: Grammar) -> None:
        self.grammar = grammar
        self.cells: dict[tuple[int, int], dict[str, list[Item]]] = {}
        self._waiting: dict[int, dict[str, list[tuple[_Active, Test | None]]]] = {}
        self._ahead: dict[int, frozenset[str]] = {}
        self._words: dict[int, frozenset[str]] = {}
        self._best: dict[tuple[int, int, str], float] = {}
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
            open_cells = by_end[end]
            while open_cells:
                start = max(open_cells)
                self._close(start, end, open_cells.pop(start), open_cells)

    def _close(self, start: int, end: int, agenda: list[_Candidate], open_cells: dict[int, list[_Candidate]]) -> None:
        cell: dict[str, list[Item]] = {}
        heapify(agenda)
        limit = agenda[0][0] + CELL_BEAM
        while agenda:
            cost, _, rule, kids = heappop(agenda)
            if cost > limit:
                break
            cat = rule.lhs if rule is not None else kids[0].cat
            kept = cell.get(cat)
            if kept is not None and len(kept) >= KEPT and all(same.rival is not None for same in kept):
                continue
            item = kids[0] if rule is None else _complete(rule, start, end, cost, kids)
            if kept is None:
                cell[cat] = [item]
            elif _has_twin(kept, item) or len(kept) >= KEPT:
                continue
            else:
                kept.append(item)
            self._open(item, cost, start, end, agenda)
        self.cells[start, end] = cell
        waiting = self._waiting.get(start)
        if waiting is not None:
            for cat, kept in cell.items():
                for active, test in waiting.get(cat, ()):
                    self._advance(active, test, kept, end, open_cells)

    def _open(self, item: Item, cost: float, start: int, end: int, agenda: list[_Candidate]) -> None:
        """Begin the rules that an analysis can open: unary ones at once, longer ones where the next word fits."""
        unary, longer = self.grammar.openers(item.cat, self._words.get(end, _NOTHING))
        for rule, test in unary:
            if test is None or test(item):
                self._made += 1
                heappush(agenda, (cost + rule.cost, self._made, rule, (item,)))
        for rule, test in longer:
            if test is None or test(item):
                self._wait((rule, start, cost, (item,)), end)

    def _advance(
        self,
        active: _Active,
        test: Test | None,
        items: list[Item],
        end: int,
        open_cells: dict[int, list[_Candidate]],
    ) -> None:
        """Extend a rule begun by each of ``items`` (cheapest first), as long as the beam lets it."""
        rule, start, spent, kids = active
        found = len(kids) + 1
        if found < len(rule.rhs):
            if not self._ahead.get(end, _NOTHING).isdisjoint(rule.cats[found]):
                for item in items:
                    if test is None or test(item):
                        self._wait((rule, start, spent + item.cost, (*kids, item)), end)
            return
        key = (start, end, rule.lhs)
        spent += rule.cost
        for item in items:
            total = spent + item.cost
            best = self._best.get(key)
            if best is not None and total >= best + BEAM:
                return
            if test is not None and not test(item):
                continue
            if best is None or total < best:
                self._best[key] = total
            self._made += 1
            open_cells.setdefault(start, []).append((total, self._made, rule, (*kids, item)))

    def _wait(self, active: _Active, end: int) -> None:
        waiting = self._waiting.setdefault(end, {})
        for symbol in active[0].rhs[len(active[3])]:
            waiting.setdefault(symbol.cat, []).append((active, symbol.test))


def _has_twin(kept: list[Item], item: Item) -> bool:
    """Tell whether a cheaper item with the same head and features is kept; the first such item becomes its rival."""
    for same in kept:
        if same.entry is item.entry and same.feats == item.feats:
            if same.rival is None:
                same.rival = item
            return True
    return False


def _complete(rule: Rule, start: int, end: int, cost: float, kids: tuple[Item, ...]) -> Item:
    """Make the analysis of a rule whose children are all found; ``cost`` is that of rule and children."""
    head = kids[rule.head]
    feats = head.feats
    if rule.sets or rule.slots:
        feats = dict(feats)
        for slot, _, _ in rule.slots:
            feats[slot] = "1"
        feats.update(rule.sets)
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
