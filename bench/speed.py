"""Repair, conversion and term matching of clean text, in MB/s of UTF-8, beside peers in the same run."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ahocorasick_rs import AhoCorasick, MatchKind
from hanziconv import HanziConv
from opencc import OpenCC

import toolkit
from bench.figure import Figure, Peers, rate
from bench.material import HANS, HANT, sized
from toolkit.document import from_text
from toolkit.repair.fixers import repair
from toolkit.script.engines import convert
from toolkit.terms.matching import Matcher

TARGET = 5.0


def figures() -> Iterator[Figure]:
    """Yield the figures of this topic."""
    yield from _repair()
    yield from _conversion()
    yield from _matching()


def _repair() -> Iterator[Figure]:
    for script in (HANS, HANT):
        text = sized(script)
        document = from_text(text)
        yield rate(f"repair of clean text, {script}", len(text.encode()), lambda d=document: repair(d), {}, TARGET)


def _conversion() -> Iterator[Figure]:
    for script, config, zone in ((HANS, "s2tw", "zh-TW"), (HANT, "t2s", "zh-CN"), (HANS, "s2twp", "")):
        text = sized(script)
        document, size, peers = from_text(text), len(text.encode()), _converters(text, config, zone)
        target = TARGET if zone else 0  # a change of vocabulary has to be aligned phrase by phrase
        yield rate(f"convert {config}", size, lambda d=document, c=config: convert(d, c), peers, target)
        if zone:
            own: Peers = {"engine opencc": lambda d=document, c=config: convert(d, c)}
            yield rate(f"convert {config}, segmented and aligned", size, _choosing(text, config), own, TARGET)


def _choosing(text: str, config: str) -> Callable[[], object]:
    document = from_text(text)
    return lambda: convert(document, config, "duizhao")


def _converters(text: str, config: str, zone: str) -> Peers:
    opencc = OpenCC(config)
    peers: Peers = {"opencc": lambda: opencc.convert(text)}
    if zone:
        turn = HanziConv.toSimplified if config == "t2s" else HanziConv.toTraditional
        peers["HanziConv"] = lambda: turn(text)
        try:
            from zhconv_rs import zhconv
        except ImportError:  # of the extra "bench"
            return peers
        peers["zhconv-rs"] = lambda: zhconv(text, zone)
    return peers


def _matching() -> Iterator[Figure]:
    glossary = toolkit.default_glossary()
    forms = sorted({form for concept in glossary for term in concept.terms for form in (term.hans, term.hant)})
    plain, matcher = AhoCorasick(forms, MatchKind.LeftmostLongest), Matcher(glossary)
    for script in (HANS, HANT):
        text = sized(script)
        peers: Peers = {"ahocorasick_rs alone": lambda t=text: plain.find_matches_as_indexes(t)}
        work: Callable[[], object] = lambda t=text: matcher.matches(t)  # noqa: E731
        yield rate(f"match {len(forms)} terms, {script}", len(text.encode()), work, peers, TARGET)
