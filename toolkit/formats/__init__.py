"""Reading in: a file of any known format becomes a Document with the versions ``decoded`` and ``read``."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import PurePath
from typing import TYPE_CHECKING

from toolkit.files import open_input, read_input

if TYPE_CHECKING:
    from toolkit.document import Document


def _plain(data: bytes, name: str) -> Document:
    from toolkit.formats.plain import read_bytes

    return read_bytes(data, name)


def _html(data: bytes, name: str) -> Document:
    from toolkit.formats.html import read_html

    return read_html(data, name)


READERS: dict[str, Callable[[bytes, str], Document]] = {"plain": _plain, "html": _html}  # imported when one is read
EXTENSIONS = {
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".shtml": "html",
    ".txt": "plain",
    ".text": "plain",
    ".md": "plain",
}
OPENING = re.compile(
    rb"[^<]{0,200}<(?:!doctype\s+html|html|head|body|meta|\?xml[^>]{0,200}\?>\s*<(?:!doctype\s+)?html)", re.I
)


def read_document(path: str | PurePath, data: bytes | None = None) -> Document:
    """Return the Document of a file, or of standard input where ``path`` is ``-``.

    ``data`` are its bytes where the caller has them already; ``path`` then only names them. The extension chooses
    the format; without a known one, the content does. The Source carries the name without its folders, so that a
    file gives the same bytes wherever it lies. Raises InputError for a file that is missing, unreadable, empty or
    no text.

    >>> read_document("page.htm", "<p>公安<p>民警".encode()).text()
    '公安\\n民警'
    """
    name = str(path)
    content = read_input(name) if data is None else data
    document = READERS[format_of(name, content)](content, name)
    return replace(document, source=replace(document.source, name=PurePath(name).name or name))


def format_of(name: str, data: bytes) -> str:
    """Return the key of READERS for a file, by its extension or else by how it opens."""
    known = EXTENSIONS.get(PurePath(name).suffix.lower())
    # the opening in ASCII, also of UTF-16
    return known or ("html" if OPENING.match(data[:2048].replace(b"\0", b"")) else "plain")


__all__ = ["EXTENSIONS", "READERS", "format_of", "open_input", "read_document", "read_input"]
