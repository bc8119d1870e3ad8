"""What generation knows of the text around a clause: genre, region, what has been mentioned."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from toolkit.analysis.values import Name
from toolkit.text import Span
from toolkit.transfer.lexicon import Entry
from toolkit.transfer.vocabulary import Vocabulary

FULL_NAME = 3  # code points: family name and given name


@dataclass(frozen=True, slots=True)
class Decision:
    """What generation decided of a word: its kind (sense, clause, article), the place of the word, and how and why."""

    kind: str
    word: Span
    told: str


@dataclass(slots=True)
class Context:
    """The state of one document's generation.

    ``genre`` is news, rule, notice, report or procurement; ``heading``, ``quoting`` and ``item`` (of a
    numbered list) hold for the stretch in hand. ``trace`` gathers decisions for ``explain``; it is None while a text is
    only drafted.
    """

    vocabulary: Vocabulary
    genre: str = "news"
    region: str = ""
    heading: bool = False
    quoting: bool = False
    item: bool = False
    mentioned: set[str] = field(default_factory=set)
    persons: dict[str, Name] = field(default_factory=dict)
    trace: list[Decision] | None = None

    def recalled(self, text: str, found: Sequence[tuple[Span, Name]]) -> Sequence[tuple[Span, Name]]:
        """Return the names of a stretch with those of persons who were named before, where nothing else is a name.

        局长罗建平 is known by his title; later on 罗建平 stands alone, and the tokenizer takes it to pieces.
        """
        for span, name in found:
            if name.kind == "person" and not name.masked and len(span) >= FULL_NAME:
                self.persons.setdefault(span.of(text), name)
        places = [
            (Span(at.start(), at.end()), name) for zh, name in self.persons.items() for at in re.finditer(zh, text)
        ]
        more = [(span, name) for span, name in places if not any(span.overlaps(other) for other, _ in found)]
        return sorted([*found, *more], key=lambda pair: pair[0]) if more else found

    def note(self, kind: str, start: int, end: int, told: Callable[[], str]) -> None:
        """Note a decision of generation where somebody asked for it; ``told`` says it in words."""
        if self.trace is not None:
            self.trace.append(Decision(kind, Span(start, end), told()))

    @contextmanager
    def untraced(self) -> Iterator[None]:
        """Write something that is not the draft: its decisions are not noted."""
        kept, self.trace = self.trace, None
        try:
            yield
        finally:
            self.trace = kept

    @contextmanager
    def of_genre(self, genre: str) -> Iterator[None]:
        """Write a clause in the manner of a genre: a rule quoted in the news is a rule."""
        kept, self.genre = self.genre, genre
        try:
            yield
        finally:
            self.genre = kept

    def measure(self, unit: str, head: str = "") -> str:
        """Return the English measure noun of a Chinese measure word (批: batch), nothing where English has none.

        ``head`` is the noun that is counted, which may ask for another one (香烟三十条: 30 cartons).
        """
        known = [entry for entry in self.vocabulary.senses(unit) if entry.cat == "q" and self._counts(entry, head)]
        chosen = min(known, key=lambda entry: not entry.get("head"), default=None)
        return "" if chosen is None or chosen.en == "-" else chosen.en

    def _counts(self, entry: Entry, head: str) -> bool:
        heads, region = entry.get("head"), entry.get("reg")
        named = not heads or head.endswith(tuple(part.strip() for part in heads.split(",")))
        return named and (not region or self.region in region.split(","))

    def senses(self, word: str, cat: str) -> tuple[Entry, ...]:
        """Return the senses of a word as one category, conditioned ones included."""
        return tuple(entry for entry in self.vocabulary.senses(word) if entry.cat == cat)
