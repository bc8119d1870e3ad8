"""XML read without risk: no DTD, no entity, no network; a file that declares one is refused, with its line."""

from __future__ import annotations

import re
from typing import Any
from xml.parsers import expat

from lxml import etree

from toolkit.errors import InputError
from toolkit.formats.encoding import decode

_DECLARATION = re.compile(r"\A\s*<\?xml\b[^>]*\?>")
_LABEL = re.compile(rb"encoding\s*=\s*[\"']([A-Za-z0-9._-]+)")


class _Enough(Exception):
    """The root element begins: a declaration cannot come any more."""


def parse_xml(data: bytes, name: str) -> Any:
    """Return the root element of an XML file; its elements know their lines.

    Raises InputError, with file and line, where the file is no well-formed XML or holds a DOCTYPE.

    >>> parse_xml("<a><b>公安</b></a>".encode(), "a.tbx")[0].text
    '公安'
    >>> parse_xml(b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "a.tbx")
    Traceback (most recent call last):
    toolkit.errors.InputError: a.tbx:1: the file has a DOCTYPE, by which ...
    """
    label = _LABEL.search(data[:200].replace(b"\0", b""))
    characters, _ = decode(data, name, label[1].decode() if label else "")
    # the declaration names an encoding that the characters have no more; its line breaks stay, for the line numbers
    characters = _DECLARATION.sub(lambda found: "\n" * found[0].count("\n"), characters.removeprefix("\ufeff"))
    try:
        plain = characters.encode()
    except UnicodeEncodeError as error:
        line = characters.count("\n", 0, error.start) + 1
        raise InputError("bytes that are no text", place=f"{name}:{line}", remedy="save it anew as UTF-8") from None
    _refuse_doctype(plain, name)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=False)
    try:
        return etree.fromstring(plain, parser)
    except etree.XMLSyntaxError as error:
        raise InputError(f"no XML ({error.msg})", place=f"{name}:{error.lineno}", remedy="export it again") from None


def _refuse_doctype(data: bytes, name: str) -> None:
    parser = expat.ParserCreate("utf-8")

    def doctype(*_: object) -> None:
        raise InputError(
            "the file has a DOCTYPE, by which a file can reach others or swell without end",
            place=f"{name}:{parser.CurrentLineNumber}",
            remedy="delete the line <!DOCTYPE ...>; nothing of the terms is lost by it",
        )

    def element(*_: object) -> None:
        raise _Enough

    parser.StartDoctypeDeclHandler = doctype
    parser.StartElementHandler = element
    try:
        parser.Parse(data, True)
    except _Enough:
        return
    except expat.ExpatError as error:
        raise InputError(f"no XML ({error})", place=f"{name}:{error.lineno}", remedy="export it again") from None
