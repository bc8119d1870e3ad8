"""Lines of a text, and which of them (or which parts) are no prose: code, tables, addresses."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

HAN = re.compile("[\u3400-\u9fff]")
LETTER = re.compile("[A-Za-z]")
PROTECTED = re.compile(
    r"(?:https?|ftp)://[!-~]+|www\.[!-~]+|[\w.+-]+@[\w-]+\.[\w.]+|`[^`]*`|<[/A-Za-z!][^<>]*>|\$\{[^}]*\}"
    r"|\d[\d,]*(?::\d\d)+|[A-Za-z]:\\[^\s，。；、]*|(?<!\S)/[\w-]+/[^\s，。；、]+|&#?\w{2,8};|[:;]-[()DPp]|\(\^[^()]{0,3}\^\)"
)
CODE = re.compile(
    r"[{}]|[=!<>]=|->|=>|&&|\|\||\\n|%[sd]\b|\w\((?:[\"']|\))|(?<![\u3400-\u9fff])\s?=\s?[\"'\[\w]|\"\s*:|[\"\]],?$"
    r"|^\s*(?://|/\*|#include|#!|\$ |>>> |import \w|from \w+ import|def \w|class \w|return\b|var |let |const "
    r"|function\b|SELECT |INSERT |if \(|for \()|[!-~];$"
)
KANA = re.compile("[\u3041-\u30fa]")
SENTENCE = re.compile("[\u3400-\u9fff“「《（(].*[\u3400-\u9fff].*。[”」）)]?$")
COLUMNS = re.compile(r"\S {2,}(?=\S)")
ENDS = re.compile("[。！？!?：，]|[\u3400-\u9fff]:")  # what stands in sentences, and in no cell
ENDS_BUT_COMMA = re.compile("[。！？!?：，,]|[\u3400-\u9fff]:")
CELL = 12  # characters a cell of a table with commas is long at most
COLUMN = 30  # and one of a table with tabs


@dataclass(frozen=True, slots=True)
class Line:
    """A line without its end: where it starts in the text, and whether it stands apart from prose."""

    start: int
    text: str
    is_apart: bool
    protected: tuple[tuple[int, int], ...] = ()

    def is_protected(self, at: int) -> bool:
        """Tell whether a place of the line lies in an address, a time or a piece of code."""
        index = bisect_right(self.protected, (at, len(self.text))) - 1
        return index >= 0 and at < self.protected[index][1]


def lines(characters: str, having: re.Pattern[str]) -> Iterator[Line]:
    """Yield the lines of a text in which ``having`` is found.

    >>> [line.is_apart for line in lines("姓名,性别,年龄\\n张三,男,30\\n警方表示,案件已破。", HAN)]
    [True, True, False]
    """
    texts = characters.split("\n")
    start = 0
    for index, text in enumerate(texts):
        if not having.search(text):
            start += len(text) + 1
            continue
        apart = not _is_chinese(text) or _is_code(text) or _is_row(text) or _is_csv(texts, index)
        yield Line(start, text, apart, tuple(found.span() for found in PROTECTED.finditer(text)))
        start += len(text) + 1


def _is_chinese(text: str) -> bool:
    """Tell whether a line is Chinese rather than Latin: two Han for each word of five letters."""
    letters = len(LETTER.findall(PROTECTED.sub("", text)))
    han = len(HAN.findall(text))
    return han * 5 >= letters * 2 and len(KANA.findall(text)) * 8 <= han


def _is_code(text: str) -> bool:
    """Tell whether a line is a piece of a program; a sentence may hold a formula or an address with parameters."""
    return bool(CODE.search(PROTECTED.sub("", text))) and not SENTENCE.match(text)


def _is_row(text: str) -> bool:
    if text.lstrip().startswith("|"):
        return True
    cells = text.split("\t")
    if len(cells) > 1 and all(len(cell) <= COLUMN for cell in cells):
        return True
    return len(COLUMNS.findall(text)) >= 2 and "。" not in text


def _is_csv(texts: list[str], index: int) -> bool:
    """Tell whether a line and one beside it have the same number of short cells, and no sentence ends in it."""
    here = texts[index]
    beside = texts[max(0, index - 1) : index] + texts[index + 1 : index + 2]
    for mark, ends in ((",", ENDS), (";", ENDS_BUT_COMMA)):
        count = here.count(mark)
        if count < 2 or ends.search(here) or max(map(len, here.split(mark))) > CELL:
            continue
        if any(other.count(mark) == count and max(map(len, other.split(mark))) <= CELL for other in beside):
            return True
    return False
