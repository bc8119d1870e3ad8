"""All words the engine knows, by Simplified headword: lexicon senses and glossary terms side by side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from toolkit.analysis.places import Gazetteer
from toolkit.features import parse_features
from toolkit.glossary import Concept, Glossary
from toolkit.resources import data
from toolkit.transfer.lexicon import Entry, Lexicon, load_lexicon

_CLOSED = frozenset(("m", "c", "p", "d", "neg", "det", "r", "f", "z", "u"))
_CATEGORY = {"noun": "n", "name": "n", "verb": "v", "adjective": "a", "adverb": "d", "phrase": "s"}


class Vocabulary:
    """The lexicon with the glossary laid over it: of the same word and category the glossary's rendering is first.

    A word is merged when it is first looked up. For each first character the lengths of the words it opens are known,
    longest first.
    """

    __slots__ = ("_concepts", "_glossary", "_lengths", "_lexicon", "_words")

    def __init__(self, lexicon: Mapping[str, tuple[Entry, ...]], glossary: Iterable[Concept] = ()) -> None:
        self._lexicon = lexicon
        self._glossary = glossary if isinstance(glossary, Glossary) else Glossary({one.id: one for one in glossary})
        self._concepts: dict[str, list[str]] = {}
        for heading in self._glossary.headings():
            held = self._concepts.setdefault(heading.hans, [])
            if not held or held[-1] != heading.concept:
                held.append(heading.concept)
        # every word known; its entries where it was asked for
        self._words: dict[str, tuple[Entry, ...] | None] = dict.fromkeys((*lexicon, *self._concepts))
        lengths: dict[str, set[int]] = {}
        for word in self._words:
            if word[0] in lengths:
                lengths[word[0]].add(len(word))
            else:
                lengths[word[0]] = {len(word)}
        self._lengths = {first: tuple(sorted(found, reverse=True)) for first, found in lengths.items()}

    def __contains__(self, word: str) -> bool:
        return word in self._words

    def __iter__(self) -> Iterator[str]:
        return iter(self._words)

    def senses(self, word: str) -> tuple[Entry, ...]:
        """Return the entries of a word, the glossary's first; none where nobody knows it."""
        found = self._words.get(word, ())
        if found is None:
            found = self._words[word] = self._merged(word)
        return found

    def matches(self, text: str, start: int, end: int) -> Iterator[tuple[int, tuple[Entry, ...]]]:
        """Yield (end, entries) for every known word that opens at ``start`` and ends by ``end``, longest first."""
        for length in self._lengths.get(text[start], ()):
            stop = start + length
            if stop <= end:
                found = self.senses(text[start:stop])
                if found:
                    yield stop, found

    def _merged(self, word: str) -> tuple[Entry, ...]:
        known = list(self._lexicon.get(word, ()))
        for name in self._concepts.get(word, ()):
            for entry in term_entries(self._glossary.concepts[name]):
                if entry.zh == word:
                    _lay_over(known, entry)
        return tuple(known)


def term_entries(concept: Concept) -> Iterator[Entry]:
    """Yield an entry for each usable term of a concept; forbidden terms are matched too, they stand in texts."""
    features = dict(parse_features(concept.grammar))
    for term in concept.terms:
        own = features | ({} if "common" in features else {"term": concept.id})
        if term.pos == "name":
            own["proper"] = "1"
        if term.region:
            own["reg"] = ",".join(term.region)
        category = _CATEGORY[term.pos]
        if category == "n" and concept.domain and "class" not in own:
            own["class"] = "abstract"
        yield Entry(term.hans, category, concept.english, own, f"glossary:{concept.id}", term.place)


def _lay_over(known: list[Entry], entry: Entry) -> None:
    """Put a glossary entry before those of its word; it takes the place of the unconditioned one of its category.

    A word of everyday administration comes in only where the lexicon, which chooses its senses by context, has none.
    """
    if entry.flag("common"):
        if not any(old.cat == entry.cat for old in known):
            known.append(entry)
        return
    if entry.cat == "s" and any(old.cat in _CLOSED for old in known):
        return  # a drafting word (应当) is explained in the glossary and built into the grammar
    default = next((old for old in known if old.cat == entry.cat and not old.conditioned), None)
    if default is not None and not entry.get("reg"):
        entry = _inherit(entry, default)
        known.remove(default)
    known.insert(0, entry)


def _inherit(entry: Entry, default: Entry) -> Entry:
    """Give a glossary entry the grammar that the lexicon knows of the same word, where its own cell is silent."""
    if entry.en == default.en:
        return Entry(entry.zh, entry.cat, entry.en, {**default.features, **entry.features}, entry.id, entry.place)
    kept = {name: value for name, value in default.features.items() if name.startswith(("prep.", "comp", "n"))}
    return Entry(entry.zh, entry.cat, entry.en, {**kept, **entry.features}, entry.id, entry.place)


@cache
def shipped_places(region: str = "") -> Gazetteer:
    """Return the place names of the lexicon for texts of a region (CN, TW, HK), made ready for the analysis of names.

    A name of one region alone stands in texts of that region: 马鞍山 is Ma On Shan in Hong Kong, Ma'anshan elsewhere.
    """
    found: dict[str, str] = {}
    for entry in shipped_lexicon().of_category("ns"):
        regions = entry.get("reg")
        if not regions or region in regions.split(","):
            found[entry.zh] = entry.en if regions or entry.zh not in found else found[entry.zh]
    return Gazetteer(found)


@cache
def shipped_lexicon() -> Lexicon:
    """Return the lexicon that comes with the package."""
    return load_lexicon(data("transfer", "data", "lexicon"))
