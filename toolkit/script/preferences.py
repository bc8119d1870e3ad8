"""What a user wants of a conversion: words written in a given way, and stretches that are left as found.

Both stand above every engine, every rule and the glossary. What is protected is left alone even where the user's own
dictionary has a word for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from toolkit.errors import InputError, UsageError
from toolkit.text import Edit, Edits, Pair, Span

QUOTES = (("“", "”"), ("‘", "’"), ("「", "」"), ("『", "』"), ("《", "》"))
_QUOTED = "|".join(f"{opening}[^{opening}{closing}]*{closing}" for opening, closing in QUOTES)


@dataclass(frozen=True, slots=True)
class Protection:
    """Which stretches of a text no conversion touches.

    ``patterns`` are regular expressions (Python's ``re``), ``words`` strings taken literally; ``quoted`` protects what
    stands between quotation marks and title marks (“”, ‘’, 「」, 『』, 《》). Raises UsageError for a pattern that is
    no regular expression, or that matches the empty string, for it would protect nothing and look as if it did.

    >>> [span.of("他写道：“后来”，后来") for span in Protection(quoted=True).found("他写道：“后来”，后来")]
    ['“后来”']
    """

    patterns: tuple[str, ...] = ()
    quoted: bool = False
    words: tuple[str, ...] = ()
    _compiled: tuple[re.Pattern[str], ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        compiled = [_compile(pattern) for pattern in self.patterns]
        if wanted := sorted(filter(None, self.words), key=len, reverse=True):
            compiled.append(re.compile("|".join(map(re.escape, wanted))))
        if self.quoted:
            compiled.append(re.compile(_QUOTED))
        object.__setattr__(self, "_compiled", tuple(compiled))

    def found(self, characters: str) -> list[Span]:
        """Return the protected spans (code points), sorted, those that touch or overlap made one."""
        hits = sorted(hit.span() for pattern in self._compiled for hit in pattern.finditer(characters))
        joined: list[tuple[int, int]] = []
        for start, end in hits:
            if joined and start <= joined[-1][1]:
                joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
            elif start < end:
                joined.append((start, end))
        return [Span(start, end) for start, end in joined]


def _compile(pattern: str) -> re.Pattern[str]:
    try:
        compiled = re.compile(pattern)
    except re.error as error:
        where = "" if error.pos is None else f" at character {error.pos + 1}"
        raise UsageError(
            f'"{pattern}" is no regular expression: {error.msg}{where}', remedy="mend the pattern, or escape its signs"
        ) from error
    if compiled.match(""):
        raise UsageError(f'the pattern "{pattern}" matches the empty string', remedy="write one that needs a character")
    return compiled


@dataclass(frozen=True, slots=True)
class Preferences:
    """A user's own words and protection, for one conversion.

    ``words`` gives the Traditional form by the Simplified one; to Simplified it is read the other way round. The forms
    may differ in length. The rules of the edits: ``script.user``; what is protected has none.

    >>> Preferences({"干妈": "乾媽"}).settle("干妈来了", "s2t", Edits()).apply("干妈来了")
    '乾媽来了'
    """

    words: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    protection: Protection = field(default_factory=Protection)

    def __bool__(self) -> bool:
        """Whether there is anything to prefer."""
        return bool(self.words) or bool(self.protection.patterns or self.protection.words or self.protection.quoted)

    def held(self, characters: str, config: str) -> list[tuple[Span, str]]:
        """Return the spans that are settled and what is written there, sorted and disjoint."""
        settled = [(span, span.of(characters)) for span in self.protection.found(characters)]
        settled += self._own(characters, [span for span, _ in settled], config)
        return sorted(settled)

    def _own(self, characters: str, protected: list[Span], config: str) -> Iterator[tuple[Span, str]]:
        forms = dict(self.words)
        if config.partition("2")[2].startswith("s"):
            forms = {hant: hans for hans, hant in reversed(tuple(self.words.items()))}
        if not forms:
            return
        pattern = re.compile("|".join(map(re.escape, sorted(forms, key=len, reverse=True))))
        start = 0
        for border in (*protected, Span(len(characters), len(characters))):
            for hit in pattern.finditer(characters, start, border.start):
                yield Span(*hit.span()), forms[hit[0]]
            start = border.end

    def settle(self, characters: str, config: str, edits: Edits) -> Edits:
        """Return the edits of a conversion that keeps the length, with what is settled in the place of its own."""
        settled = self.held(characters, config)
        kept = _outside(edits, [span for span, _ in settled])
        own = (edit for span, form in settled for edit in settled_edits(characters, span, form))
        return Edits(tuple(sorted((*kept, *own), key=lambda edit: edit.span)))


def settled_edits(characters: str, span: Span, form: str) -> Iterator[Edit]:
    """Yield the edits that write ``form`` at ``span``: none where it stands there already."""
    found = span.of(characters)
    if len(form) == len(found):
        yield from Pair(found, form, "script.user").edits(span.start)
    else:
        yield Edit(span, form, "script.user")


def _outside(edits: Iterable[Edit], settled: list[Span]) -> Iterator[Edit]:
    """Yield the parts of the edits (each as long as what it replaces) that no settled span covers."""
    at = 0
    for edit in edits:
        start = edit.span.start
        while at < len(settled) and settled[at].end <= start:
            at += 1
        for span in settled[at:]:
            if span.start >= edit.span.end:
                break
            yield from _part(edit, start, span.start)
            start = max(start, span.end)
        yield from _part(edit, start, edit.span.end)


def _part(edit: Edit, start: int, end: int) -> Iterator[Edit]:
    if start < end:
        text = edit.text[start - edit.span.start : end - edit.span.start]
        yield Edit(Span(start, end), text, edit.rule, edit.evidence, edit.doubtful)


def read_user_dictionary(path: Path) -> Mapping[str, str]:
    """Return the Traditional forms by the Simplified ones, read from a TSV file in UTF-8.

    A line is ``Simplified<TAB>Traditional``; empty lines and lines that begin with ``#`` are skipped, and so is a
    header ``hans<TAB>hant``. Raises InputError, naming file and line, for another number of cells, an empty cell, a
    word that stands twice with different forms, and for bytes that are not UTF-8.
    """
    words: dict[str, str] = {}
    lines: dict[str, int] = {}
    for number, line in _numbered(path):
        cells = tuple(cell.strip() for cell in line.split("\t"))
        place = f"{path}:{number}"
        if len(cells) != 2 or not all(cells):
            found = "an empty cell" if len(cells) == 2 else f"{len(cells)} cells"
            raise InputError(f"{found} instead of a word and its form", place=place, remedy="write hans<TAB>hant")
        hans, hant = cells
        if words.get(hans, hant) != hant:
            remedy = "keep one of the two lines"
            raise InputError(f'"{hans}" has another form in line {lines[hans]}', place=place, remedy=remedy)
        if cells != ("hans", "hant"):
            words[hans], lines[hans] = hant, number
    return MappingProxyType(words)


def read_word_list(path: Path) -> tuple[str, ...]:
    """Return the words of a list to protect, one a line; empty lines and lines that begin with ``#`` are skipped.

    Raises InputError for bytes that are not UTF-8 and a file that cannot be read.
    """
    return tuple(line.strip() for _, line in _numbered(path))


def _numbered(path: Path) -> Iterator[tuple[int, str]]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(
            f"not UTF-8 at byte {error.start}", place=str(path), remedy="save the file as UTF-8"
        ) from error
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror}", place=str(path), remedy="check the name") from error
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip() and not line.startswith("#"):
            yield number, line
