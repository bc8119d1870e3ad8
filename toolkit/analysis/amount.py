"""The amount: a number with its range and bound, as read from a match of the grammar."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date as Date
from decimal import Decimal
from functools import lru_cache

from toolkit.analysis.numerals import SCALES, canonical, large, parse_number, prose
from toolkit.analysis.tables import rows
from toolkit.analysis.values import Quantity
from toolkit.errors import UsageError

Match = re.Match[str]


@dataclass(frozen=True, slots=True)
class Setting:
    """What a builder may know beside the match: the date of the document and the region of the text."""

    date: Date | None = None
    region: str = "CN"


@dataclass(frozen=True, slots=True)
class Amount:
    """A number as read: exact (``low``, and ``high`` for a range) or vague (``words``), and its bound."""

    low: Decimal
    high: Decimal | None = None
    words: str = ""
    bound: str = ""

    @property
    def plural(self) -> bool:
        """Whether English takes a plural noun after it."""
        return bool(self.words) or self.high is not None or self.low != 1

    def say(self, number: str) -> str:
        """Return ``number`` with the bound before it.

        >>> Amount(Decimal(900), bound="nearly").say("900")
        'nearly 900'
        """
        if self.bound == "the past":
            number = number.removeprefix("one ")  # the past year
        return f"{self.bound} {number}" if self.bound else number

    def write(self, *, words: bool = True) -> str:
        """Return the figures or words of the number, without the bound."""
        if self.words:
            return self.words
        if self.high is None:
            return prose(self.low) if words else large(self.low)
        small = words and self.low < 10 and self.high < 10
        return " to ".join(prose(value) if small else large(value) for value in (self.low, self.high))


def group(match: Match, name: str) -> str:
    """Return a named group, empty where the rule has none or it did not match."""
    return match[name] or "" if name in match.re.groupindex else ""


@lru_cache(maxsize=1)
def _bounds() -> dict[str, str]:
    return {row["zh"]: row["bound"] for row in rows("bounds")}


@lru_cache(maxsize=1)
def _vague() -> dict[str, dict[str, str]]:
    return {row["zh"]: row for row in rows("approximations")}


def read(numeral: str) -> Decimal | None:
    """Read a numeral, also one that opens with its scale (百, 千万); None where it is none.

    >>> read("千万"), read("五一")
    (Decimal('10000000'), None)
    """
    try:
        return parse_number(f"一{numeral}" if numeral[:1] in "百千万亿" else numeral)
    except UsageError:
        return None


_ROUGHLY = ("约", "大约", "近", "将近", "接近")


def bound_of(match: Match) -> str:
    """Return the English bound that the words around and inside a number set."""
    bounds = _bounds()
    inner = next((word for name in ("more", "more2", "more3") if (word := group(match, name))), "")
    if inner in ("余", "多") and group(match, "before") in _ROUGHLY:
        return bounds[inner]  # 约十多万人 are more than 100,000
    for name in ("before", "after", "more", "more2", "more3"):
        if word := group(match, name):
            return bounds[word]
    return ""


def amount_of(match: Match) -> Amount | None:
    """Return the number of a match with its scale, range and bound."""
    numeral, bound = match["n"], bound_of(match)
    scale = 1
    for sign in group(match, "scale"):
        scale *= SCALES[sign]
    if row := _vague().get(numeral):
        return _vague_amount(row, scale, bound)
    low = read(numeral)
    if len(numeral) > 1 and set(numeral) <= _PLAIN:
        return None
    persons = group(match, "unit") == "人次"
    if low is None or (numeral in ("万", "亿", "兆") and not group(match, "more") and not persons):
        return None
    if not (second := group(match, "n2")):
        kept = Decimal(numeral) if _KEPT.fullmatch(numeral) and scale == 1 else low
        return Amount(kept * scale, bound=bound)
    high = read(second)
    if high is None:
        return None
    shared = re.search(r"[百千万亿兆]+$", second)
    if shared and low < high and not re.search(r"[百千万亿兆]$", numeral) and not group(match, "unit1"):
        wide = low * parse_number("1" + shared[0])
        low = wide if wide < high else low
    return Amount(low, high, bound=bound) if low < high else None


_PLAIN = frozenset("一二三四五六七八九")
_KEPT = re.compile(r"\d+\.\d*0")


def _vague_amount(row: dict[str, str], scale: int, bound: str) -> Amount | None:
    if row["value"]:
        lead = row["en"].rpartition(" ")[0].removesuffix(" 1").removesuffix(" 10").removesuffix(" 100")
        return Amount(Decimal(row["value"]) * scale, bound=bound or lead)
    if scale != 1:
        return None
    words = row["en"] if row["en"].startswith("several") else f"{row['en']} of"
    return Amount(Decimal(0), words=words, bound=bound)


def value_of(found: Amount, by: Decimal | int = 1, literal: str = "") -> str:
    """Return the canonical value of an amount: a number, ``low/high``, or the literal of a vague one."""
    if found.words:
        return literal
    low = canonical(found.low * by)
    return low if found.high is None else f"{low}/{canonical(found.high * by)}"


def quantity(
    kind: str, match: Match, found: Amount, value: str, english: str, *, unit: str = "", plural: bool | None = None
) -> Quantity:
    """Make the Quantity of a match; ``number`` counts from the start of the span to the start of the unit."""
    start = match.start("unit") if unit and group(match, "unit") == unit else match.end()
    many = found.plural if plural is None else plural
    return Quantity(kind, value, english, found.bound, unit, many, start - match.start())


def fewer(found: Amount) -> Amount:
    """Return an amount of things that are counted: "less than" is "fewer than" with them."""
    return Amount(found.low, found.high, found.words, "fewer than") if found.bound == "less than" else found
