"""Repair, conversion and term matching of clean text, in MB/s of UTF-8, beside peers in the same run."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from ahocorasick_rs import AhoCorasick, MatchKind
from hanziconv import HanziConv
from opencc import OpenCC

import toolkit
from bench.figure import Figure, Peers, rate
from bench.material import HANS, HANT, sized, varied
from toolkit.document import from_text
from toolkit.repair.fixers import repair
from toolkit.script.engines import TARGETS, convert
from toolkit.terms.matching import Matcher

TARGET = 5.0
REPAIR = 8.0
VOCABULARY = 3.0


def figures() -> Iterator[Figure]:
    """Yield the figures of this topic."""
    yield from _repair()
    yield from _conversion()
    yield from _matching()


def _repair() -> Iterator[Figure]:
    for name, text in ((HANS, sized(HANS)), (HANT, sized(HANT)), ("no sentence twice", varied())):
        document = from_text(text)
        yield rate(f"repair of clean text, {name}", len(text.encode()), lambda d=document: repair(d), {}, REPAIR)


def _conversion() -> Iterator[Figure]:
    for script, config, zone in ((HANS, "s2tw", "zh-TW"), (HANT, "t2s", "zh-CN"), (HANS, "s2twp", "")):
        text = sized(script)
        document, size, peers = from_text(text), len(text.encode()), _converters(text, config, zone)
        target = TARGET if zone else VOCABULARY  # a change of vocabulary has to be aligned phrase by phrase
        yield rate(f"convert {config}", size, lambda d=document, c=config: convert(d, c), peers, target)
        if zone:
            own: Peers = {"opencc": peers["opencc"], "with each edit read": _choosing(text, config, listed=True)}
            yield rate(f"convert {config}, segmented and aligned", size, _choosing(text, config), own, TARGET)
    text = varied()
    own = {"opencc": _converters(text, "s2tw", "")["opencc"]}
    yield rate("convert s2tw, segmented, no sentence twice", len(text.encode()), _choosing(text, "s2tw"), own)


def _choosing(text: str, config: str, listed: bool = False) -> Callable[[], object]:
    """Return a conversion by the engine ``duizhao``, after which each line is traced back or each edit is read."""
    document, name = from_text(text), TARGETS[config.partition("2")[2]][0]
    ends = [found.start() for found in re.finditer("\n", text)]

    def work() -> object:
        made = convert(document, config, "duizhao")
        if listed:
            return len(made.version(name).edits.items)
        return [made.trace_cut(at, name) for at in ends]

    return work


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
