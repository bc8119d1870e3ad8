"""How Chinese a run of characters reads: the log probability of its words, to rank rival repairs.

The words and their frequencies are those of jieba's dictionary (Simplified; a Traditional text is folded first),
cut without guessing at unknown words, so that debris falls into rare single characters and costs much.
Scores are natural logarithms; only differences between readings of the same place mean anything.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from math import log
from typing import TYPE_CHECKING

from toolkit.resources import data, shipped

if TYPE_CHECKING:
    import rjieba

TOTAL = 60_101_967  # the sum of all frequencies in jieba's dictionary
UNKNOWN = -log(TOTAL) - 2  # a character that no dictionary word consists of

LETTER = -9.0  # a Latin letter among Han
MARK = -4.5  # a mark, whichever; the commonest are likelier
MARKS = {"，": -2.8, "。": -3.4, "、": -4.0}


@dataclass(frozen=True, slots=True)
class Prefix:
    """The beginning of a text and how well it reads: its last characters, folded, and the score before each of them.

    The last score is that of the whole prefix. A text is scored as it grows, for ranking readings that share one.
    """

    tail: str
    scores: tuple[float, ...]


EMPTY = Prefix("", (0.0,))
STEP = 0.7  # nats that each word costs: short words that stand side by side by chance are not as likely as one by one
OWN = log(40) - log(TOTAL)  # a word of the lexicon or the glossary that jieba lacks, or has as a rare one
HAN = re.compile("[\u3400-\u9fff]+")
WIDE = re.compile("[^\x00-\x7f]+")
SAMPLE = 400  # code points that are weighed
LONGEST = 6  # characters of a word at most


def extend(prefix: Prefix, character: str) -> Prefix:
    """Return the prefix with one character more.

    >>> extend(extend(EMPTY, "警"), "察").scores[-1] > extend(extend(EMPTY, "景"), "茶").scores[-1]
    True
    """
    tail = prefix.tail + _folded(character)
    scores = prefix.scores
    best = scores[-1] + _word(tail[-1]) - STEP
    for length in range(2, min(LONGEST, len(tail)) + 1):
        known = _known(tail[-length:])
        if known and scores[-length] + known - STEP > best:
            best = scores[-length] + known - STEP
    return Prefix(tail[-LONGEST:], (*scores[-LONGEST:], best))


@lru_cache(maxsize=32768)
def _folded(character: str) -> str:
    return fold(character) if not "\ud800" <= character <= "\udfff" else "?"  # the cutter takes no lone surrogates


@lru_cache(maxsize=1 << 18)
def _known(word: str) -> float:
    """The log probability of a word of several characters, of the dictionary or of ours; 0 for what is none."""
    own = OWN if word in _own() else 0.0
    known = _word(word) if _cutter().has_word(word) else 0.0
    return max(own, known) if own and known else own or known


@cache
def _own() -> frozenset[str]:
    """The words of this field: headwords of the lexicon and terms of the glossary, up to LONGEST characters."""
    paths = [(path, 0) for path in data("transfer", "data", "lexicon").glob("*.tsv")]
    paths += [(path, 1) for path in shipped("glossary").glob("*/terms.tsv")]
    words = {
        line.split("\t", 2)[cell]
        for path, cell in paths
        for line in path.read_text("utf-8").split("\n")
        if "\t" in line
    }
    return frozenset(fold(word) for word in words if 2 <= len(word) <= LONGEST and HAN.fullmatch(word))


@lru_cache(maxsize=16384)
def fluency(characters: str) -> float:
    """Return the log probability of the words of ``characters``; higher reads better.

    >>> fluency("控攝像頭") > fluency("控鎮像頭")
    True
    """
    known = fold(characters).encode("utf-8", "replace").decode("utf-8")  # the cutter takes no lone surrogates
    return sum(_word(word) for word in _cutter().cut(known, hmm=False))


def manner(text: str) -> float:
    """Return how Chinese a text reads, in nats a character that is not ASCII; about -5.4 in prose, -11 by chance.

    >>> manner("警方通报案件") > -7 > manner("通警案方件报")
    True
    """
    runs = WIDE.findall(text[:SAMPLE])
    return sum(map(fluency, runs)) / max(1, sum(map(len, runs)))


def fold(characters: str) -> str:
    """Return the characters in Simplified, one for one, whatever they are (NUL and lone surrogates too).

    >>> fold("辦案民警")
    '办案民警'
    """
    return characters.translate(simplified())


@cache
def simplified() -> dict[int, str]:
    """The Simplified form of each Traditional character of the basic plane that has one of its own."""
    from opencc import OpenCC

    han = [chr(code) for code in range(0x3400, 0xA000)]
    folded = OpenCC("t2s").convert("\n".join(han)).split("\n")
    return {ord(one): other for one, other in zip(han, folded, strict=True) if one != other and len(other) == 1}


@cache
def traditional() -> dict[str, str]:
    """The Traditional forms that fold to each Simplified character, itself included where it is one of them.

    >>> traditional()["长"], sorted(traditional()["发"])
    ('長', ['發', '髮'])
    """
    forms: dict[str, str] = {}
    for code, short in simplified().items():
        forms[short] = forms.get(short, "") + chr(code)
    return forms


@cache
def _cutter() -> rjieba.Jieba:
    import rjieba

    # a cutter of our own: words that other stages add to the shared one must not change a repair
    return rjieba.Jieba()


@lru_cache(maxsize=65536)
def _word(word: str) -> float:
    if word.isascii():
        return LETTER * len(word) if word.isalpha() else MARK
    if len(word) == 1 and not "\u3400" <= word <= "\u9fff":
        return MARKS.get(word, MARK) if word in common() else UNKNOWN
    cutter = _cutter()
    if not cutter.has_word(word):
        return UNKNOWN
    # asked about one of its own words, the cutter answers its frequency + 1
    return log(max(1, cutter.suggest_freq(word) - 1)) - log(TOTAL)


@cache
def common() -> frozenset[str]:
    """The characters of the first levels of GB 2312 and Big5, and the marks of Chinese text."""
    codes = [bytes((lead, trail)) for lead in (*range(0xA1, 0xA4), *range(0xB0, 0xD8)) for trail in range(0xA1, 0xFF)]
    first_gb = "".join(code.decode("gb2312", "ignore") for code in codes)
    codes = [bytes((lead, trail)) for lead in range(0xA4, 0xC7) for trail in (*range(0x40, 0x7F), *range(0xA1, 0xFF))]
    first_big5 = "".join(one for code in codes if "\u3400" <= (one := code.decode("big5", "ignore")) <= "\u9fff")
    return frozenset(first_gb + first_big5 + "，。、；：？！「」『』（）《》〈〉“”‘’…—　﹔﹕·‧")


def is_chinese(characters: str) -> bool:
    """Tell whether a run of three characters or more that are not ASCII is Chinese: common characters all but a tenth.

    >>> is_chinese("长沙市公安局"), is_chinese("ÖÐ¹ú¾¯")
    (True, False)
    """
    wide = [character for character in characters if character > "\x7f"]
    han = sum("\u3400" <= character <= "\u9fff" for character in wide)
    return han >= 3 and sum(character in common() for character in wide) >= 0.9 * len(wide)
