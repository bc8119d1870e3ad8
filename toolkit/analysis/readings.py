"""Pinyin by word: division, capitals and tones by GB/T 16159, with a glossary's own pinyin on top."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from toolkit.analysis.division import divide_word
from toolkit.analysis.names import names as find_names
from toolkit.analysis.people import surname_of, surnames
from toolkit.analysis.places import Gazetteer, split_generic
from toolkit.analysis.syllables import is_han, join, own, own_at, own_places, syllables_of
from toolkit.analysis.tables import rows
from toolkit.analysis.tokens import tokenize
from toolkit.analysis.values import Name, Reading, Token
from toolkit.text import Span

Found = tuple[Span, Reading]
Word = tuple[Span, str]
_ASPECT = ("着", "了", "过")
_ORGANS = (
    "局",
    "厅",
    "部",
    "院",
    "委",
    "委员会",
    "办",
    "办公室",
    "所",
    "署",
    "处",
    "队",
    "政府",
    "学校",
    "大学",
    "中心",
)
_ORDINAL = re.compile(r"第[〇零一二三四五六七八九十百千]+")


def readings(
    text: str,
    terms: Mapping[Span, str] | None = None,
    *,
    tokens: Sequence[tuple[Span, Token]] | None = None,
    names: Sequence[tuple[Span, Name]] | None = None,
    gazetteer: Mapping[str, str] | Gazetteer | None = None,
) -> tuple[Found, ...]:
    """Return the pinyin of the words of a text, in order; figures, Latin and punctuation get none.

    ``terms`` gives the spans of glossary terms with the pinyin of their rows, which wins. ``tokens`` and ``names``
    are taken where they are known already.

    >>> [found.pinyin for _, found in readings("长沙市公安局抓获曾某")]
    ['Chángshā Shì', "Gōng'ānjú", 'zhuāhuò', 'Zēng Mǒu']
    """
    given = dict(terms or {})
    words = tokenize(text) if tokens is None else tokens
    found = find_names(text, words, gazetteer=gazetteer) if names is None else names
    fixed = {span: Reading(pinyin) for span, pinyin in given.items()}
    taken = {at for span in given for at in range(span.start, span.end)}
    for span, name in found:
        if taken.isdisjoint(range(span.start, span.end)):
            fixed[span] = Reading(name_pinyin(span.of(text), name))
    places = frozenset(span.end for span, name in found if name.kind in ("place", "organ"))
    return tuple(sorted((*fixed.items(), *_plain(text, words, sorted(fixed), places)), key=lambda pair: pair[0]))


def _plain(
    text: str, words: Sequence[tuple[Span, Token]], fixed: Sequence[Span], places: frozenset[int]
) -> Iterator[Found]:
    """Yield the readings of what no term and no name covers."""
    pieces = list(_divide(text, words, fixed))
    at = 0
    while at < len(pieces):
        span, tag = pieces[at]
        word = span.of(text)
        pinyin = _word_pinyin(text, span, tag)
        if tag.startswith("v") and at + 1 < len(pieces) and _is_aspect(text, span, pieces[at + 1]):
            at += 1
            span = Span(span.start, pieces[at][0].end)
            pinyin += {"着": "zhe", "了": "le", "过": "guo"}[text[span.end - 1]]
        capital = word in own_places() or (span.start in places and tag.startswith("n") and word.endswith(_ORGANS))
        yield span, Reading(pinyin[:1].upper() + pinyin[1:] if capital else pinyin)
        at += 1


def _is_aspect(text: str, span: Span, follower: Word) -> bool:
    """着, 了 and 过 are written together with the verb before them (GB/T 16159, 6.1.2.1)."""
    return follower[0].start == span.end and follower[0].of(text) in _ASPECT and follower[1].startswith("u")


def _divide(text: str, words: Sequence[tuple[Span, Token]], fixed: Sequence[Span]) -> Iterator[Word]:
    """Yield the words in Chinese characters outside ``fixed``, joined where our own readings know a longer one."""
    taken = {at for span in fixed for at in range(span.start, span.end)}
    ends = {span.end for span, _ in words}
    done = 0
    for span, token in words:
        if span.start < done:
            continue
        longer = own_at(text, span.start)
        end = span.start + len(longer)
        merges = end > span.end and end in ends and (len(longer) < 4 or longer in own_places())
        if longer and merges and not taken.intersection(range(span.start, end)):
            yield Span(span.start, end), token.tag
            done = end
            continue
        for piece in _free(text, span, taken):
            for part in divide_word(piece.of(text), token.tag):
                yield Span(piece.start, piece.start + len(part)), token.tag
                piece = Span(piece.start + len(part), piece.end)


def _free(text: str, span: Span, taken: set[int]) -> Iterator[Span]:
    """Yield the runs of a word that are Chinese and that nothing has taken."""
    start = None
    for at in range(span.start, span.end + 1):
        free = at < span.end and at not in taken and is_han(text[at])
        if free and start is None:
            start = at
        elif not free and start is not None:
            yield Span(start, at)
            start = None


def _word_pinyin(text: str, span: Span, tag: str) -> str:
    word = span.of(text)
    if word in own():
        return join(own()[word])
    if len(word) == 1:
        return single(word, tag, text[max(0, span.start - 6) : span.start], text[span.end : span.end + 8])
    if _ORDINAL.fullmatch(word):
        return f"dì-{join(syllables_of(word[1:]))}"
    return join(syllables_of(word))


@lru_cache(maxsize=1)
def _singles() -> dict[str, dict[str, str]]:
    return {row["zh"]: row for row in rows("singles")}


def single(word: str, tag: str = "", before: str = "", after: str = "") -> str:
    """Return the reading of a word of one character, by its tag and by the text around it.

    >>> single("处", "n", "应当", "三日拘留"), single("处", "q", "监控点5"), single("还", "d")
    ('chǔ', 'chù', 'hái')
    """
    row = _singles().get(word)
    if row is None:
        return syllables_of(word)[0]
    for text, cell, search in ((before, row["before"], re.search), (after, row["after"], re.match)):
        reading, colon, pattern = cell.partition(":")
        if colon and text and search(pattern, text):
            return reading
    for rule in row["by_tag"].split():
        prefix, _, reading = rule.partition(":")
        if tag.startswith(prefix):
            return reading
    return row["default"]


def name_pinyin(word: str, name: Name) -> str:
    """Return the pinyin of a proper name (GB/T 16159, 6.2): family and given name apart, place and generic apart.

    A place of one character stays with its generic (蔚县 Yùxiàn).

    >>> name_pinyin("单某某", Name("person", "")), name_pinyin("岳麓区", Name("place", ""))
    ('Shàn Mǒumǒu', 'Yuèlù Qū')
    """
    if name.kind == "person":
        return _person_pinyin(word)
    stem, generic = split_generic(word)
    if not generic or len(stem) == 1:
        return join(own().get(word) or syllables_of(word), capital=True)
    return f"{join(own().get(stem) or syllables_of(stem), capital=True)} {join(syllables_of(generic), capital=True)}"


def _person_pinyin(word: str) -> str:
    if "·" in word:
        return " ".join(join(syllables_of(part), capital=True) for part in word.split("·"))
    family = surname_of(word)
    given = word[len(family) :].removesuffix("嫌") if len(word) == 2 else word[len(family) :]
    run = "".join(sign for sign in given if is_han(sign))
    rest = given[len(run) :]
    said = join(tuple(syllables_of(sign)[0] for sign in run), capital=True)
    return " ".join(part for part in (surnames().get(family, ""), said, rest) if part)
