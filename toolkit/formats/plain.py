"""Plain text: bytes to a Document whose version ``read`` has no byte order mark and ends its lines with LF."""

from __future__ import annotations

import re
from dataclasses import replace

from toolkit.document import DECODED, READ, Document, Layer, Version
from toolkit.formats.encoding import decode
from toolkit.repair.damage import damage
from toolkit.text import Edit, Edits, Span, Text

RETURN = re.compile(r"\r\n?")


def read_bytes(data: bytes, name: str = "-") -> Document:
    """Return the Document of a plain text file: versions ``decoded`` and ``read``, layer ``damage`` over ``read``.

    NUL and other control characters are kept. Raises InputError for an empty or binary file.

    >>> document = read_bytes("\\ufeff公安\\r\\n".encode(), "通报.txt")
    >>> document.text("decoded"), document.text("read")
    ('\\ufeff公安\\r\\n', '公安\\n')
    """
    document = decoded_document(data, name)
    return with_damage(document.with_version(READ, line_edits(document.text(DECODED))))


def decoded_document(data: bytes, name: str, label: str = "", media_type: str = "text/plain") -> Document:
    """Return a Document that has its version ``decoded`` only."""
    characters, source = decode(data, name, label)
    return Document(replace(source, media_type=media_type), (Version(DECODED, Text(characters)),))


def line_edits(characters: str) -> Edits:
    """Return the edits that take a byte order mark off and turn CRLF and CR into LF."""
    found = [Edit(Span(0, 1), "", "read.bom", "byte order mark")] if characters.startswith("\ufeff") else []
    if "\r" in characters:
        for match in RETURN.finditer(characters):
            at = match.start()
            text, evidence = ("", "CRLF") if len(match.group()) == 2 else ("\n", "CR")
            found.append(Edit(Span(at, at + 1), text, "read.newline", evidence))
    return Edits(tuple(found))


def with_damage(document: Document) -> Document:
    """Return the document with the layer ``damage`` over its latest version."""
    return document.with_layer(Layer("damage", document.latest.name, damage(document.text())))
