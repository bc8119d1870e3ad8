"""Where an English text breaks the glossary or loses a number: the audit of a draft or of any translation.

Each occurrence of a term in a source segment asks for a rendering of its own in the English beside it. Terms are found
by the rule of ``terms.matching``, so a term inside a longer one is not asked for twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date as Date

from toolkit.analysis.quantities import quantities
from toolkit.check.figures import numbers, stands
from toolkit.check.wording import Words, places
from toolkit.features import parse_features
from toolkit.glossary import Concept, Glossary
from toolkit.terms.borders import borders
from toolkit.terms.matching import Hit, Matcher
from toolkit.terms.patterned import shipped_patterns
from toolkit.terms.variables import fill

CODES = {
    "A101": "no accepted rendering of a term stands in the English",
    "A102": "a rendering that the glossary forbids is used",
    "A103": "another rendering than the preferred one is used (with strict)",
    "A201": "a number of the source is missing from the English",
    "A202": "a date or time of the source is missing from the English",
    "A301": "a line has no English",
}
_TIMES = frozenset(("date", "date-range", "time", "duration"))
_SKIPPED = frozenset(("list-number",))


@dataclass(frozen=True, slots=True)
class Pair:
    """A source segment and its English, with the line that the source stands in, from 1."""

    line: int
    source: str
    english: str


@dataclass(frozen=True, slots=True)
class Flaw:
    """One finding: its code, where it stands in the source (line and column from 1), its characters and a message."""

    code: str
    line: int
    column: int
    source: str
    message: str
    concept: str = ""

    def __str__(self) -> str:
        return f"{self.line}:{self.column}: {self.code} {self.source}: {self.message}"


@dataclass(frozen=True, slots=True)
class Auditor:
    """Audits translations against a glossary; build it once.

    ``strict`` takes the preferred rendering alone; ``lenient`` lets a later occurrence of a term in a segment go
    without, as where English takes a pronoun; ``region`` and ``date`` are those of the source.

    >>> from toolkit.glossary import Term
    >>> concept = Concept("police-station", "policing", (Term("派出所", "派出所", "pàichūsuǒ"),), "police station")
    >>> auditor = Auditor(Glossary({concept.id: concept}))
    >>> [str(flaw) for flaw in auditor.audit([Pair(1, "派出所15个", "15 police posts")])]
    ['1:1: A101 派出所: no accepted rendering (police station)']
    """

    glossary: Glossary
    strict: bool = False
    lenient: bool = False
    region: str = ""
    date: Date | None = None
    _matcher: Matcher = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_matcher", Matcher(self.glossary.technical(), self.region, shipped_patterns()))

    def audit(self, pairs: Iterable[Pair]) -> Iterator[Flaw]:
        """Yield the flaws of some pairs in the order of the source."""
        for pair in pairs:
            if not pair.source.strip():
                continue
            if not pair.english.strip():
                yield Flaw("A301", pair.line, 1, pair.source.strip()[:12], "no English")
                continue
            hits = self._matcher.hits(pair.source)
            found = [*self._terms(pair, hits), *self._quantities(pair, hits)]
            yield from sorted(found, key=lambda flaw: (flaw.column, flaw.code))

    def _terms(self, pair: Pair, hits: Sequence[Hit]) -> Iterator[Flaw]:
        words = Words.of(pair.english)
        taken = _allot([(hit, list(_candidates(hit, words))) for hit in hits])
        rendered = {hit.concept.id for hit, chosen in zip(hits, taken, strict=True) if chosen}
        for hit, chosen in zip(hits, taken, strict=True):
            renderings = accepted(hit)
            if not chosen and not (self.lenient and hit.concept.id in rendered):
                message = f"no accepted rendering ({' | '.join(renderings[:4])})"
                yield _flaw("A101", pair, hit, message)
            elif self.strict and chosen and chosen[0] > 0:
                yield _flaw("A103", pair, hit, f'"{renderings[chosen[0]]}" instead of "{renderings[0]}"')
        yield from self._forbidden(pair, hits, words, taken)

    def _forbidden(
        self, pair: Pair, hits: Sequence[Hit], words: Words, taken: Sequence[tuple[int, tuple[int, ...]] | None]
    ) -> Iterator[Flaw]:
        """Yield forbidden renderings of the terms of a segment, unless they are part of an accepted one."""
        used = {at for chosen in taken if chosen for at in chosen[1]}
        for hit in {hit.concept.id: hit for hit in reversed(hits)}.values():
            for rendering in hit.concept.forbidden:
                for place in places(rendering, words):
                    if not set(place) <= used:
                        yield _flaw("A102", pair, hit, f'"{rendering}" is forbidden')

    def _quantities(self, pair: Pair, hits: Sequence[Hit]) -> Iterator[Flaw]:
        """Yield the quantities that the English lacks; those inside a term are the term's."""
        left = numbers(pair.english)
        held = {at for hit in hits if not hit.framed for at in range(hit.span.start, hit.span.end)}
        text = borders(pair.source.replace("\0", " "), ()).hans if pair.source.isprintable() else pair.source
        for span, quantity in quantities(text, date=self.date, region=self.region or "CN"):
            inside = held.issuperset(range(span.start, span.end))
            if inside or quantity.kind in _SKIPPED or stands(quantity, pair.english, left):
                continue
            code = "A202" if quantity.kind in _TIMES else "A201"
            yield Flaw(code, pair.line, span.start + 1, span.of(pair.source), f"{quantity.english} is missing")


def accepted(hit: Hit) -> list[str]:
    """Return the renderings that a hit accepts, the preferred one first; the noun of a verb is one of them."""
    found = dict.fromkeys(hit.renderings)
    features = parse_features(hit.concept.grammar) if hit.concept.grammar else {}
    for name in ("vn", "prem", "vprem", "pl"):
        more = features.get(name, "").removesuffix("(mass)").removesuffix("(pl)")
        if more not in ("", "1"):
            found.setdefault(fill(more, hit.values))
    return list(found)


Place = tuple[int, tuple[int, ...]]


def _candidates(hit: Hit, words: Words) -> Iterator[Place]:
    """Yield the places of a hit's renderings, each with the rank of the rendering."""
    for rank, rendering in enumerate(accepted(hit)):
        for place in places(rendering, words):
            yield rank, place


def _allot(wanted: Sequence[tuple[Hit, list[Place]]]) -> list[Place | None]:
    """Give each hit a place of its own as far as they go round: the longest renderings and the scarcest first.

    A hit that finds all its places taken moves another, where that one has a further place.
    """
    chosen: list[Place | None] = [None] * len(wanted)
    owner: dict[int, int] = {}
    order = sorted(range(len(wanted)), key=lambda at: (-_longest(wanted[at][1]), len(wanted[at][1]), at))
    for at in order:
        _place(at, wanted, chosen, owner, set())
    return chosen


def _longest(found: Sequence[Place]) -> int:
    return max((len(place) for _, place in found), default=0)


def _place(
    at: int,
    wanted: Sequence[tuple[Hit, list[Place]]],
    chosen: list[Place | None],
    owner: dict[int, int],
    asked: set[int],
) -> bool:
    asked.add(at)
    ordered = sorted(wanted[at][1], key=lambda found: (-len(found[1]), found[0]))
    for rank, place in sorted(ordered, key=lambda found: any(word in owner for word in found[1])):
        holders = {owner[word] for word in place if word in owner}
        if holders & asked or len(holders) > 1:
            continue
        for holder in holders:
            _release(holder, chosen, owner)
        owner.update(dict.fromkeys(place, at))
        before, chosen[at] = chosen[at], (rank, place)
        if all(_place(holder, wanted, chosen, owner, asked) for holder in holders):
            return True
        _release(at, chosen, owner)
        chosen[at] = before
        for holder in holders:
            _restore(holder, wanted, chosen, owner)
    return False


def _release(at: int, chosen: list[Place | None], owner: dict[int, int]) -> None:
    for word in [word for word, holder in owner.items() if holder == at]:
        del owner[word]


def _restore(
    at: int, wanted: Sequence[tuple[Hit, list[Place]]], chosen: list[Place | None], owner: dict[int, int]
) -> None:
    place = chosen[at]
    if place is not None:
        owner.update(dict.fromkeys(place[1], at))


def _flaw(code: str, pair: Pair, hit: Hit, message: str) -> Flaw:
    shown = "…".join(span.of(pair.source) for span in hit.spans)
    return Flaw(code, pair.line, hit.span.start + 1, shown, message, hit.concept.id)


__all__ = ["CODES", "Auditor", "Concept", "Flaw", "Pair", "accepted"]
