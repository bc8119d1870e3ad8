"""Ordinals, articles of laws, numbers of documents and lists, and codes, built from matches of the grammar."""

from __future__ import annotations

import re

from toolkit.analysis.amount import Match, Setting, group
from toolkit.analysis.calendar import whole
from toolkit.analysis.numerals import ordinal, roman
from toolkit.analysis.romanize import plain
from toolkit.analysis.values import Quantity

_PARTS = {
    "编": "Part",
    "章": "Chapter",
    "节": "Section",
    "条": "Article",
    "款": "paragraph",
    "项": "item",
    "目": "subitem",
    "卷": "Volume",
}
_ROMAN = 39  # a law has no more chapters than that; 第210章 is the number of a Hong Kong ordinance
_PLURAL = {
    "Article": "Articles",
    "paragraph": "paragraphs",
    "item": "items",
    "Chapter": "Chapters",
    "Section": "Sections",
}


def _made(kind: str, match: Match, value: str, english: str, unit: str = "") -> Quantity:
    return Quantity(kind, value, english, "", unit, False, len(match[0]) - len(unit))


def nth(match: Match, setting: Setting) -> Quantity | None:
    """Build 第二届 ("second"), 第十八届 ("18th"), 第三次, 第二."""
    at = whole(match["n"])
    return _made("ordinal", match, str(at), ordinal(at), group(match, "unit")) if at else None


def article(match: Match, setting: Setting) -> Quantity | None:
    """Build 第一条 ("Article 1"), 第一章 ("Chapter I"), 第三条第二款第(一)项 ("Article 3, paragraph 2, item (1)")."""
    at, unit = whole(match["n"]), match["unit"]
    later = [number for number in (match["n2"], match["n3"]) if number]
    if not at or (later and unit not in "条款"):
        return None
    english = _part(at, unit) + (f"-{whole(match['sub'])}" if match["sub"] else "")
    value = str(at) + (f"-{whole(match['sub'])}" if match["sub"] else "")
    if match["n2"]:
        english, value = f"{english}, paragraph {whole(match['n2'])}", f"{value}.{whole(match['n2'])}"
    if match["n3"]:
        english, value = f"{english}, item ({whole(match['n3'])})", f"{value}({whole(match['n3'])})"
    return _made("article", match, value, english)


def _part(at: int, unit: str) -> str:
    name = _PARTS[unit]
    if unit in "章编":
        return f"{name} {roman(at) if at <= _ROMAN else at}"
    return f"{name} ({at})" if unit in "项目" else f"{name} {at}"


def item(match: Match, setting: Setting) -> Quantity | None:
    """Build 第（二）项 ("item (2)")."""
    at = whole(match["n"])
    return _made("article", match, str(at), _part(at, match["unit"])) if at else None


def article_range(match: Match, setting: Setting) -> Quantity | None:
    """Build 第一条至第五条 ("Articles 1 to 5")."""
    first, second, unit = whole(match["n"]), whole(match["n2"]), match["unit"]
    if not 0 < first < second or (match["unit1"] and match["unit1"] != unit):
        return None
    name = _PARTS[unit]
    ends = [_part(at, unit).removeprefix(f"{name} ") for at in (first, second)]
    return _made("article", match, f"{first}/{second}", f"{_PLURAL.get(name, name + 's')} {ends[0]} to {ends[1]}")


def number_sign(match: Match, setting: Setting) -> Quantity | None:
    """Build 第63号 and 58号 ("No. 63")."""
    at = whole(match["n"] or match["n2"])
    return _made("document-number", match, str(at), f"No. {at}") if at else None


FOREIGN = re.compile(
    r".*(?:根据|按照|依据|依照|印发|转发|关于|通知|下发|及其|以及|执行|贯彻|落实|文件|传达|学习|制定|出台|公布|发布|废止|修订|违反|符合|[《和与及以的或是见在按据了由对将被把经])"
)


def document_code(match: Match, setting: Setting) -> Quantity | None:
    """Build 长政发〔2015〕12号 ("Changzhengfa [2015] No. 12"); the scan has cut foreign words off the front."""
    if FOREIGN.match(match["org"]):
        return None
    year = re.sub(r"\D", "", match["mark"])
    english = f"{plain(match['org'])} [{year}] No. {int(match['n'])}".strip()
    return _made("document-number", match, match[0], english)


def court_code(match: Match, setting: Setting) -> Quantity | None:
    """Build （2019）湘01刑终123号 ("(2019) Xiang 01 Xingzhong No. 123"), the number of a court's case."""
    middle = " ".join(part for part in (plain(match["court"]), match["at"], plain(match["kind"])) if part)
    return _made("document-number", match, match[0], f"({match['y']}) {middle} No. {int(match['n'])}")


def route(match: Match, setting: Setting) -> Quantity | None:
    """Build 3路 before 公交车 and in a list that ends so ("Route 3"), where it is the name of a line and no count."""
    return _made("code", match, match["n"], f"Route {match['n']}")


def plate(match: Match, setting: Setting) -> Quantity | None:
    """Build 湘A12345 ("Xiang A12345"), the number of a vehicle."""
    return _made("code", match, match[0], f"{plain(match['province'])} {match['rest']}")


def list_number(match: Match, setting: Setting) -> Quantity | None:
    """Build 一、 ("I."), 1. and 1、 ("1."), 1.2 at the start of a line."""
    if group(match, "deep"):
        return _made("list-number", match, match["deep"], match["deep"])
    if match["han"]:
        at = whole(match["han"])
        return _made("list-number", match, str(at), f"{roman(at)}.") if at else None
    return _made("list-number", match, match["num"], f"{int(match['num'])}.")


def list_bracket(match: Match, setting: Setting) -> Quantity | None:
    """Build （一）, （1） and ① ("(1)")."""
    at = ord(match["ring"]) - ord("①") + 1 if match["ring"] else whole(match["n"])
    return _made("list-number", match, str(at), f"({at})") if at else None


def code(match: Match, setting: Setting) -> Quantity | None:
    """Build NLCG-2024-0317, GB/T 28181, H1N1, K12+300米, a web address: kept as it is."""
    return _made("code", match, match[0].removesuffix("米"), match[0].removesuffix("米"))


def telephone(match: Match, setting: Setting) -> Quantity | None:
    """Build a telephone or identity number: kept as it is, one space at most between its groups."""
    said = re.sub(r"\s+", " ", match[0]).replace("（", "(").replace("）", ")")
    said = re.sub("转|#", " ext. ", said)
    return _made("code", match, match[0], said)
