"""Names of places and roads: from a gazetteer, by tag, and composed of pinyin and a generic (岳麓区, 世昌大道)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from toolkit.analysis.people import not_names
from toolkit.analysis.romanize import plain
from toolkit.analysis.tables import rows
from toolkit.analysis.tokens import knows
from toolkit.analysis.values import Name, Token
from toolkit.text import Span

Found = tuple[Span, Name]
_PARTICLES = frozenset(
    "的了着过在于至从沿经到由往向和与及或对将把被为是有以让给等各该本我全某此每一二三四五六七八九十两之其所条座多个内外处前后上下近途驶自离跨受赴"
)
_SOFT_TAGS = ("nr", "ns", "nz", "nt", "x", "ng")
_AREAS = ("区", "县", "镇", "乡")
_ON_STREETS = ("街道", "村", "站", "社区")


class Gazetteer:
    """Places with their English, looked up longest first.

    >>> Gazetteer({"成都": "Chengdu"}).at("在成都市", 1)
    ('成都', 'Chengdu')
    """

    def __init__(self, names: Mapping[str, str]) -> None:
        self._names = _cities() | {row["zh"]: row["english"] for row in rows("places")} | dict(names)  # "": by sound
        self._lengths: dict[str, list[int]] = {}
        for name in self._names:
            lengths = self._lengths.setdefault(name[:2], [])
            if len(name) not in lengths:
                lengths.append(len(name))
        for lengths in self._lengths.values():
            lengths.sort(reverse=True)

    def at(self, text: str, start: int) -> tuple[str, str] | None:
        """Return the longest name that begins at a place and its English."""
        for length in self._lengths.get(text[start : start + 2], ()):
            name = text[start : start + length]
            if name in self._names:
                return name, self._names[name] or plain(name)
        return None

    def get(self, name: str) -> str:
        """Return the English of a name, empty where it is unknown."""
        english = self._names.get(name)
        return "" if english is None else english or plain(name)


@lru_cache(maxsize=1)
def _cities() -> dict[str, str]:
    return {city: "" for row in rows("cities") for city in row["names"].split()}


@lru_cache(maxsize=1)
def generics() -> dict[str, dict[str, str]]:
    """Return the rows of ``generics.tsv`` by generic, the longest first."""
    return {row["zh"]: row for row in sorted(rows("generics"), key=lambda row: len(row["zh"]), reverse=True)}


@lru_cache(maxsize=4096)
def split_generic(name: str) -> tuple[str, str]:
    """Split a name into its own part and its generic.

    >>> split_generic("岳麓区"), split_generic("虹口")
    (('岳麓', '区'), ('虹口', ''))
    """
    for generic in generics():
        if name.endswith(generic) and len(name) > len(generic) + (len(generic) == 1):
            return name[: -len(generic)], generic
    return name, ""


def compose(name: str, gazetteer: Gazetteer) -> Name:
    """Return the English of a place: known, or pinyin and the generic; a known city goes without "City".

    >>> compose("玉潭镇", Gazetteer({})).english, compose("成都市", Gazetteer({"成都": "Chengdu"})).english
    ('Yutan Town', 'Chengdu')
    """
    if known := gazetteer.get(name):
        return Name(_kind(name), known)
    own, generic = split_generic(name)
    stem = gazetteer.get(own)
    if generic == "市" and (stem or _city(own)):
        return Name("place", stem or plain(own))
    tail = f" {generics()[generic]['english']}" if generic else ""
    if generic.startswith("自治") and not stem:
        return Name("place", _autonomous(own, gazetteer) + tail)
    return Name(_kind(name), (stem or plain(own)) + tail)


def _autonomous(own: str, gazetteer: Gazetteer) -> str:
    """Return the place and the peoples that an autonomous area is named for (恩施土家族苗族: Enshi Tujia and Miao)."""
    peoples: list[str] = []
    known = {row["zh"]: row["english"] for row in rows("ethnic")}
    while found := next((zh for zh in sorted(known, key=len, reverse=True) if own.endswith(zh) and own != zh), ""):
        own = own.removesuffix(found)
        peoples.insert(0, known[found])
    joined = ", ".join(peoples[:-1]) + (" and " if len(peoples) > 1 else "") + peoples[-1] if peoples else ""
    return " ".join(part for part in (gazetteer.get(own) or plain(own), joined) if part)


def _kind(name: str) -> str:
    _, generic = split_generic(name)
    return generics()[generic]["kind"] if generic else "place"


@lru_cache(maxsize=4096)
def _city(stem: str) -> bool:
    """Whether the tokenizer knows the place without its 市."""
    from toolkit.analysis.tokens import tags

    return [tag for _, tag in tags(stem)] == ["ns"]


def known(text: str, tokens: Sequence[tuple[Span, Token]], gazetteer: Gazetteer) -> Iterator[Found]:
    """Yield names of the gazetteer, with the generic that follows, where no word is cut."""
    starts = {span.start for span, _ in tokens}
    ends = {span.end for span, _ in tokens}
    for start in sorted(starts):
        found = gazetteer.at(text, start)
        if found is None:
            continue
        end = start + len(found[0])
        longer = next(
            (end + len(g) for g in generics() if text.startswith(g, end) and _may_end(text, end + len(g), ends)), 0
        )
        if longer and text[start:longer] not in not_names():
            yield Span(start, longer), compose(text[start:longer], gazetteer)
        elif end in ends:
            yield Span(start, end), Name(_kind(found[0]), found[1])


_BEHIND = frozenset("至到与和及、")


def _may_end(text: str, at: int, ends: set[int]) -> bool:
    """Whether a name may end here: at the border of a word, or before a word that joins two places (青岛路至…)."""
    return at in ends or text[at : at + 1] in _BEHIND


def tagged(text: str, tokens: Sequence[tuple[Span, Token]], gazetteer: Gazetteer) -> Iterator[Found]:
    """Yield words tagged as places, and words tagged as other names that end in a generic (玉潭镇)."""
    for index, (span, token) in enumerate(tokens):
        if len(token.word) < 2 or token.word in not_names() or not _is_han(token.word):
            continue
        own, generic = split_generic(token.word)
        other = token.tag.startswith(("nr", "nz", "x")) and len(own) > 1 and not _PARTICLES & set(own)
        place = token.tag.startswith("ns") and own[-1] not in "国洲" and own[0] not in _PARTICLES
        after = index > 0 and _is_place(tokens[index - 1][1], gazetteer)
        unknown = generic in _AREAS and token.tag == "n" and len(own) > 1 and (after or not knows(own))
        if (generic and (other or place)) or unknown or (place and _in_company(tokens, index, gazetteer)):
            yield span, compose(token.word, gazetteer)


def _is_han(word: str) -> bool:
    return all("\u3400" <= sign <= "\u9fff" for sign in word)


def _in_company(tokens: Sequence[tuple[Span, Token]], index: int, gazetteer: Gazetteer) -> bool:
    """Whether a place that nobody knows stands right behind one that is known, or beside one in a list."""
    if index and _is_place(tokens[index - 1][1], gazetteer):
        return True
    for step in (-1, 1):
        at = index + 2 * step
        if 0 <= at < len(tokens) and tokens[index + step][1].word == "、" and _is_place(tokens[at][1], gazetteer):
            return True
    return False


def _is_place(token: Token, gazetteer: Gazetteer) -> bool:
    return bool(gazetteer.get(token.word)) or (token.tag == "ns" and token.word not in not_names())


def composed(text: str, tokens: Sequence[tuple[Span, Token]], gazetteer: Gazetteer) -> Iterator[Found]:
    """Yield a name and a generic that the tokenizer parted: 世昌 + 大道, 文化 + 路."""
    for index, (span, token) in enumerate(tokens):
        row = generics().get(token.word)
        if row is None:
            row, head = _inner(token)
            if row is None:
                continue
            start = _reach(text, tokens, index, span.start + head, row, gazetteer)
        else:
            start = _reach(text, tokens, index, span.start, row, gazetteer)
        name = text[start : span.end]
        if len(name) - len(row["zh"]) >= 2 and name not in not_names():
            yield Span(start, span.end), compose(name, gazetteer)


def _inner(token: Token) -> tuple[dict[str, str] | None, int]:
    """Return the generic at the end of a two-character word that is no name (昌路)."""
    generic = generics().get(token.word[1:])
    if (
        generic is None
        or len(token.word) != 2
        or token.word in not_names()
        or not token.tag.startswith(("nr", "x", "ng"))
    ):
        return None, 0
    return generic, 1


def _reach(
    text: str, tokens: Sequence[tuple[Span, Token]], index: int, at: int, row: dict[str, str], gazetteer: Gazetteer
) -> int:
    """Return where the name before a generic begins: back over words that may be parts of a name."""
    limit, start = int(row["most"]), at
    if (
        row["zh"] in _AREAS
        and index > 1
        and len(tokens[index - 1][0]) == 2
        and _is_place(tokens[index - 2][1], gazetteer)
    ):
        return tokens[index - 1][0].start if _is_han(tokens[index - 1][1].word) else at
    tags = (*_SOFT_TAGS, "n", "v", "j", "b") if row["common"] else _SOFT_TAGS
    while index > 0 and start > 0:
        span, token = tokens[index - 1]
        if at - span.start > limit + 1 or not token.tag.startswith(tags) or not _is_han(token.word):
            break
        if token.word in generics() or token.word in not_names():
            break
        if split_generic(token.word)[1]:
            return span.start if row["zh"] in _ON_STREETS and start == at else start
        if not token.tag.startswith((*_SOFT_TAGS, "j")) and start < at:
            break
        start, index = span.start, index - 1
    while start < at and text[start] in _PARTICLES:
        start += 1
    return start if at - start <= limit else at
