"""Areas counted without a measure word: 四省 (four provinces), 三县五镇 (three counties and five towns)."""

from __future__ import annotations

import re
from functools import lru_cache

from toolkit.analysis.amount import Amount, Match, Setting, bound_of, quantity, read
from toolkit.analysis.numerals import canonical, prose
from toolkit.analysis.patterns import alternation, fragments
from toolkit.analysis.tables import rows
from toolkit.analysis.values import Quantity

_NO_COUNT = ("二", "零", "〇", "○")


@lru_cache(maxsize=1)
def _names() -> dict[str, dict[str, str]]:
    return {row["zh"]: row for row in rows("areas")}


@lru_cache(maxsize=1)
def _part() -> re.Pattern[str]:
    num = fragments()["arabic"]
    return re.compile(f"(?P<n>{num}|{fragments()['han']})(?P<unit>{alternation(_names())})")


def areas(match: Match, setting: Setting) -> Quantity | None:
    """Build 四省, 96县（区）, 三省五市; 二 never counts, and 一 alone and a name (幸福三村) are no counts."""
    parts = list(_part().finditer(match["areas"]))
    numbers = [read(part["n"]) for part in parts]
    if any(part["n"] in _NO_COUNT for part in parts) or not all(numbers) or (len(parts) == 1 and numbers[0] == 1):
        return None
    if _names()[parts[0]["unit"]]["loose"] and not parts[0]["n"].isascii() and _is_named(match):
        return None
    said = [f"{prose(n)} {_name(part['unit'], n == 1)}" for n, part in zip(numbers, parts, strict=True) if n]
    english = " and ".join([", ".join(said[:-1]), said[-1]]) if len(said) > 1 else said[0]
    first = numbers[0]
    assert first is not None
    found = Amount(first, bound=bound_of(match))
    value = canonical(first) if len(parts) == 1 else match["areas"]
    return quantity("areas", match, found, value, found.say(english), unit=parts[-1]["unit"], plural=True)


def _name(unit: str, single: bool) -> str:
    return _names()[unit]["one" if single else "many"]


_BEFORE = re.compile(
    r"(?:[和与及在跨涉这该等全省市县、辖对由赴往向从至到为是括盖含有了共近约超逾达各其余外另]|帮扶|联系|挂钩|\W|^)$"
)


def _is_named(match: Match) -> bool:
    """Whether the words before make the numeral part of a name (花园三村, 望京三区)."""
    return not _BEFORE.search(match.string, max(0, match.start() - 2), match.start())
