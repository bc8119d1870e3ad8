"""The glossary's own forms, locked against every engine: a term is written as its row writes it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from toolkit.glossary import Glossary
from toolkit.script.opencc import converted
from toolkit.script.words import masked, uncut, words
from toolkit.text import Span


@dataclass(frozen=True, slots=True)
class Locks:
    """Pairs of forms by their source form, for one direction, and the automaton that finds them.

    Empty by default; ``locks`` makes them of a glossary. Terms whose two forms differ in length are left out, and a
    term that a word border cuts (天网 in 今天网上) is not locked.
    """

    pairs: dict[str, str] = field(default_factory=dict)
    automaton: Any = None

    def forms(self, characters: str, _signs: list[str], *, to_hant: bool) -> Iterator[tuple[int, str]]:
        """Yield the start (code points) and the target form of each locked term of ``characters``."""
        for span, form in self.found(characters, to_hant=to_hant):
            yield span.start, form

    def found(self, characters: str, *, to_hant: bool = True) -> Iterator[tuple[Span, str]]:
        """Yield the span and the target form of each locked term, leftmost and longest first."""
        if self.automaton is None:
            return
        readable = masked(characters)
        hits = [Span(start, end) for _, start, end in self.automaton.find_matches_as_indexes(readable)]
        if hits:
            tokens = words(readable if to_hant else converted("t2s", readable))
            yield from ((span, self.pairs[span.of(characters)]) for span in uncut(iter(hits), tokens))
