"""Terms that are patterns, found by their fixed characters: each hit of an anchor is read on to both sides."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from toolkit.errors import InputError
from toolkit.glossary import Concept, Glossary, Rendering, Term, parse_rendering, split_cell
from toolkit.recent import recent
from toolkit.tables import rows
from toolkit.terms.borders import Borders
from toolkit.terms.pattern import Pattern, is_pattern, parse
from toolkit.terms.variables import LONGEST, Value, ends, fill, open_spans, starts, value_of
from toolkit.text import Span

DOMAIN = "patterns"
UNREADABLE = re.compile("[\0\ud800-\udfff]")  # signs that the libraries behind the matching refuse


@dataclass(frozen=True, slots=True)
class Hit:
    """A term in a text: where it stands, its concept and term, the variable parts and, of a frame, the fixed parts.

    ``span`` reaches over a whole frame; ``fixed`` holds what belongs to the term itself (以 and 为重点).
    """

    span: Span
    concept: Concept
    term: Term
    values: tuple[Value, ...] = ()
    fixed: tuple[Span, ...] = ()

    @property
    def framed(self) -> bool:
        """Whether the hit is a frame around words that are no part of the term."""
        return len(self.fixed) > 0

    @property
    def spans(self) -> tuple[Span, ...]:
        """The characters that the term itself takes up."""
        return self.fixed or (self.span,)

    @property
    def renderings(self) -> tuple[str, ...]:
        """The renderings of the concept, the preferred one first, with the variable parts set in."""
        return tuple(fill(rendering, self.values) for rendering in self.concept.renderings)


@dataclass(frozen=True, slots=True)
class Found:
    """A pattern of a concept, ready to be searched for."""

    pattern: Pattern
    concept: Concept
    term: Term


@dataclass(frozen=True, slots=True)
class Patterns:
    """The pattern terms of some concepts behind one automaton of their anchors."""

    found: tuple[Found, ...]
    _anchors: Any = field(init=False, repr=False, compare=False)
    _by_anchor: tuple[tuple[Found, ...], ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        from ahocorasick_rs import AhoCorasick, MatchKind

        groups: dict[str, list[Found]] = {}
        for one in self.found:
            groups.setdefault(one.pattern.pieces[one.pattern.anchor].text, []).append(one)
        object.__setattr__(self, "_anchors", AhoCorasick(list(groups), MatchKind.Standard))
        object.__setattr__(self, "_by_anchor", tuple(map(tuple, groups.values())))

    def hits(self, view: Borders) -> list[Hit]:
        """Return all hits that word borders allow, by place, the longest and then the more fixed first."""
        found = [
            hit
            for index, start, end in self._anchors.find_matches_as_indexes(view.hans, overlapping=True)
            for one in self._by_anchor[index]
            if (hit := _read(one, view, start, end)) is not None
        ]
        return sorted(found, key=lambda hit: (hit.span.start, -hit.span.end, -_fixed(hit), hit.concept.id))


def _fixed(hit: Hit) -> int:
    return len(hit.span) - sum(len(value.span) for value in hit.values)


def _read(one: Found, view: Borders, start: int, end: int) -> Hit | None:
    """Return the hit of a pattern whose anchor stands at a place, or None."""
    pattern = one.pattern
    if pattern.framed and not view.parts(start, end):
        return None
    before = _walk(pattern, view, pattern.anchor - 1, start, -1)
    after = _walk(pattern, view, pattern.anchor + 1, end, 1) if before is not None else None
    if before is None or after is None:
        return None
    placed = [*reversed(before), (start, end), *after]
    first, last = placed[0][0], placed[-1][1]
    if not _allowed(pattern, view, first, last):
        return None
    pairs = [(Span(*place), piece) for place, piece in zip(placed, pattern.pieces, strict=True)]
    values = tuple(value_of(piece.name, piece.type, span, span.of(view.hans)) for span, piece in pairs if piece.type)
    fixed = tuple(span for span, piece in pairs if piece.text) if pattern.framed else ()
    return Hit(Span(first, last), one.concept, one.term, values, fixed)


def _walk(pattern: Pattern, view: Borders, index: int, at: int, step: int) -> list[tuple[int, int]] | None:
    """Return the places of the pieces from ``index`` on in one direction, the nearest that fit, or None."""
    if not 0 <= index < len(pattern.pieces):
        return []
    piece = pattern.pieces[index]
    for start, end in _places(pattern, view, index, at, step):
        if pattern.framed and piece.text and not view.parts(start, end):
            continue
        rest = _walk(pattern, view, index + step, end if step > 0 else start, step)
        if rest is not None:
            return [(start, end), *rest]
    return None


def _places(pattern: Pattern, view: Borders, index: int, at: int, step: int) -> Iterator[tuple[int, int]]:
    """Yield where a piece may stand that begins (going left: ends) at ``at``."""
    piece = pattern.pieces[index]
    if piece.text:
        start, end = (at, at + len(piece.text)) if step > 0 else (at - len(piece.text), at)
        if start >= 0 and view.hans.startswith(piece.text, start):
            yield start, end
    elif piece.type in LONGEST:
        yield from open_spans(piece.type, view, at, pattern.pieces[index + step].text, step)
    elif step > 0:
        yield from ((at, end) for end in ends(piece.type, view, at))
    else:
        yield from ((start, at) for start in starts(piece.type, view, at))


def _allowed(pattern: Pattern, view: Borders, start: int, end: int) -> bool:
    """Whether word borders and the words around allow the hit."""
    if not view.parts(start, end) and view.refuse(start, end):
        return False
    before, after = view.hans[max(0, start - 1) : start], view.hans[end : end + 1]
    if len(pattern.pieces[-1].text) == 1 and not view.cuts[end]:
        return False  # 第三项目部: the word is 项目部
    return not (pattern.after_words and not _word(before)) and not (pattern.before_words and not _word(after))


def _word(sign: str) -> bool:
    return sign.isalnum() or sign in ("%", "％", "”", "》", "）", "“", "《", "（")


def compile_patterns(concepts: Iterable[Concept]) -> Patterns:
    """Return the patterns among the terms of some concepts.

    Raises InputError where one is malformed.

    >>> level = Concept("nth-term", "x", (Term("第{n}届", "第{n}屆", ""),), "{n:th} term")
    >>> from toolkit.terms.borders import borders
    >>> [hit.renderings for hit in compile_patterns([level]).hits(borders("第十八届"))]
    [('18th term',)]
    """
    return Patterns(
        tuple(
            Found(parse(term.hans, concept.id), concept, term)
            for concept in concepts
            for term in concept.terms
            if is_pattern(term.hans)
        )
    )


@cache
def shipped_patterns() -> tuple[Concept, ...]:
    """Return the concepts of ``data/patterns.tsv``; a concept of the glossary with the same id is refined by them.

    Raises InputError where a row is malformed.
    """
    found: dict[str, Concept] = {}
    for name, hans, english, others, pos, region, note in rows("terms", "patterns"):
        if not (name and hans and english):
            raise InputError(f"pattern {hans}: an empty cell", place="terms/data/patterns.tsv", remedy="fill it in")
        parse(hans, "terms/data/patterns.tsv")
        term = Term(hans, hans, "", pos, region=split_cell(region, ","))
        if name in found:
            found[name] = replace(found[name], terms=(*found[name].terms, replace(term, status="admitted")))
            continue
        more = tuple(map(parse_rendering, split_cell(others)))
        found[name] = Concept(name, DOMAIN, (term,), english, more, note=note)
    return tuple(found.values())


def pattern_concepts(glossary: Glossary, shipped: Sequence[Concept]) -> Iterator[Concept]:
    """Yield the concepts whose patterns are searched for: the shipped ones, refining those of the glossary.

    A concept of the glossary that the shipped rows refine keeps its domain and note, and its English as another
    rendering.
    """
    typed = {concept.id: concept for concept in shipped}
    named = [one.concept for one in glossary.headings() if one.concept in typed or is_pattern(one.hans)]
    for name in dict.fromkeys(named):
        concept = glossary.concepts[name]
        if name in typed:
            own = typed.pop(concept.id)
            known = {rendering.lower() for rendering in own.renderings}
            more = (Rendering(concept.english), *concept.others)
            others = (*own.others, *(other for other in more if other.english.lower() not in known))
            yield replace(concept, terms=own.terms, english=own.english, others=others)
        else:
            yield concept
    yield from typed.values()


@recent(3)
def _organs(glossary: Glossary) -> Patterns:
    leveled = [one for one in pattern_concepts(glossary, shipped_patterns()) if "{level}" in one.preferred.hans]
    return compile_patterns(leveled)


def organs(text: str, tokens: Iterable[Span], glossary: Glossary) -> list[tuple[Span, Concept]]:
    """Return the organs of a level of government in a Simplified text (县教育局), as the text has them.

    >>> [(span.start, one.english) for span, one in organs("由县教育局负责", (), Glossary())]
    [(1, 'county education bureau')]
    """
    from toolkit.terms.borders import borders

    readable = UNREADABLE.sub("\ufffd", text)
    hits = _organs(glossary).hits(borders(readable, tokens or None))
    found = [(hit.span, concrete(hit, readable, readable)) for hit in hits]
    return [(span, one) for span, one in found if not any(other != span and other.covers(span) for other, _ in found)]


def concrete(hit: Hit, hans: str, readable: str) -> Concept:
    """Return the concept of a pattern as this text has it: its characters, pinyin and English without variables."""
    from toolkit.analysis.spelling import pinyin_line

    own, found = hit.span.of(hans), hit.span.of(readable)
    pinyin = pinyin_line(own)
    if hit.term.pos != "name":
        pinyin = pinyin[:1].lower() + pinyin[1:]
    english, *others = hit.renderings
    users = [other.user for other in hit.concept.others]
    return replace(
        hit.concept,
        id=f"{hit.concept.id}:{own}",
        terms=(replace(hit.term, hans=own, hant=found, pinyin=pinyin),),
        english=english,
        others=tuple(Rendering(other, user) for other, user in zip(others, users, strict=True)),
    )


def filled_by(wanted: str, glossary: Glossary, shipped: Sequence[Concept]) -> list[tuple[Hit, str]]:
    """Return the patterns that a whole string fills, the more fixed one first, with its Simplified characters.

    >>> [hit.renderings[0] for hit, _ in filled_by("云泽市公安局", Glossary(), shipped_patterns())]
    ['Yunze Public Security Bureau']
    """
    from toolkit.terms.borders import borders

    try:
        view = borders(wanted)
    except UnicodeEncodeError:  # a lone surrogate: no term holds one
        return []
    hits = compile_patterns(pattern_concepts(glossary, shipped)).hits(view)
    return [(hit, view.hans) for hit in hits if len(hit.span) == len(wanted)]
