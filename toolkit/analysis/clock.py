"""Times of day, alone and with their date, built from matches of the grammar.

A time is ``2:30 p.m.``, with a date ``2:30 p.m. on July 12``; a range ``5:00 a.m. to 12:30 p.m. on May 19`` (kind
``time``, a slash in the value). A date with a part of the day is a ``date``: ``the morning of July 12``.
"""

from __future__ import annotations

import re
from functools import lru_cache

from toolkit.analysis.amount import Match, Setting, group
from toolkit.analysis.calendar import Day, day_of, whole
from toolkit.analysis.dates import made
from toolkit.analysis.numerals import ordinal
from toolkit.analysis.tables import rows
from toolkit.analysis.values import Quantity

Clock = tuple[int, int, bool]


@lru_cache(maxsize=1)
def _parts() -> dict[str, dict[str, str]]:
    return {row["zh"]: row for row in rows("dayparts")}


def clock_of(match: Match, part: str, lead: str = "") -> Clock | None:
    """Return hour, minute and whether minutes are stated; 下午 and the like turn the hour. None where none is."""
    written = group(match, f"{lead}h") or group(match, f"{lead}h2")
    if not written:
        return None
    minutes = group(match, f"{lead}min") or group(match, f"{lead}min2")
    hour, minute = whole(written), 30 if group(match, f"{lead}half") == "半" else whole(minutes)
    half = _parts()[part]["half"] if part in _parts() else ""
    if hour < 12 and (half == "pm" or (half == "noon" and hour < 3) or (half == "night" and hour >= 6)):
        hour += 12
    elif hour == 12 and (half == "night" or part.startswith("凌晨")):
        hour = 0
    elif hour == 12 and part in _parts() and re.search("evening|night", _parts()[part]["en"]):
        hour = 24  # 晚上12时, 晚上8时至12时
    return (hour, minute, bool(minutes or group(match, f"{lead}half") == "半")) if hour <= 24 and minute < 60 else None


def say(clock: Clock, *, exact: bool = False, half: bool = True) -> str:
    """Return a time in English; ``exact`` writes the minutes of a full hour, ``half`` the a.m. or p.m.

    >>> say((14, 30, True)), say((2, 0, False)), say((12, 0, False))
    ('2:30 p.m.', '2 a.m.', 'noon')
    """
    hour, minute, stated = clock
    if not minute and not exact and hour in (0, 12, 24):
        return "noon" if hour == 12 else "midnight"
    minutes = f":{minute:02d}" if minute or stated or exact else ""
    return f"{(hour - 1) % 12 + 1}{minutes}" + (f" {'p.m.' if 12 <= hour < 24 else 'a.m.'}" if half else "")


def _iso(clock: Clock) -> str:
    return f"{clock[0]:02d}:{clock[1]:02d}"


def _about(match: Match, english: str, name: str = "about") -> str:
    said = group(match, name) or (name == "about" and group(match, "approx"))
    return f"about {english}" if said else english


def day(match: Match, setting: Setting) -> Quantity | None:
    """Build 2015年9月23日, 7月12日上午 ("the morning of July 12"), 9月23日14时30分 ("2:30 p.m. on September 23")."""
    found = day_of(match, setting)
    return _dated(match, found, found.write(), setting) if found is not None else None


def _dated(match: Match, found: Day, name: str, setting: Setting) -> Quantity | None:
    part = group(match, "part")
    clock = clock_of(match, part)
    value = found.value(setting.date) if found.month else f"---{found.day:02d}"
    if clock is None:
        if group(match, "h") or group(match, "h2"):
            return None
        word = _parts()[part]["en"] if part else ""
        english = name if not part else f"noon on {name}" if word == "noon" else f"the {word} of {name}"
        return made("date", match, value, english)
    return made("time", match, f"{value}T{_iso(clock)}", f"{_about(match, say(clock))} on {name}")


def numeric_day(match: Match, setting: Setting) -> Quantity | None:
    """Build 2015-09-23, 2015/9/23, 2015.9.23 and the like with a time."""
    return day(match, setting)


def day_alone(match: Match, setting: Setting) -> Quantity | None:
    """Build 15日 ("the 15th"), 15日上午."""
    at = whole(match["d"])
    return _dated(match, Day(day=at), f"the {ordinal(at, words=False)}", setting) if 0 < at < 32 else None


def case_quoted(match: Match, setting: Setting) -> Quantity | None:
    """Build “2014.7.21”: a case or an event named by its date, in quotation marks."""
    found = day_of(match, setting)
    return made("case", match, found.value(), f'"{found.write()}"') if found is not None else None


def case_bare(match: Match, setting: Setting) -> Quantity | None:
    """Build 7·21 and 8.13事件 without quotation marks."""
    month, at = group(match, "m") or group(match, "m2"), group(match, "d") or group(match, "d2")
    found = Day(whole(group(match, "y")), whole(month), whole(at))
    return made("case", match, found.value(), found.write()) if found.real else None


_NAMED = {"昨": "yesterday", "今": "today", "前": "the day before yesterday", "明": "tomorrow"}


def named_day(match: Match, setting: Setting) -> Quantity | None:
    """Build 昨（12）日下午3时15分许 ("about 3:15 p.m. yesterday (the 12th)"), as the press of Taiwan dates."""
    at = whole(match["d"])
    if not 0 < at < 32:
        return None
    part, name = group(match, "part"), f"{_NAMED[match['named']]} (the {ordinal(at, words=False)})"
    clock = clock_of(match, part)
    if clock is not None:
        return made("time", match, f"---{at:02d}T{_iso(clock)}", f"{_about(match, say(clock))} {name}")
    if group(match, "h") or group(match, "h2"):
        return None
    return made("date", match, f"---{at:02d}", _part_of_named(match["named"], part, name) if part else name)


def _part_of_named(named: str, part: str, name: str) -> str:
    """Return a part of a day that is named: "this afternoon (the 5th)", "early yesterday morning (the 12th)"."""
    word, behind = _parts()[part]["en"], name.partition(" (")[2]
    day = "this" if named == "今" else _NAMED[named]
    if word == "noon":
        return f"noon {name}"
    early = "early " if word.startswith("early ") else ""
    return f"{early}{day} {word.removeprefix('early ')} ({behind}"


_SURE = re.compile(r"钟|半|整|分|许|左右|前后|:")


def time(match: Match, setting: Setting) -> Quantity | None:
    """Build 14时30分, 凌晨2时许 ("about 2 a.m."), 当晚8时 ("8 p.m. that evening"); 3点 alone is no time."""
    anchor, part = group(match, "anchor"), group(match, "part")
    clock = clock_of(match, part or anchor)
    hour = group(match, "h")
    if clock is None or (hour and not hour.isascii() and not part and not anchor and not _SURE.search(match[0])):
        return None
    if f"{hour}点" == match[0] or (match[0].endswith("前后") and not hour):
        return None
    tail = f" {_parts()[anchor]['en']}" if anchor else ""
    return made("time", match, _iso(clock), _about(match, say(clock)) + tail)


def time_range(match: Match, setting: Setting) -> Quantity | None:
    """Build 9:00至11:30 ("9:00 to 11:30 a.m."), 下午2时至5时."""
    anchor = group(match, "anchor")
    found = _range(match, group(match, "part") or anchor)
    if found is None:
        return None
    tail = f" {_parts()[anchor]['en']}" if anchor else ""
    return made("time", match, found[0], found[1] + tail)


def _range(match: Match, part: str) -> tuple[str, str] | None:
    """Return value and English of a range of times."""
    first = clock_of(match, part)
    second = clock_of(match, group(match, "part2") or part, "t")
    if first is None or second is None or ("点" in match[0] and not _SURE.search(match[0]) and not part):
        return None
    exact = any(minute or stated for _, minute, stated in (first, second))
    same = (first[0] < 12) == (second[0] < 12 or second[0] == 24) and exact
    start = _about(match, say(first, exact=exact, half=not same))
    end = _about(match, say(second, exact=exact), "tabout")
    return f"{_iso(first)}/{_iso(second)}", f"{start} to {end}"


def day_clock_range(match: Match, setting: Setting) -> Quantity | None:
    """Build 5月19日5时至12时30分 ("5:00 a.m. to 12:30 p.m. on May 19")."""
    found, hours = day_of(match, setting), _range(match, group(match, "part"))
    if found is None or hours is None:
        return None
    value = found.value(setting.date)
    return made(
        "time", match, "/".join(f"{value}T{end}" for end in hours[0].split("/")), f"{hours[1]} on {found.write()}"
    )
