"""Subtitles, SubRip and WebVTT: the lines that are shown; numbers, times, settings, notes, styles and tags stay."""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolkit.formats.structure.html import text_runs
from toolkit.formats.structure.passages import Passage, Run

LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|$)")
TIME = re.compile(r"\s*(?:\d+:)?\d{1,2}:\d{2}(?:[.,]\d{1,3})?\s*-->")
MARKUP = re.compile(r"<v[ .][^<>]*>|</?[a-zA-Z0-9][^<>]*>|\{\\[^{}]*\}")  # {\an8} places a line
VOICE = re.compile(r"<v(?:\.[^ <>]*)? ")
APART = re.compile(r"\ufeff?(?:WEBVTT|NOTE|STYLE|REGION)(?![^\s])")


def passages(characters: str) -> Iterator[Passage]:
    """Yield the lines shown, each a passage; the name of a voice (``<v 张三>``) is shown too.

    >>> cue = "1\\n00:00:01,000 --> 00:00:02,000\\n<i>警</i>察\\n"
    >>> [[run.text for run in passage.runs] for passage in passages(cue)]
    [['警', '察']]
    """
    for block in _blocks(characters):
        times = [at for at, (start, end) in enumerate(block) if TIME.match(characters, start, end)]
        if not times and APART.match(characters, block[0][0]):
            continue
        for start, end in block[times[0] + 1 :] if times else block:
            yield from _shown(characters, start, end)


def _blocks(characters: str) -> Iterator[list[tuple[int, int]]]:
    """Yield the stretches between empty lines, as the spans of their lines without the line ends."""
    block: list[tuple[int, int]] = []
    for found in LINE.finditer(characters):
        end = found.start() + len(found[0].rstrip("\r\n"))
        if found[0].strip():
            block.append((found.start(), end))
        elif block:
            yield block
            block = []
    if block:
        yield block


def _shown(characters: str, start: int, end: int) -> Iterator[Passage]:
    runs: list[Run] = []
    for found in MARKUP.finditer(characters, start, end):
        runs += text_runs(characters, start, found.start())
        if voice := VOICE.match(found[0]):
            at = found.start() + voice.end()
            yield Passage(tuple(text_runs(characters, at, found.end() - 1)))
        start = found.end()
    if runs or start < end:
        yield Passage((*runs, *text_runs(characters, start, end)))
