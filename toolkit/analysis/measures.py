"""Units: what the unit after a number makes of it, a measure, a share, a duration, an age, a sum or a count."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

from toolkit.analysis.amount import Amount, Match, Setting, amount_of, bound_of, fewer, group, quantity, value_of
from toolkit.analysis.durations import duration_value, is_duration, past
from toolkit.analysis.money import currencies, money_words
from toolkit.analysis.numerals import canonical, ordinal
from toolkit.analysis.tables import rows
from toolkit.analysis.values import Quantity

_VAGUE_TRAPS = ("字", "度", "页", "尺", "伏", "升", "克", "年头")
_SHARES = {"percent": Decimal(1), "tenths": Decimal(10), "permille": Decimal("0.1")}


@lru_cache(maxsize=1)
def units() -> dict[str, dict[str, str]]:
    """Return the rows of ``units.tsv`` by unit."""
    return {row["zh"]: row for row in rows("units")}


_SPEED = re.compile(r"(?:时速|车速|速限|限速|风速|时速度)[由从达至到降升增约为近超过逾均平最高低限度减\d.,公里]{0,14}$")
_LENGTHS = ("公里", "千米", "英里")


def amount(match: Match, setting: Setting) -> Quantity | None:
    """Build whatever the unit makes of the number: 24公里, 3年多, 57%, 18岁, 3倍."""
    found = amount_of(match)
    unit = match["unit"]
    kind = units()[unit]["kind"]
    if (other := group(match, "unit1")) and other != unit:
        return None  # 上涨0.5个百分点至3.2% is no range
    if found is None or (found.words and (unit in _VAGUE_TRAPS or kind in _SHARES or kind == "age")):
        return None
    if kind != "duration" and group(match, "before") in ("过去", "最近"):
        return None
    if kind == "duration":
        if not is_duration(match, found, setting):
            return None
        found = past(match, found)
    made = measured(match, found, setting)
    if made is not None and unit in _LENGTHS and _SPEED.search(match.string, max(0, match.start() - 18), match.start()):
        return replace(made, english=f"{made.english} per hour")  # 时速80公里
    return made


def measured(match: Match, found: Amount, setting: Setting, words: str = "") -> Quantity | None:
    """Make the Quantity of an amount with the unit that the match ends in; ``words`` stands for its figures."""
    unit = match["unit"]
    row = units().get(unit)
    if row is None:
        if unit in currencies(setting.region):
            english = money_words(found, unit, setting, words if found.low < 10 else "")
            return quantity("money", match, found, value_of(found), found.say(english), unit=unit)
        found = fewer(found)
        english = found.say(words or found.write())
        return quantity("count", match, found, value_of(found), english, unit=unit)
    kind = row["kind"]
    if kind in _SHARES:
        return _share(match, found, kind, words)
    return _render(match, found, row, words)


def _render(match: Match, found: Amount, row: dict[str, str], words: str) -> Quantity | None:
    """Write an amount with its unit as ``units.tsv`` has it."""
    kind, unit, literal = row["kind"], match["unit"], match["n"]
    number = words or found.write(words=kind in ("duration", "multiple"))
    name = row["many"] if found.plural else row["one"]
    value = value_of(found, literal=literal)
    if kind == "points":
        kind, english, value = "percent", f"{number} {name}", value_of(found, Decimal("0.01"), literal)
    elif kind == "age":
        english = number
    elif kind == "multiple":
        english = "100 percent" if found.low == 1 and not found.plural else f"{number} {name}"
    elif kind == "anniversary":
        english = f"{ordinal(int(found.low))} {name}"
        return quantity("ordinal", match, found, canonical(found.low), english, unit=unit, plural=False)
    else:
        english = "decades" if unit == "年" and found.words == "dozens of" else f"{number} {name}"
        value = duration_value(found, row["iso"], literal) if kind == "duration" else value
    return quantity(kind, match, found, value, found.say(english), unit=unit)


def _share(match: Match, found: Amount, kind: str, words: str) -> Quantity | None:
    """Write 57%, 三成 and 5‰ as percent; the value is the fraction of one."""
    factor = _SHARES[kind]
    if found.words:
        return None
    high = found.high * factor if found.high is not None else None
    scaled = Amount(found.low * factor, high, bound=found.bound)
    english = scaled.say(f"{scaled.write(words=False)} percent")
    unit = group(match, "unit")
    return quantity("percent", match, scaled, value_of(scaled, Decimal("0.01")), english, unit=unit, plural=True)


_EXTENTS = {"长": "long", "宽": "wide", "高": "high", "深": "deep", "厚": "thick"}


def extent(match: Match, setting: Setting) -> Quantity | None:
    """Build 长3.5公里 ("3.5 kilometers long"), 宽12米, 高约2米."""
    found = amount_of(match)
    row = units()[match["unit"]]
    if found is None:
        return None
    said = found.say(f"{found.write(words=False)} {row['many'] if found.plural else row['one']}")
    return quantity("measure", match, found, value_of(found), f"{said} {_EXTENTS[match['dim']]}", unit=match["unit"])


def dimensions(match: Match, setting: Setting) -> Quantity | None:
    """Build 不低于1920×1080 ("at least 1920×1080")."""
    bound, written = bound_of(match), match["dims"]
    return Quantity("measure", written, f"{bound} {written}", bound, "", True, len(match[0]))
