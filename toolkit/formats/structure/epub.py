"""EPUB books (2 and 3): chapters, the title and language of the package, tables of contents; all else stays."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from posixpath import dirname, join, normpath
from urllib.parse import unquote

from toolkit.errors import InputError
from toolkit.formats.html import ATTRIBUTE, Token
from toolkit.formats.structure.archive import Archive, open_archive, replaced
from toolkit.formats.structure.html import passages as page_passages
from toolkit.formats.structure.html import text_runs
from toolkit.formats.structure.passages import Passage, Run, Turn, rewritten
from toolkit.formats.structure.xml import DECLARED, decoded, encoded, tokens

CONTAINER, ENCRYPTION = "META-INF/container.xml", "META-INF/encryption.xml"
PAGES = frozenset(("application/xhtml+xml", "text/html", "text/x-oeb1-document"))
NAVIGATION = "application/x-dtbncx+xml"
METADATA = frozenset(("dc:title", "dc:description", "dc:subject"))
FONTS = ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")
ENTITIES = re.compile(r"<!DOCTYPE[^>\[]*\[|<!ENTITY", re.I)
PUBLIC = re.compile(rb"<!DOCTYPE[^>\[]*>")
Finder = Callable[[str], Iterator[Passage]]


def convert_epub(data: bytes, name: str, turn: Turn) -> bytes:
    """Return the book converted; raises InputError for one that is broken, protected, unsafe or no EPUB."""
    archive = open_archive(data, name)
    if CONTAINER not in archive.names():
        raise InputError("is no EPUB book", place=name, remedy="choose the format with --format")
    _refuse_protected(archive)
    parts = {}
    for part, finder in _finders(archive):
        place = f"{name}, {part}"
        read = _page if finder is page_passages else _strict
        characters, encoding = read(archive.read(part), place)
        parts[part] = encoded(rewritten(characters, finder(characters), turn), encoding)
    return replaced(archive, parts)


def _refuse_protected(archive: Archive) -> None:
    """Fonts may be scrambled, as the standard has it; a chapter may not."""
    if ENCRYPTION in archive.names():
        methods = re.findall(r"""EncryptionMethod[^>]*?Algorithm\s*=\s*["']([^"']*)""", _text(archive, ENCRYPTION))
        if any(method not in FONTS for method in methods):
            place = f"{archive.name}, {ENCRYPTION}"
            raise InputError("the book is protected", place=place, remedy="give one without copy protection")


def _text(archive: Archive, part: str) -> str:
    return _strict(archive.read(part), f"{archive.name}, {part}")[0]


def _finders(archive: Archive) -> Iterator[tuple[str, Finder]]:
    """Yield each part that holds text, and what finds it there."""
    for root in _values(_text(archive, CONTAINER), "rootfile", "full-path"):
        yield root, package_passages
        found: set[str] = set()
        for item in _elements(_text(archive, root), "item"):
            part = normpath(join(dirname(root), unquote(item.get("href", ""))))
            kind = item.get("media-type", "")
            if part in archive.names() and part not in found and (kind in PAGES or kind == NAVIGATION):
                found.add(part)
                yield part, page_passages if kind in PAGES else navigation_passages


def _elements(characters: str, name: str) -> Iterator[dict[str, str]]:
    for token in tokens(characters):
        if token.name.rpartition(":")[2] == name and not token.closing:
            yield {found[1]: found[found.lastindex or 0] for found in ATTRIBUTE.finditer(token.attributes)}


def _values(characters: str, name: str, attribute: str) -> list[str]:
    return list(dict.fromkeys(item[attribute] for item in _elements(characters, name) if attribute in item))


def _page(data: bytes, place: str) -> tuple[str, str]:
    """Decode a chapter; many are not well-formed, and readers show them all the same."""
    declared = DECLARED.match(data)
    encoding = declared[1].decode("ascii") if declared else "utf-8"
    encoding = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}.get(data[:2], encoding)
    try:
        characters = data.decode(encoding)
    except (UnicodeDecodeError, LookupError) as error:
        raise InputError(f"cannot be decoded ({error})", place=place, remedy="save the book again") from None
    if ENTITIES.search(characters):
        raise InputError("declares entities", place=place, remedy="save the book again without them")
    return characters, encoding


def _strict(data: bytes, place: str) -> tuple[str, str]:
    """Decode a part that must be well-formed; a public document type without declarations (NCX has one) is passed."""
    plain = PUBLIC.sub(lambda found: b" " * len(found[0]), data, count=1)
    _, encoding = decoded(plain, place)
    return data.decode(encoding), encoding


def package_passages(characters: str) -> Iterator[Passage]:
    """Yield the title, description, subjects and languages of a package document."""
    within = ""
    for token in tokens(characters):
        if token.name and token.name != "#cdata":
            within = "" if token.closing else token.name
            yield from language_passages(characters, token)
        elif within == "dc:language":
            found = characters[token.start : token.end]
            start = token.start + len(found) - len(found.lstrip())
            yield Passage((Run(start, start + len(found.strip()), found.strip()),), label=True)
        elif within in METADATA:
            yield Passage(tuple(text_runs(characters, token.start, token.end)))


def navigation_passages(characters: str) -> Iterator[Passage]:
    """Yield the labels of a table of contents (NCX)."""
    within = ""
    for token in tokens(characters):
        if token.name and token.name != "#cdata":
            within = "" if token.closing else token.name.rpartition(":")[2]
            yield from language_passages(characters, token)
        elif within == "text":
            yield Passage(tuple(text_runs(characters, token.start, token.end)))


def language_passages(characters: str, token: Token) -> Iterator[Passage]:
    """Yield the language tag of an element, as a label."""
    for found in ATTRIBUTE.finditer(characters, token.inside, token.inside + len(token.attributes)):
        if found[1] == "xml:lang":
            start, end = found.span(found.lastindex or 0)
            yield Passage((Run(start, end, characters[start:end]),), label=True)
