"""Quotes, titles and brackets: found before parsing, written apart, and put back as one word of the clause."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate

from toolkit.transfer.signs import is_han

PAIRS = {
    "“": "”",
    "「": "」",
    "『": "』",
    "‘": "’",
    "《": "》",
    "〈": "〉",
    "（": "）",
    "(": ")",
    "【": "】",
    "〔": "〕",
}
KIND = {"《": "TITLE", "〈": "TITLE", "（": "BRACKET", "(": "BRACKET", "【": "BRACKET", "〔": "BRACKET"}
HEADLINE = 6  # code points that a clause of a headline has at least
CLAUSE_MARKS = "，；：。！？,;!?…\u3000"


@dataclass(frozen=True, slots=True)
class Enclosure:
    """An enclosed stretch with its marks, and its kind: QUOTE, TITLE or BRACKET."""

    start: int
    end: int
    kind: str


def enclosures(text: str, start: int, end: int) -> list[Enclosure]:
    """Return the outermost matched pairs of a stretch; a mark without its partner encloses nothing.

    >>> [(e.start, e.end, e.kind) for e in enclosures("长沙“天网工程”（二期）", 0, 12)]
    [(2, 8, 'QUOTE'), (8, 12, 'BRACKET')]
    """
    found = []
    at = start
    while at < end:
        closing = PAIRS.get(text[at])
        stop = _partner(text, at, end, closing) if closing else -1
        if closing and stop > at:
            found.append(Enclosure(at, stop + 1, KIND.get(text[at], "QUOTE")))
            at = stop + 1
        else:
            at += 1
    return found


def _partner(text: str, at: int, end: int, closing: str) -> int:
    depth = 0
    for index in range(at, end):
        if text[index] == text[at]:
            depth += 1
        elif text[index] == closing:
            depth -= 1
            if not depth:
                return index
    return -1


def breaks(text: str) -> frozenset[int]:
    """Return the spaces that part the clauses of a headline, as its only marks.

    >>> breaks("警方破获盗窃案 37组电瓶物归原主"), breaks("王某 李某")
    (frozenset({7}), frozenset())
    """
    if " " not in text or any(sign in CLAUSE_MARKS for sign in text.rstrip("。")):
        return frozenset()
    parts = text.split(" ")
    if any(len(part) < HEADLINE or not is_han(part[-1]) for part in parts):
        return frozenset()
    ends = accumulate(len(part) + 1 for part in parts[:-1])
    return frozenset(end - 1 for end in ends)


@dataclass(frozen=True, slots=True)
class Cut:
    """A clause (``start`` to ``end``) and the mark that closes it, empty at the end of the segment."""

    start: int
    end: int
    mark: str


def clauses(text: str, start: int, end: int, inside: list[tuple[int, int]]) -> list[Cut]:
    """Cut a stretch at its clause marks, those inside enclosures and literals left out.

    >>> [(c.start, c.end, c.mark) for c in clauses("上半年，全市破案10起。", 0, 12, [])]
    [(0, 3, '，'), (4, 11, '。')]
    """
    found: list[Cut] = []
    parted = breaks(text)
    begin = at = start
    closed = dict(inside)
    while at < end:
        if at in closed:
            at = closed[at]
            continue
        if at in parted:
            found.append(Cut(begin, at, "\u3000"))
            begin = at = at + 1
            continue
        if text[at] in CLAUSE_MARKS or (text[at] in "—－" and text[at : at + 2] in ("——", "－－")):
            width = 2 if text[at] in "—－" else 1
            if at > begin or found or text[at] in "—－":
                found.append(Cut(begin, at, text[at : at + width]))
            begin = at = at + width
            continue
        at += 1
    if begin < end:
        found.append(Cut(begin, end, ""))
    return found
