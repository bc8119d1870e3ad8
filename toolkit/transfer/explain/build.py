"""Making an explanation of a derivation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from toolkit.document import Draft
from toolkit.tables import rows
from toolkit.text import Span
from toolkit.transfer.account import contents, silent
from toolkit.transfer.chart import Item
from toolkit.transfer.context import Decision
from toolkit.transfer.enclosure import CLAUSE_MARKS
from toolkit.transfer.explain.values import (
    FRAGMENTS,
    Branch,
    Choice,
    Chosen,
    Clause,
    Dropped,
    Explanation,
    Loser,
    Run,
    Word,
)
from toolkit.transfer.lexicon import place_of, short_place
from toolkit.transfer.rival import Derivation, Reading, Rival, contrast, covers, rivals, words

WITHIN = 1.0
LOSERS, RIVALS = 5, 6
_DROPS = ("light", "drop", "cop")


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a segment that was drafted at once: its derivation and the decisions taken.

    ``start`` is its place in the characters that were drafted, ``shift`` that of its English in the draft.
    """

    derivation: Derivation
    decisions: tuple[Decision, ...]
    start: int = 0
    shift: int = 0


def explain(source: str, draft: Draft, genre: str, parts: Sequence[Part], offsets: Sequence[int]) -> Explanation:
    """Return the explanation of a segment; ``offsets`` are the places in it of the characters that were drafted."""
    makers = [_Maker(source, part, offsets) for part in parts]
    return Explanation(
        source=source,
        english=draft.english,
        level=draft.level,
        genre=genre,
        clauses=tuple(clause for maker in makers for clause in maker.clauses()),
        runs=tuple(run for maker in makers for run in maker.runs()),
        dropped=tuple(one for maker in makers for one in maker.dropped()),
        choices=tuple(choice for maker in makers for choice in maker.choices()),
        findings=draft.findings,
    )


def reason(by: str) -> str:
    """Return why a rule puts a word, nothing for an entry, which says so itself.

    >>> reason("grammar:supplied-subject")
    'the Chinese leaves the subject unsaid'
    """
    return next((row[1] for row in rows("transfer", "reasons") if row[0] == by), "")


@dataclass(frozen=True, slots=True)
class _Maker:
    """Explains one part of a segment, in spans of the whole segment."""

    source: str
    part: Part
    offsets: Sequence[int]

    def place(self, start: int, end: int) -> Span:
        """Return a stretch of the part as a span of the segment."""
        first, last = start + self.part.start, end + self.part.start
        if first == last:
            at = self.offsets[first] if first < len(self.offsets) else len(self.source)
            return Span(at, at)
        return Span(self.offsets[first], self.offsets[last - 1] + 1)

    def clauses(self) -> Iterator[Clause]:
        """Yield the stretches that were read, in the order of the text."""
        derivation = self.part.derivation
        written = {id(item) for items in derivation.parses for item in items}
        readings = {reading.span: reading for reading in derivation.readings}
        for span in sorted(readings, key=lambda span: (span.start, -span.end)):
            reading = readings[span]
            kept = all(id(item) in written for item in reading.items) or self._read_again(reading)
            behind = derivation.text[span.end : span.end + 1]
            yield Clause(
                span=self.place(span.start, span.end),
                zh=span.of(derivation.text),
                mark=behind if behind in CLAUSE_MARKS else "",
                cost=round(reading.cost, 2),
                words=tuple(self.words(reading)),
                branches=tuple(map(self.branch, reading.items)),
                losers=tuple(self.losers(reading)),
                kept=kept,
            )

    def _read_again(self, reading: Reading) -> bool:
        """Whether a stretch was read twice (a noun phrase, to choose its article) and its other reading written."""
        spans = [(item.start, item.end) for item in reading.items]
        return any([(item.start, item.end) for item in items] == spans for items in self.part.derivation.parses)

    def words(self, reading: Reading) -> Iterator[Chosen]:
        """Yield the words of the analysis, each with the edges that it won against."""
        for leaf in words(reading.items).values():
            others = [
                edge
                for edge in reading.edges
                if edge is not leaf
                and edge.start < leaf.end
                and leaf.start < edge.end
                and not edge.cat.startswith("'")
                and (edge.cat, edge.entry) != (leaf.cat, leaf.entry)
                and not leaf.start <= edge.start <= edge.end < leaf.end
                and not leaf.start < edge.start
            ]
            others.sort(key=lambda edge: ((edge.start, edge.end) != (leaf.start, leaf.end), edge.cost))
            yield Chosen(self.word(leaf), tuple(self.word(edge) for edge in others[:RIVALS]))

    def word(self, edge: Item) -> Word:
        entry = edge.entry
        return Word(
            self.place(edge.start, edge.end),
            entry.zh,
            edge.cat,
            entry.en,
            entry.id,
            place_of(entry),
            round(edge.cost, 2),
        )

    def branch(self, item: Item) -> Branch:
        """Return a constituent and all below it."""
        rule, text = item.rule, self.part.derivation.text
        return Branch(
            span=self.place(item.start, item.end),
            zh=text[item.start : item.end],
            cat=item.cat,
            cost=round(item.cost, 2),
            rule=rule.id if rule else "",
            text=rule.text if rule else "",
            place=short_place(rule.place) if rule else place_of(item.entry),
            by="" if rule else item.entry.id,
            kids=tuple(map(self.branch, item.kids)),
        )

    def losers(self, reading: Reading) -> Iterator[Loser]:
        """Yield the best analyses that lost, cheapest first."""
        found = [(self._kind(reading, rival), rival) for rival in rivals(reading, WITHIN)]
        found += [(FRAGMENTS, rival) for rival in covers(reading, LOSERS + 1) if rival.items != reading.items]
        whole = {tuple(map(id, rival.items)): (kind, rival) for kind, rival in reversed(found)}
        for kind, rival in sorted(whole.values(), key=lambda one: one[1].difference)[:LOSERS]:
            shown = contrast(reading.items, rival.items)
            branches = (rival.other,) if rival.other is not None else rival.items
            yield Loser(
                difference=round(rival.difference, 2),
                kind=kind,
                word=self.place(shown.word.start, shown.word.end),
                zh=shown.word.of(self.part.derivation.text),
                english=self._say(reading, rival),
                branches=tuple(map(self.branch, branches)),
            )

    def _kind(self, reading: Reading, rival: Rival) -> str:
        return contrast(reading.items, rival.items).kind

    def _say(self, reading: Reading, rival: Rival) -> str:
        try:
            return self.part.derivation.say(reading, rival.items)
        except Exception:  # broad as in doubt.py: what cannot be said is shown without its English
            return ""

    def runs(self) -> Iterator[Run]:
        """Yield the English, run by run."""
        text = self.part.derivation.text
        for span, piece in self.part.derivation.placed:
            if not len(span):
                continue
            yield Run(
                span=span.shift(self.part.shift),
                english=span.of(self.part.derivation.draft.english),
                source=self.place(piece.start, piece.end),
                zh=text[piece.start : piece.end],
                by=piece.by,
                reason=reason(piece.by),
                supplied=piece.supplied or piece.start == piece.end,
            )

    def dropped(self) -> Iterator[Dropped]:
        """Yield the content words that the English leaves out."""
        derivation = self.part.derivation
        said = {at for _, piece in derivation.placed for at in range(piece.start, piece.end)}
        taken = silent(derivation.parses)
        for leaf in contents(derivation.parses):
            if said.isdisjoint(range(leaf.start, leaf.end)):
                why = "silent" if leaf.start in taken else _why_dropped(leaf)
                place = self.place(leaf.start, leaf.end)
                yield Dropped(place, leaf.entry.zh, leaf.entry.id, reason(f"dropped:{why}"))

        for link in derivation.draft.links:
            if link.by == "dropped:grammar:opener":
                (span,) = link.source
                place = self.place(span.start, span.end)
                yield Dropped(place, span.of(derivation.text), "grammar:opener", reason("dropped:opener"))

    def choices(self) -> Iterator[Choice]:
        """Yield the decisions of generation, in the order of the text; of two on one word the later one was written."""
        text = self.part.derivation.text
        last = {(decision.kind, decision.word): decision for decision in self.part.decisions}
        for decision in sorted(last.values(), key=lambda one: (one.word.start, one.kind)):
            word = decision.word
            yield Choice(decision.kind, self.place(word.start, word.end), word.of(text), decision.told)


def _why_dropped(leaf: Item) -> str:
    if leaf.entry.en in ("", "-"):
        return "empty"
    return next((flag for flag in _DROPS if leaf.entry.flag(flag)), "merged")
