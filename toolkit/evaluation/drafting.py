"""The drafts that are evaluated: made by an engine, or read from a file, with what the source wants of them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from toolkit import pipeline
from toolkit.analysis.values import Quantity
from toolkit.document import Document, Draft, Finding, from_text
from toolkit.errors import InputError
from toolkit.evaluation.sets import GLOSSARY, EvaluationSet, Line, Wanted, read_lines
from toolkit.formats import read_document
from toolkit.glossary import Glossary
from toolkit.pipeline import Settings
from toolkit.text import Span
from toolkit.transfer.explain.values import Explanation

_SILENT_KINDS = frozenset(("list-number", "code"))
_FIGURES = dict(enumerate(["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]))


@dataclass(frozen=True, slots=True)
class Part:
    """One segment of a drafted line: its id in the document, the rung of the ladder, its findings, its explanation.

    ``rendered`` pairs each term and name of the source with the English that its characters are linked to.
    """

    id: str
    level: str
    findings: tuple[Finding, ...] = ()
    rendered: tuple[tuple[str, str], ...] = ()
    explanation: Explanation | None = None


@dataclass(frozen=True, slots=True)
class Drafted:
    """The English of one line, and its segments where an engine of ours made it."""

    english: str
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class Prepared:
    """A set whose documents are analyzed: its lines know what is wanted of them."""

    lines: tuple[Line, ...]
    documents: Mapping[str, Document]
    settings: Mapping[str, Settings]


def prepare(found: EvaluationSet, glossary: Glossary, settings: Settings) -> Prepared:
    """Analyze the documents of a set; where nobody annotated it, the glossary's terms and all quantities are wanted."""
    lines = list(found.lines)
    documents, asked = {}, {}
    for doc, numbers in found.documents.items():
        asked[doc] = _dated(settings, found, doc)
        documents[doc] = pipeline.prepare(_document(found, doc, numbers), glossary, asked[doc])
        if found.annotation == GLOSSARY:
            terms, quantities = _terms(documents[doc]), _quantities(documents[doc])
            for at, number in enumerate(numbers):
                lines[number] = replace(
                    lines[number], terms=tuple(terms.get(at, ())), numbers=tuple(quantities.get(at, ()))
                )
    return Prepared(tuple(lines), documents, asked)


def _dated(settings: Settings, found: EvaluationSet, doc: str) -> Settings:
    work = found.works.get(doc)
    return replace(settings, today=settings.today or pipeline.date_of(work.about)) if work else settings


def _document(found: EvaluationSet, doc: str, numbers: Sequence[int]) -> Document:
    work = found.works.get(doc)
    return (
        read_document(work.source) if work else from_text("\n".join(found.lines[at].zh for at in numbers) + "\n", doc)
    )


def draft(prepared: Prepared, glossary: Glossary, *, explained: bool = False) -> list[Drafted]:
    """Draft every document of a set, and return the draft of each line; ``explained`` asks for explanations too."""
    drafted: list[Drafted] = []
    for doc, document in prepared.documents.items():
        settings = prepared.settings[doc]
        stage = pipeline.explain if explained else pipeline.draft
        done = stage(document, glossary, settings)
        count = sum(line.doc == doc for line in prepared.lines)
        english = pipeline.english_lines(done).split("\n")
        parts = _parts(done)
        drafted += [Drafted(english[at], tuple(parts.get(at, ()))) for at in range(count)]
    return drafted


def _parts(document: Document) -> dict[int, list[Part]]:
    """Return the segments by the number of their line."""
    layer = document.layer("segment")
    text = document.text(layer.version)
    drafts = {note.span: note.value for note in document.layer("draft")}
    told = {note.span: note.value for note in document.layer("explanation")}
    words = [(note.span, note.span.of(text)) for kind in ("term", "name") for note in document.layer(kind)]
    found: dict[int, list[Part]] = {}
    for note in layer:
        made = drafts.get(note.span)
        if made is not None and note.value.kind != "boilerplate":
            inside = [(span.shift(-note.span.start), zh) for span, zh in words if note.span.covers(span)]
            part = Part(note.value.id, made.level, made.findings, tuple(_rendered(made, inside)), told.get(note.span))
            found.setdefault(text.count("\n", 0, note.span.start), []).append(part)
    return found


def _rendered(made: Draft, words: Sequence[tuple[Span, str]]) -> Iterator[tuple[str, str]]:
    """Yield each word with the English that its characters are linked to, none where there is none."""
    for span, zh in words:
        targets = sorted(
            target
            for link in made.links
            if not link.by.startswith("grammar:") and any(span.covers(source) for source in link.source)
            for target in link.target
        )
        if targets:
            said = dict.fromkeys(target.of(made.english).casefold() for target in targets)
            yield zh, " ".join(said)


def _terms(document: Document) -> dict[int, list[Wanted]]:
    """Return the glossary terms of each line, with every rendering that the glossary has."""
    layer = document.layer("term")
    text = document.text(layer.version)
    found: dict[int, list[Wanted]] = {}
    for note in layer:
        wanted = Wanted(note.span.of(text), note.value.renderings)
        found.setdefault(text.count("\n", 0, note.span.start), []).append(wanted)
    return found


def _quantities(document: Document) -> dict[int, list[Wanted]]:
    layer = document.layer("quantity")
    text = document.text(layer.version)
    found: dict[int, list[Wanted]] = {}
    for note in layer:
        if note.value.kind not in _SILENT_KINDS and re.search(r"\d", note.value.value):
            wanted = Wanted(note.span.of(text), forms(note.value))
            found.setdefault(text.count("\n", 0, note.span.start), []).append(wanted)
    return found


def forms(quantity: Quantity) -> tuple[str, ...]:
    """Return the forms in which English may say a quantity, its bound left free.

    >>> forms(Quantity("percent", "0.137", "nearly 13.7 percent", "nearly"))
    ('13.7 percent', '13.7%')
    """
    said = quantity.english
    if quantity.bound and said.startswith(quantity.bound + " "):
        said = said.removeprefix(quantity.bound + " ")
    found = [said, said.replace(" percent", "%"), said.replace(",", "")]
    if re.fullmatch(r"[\w.,]+ (?:years|months|weeks|days|hours|minutes)", said):
        found.append(said.removesuffix("s").replace(" ", "-"))
    for figure, word in _FIGURES.items():
        found += [re.sub(rf"\b{word}\b", str(figure), one) for one in found[:2]]
    if quantity.value == "1":
        found += ["a", "an", "one"]
    return tuple(dict.fromkeys(found))


def read_hypothesis(path: Path, lines: Sequence[Line]) -> list[Drafted]:
    """Read drafts from plain lines, or from the JSON of an earlier evaluation, whose lines are found by their ids.

    Raises InputError where a line has no draft.
    """
    if path.suffix.lower() != ".json":
        found = read_lines(path)
        if len(found) != len(lines):
            raise InputError(f"{len(found)} lines for {len(lines)}", place=str(path), remedy="a line for a line")
        return [Drafted(english) for english in found]
    known = _earlier(path)
    missing = next((line.id for line in lines if line.id not in known), "")
    if missing:
        raise InputError(f'no draft of the line "{missing}"', place=str(path), remedy="evaluate the same set")
    return [known[line.id] for line in lines]


def _earlier(path: Path) -> dict[str, Drafted]:
    try:
        report: Any = json.loads("\n".join(read_lines(path)))
        return {line["id"]: _drafted(line) for line in report["lines"]}
    except (ValueError, KeyError, TypeError) as error:
        remedy = "it is written by duizhao evaluate --json"
        raise InputError(f"no report of an evaluation ({error})", place=str(path), remedy=remedy) from None


def _drafted(line: Mapping[str, Any]) -> Drafted:
    parts = []
    for part in line["parts"]:
        findings = tuple(Finding(one["code"], Span(*one["span"]), one["message"]) for one in part["findings"])
        rendered = tuple((zh, english) for zh, english in part["rendered"])
        parts.append(Part(part["id"], part["level"], findings, rendered))
    return Drafted(line["english"], tuple(parts))
