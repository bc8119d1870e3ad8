"""Markdown (CommonMark, with front matter): prose, link texts, descriptions and titles; code, addresses and keys stay.

markdown-it-py says which lines are code or HTML; it gives no places within a line, so those are found here.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Generator, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from toolkit.formats.structure.html import passages as page_passages
from toolkit.formats.structure.html import text_runs
from toolkit.formats.structure.passages import Passage, Run

LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
FRONT = re.compile(
    r"\ufeff?(---|\+\+\+)[ \t]*(?:\r\n|\r|\n)(.*?)(?:\r\n|\r|\n)(?:\1|\.\.\.)[ \t]*(?:\r\n|\r|\n|\Z)", re.S
)
ENTRY = re.compile(r"""\s*(?:- )?(?:(["']?)([\w .-]+)\1\s*[:=](?:\s+|$))?(.*)""")
LANGUAGES = frozenset(("lang", "language", "locale"))
NAMES = re.compile(
    r"slug|url|permalink|aliases|image|cover|thumbnail|layout|template|type|id|css|bibliography|file|path"
)
CODE = frozenset(("fence", "code_block"))
MARKUP = re.compile(
    "|".join(
        f"(?P<{kind}>{pattern})"
        for kind, pattern in {
            "mark": r"\\[!-/:-@\[-`{-~]|[*_~]+",
            "comment": r"<!--.{0,10000}?-->",
            "raw": r"<(?P<opened>code|kbd|samp|script|style)\b[^>]{0,500}>.{0,2000}?</(?P=opened)\s*>",
            "address": r"<[a-zA-Z][a-zA-Z0-9+.-]{1,31}:[^\s<>]{0,2000}>|<[^\s<>@]{1,99}@[^\s<>]{1,99}>"
            r"|\b(?:https?|ftp)://[^\s<>\"'`()\[\]，。；：！？、（）《》【】“”‘’]*",
            "tag": r"</?[a-zA-Z][^\s/<>]{0,60}(?:[^<>\"']|\"[^\"]{0,999}\"|'[^']{0,999}'){0,99}+>",
            "end": r"(?:\r\n|\r|\n)[ \t>]*",
            "tick": r"`+",
            "target": r"\]\(",
            "label": r"\]\[[^\[\]]{0,999}\]",
            "short": r"\[[^\[\]]{1,999}\](?![\[(])",
        }.items()
    ),
    re.S,
)
TICKS = re.compile("`+")
TARGET = re.compile(
    r"\s*(?:<[^<>\r\n]{0,2000}>|(?:\\.|\((?:\\.|[^\s()]){0,999}+\)|[^\s()\\]){0,2000}+)"
    r"(?:\s+(?:\"((?:\\.|[^\"\\]){0,999})\"|'((?:\\.|[^'\\]){0,999})'|\(((?:\\.|[^()\\]){0,999})\)))?\s*\)",
    re.S,
)
DEFINITION = re.compile(
    r":[ \t]*(?:(?:\r\n|\r|\n)[ \t]*)?(?:<[^<>\r\n]*>|\S+)(?:[ \t]+[\"'(]([^\r\n]*)[\"')])?[ \t]*(?=[\r\n]|\Z)"
)


def passages(characters: str) -> Iterator[Passage]:
    """Yield the passages of a text in Markdown: a line is one, without the marks of emphasis.

    >>> found = passages('见**软**件[手册](软件.md "说明")和`软件`。\\n\\n    软件\\n')
    >>> ["".join(run.text for run in passage.runs) for passage in found]
    ['见软件[手册', '说明', '和', '。']
    """
    front = FRONT.match(characters)
    if front:
        yield from _front(characters, *front.span(2))
    start = front.end() if front else 0
    blocks, references = _blocks(characters[start:])
    for first, end, kind in blocks:
        span = start + first, start + end
        if kind == "html_block":
            yield from _shifted(page_passages(characters[slice(*span)]), span[0])
        elif kind == "text":
            yield from _prose(characters, *span, references)


def _front(characters: str, start: int, end: int) -> Iterator[Passage]:
    """Yield the values of front matter, but names and addresses; a key of language holds a language tag."""
    for line in LINE.finditer(characters, start, end):
        found = ENTRY.match(characters, line.start(), line.start() + len(line[0].rstrip("\r\n")))
        if not found or not found[3] or found[3].startswith("#"):
            continue
        key = (found[2] or "").lower()
        if key in LANGUAGES:
            value = found[3].strip().strip("\"'")
            at = characters.index(value, found.start(3))
            yield Passage((Run(at, at + len(value), value),), label=True)
        elif not NAMES.fullmatch(key) and "://" not in found[3]:
            yield Passage((Run(*found.span(3), found[3]),))


@lru_cache(maxsize=1)
def _parser() -> Any:
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark").disable(["inline", "text_join"])


def _blocks(characters: str) -> tuple[list[tuple[int, int, str]], frozenset[str]]:
    """Return the blocks (start, end, kind: text, code or html_block) and the labels that the text defines."""
    environment: dict[str, Any] = {}
    starts = [found.start() for found in LINE.finditer(characters)]
    starts.append(len(characters))
    blocks, done = [], 0
    for token in _parser().parse(characters, environment):
        if token.type not in CODE and token.type != "html_block":
            continue
        first, last = (min(line, len(starts) - 1) for line in token.map)
        if first > done:
            blocks.append((starts[done], starts[first], "text"))
        blocks.append((starts[first], starts[last], token.type))
        done = max(done, last)
    if done < len(starts) - 1:
        blocks.append((starts[done], len(characters), "text"))
    return blocks, frozenset(environment.get("references", ()))


def _shifted(found: Iterator[Passage], by: int) -> Iterator[Passage]:
    for passage in found:
        yield Passage(tuple(Run(run.start + by, run.end + by, run.text) for run in passage.runs), passage.label)


def _prose(characters: str, start: int, end: int, references: frozenset[str]) -> Iterator[Passage]:
    """Yield the passages of a block: marks of emphasis fall out of the text, all other markup ends a passage."""
    runs: list[Run] = []
    for kind, first, last in _Inline(characters, start, end, references).pieces():
        if kind == "text":
            runs += text_runs(characters, first, last)
        elif kind != "mark" and runs:
            yield Passage(tuple(runs))
            runs = []
        if kind == "tag":
            tag = page_passages(characters[first:last])
            yield from _shifted(tag, first)
        elif kind == "alone" and first < last:
            yield Passage((Run(first, last, characters[first:last]),))
    if runs:
        yield Passage(tuple(runs))


Piece = tuple[str, int, int]


@dataclass(slots=True)
class _Inline:
    """Reads the prose of one block in pieces: ``text``, ``mark``, ``tag``, ``alone`` (a label or a title), ``skip``."""

    characters: str
    start: int
    end: int
    references: frozenset[str]
    ticks: dict[int, list[int]] = field(default_factory=dict)

    def pieces(self) -> Iterator[Piece]:
        """Yield the pieces in order; what no piece covers is markup."""
        for run in TICKS.finditer(self.characters, self.start, self.end):
            self.ticks.setdefault(len(run[0]), []).append(run.start())
        at = self.start
        while found := MARKUP.search(self.characters, at, self.end):
            if found.start() > at:
                yield "text", at, found.start()
            kind = next(kind for kind, said in found.groupdict().items() if said is not None)
            if kind in ("mark", "tag"):
                yield kind, *found.span()
                at = found.end()
            else:
                at = yield from self._markup(kind, found)
        if at < self.end:
            yield "text", at, self.end

    def _markup(self, kind: str, found: re.Match[str]) -> Generator[Piece, None, int]:
        """Yield what a piece of markup holds of text; return where the prose goes on."""
        start, end = found.span()
        if kind == "tick":
            end = self._code_end(found)
        elif kind == "label":
            yield "alone", start + 2, end - 1
        elif kind == "target":
            target = TARGET.match(self.characters, end, self.end)
            if target and target.lastindex:
                yield "alone", *target.span(target.lastindex)
            end = target.end() if target else end
        elif kind == "short":
            end = yield from self._label(start, end)
        yield "skip", start, end
        return end

    def _code_end(self, found: re.Match[str]) -> int:
        """Where the code that backticks open ends; without as many to close it they are text."""
        closing = self.ticks.get(len(found[0]), [])
        at = bisect_right(closing, found.start())
        return closing[at] + len(found[0]) if at < len(closing) else found.end()

    def _label(self, start: int, end: int) -> Generator[Piece, None, int]:
        """Yield a label where the text defines it: it is converted alone, so that it stays the same everywhere."""
        from markdown_it.common.utils import normalizeReference

        label = self.characters[start + 1 : end - 1]
        if not label.startswith("^") and normalizeReference(label) not in self.references:
            return start + 1
        yield "alone", start + 1, end - 1
        defined = None if label.startswith("^") else DEFINITION.match(self.characters, end, self.end)
        if defined and defined[1]:
            yield "alone", *defined.span(1)
        return defined.end() if defined else end
