"""Quantities: numbers, money, measures, dates, times, ordinals and codes in running text, exact and with their English.

A small grammar (``data/patterns.toml``) is tried at each place where one may begin; the longest reading that
cuts no word wins. The English follows the house style and leaves prepositions and the thing counted to the sentence.

Values are exact: ``27000``; ``3/5`` for a range; ``2/3`` for a fraction; ISO 8601 for time, with ``--09-23`` where no
year is known, ``---15`` where no month is, ``2023-01/2023-06`` for a stretch, ``W3`` for Wednesday, ``P3Y`` and
``PT24H`` for durations; and the words themselves (``数十``, ``年底``) where no number stands behind them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date as Date

from toolkit.analysis import (
    areas,
    clock,
    counts,
    dates,
    durations,
    lunar,
    measures,
    money,
    numbered,
    ordinals,
    ranges,
    rates,
    shares,
)
from toolkit.analysis.amount import Match, Setting
from toolkit.analysis.patterns import rules
from toolkit.analysis.tables import fold
from toolkit.analysis.tokens import tokenize
from toolkit.analysis.values import Quantity, Token
from toolkit.analysis.words import Words
from toolkit.text import Span

Builder = Callable[[Match, Setting], Quantity | None]

BUILDERS: dict[str, Builder] = {
    "bounded": ranges.bounded,
    "bounded_percent": ranges.bounded_percent,
    "money": money.money,
    "money_symbol": money.money,
    "money_range": money.money,
    "money_capital": money.money_capital,
    "amount": measures.amount,
    "amount_range": measures.amount,
    "amount_more": durations.amount_more,
    "percent": shares.percent,
    "tenths": shares.tenths,
    "tenths_range": shares.tenths_range,
    "fraction": shares.fraction,
    "half": shares.half,
    "count": counts.count,
    "count_range": counts.count,
    "number": counts.number,
    "number_range": counts.number,
    "approximate": ranges.approximate,
    "people": counts.people,
    "half_duration": durations.half_duration,
    "and_half": durations.and_half,
    "mixed_duration": durations.mixed_duration,
    "negative": shares.negative,
    "negative_range": shares.negative_range,
    "celsius": shares.celsius,
    "day": clock.day,
    "day_clock_range": clock.day_clock_range,
    "day_to_day": dates.day_to_day,
    "month": dates.month,
    "month_to_month": dates.month_to_month,
    "year_alone": dates.year_alone,
    "year_part": dates.year_part,
    "relative_end": dates.relative_end,
    "year_to_year": dates.year_to_year,
    "numeric_day": clock.numeric_day,
    "decade": dates.decade,
    "century": dates.century,
    "this_month": dates.this_month,
    "day_alone": clock.day_alone,
    "days_alone": dates.days_alone,
    "weekday": dates.weekday,
    "time": clock.time,
    "time_range": clock.time_range,
    "nth": ordinals.nth,
    "article": ordinals.article,
    "item": ordinals.item,
    "article_range": ordinals.article_range,
    "court_code": ordinals.court_code,
    "route": ordinals.route,
    "plate": ordinals.plate,
    "document_code": ordinals.document_code,
    "number_sign": ordinals.number_sign,
    "numbered": numbered.numbered,
    "house_range": numbered.house_range,
    "grade": numbered.grade,
    "round_the_clock": numbered.round_the_clock,
    "areas": areas.areas,
    "per_each": rates.per_each,
    "per_slash": rates.per_slash,
    "frequency": rates.frequency,
    "every": rates.every,
    "per_unit": rates.per_unit,
    "extent": measures.extent,
    "seats": numbered.seats,
    "discount": shares.discount,
    "dimensions": measures.dimensions,
    "named_day": clock.named_day,
    "lunar": lunar.lunar,
    "list_number": ordinals.list_number,
    "list_bracket": ordinals.list_bracket,
    "case_quoted": clock.case_quoted,
    "case_bare": clock.case_bare,
    "code": ordinals.code,
    "telephone": ordinals.telephone,
}

Found = tuple[Span, Quantity]


def quantities(
    text: str,
    *,
    date: Date | None = None,
    region: str = "CN",
    tokens: Sequence[tuple[Span, Token]] | None = None,
) -> tuple[Found, ...]:
    """Return the quantities of a text with their spans, in order and disjoint.

    ``date``, that of the document, completes values (9月23日), never the English; ``region`` is CN, TW or HK (what 元
    and 112年 are); ``tokens`` are the words of the text where they are known already.

    >>> [(span.of("投入5.28亿元"), found.english) for span, found in quantities("投入5.28亿元")]
    [('5.28亿元', 'RMB 528 million')]
    """
    if not _SIGNS.search(text):
        return ()
    folded = fold(text)
    words = Words(folded, tokenize(folded) if tokens is None else tokens)
    return tuple(_scan(folded, words, Setting(date, region)))


_NUMERALS = "0-9〇零○一二两三四五六七八九十百千万亿兆壹贰叁肆伍陆柒捌玖拾"
_SIGNS = re.compile(
    "[0-9０-９〇零○一二三四五六七八九十百千萬万億亿兩两数數几幾半第每首本上下若年月周星礼禮①-⑳壹贰貳叁參肆伍陆陸柒捌玖拾A-Za-z@]"
)
_TRIGGER = re.compile(
    f'[{_NUMERALS}]|[A-Za-z+＋]|首|头|长|宽|高|深|厚|农历|正月|腊月|冬月|现年|[“"「『‘(（\\[〔①-⑳￥¥$€＄①-⑳]|第|数|几|若干|上|下|前|半|本|当|同|今|去|明|后|次|翌|年|月|周|星期|礼拜'
    "|每|近|超|逾|约|大约|将近|接近|不|至少|至多|最|高达|多达|过去|[≥≤＞＜]|起码|多于|高于|大于|少于|低于|小于|未满|仅|民国|中华民国|成百|成千|好几"
    "|中午|[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼](?=[A-Z])|人民|美|港|新台|台|欧|日元|英镑|韩|澳|加元|卢|泰|RMB|凌晨|清晨|早|午|傍|晚|夜|深夜|正午|昨|零下|摄氏|华氏|[-−负]"
)


def _scan(text: str, words: Words, setting: Setting) -> Iterator[Found]:
    codes = dict(_document_codes(text, setting))
    at = 0
    while (trigger := _TRIGGER.search(text, at)) or codes:
        start = trigger.start() if trigger else len(text)
        ahead = min(codes, default=None)
        if ahead is not None and ahead.start <= start:
            yield ahead, codes.pop(ahead)
            at = max(at, ahead.end)
            continue
        found = _best(text, start, words, setting)
        if found and (ahead is None or not ahead.overlaps(found[0])):
            yield found
            at = found[0].end
        else:
            at = _next(text, start)
        if not trigger:
            return


def _next(text: str, start: int) -> int:
    """Return where to look on: behind a run of figures or letters, else one further."""
    run = _RUN.match(text, start)
    return run.end() if run else start + 1


_RUN = re.compile(r"[0-9]+(?:[.,][0-9]+)*|[A-Za-z]+")


def _best(text: str, start: int, words: Words, setting: Setting) -> Found | None:
    """Return the longest quantity that begins at a place and cuts no word, the earlier rule's on a tie."""
    if not words.may_start(start):
        return None
    reached, best = start, None
    for rule in rules():
        match = rule.pattern.match(text, start)
        if match is None or match.end() <= reached or not words.fits(rule, match):
            continue
        if (value := BUILDERS[rule.name](match, setting)) is not None:
            reached, best = start + value.number + len(value.unit) if _cut(value, match) else match.end(), value
    return (Span(start, reached), best) if best is not None else None


def _cut(value: Quantity, match: Match) -> bool:
    """Whether the builder took less than the rule matched (90年代以来 without 以来)."""
    return not value.unit and value.kind == "date" and value.number < match.end() - match.start()


def _document_codes(text: str, setting: Setting) -> Iterator[Found]:
    """Yield 长政发〔2015〕12号, found from its bracket backwards."""
    for mark in _CODE.finditer(text):
        head = ordinals.FOREIGN.match(mark["org"])
        start = mark.start() + (head.end() if head else 0)
        rule = next(rule for rule in rules() if rule.name == "document_code")
        match = rule.pattern.match(text, start)
        value = ordinals.document_code(match, setting) if match else None
        if match is not None and value is not None:
            yield Span(start, match.end()), value


_CODE = re.compile(r"(?P<org>[\u4e00-\u9fff]{0,16})[〔\[(（【﹝]\s?\d{4}\s?[〕\])）】﹞]\s?第?\s?\d+\s?号")
