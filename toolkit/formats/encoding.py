"""Bytes in, characters out: which encoding a file is in, and a decoding that leads back to the very bytes.

Chinese files come in UTF-8, UTF-16, the GB family and Big5, often short, often unlabeled, often with bytes lost.
The order of the checks is the order of their power: a byte order mark, the pattern of UTF-16, valid UTF-8 (which
other encodings hardly ever form by chance), then chardetng and our own count of common characters.
Whatever cannot be decoded stays in the text as lone surrogates (PEP 383), so ``Source.encode`` gives the bytes back.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from chardetng_py import EncodingDetector

from toolkit.errors import InputError
from toolkit.repair.fluency import common, fluency, manner

if TYPE_CHECKING:
    from toolkit.document import Source

MARKS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
SIGNATURES = (
    (b"PK\x03\x04", "a zip archive (a .docx, .xlsx or .epub is one)", "save the text as .txt or .html"),
    (b"PK\x05\x06", "an empty zip archive", "save the text as .txt or .html"),
    (b"%PDF-", "a PDF", "extract its text first (pdftotext -layout)"),
    (b"\x89PNG", "an image", "give the text of it, not its picture"),
    (b"\xff\xd8\xff", "an image", "give the text of it, not its picture"),
    (b"GIF8", "an image", "give the text of it, not its picture"),
    (b"\xd0\xcf\x11\xe0", "an old Office document", "save it as .txt or .html"),
    (b"\x1f\x8b\x08", "a gzip archive", "unpack it first"),
    (b"Rar!\x1a", "a rar archive", "unpack it first"),
    (b"7z\xbc\xaf", "a 7z archive", "unpack it first"),
    (b"\xff\xfe\x00\x00", "UTF-32", "save it as UTF-8"),
    (b"\x00\x00\xfe\xff", "UTF-32", "save it as UTF-8"),
)
CHINESE = ("gb18030", "big5hkscs")
SAMPLE = 1 << 16  # bytes behind the first non-ASCII one that detection looks at: more changes no verdict
CONTROL = bytes(code for code in range(32) if code not in b"\t\n\r\f\x1a\x1b")
HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]")
SURE = 0.7  # confidence below which the reader is told
CHINESE_SHARE = 0.6  # share of common characters from which on a reading may be Chinese
VOTE = 5.0  # nats that chardetng's word is worth between GB18030 and Big5
FLUENT = -8.6  # nats a character; Chinese prose has -5.4, characters by chance -11
WEIGHED = 200  # bytes whose words are weighed
SHORT = 64  # bytes: no longer text in GBK is valid UTF-8 by chance
THREE = re.compile(rb"[\xe0-\xff]|[\x00-\x08]")
PAIRS = re.compile(rb"(?:[\xc2-\xdf][\xa1-\xbf]){2}")
BESIDE = re.compile(rb"[A-Za-z][\x80-\xff]|[\x80-\xff][A-Za-z]")
KANA = re.compile("[\u3041-\u30ff]")  # EUC-JP has them where GB 2312 has
ESCAPED = re.compile(r"[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Guess:
    """An encoding (a Python codec) and how sure we are of it, from 0 to 1."""

    encoding: str
    confidence: float


def decode(data: bytes, name: str, label: str = "") -> tuple[str, Source]:
    """Return the characters of a file and the Source that encodes them back to ``data``.

    ``label`` is what the file says of itself (the charset of an HTML page); it wins only where the bytes bear it
    out. Raises InputError for an empty file, a binary one, or a UTF-16 file that is cut inside a character.

    >>> characters, source = decode("公安".encode("gbk"), "通报.txt")
    >>> characters, source.encoding
    ('公安', 'gb18030')
    """
    import hashlib

    from toolkit.document import Source

    refuse_binary(data, name)
    guess = detect(data, label)
    if guess.encoding.startswith("utf-16"):
        characters, errors = _decode_utf16(data, guess.encoding, name), "surrogatepass"
    else:
        characters, errors = decode_exactly(data, guess.encoding), "surrogateescape"
    digest = hashlib.sha256(data).hexdigest()
    return characters, Source(name, digest, guess.encoding, len(data), guess.confidence, errors=errors)


def doubted(source: Source) -> str:
    """Return what to tell the reader of an encoding that is a guess; nothing where it is sure.

    >>> from toolkit.document import Source
    >>> doubted(Source("通报.txt", "", "big5hkscs", confidence=0.5))
    '通报.txt: read as big5hkscs, which is a guess (confidence 0.5); save it as UTF-8 if the text looks wrong'
    """
    if source.confidence >= SURE:
        return ""
    guess = f"read as {source.encoding}, which is a guess (confidence {source.confidence:g})"
    return f"{source.name}: {guess}; save it as UTF-8 if the text looks wrong"


def refuse_binary(data: bytes, name: str) -> None:
    """Raise InputError, with the byte offset, where ``data`` is empty or no text."""
    if not data:
        raise InputError("the file is empty", place=name, remedy="give a file that holds text")
    for signature, kind, remedy in reversed(SIGNATURES):
        if data.startswith(signature):
            raise InputError(f"this is {kind}, not text", place=f"{name}, byte 0", remedy=remedy)
    controls = len(data) - len(data.translate(None, CONTROL))
    if controls < 2 or _marked(data) or _utf16(data):
        return
    # 30 %: what valid UTF-8 may hold and still be text; 5 %: a legacy encoding, where random bytes reach 10 %
    if controls > len(data) * (0.3 if _is_utf8(data) else 0.05):
        at = next(at for at, byte in enumerate(data) if byte in CONTROL)
        message = f"the file is binary: {controls} of its {len(data)} bytes are control characters"
        raise InputError(message, place=f"{name}, byte {at}", remedy="give a text or HTML file")


def detect(data: bytes, label: str = "") -> Guess:
    """Name the encoding of ``data``.

    >>> detect("警察".encode("big5"))
    Guess(encoding='big5hkscs', confidence=0.7)
    >>> detect("警察".encode("utf-16-le"), "utf-16")
    Guess(encoding='utf-16-le', confidence=0.9)
    """
    if marked := _marked(data):
        return Guess(marked, 1.0)
    if wide := _utf16(data):
        return Guess(wide, 0.9)
    if _is_utf8(data):
        return Guess("gb18030", 0.6) if _is_short_gbk(data) else Guess("utf-8", 1.0)
    if _is_damaged_utf8(data):
        return Guess("utf-8", 0.8)
    return _legacy(data, _family(label))


def decode_exactly(data: bytes, encoding: str) -> str:
    """Decode so that encoding again, with ``surrogateescape``, gives the same bytes.

    Some codecs read two byte sequences as one character (Big5: A1FE and F9F8 are both U+2571 or so); of such a
    line every sequence that would not come back is kept as escaped bytes instead.

    >>> decode_exactly(b"\\xa1\\xfe", "big5hkscs").encode("big5hkscs", "surrogateescape")
    b'\\xa1\\xfe'
    """
    characters = data.decode(encoding, "surrogateescape")
    if _encodes(characters, encoding) == data:
        return characters
    return "".join(_exact_line(line, encoding) for line in data.splitlines(keepends=True))


def _exact_line(line: bytes, encoding: str) -> str:
    characters = line.decode(encoding, "surrogateescape")
    if _encodes(characters, encoding) == line:
        return characters
    characters = "".join(_exact_units(line, encoding))
    if _encodes(characters, encoding) == line:
        return characters
    return line.decode("ascii", "surrogateescape")


def _exact_units(line: bytes, encoding: str) -> Iterator[str]:
    """Yield the characters of a line one code at a time; a code that does not come back, as escaped bytes."""
    decoder = codecs.getincrementaldecoder(encoding)("surrogateescape")
    start = 0
    for at in range(len(line)):
        characters = decoder.decode(line[at : at + 1])
        if not characters:
            continue
        code = line[start : at + 1]
        # an error may give back a part of the code only; what the decoder still holds starts the next one
        held = len(decoder.getstate()[0])
        code, start = (code[: len(code) - held], at + 1 - held) if held else (code, at + 1)
        yield characters if _encodes(characters, encoding) == code else code.decode("ascii", "surrogateescape")
    yield line[start:].decode("ascii", "surrogateescape")


def _encodes(characters: str, encoding: str) -> bytes | None:
    try:
        return characters.encode(encoding, "surrogateescape")
    except UnicodeEncodeError:
        return None


def _decode_utf16(data: bytes, encoding: str, name: str) -> str:
    if len(data) % 2:
        place = f"{name}, byte {len(data) - 1}"
        raise InputError("the UTF-16 text ends inside a character", place=place, remedy="fetch the file again, whole")
    return data.decode(encoding, "surrogatepass")


def _marked(data: bytes) -> str:
    return next((encoding for mark, encoding in MARKS if data.startswith(mark)), "")


def _is_utf8(data: bytes) -> bool:
    """Tell whether bytes are UTF-8, or would be but for halves of UTF-16 pairs (WTF-8)."""
    try:
        data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return False
    return True


def _utf16(data: bytes) -> str:
    """Return the UTF-16 flavor of unmarked bytes, by their zero bytes or by their Han; nothing where it is none.

    Zero bytes on one side only are the high halves of ASCII. A text without ASCII shows as Han throughout, which
    no GB or Big5 text does when it is read as UTF-16 (it gives Hangul and Yi).
    """
    if len(data) % 2 or len(data) < 4:
        return ""
    narrow = _is_utf8(data)
    if narrow and b"\x00" not in data:
        return ""
    sample = data[:SAMPLE]
    half = len(sample) // 2
    for encoding, high in (("utf-16-le", sample[1::2].count(0)), ("utf-16-be", sample[::2].count(0))):
        if narrow and high * 5 < half:
            continue
        characters = sample.decode(encoding, "replace")
        usual = sum(character in common() or "\t" <= character <= "~" for character in characters)
        if usual >= 0.9 * half and (high or len(data) > 12 or manner(characters) >= _legacy_manner(data)):
            return encoding
    return ""


def _legacy_manner(data: bytes) -> float:
    """How well a few bytes read at best as GB18030 or Big5: so short, common characters alone prove no UTF-16."""
    whole = [encoding for encoding in CHINESE if _share(data, encoding) >= 0.99]
    return max((_manner(data, encoding) for encoding in whole), default=-100.0)


def _is_damaged_utf8(data: bytes) -> bool:
    """Tell whether bytes are UTF-8 but for a few: four Han or more for each byte that does not fit."""
    start = _first_high(data)
    characters = data[start : start + SAMPLE].decode("utf-8", "surrogateescape")
    escaped = len(ESCAPED.findall(characters))
    return len(HAN.findall(characters)) >= 4 * escaped


def _legacy(data: bytes, label: str) -> Guess:
    """Choose among GB18030, Big5 and what chardetng names; between the two by how well their words read."""
    start = _first_high(data)
    sample = data[start : start + SAMPLE]
    detector = EncodingDetector()
    detector.feed(sample, last=True)
    vote = _family(detector.guess_assess(tld=None, allow_utf8=False)[0])
    shares = {encoding: _share(sample, encoding) for encoding in CHINESE}
    weights = {encoding: _reads(sample, encoding) + VOTE * (encoding == vote) for encoding in CHINESE}
    best = max(CHINESE, key=lambda encoding: (shares[encoding] >= CHINESE_SHARE, weights[encoding]))
    if label in CHINESE and shares[label] >= 0.75 and shares[label] >= shares[best] - 0.05:
        return Guess(label, 0.95)
    rival = next(encoding for encoding in CHINESE if encoding != best)
    lead = weights[best] - weights[rival] if shares[rival] >= CHINESE_SHARE else 50.0
    fluent = _manner(sample, best) >= FLUENT
    # Korean and Japanese read as GB are all common characters too: they read badly, if there is enough to tell
    foreign = vote in ("euc_kr", "euc_jp", "shift_jis") and (
        (len(sample) >= 24 and not fluent) or len(KANA.findall(sample[:WEIGHED].decode("gb18030", "ignore"))) >= 2
    )
    if shares[best] >= CHINESE_SHARE and not foreign and (fluent or vote in CHINESE or shares[best] >= 0.75):
        sure = 0.95 if lead >= 15 and fluent else 0.7 if lead >= 6 else 0.5
        return Guess(best, sure)
    if vote in CHINESE:
        return Guess(vote, 0.6)
    if label and label not in ("utf-8", "utf-16", *CHINESE):
        return Guess(label, 0.5)
    return Guess(vote or "cp1252", 0.5)


def _share(sample: bytes, encoding: str) -> float:
    """The share of common characters among those that are not ASCII, less a multiple of the share of escaped bytes."""
    characters = [c for c in sample.decode(encoding, "surrogateescape") if c > "\x7f"]
    escaped = sum("\ud800" <= c <= "\udfff" for c in characters)
    if characters and len(sample) == SAMPLE and escaped:
        escaped -= 1  # the cut of the sample
    penalty = 5 if len(sample) < 24 else 2  # of a long text a few bytes may be lost
    return (sum(c in common() for c in characters) - penalty * escaped) / max(1, len(characters))


def _reads(sample: bytes, encoding: str) -> float:
    """How well the first two hundred bytes read, in nats: two common readings of a short text are told apart so."""
    return fluency(sample[:WEIGHED].decode(encoding, "replace"))


def _manner(sample: bytes, encoding: str) -> float:
    """How well the first two hundred bytes read, in nats a character that is not ASCII."""
    return manner(sample[:WEIGHED].decode(encoding, "ignore"))


def _is_short_gbk(data: bytes) -> bool:
    """Tell whether a few bytes that are valid UTF-8 are Chinese all the same: 实战平台 is eight bytes of both.

    Only sequences of two bytes are as short as a character of GBK; a text of them alone, at least two in a row and
    none beside a Latin letter, is weighed by its words.
    """
    if len(data) > SHORT or THREE.search(data) or not PAIRS.search(data) or BESIDE.search(data):
        return False
    characters = data.decode("gb18030", "replace")
    wide = [character for character in characters if character > "\x7f"]
    return all(character in common() for character in wide) and manner(characters) >= -9.0


def _first_high(data: bytes) -> int:
    found = re.search(rb"[\x80-\xff]", data)
    return found.start() if found else 0


def _family(label: str) -> str:
    """Return the Python codec for a name as pages and detectors use it; nothing for an unknown or unsafe one.

    >>> _family("GB2312"), _family("Big5"), _family("x-user-defined")
    ('gb18030', 'big5hkscs', '')
    """
    name = label.strip().lower().replace("-", "_")
    if name.startswith(("gb", "x_gbk", "cp936", "hz", "ms936")):
        return "gb18030"
    if name.startswith(("big5", "cp950", "x_x_big5", "cn_big5")):
        return "big5hkscs"
    plain = {"utf_8": "utf-8", "utf8": "utf-8", "utf_16": "utf-16", "euc_kr": "euc_kr", "euc_jp": "euc_jp"}
    if name in plain or name == "shift_jis":
        return plain.get(name, "shift_jis")
    single = re.fullmatch(r"(windows_125\d|iso_8859_\d+|koi8_[ru]|macintosh|ibm866)", name)
    try:
        return codecs.lookup(name).name if single else ""
    except LookupError:
        return ""
