"""Days, months and years as far as a text states them, their ISO value and their American English."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date as Date
from functools import lru_cache

from toolkit.analysis.amount import Match, Setting, group, read

RELATIVE = {
    "今年": ("this year", 0),
    "本年": ("this year", 0),
    "去年": ("last year", -1),
    "上年": ("the previous year", -1),
    "前年": ("the year before last", -2),
    "明年": ("next year", 1),
    "后年": ("the year after next", 2),
    "当年": ("that year", None),
    "同年": ("that year", None),
    "次年": ("the following year", None),
    "翌年": ("the following year", None),
}
ROC = 1911


@dataclass(frozen=True, slots=True)
class Day:
    """A date as far as it is stated: year, month and day, or 0 where unsaid; ``relative`` is 今年, 去年 …"""

    year: int = 0
    month: int = 0
    day: int = 0
    relative: str = ""

    @property
    def real(self) -> bool:
        """Whether the calendar has such a day."""
        if self.month > 12 or self.day > 31:
            return False
        return not (self.month == 2 and self.day > 29) and not (self.day == 31 and self.month in (4, 6, 9, 11))

    def write(self) -> str:
        """Return the date in English.

        >>> Day(2015, 9, 23).write(), Day(month=9).write(), Day(0, 3, 5, "今年").write()
        ('September 23, 2015', 'September', 'March 5 this year')
        """
        tail = f" {RELATIVE[self.relative][0]}" if self.relative else ""
        if not self.month:
            return str(self.year) if self.year else tail.strip()
        name = month_name(self.month)
        if self.day:
            return f"{name} {self.day}" + (f", {self.year}" if self.year else tail)
        return name + (f" {self.year}" if self.year else tail)

    def value(self, today: Date | None = None) -> str:
        """Return the ISO 8601 value; ``--09-23`` where no year is stated and none can be inferred from ``today``.

        >>> Day(0, 9, 23).value(), Day(0, 9, 23).value(Date(2015, 10, 1))
        ('--09-23', '2015-09-23')
        """
        year = self.year or self._inferred(today)
        head = f"{year:04d}" if year else "-"
        if not self.month:
            return head if year else self.relative
        return head + f"-{self.month:02d}" + (f"-{self.day:02d}" if self.day else "")

    def _inferred(self, today: Date | None) -> int:
        if today is None:
            return 0
        if self.relative:
            shift = RELATIVE[self.relative][1]
            return today.year + shift if shift is not None else 0
        if not self.month:
            return 0
        distance = (self.month - today.month) * 30 + (self.day or 15) - today.day
        return today.year - 1 if distance > 180 else today.year + 1 if distance < -185 else today.year


@lru_cache(maxsize=16)
def month_name(month: int) -> str:
    """Return the English name of a month (Babel, en_US)."""
    from babel.dates import get_month_names

    return str(get_month_names("wide", locale="en_US")[month])


@lru_cache(maxsize=8)
def weekday_name(day: int) -> str:
    """Return the English name of a day of the week, 0 for Monday (Babel, en_US)."""
    from babel.dates import get_day_names

    return str(get_day_names("wide", locale="en_US")[day])


def whole(numeral: str) -> int:
    """Return a numeral as an int, 0 where it is empty or none; the 零 of 九时零六分 only fills its place.

    >>> whole("二十三"), whole("零六"), whole("")
    (23, 6, 0)
    """
    value = read(numeral.lstrip("零〇○") or numeral[:1]) if numeral else None
    return int(value) if value is not None else 0


def year_of(match: Match, setting: Setting) -> tuple[int, str] | None:
    """Return the Western year of a match and its relative word; None where the numeral is no year.

    A year of the Republic (民國112年, in Taiwan also 112年) has 1911 added; two figures are 19xx or 20xx in the
    mainland and the Republic's in Taiwan.
    """
    if relative := group(match, "rel"):
        return (0, relative)
    if own := group(match, "own"):  # 本（113）年
        return (whole(own) + ROC, "")
    if group(match, "era"):
        count = 1 if match["ry"] == "元" else whole(match["ry"])
        return (count + ROC, "") if count else None
    numeral = group(match, "y")
    if not numeral:
        return (0, "")
    year = whole(numeral)
    if len(numeral) == 4:
        return (year, "") if 1000 <= year <= 2999 else None
    if len(numeral) == 3 or setting.region == "TW":
        return (year + ROC, "") if 60 <= year <= 150 else None
    return (2000 + year if year < 50 else 1900 + year, "")


def day_of(match: Match, setting: Setting) -> Day | None:
    """Return the day that the groups y, m and d of a match state; None where there is no such day."""
    year = year_of(match, setting)
    if year is None:
        return None
    day = Day(year[0], whole(group(match, "m")), whole(group(match, "d")), year[1])
    return day if day.real else None
