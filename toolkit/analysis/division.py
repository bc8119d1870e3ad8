"""The division of the tokenizer's words into the words of pinyin (GB/T 16159, 6.1)."""

from __future__ import annotations

import re
from functools import lru_cache

from toolkit.analysis.patterns import alternation
from toolkit.analysis.syllables import own
from toolkit.analysis.tables import rows
from toolkit.analysis.tokens import knows
from toolkit.analysis.words import stops

_DIGITS = "〇零一二两三四五六七八九"
_NUMERAL = f"第?(?:[{_DIGITS}十百千万亿]+)?[几数]?"


@lru_cache(maxsize=1)
def _counted() -> re.Pattern[str]:
    """A numeral, 余 or 多, and a measure word or unit, each of which may be missing."""
    words = [row["zh"] for name in ("classifiers", "units", "currencies") for row in rows(name)] + [
        "年",
        "月",
        "日",
        "号",
    ]
    return re.compile(f"(?P<n>{_NUMERAL})(?P<more>[余多来])?(?P<unit>{alternation(words)})?(?P<after>[余多])?")


_LARGE = re.compile(f"第|[{_DIGITS}]?十[{_DIGITS}]?(?![百千万亿])|[{_DIGITS}]?[十百千]?[十百千万亿]|[{_DIGITS}几数]")


@lru_cache(maxsize=16384)
def divide_word(word: str, tag: str) -> tuple[str, ...]:
    """Return the parts of a word that pinyin writes apart; they join to the word.

    A numeral stands apart from its measure word (三|日, 万|余|个; 6.1.5), and an expression of two words of two
    characters falls into them unless it is an idiom (公安|机关; 6.1.1).

    >>> divide_word("万余个", "m"), divide_word("公安机关", "n"), divide_word("第一条", "m")
    (('万', '余', '个'), ('公安', '机关'), ('第一', '条'))
    """
    if len(word) < 2 or word in own():
        return (word,)
    if word in ("多来", "余来"):
        return (word[0], word[1])
    counted = _counted().fullmatch(word)
    numeric = tag.startswith(("m", "t", "q", "v")) and not stops().fullmatch(word)
    if counted and numeric and sum(bool(part) for part in counted.groups()) > 1 and _really(counted):
        return tuple(part for part in counted.groups() if part)
    if len(word) == 4 and not tag.startswith(("i", "nr", "ns")) and knows(word[:2]) and knows(word[2:]):
        return (word[:2], word[2:])
    return (word,)


def _really(counted: re.Match[str]) -> bool:
    """余套 after figures counts, 多条 and 来信 do not."""
    return bool(counted["n"]) or counted["more"] == "余"
