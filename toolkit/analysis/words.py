"""Where words begin and end, so that no quantity is read out of the inside of a word."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from toolkit.analysis.amount import Match, group
from toolkit.analysis.patterns import Rule
from toolkit.analysis.tables import rows
from toolkit.analysis.values import Token
from toolkit.text import Span

HAN = "〇零○一二两三四五六七八九十百千万亿兆"
_LOOSE = frozenset(HAN + "余多几")
_CLEAR = ("m", "t", "q")
_PERSONS = re.compile("人[民员口才类家工力士物事大生们心体造均流群格权质数道行防和头]")
_LINE_START = re.compile(r"(?:^|\n)[ \t\u3000]*$")
_OWN_YEAR = re.compile(r"[本今去]\s?[(（]\d")  # 本（114）年
_FIRST = re.compile("[首头](?:[一二三四五六七八九十]{1,2}|[0-9]{1,2})(?:个?月|个?季)")  # 全港首八个月
_SUM = re.compile("[0-9][0-9,.]*[万亿]")  # USDT315万
_DECIMAL = re.compile("零点[零一二三四五六七八九]")  # 零点五克, where the tokenizer sees midnight
_POINTING = frozenset("这那前后首共有由另其该含约近")  # 这三名: the tokenizer may take the two for one word
_JOINS = frozenset("及和与暨")
_TAIL = re.compile(r"\d|[.,]\d|[A-Za-z]")
_SCALES = frozenset(("百", "千", "万", "亿", "兆"))


@lru_cache(maxsize=1)
def stops() -> re.Pattern[str]:
    """Return the pattern of what holds a numeral and is no quantity."""
    return re.compile("|".join(sorted((row["pattern"] for row in rows("stops")), key=len, reverse=True)))


@lru_cache(maxsize=1)
def _classifiers() -> dict[str, tuple[bool, re.Pattern[str] | None]]:
    return {
        row["zh"]: (bool(row["strong"]), re.compile(row["not"]) if row["not"] else None) for row in rows("classifiers")
    }


def _is_counted(token: Token, match: Match) -> bool:
    """Whether a word that the tokenizer knows is a numeral with its measure word; 四处 and 一起 are adverbs too."""
    unit = group(match, "unit")
    strong, _ = _classifiers().get(unit, (False, None))
    return unit == "人" or (strong and match["n"] != "一" and not token.tag.startswith(("d", "v", "i")))


class Words:
    """The words of one text: which places may open a quantity, and which matches cut no word.

    ``tokens`` partition ``text``; spans count in it.
    """

    def __init__(self, text: str, tokens: Sequence[tuple[Span, Token]]) -> None:
        self._text = text
        self._inside: dict[int, int] = {}
        self._tokens = tokens
        self._starts = {span.start: index for index, (span, _) in enumerate(tokens)}
        for index, (span, _) in enumerate(tokens):
            for at in range(span.start + 1, span.end):
                self._inside[at] = index
        self._stopped: dict[int, tuple[int, int]] = {}
        for match in stops().finditer(text):
            for at in range(match.start(), match.end()):
                self._stopped[at] = match.span()

    def may_start(self, at: int) -> bool:
        """Whether a quantity may begin at a place: not inside a number, a Latin word or another word."""
        sign = self._text[at]
        if sign.isascii() and sign.isalnum():
            before = self._text[at - 1] if at else ""
            inside = before.isascii() and before.isalnum()
            return not inside or bool(before.isalpha() and _SUM.match(self._text, at))
        if sign in HAN and at and self._text[at - 1] in HAN:
            return False
        if _OWN_YEAR.match(self._text, at) or _FIRST.match(self._text, at):
            return True
        if sign in HAN and at and self._text[at - 1] in _POINTING:
            return True
        index = self._inside.get(at)
        return index is None or self._tokens[index][1].tag.startswith(_CLEAR) or not "\u4e00" <= sign <= "\u9fff"

    def fits(self, rule: Rule, match: Match) -> bool:
        """Whether a match leaves the words around it whole."""
        start, end = match.span()
        if rule.name == "list_number":
            return bool(_LINE_START.search(self._text[max(0, start - 40) : start]))
        if rule.name == "code" or end == start:
            return end > start
        if self._text[end - 1].isascii() and _TAIL.match(self._text, end) and rule.name != "telephone":
            return False
        return self._free(match) and self._whole(rule, match) and self._alone(rule, match)

    def _free(self, match: Match) -> bool:
        """Whether no stop holds the numeral, unless the match begins with the stop and goes on behind it."""
        end = match.end()
        first = next((match.start(name) for name in ("of", "n") if group(match, name)), match.start())
        for at in (match.start(), first):
            stop = self._stopped.get(at)
            if stop and (stop[0] < at or end <= stop[1]):
                return False
        last = self._stopped.get(end - 1)
        return last is None or last[1] <= end or last[0] < match.start()

    def _whole(self, rule: Rule, match: Match) -> bool:
        start, end = match.span()
        if group(match, "unit") == "人" and match.end("unit") == end and not _PERSONS.match(self._text, end - 1):
            return True
        index = self._starts.get(start)
        if index is not None and self._text[start] in HAN and not rule.sure:
            span, token = self._tokens[index]
            clear = token.tag.startswith((*_CLEAR, "x")) or _DECIMAL.match(self._text, start) is not None
            clear = clear or all(sign in _LOOSE for sign in token.word[:2]) or bool(group(match, "min"))  # 三时三十五分
            clear = clear or (_is_counted(token, match) and span.end == match.end("unit"))  # 三人以上, 两间
            if len(span) > 1 and not clear:
                return False
        cut = self._inside.get(end)
        if cut is None or rule.hard or self._tokens[cut][1].tag.startswith(_CLEAR):
            return True
        if group(match, "unit") and match.end("unit") == end and self._text[end] in _JOINS:
            return True  # 35支及…: the tokenizer took the conjunction in
        strong, never = _classifiers().get(group(match, "unit"), (False, None))
        strong = strong or group(match, "n")[-1:].isdigit()  # 22部手机: the tokenizer has a word 部手机
        return strong and match.end("unit") == end and not (never and never.match(self._text, end))

    def _alone(self, rule: Rule, match: Match) -> bool:
        """Whether a numeral without a unit may stand: 一 only before a noun, 百 and 万 never."""
        if rule.name != "number" or match["n"] != match[0]:
            return True
        numeral, end = match["n"], match.end()
        if numeral in _SCALES or numeral in "零〇○":
            return False
        if numeral not in ("一", "二"):
            return True
        follower = self._starts.get(end)
        return follower is not None and self._tokens[follower][1].tag.startswith(("n", "b"))
