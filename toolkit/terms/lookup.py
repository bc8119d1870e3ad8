"""Look a word up: by Chinese in either script, by pinyin, by English; CC-CEDICT where the glossary has nothing.

Nothing heavy is imported before it is needed: a look-up on the command line is one process.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from toolkit.glossary import Concept, Glossary, Rendering, Term
from toolkit.terms import cedict
from toolkit.terms.english import head, stems
from toolkit.terms.near import near
from toolkit.terms.pinyin import has_tones, marked, plain, toned

# How a match was made, the best first. "exact": the Chinese term whole; "pinyin": its reading whole; "english": a whole
# rendering, number and article aside; "head": the last word of a rendering; "prefix" and "part": of any of these.
KINDS = ("exact", "pinyin", "english", "head", "prefix", "part")
CEDICT = "cc-cedict"
_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff〇]")


@dataclass(frozen=True, slots=True)
class Match:
    """A concept that answers a query, the term of it that matched (or stands for it), and how it matched."""

    concept: Concept
    term: Term
    kind: str


@dataclass(frozen=True, slots=True)
class LookupResult:
    """The answers to one query, best first, and where there are none, forms close to what was asked."""

    query: str
    matches: tuple[Match, ...] = ()
    near: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """One term with its folded forms, made once for many queries."""

    concept: Concept
    term: Term
    reading: str
    english: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Index:
    """A glossary made ready for look-ups; ``lookup`` makes one for a single query.

    >>> term = Term("派出所", "派出所", "pàichūsuǒ")
    >>> index = Index(Glossary({"police-station": Concept("police-station", "policing", (term,), "police station")}))
    >>> [index.lookup(query).matches[0].kind for query in ("派出所", "pai chu suo", "police stations", "station")]
    ['exact', 'pinyin', 'english', 'head']
    >>> index.lookup("派处所").near
    ('派出所',)
    """

    glossary: Glossary
    _rows: tuple[Row, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_rows", tuple(_rows(self.glossary)))

    def lookup(self, query: str, limit: int = 10) -> LookupResult:
        """Return at most ``limit`` matches for one query; any string is a query, and an empty one finds nothing."""
        wanted = query.strip()
        if not wanted or limit < 1:
            return LookupResult(query)
        chinese = bool(_HAN.search(wanted))
        found = self._chinese(wanted) if chinese else self._latin(wanted)
        if not any(match.kind in KINDS[:3] for match in found):
            found = [*_from_cedict(wanted, chinese), *found]
        ranked = _best(found)[:limit]
        return LookupResult(query, tuple(ranked), () if ranked else self._near(wanted, chinese))

    def _chinese(self, wanted: str) -> list[Match]:
        forms = {wanted, _simplified(wanted)}

        def kind(row: Row) -> str:
            return _first(_kind(form, own) for form in forms for own in (row.term.hans, row.term.hant))

        return self._matches(kind)

    def _latin(self, wanted: str) -> list[Match]:
        reading, asked = plain(wanted), stems(wanted)
        tones = toned(wanted) if has_tones(wanted) else ""
        right = [row for row in self._rows if tones and toned(row.term.pinyin) == tones]

        def kind(row: Row) -> str:
            if wanted.lower() in (row.term.hans.lower(), row.term.hant.lower()):
                return "exact"
            if right:
                return "pinyin" if row in right else ""
            by_sound = _kind(reading, row.reading, "pinyin") if reading else ""
            by_sense = "" if tones or not asked else _first(_sense(asked, words) for words in row.english)
            return _first((by_sound if len(reading) > 1 else "", by_sense))

        return self._matches(kind)

    def _matches(self, kind: Callable[[Row], str]) -> list[Match]:
        return [Match(row.concept, row.term, found) for row in self._rows if (found := kind(row))]

    def _near(self, wanted: str, chinese: bool) -> tuple[str, ...]:
        if chinese:
            return near(wanted, (form for row in self._rows for form in (row.term.hans, row.term.hant)))
        readings = {row.reading: row.term.hans for row in self._rows}
        by_sound = tuple(readings[form] for form in near(plain(wanted), readings))
        renderings = {english.lower(): english for concept in self.glossary for english in concept.renderings}
        return (*by_sound, *(renderings[form] for form in near(wanted.lower(), renderings)))[:5]


def lookup(glossary: Glossary, query: str, limit: int = 10) -> LookupResult:
    """Look one query up in a glossary; see Index for more than one."""
    return Index(glossary).lookup(query, limit)


def _rows(glossary: Glossary) -> Iterator[Row]:
    for concept in glossary:
        english = tuple(stems(rendering) for rendering in concept.renderings)
        for term in concept.terms:
            yield Row(concept, term, plain(term.pinyin), english)


def _kind(wanted: str, own: str, whole: str = "exact") -> str:
    if wanted == own:
        return whole
    if own.startswith(wanted):
        return "prefix"
    return "part" if wanted in own else ""


def _sense(asked: tuple[str, ...], words: tuple[str, ...]) -> str:
    """Return how the words asked for lie in those of a rendering."""
    if asked == words:
        return "english"
    if len(asked) == 1 and asked[0] == head(words):
        return "head"
    size = len(asked)
    places = [at for at in range(len(words) - size + 1) if words[at : at + size] == asked]
    return ("prefix" if places[0] == 0 else "part") if places else ""


def _first(kinds: Iterable[str]) -> str:
    """Return the best of some kinds, or nothing where none is given."""
    return min((kind for kind in kinds if kind), key=KINDS.index, default="")


def _best(found: Iterable[Match]) -> list[Match]:
    """Rank by kind, the glossary before CC-CEDICT, standing of the term, and length; each concept once."""

    def rank(match: Match) -> tuple[int, bool, bool, bool, int]:
        low = match.term.status != "preferred"
        size = len(match.concept.english) if match.kind in ("english", "head") else len(match.term.hans)
        return KINDS.index(match.kind), match.concept.domain == CEDICT, low, bool(match.term.region), size

    ranked = sorted(found, key=rank)
    seen: dict[str, Match] = {}
    for match in ranked:
        seen.setdefault(match.concept.id, match)
    return list(seen.values())


def _simplified(wanted: str) -> str:
    """Return a query in Simplified characters, so that variants (裏, 裡) find each other."""
    from opencc import OpenCC

    try:
        return str(OpenCC("t2s", False).convert(wanted))
    except UnicodeEncodeError:  # a lone surrogate: no term holds one
        return wanted


def _from_cedict(wanted: str, chinese: bool) -> Iterator[Match]:
    """Yield the entries of CC-CEDICT, one concept each; by headword only."""
    if not chinese:
        return
    entries = cedict.entries(wanted) or cedict.entries(_simplified(wanted))
    for at, entry in enumerate(sorted(entries, key=lambda entry: "variant of" in entry.definitions[0])):
        english, *others = entry.definitions
        term = Term(entry.hans, entry.hant, marked(entry.pinyin))
        name = f"{CEDICT}:{entry.hans}:{at}"
        renderings = tuple(Rendering(other) for other in others)
        yield Match(Concept(name, CEDICT, (term,), english, renderings, source=cedict.ATTRIBUTION), term, "exact")


def to_json(results: Iterable[LookupResult]) -> list[dict[str, object]]:
    """Return the results as the command line prints them; ``english`` opens with the preferred rendering.

    >>> to_json([LookupResult("派处所", near=("派出所",))])
    [{'query': '派处所', 'matches': [], 'near': ['派出所']}]
    """
    return [
        {"query": result.query, "matches": [_as_json(match) for match in result.matches], "near": list(result.near)}
        for result in results
    ]


def _as_json(match: Match) -> dict[str, object]:
    concept, term = match.concept, match.term
    note = concept.note or (concept.source if concept.domain == CEDICT else "")
    return {
        "concept": concept.id,
        "hans": term.hans,
        "hant": term.hant,
        "pinyin": term.pinyin,
        "english": list(concept.renderings),
        "others": [{"english": other.english, "user": other.user, "layer": other.layer} for other in concept.others],
        "forbidden": list(concept.forbidden),
        "layer": CEDICT if concept.domain == CEDICT else concept.layer or "built-in",
        "domain": concept.domain,
        "note": note,
        "term_note": term.note,
        "match": match.kind,
    }
