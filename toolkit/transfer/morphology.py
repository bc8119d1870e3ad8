"""English inflection for generation: verb forms, plurals, articles, title case.

Verb forms come of two small tables of ours and the regular rules: the verbs of the lexicon are a closed, reviewed
list, for which a general inflector (lemminflect with NumPy, 70 MB) is too heavy. So do plurals and a/an: ``inflect``
knows more, but its import alone takes longer than a page of drafting. It is the oracle of the tests instead, over
every noun of the lexicon and the glossary.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from toolkit.resources import data
from toolkit.tables import rows

_BE = {"base": "be", "s": "is", "past": "was", "ing": "being", "en": "been"}
_SERIES = re.compile(r"(?P<verbs>[a-z -]+?(?:, [a-z -]+?)*)(?P<joint>,? (?:and|or) )(?P<last>[a-z]+(?: .*)?)")
_MODALS = frozenset(("may", "must", "can", "should", "will", "might", "could", "would"))
_PARTICLES = re.compile(r"([A-Za-z'’]+(?:-[A-Za-z]+)*)(.*)", re.DOTALL)
_LY_VERBS = frozenset(
    (
        "ally",
        "apply",
        "bully",
        "comply",
        "fly",
        "imply",
        "misapply",
        "multiply",
        "rally",
        "reapply",
        "rely",
        "reply",
        "supply",
        "tally",
    )
)
_FRONT_ADVERBS = frozenset(
    ("further", "always", "often", "never", "also", "not", "better", "even", "once", "again", "still", "both")
)
_VERB_PARTICLES = frozenset(
    ("", "in", "on", "out", "up", "down", "with", "for", "to", "of", "off", "over", "into", "down on")
)
# What inflect takes for something else: a pronoun (mine: ours), a Latin or Italian word, a verb.
_INITIALS = re.compile(r"[A-Z](\.|-|\d|[A-Z]+s?\b|[A-Z]+[\d-])")
# by sound: a university, a European, a one-way street; an hour, an heir
_CONSONANT = re.compile(
    r"(?:eu|ewe|one\b|once\b|u(?:ni(?:on|t|que|vers|form|lat|fi|fy|corn|sex)|nanim|biqu|gand|kr|ran|ret|rin|rolog|s[aeiu]|sur|ten|til|top))",
    re.I,
)
_SPOKEN = frozenset(("NATO", "SARS", "SIM", "SWAT", "MAC", "LOHAS", "LINE"))
_VOWEL = re.compile(r"(?:[aeiou]|hour|heir|honest|honor|x-ray)", re.I)
SMALL = frozenset("a an the and or but nor for of in on at to by with from as into over up per via vs than".split())  # noqa: SIM905


@cache
def _irregular() -> dict[str, tuple[str, str]]:
    return {base: (past, participle) for base, past, participle in rows("transfer", "verbs-irregular")}


@cache
def _doubling() -> frozenset[str]:
    return frozenset(data("transfer", "data", "verbs-doubling.txt").read_text(encoding="utf-8").split())


@lru_cache(maxsize=16384)
def inflect_verb(phrase: str, form: str) -> str:
    """Inflect the head of a verb phrase; ``form`` is base, s (third person), past, ing or en (past participle).

    The head is the first word that is no adverb; of a coordinated head (``investigate and handle``) each verb is
    inflected.

    >>> inflect_verb("crack down on", "past"), inflect_verb("investigate and handle", "ing")
    ('cracked down on', 'investigating and handling')
    >>> inflect_verb("seal up, seize, or freeze", "en")
    'sealed up, seized, or frozen'
    >>> inflect_verb("strictly control", "ing"), inflect_verb("reapply for", "ing"), inflect_verb("output", "en")
    ('strictly controlling', 'reapplying for', 'output')
    """
    series = _SERIES.fullmatch(phrase)
    if series is not None:
        opening = series["verbs"].split(", ")
        if all(verb.partition(" ")[2] in _VERB_PARTICLES for verb in opening):
            return (
                ", ".join(inflect_verb(verb, form) for verb in opening)
                + series["joint"]
                + inflect_verb(series["last"], form)
            )
    match = _PARTICLES.match(phrase)
    if not match or form == "base":
        return phrase
    adverb = match[1] in _FRONT_ADVERBS or (match[1].endswith("ly") and match[1] not in _LY_VERBS)
    if adverb and match[2].startswith(" "):
        return match[1] + " " + inflect_verb(match[2][1:], form)
    return _head(match[1], form) + match[2]


def _head(verb: str, form: str) -> str:
    if verb in _MODALS:
        return verb
    if verb == "be":
        return _BE[form]
    if form in ("past", "en") and verb in _irregular():
        return _irregular()[verb][form == "en"]
    first, hyphen, last = verb.rpartition("-")
    if hyphen and last.isalpha():  # rear-ended, body-searched
        return first + hyphen + _head(last, form)
    if form == "s":
        return "has" if verb == "have" else _s(verb)
    if form == "ing":
        return _ing(verb)
    return _ed(verb)


def _s(verb: str) -> str:
    if re.search(r"(s|x|z|ch|sh|o)$", verb):
        return verb + "es"
    return verb[:-1] + "ies" if re.search(r"[^aeiou]y$", verb) else verb + "s"


def _ing(verb: str) -> str:
    if verb.endswith("ie"):
        return verb[:-2] + "ying"
    if verb.endswith("e") and not verb.endswith(("ee", "oe", "ye")):
        return verb[:-1] + "ing"
    if verb.endswith("ic"):
        return verb + "king"
    return verb + verb[-1] + "ing" if verb in _doubling() else verb + "ing"


def _ed(verb: str) -> str:
    if verb.endswith("e"):
        return verb + "d"
    if re.search(r"[^aeiou]y$", verb):
        return verb[:-1] + "ied"
    if verb.endswith("ic"):  # trafficked, panicked
        return verb + "ked"
    return verb + verb[-1] + "ed" if verb in _doubling() else verb + "ed"


@cache
def _irregular_nouns() -> dict[str, str]:
    return dict(rows("transfer", "nouns-irregular"))  # type: ignore[arg-type]


@lru_cache(maxsize=16384)
def plural(phrase: str) -> str:
    """Return the plural of a noun phrase: the word before "of", "for", "in" … or the last word takes it.

    >>> plural("police officer"), plural("rate of growth"), plural("head of department")
    ('police officers', 'rates of growth', 'heads of department')
    """
    match = re.match(
        r"(.+?)( (?:of|for|in|on|to|at|from|with|by|under|against|without|between|per|that|who) .+)", phrase
    )
    head, tail = (match[1], match[2]) if match else (phrase, "")
    *before, last = head.split(" ")
    return " ".join([*before, _plural_word(last)]) + tail


def _plural_word(word: str) -> str:
    """Pluralize one word, by the part behind its last hyphen."""
    if "'" in word or (not word.isalpha() and "-" not in word):
        return word
    if word.isupper() and len(word) > 1:
        return word + "s"
    lower = word.lower()
    if lower in _irregular_nouns():
        made = _irregular_nouns()[lower]
    else:
        before, hyphen, last = lower.rpartition("-")
        made = before + hyphen + (_irregular_nouns().get(last) or _regular_plural(last))
    return made[0].upper() + made[1:] if word[0].isupper() else made


def _regular_plural(word: str) -> str:
    if word.endswith(("sis", "xis")):
        return word[:-2] + "es"
    if word.endswith("s") and not word.endswith(("ss", "us")):
        return word  # a plural already: goods, barracks
    if re.search(r"(s|x|z|ch|sh)$", word):
        return word + "es"
    if re.search(r"[^aeiou]y$", word):
        return word[:-1] + "ies"
    if word.endswith("man"):
        return word[:-3] + "men"
    return word[:-6] + "people" if word.endswith("person") else word + "s"


@lru_cache(maxsize=16384)
def article(word: str) -> str:
    """Return "a" or "an" for the word that follows.

    >>> article("hour"), article("MTR station"), article("11"), article("university")
    ('an', 'an', 'an', 'a')
    """
    if word[:1].isdigit():
        return "an" if re.match(r"(8|11(?!\d)|18(?!\d))", word) else "a"
    first = word.split(" ")[0].lstrip("\"'([")
    if (
        first.isupper() or _INITIALS.match(first)
    ) and first not in _SPOKEN:  # spelled out: an MTR station, a U.S. court
        return "an" if first[:1] in "AEFHILMNORSX" else "a"
    return "a" if not first or _CONSONANT.match(first) or not _VOWEL.match(first) else "an"


def title_case(text: str, *, opens: bool = True, closes: bool = True) -> str:
    """Capitalize as in a heading: all words but articles, short prepositions and conjunctions; first and last always.

    ``opens`` and ``closes`` tell whether the text begins and ends the heading, or is a piece inside it.

    >>> title_case("work on the prevention and control of theft")
    'Work on the Prevention and Control of Theft'
    """
    words = text.split(" ")
    for index, word in enumerate(words):
        edge = (opens and index == 0) or (closes and index == len(words) - 1)
        after_mark = index > 0 and words[index - 1].endswith((":", "."))
        if word in ("a.m.", "p.m.") or (word in SMALL and not edge and not after_mark):
            continue
        words[index] = "-".join(map(_capital, word.split("-"))) if "-" in word else _capital(word)
    return " ".join(words)


def _capital(word: str) -> str:
    match = re.match(r"([\"“‘(\[]*)(.)(.*)", word, re.DOTALL)
    return match[1] + match[2].upper() + match[3] if match else word
