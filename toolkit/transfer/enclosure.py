"""Quotes, titles and brackets: found before parsing, written apart, and put back as one word of the clause."""

from __future__ import annotations

from dataclasses import dataclass

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
    begin = at = start
    closed = dict(inside)
    while at < end:
        if at in closed:
            at = closed[at]
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
