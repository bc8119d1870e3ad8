"""Formats whose structure conversion keeps: one file each says where the text stands; everything else stays as it is.

Plain text is not here but in ``pieces``: it has no structure beyond its lines and may be of any size.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import PurePath
from typing import Any

from toolkit.errors import UsageError
from toolkit.formats.structure.passages import Passage, Run, Turn

PLAIN = "txt"
SUFFIXES = {
    ".txt": PLAIN, ".text": PLAIN, ".md": "md", ".markdown": "md", ".html": "html", ".htm": "html", ".xhtml": "html",
    ".shtml": "html", ".docx": "docx", ".epub": "epub", ".srt": "srt", ".vtt": "vtt", ".csv": "csv", ".tsv": "tsv",
}  # fmt: skip
# each imported when a file of its kind comes: the module, and its function
FORMATS = {
    "md": ("markdown", "passages"),
    "html": ("html", "passages"),
    "srt": ("subtitles", "passages"),
    "vtt": ("subtitles", "passages"),
    "csv": ("table", "passages"),
    "tsv": ("table", "passages"),
    "docx": ("docx", "convert_docx"),
    "epub": ("epub", "convert_epub"),
}
ARCHIVES = ("docx", "epub")
TABLES = ("csv", "tsv")
KNOWN = (PLAIN, *FORMATS)
OPENING = 4096  # bytes that tell the format of a file without a known suffix
PAGE = re.compile(
    rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,500}?-->\s*)?"
    rb"<(?:!doctype\s+html|html|head|body|meta|title|div|p|h1|table)\b",
    re.I | re.S,
)
SUBTITLES = re.compile(rb"(?:\xef\xbb\xbf)?\s*\d+\s*\r?\n\d{2}:\d{2}:\d{2},\d{3} --> ")
Convert = Callable[[bytes, str, Turn], bytes]


@dataclass(frozen=True, slots=True)
class Format:
    """A format by name, and the module and function that know it."""

    name: str

    def __post_init__(self) -> None:
        if self.name not in KNOWN:
            raise UsageError(f'there is no format "{self.name}"', remedy="choose --format " + ", ".join(KNOWN))

    @property
    def archived(self) -> bool:
        """Whether a file of this format is an archive of parts, and no text itself."""
        return self.name in ARCHIVES

    @property
    def labeled(self) -> bool:
        """Whether a file of this format says itself what encoding it is in."""
        return self.archived or self.name == "html"

    def passages(self, characters: str, columns: tuple[str, ...] = ()) -> Iterator[Passage]:
        """Yield where the text stands."""
        found: Iterator[Passage]
        if self.name == PLAIN:
            found = iter([Passage((Run(0, len(characters), characters),))])
        elif self.name in TABLES:
            found = self._function()(characters, columns, tabs=self.name == "tsv")
        else:
            found = self._function()(characters)
        return found

    def convert(self, data: bytes, name: str, turn: Turn) -> bytes:
        """Return an archive with its text converted."""
        done: bytes = self._function()(data, name, turn)
        return done

    def _function(self) -> Callable[..., Any]:
        module, function = FORMATS[self.name]
        found: Callable[..., Any] = getattr(import_module(f"{__name__}.{module}"), function)
        return found


def format_of(name: str, opening: bytes) -> Format:
    """Return the format of a file: what its suffix says, else what its first bytes do.

    >>> format_of("通报", b"<!DOCTYPE html>").name, format_of("a.MD", b"").name, format_of("-", b"").name
    ('html', 'md', 'txt')
    """
    known = SUFFIXES.get(PurePath(name).suffix.lower())
    return Format(known or _sniffed(opening[:OPENING]))


def _sniffed(opening: bytes) -> str:
    if opening.startswith(b"PK\x03\x04"):
        if b"mimetypeapplication/epub+zip" in opening:
            return "epub"
        return "docx" if b"[Content_Types].xml" in opening or b"word/" in opening or b"_rels/" in opening else PLAIN
    narrow = opening.replace(b"\0", b"")  # an opening in ASCII, also of UTF-16
    if PAGE.match(narrow):
        return "html"
    if re.match(rb"(?:\xef\xbb\xbf)?WEBVTT[\s]", narrow):
        return "vtt"
    return "srt" if SUBTITLES.match(narrow) else PLAIN
