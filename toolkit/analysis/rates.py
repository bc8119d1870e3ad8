"""Rates: an amount for each unit of something else (每小时130公里, 40公里/小时, 每人260元)."""

from __future__ import annotations

from functools import lru_cache

from toolkit.analysis.amount import Amount, Match, Setting, amount_of, bound_of, quantity, read, value_of
from toolkit.analysis.durations import duration_value
from toolkit.analysis.measures import units
from toolkit.analysis.money import currencies, money_words
from toolkit.analysis.numerals import canonical, large, prose
from toolkit.analysis.tables import rows
from toolkit.analysis.values import Quantity

_KINDS = ("measure", "duration", "percent", "points", "permille")
_DATED = ("日", "年", "周")


@lru_cache(maxsize=1)
def per_names() -> dict[str, dict[str, str]]:
    """Return what an amount may be counted by, with its English: units of time and measure, persons, things."""
    own = {row["zh"]: row for row in rows("per")}
    known = {zh: row for zh, row in units().items() if row["one"] and row["kind"] in ("measure", "duration")}
    return known | own


def per_each(match: Match, setting: Setting) -> Quantity | None:
    """Build 每小时130公里 ("130 kilometers per hour"), 每人260元 ("RMB 260 per person")."""
    found = amount_of(match)
    if found is None or match["unit"] in _DATED:
        return None
    each = " per ".join(per_names()[match[name]]["one"] for name in ("per", "per2") if match[name])
    return _rate(match, found, match["unit"], each, setting)


def per_slash(match: Match, setting: Setting) -> Quantity | None:
    """Build 40公里/小时, 80毫克/100毫升, 25帧/秒 ("25 frames per second")."""
    found = amount_of(match)
    if found is None:
        return None
    row = per_names()[match["per"]]
    over = read(match["over"]) if match["over"] else None
    each = f"{large(over)} {row['one' if over == 1 else 'many']}" if over is not None else row["one"]
    return _rate(match, found, match["unit"], each, setting)


def _rate(match: Match, found: Amount, unit: str, each: str, setting: Setting) -> Quantity | None:
    """Write an amount with its unit and what it is counted by; the value is that of the amount."""
    bound = bound_of(match)
    found = Amount(found.low, found.high, found.words, bound)
    if unit in currencies(setting.region):
        said = money_words(found, unit, setting)
        return quantity("money", match, found, value_of(found), found.say(f"{said} per {each}"), unit=unit)
    row = units().get(unit)
    if row is None and unit in per_names():
        row = per_names()[unit] | {"kind": "measure"}
    if row is None or row["kind"] not in _KINDS or found.words:
        return None
    kind = "duration" if row["kind"] == "duration" else "measure" if row["kind"] == "measure" else "percent"
    number = found.write(words=kind == "duration")
    name = row["many"] if found.plural else row["one"]
    value = duration_value(found, row["iso"]) if kind == "duration" else value_of(found)
    return quantity(kind, match, found, value, found.say(f"{number} {name} per {each}"), unit=unit)


def frequency(match: Match, setting: Setting) -> Quantity | None:
    """Build 每年1次 ("once a year"), 每两周一次 ("once every two weeks"), 每月不少于3次 ("at least three a month")."""
    found = amount_of(match)
    every = read(match["k"]) if match["k"] else None
    if found is None or found.words or (match["k"] and every is None):
        return None
    number = found.write()
    often = {"one": "once", "two": "twice"}.get(number, f"{number} times")
    name = "six months" if match["per"] == "半年" else per_names()[match["per"].removeprefix("个")]["one"]
    if every is not None and every != 1:
        said = f"every {prose(every)} {name}s"
    else:
        said = f"every {name}" if match["per"] == "半年" else f"{'an' if name == 'hour' else 'a'} {name}"
    found = Amount(found.low, found.high, bound=bound_of(match))
    return quantity("frequency", match, found, value_of(found), found.say(f"{often} {said}"), unit="次")


def every(match: Match, setting: Setting) -> Quantity | None:
    """Build 每两周 ("every two weeks"), 每15分钟 ("every 15 minutes")."""
    span = read(match["k"])
    if span is None or span < 2:
        return None
    said = f"every {prose(span)} {per_names()[match['per'].removeprefix('个')]['one']}s"
    return quantity("frequency", match, Amount(span), canonical(span), said)


def per_unit(match: Match, setting: Setting) -> Quantity | None:
    """Build 每吨 before a verb or a noun ("per ton": 每吨上涨120元)."""
    said = f"per {per_names()[match['per']]['one']}"
    return Quantity("frequency", "1", said, "", match["per"], False, 1)
