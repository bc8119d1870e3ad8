"""What generation knows of the text around a clause: genre, region, what has been mentioned."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from toolkit.transfer.lexicon import Entry
from toolkit.transfer.vocabulary import Vocabulary


@dataclass(slots=True)
class Context:
    """The state of one document's generation.

    ``genre`` is news, rule, notice, report or procurement; ``heading``, ``quoting`` and ``item`` (of a
    numbered list) hold for the stretch in hand.
    """

    vocabulary: Vocabulary
    genre: str = "news"
    region: str = ""
    heading: bool = False
    quoting: bool = False
    item: bool = False
    mentioned: set[str] = field(default_factory=set)

    @contextmanager
    def of_genre(self, genre: str) -> Iterator[None]:
        """Write a clause in the manner of a genre: a rule quoted in the news is a rule."""
        kept, self.genre = self.genre, genre
        try:
            yield
        finally:
            self.genre = kept

    def measure(self, unit: str) -> str:
        """Return the English measure noun of a Chinese measure word (批: batch), nothing where English has none."""
        for entry in self.vocabulary.words.get(unit, ()):
            if entry.cat == "q":
                return "" if entry.en == "-" else entry.en
        return ""

    def senses(self, word: str, cat: str) -> tuple[Entry, ...]:
        """Return the senses of a word as one category, conditioned ones included."""
        return tuple(entry for entry in self.vocabulary.words.get(word, ()) if entry.cat == cat)
