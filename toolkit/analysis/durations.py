"""Durations: stretches of time, told apart from the dates that the same characters may be."""

from __future__ import annotations

import re
from decimal import Decimal

from toolkit.analysis.amount import Amount, Match, Setting, bound_of, group, quantity, read
from toolkit.analysis.numerals import canonical, prose
from toolkit.analysis.tables import rows
from toolkit.analysis.values import Quantity

_ISO = {"Y": "P{}Y", "Mo": "P{}M", "W": "P{}W", "D": "P{}D", "H": "PT{}H", "M": "PT{}M", "S": "PT{}S"}
_SPENT = re.compile(r"(?:历时|耗时|用时|经过|长达|达|时长|已|有|了|为期|共)$")
_TERM = re.compile(
    r"(?:处|拘留|期限|为期|历时|连续|逾期|提前|每|满|超期|限期|期间为|加处|或者|延长|不得超过|后"
    r"|保存|保留|存储|储存|留存|保管|停留|居留|停业|暂扣|公示|不足|不满|运行|试用|质保期|保修期|有效期|隔离|培训|集训|休假|请假)$"
)
_INSIDE = re.compile(r"内|以内|之内|后(?!续)|前(?=[通告提])|的?拘留|期限|期满|的期限")


def past(match: Match, found: Amount) -> Amount:
    """Make 近三年 "the past three years", unless a verb before it says that the time was spent."""
    spent = _SPENT.search(match.string, max(0, match.start() - 2), match.start())
    if group(match, "before") not in ("近", "过去", "最近") or match["unit"] not in _CALENDAR or spent:
        return found
    return Amount(found.low, found.high, found.words, "the past")


_CALENDAR = ("年", "天", "周", "日", "个月", "个星期")


def is_duration(match: Match, found: Amount, setting: Setting) -> bool:
    """Tell a duration from the date or year that the same characters may be."""
    unit, numeral, last = match["unit"], match["n"], group(match, "n2")
    if found.words or found.bound:
        return True
    if unit == "年":
        if _YEAR.fullmatch(last or numeral):
            return False
        return not (setting.region == "TW" and re.fullmatch(r"\d{3}", numeral) and 90 <= found.low <= 150)
    if unit == "日":
        text = match.string
        if text[match.start() - 1 : match.start()] in ("（", "(") and text[match.end() : match.end() + 1] in (
            "）",
            ")",
        ):
            return False
        return (
            found.low > 31
            or not numeral.isascii()
            or bool(_INSIDE.match(text, match.end()))
            or bool(_TERM.search(text, max(0, match.start() - 4), match.start()))
        )
    return True


_YEAR = re.compile(r"[12]\d{3}|[一二][〇零○一二三四五六七八九]{3}")


def duration_value(found: Amount, iso: str, literal: str = "") -> str:
    """Return an ISO 8601 duration; quarters count as three months, centuries as 100 years.

    >>> duration_value(Amount(Decimal(24)), "H")
    'PT24H'
    """
    if found.words:
        return literal
    factor, letter = {"Q": (3, "Mo"), "C": (100, "Y")}.get(iso, (1, iso))
    ends = [found.low] if found.high is None else [found.low, found.high]
    return "/".join(_ISO[letter].format(canonical(end * factor)) for end in ends)


def amount_more(match: Match, setting: Setting) -> Quantity | None:
    """Build 3个多月, 一个多小时."""
    low = read(match["n"])
    return _duration(match, Amount(low, bound="more than"), match["unit"]) if low is not None else None


def half_duration(match: Match, setting: Setting) -> Quantity | None:
    """Build 半年, 半个多月, 半小时."""
    unit = match["unit"]
    if unit != "小时" and bool(group(match, "c")) == (unit in ("年", "天")):
        return None
    bound = bound_of(match)
    name, article = _name(unit), "an" if unit in ("小时", "钟头") else "a"
    value = _ISO_HALF[unit]
    english = f"half {article} {name}"
    found = Amount(Decimal("0.5"), bound=bound)
    return quantity("duration", match, found, value, found.say(english), unit=unit, plural=False)


_ISO_HALF = {
    "年": "P6M",
    "月": "P15D",
    "天": "PT12H",
    "小时": "PT30M",
    "钟头": "PT30M",
    "星期": "P3.5D",
    "世纪": "P50Y",
}


def and_half(match: Match, setting: Setting) -> Quantity | None:
    """Build 两年半, 一个半小时, 4分半钟: "two and a half years", "one and a half hours"."""
    whole = read(match["n"])
    if whole is None or (match["n"].isascii() and whole > 999):
        return None
    unit = group(match, "unit") or group(match, "unit2") or group(match, "unit3")
    found = Amount(whole + Decimal("0.5"), bound=bound_of(match))
    english = f"{prose(whole)} and a half {_name(unit)}s"
    return quantity("duration", match, found, duration_value(found, _letter(unit)), found.say(english), unit=unit)


def mixed_duration(match: Match, setting: Setting) -> Quantity | None:
    """Build 三年零六个月, 2小时30分钟."""
    first, second = read(match["n"]), read(match["n2"])
    one, other = _letter(match["unit1"]), _letter(match["unit"])
    order = ["Y", "Mo", "D", "H", "M", "S"]
    if first is None or second is None or order.index(one) + 1 != order.index(other) or first > 999:
        return None
    third = read(match["n3"]) if group(match, "n3") else None
    last = _letter(match["unit3"]) if third is not None else ""
    if last and order.index(other) + 1 != order.index(last):
        return None
    shown = [(first, "unit1"), (second, "unit"), *([(third, "unit3")] if third is not None else [])]
    parts = [f"{prose(n)} {_name(match[u])}{'s' * (n != 1)}" for n, u in shown]
    found = Amount(first, bound=bound_of(match))
    time = "T" if one in ("H", "M") else ""
    middle = "T" if one == "D" else ""
    value = f"P{time}{canonical(first)}{one[0]}{middle}{canonical(second)}{other[0]}"
    value += f"{canonical(third)}{last[0]}" if third is not None else ""
    english = f"{', '.join(parts[:-1])}, and {parts[-1]}" if last else " and ".join(parts)
    return quantity("duration", match, found, value, found.say(english), unit=match["unit"], plural=True)


def _duration(match: Match, found: Amount, unit: str) -> Quantity:
    name = _name(unit)
    english = f"{found.write()} {name}{'s' * (found.low != 1)}"
    return quantity("duration", match, found, duration_value(found, _letter(unit)), found.say(english), unit=unit)


def _row(unit: str) -> dict[str, str]:
    known = {"分": "分钟", "月": "个月", "钟头": "个钟头", "世纪": "个世纪", "季度": "个季度", "礼拜": "个礼拜"}
    wanted = known.get(unit, unit)
    return next(row for row in rows("units") if row["zh"] == wanted)


def _name(unit: str) -> str:
    return _row(unit)["one"]


def _letter(unit: str) -> str:
    return _row(unit)["iso"]
