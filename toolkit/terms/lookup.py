"""Look a word up: by Chinese in either script, by pinyin, by English; CC-CEDICT where the glossary has nothing.

Nothing heavy is imported before it is needed: a look-up on the command line is one process.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from toolkit.glossary import Concept, Glossary, Rendering, Term
from toolkit.terms import cedict
from toolkit.terms.english import head, root, stems
from toolkit.terms.folded import Row, folded_english, folded_readings, senses
from toolkit.terms.near import SHOWN, near, same_sound
from toolkit.terms.parting import part
from toolkit.terms.pinyin import has_tones, marked, plain, toned
from toolkit.terms.results import CEDICT, KINDS, WHOLE, LookupResult, Match, best, first, to_json

PARTED = 4
_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff〇]")


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
    patterns: tuple[Concept, ...] = ()
    _made: dict[str, Any] = field(init=False, repr=False, compare=False, default_factory=dict)

    @property
    def _rows(self) -> tuple[Row, ...]:
        if "rows" not in self._made:
            self._made["rows"] = tuple(self._mentioning(()))
        return self._made["rows"]  # type: ignore[no-any-return]

    def _mentioning(self, mentioned: Collection[str]) -> Iterator[Row]:
        """Yield the rows that may answer a query, found without looking at the others."""
        return (Row(heading, self.glossary) for heading in self.glossary.headings(mentioned))

    @property
    def _readings(self) -> tuple[str, ...]:
        if "readings" not in self._made:
            self._made["readings"] = folded_readings(self._rows)
        return self._made["readings"]  # type: ignore[no-any-return]

    @property
    def _english(self) -> tuple[tuple[int, int, str], ...]:
        if "english" not in self._made:
            self._made["english"] = tuple(folded_english(self._rows))
        return self._made["english"]  # type: ignore[no-any-return]

    @property
    def _forms(self) -> dict[str, Row]:
        """The row of each Simplified form; of several the one of no region, then the preferred one."""
        if "forms" not in self._made:
            ordered = sorted(self._rows, key=lambda row: (not row.heading.region, row.heading.status == "preferred"))
            self._made["forms"] = {row.heading.hans: row for row in ordered}
        return self._made["forms"]  # type: ignore[no-any-return]

    def lookup(self, query: str, limit: int = 10) -> LookupResult:
        """Return at most ``limit`` matches for one query; any string is a query.

        An empty one finds nothing, nor does one longer than ``LONGEST_TEXT``: no term is, and no page is looked up.
        """
        wanted = query.strip()
        if not wanted or len(wanted) > LONGEST_TEXT or limit < 1:
            return LookupResult(query)
        chinese = bool(_HAN.search(wanted))
        found = self._chinese(wanted) if chinese else self._latin(wanted)
        if chinese and not any(match.kind == "exact" for match in found):
            found = [*self._patterned(wanted), *found]
        if not any(match.kind in WHOLE for match in found):
            found = [*_from_cedict(wanted, chinese), *found]
        ranked = [replace(match, parts=self._parts(match)) for match in best(found, self._weight)[:limit]]
        if ranked and (ranked[0].kind in WHOLE or not chinese):
            return LookupResult(query, tuple(ranked))
        within = self.parts(wanted, whole=True) if chinese else ()
        if ranked:
            return LookupResult(query, tuple(ranked), parts=within if len(within) > 1 else ())
        close, near = self._near(wanted, chinese)
        return LookupResult(query, tuple(best(close)[:limit]), near, within)

    def parts(self, form: str, *, whole: bool = False) -> tuple[Row, ...]:
        """Return the terms that a form is made of, in order."""
        hans = _simplified(form)
        return tuple(self._forms[own] for own in part(hans, self._forms, whole=whole))

    def _weight(self, form: str) -> int:
        """Count the terms that hold a form."""
        if "all" not in self._made:
            self._made["all"] = "\n".join(row.heading.hans for row in self._rows)
        return int(self._made["all"].count(form))

    def _parts(self, match: Match) -> tuple[Row, ...]:
        own = match.kind in WHOLE and match.concept.domain != CEDICT and len(match.term.hans) >= PARTED
        return self.parts(match.term.hans) if own else ()

    def _chinese(self, wanted: str) -> list[Match]:
        wanted = wanted.replace("……", "…").replace("...", "…")
        both = {wanted, _simplified(wanted)}
        rows = tuple(self._mentioning({form.lower() for form in both}))
        forms = {wanted} if any(wanted in (row.heading.hans, row.heading.hant) for row in rows) else both

        def kind(row: Row) -> str:
            return first(_kind(form, own) for form in forms for own in (row.heading.hans, row.heading.hant))

        return [Match(row.concept, row.term, found) for row in rows if (found := kind(row))]

    def _patterned(self, wanted: str) -> list[Match]:
        """Return the patterns that the query fills: 云泽市公安局 of {place}市公安局."""
        if len(wanted) < PARTED - 1 or len(wanted) > LONGEST_QUERY or not self.patterns:
            return []
        from toolkit.terms.patterned import concrete, filled_by

        hits = filled_by(wanted, self.glossary, self.patterns)
        made = ((concrete(hit, hans, wanted), hit) for hit, hans in hits)
        return [Match(concept, concept.preferred if hit.values else hit.term, "pattern") for concept, hit in made]

    def _latin(self, wanted: str) -> list[Match]:
        if exact := self._exact_latin(wanted):
            return exact
        reading = plain(wanted)
        tones = toned(wanted) if has_tones(wanted) else ""
        right = [row for row in self._rows if tones and toned(row.heading.pinyin) == tones]
        if right:
            return [Match(row.concept, row.term, "pinyin") for row in right]
        by_sound = self._by_sound(reading) if len(reading) > 1 else []
        return [*by_sound, *([] if tones else self._by_sense(stems(wanted)))]

    def _exact_latin(self, wanted: str) -> list[Match]:
        low = wanted.lower()
        rows = (row for row in self._mentioning((low,)) if row.heading.hans.lower() == low)
        return [Match(row.concept, row.term, "exact") for row in rows]

    def _by_sound(self, reading: str) -> list[Match]:
        pairs = zip(self._rows, self._readings, strict=True)
        kinds = ((row, _kind(reading, own, "pinyin")) for row, own in pairs if reading in own)
        return [Match(row.concept, row.term, kind) for row, kind in kinds]

    def _by_sense(self, asked: tuple[str, ...]) -> list[Match]:
        if not asked:
            return []
        longest = root(max(asked, key=len))
        held = longest.removesuffix("y")
        found = []
        for row, rank, words in senses(self._mentioning((held,)), held):
            kind = _sense(asked, words)
            if kind:
                own = rank == 0 or longest in row.concept.english.lower()
                found.append(Match(row.concept, row.term, kind, min(rank, 1) if own else rank, sensed=True))
        return found

    def _near(self, wanted: str, chinese: bool) -> tuple[list[Match], tuple[str, ...]]:
        """Return what comes near, as matches and as the forms that were close."""
        if chinese:
            hans = _simplified(wanted)
            headwords = (row.heading.hans for row in self._rows)
            pairs = zip(headwords, self._readings, strict=True)
            sounding = same_sound(hans, pairs)
            close = dict.fromkeys((*sounding, *near(hans, self._forms), *near(wanted, self._hant())))
            rows = [self._forms[form] if form in self._forms else self._hant()[form] for form in close]
            forms = tuple(close)[:SHOWN]
        else:
            readings = dict(zip(self._readings, self._rows, strict=True))
            regional = [bool(row.heading.region) for row in self._rows]
            ordered = sorted(self._english, key=lambda row: (-row[1], not regional[row[0]], -row[0]))
            renderings = {text: self._rows[at] for at, _, text in ordered}
            by_sound, by_sense = near(plain(wanted), readings), near(wanted.lower(), renderings)
            rows = [*(readings[form] for form in by_sound), *(renderings[form] for form in by_sense)][:SHOWN]
            own = {text.lower(): text for row in rows for text in row.concept.renderings}
            forms = (*(readings[form].term.hans for form in by_sound), *(own.get(form, form) for form in by_sense))
        made = [Match(row.concept, row.term, "near", at) for at, row in enumerate(rows)]
        return made, forms[:SHOWN]

    def _hant(self) -> dict[str, Row]:
        return {row.heading.hant: row for row in self._rows}


LONGEST_QUERY = 40
LONGEST_TEXT = 1000  # code points


def lookup(glossary: Glossary, query: str, limit: int = 10) -> LookupResult:
    """Look one query up in a glossary and the patterns that come with the package; see Index for more than one."""
    from toolkit.terms.patterned import shipped_patterns

    return Index(glossary, shipped_patterns()).lookup(query, limit)


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
    if len(asked) == len(words) and [*map(root, asked)] == [*map(root, words)]:
        return "inflected"
    if len(asked) == 1 and root(asked[0]) == root(head(words)):
        return "head"
    size, roots = len(asked), [*map(root, asked)]
    own = [*map(root, words)]
    places = [at for at in range(len(own) - size + 1) if own[at : at + size] == roots]
    return ("prefix" if places[0] == 0 else "part") if places else ""


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


__all__ = ["CEDICT", "KINDS", "Index", "LookupResult", "Match", "lookup", "to_json"]
