"""English as people type it into a look-up: case, articles, hyphens and number aside."""

from __future__ import annotations

import re

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_SLOT = re.compile(r"\{[^}]*\}")
_EMPTY = frozenset(["a", "an", "the"])
_IRREGULAR = {"people": "person", "men": "man", "women": "woman", "children": "child", "policemen": "policeman"}
_BEHIND = frozenset(["of", "for", "in", "on", "at", "to", "with", "by", "from", "against", "under", "over", "between"])


def stem(word: str) -> str:
    """Return the singular of a noun, near enough for one form to meet the other.

    >>> [stem(word) for word in ("stations", "agencies", "branches", "cases", "police")]
    ['station', 'agency', 'branch', 'case', 'police']
    """
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if len(word) < 4 or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "sses", "xes", "zes")):
        return word[:-2]
    return word.removesuffix("s")


def root(word: str) -> str:
    """Return what the forms of a word share, near enough to meet each other: detain, detained, detaining, detains.

    >>> {root(word) for word in ("investigate", "investigated", "investigating")}
    {'investigat'}
    >>> root("stopped"), root("stop"), root("building"), root("police")
    ('stop', 'stop', 'build', 'polic')
    """
    bare = next((word.removesuffix(ending) for ending in ("ing", "ed") if word.endswith(ending)), word)
    if len(bare) < 3 or not any(vowel in bare for vowel in "aeiouy"):
        bare = word
    if len(bare) > 3 and bare.endswith("e"):
        bare = bare[:-1]
    if bare.endswith("i") and bare != word:
        return bare[:-1] + "y"
    return bare[:-1] if len(bare) > 3 and bare[-1] == bare[-2] else bare


def stems(rendering: str) -> tuple[str, ...]:
    """Return the words of a rendering or query, lower case, singular, without articles, a verb's "to" and slots.

    >>> stems("The Police Stations"), stems("to detain {obj}")
    (('police', 'station'), ('detain',))
    """
    words = [word.replace("’", "'") for word in _WORD.findall(_SLOT.sub(" ", rendering.lower()))]
    if len(words) > 1 and words[0] == "to":
        words = words[1:]
    return tuple(stem(word) for word in words if word not in _EMPTY) or tuple(words)


def head(words: tuple[str, ...]) -> str:
    """Return the head of a rendering: the last word before its first preposition.

    >>> head(("ministry", "of", "public", "security")), head(("police", "station"))
    ('ministry', 'station')
    """
    for at, word in enumerate(words):
        if at and word in _BEHIND:
            return words[at - 1]
    return words[-1] if words else ""
