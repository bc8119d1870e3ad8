"""Counts: numbers with a measure word, numbers alone, and numbers of people."""

from __future__ import annotations

import re

from toolkit.analysis.amount import Amount, Match, Setting, amount_of, fewer, group, quantity, read, value_of
from toolkit.analysis.numerals import canonical, prose
from toolkit.analysis.values import Quantity

_OF_TIME = ("过去", "最近")  # 过去三个月, but 过去2公里


def count(match: Match, setting: Setting) -> Quantity | None:
    """Build 2.7万余个, 近900名, 三名, 数十起."""
    found = amount_of(match)
    if (
        found is None
        or group(match, "before") in _OF_TIME
        or match["n"] in ("零", "〇", "○")
        or (match["n"] == "一" and group(match, "more"))
    ):
        return None
    found = fewer(found)
    english = found.say(found.write())
    return quantity("count", match, found, value_of(found, literal=match["n"]), english, unit=match["unit"])


def number(match: Match, setting: Setting) -> Quantity | None:
    """Build a number without a unit: 4000余, 三, 30至50; a bare 2015 or 007 is kept as written."""
    found = amount_of(match)
    if found is None or group(match, "before") in _OF_TIME or found.words == "several":
        return None
    found = fewer(found)
    if setting.region == "CN" and re.fullmatch(r"\d{1,4}兆", match[0]):
        return quantity("measure", match, found, match["n"], match["n"].replace("兆", "M"))  # 带宽100兆: 100 megabits
    bare = match["n"] == match[0] and re.fullmatch(r"(?:19|20)\d\d|0\d+", match["n"])
    english = match["n"] if bare else found.say(found.write())
    return quantity("number", match, found, value_of(found, literal=match["n"]), english)


def people(match: Match, setting: Setting) -> Quantity | None:
    """Build 三男一女 (three men and one woman) and 两死三伤 (two dead and three injured)."""
    first, second = read(match["n"]), read(match["n2"])
    pair = match["a"] + match["b"]
    if first is None or second is None or pair not in _PEOPLE:
        return None
    words = [f"{prose(n)} {forms[n == 1]}" for n, forms in zip((first, second), _PEOPLE[pair], strict=True)]
    found = Amount(first + second)
    return quantity("count", match, found, canonical(first + second), " and ".join(words), plural=True)


_MEN, _WOMEN = ("men", "man"), ("women", "woman")
_PEOPLE = {
    "男女": (_MEN, _WOMEN),
    "女男": (_WOMEN, _MEN),
    "死伤": (("deaths", "death"), ("injuries", "injury")),
    "大小": (("adults", "adult"), ("children", "child")),
    "老少": (("old", "old"), ("young", "young")),
}
