"""Words and their tags, with spans, from rjieba."""

from __future__ import annotations

import re
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
