"""Wrong decodings, one or two in a row, and the way back: the bytes of one encoding read as another.

A step is two names, "UTF-8 read as GB18030". It is undone by encoding in the second and decoding in the first:
a step that lost a byte does not come back. Windows-1252 stands for Latin-1 too (a browser shows its five unassigned
codes as Latin-1's controls), GB18030 for GBK and GB 2312 (with 80 as the euro sign, as Windows has it), Big5 for
Big5-HKSCS and code page 950.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

UTF8, GB, BIG5, WESTERN = "UTF-8", "GB18030", "Big5", "windows-1252"
CODECS = {UTF8: ("utf-8",), GB: ("gb18030",), BIG5: ("big5hkscs", "cp950")}
WRITTEN = (UTF8, GB, BIG5)  # what holds Chinese at all
READ = (GB, BIG5, WESTERN)  # Chinese bytes of another encoding are never valid UTF-8: what was read so lost bytes
LONGEST = 2  # steps in a row

# what windows-1252 shows for bytes above 7F, and what Latin-1 does
HIGH = (
    "\u0080-\u00ff\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc"
    "\u2013\u2014\u2018-\u201a\u201c-\u201e\u2020-\u2022\u2026\u2030\u2039\u203a\u20ac\u2122"
)

Chain = tuple[tuple[str, str], ...]  # the last wrong reading first, as they are undone


def readings(characters: str, steps: int = LONGEST) -> Iterator[tuple[Chain, str]]:
    """Yield every text that ``characters`` may have been before one or ``steps`` wrong readings, the shorter first.

    >>> line = "公安机关".encode("utf-8").decode("gb18030")
    >>> [text for chain, text in readings(line, 1) if chain == (("UTF-8", "GB18030"),)]
    ['公安机关']
    """
    level: list[tuple[Chain, str]] = [((), characters)]
    seen = {characters}
    for _ in range(steps):
        grown: list[tuple[Chain, str]] = []
        for chain, text in level:
            for step, earlier in _undone(text, chain[-1][0] if chain else ""):
                if earlier not in seen:
                    seen.add(earlier)
                    grown.append(((*chain, step), earlier))
        yield from grown
        level = grown


def told(chain: Chain) -> str:
    """Return a chain in words, in the order in which it happened.

    >>> told((("UTF-8", "windows-1252"), ("UTF-8", "GB18030")))
    'UTF-8 read as GB18030, saved as UTF-8 and read as windows-1252'
    """
    (written, read), *later = reversed(chain)
    return f"{written} read as {read}" + "".join(f", saved as {one} and read as {other}" for one, other in later)


def _undone(text: str, written: str) -> Iterator[tuple[tuple[str, str], str]]:
    """Yield the steps that can be undone; one that only takes the step before it back is none."""
    for read in READ:
        if read == written:
            continue
        for data in _encodings(text, read):
            for other in WRITTEN:
                if other != read and (earlier := _decoded(data, other)):
                    yield (other, read), earlier


def _encodings(text: str, name: str) -> list[bytes]:
    """Return the bytes that an encoding may have shown as ``text``: two where a euro sign may be the byte 80."""
    if name == WESTERN:
        found = [western(text)]
    else:
        found = [next(filter(None, (_encoded(text, codec) for codec in CODECS[name])), b"")]
        if name == GB and "€" in text:
            found.append(b"\x80".join(_encoded(part, "gb18030") for part in text.split("€")))
    return [data for data in found if data]


def western(text: str) -> bytes:
    """Return the bytes of a text as browsers decode windows-1252; nothing where it holds anything else.

    >>> western("é•¿").hex(" ")
    'e9 95 bf'
    """
    try:
        return text.encode("latin-1")
    except UnicodeEncodeError:
        pass
    found = bytearray()
    for character in text:
        try:
            found += character.encode("latin-1" if character <= "\xff" else "cp1252")
        except UnicodeEncodeError:
            return b""
    return bytes(found)


def _encoded(text: str, codec: str) -> bytes:
    try:
        return text.encode(codec)
    except UnicodeEncodeError:
        return b""


def _decoded(data: bytes, name: str) -> str:
    for codec in CODECS[name]:
        try:
            return data.decode(codec)
        except UnicodeDecodeError:
            continue
    return ""


def gbk_pairs(leads: Iterable[int], trails: Iterable[int]) -> set[str]:
    """Return the characters that GB18030 has for pairs of a lead and a trail byte."""
    trails = tuple(trails)
    return {pair(lead, trail, "gb18030") for lead in leads for trail in trails} - {""}


def pair(lead: int, trail: int, codec: str) -> str:
    """Return the character of two bytes, nothing where there is none."""
    try:
        return bytes((lead, trail)).decode(codec)
    except UnicodeDecodeError:
        return ""


def character_class(characters: Iterable[str]) -> str:
    """Return a character class with its ranges drawn together."""
    ranges: list[list[int]] = []
    for code in sorted(set(map(ord, characters))):
        if ranges and code == ranges[-1][1] + 1:
            ranges[-1][1] = code
        else:
            ranges.append([code, code])
    return "[" + "".join(f"{chr(first)}-{chr(last)}" for first, last in ranges) + "]"
