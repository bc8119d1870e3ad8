"""Reading in: a file of any known format becomes a Document with the versions ``decoded`` and ``read``."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path, PurePath
from typing import BinaryIO

from toolkit.document import Document
from toolkit.errors import InputError
from toolkit.formats.html import page_facts, read_html
from toolkit.formats.plain import read_bytes

READERS: dict[str, Callable[[bytes, str], Document]] = {"plain": read_bytes, "html": read_html}
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
STDIN = "-"


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


def read_input(name: str) -> bytes:
    """Return the bytes of a file or of standard input; raises InputError with the place and the remedy."""
    with _told(name):
        return _stdin(name).read() if name == STDIN else Path(name).read_bytes()


@contextmanager
def open_input(name: str) -> Iterator[Callable[[int], bytes]]:
    """Give what reads the next bytes of a file or of standard input; it raises InputError as ``read_input`` does."""
    with ExitStack() as stack:
        with _told(name):
            file = _stdin(name) if name == STDIN else stack.enter_context(Path(name).open("rb"))

        def read(size: int) -> bytes:
            with _told(name):
                return file.read(size)

        yield read


def _stdin(name: str) -> BinaryIO:
    if sys.stdin is None:
        raise InputError("there is no standard input", place=name, remedy="name a file")
    return sys.stdin.buffer


@contextmanager
def _told(name: str) -> Iterator[None]:
    """Tell what goes wrong with a file in our own manner."""
    try:
        yield
    except FileNotFoundError:
        raise InputError("there is no such file", place=name, remedy="check the name and the folder") from None
    except IsADirectoryError:
        raise InputError("this is a folder", place=name, remedy="name the files in it") from None
    except PermissionError:
        raise InputError("the file may not be read", place=name, remedy="ask for permission to read it") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise InputError(f"the file cannot be read ({reason})", place=name, remedy="copy it and try again") from None


__all__ = [
    "EXTENSIONS",
    "READERS",
    "format_of",
    "open_input",
    "page_facts",
    "read_bytes",
    "read_document",
    "read_html",
    "read_input",
]
