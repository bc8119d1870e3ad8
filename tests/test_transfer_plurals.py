"""Plurals and articles of every noun that the engine can write, beside ``inflect``, a general inflector."""

from __future__ import annotations

import re
from functools import cache

import inflect
import pytest

from toolkit.pipeline import shipped_glossary
from toolkit.transfer.morphology import article, plural
from toolkit.transfer.vocabulary import shipped_lexicon

# where house style or usage differs from inflect, or inflect errs
OTHERWISE = {
    "appendicitis", "asbestos", "arthritis", "bronchitis", "cannabis", "dermatitis", "gastritis", "hepatitis",
    "nephritis", "syphilis", "tennis", "mutandis",
    "gentleman", "graffiti", "handicraft", "smallpox", "money", "proviso", "judo", "incommunicado", "oneself",
    "underfoot", "expo", "memo", "photo", "kilo", "mine", "die", "to", "into", "two", "go", "is", "it", "you",
    "medium", "monarch", "thief", "chaos", "wildlife", "ago", "itself", "ethos", "overfish", "electrofish",
}  # fmt: skip
ORACLE = inflect.engine()


@cache
def nouns() -> tuple[str, ...]:
    """Return the English heads of all nouns of lexicon and glossary."""
    entries = (entry.en for found in shipped_lexicon().values() for entry in found if entry.cat == "n")
    phrases = [*entries, *(concept.english for concept in shipped_glossary())]
    heads = {re.split(r" (?:of|for|in|on|to|at|from|with|by|under|against) ", phrase)[0] for phrase in phrases}
    last = {head.split(" ")[-1].split("-")[-1] for head in heads}
    return tuple(
        sorted(word for word in last if word.isascii() and word.isalpha() and word.islower() and len(word) > 1)
    )


def test_plurals_agree_with_the_oracle() -> None:
    odd = {}
    for word in nouns():
        wanted = str(ORACLE.plural_noun(word)) or word
        already = word.endswith("s") and wanted == word + "s"
        if plural(word) != wanted and not already and word not in OTHERWISE:
            odd[word] = (plural(word), wanted)
    assert odd == {}


def test_articles_agree_with_the_oracle() -> None:
    first = {entry.en.split(" ")[0] for found in shipped_lexicon().values() for entry in found if entry.en}
    words = sorted(word for word in first if word[:1].isalpha() and word.isascii() and word.islower())
    odd = [word for word in words if article(word) != str(ORACLE.a(word)).split(" ")[0]]
    assert odd == ["usher"]  # which inflect takes for a yoosher


@pytest.mark.parametrize("word", ["MTR station", "HKSAR passport", "SMS", "NPC deputy", "X-ray"])
def test_initials_go_by_the_name_of_their_first_letter(word: str) -> None:
    assert article(word) == "an"
