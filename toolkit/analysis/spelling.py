"""Whole lines of pinyin: readings in a row, with Western punctuation, spaces and the capital of a sentence."""

from __future__ import annotations

import re
from collections.abc import Mapping

from toolkit.analysis.places import Gazetteer
from toolkit.analysis.readings import readings
from toolkit.text import Span

_MARKS = dict(
    zip("，。、；：？！（）“”「」『』《》〈〉【】〔〕—…·～％\u3000", ",.,;:?!()“”“”‘’“”‘’[][]—…·–% ", strict=True)
)
_OPENING, _CLOSING = frozenset("(“‘["), frozenset(",.;:?!)”’]%…")
_ENDS = re.compile(r"(^|[.?!]['”’)\]]*\s+)([“‘(\[]*)([^\W\d_])")


def pinyin_line(
    text: str, terms: Mapping[Span, str] | None = None, gazetteer: Mapping[str, str] | Gazetteer | None = None
) -> str:
    """Return a text in pinyin, a line for a line (GB/T 16159, 6.3 capitals and 6.7 punctuation).

    ``terms`` counts in the whole text.

    >>> pinyin_line("2015年，长沙公安机关破案15起。")
    "2015 nián, Chángshā gōng'ān jīguān pò'àn 15 qǐ."
    """
    lines, at = [], 0
    for line in text.split("\n"):
        span = Span(at, at + len(line))
        inside = {key.shift(-at): value for key, value in (terms or {}).items() if span.covers(key)}
        lines.append(_line(line, inside, gazetteer))
        at += len(line) + 1
    return "\n".join(lines)


def _line(line: str, terms: Mapping[Span, str], gazetteer: Mapping[str, str] | Gazetteer | None) -> str:
    parts: list[str] = []
    at = 0
    for span, reading in readings(line, terms, gazetteer=gazetteer):
        if not reading.pinyin:
            continue
        _add_plain(parts, line[at : span.start])
        if parts and parts[-1][-1] not in _OPENING and not parts[-1][-1].isspace():
            parts.append(" ")
        parts.append(reading.pinyin)
        at = span.end
    _add_plain(parts, line[at:])
    return _ENDS.sub(lambda match: match[1] + match[2] + match[3].upper(), "".join(parts).rstrip(" "))


def _add_plain(parts: list[str], plain: str) -> None:
    """Add what has no pinyin, figures and marks, with the spaces that Western type wants."""
    for index, sign in enumerate(plain):
        mark = _MARKS.get(sign, chr(ord(sign) - 0xFEE0) if "！" <= sign <= "～" else sign)
        last = parts[-1][-1] if parts else ""
        glued = not last or last in _OPENING or last.isspace() or mark in _CLOSING or mark.isspace()
        within = index > 0 and sign not in _MARKS and plain[index - 1] not in _MARKS
        parts.append(mark if glued or within else f" {mark}")
