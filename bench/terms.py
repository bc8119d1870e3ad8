"""Terms: matching with 50,000 of them, look-ups, suggestions on the texts, and the glossary on an evaluation set.

The evaluation set is named by the environment variable DUIZHAO_TERM_EVAL: lines of JSON with ``zh``, ``terms`` (each
``zh`` and accepted ``en``) and, where known, ``script``. Without it that part is silent.
"""

from __future__ import annotations

import json
import os
import re
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

from ahocorasick_rs import AhoCorasick, MatchKind

import toolkit
from bench.figure import Figure, Peers, rate, seconds, spread
from bench.material import HANS, HANT, clean, sized
from toolkit.corpus.suggestions import _general, _plain, coverage
from toolkit.features import parse_features
from toolkit.glossary import Concept, Glossary, Term
from toolkit.script.detect import detect
from toolkit.terms.candidates import Words, candidates
from toolkit.terms.lookup import Index
from toolkit.terms.matching import Matcher, borders
from toolkit.terms.patterned import shipped_patterns
from toolkit.transfer.morphology import inflect_verb, plural

TARGET, MANY, SHARE = 10, 50_000, 0.95
EVALUATION = "DUIZHAO_TERM_EVAL"
SEEDS = Path(__file__).resolve().parent.parent / "docs/seed-terms.md"
QUERIES = ("派出所", "公按局", "paichusuo", "gong1an1ju2", "police stations", "云泽市公安局")


def figures() -> Iterator[Figure]:
    """Yield the figures of this topic."""
    glossary = toolkit.default_glossary()
    yield from _matching(glossary)
    yield from _lookup(glossary)
    yield from _suggestions()
    text = clean(HANS)
    found = coverage([("texts", text)], glossary)
    yield Figure("content words of the texts covered", f"{found.share:.1%}", beside=f"{found.content} words")
    if os.environ.get(EVALUATION):
        yield from _evaluation(Path(os.environ[EVALUATION]), glossary)


def many(glossary: Glossary, size: int = MANY) -> Glossary:
    """Return the glossary filled up with compounds of its own terms to a number of forms."""
    own = sorted({term.hans for concept in glossary for term in concept.terms if 2 <= len(term.hans) <= 4})
    made = dict(glossary.concepts)
    for at in range(size):
        if len(made) >= size:
            break
        form = own[at % len(own)] + own[(at * 7 + at // len(own) + 1) % len(own)]
        made[f"made-{at}"] = Concept(f"made-{at}", "made", (Term(form, form, ""),), "made")
    return Glossary(made)


def _matching(glossary: Glossary) -> Iterator[Figure]:
    large = many(glossary)
    forms = sorted({form for concept in large for term in concept.terms for form in (term.hans, term.hant)})
    plain = AhoCorasick(forms, MatchKind.LeftmostLongest)
    fixed, typed = Matcher(large, "CN"), Matcher(large, "CN", shipped_patterns())
    for script in (HANS, HANT):
        text = sized(script)
        size = len(text.encode())
        peers: Peers = {
            "ahocorasick_rs alone": lambda t=text: plain.find_matches_as_indexes(t),
            "its word borders alone": lambda t=text: borders(t),
        }
        yield rate(f"match {len(forms)} forms, {script}", size, lambda t=text: fixed.places(t), peers, TARGET)
        without: Peers = {"without patterns": lambda t=text: fixed.places(t)}
        yield rate(f"the same with patterns, {script}", size, lambda t=text: typed.places(t), without)


def _lookup(glossary: Glossary) -> Iterator[Figure]:
    index = Index(glossary, shipped_patterns())
    for query in QUERIES:
        first = seconds(lambda q=query: index.lookup(q), runs=5, clock=time.process_time)
        (match, *_) = index.lookup(query).matches
        yield Figure(f"look up {query}", spread(first), beside=f"{match.term.hans} [{match.kind}]")


def _suggestions() -> Iterator[Figure]:
    rows = [line.strip("|").split("|")[0].strip() for line in SEEDS.read_text(encoding="utf-8").splitlines()]
    seeds = {row for row in rows if re.match("[\u4e00-\u9fff]", row)}
    found = [one.form for one in candidates(clean(HANS), (), Words(_plain, _general))]
    for count in (100, 300, len(found)):
        right = len(seeds & set(found[:count]))
        value = f"precision {right / count:.2f}, recall {right / len(seeds):.2f}"
        yield Figure(f"seed terms among the first {count} candidates", value, beside=f"{right} of {len(seeds)}")


def _evaluation(path: Path, glossary: Glossary) -> Iterator[Figure]:
    """Yield how many annotated terms the glossary alone renders acceptably, term by term in their sentences.

    As the set's own scorer does, an accepted form counts wherever it stands in what is said.
    """
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    matchers: dict[str, Matcher] = {}
    whole = right = held = 0
    for row in rows:
        region = detect(row["zh"]).region
        if region not in matchers:
            matchers[region] = Matcher(glossary, region, shipped_patterns())
        hits = matchers[region].hits(row["zh"])
        for term in row["terms"]:
            whole += 1
            start = row["zh"].find(term["zh"])
            near = [hit for hit in hits if hit.span.start < start + len(term["zh"]) and start < hit.span.end]
            held += bool(near)
            said = {form.lower() for hit in near for form in _said(hit.renderings, hit.concept)}
            right += any(wanted.lower() in form for wanted in term["en"] for form in said)
    value = f"{right / whole:.1%}"
    beside = f"{right} of {whole}; touched by a term {held / whole:.1%}"
    yield Figure("annotated terms with an accepted rendering", value, f">= {SHARE:.0%}", right / whole >= SHARE, beside)


def _said(renderings: Iterable[str], concept: Concept) -> Iterator[str]:
    """Yield what a sentence may say of a term: its renderings, verbs inflected, nouns in the plural, verbal nouns."""
    if noun := parse_features(concept.grammar).get("vn"):
        yield noun.partition("(")[0]
    for rendering in renderings:
        first, space, rest = rendering.partition(" ")
        yield rendering
        yield plural(rendering)
        for form in ("s", "past", "en", "ing"):
            yield inflect_verb(first, form) + space + rest
