"""Words and their tags, with spans, from rjieba."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate, starmap
from typing import Any

from toolkit.analysis.values import Token
from toolkit.text import Span

_SURROGATES = re.compile(r"[\ud800-\udfff]")
_TRAITOR = "\ufffd"


@lru_cache(maxsize=1)
def _tagger() -> Any:
    from rjieba import Jieba

    return Jieba()


def tags(text: str) -> list[tuple[str, str]]:
    """Return words and tags as plain pairs; the words join to ``text``.

    Lone surrogates, which the Rust side refuses, are passed through as themselves with the tag x.
    """
    if not _SURROGATES.search(text):
        return list(_tagger().tag(text))
    pairs, at = [], 0
    for word, tag in _tagger().tag(_SURROGATES.sub(_TRAITOR, text)):
        pairs.append((text[at : at + len(word)], tag))
        at += len(word)
    return pairs


@lru_cache(maxsize=16384)
def knows(word: str) -> bool:
    """Tell whether a word stands in the tokenizer's dictionary.

    >>> knows("机关"), knows("安机")
    (True, False)
    """
    return bool(_tagger().has_word(word))


def tokenize(text: str) -> tuple[tuple[Span, Token], ...]:
    """Return the words of a text with their spans in code points; they partition the text.

    >>> [(span.start, token.word, token.tag) for span, token in tokenize("长沙市公安局")]
    [(0, '长沙市', 'ns'), (3, '公安局', 'nt')]
    """
    pairs = tags(text)
    ends = list(accumulate(len(word) for word, _ in pairs))
    return tuple(zip(map(Span, [0, *ends], ends), starmap(_token, pairs), strict=True))


_token = lru_cache(maxsize=65536)(Token)


def retokenized(text: str, literals: Sequence[Span]) -> tuple[tuple[Span, Token], ...]:
    """Return the words of a text in which some spans are literals (dates, figures): each is one word with the tag m.

    A tokenizer that does not know a date takes its last sign into the next word (20日云|泽市); cut at the literals,
    what stands between them is read for itself. ``literals`` are sorted and disjoint, in code points.

    >>> [token.word for _, token in retokenized("2024年5月20日云泽市", [Span(0, 10)])]
    ['2024年5月20日', '云泽市']
    """
    found: list[tuple[Span, Token]] = []
    done = 0
    for literal in [*literals, Span(len(text), len(text))]:
        found += [(span.shift(done), token) for span, token in tokenize(text[done : literal.start])]
        if len(literal):
            found.append((literal, _token(literal.of(text), "m")))
        done = literal.end
    return tuple(found)
