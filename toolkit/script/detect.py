"""Which script a text is in, from what region, and which characters do not belong.

Evidence is what conversion would change. A character that ``t2s`` changes is Traditional. One that it leaves and the
choice for ``s2tw`` changes is Simplified, or it is one of those that both scripts write (后, 余, 里): then it is a
leftover where the context asks for the other form. A Traditional text whose leftovers outnumber the forms it
should have was made of a Simplified one, character by character: pseudo-Traditional. No tool names these.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from toolkit.document import Annotation, Document, Layer
from toolkit.script.choice import Chooser, alternatives
from toolkit.tables import rows
from toolkit.text import Span

HANS, HANT, MIXED, PSEUDO, NONE = "Hans", "Hant", "mixed", "pseudo-Traditional", "none"
# Characters that both scripts write and that a conversion by single characters leaves as they are, where s2tw's other
# form is no mere variant in Taiwan (布/佈 and 台/臺 are, and say nothing).
SHARED = frozenset("丑云于余几干后只复奸并征御制卷斗采里系舍松范谷郁岳")
# Variants that s2tw changes and good Traditional texts write all the same.
VARIANT = frozenset(
    "台布占周游注伙志岩借累致家回表托升吊困克搜局症才核巨欲秋杯愿仇别凶咨沈吁夸向炮了咽佣签参杆板背修贊贊卜淀它局闲恤噪厘朱"
)


@dataclass(frozen=True, slots=True)
class Script:
    """What a text is written in: the kind, the region (CN, TW, HK or empty), how sure, and the characters that intrude.

    ``confidence`` runs from 0 (no evidence) to 1; ``intruders`` holds code point offsets with their characters.
    """

    kind: str
    region: str = ""
    confidence: float = 0.0
    intruders: tuple[tuple[int, str], ...] = ()

    @property
    def lang(self) -> str:
        """The language tag (BCP 47) of such a text; a mixture is only ``zh``."""
        script = {HANS: "zh-Hans", HANT: "zh-Hant", PSEUDO: "zh-Hant"}.get(
            self.kind, "zh" if self.kind == MIXED else "und"
        )
        return f"{script}-{self.region}" if self.region and script.startswith("zh-") else script


@dataclass(frozen=True, slots=True)
class Evidence:
    """Offsets by what they speak for.

    ``traditional``: only Traditional; ``simplified``: only Simplified; ``leftover``: written by both, here in the
    Simplified way; ``proper``: the Traditional form that a leftover would have.
    """

    traditional: tuple[int, ...]
    simplified: tuple[int, ...]
    leftover: tuple[int, ...]
    proper: tuple[int, ...]


def evidence(characters: str) -> Evidence:
    """Return the offsets of the characters that tell the scripts apart.

    >>> evidence("萬余").leftover
    (1,)
    """
    hans, _ = Chooser("t2s").turn(characters)
    hant, _ = Chooser("s2tw").turn(hans)
    traditional: list[int] = []
    simplified: list[int] = []
    leftover: list[int] = []
    proper: list[int] = []
    for at, (own, one, other) in enumerate(zip(characters, hans, hant, strict=True)):
        if own != one:
            (proper if one in SHARED else traditional).append(at)
        elif own != other and own not in VARIANT:
            (leftover if own in SHARED else simplified).append(at)
    return Evidence(tuple(traditional), tuple(simplified), tuple(leftover), tuple(proper))


@lru_cache(maxsize=2)
def detect(characters: str) -> Script:
    """Return the script of a text.

    >>> detect("隨著萬余人并于年底").kind
    'pseudo-Traditional'
    >>> detect("派出所长").kind
    'Hans'
    """
    found = evidence(characters)
    old, new = len(found.traditional) + len(found.proper), len(found.simplified)
    if not old + new + len(found.leftover):
        return Script(NONE, region(characters))
    if not old:
        return Script(HANS, region(characters) or "CN", _sure(new + len(found.leftover), 0))
    if _few(old, new):
        return _of(HANS, characters, _sure(new, old), (*found.traditional, *found.proper))
    if not _few(new, old):
        minority = (*found.traditional, *found.proper) if new > old else (*found.simplified, *found.leftover)
        return _of(MIXED, characters, _sure(min(old, new) * 2, abs(old - new)), minority)
    if len(found.leftover) > len(found.proper):
        return _of(
            PSEUDO, characters, _sure(len(found.leftover), len(found.proper)), (*found.simplified, *found.leftover)
        )
    return _of(HANT, characters, _sure(old, new), found.simplified)


def _few(some: int, others: int) -> bool:
    """Whether some characters are strays among the others: one in ten, or a single one among four and more."""
    return some * 9 <= others or (some == 1 and others >= 4)


def _sure(yes: int, no: int) -> float:
    """Return how sure ``yes`` against ``no`` pieces of evidence make: their share, less for a short text."""
    return round(yes / (yes + no + 1), 3)


def _of(kind: str, characters: str, confidence: float, places: tuple[int, ...]) -> Script:
    where = region(characters) or ("CN" if kind == HANS else "")
    return Script(kind, where, confidence, tuple((at, characters[at]) for at in sorted(places)))


@lru_cache(maxsize=1)
def _regional() -> dict[str, str]:
    return dict(rows("script", "regions"))  # type: ignore[arg-type]


def region(characters: str) -> str:
    """Return the region whose words and characters the text writes most, or nothing where none leads.

    >>> region("警務處人員於旺角拘捕兩人"), region("公安機關"), region("花")
    ('HK', 'CN', '')
    """
    votes = Counter(_regional()[found] for found in alternatives(_regional()).findall(characters))
    leaders = votes.most_common(2)
    if not leaders or (len(leaders) == 2 and leaders[0][1] == leaders[1][1]):
        return ""
    return leaders[0][0]


def annotate(document: Document) -> Document:
    """Return the document with the layer ``script``: one annotation over the latest version, its value a Script."""
    characters = document.text()
    note = Annotation(Span(0, len(characters)), "script", detect(characters), "script.detect")
    return document.with_layer(Layer("script", document.latest.name, (note,)))
