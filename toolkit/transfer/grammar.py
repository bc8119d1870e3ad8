"""The grammar of the transfer engine: weighted synchronous rules, read from TSV and compiled for the chart.

A rule is one line: ``id``, ``rule`` (``NP < AP '的' NP``), ``cost`` (lower is better), ``build`` (which child is the
head, which children go into which of its slots) and examples. Rules only attach children to slots; the linearizers
order the English, so tense, articles and number stay out of the rules.

A symbol is a category with conditions in square brackets, ``V[!i,class=act]``, or literals in quotes, ``'和|与'``.
Conditions ask the features of the constituent, then of its head's entry: ``x`` (set), ``!x`` (not set), ``x=a|b``.
A build is ``2 subj=1 +le``: child 2 is the head, child 1 is appended to its slot ``subj`` (``<mod=1`` puts it first),
and the feature ``le`` is set on the result.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache, reduce
from pathlib import Path
from typing import TYPE_CHECKING

from toolkit.errors import InputError
from toolkit.resources import data

if TYPE_CHECKING:
    from toolkit.transfer.chart import Item

_SYMBOL = re.compile(r"'([^']+)'|([A-Za-z]+)(?:\[([^\]]*)\])?")
Test = Callable[["Item"], bool]


@dataclass(frozen=True, slots=True)
class Symbol:
    """One right-hand symbol: a category (a literal is the category ``'x'``) and the test its constituent must pass."""

    cat: str
    test: Test | None = None

    def takes(self, item: Item) -> bool:
        """Tell whether a constituent may stand here."""
        return item.cat == self.cat and (self.test is None or self.test(item))


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule, compiled.

    ``slots`` holds (slot, child index, prepend) and ``sets`` the features that the result carries; ``own`` is what the
    head gains by it: each slot that is filled, and the features set.
    """

    id: str
    lhs: str
    rhs: tuple[tuple[Symbol, ...], ...]
    cost: float
    head: int
    slots: tuple[tuple[str, int, bool], ...]
    sets: tuple[tuple[str, str], ...]
    example: str = ""
    english: str = ""
    place: str = field(default="", compare=False)
    text: str = field(default="", compare=False)
    cats: tuple[frozenset[str], ...] = field(default=(), compare=False)
    own: dict[str, str] = field(default_factory=dict, compare=False)


Opener = tuple[Rule, Test | None]
Openers = tuple[tuple[Opener, ...], tuple[Opener, ...]]


@dataclass(frozen=True, slots=True)
class Grammar:
    """The rules, indexed by the category that can open them."""

    rules: tuple[Rule, ...]
    opening: dict[str, tuple[tuple[Rule, Symbol], ...]]
    literals: frozenset[str]
    corners: dict[str, frozenset[str]]
    # what was answered before, for every clause asks the same again; keys are sets of categories of words
    _reached: dict[frozenset[str], frozenset[str]] = field(default_factory=dict, repr=False, compare=False)
    _opened: dict[tuple[str, frozenset[str]], Openers] = field(default_factory=dict, repr=False, compare=False)

    def ahead(self, words: frozenset[str]) -> frozenset[str]:
        """Return every category that can begin where words of these categories begin."""
        found = self._reached.get(words)
        if found is None:
            found = self._reached[words] = frozenset().union(*(self.starts_with(cat) for cat in words))
        return found

    def openers(self, cat: str, words: frozenset[str]) -> Openers:
        """Return the unary rules that ``cat`` opens, and the longer ones that can go on with one of the next words."""
        found = self._opened.get((cat, words))
        if found is None:
            ahead, rules = self.ahead(words), self.opening.get(cat, ())
            unary = tuple((rule, symbol.test) for rule, symbol in rules if len(rule.rhs) == 1)
            longer = tuple(
                (rule, symbol.test)
                for rule, symbol in rules
                if len(rule.rhs) > 1 and not ahead.isdisjoint(rule.cats[1])
            )
            found = self._opened[cat, words] = (unary, longer)
        return found

    def starts_with(self, cat: str) -> frozenset[str]:
        """Return every category whose first word can be of the category ``cat``, itself included."""
        return self.corners.get(cat) or frozenset((cat,))


def read_grammar(path: Path) -> Grammar:
    """Read and compile a grammar; raises InputError naming the line of a malformed rule."""
    rules = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if number == 1 or not line.strip() or line.startswith("#"):
            continue
        try:
            rules.append(parse_rule(line, f"{path}:{number}"))
        except (ValueError, IndexError) as error:
            raise InputError(f"malformed rule ({error})", place=f"{path}:{number}", remedy="see grammar.py") from None
    return index(rules)


def index(rules: list[Rule]) -> Grammar:
    """Index rules by the categories of their first symbols."""
    opening: dict[str, list[tuple[Rule, Symbol]]] = {}
    literals: set[str] = set()
    for rule in rules:
        for symbol in rule.rhs[0]:
            opening.setdefault(symbol.cat, []).append((rule, symbol))
        literals.update(symbol.cat[1:-1] for options in rule.rhs for symbol in options if symbol.cat.startswith("'"))
    found = {cat: tuple(entries) for cat, entries in opening.items()}
    return Grammar(tuple(rules), found, frozenset(literals), _corners(found))


def _corners(opening: dict[str, tuple[tuple[Rule, Symbol], ...]]) -> dict[str, frozenset[str]]:
    """Close the relation "can open" over the rules, so that the chart can look one word ahead."""
    closed = {}
    for cat in opening:
        reached, agenda = {cat}, [cat]
        while agenda:
            for rule, _ in opening.get(agenda.pop(), ()):
                if rule.lhs not in reached:
                    reached.add(rule.lhs)
                    agenda.append(rule.lhs)
        closed[cat] = frozenset(reached)
    return closed


def parse_rule(line: str, place: str = "") -> Rule:
    """Compile one line of a grammar file.

    >>> rule = parse_rule("np-de\\tNP < AP '的' NP\\t0.1\\t3 <mod=1\\t严重的问题\\tserious problems")
    >>> rule.lhs, rule.head, rule.slots
    ('NP', 2, (('mod', 0, True),))
    """
    name, rule, cost, build, *examples = [*line.split("\t"), "", ""]
    left, arrow, right = rule.partition(" < ")
    if not arrow:
        raise ValueError("no < in the rule")
    rhs = tuple(_symbols(match) for match in _SYMBOL.finditer(right))
    head, slots, sets = _build(build)
    if max([head, *(child for _, child, _ in slots)]) >= len(rhs):
        raise ValueError("the build names a child that the rule lacks")
    cats = tuple(frozenset(symbol.cat for symbol in options) for options in rhs)
    own = {**{slot: "1" for slot, _, _ in slots}, **dict(sets)}
    example, english = examples[:2]
    return Rule(
        name, left.strip(), rhs, float(cost), head, slots, sets, example, english, place, rule.strip(), cats, own
    )


def _build(cell: str) -> tuple[int, tuple[tuple[str, int, bool], ...], tuple[tuple[str, str], ...]]:
    """Return the head child, the slots and the features of a build cell; children count from 0."""
    head, *parts = cell.split()
    slots, sets = [], []
    for part in parts:
        key, _, value = part.lstrip("+<").partition("=")
        if part.startswith("+"):
            sets.append((key, value or "1"))
        else:
            slots.append((key, int(value) - 1, part.startswith("<")))
    return int(head) - 1, tuple(slots), tuple(sets)


def _symbols(match: re.Match[str]) -> tuple[Symbol, ...]:
    if match[1]:
        return tuple(Symbol(f"'{word}'") for word in match[1].split("|"))
    return (Symbol(match[2], _test(match[3]) if match[3] else None),)


def _test(conditions: str) -> Test:
    return reduce(_both, [_condition(part.strip()) for part in conditions.split(",")])


def _both(first: Test, second: Test) -> Test:
    return lambda item: first(item) and second(item)


def _condition(part: str) -> Test:
    """Compile one condition; what Item.feature does stands in each test, for the chart asks them most of its time."""
    if "=" in part:
        name, _, values = part.partition("=")
        wanted = frozenset(values.split("|"))
        if name == "word":
            return lambda item: item.entry.zh in wanted
        if name == "!word":
            return lambda item: item.entry.zh not in wanted
        return _unlike(name[1:], wanted) if name.startswith("!") else _like(name, wanted)
    return _absent(part[1:]) if part.startswith("!") else _present(part)


def _like(name: str, wanted: frozenset[str]) -> Test:
    def test(item: Item) -> bool:
        found = item.feats.get(name)
        return (item.entry.features.get(name, "") if found is None else found) in wanted

    return test


def _unlike(name: str, unwanted: frozenset[str]) -> Test:
    def test(item: Item) -> bool:
        found = item.feats.get(name)
        return (item.entry.features.get(name, "") if found is None else found) not in unwanted

    return test


def _present(name: str) -> Test:
    def test(item: Item) -> bool:
        found = item.feats.get(name)
        return bool(item.entry.features.get(name) if found is None else found)

    return test


def _absent(name: str) -> Test:
    def test(item: Item) -> bool:
        found = item.feats.get(name)
        return not (item.entry.features.get(name) if found is None else found)

    return test


@cache
def shipped_grammar() -> Grammar:
    """Return the grammar that comes with the package."""
    return read_grammar(data("transfer", "data", "grammar", "rules.tsv"))
