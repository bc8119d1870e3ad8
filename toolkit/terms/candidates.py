"""Term candidates of a text: runs of content words, ranked by C-value and by the freedom of their edges.

C-value (K. Frantzi, S. Ananiadou, H. Mima: Automatic recognition of multi-word terms, 2000) favors what is frequent and
long and takes off what occurs only inside longer candidates. Two changes suit short Chinese texts: single words count
(``log2`` of the words plus one), and a candidate whose neighbors vary more, by the entropy of the poorer side, ranks
higher, for a piece of a fixed phrase has always the same neighbor. Nothing is random; ties go by place.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from math import log2

from toolkit.analysis.tokens import tokenize
from toolkit.analysis.values import Token
from toolkit.tables import rows
from toolkit.text import Span

MOST_WORDS, MOST_SIGNS = 6, 14
FREEDOM = 0.3
NESTED = 0.25  # what is left to a candidate that stands only inside longer ones: a short text has few others
SINGLE, GENERAL = 0.6, 0.2
HEADED = 1.5  # ends as terms of administration do
_INSIDE = ("n", "v", "a", "b", "j", "l", "i", "s", "eng", "x")
_HEADS = ("n", "vn", "an", "j", "l", "s")
_VERBAL = 0.7
_HAN = re.compile("[\u3400-\u9fffA-Za-z0-9]+")
_SENTENCE = re.compile("[^。！？；\n]+[。！？；]?")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible term: its words, how often it stands, its score, and the first sentence that holds it."""

    form: str
    words: tuple[str, ...]
    frequency: int
    score: float
    context: str


@dataclass(slots=True)
class Tally:
    """What is counted of one sequence of words."""

    words: tuple[Token, ...]
    first: int
    count: int = 0
    left: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class Words:
    """What is known of words beside their tags: ``plain`` ones end a candidate, ``general`` ones are no term alone."""

    plain: Callable[[str], bool] = lambda word: False
    general: Callable[[str], bool] = lambda word: False


def candidates(text: str, known: Iterable[str] = (), words: Words = Words()) -> tuple[Candidate, ...]:
    """Return the candidates of a Simplified text, best first; ``known`` forms are left out.

    >>> [one.form for one in candidates("智慧岗亭验收。智慧岗亭招标。")][:1]
    ['智慧岗亭']
    """
    tallies = _tallies(text, words.plain)
    longer = _longer(tallies)
    out = frozenset(known)
    found = [
        Candidate(form, tuple(token.word for token in one.words), one.count, score, _sentence(text, one.first))
        for form, one in tallies.items()
        if form not in out and (score := _score(one, longer.get(form, ()), words)) > 0
    ]
    return tuple(sorted(found, key=lambda one: (-one.score, text.find(one.form))))


def _tallies(text: str, plain: Callable[[str], bool]) -> dict[str, Tally]:
    found: dict[str, Tally] = {}
    for run in _runs(tokenize(text), plain):
        for start in range(len(run)):
            for end in range(start + 1, min(len(run), start + MOST_WORDS) + 1):
                own = run[start:end]
                form = "".join(token.word for _, token in own)
                if len(form) > MOST_SIGNS or not _may_be_term([token for _, token in own]):
                    continue
                first, last = own[0][0].start, own[-1][0].end
                one = found.setdefault(form, Tally(tuple(token for _, token in own), first))
                one.count += 1
                one.left[text[max(0, first - 1) : first]] += 1
                one.right[text[last : last + 1]] += 1
    return found


def _runs(tokens: Sequence[tuple[Span, Token]], plain: Callable[[str], bool]) -> Iterator[list[tuple[Span, Token]]]:
    """Yield the longest runs of words that a term may hold."""
    run: list[tuple[Span, Token]] = []
    for span, token in tokens:
        if _fits(token) and not plain(token.word):
            run.append((span, token))
        elif run:
            yield run
            run = []
    if run:
        yield run


@lru_cache(maxsize=65536)
def _fits(token: Token) -> bool:
    return bool(_HAN.fullmatch(token.word)) and token.tag.startswith(_INSIDE) and token.word not in _stops()


def _may_be_term(tokens: Sequence[Token]) -> bool:
    """Whether a sequence may be a term: it ends in a noun or the noun of a verb, and is no lone common word."""
    first, last = tokens[0], tokens[-1]
    if not any(len(token.word) > 1 for token in tokens) or (len(last.word) == 1 and not last.tag.startswith("n")):
        return False
    if len(tokens) == 1:
        return len(last.word) > 1 and last.tag.startswith(("n", "j", "l")) and not last.tag.startswith(("nr", "ns"))
    return last.tag.startswith((*_HEADS, "v")) and not last.tag.startswith(("nr", "ns")) and first.tag != "vg"


def _longer(tallies: dict[str, Tally]) -> dict[str, list[int]]:
    """Return for each candidate how often the longer candidates that hold it occur."""
    found: dict[str, list[int]] = {}
    for tally in tallies.values():
        words = [token.word for token in tally.words]
        inner = {
            "".join(words[start:end])
            for start in range(len(words))
            for end in range(start + 1, len(words) + 1)
            if end - start < len(words)
        }
        for form in inner & tallies.keys():
            found.setdefault(form, []).append(tally.count)
    return found


def _score(tally: Tally, longer: Sequence[int], words: Words) -> float:
    free = max(tally.count - (sum(longer) / len(longer) if longer else 0), NESTED * tally.count)
    last = tally.words[-1].word
    weight = 1.0 if len(tally.words) > 1 else GENERAL if words.general(last) else SINGLE
    if any(last.endswith(head) for head in _heads()):
        weight *= HEADED
    if tally.words[0].tag.startswith("v") and len(tally.words) > 1:
        weight *= _VERBAL  # a verb and its object more often than a compound
    if tally.words[-1].tag.startswith("v") and tally.words[-1].tag != "vn":
        weight *= _VERBAL
    freedom = 1 + FREEDOM * min(_entropy(tally.left), _entropy(tally.right))
    return round(log2(len(tally.words) + 1) * free * weight * freedom, 4)


def _entropy(counted: Counter[str]) -> float:
    total = sum(counted.values())
    return -sum(count / total * log2(count / total) for count in counted.values())


def _sentence(text: str, at: int) -> str:
    found = next((match for match in _SENTENCE.finditer(text) if match.start() <= at < match.end()), None)
    return found[0].strip() if found else ""


@lru_cache(maxsize=1)
def _heads() -> tuple[str, ...]:
    return tuple(head for (head,) in rows("terms", "heads"))


@lru_cache(maxsize=1)
def _stops() -> frozenset[str]:
    return frozenset(word for (word,) in rows("terms", "common"))
