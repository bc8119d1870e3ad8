"""Names of persons: by tag, by the title before or after, and names masked with 某 or ×."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from toolkit.analysis.patterns import alternation
from toolkit.analysis.romanize import bare, join, syllables
from toolkit.analysis.tables import rows
from toolkit.analysis.values import Name, Token
from toolkit.text import Span

Found = tuple[Span, Name]
_AFTER_MASK = re.compile(
    r"[日天年月时晚夜早周地市县区省镇乡村街路号楼栋小大中高公单企银学医宾酒餐商超网平工个些种类项次件起份名位人部机局所院校科室店厂家集团媒知案]|处(?!以|罚|拘|刑|警|行政|[一二三五十百])"
)
_GENERIC = re.compile(r"[省市县区镇乡村路街道桥站里坊巷寺院校厂店]$")


@lru_cache(maxsize=1)
def surnames() -> dict[str, str]:
    """Return the pinyin of each surname, with tones, in either script."""
    return {form: row["pinyin"] for row in rows("surnames") for form in (row["zh"], row["hant"])}


@lru_cache(maxsize=1)
def _risky() -> frozenset[str]:
    """The surnames that are common words too: 于, 向, 时 …"""
    return frozenset(form for row in rows("surnames") if row["risky"] for form in (row["zh"], row["hant"]))


@lru_cache(maxsize=1)
def _given() -> frozenset[str]:
    return frozenset("".join(row["signs"] for row in rows("given")))


@lru_cache(maxsize=1)
def not_names() -> frozenset[str]:
    """Words that look like names and are none."""
    return frozenset(row["zh"] for row in rows("not_names"))


@lru_cache(maxsize=1)
def _titles() -> tuple[frozenset[str], frozenset[str]]:
    """The titles that stand before a name and those that stand after one."""
    table = rows("titles")
    return (
        frozenset(row["zh"] for row in table if row["side"] != "after"),
        frozenset(row["zh"] for row in table if row["side"] != "before"),
    )


def surname_of(word: str) -> str:
    """Return the surname that a word opens with, the compound one first; empty where there is none.

    >>> surname_of("欧阳明"), surname_of("费某林"), surname_of("的")
    ('欧阳', '费', '')
    """
    known = surnames()
    return word[:2] if word[:2] in known and len(word) > 2 else word[:1] if word[:1] in known else ""


def romanize(name: str) -> str:
    """Return a person's name in English order of the mainland: family name first, no tones.

    >>> romanize("葛红林"), romanize("费某林"), romanize("单某某")
    ('Ge Honglin', 'Fei Moulin', 'Shan Moumou')
    """
    family = surname_of(name)
    given = name[len(family) :]
    first = bare(surnames()[family]) if family else ""
    run = "".join(sign for sign in given if "\u3400" <= sign <= "\u9fff")
    rest = given[len(run) :].translate(_CROSSES)
    said = join(syllables(run))
    return " ".join(part for part in (first, said[:1].upper() + said[1:], rest) if part)


_CROSSES = str.maketrans({"×": "X", "Ｘ": "X", "*": "X", "＊": "X", "○": "X"})


def masked(text: str, tokens: Sequence[tuple[Span, Token]]) -> Iterator[Found]:
    """Yield 张某, 李某某, 费某林, 王某甲, 陈某A, 张××; 于某日 and 某公司 are none."""
    starts = {span.start: token.word for span, token in tokens}
    for match in _PATTERN.finditer(text):
        start, end = match.span()
        if match["cross"] or match["tail"]:
            yield Span(start, end), Name("person", romanize(match[0]), masked=True)
            continue
        rest = text[end : end + 3]
        if match["mask"] == "某" and _is_given(text, end, starts):
            end += 1
        elif match["mask"] == "某" and _AFTER_MASK.match(rest):
            continue
        if match["family"] not in _risky() or _ends_well(text, start):
            yield Span(start, end), Name("person", romanize(text[start:end]), masked=True)


def _is_given(text: str, at: int, starts: dict[int, str]) -> bool:
    """Whether the character after 某 is the rest of the name (费某林), not the first of another word."""
    sign = text[at : at + 1]
    if sign not in _given():
        return False
    word = starts.get(at)
    return word is None or (len(word) == 1 and sign not in _PARTICLES)


_PARTICLES = frozenset(
    "和与及于在有同等到并将从向因由经为被把对称说持先后又再曾未已即则便就才也都还正进过来去上下出入开连通达立重配运量继承女男子儿友员家方人名"
)


def _ends_well(text: str, start: int) -> bool:
    """Whether a surname that is a common word stands where a name does: after a title or a mark, before a verb."""
    before = text[:start]
    listed = before[-1:] in ("和", "与", "及") and "某" in before[-4:-1]
    governed = before[-1:] in _GOVERNING and text[start : start + 1] != "于"
    return not before or listed or governed or before[-1] in "，。；：、（(“ \n" or before.endswith(tuple(_titles()[0]))


_GOVERNING = frozenset("对将把被由经向给令")  # in front of a person; not in front of 于, for 对于 and 由于 are words
_PATTERN = re.compile(
    f"(?P<family>{alternation(surnames())})(?:(?P<mask>某某某|某某|某)(?P<tail>[甲乙丙丁戊己庚辛]|[A-Z](?![A-Za-z]))?|(?P<cross>[×＊*○〇]{{1,2}}|[XＸ]{{2}}(?![A-Za-z])))"
)
_SHORT = re.compile(
    f"(?P<family>{alternation(surnames())})(?=姓(?:男|女|犯|嫌|司机|居|市|村|业|老|夫|兄|妇|青|少|工|员|店|负|民|警|主嫌|共犯|同伙|车手|成员|学|乘|顾|客|友|妻|父|母|子|弟|姐|妹|干部|队长|所长|警员|骑士|驾驶|被害|受害|当事))"
)
_FAMILIAR = re.compile(
    f"(?<![大中幼从瘦古])[小老](?P<family>{alternation(surnames())})(?=(?:高兴|激动|感慨|坦言|无奈)?地?(?:说|表示|告诉|介绍|坦言|称|回忆|的手机|报警|发现|每天|主动|一家|夫妇))"
)
_SUSPECT = re.compile(f"(?<![\u4e00-\u9fff])(?P<family>{alternation(surnames())})嫌(?![疑犯恶弃忌贫])")
_CALLED = re.compile(f"(?<=姓)(?P<family>{alternation(surnames())})(?=的?(?:男|女|先|小|老|人|司机|居|市))")


def family_names(text: str, tokens: Sequence[tuple[Span, Token]]) -> Iterator[Found]:
    """Yield surnames alone: 陈 in 陈姓女子, 姓陈的男子 and 李先生."""
    for pattern in (_SHORT, _CALLED):
        for match in pattern.finditer(text):
            yield Span(*match.span()), Name("person", bare(surnames()[match["family"]]))
    for match in _FAMILIAR.finditer(text):
        if match["family"] not in _risky():
            prefix = {"小": "Xiao", "老": "Lao"}[match[0][0]]
            yield Span(*match.span()), Name("person", f"{prefix} {bare(surnames()[match['family']])}")
    after = _titles()[1]
    for match in _SUSPECT.finditer(text):
        yield Span(*match.span()), Name("person", bare(surnames()[match["family"]]))
    for span, token in tokens:
        if token.tag.startswith("nr") and token.word[:1] in surnames() and token.word[1:] in after:
            yield Span(span.start, span.start + 1), Name("person", bare(surnames()[token.word[:1]]))
    for (span, token), (_, follower) in pairwise(tokens):
        if token.word in surnames() and follower.word in after and (token.word not in _risky() or token.tag == "nr"):
            yield span, Name("person", bare(surnames()[token.word]))


def tagged(text: str, tokens: Sequence[tuple[Span, Token]]) -> Iterator[Found]:
    """Yield the words that the tokenizer takes for names of persons, where a surname opens them."""
    before, after = _titles()
    for index, (span, token) in enumerate(tokens):
        if not token.tag.startswith("nr") or len(token.word) < 2:
            continue
        family = surname_of(token.word)
        if not family or not 1 <= len(token.word) - len(family) <= 2 or _is_common(token.word):
            continue
        title = index > 0 and tokens[index - 1][1].word.endswith(tuple(before))
        follower = tokens[index + 1][1].word if index + 1 < len(tokens) else ""
        sure = title or follower in after or follower in _SAYING
        given = token.word[len(family) :]
        if sure or (_likely(given) and (family not in _risky() or (len(given) == 2 and given[1] in _given()))):
            yield span, Name("person", romanize(token.word))


_SAYING = frozenset(
    (
        "答",
        "问",
        "回答",
        "回应",
        "补充道",
        "表示",
        "介绍",
        "说",
        "告诉",
        "指出",
        "强调",
        "称",
        "认为",
        "坦言",
        "透露",
        "主持",
        "出席",
    )
)


def _only_given(given: str) -> bool:
    return all(sign in _given() for sign in given)


def _likely(given: str) -> bool:
    """Whether characters look like a given name: one known character alone, or one known of two."""
    return any(sign in _given() for sign in given)


def _is_common(word: str) -> bool:
    return word in not_names() or bool(_GENERIC.search(word)) or "某" in word or word[1:] in _titles()[1]


def titled(text: str, tokens: Sequence[tuple[Span, Token]]) -> Iterator[Found]:
    """Yield the name after a title (市长, 民警) where the tokenizer broke it into single characters."""
    before = _titles()[0]
    for index, (span, token) in enumerate(tokens):
        if token.word not in before:
            continue
        for length in (3, 2):
            name = text[span.end : span.end + length]
            family = surname_of(name)
            if not family or len(name) - len(family) not in (1, 2) or name in not_names() or "某" in name:
                continue
            if _in_pieces(tokens, index + 1, span.end + length) and _only_given(name[len(family) :]):
                yield Span(span.end, span.end + length), Name("person", romanize(name))
                break


def speaking(text: str, tokens: Sequence[tuple[Span, Token]]) -> Iterator[Found]:
    """Yield the name that opens a clause before a verb of saying, where the tokenizer broke it (罗|建平|表示)."""
    for index, (span, token) in enumerate(tokens):
        if token.word not in _SAYING:
            continue
        for length in (3, 2):
            start = span.start - length
            name = text[max(0, start) : span.start]
            family = surname_of(name)
            if start < 0 or (start and text[start - 1] not in _OPENING) or not family or family in _risky():
                continue
            first = next((at for at in range(index) if tokens[at][0].start == start), None)
            given = name[len(family) :]
            if first is None or name in not_names() or not 1 <= len(given) <= 2 or not _only_given(given):
                continue
            if _in_pieces(tokens, first, span.start):
                yield Span(start, span.start), Name("person", romanize(name))
                break


_OPENING = frozenset("，。；：、！？“”「」\n ")


def _in_pieces(tokens: Sequence[tuple[Span, Token]], index: int, end: int) -> bool:
    """Whether the words from ``index`` on reach exactly to ``end`` and are single characters or names."""
    while index < len(tokens) and tokens[index][0].end <= end:
        span, token = tokens[index]
        if len(span) > 1 and not token.tag.startswith("nr") and not _only_given(token.word):
            return False
        if span.end == end:
            return True
        index += 1
    return False


def foreign(text: str, tokens: Sequence[tuple[Span, Token]]) -> Iterator[Found]:
    """Yield names with an interpunct: 买买提·阿卜杜拉."""
    for match in _DOTTED.finditer(text):
        start = next((span.start for span, _ in tokens if span.start >= match.start() and span.start < match.end()), -1)
        if start == match.start() and not re.search(r"[0-9]", match[0]):
            parts = [join(syllables(part)) for part in re.split("[·•・]", match[0])]
            yield Span(*match.span()), Name("person", " ".join(part[:1].upper() + part[1:] for part in parts))


_DOTTED = re.compile(
    r"[阿艾买麦努热木吾吐玉古亚依伊库沙帕达尼巴卡迪肉如地依扎次旦洛桑德格多][\u4e00-\u9fff]{1,5}[·•・][\u4e00-\u9fff]{2,6}(?![\u4e00-\u9fff])"
)
