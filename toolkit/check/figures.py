"""Numbers, dates and times in English, read back as values: does each quantity of a source stand in a translation?"""

from __future__ import annotations

import re
from collections import Counter
from decimal import Decimal, InvalidOperation

from toolkit.analysis.values import Quantity

_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_ORDINALS = (
    "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
SMALL = {word: at for at, word in enumerate(_UNITS.split())} | {word: at for at, word in enumerate(_ORDINALS.split())}
SMALL |= {word: 10 * at for at, word in enumerate(_TENS.split(), start=2)}
SMALL |= {"twentieth": 20, "thirtieth": 30, "once": 1, "twice": 2, "thrice": 3, "double": 2, "doubled": 2, "dozen": 12}
SCALES = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_MONTHS = "january february march april may june july august september october november december"
MONTHS = {short: at for at, name in enumerate(_MONTHS.split(), start=1) for short in (name, name[:3])} | {"sept": 9}
_TOKEN = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?|[a-z]+", re.IGNORECASE)
_CLOCK = re.compile(r"(\d{1,2})(?::(\d{2}))?\s*([ap])\.?m\b|(\d{1,2}):(\d{2})", re.IGNORECASE)
_DATE = re.compile(r"(?P<year>\d{4})?-?(?:-?(?P<month>\d{2}))?(?:-(?P<day>\d{2}))?")
_NUMERIC = frozenset(("count", "number", "percent", "money", "measure", "ordinal", "age", "multiple", "article"))
_DAY = frozenset(("date", "date-range"))


def numbers(english: str) -> Counter[Decimal]:
    """Return the numbers of a text with how often each stands there; scale words are multiplied in.

    >>> sorted(numbers("RMB 528 million, thirty-one cases, the 18th")) == [18, 31, 528_000_000]
    True
    """
    found: Counter[Decimal] = Counter()
    value: Decimal | None = None
    last = ""
    end = 0
    for match in _TOKEN.finditer(english):
        word, glued = match[0].lower(), english[end : match.start()] in ("", "-", " ", " and ")
        if word == "and":
            continue
        end = match.end()
        if word[0].isdigit():
            found.update([value] if value is not None else [])
            value = Decimal(word.replace(",", ""))
        elif word in SCALES and value is not None and glued:
            value *= SCALES[word]
        elif word in SMALL:
            if value is not None and glued and (last in SCALES or (last in _TENS.split() and SMALL[word] < 10)):
                value += SMALL[word]
            else:
                found.update([value] if value is not None else [])
                value = Decimal(SMALL[word])
        elif word not in ("st", "nd", "rd", "th"):
            found.update([value] if value is not None else [])
            value = None
        last = word
    found.update([value] if value is not None else [])
    return found


def months(english: str) -> frozenset[int]:
    """Return the months that a text names, by name or as the middle of an ISO date."""
    named = {MONTHS[word] for word in re.findall(r"[a-z]+", english.lower()) if word in MONTHS}
    return frozenset(named | {int(month) for month in re.findall(r"\b\d{4}-(\d{2})\b", english)})


def clocks(english: str) -> frozenset[tuple[int, int]]:
    """Return the times of day in a text as hour and minute of 24 hours.

    >>> sorted(clocks("from 9:30 a.m. to 2 p.m."))
    [(9, 30), (14, 0)]
    """
    found = set()
    for match in _CLOCK.finditer(english):
        if match[4]:
            found.add((int(match[4]), int(match[5])))
        else:
            hour = int(match[1]) % 12 + (12 if match[3].lower() == "p" else 0)
            found.add((hour, int(match[2] or 0)))
    if "noon" in english.lower():
        found.add((12, 0))
    if "midnight" in english.lower():
        found |= {(0, 0), (24, 0)}
    return frozenset(found)


def stands(quantity: Quantity, english: str, left: Counter[Decimal]) -> bool:
    """Tell whether a quantity stands in the English; what it uses is taken from the numbers ``left``.

    What has no exact value (数十, 年底) and what English need not say (one of something) is let pass.
    """
    if quantity.english and _plain(quantity.english) in _plain(english) and _take(quantity, left):
        return True
    if quantity.kind in _DAY:
        return all(_day(part, english) for part in quantity.value.split("/"))
    if quantity.kind == "time":
        return all(_time(part, english) for part in quantity.value.split("/"))
    if quantity.kind in ("code", "document-number", "case"):
        return all(run in english for run in re.findall(r"\d+", quantity.value))
    if quantity.kind == "duration":
        return all(_any([Decimal(run)], left) for run in re.findall(r"\d+(?:\.\d+)?", quantity.value) if run != "1")
    if quantity.kind not in _NUMERIC:
        return True
    return all(_any(_same(part, quantity.kind), left) for part in quantity.value.split("/"))


def _take(quantity: Quantity, left: Counter[Decimal]) -> bool:
    """Take the numbers of a rendering from those left, where all are there."""
    own = numbers(quantity.english)
    if any(left[number] < count for number, count in own.items()):
        return False
    left.subtract(own)
    return True


def _same(value: str, kind: str) -> list[Decimal]:
    """Return the numbers that say a value; none where there is nothing exact to look for, or it is one."""
    try:
        number = Decimal(value)
    except InvalidOperation:
        return []
    if kind == "percent":
        return [number * 100, number]
    return [] if number == 1 else [number]


def _any(wanted: list[Decimal], left: Counter[Decimal]) -> bool:
    if not wanted:
        return True
    for number in wanted:
        if left[number] > 0:
            left[number] -= 1
            return True
    return False


def _day(value: str, english: str) -> bool:
    """Whether year, month and day of an ISO date (``--09-23`` without a year) stand in the English."""
    match = _DATE.fullmatch(value)
    if match is None or not re.search(r"\d", value):
        return True
    there = numbers(english)
    month = int(match["month"]) if match["month"] else 0
    day = int(match["day"]) if match["day"] else 0
    return (not month or month in months(english)) and (not day or there[Decimal(day)] > 0)


def _time(value: str, english: str) -> bool:
    found = re.search(r"(\d{2}):(\d{2})", value)
    if found is None:
        return True
    hour, minute = int(found[1]), int(found[2])
    return bool({(hour, minute), (hour % 12, minute), (hour % 24, minute)} & clocks(english))


def _plain(text: str) -> str:
    return " ".join(re.findall(r"[a-z0-9.,:%$]+", text.lower().replace("’", "'")))
