"""docs/seed-terms.md holds: each row is matched in its texts, the glossary gives its English, the drafts use it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from toolkit import draft, read_text
from toolkit.document import HANS, Document, Draft, from_text
from toolkit.glossary import Concept, load_glossary
from toolkit.script.both import both_scripts
from toolkit.terms.matching import Matcher
from toolkit.text import Span

ROOT = Path(__file__).parent.parent
TEXTS = {"Changsha": ROOT / "texts/changsha-skynet-2015", "Chengdu": ROOT / "texts/chengdu-skynet-2011"}
GLOSSARY = load_glossary(ROOT / "glossary")
CONCEPTS = {term.hans: concept for concept in GLOSSARY for term in concept.terms if not term.region}


@dataclass(frozen=True)
class Seed:
    hans: str
    found: str
    english: str
    texts: tuple[str, ...]
    inside: frozenset[str]


def _seeds() -> Iterator[Seed]:
    lines = (ROOT / "docs/seed-terms.md").read_text("utf-8").splitlines()
    rows = [line.strip("|").split("|") for line in lines if line.startswith("|")]
    for hans, found, english, _, texts, inside in ([cell.strip() for cell in row] for row in rows[2:]):
        yield Seed(hans, found, english, tuple(texts.split(", ")), frozenset(inside.split("、")) - {""})


SEEDS = list(_seeds())
PLACES = [pytest.param(seed, text, id=f"{text}-{seed.english}") for seed in SEEDS for text in seed.texts]


@cache
def _clean(text: str) -> tuple[str, str]:
    """The clean text as found and in Simplified characters; they have the same length."""
    found = (TEXTS[text] / "clean.zh.txt").read_text("utf-8")
    hans = both_scripts(from_text(found)).text(HANS)
    assert len(found) == len(hans)
    return found, hans


@cache
def _matches(characters: str) -> tuple[tuple[Span, Concept], ...]:
    return Matcher(GLOSSARY).matches(characters)


def _places(form: str, characters: str) -> list[Span]:
    starts = (hit.start() for hit in re.finditer(f"(?={re.escape(form)})", characters))
    return [Span(start, start + len(form)) for start in starts]


def _holders(spans: list[Span], characters: str) -> list[tuple[Span, Concept]]:
    """The matches that cover one of the spans."""
    return [(found, concept) for span in spans for found, concept in _matches(characters) if found.covers(span)]


@pytest.fixture(scope="session")
def drafts() -> dict[str, Document]:
    return {name: draft(read_text(folder / "source.txt")) for name, folder in TEXTS.items()}


def test_the_table_is_whole() -> None:
    assert len(SEEDS) >= 112
    assert len({seed.hans for seed in SEEDS}) == len(SEEDS)
    assert all(set(seed.texts) <= set(TEXTS) for seed in SEEDS)


@pytest.mark.parametrize("seed", SEEDS, ids=lambda seed: seed.english)
def test_the_glossary_gives_the_english(seed: Seed) -> None:
    assert CONCEPTS[seed.hans].english == seed.english


@pytest.mark.parametrize(("seed", "text"), PLACES)
def test_the_row_is_matched_where_it_stands(seed: Seed, text: str) -> None:
    for form, characters in zip((seed.found, seed.hans), _clean(text), strict=True):
        spans = _places(form, characters)
        assert spans, f"{form} does not stand in the text"
        holders = _holders(spans, characters)
        exact = [concept for span, concept in holders if span in spans]
        assert {concept.id for concept in exact} <= {CONCEPTS[seed.hans].id}
        if not exact:
            assert holders, f"{form} is not matched"
            assert len(holders) == len(spans), f"{form} is not matched everywhere, and nowhere as itself"


@pytest.mark.parametrize("seed", SEEDS, ids=lambda seed: seed.english)
def test_the_longer_terms_are_named(seed: Seed) -> None:
    for script in (0, 1):
        longer = set()
        for text in seed.texts:
            spans = _places((seed.found, seed.hans)[script], _clean(text)[script])
            for span, _ in _holders(spans, _clean(text)[script]):
                if span not in spans:
                    longer.add(span.of(_clean(text)[1]))
        assert longer == seed.inside


@pytest.mark.parametrize(("seed", "text"), PLACES)
def test_the_draft_renders_the_row(seed: Seed, text: str, drafts: dict[str, Document]) -> None:
    concept, document = CONCEPTS[seed.hans], drafts[text]
    assert document.layer("segment").version == document.layer("term").version
    source = document.text(document.layer("segment").version)
    matched = {note.span for note in document.layer("term") if note.value.id == concept.id}
    wrong = [
        f"{note.span.of(source)}\n{note.value.english}"
        for note in document.layer("draft")
        for span in _places(seed.found, note.span.of(source))
        if span.shift(note.span.start) in matched and not _rendered(note.value, concept, span)
    ]
    assert not wrong, "\n".join([f"{seed.hans} is not rendered as {concept.english}:", *wrong])


def _rendered(drafted: Draft, concept: Concept, span: Span) -> bool:
    """Whether the draft uses the concept at the span, with its rendering in the English."""
    return any(
        use.concept == concept.id
        and use.source.overlaps(span)
        and use.target.of(drafted.english) == use.rendering
        and _inflected(use.rendering, concept.english)
        for use in drafted.terms
    )


def _inflected(rendering: str, english: str) -> bool:
    """Whether a rendering is the English with an ending or two, in any case, perhaps with an article.

    Hyphens count as spaces: a compound before a noun takes them.
    """
    said, base = (re.findall(r"[\w']+", words.lower()) for words in (rendering, english))
    said = said[1:] if said[:1] and said[0] in ("the", "a", "an") and len(said) > len(base) else said
    return len(said) == len(base) and all(one in _forms(word) for one, word in zip(said, base, strict=True))


def _forms(word: str) -> set[str]:
    """The word with the endings of plural, possessive and verb."""
    stems = {word, word.removesuffix("e"), word + word[-1]}
    if word.endswith("y"):
        stems.add(word[:-1] + "i")
    return {stem + ending for stem in stems for ending in ("", "s", "es", "'s", "s'", "'", "ed", "ing")}


def test_inflection_is_allowed_and_nothing_else() -> None:
    assert _inflected("Police Stations", "police station")
    assert _inflected("the municipal party committees'", "municipal party committee")
    assert _inflected("cracking down on", "crack down on")
    assert _inflected("branches", "branch")
    assert not _inflected("station of the police", "police station")
    assert not _inflected("police", "police station")
