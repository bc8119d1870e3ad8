"""Numerals: Chinese and Arabic figures to exact numbers, and numbers to the figures and words of English prose."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from toolkit.analysis.tables import fold
from toolkit.errors import UsageError

DIGITS = {sign: value for value, sign in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2}
DIGITS |= {sign: value for value, sign in enumerate("零壹贰叁肆伍陆柒捌玖")}
SCALES = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8, "兆": 10**12, "拾": 10, "佰": 100, "仟": 1000}
WORDS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_ARABIC = re.compile(r"(\d+(?:,\d{3})*(?:\.\d+)?)([十百千万亿兆]*)")
_SECTION = 10**4


@lru_cache(maxsize=8192)
def parse_number(text: str) -> Decimal:
    """Return the exact number that a numeral writes, in either script, in figures, in words or mixed.

    Read are ``27,000``, ``2.7万``, ``3万5千``, ``一千二百零三``, ``一百二`` (120), ``二〇一四`` and ``三点五万``.
    Raises UsageError where the characters are no well-formed numeral: ``五一``, ``万``, ``三三``.

    >>> parse_number("5.28億")
    Decimal('528000000')
    """
    folded = fold(text)
    value = _arabic(folded) if folded[:1].isdigit() and folded[:1].isascii() else _han(folded)
    if value is None:
        raise UsageError(f'no number is written "{text}"', remedy="write it in figures or well-formed numerals")
    return _plain(value)


def _plain(value: Decimal) -> Decimal:
    """Return the number without exponent and without idle zeros."""
    whole = value.to_integral_value()
    return whole.quantize(Decimal(1)) if value == whole and abs(value) < 10**27 else value.normalize()


def _arabic(text: str) -> Decimal | None:
    total, at, last = Decimal(0), 0, None
    while at < len(text):
        match = _ARABIC.match(text, at)
        if match is None:
            return None
        scale = Decimal(1)
        for sign in match[2]:
            scale *= SCALES[sign]
        if last is not None and scale >= last:
            return None
        total += Decimal(match[1].replace(",", "")) * scale
        at, last = match.end(), scale
    return total


def _han(text: str) -> Decimal | None:
    whole, point, tail = text.partition("点")
    if not point:
        return _whole(text)
    digits = re.match("[零〇○一二三四五六七八九]+", tail)
    base = _whole(whole)
    if digits is None or base is None:
        return None
    fraction = Decimal("0." + "".join(str(DIGITS[sign]) for sign in digits[0]))
    scale = 1
    for sign in tail[digits.end() :]:
        if sign not in "万亿":
            return None
        scale *= SCALES[sign]
    return (base + fraction) * scale


def _whole(text: str) -> Decimal | None:
    if not text or any(sign not in DIGITS and sign not in SCALES for sign in text):
        return None
    if len(text) > 1 and all(sign in DIGITS for sign in text):
        positional = len(text) > 2 or "〇" in text or "○" in text
        return Decimal("".join(str(DIGITS[sign]) for sign in text)) if positional and "两" not in text else None
    return _scaled(text)


def _scaled(text: str) -> Decimal | None:
    """Read a numeral with 十百千万亿; scales fall inside a section of four and from section to section."""
    total, section, digit = 0, 0, -1
    small, large = _SECTION, 10**16
    zero = False
    for at, sign in enumerate(text):
        if sign in DIGITS:
            if digit > 0 or (digit == 0 and DIGITS[sign] == 0):
                return None
            digit, zero = DIGITS[sign], zero or DIGITS[sign] == 0
            continue
        scale = SCALES[sign]
        if scale < _SECTION:
            if scale >= small or (digit <= 0 and not (scale == 10 and at == 0) and not (scale == 10 and digit == 0)):
                return None
            section, small, digit, zero = section + max(digit, 1) * scale, scale, -1, False
            continue
        section += max(digit, 0)
        if not (section or total) or (scale >= large and not (scale == 10**8 and total)):
            return None
        if scale >= large or (scale == 10**8 and total and large == 10**4):
            total = (total + section) * scale
        else:
            total += section * scale
        section, small, large, digit, zero = 0, _SECTION, scale, -1, False
    return Decimal(total + section + _tail(text, digit, zero, small, large))


def _tail(text: str, digit: int, zero: bool, small: int, large: int) -> int:
    """Return what the last digit stands for: 一百二 is 120, 一百零二 is 102, 三万五 is 35,000."""
    if digit <= 0 or zero or len(text) < 2:
        return max(digit, 0)
    scale = SCALES.get(text[-2], 1)
    return digit * (scale // 10 if scale > 10 and scale in (small, large) else 1)


def format_han(value: int) -> str:
    """Write a whole number below 10**16 in Chinese numerals, the inverse of parse_number.

    >>> format_han(27003)
    '二万七千零三'
    """
    if not 0 <= value < 10**16:
        raise UsageError(f"{value} is out of range", remedy="numbers from 0 to 10**16 - 1 can be written")
    if value < _SECTION:
        return _section(value) or "零"
    scale, sign = (10**8, "亿") if value >= 10**8 else (10**4, "万")
    head, rest = divmod(value, scale)
    gap = "零" if rest and rest < scale // 10 else ""
    return format_han(head) + sign + gap + (format_han(rest) if rest else "")


def _section(value: int) -> str:
    written, gap = "", False
    for scale, sign in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, value = divmod(value, scale)
        if digit:
            ten = digit == 1 and scale == 10 and not written and not gap
            written += ("零" if gap and written else "") + ("" if ten else "零一二三四五六七八九"[digit]) + sign
            gap = False
        else:
            gap = bool(written)
    return written


def figure(value: Decimal) -> str:
    """Write a number in figures, grouped by threes (Babel, en_US), with the decimals that it states.

    >>> figure(Decimal("27000.5")), figure(Decimal("2.0"))
    ('27,000.5', '2.0')
    """
    return _figure(str(value))


@lru_cache(maxsize=8192)
def _figure(written: str) -> str:
    """Keyed by the digits, for 2.0 and 2 are equal and would share a place in the cache."""
    from babel.numbers import format_decimal

    value = Decimal(written)
    places = max(0, -int(value.as_tuple().exponent))
    if value.adjusted() + places > 24:
        return f"{value:,f}"
    return str(format_decimal(value, format="#,##0." + "0" * places, locale="en_US"))


def large(value: Decimal) -> str:
    """Write a number with million, billion or trillion where at most three decimals then hold it exactly.

    >>> large(Decimal("528000000")), large(Decimal("186000")), large(Decimal("1234567"))
    ('528 million', '186,000', '1,234,567')
    """
    for scale, word in ((10**12, "trillion"), (10**9, "billion"), (10**6, "million")):
        head = value / scale
        if abs(head) >= 1 and -int(head.normalize().as_tuple().exponent) <= 3:
            return f"{figure(_plain(head))} {word}"
    return figure(value)


def prose(value: Decimal) -> str:
    """Write a count as prose does: words below ten, figures from ten on.

    >>> prose(Decimal(3)), prose(Decimal("17000"))
    ('three', '17,000')
    """
    if 0 <= value < 10 and value.as_tuple().exponent == 0:
        return WORDS[int(value)]
    return large(value)


def ordinal(value: int, *, words: bool = True) -> str:
    """Write an ordinal: words to ninth, figures from 10th on.

    >>> ordinal(2), ordinal(18), ordinal(21)
    ('second', '18th', '21st')
    """
    if words and 0 < value < 10:
        return ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")[value - 1]
    ending = "th" if value % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th")
    return f"{figure(Decimal(value))}{ending}"


def roman(value: int) -> str:
    """Write a number from 1 to 3999 in Roman numerals, figures beyond.

    >>> roman(14)
    'XIV'
    """
    if not 0 < value < 4000:
        return str(value)
    written = ""
    for scale, sign in zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        ("M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"),
        strict=True,
    ):
        count, value = divmod(value, scale)
        written += sign * count
    return written


def canonical(value: Decimal) -> str:
    """Write a number without exponent, as Quantity.value wants it.

    >>> canonical(Decimal("2.70E+4"))
    '27000'
    """
    written = f"{value:f}"
    return written.rstrip("0").rstrip(".") if "." in written else written
