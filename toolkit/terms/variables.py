"""The variable parts of patterns: where one of a type may begin or end, and its value and English."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from toolkit.errors import UsageError
from toolkit.tables import rows
from toolkit.terms.borders import Borders
from toolkit.terms.pattern import STRETCH
from toolkit.text import Span

LONGEST = {STRETCH: 40, "words": 12}
HAN_DIGITS = "〇零○一二三四五六七八九十百千万两"
_NUMERAL = re.compile(f"[0-9０-９]+|[{HAN_DIGITS}]+|[XxＸ×]{{1,3}}")
_NUMERAL_END = re.compile(f"(?:[0-9０-９]+|[{HAN_DIGITS}]+|[XxＸ×]{{1,3}})$")
_NUMERAL_SIGNS = frozenset("0123456789０１２３４５６７８９XxＸ×" + HAN_DIGITS)
_YEAR = re.compile("[12][0-9]{3}|[一二][〇零○一二三四五六七八九]{3}")
_QUANTITY = re.compile(f"(?:[0-9][0-9.,]*[万亿千百]*|[{HAN_DIGITS}]+)(?:[余多]?[\u4e00-\u9fff%％]{{0,4}})$")
_MASKED = re.compile("(?:某+|[XＸ×]{1,3}|[A-Z]|[*＊]{1,3}|[○Ｏ]{2,3})$")
_HAN = re.compile("[\u3400-\u9fff]+")
_BARRED = {
    STRETCH: re.compile("[。！？；!?;\n\r]"),
    "words": re.compile("[。！？；!?;\n\r，,：:（）()《》〈〉\\[\\]【】\\s…—]"),
}
_PAIRS = dict(zip("”’）)》〉】]」』", "“‘（(《〈【[「『", strict=True))
# Characters that stand before a place or for one, and are in no name: 各地县, 我省, 由该市.
_NO_NAME = frozenset(
    "的了着过在于至从沿经到由往向和与及或对将把被为是有以让给等各该本我全某此每两之其所多个内外前后上下省市区县乡镇村部局级"
)
_WINDOW = 14


@dataclass(frozen=True, slots=True)
class Value:
    """A variable part of a match: the name of the variable, its type, where it stands, its characters and English."""

    name: str
    type: str
    span: Span
    text: str
    english: str


def starts(kind: str, view: Borders, end: int) -> Iterator[int]:
    """Yield where a variable part that ends at ``end`` may begin, the preferred place first."""
    return _STARTS[kind](view, end)


def ends(kind: str, view: Borders, start: int) -> Iterator[int]:
    """Yield where a variable part that begins at ``start`` may end, the preferred place first."""
    return _ENDS[kind](view, start)


def _numeral_starts(view: Borders, end: int) -> Iterator[int]:
    if not end or view.hans[end - 1] not in _NUMERAL_SIGNS:
        return
    found = _NUMERAL_END.search(view.hans, max(0, end - _WINDOW), end)
    if found and _is_number(found[0]) and not _continues(view.hans, found.start(), -1):
        yield found.start()


def _numeral_ends(view: Borders, start: int) -> Iterator[int]:
    found = _NUMERAL.match(view.hans, start)
    if found and _is_number(found[0]) and not _continues(view.hans, found.end(), 1):
        yield found.end()


def _continues(text: str, at: int, step: int) -> bool:
    """Whether a figure goes on beyond a decimal point or in letters (2.3, A3)."""
    outer = text[at - 1 : at] if step < 0 else text[at : at + 1]
    return outer != "" and (outer in ".．%" or (outer.isascii() and outer.isalnum()))


@lru_cache(maxsize=4096)
def _is_number(text: str) -> bool:
    from toolkit.analysis.numerals import parse_number

    if text[0] in "XxＸ×":
        return True
    try:
        return parse_number(text) > 0
    except UsageError:
        return False


def _year_starts(view: Borders, end: int) -> Iterator[int]:
    start = end - 4
    if start >= 0 and _YEAR.fullmatch(view.hans, start, end) and not view.hans[max(0, start - 1) : start].isdigit():
        yield start


def _year_ends(view: Borders, start: int) -> Iterator[int]:
    if _YEAR.match(view.hans, start) and not view.hans[start + 4 : start + 5].isdigit():
        yield start + 4


def _quantity_starts(view: Borders, end: int) -> Iterator[int]:
    found = _QUANTITY.search(view.hans, max(0, end - _WINDOW), end)
    if found:
        yield found.start()


def _quantity_ends(view: Borders, start: int) -> Iterator[int]:
    from toolkit.analysis.quantities import quantities

    found = quantities(view.hans[start : start + _WINDOW])
    if found and found[0][0].start == 0:
        yield start + found[0][0].end


def _name_starts(kind: str) -> Callable[[Borders, int], Iterator[int]]:
    def find(view: Borders, end: int) -> Iterator[int]:
        masked = _MASKED.search(view.hans, max(0, end - 3), end)
        if masked and kind == "place":
            yield masked.start()
            return
        first = max(0, end - _WINDOW)
        for start, stop in _names(view.hans[first : end + 3], kind):
            if first + start < end <= first + stop:
                yield first + start
        if kind == "place":
            yield from _unknown_place(view, end)

    return find


def _name_ends(kind: str) -> Callable[[Borders, int], Iterator[int]]:
    def find(view: Borders, start: int) -> Iterator[int]:
        for first, stop in _names(view.hans[start : start + _WINDOW], kind):
            if first == 0:
                yield from (start + at for at in (stop, stop - 1) if at > 1)

    return find


@lru_cache(maxsize=16384)
def _names(window: str, kind: str) -> tuple[tuple[int, int], ...]:
    from toolkit.analysis.names import names

    return tuple((span.start, span.end) for span, name in names(window) if name.kind == kind)


def _unknown_place(view: Borders, end: int) -> Iterator[int]:
    """Yield where a place that nobody knows may begin: two characters that are no word (松岭县), three at an edge."""
    for start in (end - 2, end - 3):
        own = view.hans[max(0, start) : end]
        edge = start <= 0 or not _HAN.match(view.hans, start - 1)
        if start >= 0 and view.cuts[start] and (len(own) == 2 or edge) and _may_be_place(own):
            yield start
            return


@lru_cache(maxsize=4096)
def _may_be_place(own: str) -> bool:
    from toolkit.analysis.people import not_names
    from toolkit.analysis.tokens import tags

    if not _HAN.fullmatch(own) or own in not_names() or _NO_NAME & set(own):
        return False
    return all(tag[:2] in ("ns", "nr", "nz", "x") or len(word) == 1 for word, tag in tags(own))


def _level_starts(view: Borders, end: int) -> Iterator[int]:
    """Yield where a level of government may begin: at a word border, and behind no name (云泽|市 in 云泽市司法局)."""
    for length in (3, 2, 1):
        start = end - length
        if start >= 0 and view.hans[start:end] in _levels() and view.cuts[start]:
            if next(_name_starts("place")(view, start), None) is None:
                yield start
            return


def _level_ends(view: Borders, start: int) -> Iterator[int]:
    yield from (start + length for length in (3, 2, 1) if view.hans[start : start + length] in _levels())


@lru_cache(maxsize=1)
def _levels() -> Mapping[str, str]:
    return {row[0]: row[1] for row in rows("terms", "levels")}


def open_spans(kind: str, view: Borders, at: int, fixed: str, step: int) -> Iterator[tuple[int, int]]:
    """Yield the open parts from ``at`` to the next places of ``fixed`` in one direction, the nearest first."""
    find = view.hans.find if step > 0 else view.hans.rfind
    most = LONGEST[kind] + len(fixed)
    low, high = (at + 1, at + most) if step > 0 else (max(0, at - most), at - 1)
    while (found := find(fixed, low, high)) >= 0:
        start, end = (at, found) if step > 0 else (found + len(fixed), at)
        text = view.hans[start:end]
        if _BARRED[kind].search(text):
            return
        if text and view.parts(start, end) and _closed(text):
            yield start, end
        low, high = (found + 1, high) if step > 0 else (low, found + len(fixed) - 1)


def _closed(text: str) -> bool:
    """Whether every bracket and quotation mark of a stretch is opened and closed in it."""
    waiting: list[str] = []
    for sign in text:
        if sign in "“‘（(《〈【[「『":
            waiting.append(sign)
        elif sign in _PAIRS and (not waiting or waiting.pop() != _PAIRS[sign]):
            return False
    return not waiting


_STARTS: dict[str, Callable[[Borders, int], Iterator[int]]] = {
    "n": _numeral_starts,
    "year": _year_starts,
    "quantity": _quantity_starts,
    "place": _name_starts("place"),
    "level": _level_starts,
    "person": _name_starts("person"),
}
_ENDS: dict[str, Callable[[Borders, int], Iterator[int]]] = {
    "n": _numeral_ends,
    "year": _year_ends,
    "quantity": _quantity_ends,
    "place": _name_ends("place"),
    "level": _level_ends,
    "person": _name_ends("person"),
}


def value_of(name: str, kind: str, span: Span, text: str) -> Value:
    """Return the value of a variable part with its English; open parts have none, they are translated as text.

    >>> value_of("n", "n", Span(1, 3), "十八").english
    '18'
    """
    return Value(name, kind, span, text, _english(kind, text))


@lru_cache(maxsize=4096)
def _english(kind: str, text: str) -> str:
    if kind in ("n", "year") and text[0] not in "XxＸ×":
        from toolkit.analysis.numerals import figure, parse_number

        return str(parse_number(text)) if kind == "year" else figure(parse_number(text))
    if kind == "place" and not _MASKED.fullmatch(text):
        from toolkit.analysis.places import Gazetteer, compose

        if text.endswith("族"):  # 广西壮族, of 广西壮族自治区
            return compose(text + "自治区", Gazetteer({})).english.removesuffix(" Autonomous Region")
        return compose(text, Gazetteer({})).english
    if kind == "level":
        return _levels()[text]
    if kind == "quantity":
        from toolkit.analysis.quantities import quantities

        found = quantities(text)
        return found[0][1].english if found and len(found[0][0]) == len(text) else text
    if kind == "person":
        from toolkit.analysis.names import names

        return next((name.english for _, name in names(text)), text)
    return "X" if kind in ("place", "n") else ""


def fill(template: str, values: tuple[Value, ...]) -> str:
    """Set values into an English rendering: ``{n}`` a figure, ``{n:th}`` or ``{n:Th}`` an ordinal, ``{place}`` a name.

    >>> fill("{n:th} National Congress", (value_of("n", "n", Span(1, 3), "十八"),))
    '18th National Congress'
    """
    known = {value.name: value.english for value in values}

    def put(match: re.Match[str]) -> str:
        english = known.get(match[1], match[0])
        if not match[2] or not english.isdigit():
            return english
        from toolkit.analysis.numerals import ordinal

        written = ordinal(int(english))
        return written.capitalize() if match[2] == "Th" else written

    return re.sub(r"\{(\w+)(?::(\w+))?\}", put, template)
