"""The doubt report in words, for people, and as plain values, for programs."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from typing import Any

from toolkit.script.review import Doubt

Json = dict[str, Any]
Place = Callable[[int], tuple[int, int]]


class Lines:
    """Where the lines of a text begin, so that an offset becomes line and column (from 1, columns in code points).

    >>> Lines("公安\\n机关").place(4)
    (2, 2)
    """

    __slots__ = ("_mark", "_starts")

    def __init__(self, characters: str) -> None:
        self._starts = [0, *(at + 1 for at, sign in enumerate(characters) if sign == "\n")]
        self._mark = characters.startswith("\ufeff")  # which no editor counts

    def place(self, at: int) -> tuple[int, int]:
        """Return line and column of an offset."""
        line = bisect_right(self._starts, at)
        return line, at - self._starts[line - 1] + 1 - (self._mark and line == 1)


def in_order(doubts: Sequence[Doubt], *, by_place: bool = False) -> list[Doubt]:
    """Return the doubts by place, or as they are ranked: the likeliest error first."""
    return sorted(doubts, key=lambda one: one.span) if by_place else list(doubts)


def to_text(doubts: Sequence[Doubt], place: Place, name: str = "") -> str:
    """Return the report for people: a line that says where and what, and a line that says why.

    >>> from toolkit.script.opencc import OpenCCConverter
    >>> from toolkit.script.review import review
    >>> hans = "油漆没干"
    >>> doubts = review(hans, OpenCCConverter("s2tw").convert(hans))
    >>> print(to_text(doubts, Lines(hans).place))  # doctest: +NORMALIZE_WHITESPACE
    1:4 油漆没【干】
        幹, could be 乾 or 干 (doubt 0.66, by opencc.s2tw): stands alone, in no longer word; the choice by words and
        names is another; no known word around; HanziConv writes another
    """
    told = []
    for doubt in doubts:
        line, column = place(doubt.span.start)
        where = f"{name}:{line}:{column}" if name else f"{line}:{column}"
        told.append(f"{where} {doubt.before}【{doubt.sign}】{doubt.after}")
        others = f", could be {' or '.join(doubt.others)}" if doubt.others else ""
        rule = f"by {doubt.rule}" if doubt.rule else "kept"
        told.append(f"    {doubt.chosen}{others} (doubt {doubt.score:.2f}, {rule}): {'; '.join(doubt.reasons)}")
    return "\n".join(told) or f"{name + ': ' if name else ''}no doubtful conversion"


def to_rows(doubts: Sequence[Doubt], place: Place) -> list[Json]:
    """Return the report for programs; offsets and columns count code points of the text before conversion."""
    rows = []
    for doubt in doubts:
        line, column = place(doubt.span.start)
        rows.append(
            {
                "line": line,
                "column": column,
                "span": [doubt.span.start, doubt.span.end],
                "source": doubt.sign,
                "chosen": doubt.chosen,
                "others": list(doubt.others),
                "score": doubt.score,
                "signals": list(doubt.signals),
                "rule": doubt.rule,
                "before": doubt.before,
                "after": doubt.after,
            }
        )
    return rows
