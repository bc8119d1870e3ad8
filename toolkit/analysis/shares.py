"""Shares of a whole: 百分之三十, 三成五, 三分之二, 一半."""

from __future__ import annotations

from decimal import Decimal

from toolkit.analysis.amount import Amount, Match, Setting, bound_of, quantity, read, value_of
from toolkit.analysis.numerals import canonical, large, ordinal, prose
from toolkit.analysis.values import Quantity

_PARTS = {"百": Decimal(1), "千": Decimal("0.1"), "万": Decimal("0.01")}


def _percent(match: Match, low: Decimal, high: Decimal | None = None) -> Quantity:
    found = Amount(low, high, bound=bound_of(match))
    english = found.say(f"{found.write(words=False)} percent")
    return quantity("percent", match, found, value_of(found, Decimal("0.01")), english, plural=True)


def percent(match: Match, setting: Setting) -> Quantity | None:
    """Build 百分之三十, 百分之五至百分之十, 千分之五 (0.5 percent)."""
    part = _PARTS[match["of"]]
    low, high = read(match["n"]), read(match["n2"]) if match["n2"] else None
    if low is None or (match["n2"] and high is None):
        return None
    return _percent(match, low * part, high * part if high is not None else None)


def tenths(match: Match, setting: Setting) -> Quantity | None:
    """Build 三成, 近两成, 三成五 (35 percent)."""
    low, tail = read(match["n"]), match["n2"]
    if low is None:
        return None
    return _percent(
        match, low * 10 + (Decimal(5) if tail == "半" else (read(tail) or Decimal(0)) if tail else Decimal(0))
    )


def tenths_range(match: Match, setting: Setting) -> Quantity | None:
    """Build 三到四成."""
    low, high = read(match["n"]), read(match["n2"])
    return _percent(match, low * 10, high * 10) if low is not None and high is not None and low < high else None


def fraction(match: Match, setting: Setting) -> Quantity | None:
    """Build 三分之二 ("two-thirds")."""
    of, part = read(match["of"]), read(match["n"])
    if of is None or part is None or of < 2 or part != int(part) or of != int(of):
        return None
    name = {2: "half", 4: "quarter", 10: "tenth"}.get(int(of), ordinal(int(of)))
    name = name if part == 1 else "halves" if of == 2 else f"{name}s"
    english = f"{prose(part)}-{name}" if part < 10 else f"{large(part)}/{large(of)}"
    found = Amount(part, bound=bound_of(match))
    return quantity("fraction", match, found, f"{canonical(part)}/{canonical(of)}", found.say(english), plural=True)


def half(match: Match, setting: Setting) -> Quantity | None:
    """Build 一半."""
    found = Amount(Decimal("0.5"), bound=bound_of(match))
    return quantity("fraction", match, found, "1/2", found.say("half"), plural=True)


def negative(match: Match, setting: Setting) -> Quantity | None:
    """Build -5.2%, 零下5度 ("-5 degrees Celsius")."""
    low, unit = read(match["n"]), match["unit"] or ""
    if low is None:
        return None
    found = Amount(-low)
    figures = f"-{large(low)}"
    kind, english, factor = {
        "%": ("percent", f"{figures} percent", Decimal("0.01")),
        "个百分点": ("percent", f"{figures} percentage points", Decimal("0.01")),
        "": ("number", figures, Decimal(1)),
    }.get(unit, ("measure", f"{figures} degrees Celsius", Decimal(1)))
    return quantity(kind, match, found, value_of(found, factor), english, unit=unit, plural=True)


def discount(match: Match, setting: Setting) -> Quantity | None:
    """Build 八折 ("20 percent off"): the Chinese tells what is paid, the English what is not."""
    first, tail = read(match["n"]), read(match["n2"]) if match["n2"] else Decimal(0)
    if not first or tail is None:
        return None
    off = Decimal(100) - first * 10 - tail
    return quantity("percent", match, Amount(off), value_of(Amount(off), Decimal("0.01")), f"{large(off)} percent off")


def negative_range(match: Match, setting: Setting) -> Quantity | None:
    """Build -5℃～10℃, 零下10度至零下5度 ("-10 to -5 degrees Celsius")."""
    low, high = read(match["n"]), read(match["n2"])
    if low is None or high is None:
        return None
    found = Amount(-low, -high if match["sign"] in ("零下", "-", "−", "负") else high)
    if found.high is None or found.low >= found.high:
        return None
    english = f"{_signed(found.low)} to {_signed(found.high)} degrees Celsius"
    return quantity("measure", match, found, value_of(found), english, unit=match["unit"], plural=True)


def celsius(match: Match, setting: Setting) -> Quantity | None:
    """Build 摄氏33.5度 ("33.5 degrees Celsius"), 摄氏零下5度, 华氏90度."""
    low = read(match["n"])
    if low is None:
        return None
    found = Amount(-low if match["below"] else low, bound=bound_of(match))
    scale = {"摄氏": "Celsius", "华氏": "Fahrenheit"}[match["scale"]]
    english = found.say(f"{_signed(found.low)} degrees {scale}")
    return quantity("measure", match, found, value_of(found), english, plural=True)


def _signed(value: Decimal) -> str:
    return f"-{large(-value)}" if value < 0 else large(value)
