"""The fixer ``repair.width``: marks that a folding to half width (NFKC) took from Chinese text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from toolkit.repair.layout import Line, lines
from toolkit.repair.sounds import SYLLABLE
from toolkit.text import Edit, Edits, Span

FULL = dict(zip(",:;!?()", "，：；！？（）", strict=True))
WIDE = re.compile("[\u3001-\u303f\u3400-\u9fff\uf900-\ufaff\uff01-\uff60“”‘’…—]")
SUSPECT = re.compile(rf"[,:;!?()](?:(?<={WIDE.pattern}.)|(?={WIDE.pattern}))")
MARK = re.compile("[,:;!?()]")
HAN = re.compile("[\u3400-\u9fff]")
ASKING = re.compile(
    "[吗嗎呢么麼谁誰哪何几幾怎否啥孰岂豈]|难道|難道|多少|是不是|有没有|有沒有"
    r"|多[大久长長高远遠]|咋|[吧啊嘛]$|^是[你我他她它这這那]|([\u3400-\u9fff])[不没沒]\1"
)
CLAUSE = re.compile("[，。；！？,;!\n“]")
YEAR = re.compile(r"(?:19|20)\d\d[a-z]?")
PAIR = re.compile(r"-?[\d.a-z]{1,6}(?:,-?[\d.a-z]{1,6})+|[a-z]")  # coordinates, an interval, a variable
SUFFIX = re.compile(r"\.[A-Za-z]\w{1,4}\b")  # of a file's name
ITEM = re.compile(r"(?:^|[。；;：:、])\s*\d{1,2}\Z")
OPENING = frozenset("（(“‘「『《【〈")
MARKS = frozenset(",:;!?")
ENDS = ("", "”", "’", "」", "』", "）")  # what may follow a question mark
REACH = 80  # code points that a clause may be long
MIXED = 0.2  # full-width marks for each folded one up to which a text counts as folded: repairs before put some back
FOLDED = re.compile(
    "[,;!](?=[\u3400-\u9fff“《「])|(?<=[\u3400-\u9fff”》」])(?:[,;!](?=[0-9A-Z])|:(?=[\u3400-\u9fff“《「]))"
)
WIDENED = re.compile("[，：；！？（）]")


@dataclass(frozen=True, slots=True)
class Place:
    """A half-width mark in its line: what stands on its left (marks already widened) and on its right."""

    mark: str
    left: str
    right: str
    before: str  # the clause before it
    after: str  # three code points behind it


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
        prose = [line for line in lines(characters, SUSPECT) if not line.is_apart]
        half = sum(Folding.of(line.text).half for line in prose)  # the commas of code and tables tell nothing
        text = Folding(half, len(WIDENED.findall(characters)))
        return Edits(tuple(edit for line in prose for edit in self._line(line, text.of_line(line.text))))

    def _line(self, line: Line, folding: Folding) -> Iterator[Edit]:
        text = list(line.text)
        widened, kept = _brackets(line, folding)
        for at in widened:
            text[at] = FULL[text[at]]
        for found in MARK.finditer(line.text):
            at = found.start()
            if at in widened:
                yield self._edit(line, at, "a pair of brackets by what it holds and stands beside")
            elif found.group() not in "()" and not line.is_protected(at) and not any(s < at < e for s, e in kept):
                place = Place(
                    found.group(),
                    text[at - 1] if at else "",
                    "".join(text[at + 1 : at + 2]),
                    line.text[max(0, at - REACH) : at],
                    line.text[at + 1 : at + 4],
                )
                if reason := _reason(place, folding.is_folded):
                    text[at] = FULL[found.group()]
                    yield self._edit(line, at, reason)

    def _edit(self, line: Line, at: int, reason: str) -> Edit:
        start = line.start + at
        return Edit(Span(start, start + 1), FULL[line.text[at]], self.name, reason)


@dataclass(frozen=True, slots=True)
class Folding:
    """What a text, or a line of it, shows of a folding: marks that only a folding leaves, and that none leaves."""

    half: int
    full: int

    @classmethod
    def of(cls, characters: str) -> Folding:
        """Count the marks of a text."""
        return cls(len(FOLDED.findall(characters)), len(WIDENED.findall(characters)))

    @property
    def is_folded(self) -> bool:
        """Whether the marks here went through a folding, so that others of them did too."""
        return self.half > 0 and self.full <= MIXED * self.half

    @property
    def is_whole(self) -> bool:
        """Whether full-width marks stand here, which a folding would have taken."""
        return self.full > 0 and not self.is_folded

    def of_line(self, line: str) -> Folding:
        """Return what a line shows; one that shows nothing is as the text around it."""
        own = Folding.of(line)
        return own if own.half or (own.full and not self.is_folded) else self


def _reason(place: Place, folded: bool) -> str:
    """Say why a mark is widened, or nothing where it is left."""
    left, right = bool(WIDE.match(place.left)), bool(WIDE.match(place.right))
    if place.left in ("", " ", "\t") or place.right in (" ", "\t") or place.left in OPENING:
        return ""  # behind an opening bracket a mark names itself: 冒号（:）
    if folded and not (left or right):
        return _between_latin(place)
    open_right = place.right == "" or right or place.right.isalnum() or place.right in "<([{-+~#@$\"'"
    if place.mark in ",;" and (
        (left and open_right) or (right and (place.left.isalnum() or place.left in "%℃°)\"'′″+"))
    ):
        return "behind or before a Chinese character"
    if place.mark == ":" and ((left and open_right) or (right and (place.left.isdigit() or place.left in "%)"))):
        return "behind a Chinese character"
    if place.mark == ":" and folded and right and place.left.isalpha():
        return "before a Chinese character, in a text whose marks were folded"
    if place.mark == "!" and left and place.right != "=":
        return "behind a Chinese character"
    if place.mark == "?" and left and (place.right in ENDS or _asks(place.before)):
        return "ends a question"
    return ""


def _between_latin(place: Place) -> str:
    """Say why a comma or semicolon between Latin letters and figures is widened: an English one has a space."""
    grouped = place.left.isdigit() and re.match(r"\d{3}", place.after)
    known = place.left.isalnum() or place.left in "%)°\"'"
    if place.mark in ",;" and known and place.right.isalnum() and not grouped:
        return "between letters or figures without a space, in a text whose marks were folded"
    return ""


def _asks(before: str) -> bool:
    return bool(ASKING.search(CLAUSE.split(before)[-1]))


def _brackets(line: Line, folding: Folding) -> tuple[set[int], list[tuple[int, int]]]:
    """Return the places of the brackets to widen, always both of a pair, and the pairs without Han that stay."""
    widened: set[int] = set()
    kept: list[tuple[int, int]] = []
    opened: list[int] = []
    for found in re.finditer("[()]", line.text):
        at = found.start()
        if line.is_protected(at):
            continue
        if found.group() == "(":
            opened.append(at)
        elif opened:
            start = opened.pop()
            if _is_chinese_pair(line.text, start, at, folding):
                widened |= {start, at}
            elif not HAN.search(line.text, start, at):
                kept.append((start, at))
        elif folding.is_folded and ITEM.search(line.text, 0, at) and WIDE.match(line.text, at + 1):
            widened.add(at)
    return widened, kept


def _is_chinese_pair(text: str, start: int, end: int, folding: Folding) -> bool:
    if text.startswith("](", start - 1 if start else 0):
        return False  # a link of Markdown
    held, left, right = text[start + 1 : end], text[start - 1 : start] if start else "", text[end + 1 : end + 2]
    if left.isspace() or right.isspace() or not held.strip() or SUFFIX.match(text, end + 1):
        return False
    beside = [one for one in (left, right) if one]
    if HAN.search(held):
        # Chinese inside: wide unless it stands in a run of Latin, as a gloss of a foreign word does, or among marks
        # that show that the text was never folded: its brackets are as its author set them
        latin = bool(beside) and all(one.isascii() and one.isalpha() for one in beside)
        return folding.is_folded if latin else not folding.is_whole
    if not folding.is_folded or PAIR.fullmatch(held) or (not held.isascii() and re.fullmatch(SYLLABLE, held)):
        return False
    wide_left, wide_right = bool(WIDE.match(left)), bool(WIDE.match(right)) or right in MARKS
    if not left or wide_left or left in ",:;!?":
        return wide_left or wide_right or left in ",:;!?"
    return bool(wide_right and left.isalnum() and YEAR.fullmatch(held))
