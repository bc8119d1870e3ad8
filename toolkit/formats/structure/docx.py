"""Word documents (ISO/IEC 29500): the text of paragraphs, titles and picture descriptions; all else stays.

Word cuts a paragraph into runs wherever a property changes, often inside a word; a paragraph is therefore one passage.
Field codes, styles, fonts and settings are no text. Deleted text of tracked changes is: both versions stay readable.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolkit.errors import InputError
from toolkit.formats.html import ATTRIBUTE, Token
from toolkit.formats.structure.archive import open_archive, replaced
from toolkit.formats.structure.html import text_runs
from toolkit.formats.structure.passages import Passage, Run, Turn, rewritten
from toolkit.formats.structure.xml import decoded, encoded, tokens

MAIN = "word/document.xml"
PARTS = re.compile(
    r"word/(?:document|header\d*|footer\d*|footnotes|endnotes|comments|styles|settings|numbering)\.xml"
    r"|word/(?:charts/chart|diagrams/data|diagrams/drawing)\d*\.xml|word/glossary/document\.xml|docProps/core\.xml"
)
TEXT = frozenset(("w:t", "w:delText", "a:t"))
BREAKS = frozenset(("w:br", "w:tab", "w:cr", "w:ptab", "a:br"))
PROPERTIES = frozenset(("dc:title", "dc:subject", "dc:description", "cp:keywords", "cp:category"))
LANGUAGES = {"w:lang": "w:eastAsia", "w:themeFontLang": "w:eastAsia", "a:rPr": "lang", "a:endParaRPr": "lang"}
PICTURES = frozenset(("wp:docPr", "pic:cNvPr", "v:shape"))
SHOWN = frozenset(("descr", "title", "alt"))
OLD = b"\xd0\xcf\x11\xe0"


def convert_docx(data: bytes, name: str, turn: Turn) -> bytes:
    """Return the document converted; raises InputError for one that is broken, encrypted, unsafe or no document."""
    if data.startswith(OLD):
        message, remedy = "an encrypted or an old Word document", "save it as .docx without a password"
        raise InputError(message, place=name, remedy=remedy)
    archive = open_archive(data, name)
    if MAIN not in archive.names():
        raise InputError("is no Word document", place=name, remedy="choose the format with --format")
    parts = {}
    for part in filter(PARTS.fullmatch, archive.names()):
        characters, encoding = decoded(archive.read(part), f"{name}, {part}")
        parts[part] = encoded(rewritten(characters, passages(characters), turn), encoding)
    return replaced(archive, parts)


def passages(characters: str) -> Iterator[Passage]:
    """Yield the passages of a part of a Word document: paragraphs up to a break, properties, language tags.

    >>> part = "<w:p><w:r><w:t>软</w:t></w:r><w:r><w:t>件</w:t></w:r></w:p>"
    >>> [[run.text for run in passage.runs] for passage in passages(part)]
    [['软', '件']]
    """
    paragraphs: list[list[Run]] = []  # a paragraph may hold a text box, and that paragraphs
    within = ""
    for token in tokens(characters):
        name, closed = token.name, token.attributes.endswith("/")
        if not name or name == "#cdata":
            runs = _runs(characters, token) if within else []
            if within in PROPERTIES and runs:
                yield Passage(tuple(runs))
            elif paragraphs:
                paragraphs[-1] += runs
        elif name in TEXT or name in PROPERTIES:
            within = "" if token.closing or closed else name
        elif name in ("w:p", "a:p") and not closed:
            if not token.closing:
                paragraphs.append([])
            elif paragraphs and (runs := paragraphs.pop()):
                yield Passage(tuple(runs))
        elif name in BREAKS and paragraphs and paragraphs[-1]:
            yield Passage(tuple(paragraphs[-1]))
            paragraphs[-1] = []
        elif name in LANGUAGES or name in PICTURES:
            yield from _attributes(characters, token)


def _runs(characters: str, token: Token) -> list[Run]:
    if token.name:  # in CDATA nothing is a reference
        return [Run(token.start, token.end, characters[token.start : token.end])]
    return list(text_runs(characters, token.start, token.end))


def _attributes(characters: str, token: Token) -> Iterator[Passage]:
    for found in ATTRIBUTE.finditer(characters, token.inside, token.inside + len(token.attributes)):
        start, end = found.span(found.lastindex or 0)
        if found[1] == LANGUAGES.get(token.name):
            yield Passage((Run(start, end, characters[start:end]),), label=True)
        elif token.name in PICTURES and found[1] in SHOWN and start < end:
            yield Passage(tuple(text_runs(characters, start, end)))
