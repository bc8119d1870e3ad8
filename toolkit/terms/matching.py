"""Glossary terms in a text: the longest from the left, in either script, unless a word border forbids.

治安 stands in 政治安全 by accident: the words are 政治 and 安全. It stands in 治安大队 and 公安厅 by right. So a hit is
refused where a word of the dictionary reaches over one of its edges, unless what the word leaves outside is itself a
word (电子卡|口 is no bar to 卡口). Hits of five characters and more are no accident, and are taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import accumulate
from typing import Any

from toolkit.document import Annotation, Document, Layer
from toolkit.glossary import Concept, Glossary
from toolkit.text import Span

SURE = 5
Hit = tuple[int, int, int]
_UNREADABLE = re.compile("[\0\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Borders:
    """The words of one text: the text as it is and in Simplified characters, and the cuts between words as offsets."""

    readable: str
    hans: str
    cuts: frozenset[int]

    def refuse(self, start: int, end: int) -> bool:
        """Tell whether a word that overlaps the hit in part forbids it."""
        first, last = self._cut(start, -1), self._cut(end, 1)
        if any(at in self.cuts for at in range(start + 1, end)):
            return not (_leaves(self.hans[first:start]) and _leaves(self.hans[end:last]))
        return _inside(self.hans[first:last], start - first, end - first)

    def _cut(self, at: int, step: int) -> int:
        while 0 < at < len(self.hans) and at not in self.cuts:
            at += step
        return at


@lru_cache(maxsize=65536)
def _leaves(rest: str) -> bool:
    """Whether what a word leaves outside a hit is nothing, or a word of two or more characters of its own."""
    import rjieba

    return not rest or (len(rest) > 1 and rjieba.has_word(rest))


@lru_cache(maxsize=65536)
def _inside(word: str, start: int, end: int) -> bool:
    """Whether a hit inside one longer word is an accident: amid it, or crossed by a word (公安部 in 公安|部门)."""
    import rjieba

    if start and end < len(word):
        return True
    if _leaves(word[:start] or word[end:]):
        return False
    crossing = (word[at:] if end < len(word) else word[:at] for at in range(start + 1, end))
    return any(rjieba.has_word(part) for part in crossing)


def borders(characters: str, tokens: Iterable[Span] | None = None) -> Borders:
    """Return the word borders of a text in either script: those of ``tokens``, or the dictionary's, none guessed.

    >>> sorted(borders("今天網上").cuts)
    [0, 2, 4]
    """
    import rjieba
    from opencc import OpenCC

    hans = str(OpenCC("t2s", False).convert(characters))
    if tokens is not None:
        return Borders(characters, hans, frozenset(at for token in tokens for at in (token.start, token.end)))
    return Borders(characters, hans, frozenset(accumulate(map(len, rjieba.cut(hans, False)), initial=0)))


@dataclass(frozen=True, slots=True)
class Matcher:
    """Finds the terms of a glossary; build it once, use it for many texts.

    >>> from toolkit.glossary import Concept, Glossary, Term
    >>> police = Concept("public-order", "policing", (Term("治安", "治安", "zhì'ān"),), "public order")
    >>> matcher = Matcher(Glossary({"public-order": police}))
    >>> [span.of("政治安全与治安") for span, _ in matcher.matches("政治安全与治安")], matcher.matches("政治安全")
    (['治安'], ())
    """

    glossary: Glossary
    _concepts: tuple[Concept, ...] = field(init=False, repr=False, compare=False)
    _latin: frozenset[int] = field(init=False, repr=False, compare=False)
    _longest: Any = field(init=False, repr=False, compare=False)
    _every: Any = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        from ahocorasick_rs import AhoCorasick, MatchKind

        found = _forms(self.glossary)
        forms = list(found)
        latin = (at for at, form in enumerate(forms) if _latin(form[0]) or _latin(form[-1]))
        object.__setattr__(self, "_concepts", tuple(found.values()))
        object.__setattr__(self, "_latin", frozenset(latin))
        object.__setattr__(self, "_longest", AhoCorasick(forms, MatchKind.LeftmostLongest))
        object.__setattr__(self, "_every", AhoCorasick(forms, MatchKind.Standard))

    def matches(self, characters: str, tokens: Iterable[Span] | None = None) -> tuple[tuple[Span, Concept], ...]:
        """Return the terms with their spans (code points), sorted and disjoint.

        ``tokens`` are the words of the text where they are known already; without them the text is segmented here.
        """
        readable = _UNREADABLE.sub("\ufffd", characters)
        hits: list[Hit] = self._longest.find_matches_as_indexes(readable)
        if not hits:
            return ()
        known = borders(readable, tokens)
        return tuple([(Span(start, end), self._concepts[index]) for index, start, end in self._stand(hits, known)])

    def _stand(self, hits: Sequence[Hit], known: Borders) -> Iterator[Hit]:
        """Yield the hits that stand; where one does not, the rest of its line is looked through for all terms."""
        cuts, latin, done = known.cuts, self._latin, 0
        for hit in hits:
            index, start, end = hit
            if start < done:
                continue
            if (start in cuts and end in cuts and index not in latin) or not self._refused(hit, known):
                yield hit
                continue
            newline = known.hans.find("\n", start)
            done = newline if newline >= 0 else len(known.hans)
            yield from self._anew(start, done, known)

    def _anew(self, start: int, end: int, known: Borders) -> Iterator[Hit]:
        """Yield the terms that stand between two offsets, leftmost first, the longest of those that start together."""
        found = self._every.find_matches_as_indexes(known.readable[start:end], overlapping=True)
        done = start
        for index, first, last in sorted(found, key=lambda hit: (hit[1], -hit[2])):
            hit = (index, start + first, start + last)
            if hit[1] >= done and not self._refused(hit, known):
                yield hit
                done = hit[2]

    def _refused(self, hit: Hit, known: Borders) -> bool:
        index, start, end = hit
        if index in self._latin and _joined(known.hans, start, end):
            return True
        return end - start < SURE and not (start in known.cuts and end in known.cuts) and known.refuse(start, end)


def _forms(glossary: Glossary) -> dict[str, Concept]:
    """Return the concept of each form; a form of two concepts goes to the one of no region, then to the preferred."""
    found = [
        (bool(term.region), term.status != "preferred", form, concept)
        for concept in glossary
        for term in concept.terms
        for form in (term.hans, term.hant)
        if form
    ]
    forms: dict[str, Concept] = {}
    for _, _, form, concept in sorted(found, key=lambda row: row[:2]):
        forms.setdefault(form, concept)
    return forms


def _latin(sign: str) -> bool:
    return sign.isascii() and sign.isalnum()


def _joined(characters: str, start: int, end: int) -> bool:
    """Whether a letter or figure at an edge of the hit goes on beyond it (110 in 1100)."""
    left = start > 0 and _latin(characters[start]) and _latin(characters[start - 1])
    return left or (end < len(characters) and _latin(characters[end - 1]) and _latin(characters[end]))


def match(document: Document, glossary: Glossary) -> Document:
    """Return the document with the layer ``term`` over its latest version; each value is a Concept.

    The words of the layer ``token`` are used where there is one over that version.
    """
    tokens = document.layer("token")
    known = [note.span for note in tokens] if tokens and tokens.version == document.latest.name else None
    notes = (
        Annotation(span, "term", concept, "terms.matching")
        for span, concept in Matcher(glossary).matches(document.text(), known)
    )
    return document.with_layer(Layer("term", document.latest.name, tuple(notes)))
