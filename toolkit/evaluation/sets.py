"""Evaluation sets: source lines with their references, and the terms and numbers that a draft should carry.

Three forms are read, each with a sentence a line: a work of ``texts/``, plain parallel files, and JSONL with ``id``,
``doc``, ``zh``, ``en`` (references), ``terms`` (``zh`` and accepted ``en``) and ``numbers`` (``1.2万=12,000|12000``).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from toolkit.corpus.works import Work
from toolkit.errors import InputError

REMEDY = "see docs/evaluation.md"
ANNOTATED, GLOSSARY = "set", "glossary"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a draft should say somewhere in a line: the characters in question and the accepted forms."""

    zh: str
    accepted: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a set: its source, its references, and what is wanted of its draft."""

    id: str
    doc: str
    genre: str
    zh: str
    references: tuple[str, ...]
    terms: tuple[Wanted, ...] = ()
    numbers: tuple[Wanted, ...] = ()


@dataclass(frozen=True, slots=True)
class EvaluationSet:
    """Lines in their order; those of one document stand together and are drafted as one text.

    ``annotation`` says who names the terms and numbers: "set", its author, or "glossary", which finds them itself.
    ``works`` names the documents that are drafted from a file as found and not from their lines.
    """

    name: str
    lines: tuple[Line, ...]
    annotation: str = ANNOTATED
    works: Mapping[str, Work] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not any(line.references for line in self.lines):
            raise InputError("no line has a reference", place=self.name, remedy=REMEDY)

    @property
    def documents(self) -> dict[str, list[int]]:
        """The numbers of the lines of each document."""
        found: dict[str, list[int]] = {}
        for number, line in enumerate(self.lines):
            found.setdefault(line.doc, []).append(number)
        return found


def of_works(found: Sequence[Work]) -> EvaluationSet:
    """Return the set of works that come with the package; raises InputError for one without reference."""
    lines: list[Line] = []
    for work in found:
        sources = read_lines(work.folder / "clean.zh.txt")
        references = read_lines(work.folder / "reference.en.txt")
        _same_length(sources, references, work.folder / "reference.en.txt")
        genre = str(work.about.get("genre", ""))
        pairs = enumerate(zip(sources, references, strict=True), start=1)
        lines += [
            Line(f"{work.id}:{number}", work.id, genre, zh, (en,) if en.strip() else ()) for number, (zh, en) in pairs
        ]
    name = ", ".join(work.id for work in found)
    return EvaluationSet(name, tuple(lines), GLOSSARY, {work.id: work for work in found})


def of_files(source: Path, references: Sequence[Path]) -> EvaluationSet:
    """Return the set of plain parallel files; raises InputError where their lines do not pair."""
    sources = read_lines(source)
    columns = [read_lines(path) for path in references]
    for path, column in zip(references, columns, strict=True):
        _same_length(sources, column, path)
    lines = (
        Line(f"{source.stem}:{number}", source.stem, "", zh, tuple(en for en in row if en.strip()))
        for number, (zh, *row) in enumerate(zip(sources, *columns, strict=True), start=1)
    )
    return EvaluationSet(source.stem, tuple(lines), GLOSSARY)


def of_jsonl(path: Path) -> EvaluationSet:
    """Return a set in JSONL; raises InputError naming the line that is malformed."""
    lines = []
    for number, text in enumerate(read_lines(path), start=1):
        if not text.strip():
            continue
        try:
            lines.append(_line(json.loads(text)))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            reason = f"no {error}" if isinstance(error, KeyError) else str(error)
            raise InputError(f"malformed ({reason})", place=f"{path}:{number}", remedy=REMEDY) from None
    if not lines:
        raise InputError("the set is empty", place=str(path), remedy=REMEDY)
    return EvaluationSet(path.stem, tuple(_together(lines)))


def _line(row: Mapping[str, Any]) -> Line:
    doc = str(row.get("doc", "") or "set")
    references = row["en"]
    if isinstance(references, str) or not all(isinstance(one, str) for one in references):
        raise ValueError('"en" is no list of references')
    if "\n" in row["zh"]:
        raise ValueError('"zh" is more than one line')
    numbers = []
    for number in row.get("numbers", []):
        zh, equals, forms = number.partition("=")
        if not equals:
            raise ValueError(f'"{number}" has no =')
        numbers.append(Wanted(zh, tuple(form.strip() for form in forms.split("|"))))
    terms = tuple(Wanted(term["zh"], tuple(term["en"])) for term in row.get("terms", []))
    return Line(str(row["id"]), doc, str(row.get("genre", "")), row["zh"], tuple(references), terms, tuple(numbers))


def _together(lines: Iterable[Line]) -> list[Line]:
    """Return the lines with those of one document side by side, documents in the order of their first lines."""
    found: dict[str, list[Line]] = {}
    for line in lines:
        found.setdefault(line.doc, []).append(line)
    return [line for group in found.values() for line in group]


def read_lines(path: Path) -> list[str]:
    """Return the lines of a UTF-8 file, empty ones too; raises InputError where it cannot be read."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise InputError("no such file", place=str(path), remedy="check the name") from None
    except UnicodeDecodeError as error:
        raise InputError(f"not UTF-8 at byte {error.start}", place=str(path), remedy="save it as UTF-8") from None
    except OSError as error:
        raise InputError(f"cannot be read ({error.strerror})", place=str(path), remedy="check the name") from None
    lines = text.replace("\r\n", "\n").split("\n")
    return lines[:-1] if lines and not lines[-1] else lines


def _same_length(sources: Sequence[str], column: Sequence[str], path: Path) -> None:
    if len(column) != len(sources):
        raise InputError(
            f"{len(column)} lines for {len(sources)} of the source", place=str(path), remedy="a line for a line"
        )
