"""Plain text of any size in pieces: cut where no word and no context crosses, so that the pieces make the whole.

No phrase of OpenCC's holds a line end or a mark, and no context of ours reaches over one. A line that is longer than
a piece and holds no mark is cut where both sides convert to what the whole converts to; the start of a piece is itself
such a place, so the reading of the whole and of the pieces is the same from there on.
"""

from __future__ import annotations

import codecs
from collections.abc import Callable, Iterator

from toolkit.formats.encoding import decode_exactly

SIZE = 1 << 20  # bytes: small against memory, large against the cost of handing a piece to another process
REACH = 64  # code points that a phrase or a context may reach; the longest phrase of OpenCC has 15
TRIES = 256
MARKS = ("。！？；", "，、：")
Read = Callable[[int], bytes]
Text = Callable[[str], str]


def encode_exactly(characters: str, encoding: str) -> bytes:
    """Return the bytes that ``decode_exactly`` made the characters of; halves of UTF-16 pairs too."""
    return characters.encode(encoding, "surrogatepass" if encoding.startswith("utf-16") else "surrogateescape")


def decode_piece(data: bytes, encoding: str) -> str:
    """Return the characters of a piece, as the whole file decodes."""
    if encoding.startswith("utf-16"):
        return data.decode(encoding, "surrogatepass")
    if encoding == "utf-8":  # never reads two sequences as one character
        return data.decode(encoding, "surrogateescape")
    return decode_exactly(data, encoding)


def pieces(read: Read, encoding: str, text: Text, size: int = SIZE) -> Iterator[bytes]:
    """Yield the bytes that ``read`` gives, in pieces of about ``size``; ``text`` converts, for the choice of a cut.

    Put together the pieces are the bytes read, and their conversions are the conversion of the whole.
    """
    held = b""
    size = max(size, 8 * REACH)
    while data := read(size):
        held += data
        if len(held) < size:
            continue
        if at := _cut(held, encoding, text):
            yield held[:at]
            held = held[at:]
    if held:
        yield held


def _cut(data: bytes, encoding: str, text: Text) -> int:
    """Return where the bytes may be cut, 0 where more of them are needed."""
    if at := _line_end(data, encoding):
        return at
    characters, whole = _whole_characters(data, encoding)
    for marks in MARKS:
        if at := max(characters.rfind(mark) for mark in marks) + 1:
            return len(encode_exactly(characters[:at], encoding))
    at = _agreed(characters, text)
    return len(encode_exactly(characters[:at], encoding)) if whole else 0


def _line_end(data: bytes, encoding: str) -> int:
    """Return the place behind the last line end: LF is no part of another character but in UTF-16."""
    if not encoding.startswith("utf-16"):
        return data.rfind(b"\n") + 1
    mark = "\n".encode(encoding)
    at = len(data)
    while (at := data.rfind(mark, 0, at + 1)) >= 0:
        if at % 2 == 0:
            return at + 2
    return 0


def _whole_characters(data: bytes, encoding: str) -> tuple[str, int]:
    """Return the characters that are whole in ``data``, and how many bytes they take."""
    if encoding.startswith("utf-16"):
        last = len(data) - len(data) % 2
        characters = data[:last].decode(encoding, "surrogatepass")
        if characters and "\ud800" <= characters[-1] <= "\udbff":
            characters, last = characters[:-1], last - 2
        return characters, last
    decoder = codecs.getincrementaldecoder(encoding)("surrogateescape")
    decoder.decode(data)
    last = len(data) - len(decoder.getstate()[0])
    return decode_piece(data[:last], encoding), last


def _agreed(characters: str, text: Text) -> int:
    """Return the last place where both sides convert to what the whole does, or the start where there is none."""
    whole = text(characters)
    last = len(characters) - REACH
    for at in range(last, max(last - TRIES, 0), -1):
        left = text(characters[:at])
        if whole.startswith(left) and text(characters[at:]) == whole[len(left) :]:
            return at
    return 0
