"""XML parts of documents: read strictly, scanned in place, written back in their own encoding."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.parsers import expat

from toolkit.errors import InputError
from toolkit.formats.html import Token

TOKEN = re.compile(
    r"<!--.*?-->|<!\[CDATA\[(?P<data>.*?)\]\]>|<\?.*?\?>"
    r"|<(?P<close>/?)(?P<name>[^\s/><!?]+)(?P<inside>(?:[^>\"']|\"[^\"]*\"|'[^']*')*)>|<!(?:[^>\[]|\[[^\]]*\])*>",
    re.S,
)
DECLARED = re.compile(rb"""\s*<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]{2,40})""")
MARKS = {b"\xef\xbb\xbf": "utf-8", b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}


def decoded(data: bytes, place: str) -> tuple[str, str]:
    """Return the characters of a part and its encoding.

    Raises InputError where it is not well-formed, or declares a document type: entities can stand for anything.
    """
    _refuse_malformed(data, place)
    declared = DECLARED.match(data)
    encoding = next((known for mark, known in MARKS.items() if data.startswith(mark)), "")
    encoding = encoding or (declared[1].decode("ascii") if declared else "utf-8")
    try:
        return data.decode(encoding), encoding
    except (UnicodeDecodeError, LookupError) as error:
        raise InputError(f"cannot be decoded ({error})", place=place, remedy="save the document again") from None


def encoded(characters: str, encoding: str) -> bytes:
    """Return the bytes; a character that the encoding lacks becomes a character reference."""
    return characters.encode(encoding, "xmlcharrefreplace")


def _refuse_malformed(data: bytes, place: str) -> None:
    def refuse(*_: object) -> None:
        remedy = "save the document again without it"
        raise InputError("declares a document type, which may hold entities", place=place, remedy=remedy)

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = refuse
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise InputError(f"is no well-formed XML ({error})", place=place, remedy="save the document again") from None
    except (ValueError, LookupError) as error:
        raise InputError(f"is in no known encoding ({error})", place=place, remedy="save the document again") from None


def tokens(characters: str) -> Iterator[Token]:
    """Yield the text and the tags of well-formed XML in order; text in CDATA counts as text, comments are left out.

    >>> [(token.name or "text", token.closing) for token in tokens("<w:t>警</w:t>")]
    [('w:t', False), ('text', False), ('w:t', True)]
    """
    done = 0
    for found in TOKEN.finditer(characters):
        if found.start() > done:
            yield Token(done, found.start())
        done = found.end()
        if found["name"]:
            closing = bool(found["close"])
            yield Token(found.start(), done, found["name"], found["inside"], closing, found.start("inside"))
        elif found["data"]:
            yield Token(*found.span("data"), "#cdata")
    if done < len(characters):
        yield Token(done, len(characters))
