"""Glossary terms in a text: the longest from the left, in either script, unless a word border forbids.

治安 stands in 政治安全 by accident: the words are 政治 and 安全. It stands in 治安大队 and 公安厅 by right. So a hit is
refused where a word of the dictionary reaches over one of its edges, unless what the word leaves outside is itself a
word (电子卡|口 is no bar to 卡口). Hits of five characters and more are no accident, and are taken, unless all but
their last character is a term and that one opens the next word (社区矫正|法律监督 holds no 社区矫正法).

The rule for nested and overlapping terms: of the hits that stand, the one that begins first is taken, of those that
begin together the longest, and what overlaps it is dropped. A term with a variable part (``{place}市公安局``) is a hit
like any other. A frame (以…为重点) is taken where its fixed parts are free of other terms. A term of another region is
taken only where nothing else claims its characters.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from operator import itemgetter

from toolkit.automata import Automata, Finder
from toolkit.document import Annotation, Document, Layer
from toolkit.glossary import Concept, Glossary
from toolkit.recent import recent
from toolkit.terms.borders import Borders, borders
from toolkit.terms.overlap import Plain, leftmost_longest, overlapping, start_of
from toolkit.terms.pattern import is_pattern
from toolkit.terms.patterned import (
    UNREADABLE,
    Hit,
    Patterns,
    compile_patterns,
    concrete,
    pattern_concepts,
    shipped_patterns,
)
from toolkit.text import Span

SURE, FOREIGN = 5, 2
Meant = tuple[str, int, bool]  # the concept's id, the term's place in it, whether it is of another region alone
_LATIN = frozenset("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
_MARKS = "\n。；！？"  # a term may hold any but the first


@dataclass(frozen=True, slots=True)
class Matcher:
    """Finds the terms of a glossary; build it once, use it for many texts.

    ``region`` is that of the texts (CN, TW, HK, MO) or empty where it is not known; ``patterns`` are concepts with
    typed patterns beside those of the glossary.

    >>> from toolkit.glossary import Concept, Glossary, Term
    >>> police = Concept("public-order", "policing", (Term("治安", "治安", "zhì'ān"),), "public order")
    >>> matcher = Matcher(Glossary({"public-order": police}))
    >>> [span.of("政治安全与治安") for span, _ in matcher.matches("政治安全与治安")], matcher.matches("政治安全")
    (['治安'], ())
    """

    glossary: Glossary
    region: str = ""
    patterns: tuple[Concept, ...] = ()
    _forms: tuple[Meant, ...] = field(init=False, repr=False, compare=False)
    _known: frozenset[str] = field(init=False, repr=False, compare=False)
    _hard: frozenset[int] = field(init=False, repr=False, compare=False)
    _latin: frozenset[int] = field(init=False, repr=False, compare=False)
    _automata: Automata = field(init=False, repr=False, compare=False)
    _patterns: Patterns = field(init=False, repr=False, compare=False)
    _marks: re.Pattern[str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        found = _forms(self.glossary, self.region)
        forms = list(found)
        latin = frozenset(at for at, form in enumerate(forms) if form[0] in _LATIN or form[-1] in _LATIN)
        foreign = frozenset(at for at, (_, _, other) in enumerate(found.values()) if other)
        patterns = compile_patterns(_of_region(pattern_concepts(self.glossary, self.patterns), self.region))
        together = " ".join(forms)
        for name, value in (
            ("_forms", tuple(found.values())),
            ("_known", frozenset(forms)),
            ("_latin", latin),
            ("_hard", latin | foreign),
            ("_automata", Automata(forms)),
            ("_patterns", patterns),
            ("_marks", re.compile(f"[{''.join(sign for sign in _MARKS if sign not in together)}]")),
        ):
            object.__setattr__(self, name, value)

    def matches(self, characters: str, tokens: Iterable[Span] | None = None) -> tuple[tuple[Span, Concept], ...]:
        """Return the characters that terms take up with their concepts, sorted and disjoint; a frame has several.

        ``tokens`` are the words of the text where they are known already; without them the text is segmented here.
        """
        return tuple([(Span(start, end), concept) for start, end, concept in self.places(characters, tokens)])

    def places(self, characters: str, tokens: Iterable[Span] | None = None) -> list[tuple[int, int, Concept]]:
        """Return what ``matches`` does as plain offsets (code points), for texts of many megabytes."""
        plain, patterned = self._find(characters, tokens)
        size = len(self._forms)
        used = {index for index, _, _ in plain if index < size}
        concepts = {index: self.glossary.concepts[self._forms[index][0]] for index in used}
        found = [(start, end, concepts[index]) for index, start, end in plain if index < size]
        if not patterned:
            return found
        hits = [patterned[index - size] for index, _, _ in plain if index >= size]
        found += [(span.start, span.end, hit.concept) for hit in hits for span in hit.spans]
        return sorted(found, key=itemgetter(0))

    def hits(self, characters: str, tokens: Iterable[Span] | None = None) -> tuple[Hit, ...]:
        """Return the terms of a text by place, with their variable parts; spans count in code points."""
        plain, patterned = self._find(characters, tokens)
        return tuple(self._hit(hit, patterned) for hit in plain)

    def _find(self, characters: str, tokens: Iterable[Span] | None) -> tuple[list[Plain], list[Hit]]:
        """Return the terms as offsets, and the hits of patterns that their indexes behind those of forms point to."""
        readable = UNREADABLE.sub("\ufffd", characters)
        finder = self._automata.of(readable)
        plain = finder.longest(readable)
        if not plain and not self._patterns.found:
            return [], []
        view = borders(readable, tokens)
        patterned = self._patterns.hits(view) if self._patterns.found else []
        placed = [(len(self._forms) + at, hit.span.start, hit.span.end) for at, hit in enumerate(patterned)]
        whole = [place for place, hit in zip(placed, patterned, strict=True) if not hit.framed]
        found = self._stand(plain, whole, view, finder)
        frames = [place for place, hit in zip(placed, patterned, strict=True) if hit.framed]
        return (self._with_frames(frames, patterned, found) if frames else found), patterned

    def _hit(self, plain: Plain, patterned: Sequence[Hit] = ()) -> Hit:
        index, start, end = plain
        if index >= len(self._forms):
            return patterned[index - len(self._forms)]
        name, at, _ = self._forms[index]
        concept = self.glossary.concepts[name]
        return Hit(Span(start, end), concept, concept.terms[at])

    def _stand(self, hits: list[Plain], whole: Sequence[Plain], view: Borders, finder: Finder) -> list[Plain]:
        """Return the hits that stand.

        Nearly all stand at once, since no word crosses their edges. From one that does not, the rest of its sentence is
        looked through for all terms; so is a sentence that holds a pattern.
        """
        found: list[Plain] = []
        kept = 0
        for start, end, more in self._regions(hits, whole, view):
            until = bisect_left(hits, start, lo=kept, key=start_of)
            found += hits[kept:until]
            found += self._anew((start, end), view, finder, more)
            kept = bisect_left(hits, end, lo=until, key=start_of)
        return [*found, *hits[kept:]]

    def _regions(self, hits: list[Plain], whole: Sequence[Plain], view: Borders) -> list[tuple[int, int, list[Plain]]]:
        """Return the stretches to be looked through, in order and disjoint, each with the patterns in it."""
        ends = [mark.end() for mark in self._marks.finditer(view.hans)]
        lines: dict[int, list[Plain]] = {}
        for hit in whole:
            lines.setdefault(bisect_right(ends, hit[1]), []).append(hit)
        cuts, hard, done = view.cuts, self._hard, 0
        found: list[tuple[int, int, list[Plain]]] = []
        bounds = [0, *ends, len(view.hans)]
        for hit in [hit for hit in hits if not (cuts[hit[1]] and cuts[hit[2]]) or hit[0] in hard]:
            if hit[1] >= done and self._refused(hit, view):
                line = bisect_right(ends, hit[1])
                done = bounds[line + 1]
                if line not in lines:
                    found.append((hit[1], done, []))
        found += [(bounds[line], bounds[line + 1], more) for line, more in lines.items()]
        return sorted(found, key=lambda region: region[0])

    def _anew(self, stretch: tuple[int, int], view: Borders, finder: Finder, more: Sequence[Plain]) -> list[Plain]:
        """Return the terms that stand between two offsets by the rule, patterns among them."""
        hard, latin = self._hard, self._latin
        return leftmost_longest(
            [*self._all(*stretch, view, finder), *more],
            lambda hit: (hit[1], hit[2], hit[0] in hard and hit[0] not in latin),
        )

    def _all(self, start: int, end: int, view: Borders, finder: Finder) -> Iterator[Plain]:
        """Yield every hit between two offsets that word borders allow."""
        for index, first, last in finder.every(view.readable[start:end]):
            hit = (index, start + first, start + last)
            if not self._crosses(hit, view):
                yield hit

    def _with_frames(self, frames: list[Plain], patterned: list[Hit], found: list[Plain]) -> list[Plain]:
        """Return the terms with the frames that may stand, the leftmost first, then the shorter one.

        A frame gives way to a term that reaches over the edge of one of its fixed parts and to an earlier frame; a
        term that lies inside a fixed part (通知 in 关于…的通知) is a part of the frame.
        """
        kept: list[Plain] = []
        dropped: set[Plain] = set()
        taken: set[int] = set()
        for frame in sorted(frames, key=lambda frame: frame[1:]):
            fixed = patterned[frame[0] - len(self._forms)].fixed
            near = {hit for span in fixed for hit in overlapping(found, span)}
            inside = {hit for hit in near if any(span.start <= hit[1] and hit[2] <= span.end for span in fixed)}
            own = {at for span in fixed for at in range(span.start, span.end)}
            if near <= inside and not own & taken:
                taken |= own
                dropped |= inside
                kept.append(frame)
        left = [hit for hit in found if hit not in dropped] if dropped else list(found)
        for frame in kept:
            insort(left, frame, key=itemgetter(1, 2))
        return left

    def _refused(self, hit: Plain, view: Borders) -> bool:
        """Whether a hit may not stand, or not before its rivals are known."""
        return (hit[0] in self._hard and hit[0] not in self._latin) or self._crosses(hit, view)

    def _crosses(self, hit: Plain, view: Borders) -> bool:
        index, start, end = hit
        if index in self._latin and _joined(view.hans, start, end):
            return True
        if end - start < SURE:
            return not view.parts(start, end) and view.refuse(start, end)
        last = not view.cuts[end] and view.cuts[end - 1]  # 社区矫正|法律 is not the 社区矫正法
        return bool(last) and view.readable[start : end - 1] in self._known


def _forms(glossary: Glossary, region: str) -> dict[str, Meant]:
    """Return what each form stands for: a term of the text's own region, else of none, else a foreign one.

    Of several the preferred one stands, then the first; where no region is known, the one of no region.
    """
    forms: dict[str, tuple[int, Meant]] = {}
    for heading in glossary.headings():
        distance = _distance(heading.region, region)
        rank = 2 * distance + (heading.status != "preferred")
        found = (heading.concept, heading.at, bool(region) and distance == FOREIGN)
        for form in (heading.hans, heading.hant):
            known = forms.get(form)
            if (known is None or rank < known[0]) and form and not is_pattern(form):
                forms[form] = (rank, found)
    return {form: found for form, (_, found) in forms.items()}


def _of_region(concepts: Iterable[Concept], region: str) -> list[Concept]:
    """Return concepts of patterns, of those with the same pattern the nearest (第{n}分局 is a precinct in Taiwan)."""
    found = list(concepts)
    nearest: dict[str, int] = {}
    for concept in found:
        for term in concept.terms:
            nearest[term.hans] = min(nearest.get(term.hans, FOREIGN), _distance(term.region, region))
    return [one for one in found if any(_distance(term.region, region) == nearest[term.hans] for term in one.terms)]


def _distance(regions: Sequence[str], region: str) -> int:
    """Rank a term for texts of a region: its own, then everywhere's, then another's; without a region, everywhere's."""
    if not regions:
        return 1 if region else 0
    return 0 if region in regions else FOREIGN


def _joined(characters: str, start: int, end: int) -> bool:
    """Whether a letter or figure at an edge of the hit goes on beyond it (110 in 1100)."""
    left = start > 0 and characters[start] in _LATIN and characters[start - 1] in _LATIN
    return left or (end < len(characters) and characters[end - 1] in _LATIN and characters[end] in _LATIN)


@recent(3)
def _matcher(glossary: Glossary, region: str) -> Matcher:
    return Matcher(glossary.technical(), region, shipped_patterns())


def match(document: Document, glossary: Glossary, region: str = "") -> Document:
    """Return the document with the layer ``term`` over its latest version; each value is a Concept.

    Concepts that are ``common`` are words of every text and stay unmarked. The words of the layer ``token`` are used
    where there is one over that version. A term with a variable part
    carries its concept as the text has it (长沙市公安局), a frame one annotation for each of its fixed parts.
    """
    tokens = document.layer("token")
    known = [note.span for note in tokens] if tokens and tokens.version == document.latest.name else None
    text = document.text()
    hans = borders(UNREADABLE.sub("\ufffd", text), ()).hans
    notes = []
    for hit in _matcher(glossary, region).hits(text, known):
        concept = hit.concept
        if hit.values and not hit.framed:
            concept = concrete(hit, hans, text)
        notes += [Annotation(span, "term", concept, "terms.matching") for span in hit.spans]
    return document.with_layer(Layer("term", document.latest.name, tuple(sorted(notes, key=lambda note: note.span))))


__all__ = ["Borders", "Hit", "Matcher", "borders", "leftmost_longest", "match"]
