"""The Chinese of a segment, cut into units, phrases, words and pieces: a tree that loses no character."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeVar

from toolkit.document import Link
from toolkit.reading.values import Phrase, Piece, Unit, Word
from toolkit.text import Span

CLOSING = frozenset("，。！？；：、）》〉」』】〕”’％%,.!?;:)]…")
OPENING = frozenset("（《〈「『【〔“‘([")
WESTERN = str.maketrans("，。；：！？、（）《》", ",.;:!?,()“”")

T = TypeVar("T")
TextsOf = Callable[[Span], tuple[str, str, str]]


@dataclass(frozen=True, slots=True)
class Marks:
    """What is to be marked in a segment; all spans count in it.

    ``notes`` maps a cut to the numbers of the notes that stand there, behind the character before it.
    """

    readings: Sequence[tuple[Span, str]] = ()
    tokens: Sequence[Span] = ()
    terms: Sequence[tuple[Span, int]] = ()
    repairs: Sequence[tuple[Span, int]] = ()
    damage: Sequence[tuple[Span, str]] = ()
    links: Sequence[Link] = ()
    notes: Mapping[int, tuple[int, ...]] | None = None
    choices: Sequence[tuple[Span, int]] = ()


def units(length: int, marks: Marks, texts: TextsOf, english: str = "") -> tuple[Unit, ...]:
    """Cut a segment of ``length`` code points into units; ``texts`` gives a span's characters in the three scripts."""
    terms = _longest(marks.terms)
    words = _join_straddled(_words(length, marks), [span for span, _ in terms])
    painter = _painter(length, marks, terms, texts)
    phrases = [(span, painter.phrase(span, parts)) for span, parts in _phrases(words, terms)]
    return tuple(_units(phrases, marks.links, painter.links, english))


def _longest(marked: Iterable[tuple[Span, int]]) -> list[tuple[Span, int]]:
    """Return the marked spans that no longer one overlaps, in order."""
    chosen: list[tuple[Span, int]] = []
    for item in sorted(marked, key=lambda item: (-len(item[0]), item[0].start)):
        if len(item[0]) and not any(item[0].overlaps(other) for other, _ in chosen):
            chosen.append(item)
    return sorted(chosen)


def romanized(cut: Iterable[Unit]) -> str:
    """Return the pinyin of a segment; what has no reading stands as it is, punctuation in its western form.

    >>> cut = Unit((Phrase((Word((Piece(("警方",) * 3),), "jǐngfāng"),)), Phrase((Word((Piece(("。",) * 3),)),))))
    >>> romanized([cut])
    'Jǐngfāng.'
    """
    line = ""
    for word in (word for unit in cut for phrase in unit.phrases for word in phrase.words):
        text = word.pinyin or "".join(piece.texts[0] for piece in word.pieces).translate(WESTERN)
        tight = not line or line[-1] in "([“‘ " or text[:1] in ",.;:?!)]”’% "
        line += text if tight else f" {text}"
    line = " ".join(line.split())
    return line[:1].upper() + line[1:]


def _words(length: int, marks: Marks) -> list[tuple[Span, str]]:
    """Cut the segment into words: those with a reading, then tokens, then what is left between them."""
    words: list[tuple[Span, str]] = []
    readings = sorted(marks.readings, key=lambda reading: -len(reading[0]))
    divided = (part for reading in readings for part in _divide(*reading, marks.tokens))
    for span, pinyin in [*divided, *((token, "") for token in marks.tokens)]:
        at = bisect_left(words, (span, ""))
        left, right = words[at - 1 : at] if at else [], words[at : at + 1]
        if len(span) and not any(span.overlaps(other) for other, _ in (*left, *right)):
            words.insert(at, (span, pinyin))
    edges = [0, *(edge for span, _ in words for edge in (span.start, span.end)), length]
    gaps = [(Span(start, end), "") for start, end in zip(edges[::2], edges[1::2], strict=True) if start < end]
    return sorted([*words, *gaps])


def _divide(span: Span, pinyin: str, tokens: Iterable[Span]) -> list[tuple[Span, str]]:
    """Divide the reading of a long term among the tokens that it is made of, where each gets one word of it.

    >>> _divide(Span(0, 4), "gōng'ān jīguān", [Span(0, 2), Span(2, 4)])
    [(Span(start=0, end=2), "gōng'ān"), (Span(start=2, end=4), 'jīguān')]
    """
    parts, words = [token for token in tokens if span.covers(token)], pinyin.split()
    if len(parts) == len(words) and sum(map(len, parts)) == len(span):
        return list(zip(parts, words, strict=True))
    return [(span, pinyin)]


def _join_straddled(words: list[tuple[Span, str]], terms: Iterable[Span]) -> list[tuple[Span, str]]:
    """Join the words that a term's edge falls into, so that a term is whole words or lies inside one.

    >>> _join_straddled([(Span(0, 2), "kāizhǎn"), (Span(2, 4), "zhì'ān")], [Span(1, 3)])
    [(Span(start=0, end=4), "kāizhǎn zhì'ān")]
    """
    for term in terms:
        touched = [at for at, (span, _) in enumerate(words) if span.overlaps(term)]
        first, last = touched[0], touched[-1]
        whole = Span(words[first][0].start, words[last][0].end)
        if whole != term and first != last:
            pinyin = " ".join(filter(None, (pinyin for _, pinyin in words[first : last + 1])))
            words[first : last + 1] = [(whole, pinyin)]
    return words


def _phrases(
    words: Sequence[tuple[Span, str]], terms: Sequence[tuple[Span, int]]
) -> Iterator[tuple[Span, list[tuple[Span, str]]]]:
    """Yield the phrases: the words of a term together, any other word alone."""
    at, ends = 0, {span.start: span.end for span, _ in reversed(terms)}
    while at < len(words):
        span = words[at][0]
        end = ends.get(span.start, span.end)
        last = max(at + 1, next((i for i in range(at, len(words)) if words[i][0].start >= end), len(words)))
        yield Span(span.start, words[last - 1][0].end), list(words[at:last])
        at = last


@dataclass(frozen=True, slots=True)
class _Painter:
    """Makes phrases, words and pieces of spans; what is marked is looked up by place, for a piece crosses no edge."""

    terms: Mapping[Span, int]
    edges: Sequence[int]
    inner_edges: Sequence[int]
    links: Sequence[tuple[int, ...]]
    entry: Mapping[int, int]
    repair: Mapping[int, int]
    damage: Mapping[int, str]
    notes: Mapping[int, tuple[int, ...]]
    choice: Mapping[int, int]
    texts: TextsOf

    def phrase(self, span: Span, words: Sequence[tuple[Span, str]]) -> Phrase:
        entry = self.terms.get(span, 0)
        made = (Word(tuple(self.pieces(part, marked=not entry)), pinyin) for part, pinyin in words)
        return Phrase(tuple(made), entry)

    def pieces(self, span: Span, *, marked: bool) -> Iterator[Piece]:
        """Yield the pieces of a word; with ``marked``, terms inside it are pieces of their own."""
        edges = self.inner_edges if marked else self.edges
        inside = edges[bisect_right(edges, span.start) : bisect_left(edges, span.end)]
        for start, end in pairwise((span.start, *inside, span.end)):
            yield Piece(
                self.texts(Span(start, end)),
                links=self.links[start],
                entry=self.entry.get(start, 0) if marked else 0,
                repair=self.repair.get(start, 0),
                damage=self.damage.get(start, ""),
                notes=self.notes.get(end, ()),
                choice=self.choice.get(start, 0),
            )


def _painter(length: int, marks: Marks, terms: Sequence[tuple[Span, int]], texts: TextsOf) -> _Painter:
    marked = (*marks.repairs, *marks.damage, *marks.choices)
    spans = [*(at for link in marks.links for at in link.source), *(at for at, _ in marked)]
    edges = {edge for at in spans for edge in (at.start, at.end)} | set(marks.notes or ())
    return _Painter(
        terms=dict(terms),
        edges=sorted(edges),
        inner_edges=sorted(edges | {edge for at, _ in terms for edge in (at.start, at.end)}),
        links=_linked(length, marks.links),
        entry=_by_place(terms),
        repair=_by_place(marks.repairs),
        damage=_by_place(marks.damage),
        notes=marks.notes or {},
        choice=_by_place(marks.choices),
        texts=texts,
    )


def _by_place(marked: Iterable[tuple[Span, T]]) -> dict[int, T]:
    """Return what stands first at each code point that the spans cover."""
    found: dict[int, T] = {}
    for span, value in marked:
        for at in range(span.start, span.end):
            found.setdefault(at, value)
    return found


def _linked(length: int, links: Sequence[Link]) -> list[tuple[int, ...]]:
    """Return, for each code point of a segment, the numbers of the links with an English side that render it."""
    found: list[list[int]] = [[] for _ in range(length)]
    for number, link in enumerate(links):
        if link.target:
            for at in {at for source in link.source for at in range(source.start, min(source.end, length))}:
                found[at].append(number)
    return [tuple(numbers) for numbers in found]


def _units(
    phrases: Sequence[tuple[Span, Phrase]], links: Sequence[Link], linked: Sequence[tuple[int, ...]], english: str
) -> Iterator[Unit]:
    """Gather phrases that one link renders; a mark of punctuation joins the word that it may not be parted from."""
    made: list[tuple[tuple[int, ...], list[Phrase], bool]] = []
    for span, phrase in phrases:
        chosen = _glossing(span, links, linked)
        text = phrase.words[0].pieces[0].texts[0]
        whole = all(sign in CLOSING for piece in phrase.words[0].pieces for sign in piece.texts[0])
        opens = not whole and all(sign in OPENING for sign in text)
        if made and (whole or made[-1][2] or (chosen and chosen == made[-1][0])):
            before = made[-1]
            made[-1] = (before[0] or (() if whole else chosen), [*before[1], phrase], opens)
        else:
            made.append((() if opens else chosen, [phrase], opens))
    for chosen, parts, _ in made:
        yield Unit(tuple(parts), _gloss([links[number] for number in chosen], english))


def _glossing(span: Span, links: Sequence[Link], linked: Sequence[tuple[int, ...]]) -> tuple[int, ...]:
    """Return the links that gloss a span: the narrowest that covers it, else those that lie in it, in order."""
    covering = [
        (sum(map(len, links[number].source)), number)
        for number in linked[span.start]
        if any(source.covers(span) for source in links[number].source)
    ]
    if covering:
        narrowest = min(covering)[0]
        return tuple(number for size, number in covering if size == narrowest)
    inside = sorted({number for at in range(span.start, span.end) for number in linked[at]})
    return tuple(sorted(inside, key=lambda number: links[number].source[0]))


def _gloss(links: Sequence[Link], english: str) -> str:
    """Return the English of links, runs with nothing but a space between them joined, others by an ellipsis.

    >>> _gloss([Link((), (Span(0, 3), Span(4, 10), Span(16, 18)), "")], "the police help us")
    'the police … us'
    """
    runs: list[Span] = []
    for span in sorted(span for link in links for span in link.target if any(map(str.isalnum, span.of(english)))):
        if runs and not english[runs[-1].end : span.start].strip():
            runs[-1] = Span(runs[-1].start, max(runs[-1].end, span.end))
        else:
            runs.append(span)
    return " … ".join(span.of(english) for span in runs)
