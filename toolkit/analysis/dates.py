"""Dates and ranges of dates, built from matches of the grammar.

The English of a range is ``A to B`` without "from", that of a day with a part of the day
``the morning of July 12``; prepositions are the sentence grammar's.
"""

from __future__ import annotations

from toolkit.analysis.amount import Match, Setting, group
from toolkit.analysis.calendar import ROC, Day, day_of, month_name, weekday_name, whole, year_of
from toolkit.analysis.numerals import WORDS, ordinal
from toolkit.analysis.values import Quantity

_PARTS = {
    "底": "the end of {}",
    "年底": "the end of {}",
    "末": "the end of {}",
    "年末": "the end of {}",
    "初": "early {}",
    "年初": "early {}",
    "中": "mid-{}",
    "年中": "mid-{}",
    "上旬": "early {}",
    "中旬": "mid-{}",
    "下旬": "late {}",
}
_HALVES = {"上半年": ("first half", 1, 6), "前半年": ("first half", 1, 6), "下半年": ("second half", 7, 12)}
_HALVES["后半年"] = _HALVES["下半年"]
_ENDS = {
    "月底": "the end of the month",
    "月末": "the end of the month",
    "月初": "the beginning of the month",
    "年底": "the end of the year",
    "年末": "the end of the year",
    "年初": "the beginning of the year",
    "年中": "the middle of the year",
}


def made(kind: str, match: Match, value: str, english: str) -> Quantity:
    """Make a Quantity of time: no unit, no plural, the whole span the number."""
    return Quantity(kind, value, english, "", "", False, len(match[0]))


def month(match: Match, setting: Setting) -> Quantity | None:
    """Build 9月, 2015年9月, 今年3月份, 6月底 (the end of June), 112年9月 (September 2023)."""
    day = day_of(match, setting)
    if day is None:
        return None
    part = _PARTS.get(group(match, "part"), "{}")
    return made("date", match, day.value(setting.date), part.format(day.write()))


def year_alone(match: Match, setting: Setting) -> Quantity | None:
    """Build 2015年, 二〇一四年, 2013年底, 民國112年; three figures are a year in Taiwan only."""
    numeral = group(match, "y")
    if len(numeral) == 3 and setting.region != "TW":
        return None
    day = day_of(match, setting)
    if day is None or not day.year or (len(numeral) == 4 and day.year < 1000):
        return None
    part = group(match, "part")
    value = day.value() + {"底": "-12", "末": "-12", "初": "-01"}.get(part[-1:], "")
    return made("date", match, value, _PARTS.get(part, "{}").format(day.write()))


def year_part(match: Match, setting: Setting) -> Quantity | None:
    """Build 2023年上半年 ("the first half of 2023"), 第一季度, 前三季度, 前8个月, 年底, 月初."""
    found = year_of(match, setting)
    if found is None:
        return None
    day, part = Day(found[0], 0, 0, found[1]), match["part"]
    whose = day.write()
    if part in _ENDS:
        if whose:
            return (
                made("date", match, day.value(setting.date), _PARTS[part[-2:]].format(whose)) if "年" in part else None
            )
        return made("date", match, part, _ENDS[part])
    name, first, last = _first(match) if match["span"] else _stretch(part, group(match, "months"))
    if not last or last > 12:
        return None
    english = f"the {name}" + (f" of {whose}" if whose else "")
    ends = (Day(day.year, at, 0, day.relative).value(setting.date if whose else None) for at in (first, last))
    return made("date", match, "/".join(ends), english)


def _first(match: Match) -> tuple[str, int, int]:
    """Return the name and the months of 首三季, 头三个月, 首季 and 首月."""
    count, month = whole(match["first"] or "一"), match["span"].endswith("月")
    if month and not match["first"]:
        return ("", 0, 0)  # 首月 may be that of anything
    number = f"{WORDS[count] if 0 < count < 10 else count} " if match["first"] and count != 1 else ""
    name = f"first {number}{'month' if month else 'quarter'}{'s' if number else ''}"
    return (name, 1, count if month else count * 3)


def _stretch(part: str, months: str) -> tuple[str, int, int]:
    """Return the name of a part of a year and its first and last month (0 where there is none)."""
    if part in _HALVES:
        return _HALVES[part]
    if part.endswith("个月"):
        count = whole(months)
        return (f"first {WORDS[count] if count < 10 else count} months", 1, count)
    at = whole(part.strip("第前季度"))
    if part.startswith("前"):
        return (f"first {WORDS[at]} quarters", 1, at * 3)
    return (f"{ordinal(at)} quarter", at * 3 - 2, at * 3)


def relative_end(match: Match, setting: Setting) -> Quantity | None:
    """Build 今年底, 去年年底 ("the end of last year")."""
    day = Day(relative=match["rel"] + "年")
    if match["rel"] == "前":
        return None
    return made("date", match, day.value(setting.date), _PARTS[match["part"]].format(day.write()))


def _western(numeral: str, setting: Setting) -> int | None:
    """Return the year that closes a range, 0 where none is stated; three figures are the Republic's in Taiwan alone."""
    if len(numeral) == 3:
        return whole(numeral) + ROC if setting.region == "TW" else None
    return whole(numeral)


def month_to_month(match: Match, setting: Setting) -> Quantity | None:
    """Build 1-8月 ("January to August"), 今年1至8月, 2015年11月至2016年3月."""
    first = day_of(match, setting)
    if first is None:
        return None
    year = _western(group(match, "y2"), setting)
    if year is None:
        return None
    second = Day(year or first.year, whole(match["m2"]), 0, first.relative)
    if not second.real or (second.year == first.year and second.month == first.month):
        return None
    end = _PARTS.get(group(match, "part"), "{}")
    if group(match, "y2") and first.year:
        english = f"{first.write()} to {end.format(second.write())}"
    else:
        english = f"{month_name(first.month)} to {end.format(second.write())}"
    return made("date-range", match, f"{first.value(setting.date)}/{second.value(setting.date)}", english)


def day_to_day(match: Match, setting: Setting) -> Quantity | None:
    """Build 4月2日至4月9日, 2024年4月2日至9日 ("April 2 to 9, 2024")."""
    first = day_of(match, setting)
    if first is None:
        return None
    month = whole(group(match, "m2")) or first.month
    year = _western(group(match, "y2"), setting)
    if year is None:
        return None
    second = Day(year or first.year, month, whole(match["d2"]), first.relative)
    if not second.real:
        return None
    if second.year != first.year:
        english = f"{first.write()}, to {second.write()}"
    else:
        tail = second.write() if group(match, "m2") else second.write().removeprefix(month_name(month) + " ")
        english = f"{month_name(first.month)} {first.day} to {tail}"
    return made("date-range", match, f"{first.value(setting.date)}/{second.value(setting.date)}", english)


def year_to_year(match: Match, setting: Setting) -> Quantity | None:
    """Build 2011年至2015年, 2011-2015年."""
    first, second = whole(match["y"]), whole(match["y2"])
    if len(match["y"]) == len(match["y2"]) == 3 and setting.region == "TW":
        first, second = first + ROC, second + ROC
    if not 1000 <= first < second <= 2999:
        return None
    end = _PARTS.get(group(match, "part"), "{}").format(second)
    return made("date-range", match, f"{first}/{second}", f"{first} to {end}")


def days_alone(match: Match, setting: Setting) -> Quantity | None:
    """Build 5日至8日 ("the 5th to the 8th")."""
    first, second = whole(match["d"]), whole(match["d2"])
    if first >= second:
        return None
    names = [ordinal(day, words=False) for day in (first, second)]
    return made("date-range", match, f"---{first:02d}/---{second:02d}", f"the {names[0]} to the {names[1]}")


def decade(match: Match, setting: Setting) -> Quantity | None:
    """Build 上世纪90年代 ("the 1990s"), 90年代初 ("the early 1990s")."""
    century = whole(group(match, "n")) or 20
    start = (century - 1) * 100 + whole(match["t"])
    part = {"初": "early ", "末": "late ", "中": "mid-", "后": "late "}.get(group(match, "part")[:1], "")
    end = match[0].removesuffix("以来")
    return Quantity("date", f"{start}/{start + 9}", f"the {part}{start}s", "", "", False, len(end))


def century(match: Match, setting: Setting) -> Quantity | None:
    """Build 21世纪 ("the 21st century")."""
    at = whole(match["n"])
    if not 1 <= at <= 22:
        return None
    part = {"初": "early ", "末": "late ", "中叶": "mid-"}.get(group(match, "part"), "")
    return made("date", match, f"{at - 1:02d}", f"the {part}{ordinal(at)} century")


def this_month(match: Match, setting: Setting) -> Quantity | None:
    """Build 本月, 上个月, 本月5日 ("the 5th of this month"), 本月底."""
    word = {"本": "this month", "上": "last month", "下": "next month", "当": "that month", "同": "the same month"}[
        match["w"][0]
    ]
    shift = {"本": 0, "上": -1, "下": 1}.get(match["w"][0])
    day, part = whole(group(match, "d")), group(match, "part")
    value = match[0]
    if setting.date is not None and shift is not None:
        months = setting.date.year * 12 + setting.date.month - 1 + shift
        value = Day(months // 12, months % 12 + 1, day).value()
    if day:
        return made("date", match, value, f"the {ordinal(day, words=False)} of {word}")
    if not part:
        return made("date", match, value, word)
    name = {"初": "beginning", "上旬": "first ten days", "中旬": "middle ten days", "下旬": "last ten days"}.get(
        part, "end"
    )
    return made("date", match, value, f"the {name} of {word}")


def weekday(match: Match, setting: Setting) -> Quantity | None:
    """Build 星期三, 本周五 ("this Friday"), 周一至周五 ("Monday to Friday")."""
    order = "一二三四五六日"
    first = order.index(match["d"].replace("天", "日"))
    lead = {"本": "this ", "这": "this ", "上": "last ", "下": "next ", "每": "every "}.get(match["w"] or "", "")
    name = lead + weekday_name(first)
    if match["d2"]:
        second = order.index(match["d2"].replace("天", "日"))
        return made("date-range", match, f"W{first + 1}/W{second + 1}", f"{name} to {weekday_name(second)}")
    return made("date", match, f"W{first + 1}", name)
