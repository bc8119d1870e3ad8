"""Engines of conversion by name, and the stage that converts a document with one of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from toolkit.document import HANS, HANT, Document
from toolkit.errors import UsageError
from toolkit.glossary import Glossary
from toolkit.protocols import Converter
from toolkit.script.choice import SIMPLIFIED, TRADITIONAL, Chooser
from toolkit.script.hanziconv import HanziConvConverter
from toolkit.script.locks import Locks, locks
from toolkit.script.opencc import OpenCCConverter, shifted
from toolkit.script.preferences import Preferences, settled_edits
from toolkit.text import Edit, Edits, edits_between

TARGETS = {
    "s": (HANS, "zh-Hans"),
    "sp": (HANS, "zh-Hans"),
    "t": (HANT, "zh-Hant"),
    "tw": (HANT, "zh-Hant-TW"),
    "twp": (HANT, "zh-Hant-TW"),
    "hk": (HANT, "zh-Hant-HK"),
    "hkp": (HANT, "zh-Hant-HK"),
    "jp": ("jp", "ja"),
}


def choosing(config: str) -> Converter:
    """Return OpenCC with this package's choices over it; a configuration that has none to make is OpenCC's own."""
    return Chooser(config) if config in (*TRADITIONAL, *SIMPLIFIED) else OpenCCConverter(config)


ENGINES: dict[str, Callable[[str], Converter]] = {
    "opencc": OpenCCConverter,
    "hanziconv": HanziConvConverter,
    "duizhao": choosing,
}


def converter(config: str = "s2tw", engine: str = "opencc") -> Converter:
    """Return the converter of an engine for a configuration.

    Raises UsageError, listing the names, where the engine or the configuration is unknown.

    >>> converter("t2s", "hanziconv").name
    'hanziconv.t2s'
    """
    if engine not in ENGINES:
        raise UsageError(f'no conversion engine "{engine}"', remedy="choose one of " + ", ".join(ENGINES))
    return ENGINES[engine](config)


def convert(
    document: Document,
    config: str = "s2tw",
    engine: str = "opencc",
    lock: Glossary | None = None,
    own: Preferences | None = None,
) -> Document:
    """Return the document with a version in the target script (``hans``, ``hant``), made of the latest version.

    The terms of the glossary ``lock`` are written as their rows write them, whatever the engine would do (s2twp makes
    影片 of 视频); ``own``, the user's words and protected stretches, stands above both. Raises UsageError for an
    unknown engine or configuration, and where the version exists already.

    >>> from toolkit.document import from_text
    >>> convert(from_text("并于年底"), "s2tw").text("hant")
    '並於年底'
    """
    converter(config, engine)
    name, lang = TARGETS[config.partition("2")[2]]
    if document.has(name):
        raise UsageError(f'the document has a version "{name}" already', place=document.source.name)
    return document.with_version(name, edits(document.text(), config, engine, lock, own), lang=lang)


def edits(
    characters: str,
    config: str,
    engine: str = "opencc",
    lock: Glossary | None = None,
    own: Preferences | None = None,
) -> Edits:
    """Return the edits of a conversion, as ``convert`` makes them; raises UsageError for an unknown name.

    >>> [(edit.span.start, edit.text) for edit in edits("并于年底", "s2tw")]
    [(0, '並於')]
    """
    turn, held = converter(config, engine), locks(lock, config)
    if isinstance(turn, Chooser):
        made = replace(turn, locks=held).convert(characters)
        return own.settle(characters, config, made) if own else made
    if not own:
        return Edits(tuple(_around(turn, held, characters, 0))) if held.automata else turn.convert(characters)
    found: list[Edit] = []
    done = 0
    for span, form in own.held(characters, config):
        found += _around(turn, held, characters[done : span.start], done)
        found += settled_edits(characters, span, form)
        done = span.end
    return Edits((*found, *_around(turn, held, characters[done:], done)))


def _around(turn: Converter, held: Locks, characters: str, start: int) -> Iterator[Edit]:
    """Convert the stretches between the locked terms, each for itself, and write the terms as locked."""
    done = 0
    for span, form in held.found(characters):
        yield from (shifted(edit, start + done) for edit in turn.convert(characters[done : span.start]))
        lock = edits_between(span.of(characters), form, "script.glossary")
        yield from (shifted(edit, start + span.start) for edit in lock)
        done = span.end
    yield from (shifted(edit, start + done) for edit in turn.convert(characters[done:]))
