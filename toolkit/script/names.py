"""Names, which keep their own character where the word of the same look changes: 范某 is no 範某, 拉里·佩奇 no 拉裡."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from toolkit.script.words import Word, cut, tagged
from toolkit.tables import rows

CLAUSE = 40
_MARK = re.compile(r"[\n。，；：！？、,;:!?（）()“”「」\s]")
_MASK = re.compile(r"[某×XxＸ＊*○〇]")
_DETERMINED = re.compile(
    r"某{1,2}(?:[日年月天晚夜时地处种些个一次方镇村乡县市省区街路巷楼栋号国网台物事店厂校院市组站所局部队]"
    r"|小区|公司|单位|银行|酒店|宾馆|学校|医院|超市|商场|平台|工地|饭店|酒吧|会所|机关|项目|程度|原因|阶段|领域|范围)"
)
_BEFORE = re.compile(r"[\W_对将把与和及被由的、向给让叫跟同是为从令找请送陪带抓捕押救打骂劝问查]$|^$")
_LABEL = re.compile(r"[男女的]|$|\W")


@lru_cache(maxsize=1)
def surnames() -> dict[str, str]:
    """Return the Traditional form of each surname that conversion gets wrong, by its Simplified one."""
    return {hans: hant for hans, hant, _ in rows("script", "surnames")}


@lru_cache(maxsize=1)
def _function() -> frozenset[str]:
    return frozenset(hans for hans, _, use in rows("script", "surnames") if use == "function")


@lru_cache(maxsize=1)
def _titles() -> tuple[str, ...]:
    return tuple(title for (title,) in rows("script", "titles"))


@lru_cache(maxsize=1)
def _signs() -> re.Pattern[str]:
    return re.compile("[" + "".join(surnames()) + "]")


def surname_places(hans: str) -> Iterator[int]:
    """Yield where a surname of the table stands in a Simplified text, in code points.

    >>> list(surname_places("范某、余某"))
    [0, 3]
    >>> list(surname_places("位于某小区"))
    []
    """
    for found in _signs().finditer(hans):
        at = found.start()
        if found[0] in _function() and not _likely(hans, at):
            continue
        start, end = _clause(hans, at)
        if _is_name(hans[start:end], at - start):
            yield at


def _clause(hans: str, at: int) -> tuple[int, int]:
    """Return where the clause around a place starts and ends: what the tagger needs to see, and no more."""
    start = max(0, at - CLAUSE)
    for mark in _MARK.finditer(hans, start, at):
        start = mark.end()
    mark_behind = _MARK.search(hans, at, at + CLAUSE)
    return start, mark_behind.start() if mark_behind else min(len(hans), at + CLAUSE)


def _likely(hans: str, at: int) -> bool:
    """Whether a character that is more often a word than a name is worth a look."""
    return hans[at - 1 : at] == "姓" or hans[at + 1 : at + 2] == "姓" or _introduced(hans, at)


def _is_name(clause: str, place: int) -> bool:
    """Whether the surname character at ``place`` of a clause names a person."""
    sign, behind = clause[place], clause[place + 1 :]
    if clause[:place].endswith("姓"):
        return True
    if behind.startswith("姓"):
        return bool(_LABEL.match(behind[1:]))
    if cut(clause).around(place)[0] < place:
        return False
    if _MASK.match(behind):
        return sign not in _function() or not _DETERMINED.match(behind)
    return _is_whole_name(clause, place)


def _is_whole_name(clause: str, place: int) -> bool:
    """Whether the tagger sees a whole name, or a title introduces what can be one."""
    tokens = tagged(clause)
    at = next(number for number, token in enumerate(tokens) if token.end > place)
    token = tokens[at]
    if token.start < place:
        return False
    if token.tag == "nr" and len(token.text) in (2, 3):
        return True
    return len(token.text) == 1 and clause[:place].endswith(_titles()) and _given(clause, tokens, at)


def _introduced(hans: str, place: int) -> bool:
    """Whether a title, a mark or a word that governs persons stands right before."""
    before = hans[max(0, place - 8) : place]
    return before.endswith(_titles()) or bool(_BEFORE.search(before))


def _given(clause: str, tokens: tuple[Word, ...], at: int) -> bool:
    """Whether the next token can be a given name: one or two characters, tagged so or closed by a mark."""
    if at + 1 >= len(tokens):
        return False
    name = tokens[at + 1]
    closed = not clause[name.end : name.end + 1].isalnum()
    return name.tag == "nr" or (len(name.text) <= 2 and name.text.isalpha() and closed and name.tag != "t")


@lru_cache(maxsize=1)
def _foreign() -> tuple[re.Pattern[str], dict[str, str]]:
    table = dict(rows("script", "foreign"))  # type: ignore[arg-type]
    pairs = table["forms"].split(" ")
    part = f"[{table['sounds'].replace(' ', '')}]{{1,8}}"
    return re.compile(f"{part}(?:·{part})+"), dict(zip(pairs[::2], pairs[1::2], strict=True))


def foreign_names(hans: str) -> Iterator[tuple[int, str, str]]:
    """Yield the characters that keep their form in a name written by sound: place, form, and the name.

    Such names are known by the dot between their parts.

    >>> list(foreign_names("听拉里·佩奇说"))
    [(2, '里', '拉里·佩奇')]
    """
    if "·" not in hans:
        return
    pattern, forms = _foreign()
    for found in pattern.finditer(hans):
        for at, sign in enumerate(found[0], found.start()):
            if sign in forms:
                yield at, forms[sign], found[0]
