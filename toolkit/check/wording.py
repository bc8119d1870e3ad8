"""Where a rendering stands in an English text: in any case, inflected, with hyphens or spaces, with any article."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from toolkit.terms.english import stem
from toolkit.text import Span
from toolkit.transfer.morphology import inflect_verb, plural

GAP, OPEN_GAP = 8, 25
_WORD = re.compile(r"[^\W_]+(?:\.[^\W_]+)*(?:['’][^\W_]+)?")
_PIECE = re.compile(r"\{[^}]*\}|…|\.{3}|[^\W_]+(?:\.[^\W_]+)*(?:['’][^\W_]+)?")
_ARTICLES = frozenset(("a", "an", "the"))
_FORMS = ("s", "past", "en", "ing")


@dataclass(frozen=True, slots=True)
class Words:
    """The words of an English text without its articles, in small letters, and where they stand (code points)."""

    words: tuple[str, ...]
    spans: tuple[Span, ...]

    @classmethod
    def of(cls, english: str) -> Words:
        """Read a text.

        >>> Words.of("The police-station's chief").words
        ('police', 'station', 'chief')
        """
        found = [(bare(match[0]), Span(*match.span())) for match in _WORD.finditer(english)]
        kept = [(word, span) for word, span in found if word not in _ARTICLES]
        return cls(tuple(word for word, _ in kept), tuple(span for _, span in kept))


def bare(word: str) -> str:
    """Fold case and possessive: ``People’s`` becomes ``people``."""
    low = word.lower().replace("’", "'")
    return low.removesuffix("'s").removesuffix("'")


@lru_cache(maxsize=32768)
def forms(word: str) -> frozenset[str]:
    """Return the forms that count as one word: singular, plural, the forms of a verb, a US and UK ending.

    >>> "cracking" in forms("crack"), "bureaus" in forms("bureau"), "caught" in forms("catch"), "crime" in forms("cram")
    (True, True, True, False)
    """
    if not word.isalpha() or len(word) < 3:
        return frozenset((word,))
    made = {word, stem(word), plural(word)} | {inflect_verb(word, form) for form in _FORMS}
    if word.endswith("man"):
        made.add(word[:-3] + "men")
    more = {form.replace("center", "centre") for form in made} | {form.replace("iz", "is") for form in made}
    return frozenset(bare(form) for form in made | more)


@lru_cache(maxsize=32768)
def pieces(rendering: str) -> tuple[tuple[frozenset[str], int], ...]:
    """Return the words of a rendering as sets of forms, each with the number of words that may stand before it."""
    found: list[tuple[frozenset[str], int]] = []
    gap = 0
    for match in _PIECE.finditer(rendering):
        if match[0][0] == "{":
            gap = GAP
        elif match[0][0] in "….":
            gap = OPEN_GAP
        elif (word := bare(match[0])) not in _ARTICLES:
            found.append((forms(word), gap if found else 0))
            gap = 0
    return tuple(found)


def places(rendering: str, english: Words) -> Iterator[tuple[int, ...]]:
    """Yield the places of a rendering as the numbers of its words in a text.

    >>> list(places("bring {obj} to justice", Words.of("brought three suspects to justice")))
    [(0, 3, 4)]
    """
    wanted = pieces(rendering)
    if not wanted:
        return
    for start, word in enumerate(english.words):
        if word in wanted[0][0] and (found := _follow(wanted, english.words, start)):
            yield found


def _follow(wanted: Sequence[tuple[frozenset[str], int]], words: Sequence[str], start: int) -> tuple[int, ...]:
    """Return the words of the rest of a rendering behind its first, the nearest, or nothing."""
    found = [start]
    for known, gap in wanted[1:]:
        after = found[-1] + 1
        at = next((at for at in range(after, min(len(words), after + gap + 1)) if words[at] in known), -1)
        if at < 0:
            return ()
        found.append(at)
    return tuple(found)
