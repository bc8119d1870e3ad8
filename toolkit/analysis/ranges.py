"""Amounts between bounds (十日以上十五日以下) and between neighboring digits (三四名)."""

from __future__ import annotations

from toolkit.analysis.amount import Amount, Match, Setting, bound_of, quantity, read, value_of
from toolkit.analysis.durations import duration_value
from toolkit.analysis.measures import measured, units
from toolkit.analysis.money import currencies, money_words
from toolkit.analysis.numerals import DIGITS, SCALES, large, prose
from toolkit.analysis.values import Quantity


def bounded(match: Match, setting: Setting) -> Quantity | None:
    """Build 十日以上十五日以下 ("at least 10 and at most 15 days"): both figures are included."""
    low, high = read(match["n"]), read(match["n2"])
    unit, first = match["unit"], match["unit1"]
    if low is None or high is None or low >= high or (first and first != unit):
        return None
    found = Amount(low, high)
    last = "at most" if match[0].endswith("以下") else "less than"
    row = units().get(unit)
    value = value_of(found)
    if unit in currencies(setting.region):
        ends = [money_words(Amount(end), unit, setting) for end in (low, high)]
        return quantity("money", match, found, value, f"at least {ends[0]} and {last} {ends[1]}", unit=unit)
    name = f" {row['many']}" if row and row["many"] else ""
    words = f"at least {large(low)} and {last} {large(high)}{name}"
    kind = row["kind"] if row else "count"
    if kind not in ("count", "duration", "age", "measure", "percent"):
        return None
    value = duration_value(found, row["iso"]) if row and kind == "duration" else value
    return quantity(kind, match, found, value, words, unit=unit)


def bounded_percent(match: Match, setting: Setting) -> Quantity | None:
    """Build 百分之十以上百分之二十以下 ("at least 10 and at most 20 percent"): both figures are included."""
    low, high = read(match["n"]), read(match["n2"])
    if low is None or high is None or low >= high or match[0][0] != match["of"]:
        return None
    if match["of"] == "千":
        low, high = low / 10, high / 10
    found = Amount(low, high)
    last = "at most" if match[0].endswith("以下") else "less than"
    words = f"at least {large(low)} and {last} {large(high)} percent"
    return quantity("percent", match, found, value_of(found), words)


def approximate(match: Match, setting: Setting) -> Quantity | None:
    """Build 三四名 ("three or four"), 十七八岁 ("17 or 18"), 三五天 ("three to five days"), 二三十人 ("20 to 30")."""
    tens, scale = read(match["tens"] or "零"), 1
    for sign in match["scale"]:
        scale *= SCALES[sign]
    pair = match["n"].removeprefix(match["tens"] or "").removesuffix(match["scale"])
    if tens is None or not match["unit"] or (match["tens"] and "十" in match["scale"]):
        return None
    low, high = ((tens + DIGITS[sign]) * scale for sign in pair)
    joint = " or " if high - low == 1 else " to "
    small = high < 10 and match["unit"] not in ("岁", "周岁")
    words = joint.join(prose(end) if small else large(end) for end in (low, high))
    return measured(match, Amount(low, high, bound=bound_of(match)), setting, words)
