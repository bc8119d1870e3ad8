"""The values that the analysis layers carry: tokens, readings, quantities and names."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Token:
    """A word and its tag, in the tag set of jieba (ICTCLAS: n, v, a, ns, nr, m, x ...)."""

    word: str
    tag: str


@dataclass(frozen=True, slots=True)
class Reading:
    """The pinyin of a word, by GB/T 16159, and who gives it (a glossary row, our own readings, pypinyin)."""

    pinyin: str


@dataclass(frozen=True, slots=True)
class Quantity:
    """An exact quantity.

    ``kind`` is one of KINDS. ``value`` is canonical: a decimal number without exponent (``27000``, ``0.57``), an ISO
    8601 date, time, duration or interval, or the literal itself where no number stands behind it. ``english`` is
    the rendering in prose without the thing counted: ``more than 27,000``, ``RMB 528 million``,
    ``September 23, 2015``, ``57 percent``, ``24 hours``. ``bound`` says what the words around it add: ``more than``,
    ``nearly``, ``about``, ``at least`` ... or nothing. ``unit`` is the Chinese measure word or unit. ``plural`` tells
    whether the English takes a plural noun after it. ``number`` is the length in code points of the numeral part
    (the rest of the span is the unit).
    """

    kind: str
    value: str
    english: str
    bound: str = ""
    unit: str = ""
    plural: bool = True
    number: int = 0


KINDS = frozenset(
    (
        "count",  # 2.7万余个, 近900名, 三名: a number with a measure word; english holds the number alone
        "number",  # 4000余, 三: a number with nothing after it
        "ordinal",  # 第二, 第二届, 第三次: english "second"
        "percent",  # 57%, 百分之三十, 三成, 5个百分点
        "money",  # 5.28亿元
        "measure",  # 24公里, 150平方米, 3.5吨: english holds the unit too
        "date",  # 2015年9月23日, 9月23日, 2006年12月31日前, 本月, 2013年底, 112年9月
        "date-range",  # 1-8月, 4月2日至4月9日
        "time",  # 14时30分, 9:00至11:30, 凌晨2时许
        "duration",  # 3年多, 24小时, 四个月, 近十年
        "age",  # 二十四至五十一歲
        "fraction",  # 三分之二
        "multiple",  # 两倍
        "case",  # “2014.7.21”, “3·09”: a case or event named by its date; english with its quotation marks
        "document-number",  # 长政发〔2015〕12号, 第63号
        "article",  # 第一条, 第三款, 第一章: english "Article 1"
        "list-number",  # 一、 （一） 1. ： english "I." "(1)"
        "frequency",  # 每年1次: english "once a year"
        "areas",  # 四省, 三县五镇: english "four provinces"
        "numbered",  # 2号线, 3号楼402室, 7楼: a thing named by its number, english "Line 2"
        "code",  # NLCG-2024-0317, GB/T 28181, H1N1, phone numbers: kept as it is
    )
)


@dataclass(frozen=True, slots=True)
class Name:
    """A proper name and its English.

    ``kind`` is place, person, organ or road; ``english`` the whole rendering (``Yuelu District``, ``Ge Honglin``,
    ``Fei Moulin``); ``masked`` says that the name is hidden by 某 or the like.
    """

    kind: str
    english: str
    masked: bool = False
