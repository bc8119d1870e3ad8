"""A Document made by hand with every layer that a reading copy prints; the sentences are our own.

Damaged on purpose: a pinyin annotation, a GBK splice (doubtful), half-width commas, a character lost for good, a
script in angle brackets, page furniture at the end.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from tests.copy_data import CONCEPTS, REPAIRS, SEGMENTS, Script
from toolkit.analysis.values import Name, Quantity, Reading, Token
from toolkit.document import (
    DECODED,
    HANS,
    HANT,
    READ,
    REPAIRED,
    Annotation,
    Document,
    Draft,
    Finding,
    Layer,
    Link,
    QuantityUse,
    Source,
    TermUse,
    Version,
)
from toolkit.script.review import Doubt
from toolkit.text import Edit, Edits, Span, Text, edits_between


@dataclass(frozen=True, slots=True)
class Segment:
    """What the segment layer says of a segment."""

    id: str
    paragraph: int
    kind: str


_HANS = str.maketrans(
    "關開動機應當辦護眾權銀嶺區獲竊費繳電車輛據紹來類萬視頻監攝頭與網實時聯違處發內舉報線經給獎",
    "关开动机应当办护众权银岭区获窃费缴电车辆据绍来类万视频监摄头与网实时联违处发内举报线经给奖",
)
_HANT = str.maketrans("于余辖", "於餘轄")


def long_scripts(times: int) -> tuple[Script, ...]:
    """Return the segments over and over, each time in paragraphs of their own."""
    paragraphs = SEGMENTS[-1].paragraph + 1
    return tuple(
        replace(script, paragraph=script.paragraph + round * paragraphs)
        for round in range(times)
        for script in SEGMENTS
    )


def repaired_text(scripts: Sequence[Script] = SEGMENTS) -> str:
    """Return the text as repaired: a paragraph a line."""
    lines: dict[int, str] = {}
    for script in scripts:
        lines[script.paragraph] = lines.get(script.paragraph, "") + script.text
    return "\n".join(lines.values())


def copy_document(*, layers: Sequence[str] | None = None, scripts: Sequence[Script] = SEGMENTS) -> Document:
    """Return the document, with all its layers or only the named ones."""
    repaired = repaired_text(scripts)
    damaging = Edits(
        tuple(
            Edit(Span(at, at + len(clean)), found, rule, evidence, doubtful)
            for anchor, clean, found, rule, evidence, doubtful in REPAIRS
            for at in [repaired.index(anchor)]
        )
    )
    read = damaging.apply(repaired)
    decoded = "\ufeff" + read.replace("\n", "\r\n")
    reading = Edits((Edit(Span(0, 1), "", "read.mark"), *_line_ends(decoded)))
    data = decoded.encode("utf-8")
    source = Source("notice.txt", hashlib.sha256(data).hexdigest(), "utf-8", len(data))
    document = Document(source, (Version(DECODED, Text(decoded, "zh-Hant")),))
    document = document.with_version(READ, reading).with_version(REPAIRED, damaging.invert(repaired))
    document = document.with_version(
        HANS, edits_between(repaired, repaired.translate(_HANS), "opencc.t2s"), lang="zh-Hans"
    )
    hant = edits_between(repaired, repaired.translate(_HANT), "opencc.s2tw")
    document = document.with_version(HANT, hant, parent=REPAIRED, lang="zh-Hant-TW")
    made = [
        Layer(kind, REPAIRED, tuple(sorted(notes, key=lambda note: note.span)))
        for kind, notes in _layers(scripts).items()
    ]
    return replace(document, layers=tuple(layer for layer in made if layers is None or layer.kind in layers))


def _line_ends(decoded: str) -> Iterator[Edit]:
    at = decoded.find("\r\n")
    while at >= 0:
        yield Edit(Span(at, at + 1), "", "read.line-end")
        at = decoded.find("\r\n", at + 1)


def _layers(scripts: Sequence[Script]) -> dict[str, list[Annotation]]:
    """Return the annotations of every layer over the repaired text."""
    kinds = (
        "segment",
        "token",
        "reading",
        "term",
        "quantity",
        "name",
        "boilerplate",
        "draft",
        "finding",
        "damage",
        "choice",
    )
    made: dict[str, list[Annotation]] = {kind: [] for kind in kinds}
    at, paragraph = 0, 0
    for number, script in enumerate(scripts, start=1):
        at += script.paragraph - paragraph
        paragraph = script.paragraph
        for kind, span, value in _annotations(script, number):
            made[kind].append(Annotation(span.shift(at), kind, value, "fixture"))
        at += len(script.text)
    return made


def _annotations(script: Script, number: int) -> Iterator[tuple[str, Span, object]]:
    whole, at = Span(0, len(script.text)), 0
    yield "segment", whole, Segment(f"s{number}", script.paragraph, script.kind)
    for word, pinyin in script.tokens:
        span = Span(at, at := at + len(word))
        yield "token", span, Token(word, "n")
        if pinyin:
            yield "reading", span, Reading(pinyin)
    for concept in CONCEPTS:
        found = script.text.find(concept.preferred.hant)
        if found >= 0:
            yield "term", Span(found, found + len(concept.preferred.hant)), concept
    for chinese, english, value in script.quantities:
        yield "quantity", _at(script.text, chinese), Quantity("number", value, english)
    for chinese, english in script.masked:
        yield "name", _at(script.text, chinese), Name("person", english, masked=True)
    for code, chinese, message in script.findings:
        yield "finding", _at(script.text, chinese), Finding(code, _at(script.text, chinese), message)
    if "于" in script.text:
        at_sign = _at(script.text, "于")
        yield "choice", at_sign, Doubt(at_sign, "于", "於", ("于",), 0.4, ("alone", "name"), "opencc.s2tw", target=HANT)
    if "\ufffd" in script.text:
        yield "damage", _at(script.text, "\ufffd"), "half a character"
    if script.kind == "boilerplate":
        yield "boilerplate", whole, "share line"
    if script.english:
        yield "draft", whole, _draft(script)


def _at(text: str, part: str) -> Span:
    """Return where a part first stands in a text."""
    start = text.index(part)
    return Span(start, start + len(part))


def _word_at(text: str, part: str) -> Span:
    """Return where a part first stands in English as whole words."""
    found = re.search(rf"(?<!\w){re.escape(part)}(?!\w)", text)
    if found is None:
        raise ValueError(f"no {part!r} in {text!r}")
    return Span(found.start(), found.end())


def _draft(script: Script) -> Draft:
    chinese, english = script.text, script.english
    links = [
        Link((_at(chinese, source),), (_word_at(english, target),), f"lexicon:{source}")
        for source, target in script.links
    ]
    return Draft(
        english,
        script.engine,
        script.level,
        tuple(links) + tuple(Link((), (_word_at(english, word),), "rule:supplied") for word in script.supplied),
        tuple(_word_at(english, word) for word in script.supplied),
        tuple(TermUse(c, _at(chinese, zh), _word_at(english, en), en) for c, zh, en in script.terms),
        tuple(QuantityUse(_at(chinese, zh), _word_at(english, en), value) for zh, en, value in script.quantities),
    )
