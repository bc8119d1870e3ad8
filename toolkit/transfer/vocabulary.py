"""All words the engine knows, by Simplified headword: lexicon senses and glossary terms side by side."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from toolkit.analysis.places import Gazetteer
from toolkit.features import parse_features
from toolkit.glossary import Concept, Glossary
from toolkit.resources import data
from toolkit.transfer.lexicon import Entry, Lexicon, load_lexicon

_CLOSED = frozenset(("m", "c", "p", "d", "neg", "det", "r", "f", "z", "u"))
_CATEGORY = {"noun": "n", "name": "n", "verb": "v", "adjective": "a", "adverb": "d", "phrase": "s"}


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Entries by headword, and for each first character the lengths (longest first) of the words it opens."""

    words: Mapping[str, tuple[Entry, ...]]
    lengths: Mapping[str, tuple[int, ...]]

    def matches(self, text: str, start: int, end: int) -> Iterator[tuple[int, tuple[Entry, ...]]]:
        """Yield (end, entries) for every known word that opens at ``start`` and ends by ``end``, longest first."""
        for length in self.lengths.get(text[start], ()):
            stop = start + length
            if stop <= end:
                found = self.words.get(text[start:stop])
                if found:
                    yield stop, found


def term_entries(concept: Concept) -> Iterator[Entry]:
    """Yield an entry for each usable term of a concept; forbidden terms are matched too, they stand in texts."""
    features = dict(parse_features(concept.grammar))
    for term in concept.terms:
        own = {**features, "term": concept.id}
        if term.pos == "name":
            own["proper"] = "1"
        if term.region:
            own["reg"] = ",".join(term.region)
        category = _CATEGORY[term.pos]
        if category == "n" and concept.domain and "class" not in own:
            own["class"] = "abstract"
        yield Entry(term.hans, category, concept.english, own, f"glossary:{concept.id}", term.place)


def merge(lexicon: Lexicon, glossary: Glossary) -> Vocabulary:
    """Lay the glossary over the lexicon: of the same word and category the glossary's rendering stands first."""
    words: dict[str, list[Entry]] = {word: list(senses) for word, senses in lexicon.words.items()}
    for concept in glossary:
        for entry in term_entries(concept):
            known = words.setdefault(entry.zh, [])
            if entry.cat == "s" and any(old.cat in _CLOSED for old in known):
                continue  # a drafting word (应当) is explained in the glossary and built into the grammar
            default = next((old for old in known if old.cat == entry.cat and not old.conditioned), None)
            if default is not None and not entry.get("reg"):
                entry = _inherit(entry, default)
                known.remove(default)
            known.insert(0, entry)
    lengths: dict[str, set[int]] = {}
    for word in words:
        lengths.setdefault(word[0], set()).add(len(word))
    return Vocabulary(
        {word: tuple(senses) for word, senses in words.items()},
        {first: tuple(sorted(found, reverse=True)) for first, found in lengths.items()},
    )


def _inherit(entry: Entry, default: Entry) -> Entry:
    """Give a glossary entry the grammar that the lexicon knows of the same word, where its own cell is silent."""
    if entry.en == default.en:
        return Entry(entry.zh, entry.cat, entry.en, {**default.features, **entry.features}, entry.id, entry.place)
    kept = {name: value for name, value in default.features.items() if name.startswith(("prep.", "comp", "n"))}
    return Entry(entry.zh, entry.cat, entry.en, {**kept, **entry.features}, entry.id, entry.place)


@cache
def shipped_places() -> Gazetteer:
    """Return the place names of the lexicon, made ready for the analysis of names."""
    words = shipped_lexicon().words
    return Gazetteer({word: entry.en for word, found in words.items() for entry in found if entry.cat == "ns"})


@cache
def shipped_lexicon() -> Lexicon:
    """Return the lexicon that comes with the package."""
    return load_lexicon(data("transfer", "data", "lexicon"))
