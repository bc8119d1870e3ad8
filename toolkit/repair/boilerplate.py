"""Page furniture: lines that came with the page and not with the text. They are marked, never deleted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from toolkit import tables
from toolkit.document import Annotation
from toolkit.repair.fluency import fold, traditional
from toolkit.text import Span

LONGEST = 160  # code points; a longer line is a paragraph
NUMBER = 24  # code points of a line that may be a page number alone
FIGURE = re.compile(r"(?=\D*\d)[^\u3400-\u9fff]*页?頁?")
HALF = str.maketrans("，。：；！？（）＞｜　\u00a0", ",。:;!?()>|  ")


def boilerplate(characters: str) -> tuple[Annotation, ...]:
    """Return an annotation of the kind ``boilerplate`` for each line of page furniture; its value says which.

    >>> [(note.span, note.value) for note in boilerplate("警方通報\\n更多>>熱門排行")]
    [(Span(start=5, end=13), 'navigation')]
    """
    return tuple(Annotation(span, "boilerplate", kind, "repair.boilerplate") for span, kind in _furniture(characters))


def _furniture(characters: str) -> Iterator[tuple[Span, str]]:
    at = 0
    for line in characters.split("\n"):
        if len(line) <= LONGEST and (kind := _kind(line)):
            start = at + len(line) - len(line.lstrip())
            yield Span(start, at + len(line.rstrip())), kind
        at += len(line) + 1


@lru_cache(maxsize=4096)
def _kind(line: str) -> str:
    """Return the kind of furniture that a line is, or nothing."""
    if not (hints().search(line) or (len(line) <= NUMBER and FIGURE.fullmatch(line))):
        return ""
    pattern, kinds = patterns()
    plain = fold(line).translate(HALF).lower()
    found = pattern.fullmatch(" ".join(plain.split()))
    return kinds[found.lastgroup] if found and found.lastgroup else ""


@cache
def patterns() -> tuple[re.Pattern[str], dict[str, str]]:
    """Return one pattern of all rows of the table, and the kind that each of its groups stands for."""
    parts, kinds = [], {}
    for number, (kind, _, pattern, _) in enumerate(rows()):
        parts.append(f"(?P<k{number}>{_uncaptured(pattern)})")
        kinds[f"k{number}"] = kind
    return re.compile("|".join(parts)), kinds


@cache
def hints() -> re.Pattern[str]:
    """Return the pattern of all hints of the table: a line without any is no furniture, but for figures."""
    found = {hint for _, cell, _, _ in rows() for hint in cell.split() if hint != r"\d"}
    return re.compile("|".join("".join(map(_forms, hint)) for hint in sorted(found)))


def _forms(character: str) -> str:
    """Return a class of a Simplified character and its Traditional forms, of a letter in both cases."""
    forms = sorted({character, character.upper(), *traditional().get(character, "")})
    return f"[{''.join(forms)}]" if len(forms) > 1 else re.escape(character)


def rows() -> tuple[tuple[str, ...], ...]:
    """Return the rows of the table: kind, hints, pattern, example."""
    return tables.rows("repair", "boilerplate")


def _uncaptured(pattern: str) -> str:
    return re.sub(r"(?<!\\)\((?!\?)", "(?:", pattern)
