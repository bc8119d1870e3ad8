"""Which script a text is in, from what region, and which characters do not belong.

Evidence is what conversion would change. A character that ``t2s`` changes is Traditional. One that it leaves and the
choice for ``s2tw`` changes is Simplified, or it is one of those that both scripts write (后, 余, 里): then it is a
leftover where the context asks for the other form. A Traditional text whose leftovers outnumber the forms it
should have was made of a Simplified one, character by character: pseudo-Traditional. No tool names these. What stands
in quotation marks may be in the other script without making a text mixed, and kana make it Japanese.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from toolkit.document import Annotation, Document, Layer
from toolkit.script.choice import Chooser, alternatives
from toolkit.script.opencc import converted
from toolkit.script.suspects import is_named, tokens_of
from toolkit.script.words import Word, masked
from toolkit.tables import rows
from toolkit.text import Span

HANS, HANT, MIXED, PSEUDO, JAPANESE, NONE = "Hans", "Hant", "mixed", "pseudo-Traditional", "Japanese", "none"
# Characters that both scripts write and that a conversion by single characters leaves as they are, where s2tw's other
# form is no mere variant in Taiwan (布/佈 and 台/臺 are, and say nothing).
SHARED = frozenset("丑云于余几干后只奸并征御制卷斗采里系舍松范谷郁岳准咸仆")
# Variants that s2tw changes and good Traditional texts write all the same.
VARIANT = frozenset(
    "台布占周游注伙志岩借累致家回表托升吊困克搜局症才核巨欲秋杯愿仇别凶咨沈吁夸向炮了咽佣签参杆板背修贊贊卜淀它局闲恤噪厘朱"
)
# Simplified forms that the Traditional typefaces of the mainland (and many writers elsewhere) have too.
ORTHOGRAPHY = frozenset("强内别温争净静黄吴册晋吕尧着")
CANTONESE = frozenset("嘅咗喺哋冇咁嚟佢乜嘢啲唔嗰噉咩")
_QUOTED = re.compile("“[^“”\n]*”|‘[^‘’\n]*’|「[^「」\n]*」|『[^『』\n]*』|《[^《》\n]*》")
_KANA = re.compile("[\u3041-\u3096\u30a1-\u30fa]")
_HAN = re.compile("[\u3400-\u9fff]")
_LETTERS = 0.15  # the share of kana that a Japanese text has at least


@dataclass(frozen=True, slots=True)
class Script:
    """What a text is written in: the kind, the region (CN, TW, HK or empty), how sure, and the characters that intrude.

    ``confidence`` runs from 0 (no evidence) to 1; ``intruders`` holds code point offsets with their characters, and
    ``leftovers`` those of a good Traditional text that may be fault or choice. ``cantonese`` says that it is written
    Cantonese.
    """

    kind: str
    region: str = ""
    confidence: float = 0.0
    intruders: tuple[tuple[int, str], ...] = ()
    leftovers: tuple[tuple[int, str], ...] = ()
    cantonese: bool = False

    @property
    def lang(self) -> str:
        """The language tag (BCP 47) of such a text; a mixture is only ``zh``."""
        tag = {HANS: "zh-Hans", HANT: "zh-Hant", PSEUDO: "zh-Hant", MIXED: "zh", JAPANESE: "ja"}.get(self.kind, "und")
        tag = f"{tag}-{self.region}" if self.region and tag.startswith("zh-") else tag
        return tag.replace("zh", "yue", 1) if self.cantonese else tag


@dataclass(frozen=True, slots=True)
class Evidence:
    """Offsets by what they speak for.

    ``traditional``: only Traditional; ``simplified``: only Simplified; ``leftover``: written by both, here in the
    Simplified way; ``proper``: the Traditional form that a leftover would have; ``wrong``: a Traditional form that the
    word does not have (復雜 for 複雜); ``either``: Simplified, or the orthography of the mainland.
    """

    traditional: tuple[int, ...] = ()
    simplified: tuple[int, ...] = ()
    leftover: tuple[int, ...] = ()
    proper: tuple[int, ...] = ()
    wrong: tuple[int, ...] = ()
    either: tuple[int, ...] = ()

    @property
    def old(self) -> int:
        """How many characters only a Traditional text has."""
        return len(self.traditional) + len(self.proper) + len(self.wrong)

    @property
    def new(self) -> int:
        """How many characters only a Simplified text has; next to Traditional ones, orthography is no evidence."""
        return len(self.simplified) + (0 if self.old else len(self.either))

    def outside(self, spans: Iterable[Span]) -> Evidence:
        """Return the evidence that none of the spans covers."""
        inside = {at for span in spans for at in range(span.start, span.end)}
        columns = (self.traditional, self.simplified, self.leftover, self.proper, self.wrong, self.either)
        return Evidence(*(tuple(at for at in column if at not in inside) for column in columns))


def evidence(characters: str) -> Evidence:
    """Return the offsets of the characters that tell the scripts apart.

    >>> evidence("萬余").leftover
    (1,)
    """
    hans, _ = Chooser("t2s").turn(characters)
    hant, _ = Chooser("s2tw").turn(hans)
    found: dict[str, list[int]] = {name: [] for name in Evidence.__slots__}
    tokens: list[Word] = []
    token_of: list[int] = []
    for at, (own, one, other) in enumerate(zip(characters, hans, hant, strict=True)):
        if own in (one, other) and one == other:
            continue
        if not tokens:
            tokens = tokens_of(masked(hans))
            token_of = [number for number, token in enumerate(tokens) for _ in token.text]
        if name := _speaks_for(hans, at, own, one, other, tokens[token_of[at]]):
            found[name].append(at)
    return Evidence(**{name: tuple(places) for name, places in found.items()})


def _speaks_for(hans: str, at: int, own: str, one: str, other: str, token: Word) -> str:
    """Return what a character speaks for, by its forms in both scripts; nothing where it tells nothing."""
    if own != one:
        if own != other and len(token.text) > 1 and _is_wrong(own, one, other, at - token.start, token.text):
            return "wrong"
        return "proper" if one in SHARED else "traditional"
    if own == other or own in VARIANT:
        return ""
    if own in SHARED:
        return "" if is_named(hans, at, token, False) else "leftover"
    return "either" if own in ORTHOGRAPHY else "simplified"


def _is_wrong(own: str, one: str, other: str, at: int, word: str) -> bool:
    """Whether a word has another Traditional form for certain: neither is a variant of the other in any standard."""
    if one in VARIANT or one in ORTHOGRAPHY or converted("t2tw", own) == other or converted("t2hk", own) == other:
        return False
    return own in _divided().get(one, "") and converted("s2tw", word)[at] == other


@lru_cache(maxsize=1)
def _divided() -> dict[str, str]:
    """Return the Traditional forms by the Simplified one, where the word decides which."""
    return {sign: forms for sign, to, forms, *_ in rows("script", "divided") if to == "hant"}


@lru_cache(maxsize=2)
def detect(characters: str) -> Script:
    """Return the script of a text.

    >>> detect("隨著萬余人并于年底").kind
    'pseudo-Traditional'
    >>> detect("派出所长").kind
    'Hans'
    """
    quoted = [Span(*hit.span()) for hit in _QUOTED.finditer(characters)]
    if _is_japanese(characters):
        return Script(JAPANESE, confidence=1.0)
    found = evidence(characters)
    kind, confidence = _verdict(found)
    if kind in (MIXED, PSEUDO) and quoted:
        outside = found.outside(quoted)
        kind, confidence = _verdict(outside) if outside.old + outside.new else (kind, confidence)
    where = region(characters) or ("CN" if kind == HANS else "")
    intruders = _signs(characters, _intruders(kind, found))
    leftovers = _signs(characters, (*found.leftover, *found.wrong)) if kind == HANT else ()
    cantonese = kind not in (NONE, JAPANESE) and len(CANTONESE.intersection(characters)) > 1
    return Script(kind, where, confidence, intruders, leftovers, cantonese)


def _is_japanese(characters: str) -> bool:
    """Whether kana, quotations aside, are as frequent as in Japanese."""
    if not _KANA.search(characters):
        return False
    bare = _QUOTED.sub("", characters)
    kana = len(_KANA.findall(bare))
    return kana > 0 and kana >= _LETTERS * (kana + len(_HAN.findall(bare)))


def _verdict(found: Evidence) -> tuple[str, float]:
    """Return the kind that the evidence speaks for, and how sure it is."""
    old, new = found.old, found.new
    loose, firm = len(found.leftover) + len(found.wrong), len(found.proper)
    if not old + new + len(found.leftover):
        return NONE, 0.0
    if not old:
        return HANS, _sure(new + len(found.leftover), 0)
    if _few(old, new):
        return HANS, _sure(new, old)
    if not _few(new, old):
        return MIXED, _sure(min(old, new) * 2, abs(old - new))
    return (PSEUDO, _sure(loose, firm)) if loose > firm else (HANT, _sure(old, new))


def _intruders(kind: str, found: Evidence) -> tuple[int, ...]:
    """Return the places of the characters that a text of the kind should not have."""
    traditional = (*found.traditional, *found.proper, *found.wrong)
    if kind == HANS or (kind == MIXED and found.new > found.old):
        return traditional
    if kind in (MIXED, PSEUDO):
        wrong = found.wrong if kind == PSEUDO else ()
        return (*found.simplified, *found.leftover, *wrong)
    return found.simplified if kind == HANT else ()


def _few(some: int, others: int) -> bool:
    """Whether some characters are strays among the others: one in ten, or a single one among four and more."""
    return some * 9 <= others or (some == 1 and others >= 4)


def _sure(yes: int, no: int) -> float:
    """Return how sure ``yes`` against ``no`` pieces of evidence make: their share, less for a short text."""
    return round(yes / (yes + no + 1), 3)


def _signs(characters: str, places: Iterable[int]) -> tuple[tuple[int, str], ...]:
    return tuple((at, characters[at]) for at in sorted(places))


@lru_cache(maxsize=1)
def _regional() -> dict[str, tuple[str, ...]]:
    return {word: tuple(regions.split(" ")) for word, regions in rows("script", "regions")}


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    return alternatives(_regional())


def region(characters: str) -> str:
    """Return the region whose words and characters the text writes most, or nothing where none leads.

    >>> region("警務處人員於旺角拘捕兩人"), region("公安機關"), region("花")
    ('HK', 'CN', '')
    """
    votes = Counter(one for found in _pattern().findall(characters) for one in _regional()[found])
    leaders = votes.most_common(2)
    if not leaders or (len(leaders) == 2 and leaders[0][1] == leaders[1][1]):
        return ""
    return leaders[0][0]


def annotate(document: Document) -> Document:
    """Return the document with the layer ``script``: one annotation over the latest version, its value a Script."""
    characters = document.text()
    note = Annotation(Span(0, len(characters)), "script", detect(characters), "script.detect")
    return document.with_layer(Layer("script", document.latest.name, (note,)))
