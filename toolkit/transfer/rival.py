"""Rival analyses: what the chart kept beside its choice, by how much it lost, and in what the two differ.

Costs add up, and rules look at nothing but the head and the features of a constituent. So where one constituent gives
way to another that the rules above it take as well, the whole analysis costs more by just their difference: the best
rival of a clause is found by looking once at each constituent of its analysis.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from toolkit.document import Draft
from toolkit.text import Span
from toolkit.transfer.chart import Chart, Item, complete, standing
from toolkit.transfer.pieces import Piece

Place = tuple[int, int]
_Way = tuple[float, tuple[Item, ...]]
_COORDINATED = frozenset(("co", "vco"))
SEGMENTATION, SENSE, ATTACHMENT, SAME = "words", "sense", "attachment", "same"


@dataclass(frozen=True, slots=True)
class Reading:
    """How a stretch was read: its edges, its chart, what constituents stood for, and the constituents chosen.

    ``heading`` and ``quoting`` are those of the context in which it was read.
    """

    span: Span
    edges: tuple[Item, ...]
    chart: Chart
    roots: dict[str, float]
    items: tuple[Item, ...]
    heading: bool = False
    quoting: bool = False

    @property
    def cost(self) -> float:
        """The cost of the cover that was chosen."""
        return sum(standing(item, self.roots) for item in self.items)


Say = Callable[[Reading, Sequence[Item]], str]


@dataclass(frozen=True, slots=True)
class Derivation:
    """A draft of one segment with all that led to it.

    ``placed`` are the pieces of the English with their places in it, ``readings`` the stretches in the order in which
    they were read, ``parses`` the constituents of each clause; ``say`` returns the English of an analysis of a reading.
    """

    text: str
    draft: Draft
    placed: tuple[tuple[Span, Piece], ...]
    readings: tuple[Reading, ...]
    parses: tuple[tuple[Item, ...], ...]
    say: Say


@dataclass(frozen=True, slots=True)
class Rival:
    """Another analysis of a stretch: what it costs more, and its constituents.

    ``chosen`` and ``other`` are the constituents in which the two differ, None where the stretch is divided otherwise.
    """

    difference: float
    items: tuple[Item, ...]
    chosen: Item | None = None
    other: Item | None = None


@dataclass(frozen=True, slots=True)
class Contrast:
    """In what two analyses differ: the kind, the word it shows at first, and what each makes of that word.

    ``kind`` is "words" (the characters are cut otherwise), "sense" (another entry or category), "attachment" (a word
    belongs to another) or "same". ``chosen`` and ``other`` are places of the governing words (attachment) or the
    readings of the word (sense).
    """

    kind: str
    word: Span
    chosen: Item | Span | None = None
    other: Item | Span | None = None


def rivals(reading: Reading, within: float) -> list[Rival]:
    """Return the analyses that cost at most ``within`` more than the chosen one, cheapest first."""
    found = [rival for index in range(len(reading.items)) for rival in _in_place(reading, index, within)]
    return sorted(found, key=lambda rival: rival.difference)


def _in_place(reading: Reading, index: int, within: float) -> Iterator[Rival]:
    """Yield the rivals of one constituent of the cover: others over the same stretch, and changes inside it."""
    item = reading.items[index]
    own = standing(item, reading.roots)

    def rival(difference: float, root: Item, chosen: Item, other: Item) -> Rival:
        items = (*reading.items[:index], root, *reading.items[index + 1 :])
        return Rival(round(difference, 4), items, chosen, other)

    for kept in reading.chart.cells.get((item.start, item.end), {}).values():
        for other in kept:
            difference = standing(other, reading.roots) - own
            if other is not item and difference <= within:
                yield rival(difference, other, item, other)
    for inner in _constituents(item):
        if inner.rival is not None and inner.rival.cost - inner.cost <= within:
            changed = _exchanged(item, inner, inner.rival)
            if changed is not None:
                yield rival(inner.rival.cost - inner.cost, changed, inner, inner.rival)


def covers(reading: Reading, count: int) -> list[Rival]:
    """Return the best ways, the chosen one first, to divide the stretch into constituents; fragments included."""
    best: dict[int, list[_Way]] = {reading.span.start: [(0.0, ())]}
    cells: dict[int, list[tuple[int, Item]]] = {}
    for (left, right), cell in reading.chart.cells.items():
        cells.setdefault(right, []).extend((left, kept[0]) for kept in cell.values())
    for right in sorted(cells):
        ways = _sorted(
            (cost + standing(item, reading.roots), (*items, item))
            for left, item in cells[right]
            for cost, items in best.get(left, ())
        )
        divided: dict[tuple[Place, ...], _Way] = {}
        for way in ways:
            divided.setdefault(tuple((item.start, item.end) for item in way[1]), way)
        if divided:
            best[right] = list(islice(divided.values(), count))
    found = best.get(reading.span.end, [])
    return [Rival(round(cost - reading.cost, 4), items) for cost, items in found]


def _sorted(ways: Iterable[_Way]) -> list[_Way]:
    return sorted(ways, key=lambda way: way[0])


def _constituents(item: Item) -> Iterator[Item]:
    yield item
    for kid in item.kids:
        yield from _constituents(kid)


def _exchanged(root: Item, old: Item, new: Item) -> Item | None:
    """Return a derivation in which one constituent stands in the place of another; None where a rule refuses it."""
    if root is old:
        return new
    if root.rule is None or not root.start <= old.start <= old.end <= root.end:
        return root
    kids = []
    for options, kid in zip(root.rule.rhs, root.kids, strict=True):
        changed = _exchanged(kid, old, new)
        if changed is None or not (changed is kid or any(symbol.takes(changed) for symbol in options)):
            return None
        kids.append(changed)
    if all(kid is before for kid, before in zip(kids, root.kids, strict=True)):
        return root
    return complete(root.rule, root.start, root.end, root.cost + new.cost - old.cost, tuple(kids))


def contrast(chosen: Sequence[Item], other: Sequence[Item]) -> Contrast:
    """Tell in what two analyses of one stretch differ first: in its words, in a sense, in an attachment."""
    ours, theirs = words(chosen), words(other)
    first = next((place for place in sorted(ours.keys() ^ theirs.keys())), None)
    if first is not None:
        return Contrast(SEGMENTATION, Span(*first))
    for place, leaf in ours.items():
        rival = theirs[place]
        literal = "'" in (rival.cat[0], leaf.cat[0])  # a literal of the grammar is no other sense of a word
        if not literal and (rival.entry is not leaf.entry or rival.cat != leaf.cat):
            return Contrast(SENSE, Span(*place), leaf, rival)
    before, after = governors(chosen), governors(other)
    for place in sorted(before.keys() & after.keys()):
        if before[place] != after[place]:
            return Contrast(ATTACHMENT, Span(*place), Span(*before[place]), Span(*after[place]))
    return Contrast(SAME, Span(0, 0))


def words(items: Sequence[Item]) -> dict[Place, Item]:
    """Return the words of an analysis by their places, in the order of the text."""
    agenda, found = list(items[::-1]), {}
    while agenda:
        item = agenda.pop()
        if not item.kids:
            found[item.start, item.end] = item
        agenda += item.kids[::-1]
    return found


def governors(items: Sequence[Item]) -> dict[Place, Place]:
    """Return the place of the word that each word or series belongs to; members of one series belong to it alike.

    A series is told by its whole stretch; one that stands inside another is a part of it, however it was built.
    """
    found: dict[Place, tuple[Place, bool]] = {}
    series: set[Place] = set()
    for root in items:
        for item in _constituents(root):
            if item.rule is None:
                continue
            joins, above = _joins(item), _head(item)
            series |= {above} if joins else set()
            children = range(len(item.kids)) if joins else [child for _, child, _ in item.rule.slots]
            for child in children:
                kid = item.kids[child]
                if not kid.cat.startswith("'") and _head(kid) != above:
                    found[_head(kid)] = (above, joins)
    return {place: _outermost(above, series, found) for place, (above, _) in found.items()}


def _outermost(place: Place, series: set[Place], found: dict[Place, tuple[Place, bool]]) -> Place:
    """Return the series that a series is a member of, and so on up; any other place itself."""
    while place in series and place in found and found[place][1]:
        place = found[place][0]
    return place


def _joins(item: Item) -> bool:
    return item.rule is not None and any(name in _COORDINATED for name, _ in item.rule.sets)


def _head(item: Item) -> Place:
    """Return the place of the head word of a constituent, of a series its whole stretch."""
    while item.rule is not None and not _joins(item):
        item = item.kids[item.rule.head]
    return item.start, item.end
