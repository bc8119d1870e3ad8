"""Sums of money, each with the symbol of its currency before the figures."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

from toolkit.analysis.amount import Amount, Match, Setting, amount_of, group, quantity, read, value_of
from toolkit.analysis.numerals import canonical, large, parse_number
from toolkit.analysis.tables import rows
from toolkit.analysis.values import Quantity

_SYMBOLS = {"￥": "RMB", "¥": "RMB", "RMB": "RMB", "$": "US$", "＄": "US$", "€": "EUR"}


@lru_cache(maxsize=8)
def currencies(region: str) -> dict[str, dict[str, str]]:
    """Return the rows of ``currencies.tsv`` that a region uses, by name; unknown regions are read as CN."""
    home = region if region in ("CN", "TW", "HK") else "CN"
    return {row["zh"]: row for row in rows("currencies") if not row["regions"] or home in row["regions"].split(",")}


def money(match: Match, setting: Setting) -> Quantity | None:
    """Build 5.28亿元 (RMB 528 million), 1730万余元, 人民币3元5角, 港币5万元; 元 is NT$ in TW and HK$ in HK."""
    found = amount_of(match)
    numeral = match["n"]
    first = group(match, "unit1")
    if first and first != match["unit"]:
        return None
    if found is None or (numeral in ("百", "千") and not group(match, "more")):
        return None
    cents = Decimal(0)
    for name, part in (("jiao", Decimal("0.1")), ("fen", Decimal("0.01"))):
        if digit := group(match, name):
            cents += parse_number(digit) * part
    if cents:
        found = Amount((found.low + cents).quantize(Decimal("0.01")), bound=found.bound)
    prefix, unit = group(match, "cur") or group(match, "lead"), group(match, "unit")
    english = money_words(found, prefix or unit, setting)
    return quantity("money", match, found, value_of(found, literal=numeral), found.say(english), unit=unit or prefix)


def money_words(found: Amount, currency: str, setting: Setting, words: str = "") -> str:
    """Return the sum in English: the symbol before figures, the name of the currency after vague words.

    >>> money_words(Amount(Decimal("528000000")), "元", Setting())
    'RMB 528 million'
    """
    row = currencies(setting.region).get(currency)
    symbol = row["en"] if row else _SYMBOLS.get(currency, currency)
    names = (other["words"] for other in rows("currencies") if other["en"] == symbol)
    if found.words or words:
        return f"{words or found.words} {next(names, currency)}"
    gap = "" if symbol.endswith("$") else " "
    high = f" to {symbol}{gap}{large(found.high)}" if found.high is not None else ""
    return f"{symbol}{gap}{large(found.low)}{high}"


def money_capital(match: Match, setting: Setting) -> Quantity | None:
    """Build a sum in the numerals of checks: 壹佰贰拾万元整."""
    plain = match["n"].translate(str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟", "一二三四五六七八九十百千"))
    value = read(plain)
    if value is None:
        return None
    found = Amount(value)
    return quantity("money", match, found, canonical(value), money_words(found, "元", setting))
