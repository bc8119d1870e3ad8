"""Text in its place: the runs of a file that a reader reads, gathered into passages, and put back converted.

A format says where its text stands; it never writes anything but text. So whatever is not in a run comes out as the
very characters that came in. A passage is what reads as one stretch though markup cuts it (公<b>安</b>): it is
converted whole, because words do not end at markup, and the alignment brings the result back to its runs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from toolkit.text import Edits

_HEXADECIMAL = re.compile("&#[xX]")


class Turn(Protocol):
    """What a format needs of a conversion: a text, the edits of a text, and the language tag of the result."""

    def text(self, characters: str) -> str:
        """Return the converted text."""

    def edits(self, characters: str) -> Edits:
        """Return the edits that lead to the converted text."""

    def tag(self, found: str) -> str:
        """Return the language tag that takes the place of ``found``."""


class Run(NamedTuple):
    """Where text stands in a file (code points) and how it reads: ``&#20844;`` reads 公."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Passage:
    """Runs that read as one text, in order; a ``label`` is no text but a language tag."""

    runs: tuple[Run, ...]
    label: bool = False


def rewritten(characters: str, passages: Iterable[Passage], turn: Turn) -> str:
    """Return the file with each passage converted and every other character as it was.

    Passages may come in any order; they must not overlap.
    """
    changes = sorted(change for passage in passages for change in _changes(characters, passage, turn))
    parts: list[str] = []
    done = 0
    for start, end, text in changes:
        parts += (characters[done:start], text)
        done = end
    return "".join([*parts, characters[done:]])


def _changes(characters: str, passage: Passage, turn: Turn) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and new characters of each run that changes."""
    whole = "".join(run.text for run in passage.runs)
    if passage.label:
        parts = [turn.tag(whole)]
    elif whole.isascii():
        return
    else:
        parts = [turn.text(whole)] if len(passage.runs) == 1 else divided(passage.runs, turn.edits(whole))
    for run, part in zip(passage.runs, parts, strict=True):
        if part != run.text:
            found = characters[run.start : run.end]
            yield run.start, run.end, part if found == run.text else _referred(part, found)


def divided(runs: tuple[Run, ...], edits: Edits) -> list[str]:
    """Return the new text of each run, given the edits over all of them together.

    A replacement that reaches over several runs is dealt out a character to a character, the rest to the last.

    >>> from toolkit.text import Edit, Span
    >>> divided((Run(0, 1, "打"), Run(1, 3, "印机")), Edits((Edit(Span(0, 3), "印表機", "x"),)))
    ['印', '表機']
    """
    signs = [sign for run in runs for sign in run.text]
    for edit in edits:
        start, end = edit.span.start, edit.span.end
        if start == end:  # an insertion belongs to what it follows
            at = max(start - 1, 0)
            signs[at] = signs[at] + edit.text if start else edit.text + signs[at]
            continue
        for at in range(start, end):
            signs[at] = edit.text[at - start : at - start + 1]
        signs[end - 1] += edit.text[end - start :]
    parts, done = [], 0
    for run in runs:
        parts.append("".join(signs[done : done + len(run.text)]))
        done += len(run.text)
    return parts


def _referred(text: str, found: str) -> str:
    """Write a text as character references, in the manner of the one that it replaces."""
    form = "&#x{:X};" if _HEXADECIMAL.match(found) else "&#{:d};"
    return "".join(form.format(ord(sign)) for sign in text)
