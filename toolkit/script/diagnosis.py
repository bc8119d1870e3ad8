"""The diagnosis of a text's script in full: counts, and each intruding character with its word and its proper form."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from toolkit.script.choice import Chooser
from toolkit.script.detect import HANS, HANT, MIXED, PSEUDO, Evidence, Script, detect, evidence
from toolkit.script.report import Lines, Place
from toolkit.script.suspects import tokens_of
from toolkit.script.words import masked

FINDINGS = (MIXED, PSEUDO)
SHOWN = 40
_TARGETS = {"TW": "s2tw", "HK": "s2hk", "CN": "s2t"}


@dataclass(frozen=True, slots=True)
class Intruder:
    """A character that does not belong: its place (code points), its word, and the form the text's script would have.

    ``certain`` is false for what a good Traditional text may write by choice (于 for 於).
    """

    at: int
    line: int
    column: int
    sign: str
    form: str
    word: str
    certain: bool = True


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """What a text is written in, how many characters say so, and what intrudes, in order."""

    script: Script
    evidence: Evidence
    han: int
    intruders: tuple[Intruder, ...]


def diagnose(characters: str, place: Place | None = None) -> Diagnosis:
    """Return the diagnosis of a text; ``place`` turns its offsets into lines and columns, those of the text if missing.

    >>> [(one.sign, one.form, one.word) for one in diagnose("隨著萬余人進入防范區").intruders]
    [('余', '餘', '萬余'), ('范', '範', '防范')]
    """
    script, places = detect(characters), evidence(characters)
    signs = [(at, sign, True) for at, sign in script.intruders] + [(at, sign, False) for at, sign in script.leftovers]
    intruders = _intruders(characters, script, places, sorted(signs), place or Lines(characters).place) if signs else ()
    han = sum("\u3400" <= sign <= "\u9fff" or sign >= "\U00020000" for sign in characters)
    return Diagnosis(script, places, han, tuple(intruders))


def _intruders(
    characters: str, script: Script, places: Evidence, signs: list[tuple[int, str, bool]], place: Place
) -> Iterator[Intruder]:
    hans, _ = Chooser("t2s").turn(characters)
    proper = hans
    if not _is_simplified(script, places):
        proper, _ = Chooser(_TARGETS.get(script.region, "s2tw")).turn(hans)
    token_of = [token for token in tokens_of(masked(hans)) for _ in token.text]
    for at, sign, certain in signs:
        word = characters[token_of[at].start : token_of[at].end]
        yield Intruder(at, *place(at), sign, proper[at], word, certain)


def _is_simplified(script: Script, places: Evidence) -> bool:
    """Whether the text, or the greater part of a mixture, is Simplified: its intruders are then Traditional."""
    return places.new > places.old if script.kind == MIXED else script.kind == HANS


def counts(found: Diagnosis) -> dict[str, int]:
    """Return how many characters speak for what; ``han`` counts all Chinese characters."""
    places = found.evidence
    return {
        "han": found.han,
        "traditional": places.old,
        "simplified": len(places.simplified) + len(places.either),
        "leftover": len(places.leftover),
        "wrong": len(places.wrong),
    }


def to_text(found: Diagnosis, name: str = "") -> str:
    """Return the diagnosis for people: a line for the text, one for the counts, and one for each intruding character.

    >>> print(to_text(diagnose("隨著萬余人進入"), "a.txt"))
    a.txt: pseudo-Traditional (zh-Hant, confidence 0.50)
      7 Han: 4 Traditional, 0 Simplified, 1 left in the Simplified way
      a.txt:1:4 余 in 萬余: Traditional writes 餘
    """
    script, number = found.script, counts(found)
    kind = f"{script.kind}-{script.region}" if script.region and script.kind in (HANS, HANT) else script.kind
    head = f"{kind} ({script.lang}, confidence {script.confidence:.2f})"
    told = [
        f"{name}: {head}" if name else head,
        f"  {number['han']} Han: {number['traditional']} Traditional, {number['simplified']} Simplified"
        + (f", {number['leftover']} left in the Simplified way" if number["traditional"] else ""),
    ]
    where = f"{name}:" if name else ""
    majority = "Simplified" if _is_simplified(script, found.evidence) else "Traditional"
    for one in found.intruders[:SHOWN]:
        say = f"writes {one.form}" if one.certain else f"mostly writes {one.form}"
        told.append(f"  {where}{one.line}:{one.column} {one.sign} in {one.word}: {majority} {say}")
    if len(found.intruders) > SHOWN:
        rest = Counter(one.sign for one in found.intruders[SHOWN:]).most_common(8)
        signs = " ".join(f"{sign}×{count}" for sign, count in rest)
        told.append(f"  and {len(found.intruders) - SHOWN} more ({signs}); --json lists all")
    return "\n".join(told)


def to_rows(found: Diagnosis) -> dict[str, Any]:
    """Return the diagnosis for programs."""
    script = found.script
    return {
        "kind": script.kind,
        "region": script.region,
        "lang": script.lang,
        "confidence": script.confidence,
        "cantonese": script.cantonese,
        "counts": counts(found),
        "intruders": [
            {
                "at": one.at,
                "line": one.line,
                "column": one.column,
                "sign": one.sign,
                "form": one.form,
                "word": one.word,
                "certain": one.certain,
            }
            for one in found.intruders
        ],
    }
