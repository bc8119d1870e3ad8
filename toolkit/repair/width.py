"""The fixer ``repair.width``: marks that a folding to half width (NFKC) took from Chinese text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from toolkit.repair.layout import Line, lines
from toolkit.text import Edit, Edits, Span

FULL = dict(zip(",:;!?()", "，：；！？（）", strict=True))
WIDE = re.compile("[\u3001-\u303f\u3400-\u9fff\uf900-\ufaff\uff01-\uff60“”‘’…—]")
SUSPECT = re.compile(rf"{WIDE.pattern}[,:;!?()]|[,:;!?()]{WIDE.pattern}")
MARK = re.compile("[,:;!?()]")
HAN = re.compile("[\u3400-\u9fff]")
ASKING = re.compile(
    "[吗嗎呢么麼谁誰哪何几幾怎否啥孰岂豈]|难道|難道|多少|是不是|有没有|有沒有|能不能|可不可|会不会|會不會"
)
CLAUSE = re.compile("[，。；！？,;!\n“]")
FIGURES = re.compile(r"[\d.%～~-]+")
ENDS = ("", "”", "’", "」", "』", "）")  # what may follow a question mark
REACH = 80  # code points that a clause may be long
FOLDED = 3  # half-width commas between Han that prove a folding, where no full-width one is left


@dataclass(frozen=True, slots=True)
class Place:
    """A half-width mark in its line: what stands on its left (marks already widened) and on its right."""

    mark: str
    left: str
    right: str
    before: str  # the clause before it


class Width:
    """Give the marks of Chinese text their full width back: ， ： ； ！ ？ （ ）.

    A folding (NFKC) leaves 。、“” as they are and turns these seven into ASCII, which is how it is known. A mark is
    widened by its neighbors, brackets as pairs by what they hold. Numbers (1,200), times (9:00), addresses, Latin
    names, code and tables are left, and so is a mark followed by a space, which somebody typed. A question mark
    inside a statement may stand for a lost character and is left.
    """

    name = "repair.width"

    def find(self, characters: str) -> Edits:
        """Return the replacements, one for each mark.

        >>> Width().find("9月23日,长沙市(县)9:00").apply("9月23日,长沙市(县)9:00")
        '9月23日，长沙市（县）9:00'
        """
        if not SUSPECT.search(characters):
            return Edits()
        folded = _is_folded(characters)
        edits: list[Edit] = []
        for line in lines(characters, SUSPECT):
            if not line.is_apart:
                edits += self._line(line, folded)
        return Edits(tuple(edits))

    def _line(self, line: Line, folded: bool) -> Iterator[Edit]:
        text = list(line.text)
        widened = _brackets(line, folded)
        for at in widened:
            text[at] = FULL[text[at]]
        for found in MARK.finditer(line.text):
            at = found.start()
            if at in widened:
                yield self._edit(line, at, "a pair of brackets by what it holds and stands beside")
            elif found.group() not in "()" and not line.is_protected(at):
                place = Place(
                    found.group(),
                    text[at - 1] if at else "",
                    "".join(text[at + 1 : at + 2]),
                    line.text[max(0, at - REACH) : at],
                )
                if reason := _reason(place):
                    text[at] = FULL[found.group()]
                    yield self._edit(line, at, reason)

    def _edit(self, line: Line, at: int, reason: str) -> Edit:
        start = line.start + at
        return Edit(Span(start, start + 1), FULL[line.text[at]], self.name, reason)


def _is_folded(characters: str) -> bool:
    """Tell whether the whole text went through a folding: half-width commas between Han, and no wide mark left."""
    if re.search("[，：；！？（）]", characters):
        return False
    return len(re.findall("(?<=[\u3400-\u9fff]),(?=[\u3400-\u9fff])", characters)) >= FOLDED


def _reason(place: Place) -> str:
    """Say why a mark is widened, or nothing where it is left."""
    left, right = bool(WIDE.match(place.left)), bool(WIDE.match(place.right))
    if place.left in ("", " ", "\t") or place.right in (" ", "\t") or not (left or right):
        return ""
    open_right = place.right == "" or right or place.right.isalnum() or place.right in "<([{"
    if place.mark in ",;" and ((left and open_right) or (right and (place.left.isalnum() or place.left in "%℃°)"))):
        return "behind or before a Chinese character"
    if place.mark == ":" and ((left and open_right) or (right and (place.left.isdigit() or place.left in "%)"))):
        return "behind a Chinese character"
    if place.mark == "!" and left and place.right != "=":
        return "behind a Chinese character"
    if place.mark == "?" and left and (place.right in ENDS or _asks(place.before)):
        return "ends a question"
    return ""


def _asks(before: str) -> bool:
    return bool(ASKING.search(CLAUSE.split(before)[-1]))


def _brackets(line: Line, folded: bool) -> set[int]:
    """Return the places of the brackets to widen, always both of a pair."""
    widened: set[int] = set()
    opened: list[int] = []
    for found in re.finditer("[()]", line.text):
        at = found.start()
        if line.is_protected(at):
            continue
        if found.group() == "(":
            opened.append(at)
        elif opened:
            start = opened.pop()
            if _is_chinese_pair(line.text, start, at, folded):
                widened |= {start, at}
    return widened


def _is_chinese_pair(text: str, start: int, end: int, folded: bool) -> bool:
    held, left, right = text[start + 1 : end], text[start - 1 : start], text[end + 1 : end + 2]
    if left.isspace() or right.isspace() or not held.strip():
        return False
    beside = [one for one in (left, right) if one]
    if HAN.search(held):
        # Chinese inside: wide unless it stands in a run of Latin, as a gloss of a foreign word does
        return not (beside and all(one.isascii() and one.isalpha() for one in beside))
    return (
        folded
        and bool(FIGURES.fullmatch(held))
        and all(WIDE.match(one) or one in ",:;" or one.isdigit() for one in beside)
    )
