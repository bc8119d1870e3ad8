"""Days of the lunar calendar: 农历正月初一 (the first day of the first lunar month)."""

from __future__ import annotations

from toolkit.analysis.amount import Match, Setting
from toolkit.analysis.calendar import whole
from toolkit.analysis.dates import made
from toolkit.analysis.numerals import ordinal
from toolkit.analysis.values import Quantity

_MONTHS = {"正": 1, "冬": 11, "腊": 12}


def lunar(match: Match, setting: Setting) -> Quantity | None:
    """Build 正月初一, 农历八月十五, 正月初一至初七; the value is the words, for no day of ours is stated."""
    sure = match["lead"] or match["m"] in _MONTHS or match["d"][0] in "初廿"
    month, day = _month(match["m"]), _day(match["d"])
    if not sure or not 1 <= month <= 12 or not 1 <= day <= 30:
        return None
    if not match["d2"]:
        return made("date", match, match[0], f"the {ordinal(day)} day of {_named(month)}")
    month2, day2 = _month(match["m2"] or match["m"]), _day(match["d2"])
    if not 1 <= month2 <= 12 or not 1 <= day2 <= 30:
        return None
    first = f"the {ordinal(day)}" if month2 == month else f"the {ordinal(day)} day of {_named(month)}"
    return made("date-range", match, match[0], f"{first} to the {ordinal(day2)} day of {_named(month2)}")


def _month(written: str) -> int:
    return _MONTHS.get(written) or whole(written)


def _day(written: str) -> int:
    return 20 + whole(written[1:]) if written[0] == "廿" else whole(written.removeprefix("初"))


def _named(month: int) -> str:
    return f"the {ordinal(month)} lunar month"
