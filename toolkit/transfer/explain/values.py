"""What an explanation is made of: plain values that text, JSON and the reading copy print.

Spans of the source count in the segment, spans of the English in its draft. Costs are those of the rules: the lower
wins.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, is_dataclass
from typing import Any

from toolkit.document import Finding
from toolkit.text import Span

FRAGMENTS = "fragments"


@dataclass(frozen=True, slots=True)
class Word:
    """A word as the lattice has it: characters, category, English, entry, where the entry stands, cost."""

    span: Span
    zh: str
    cat: str
    english: str
    by: str
    place: str
    cost: float


@dataclass(frozen=True, slots=True)
class Chosen:
    """A word of the best analysis, with the other words that were to be had at its place."""

    word: Word
    rivals: tuple[Word, ...] = ()


@dataclass(frozen=True, slots=True)
class Branch:
    """A constituent of a derivation: what it is, its cost, and the rule that made it of its children.

    A word has no rule; ``by`` is then its entry. ``place`` is where the rule stands.
    """

    span: Span
    zh: str
    cat: str
    cost: float
    rule: str = ""
    text: str = ""
    place: str = ""
    by: str = ""
    kids: tuple[Branch, ...] = ()


@dataclass(frozen=True, slots=True)
class Loser:
    """An analysis that lost: what it costs more, in what it differs, at which word, what it would say.

    ``kind`` is words (the characters are cut otherwise), sense, attachment, fragments (the stretch is divided
    otherwise) or same (another way to build the same tree). ``branches`` are the constituents that it has in the place
    of the chosen ones.
    """

    difference: float
    kind: str
    word: Span
    zh: str
    english: str
    branches: tuple[Branch, ...]


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch that was read at once, the mark behind it, and how: words, derivation, losers.

    ``kept`` tells that its analysis was written; where the writing broke, its words are glossed.
    """

    span: Span
    zh: str
    mark: str
    cost: float
    words: tuple[Chosen, ...]
    branches: tuple[Branch, ...]
    losers: tuple[Loser, ...]
    kept: bool = True


@dataclass(frozen=True, slots=True)
class Run:
    """A run of English in its order: what it renders, the entry or rule that says so, and why where a rule does."""

    span: Span
    english: str
    source: Span
    zh: str
    by: str
    reason: str = ""
    supplied: bool = False


@dataclass(frozen=True, slots=True)
class Dropped:
    """A word of the source that the English leaves out, and why."""

    span: Span
    zh: str
    by: str
    reason: str


@dataclass(frozen=True, slots=True)
class Choice:
    """A decision of generation: its kind (sense, clause, article), the word, what was chosen and why."""

    kind: str
    span: Span
    zh: str
    told: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """All that led to the draft of one segment."""

    source: str
    english: str
    level: str
    genre: str
    clauses: tuple[Clause, ...]
    runs: tuple[Run, ...]
    dropped: tuple[Dropped, ...]
    choices: tuple[Choice, ...]
    findings: tuple[Finding, ...]


def to_json(value: Any) -> Any:
    """Return an explanation as JSON has it (docs/explain.schema.json): values by name, spans as pairs.

    >>> to_json(Dropped(Span(0, 2), "切实", "lexicon:切实/d", "English has no word for it here"))["span"]
    [0, 2]
    """
    if isinstance(value, Span):
        return [value.start, value.end]
    if isinstance(value, tuple):
        return [to_json(one) for one in value]
    if is_dataclass(value):
        return {field.name: to_json(getattr(value, field.name)) for field in fields(value)}
    return value
