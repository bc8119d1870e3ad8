"""Things that are named by a number: 2号线 (Line 2), 3号楼402室 (Room 402, Building 3), 二段168号 (Section 2)."""

from __future__ import annotations

import re
from functools import lru_cache

from toolkit.analysis.amount import Match, Setting, group
from toolkit.analysis.calendar import whole
from toolkit.analysis.numerals import ordinal
from toolkit.analysis.patterns import alternation
from toolkit.analysis.tables import rows
from toolkit.analysis.values import Quantity

_STREET = re.compile(r"(?:[路街道巷弄里坊]|胡同)$")
_FLOOR = re.compile("楼(?:层)?$")
_ROOM = re.compile(r"\d{3,4}|[A-Z]\d{2,4}")
_HIGHWAYS = ("国道", "省道")


@lru_cache(maxsize=1)
def _names() -> dict[str, dict[str, str]]:
    return {row["zh"]: row for row in rows("numbered")}


@lru_cache(maxsize=1)
def _part() -> re.Pattern[str]:
    return re.compile(f"(?P<n>[A-Z]?\\d+(?:[-之]\\d+)?|[一二三四五六七八九十]+|[A-Z])(?P<unit>{alternation(_names())})")


def numbered(match: Match, setting: Setting) -> Quantity | None:
    """Build 2号线, 7楼 ("the 7th floor"), 3栋2单元501室 ("Room 501, Unit 2, Building 3"): small before large."""
    parts = list(_part().finditer(match["parts"]))
    street = bool(_STREET.search(match.string, max(0, match.start() - 2), match.start()))
    if len(parts) == 1 and not (_stands(parts[0], match) or (street and parts[0]["unit"] in ("号", "巷", "弄", "段"))):
        return None
    if any(part["unit"] == "段" for part in parts[1:]) or (parts[0]["unit"] == "段" and not street):
        return None
    if len(parts) == 1 and parts[0]["unit"] == "段" and setting.region != "TW":
        return None  # 沿路一段 is a stretch of the road
    said = [_say(part["n"], _names()[part["unit"]]["one"]) for part in reversed(parts)]
    value = "/".join(str(whole(part["n"]) or part["n"]) for part in parts)
    unit = parts[-1]["unit"]
    return Quantity("numbered", value, ", ".join(said), "", unit, False, len(match[0]) - len(unit))


def _stands(part: re.Match[str], match: Match) -> bool:
    """Whether a part says alone that it is named by its number: 402室 does, 3栋 and 3层 may be counts."""
    unit, number = part["unit"], part["n"]
    if not _names()[unit]["lone"]:
        return False
    if unit in _HIGHWAYS or unit.endswith(("室", "房间", "病房", "宿舍", "舍", "厢", "包间", "包房")):
        return unit.startswith("号") or bool(_ROOM.fullmatch(number))
    if _FLOOR.fullmatch(unit):
        return 0 < whole(number) < 150
    return True


def _say(number: str, form: str) -> str:
    at = whole(number)
    written = str(at) if at and number.isalnum() and not re.match(r"0|[A-Z]", number) else number.replace("之", "-")
    return form.replace("{}", written).replace("{th}", ordinal(at) if at else written)


def house_range(match: Match, setting: Setting) -> Quantity | None:
    """Build 12号至58号 behind a street ("Nos. 12 to 58")."""
    first, second = whole(match["n"]), whole(match["n2"])
    if not first < second:
        return None
    return Quantity("numbered", f"{first}/{second}", f"Nos. {first} to {second}", "", "号", True, len(match[0]) - 1)


def grade(match: Match, setting: Setting) -> Quantity | None:
    """Build 5A级 ("5A-rated") and 4A级以上 ("4A-or-above")."""
    return Quantity(
        "code",
        match["n"],
        f"{match['n']}-{'or-above' if group(match, 'over') else 'rated'}",
        "",
        "",
        False,
        len(match[0]),
    )


def round_the_clock(match: Match, setting: Setting) -> Quantity | None:
    """Build 7×24小时 ("24/7")."""
    return Quantity("code", "24/7", "24/7", "", "", False, len(match[0]))


def seats(match: Match, setting: Setting) -> Quantity | None:
    """Build 7座 before a vehicle ("7-seat")."""
    return Quantity("code", match["n"], f"{match['n']}-seat", "", "座", False, len(match[0]) - 1)
