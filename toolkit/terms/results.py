"""What a look-up answers: matches, ranked as a person wants them, and their JSON."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from toolkit.glossary import Concept, Term
from toolkit.terms.folded import Row

# How a match was made, the best first. "exact": the Chinese term whole; "pattern": a term with a variable part;
# "pinyin": its reading whole; "english": a whole rendering, number and article aside; "inflected": one in other forms;
# "head": the last word of a rendering; "prefix" and "part": of any of these; "near": one slip of the pen away, or of
# the same sound.
KINDS = ("exact", "pattern", "pinyin", "english", "inflected", "head", "prefix", "part", "near")
WHOLE = KINDS[:5]
CEDICT = "cc-cedict"


@dataclass(frozen=True, slots=True)
class Match:
    """A concept that answers a query, the term of it that matched (or stands for it), and how it matched.

    ``rank`` is that of the rendering that matched (0: the preferred one, 1: one of its words, 2: another); ``parts``
    are the terms inside a long term; ``sensed`` says that the English matched, not the Chinese or its reading.
    """

    concept: Concept
    term: Term
    kind: str
    rank: int = 0
    sensed: bool = False
    parts: tuple[Row, ...] = ()


@dataclass(frozen=True, slots=True)
class LookupResult:
    """The answers to one query, best first, forms close to what was asked, and the terms inside it.

    ``near`` and ``parts`` are given only where nothing answers the query as a whole.
    """

    query: str
    matches: tuple[Match, ...] = ()
    near: tuple[str, ...] = ()
    parts: tuple[Row, ...] = ()

    @property
    def found(self) -> bool:
        """Whether something answers the query itself, not only something near it."""
        return any(match.kind != "near" for match in self.matches)


def first(kinds: Iterable[str]) -> str:
    """Return the best of some kinds, or nothing where none is given."""
    return min((kind for kind in kinds if kind), key=KINDS.index, default="")


def best(found: Iterable[Match], weight: Callable[[str], int] = lambda form: 0) -> list[Match]:
    """Rank what a person wants first; each concept once.

    By kind; the glossary before CC-CEDICT; preferred terms before others, those of a field before words of everyday
    administration, those of everywhere before those of one region; the preferred rendering before others; then the
    shorter rendering or term, for it is the more general one, and of equals the term that more terms are made of,
    which ``weight`` counts (拘留 before 扣留).
    """

    def order(match: Match) -> tuple[int, bool, int, bool, bool, bool, int, int, int]:
        low, near = match.term.status != "preferred", match.kind == "near"
        size = len(match.concept.english) if match.sensed else len(match.term.hans)
        cedict = match.concept.domain == CEDICT
        place = match.rank if near else 0
        heavy = -weight(match.term.hans) if match.sensed or match.kind == "pinyin" else 0
        everyday = match.concept.common
        return KINDS.index(match.kind), cedict, place, low, everyday, bool(match.term.region), match.rank, size, heavy

    seen: dict[str, Match] = {}
    for match in sorted(found, key=order):
        seen.setdefault(match.concept.id, match)
    return list(seen.values())


def to_json(results: Iterable[LookupResult]) -> list[dict[str, object]]:
    """Return the results as the command line prints them; ``english`` opens with the preferred rendering.

    >>> to_json([LookupResult("派处所", near=("派出所",))])
    [{'query': '派处所', 'matches': [], 'near': ['派出所'], 'parts': []}]
    """
    return [
        {
            "query": result.query,
            "matches": [_as_json(match) for match in result.matches],
            "near": list(result.near),
            "parts": _parts_json(result.parts),
        }
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
        "parts": _parts_json(match.parts),
    }


def _parts_json(parts: Iterable[Row]) -> list[dict[str, str]]:
    return [{"concept": row.concept.id, "hans": row.term.hans, "english": row.concept.english} for row in parts]
