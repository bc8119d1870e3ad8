"""The fixer ``repair.mojibake``: lines read in a wrong encoding."""

from __future__ import annotations

import re
from collections.abc import Callable

from toolkit.repair.fluency import fluency, is_chinese
from toolkit.text import Edit, Edits, Span

# four characters in a row of those that cp1252 shows for high bytes
WESTERN = re.compile(
    "[\u0080-\u00ff\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u2122\u20ac]{4}"
)
# what the first two bytes of a Han or of a mark in UTF-8 give as GBK: 鍏畨 for 公安
SHIFTED = re.compile(
    "["
    + "".join(
        sorted(
            {
                bytes((lead, trail)).decode("gbk", "ignore")
                for lead in range(0xE4, 0xEA)
                for trail in (*range(0x80, 0xC0),)
            }
            | set("锛銆鈥")
        )
    )
    + "]"
)
HAN = re.compile("[\u3400-\u9fff]")
LATIN = 0.25  # share of Latin-1 among what is not ASCII in a line worth trying
DENSITY = 0.2  # share of such characters among the Han of a line worth trying


class Mojibake:
    """Undo a wrong decoding of a whole line, where no byte was lost on the way.

    A line qualifies when its characters are exactly the bytes of one encoding (the chain runs back without a gap)
    and those bytes, read in another, are common Chinese characters. UTF-8 read as GBK (鍏畨) or cp1252 (å…¬å®‰), and
    GBK read as cp1252 (¹«°²), come back so; 锟斤拷 does not, and is marked only.
    """

    name = "repair.mojibake"

    def find(self, characters: str) -> Edits:
        """Return the replacements, one for each line undone.

        >>> line = "公安机关".encode("utf-8").decode("gb18030")
        >>> Mojibake().find(line).apply(line)
        '公安机关'
        """
        if not WESTERN.search(characters) and not SHIFTED.search(characters):
            return Edits()
        edits: list[Edit] = []
        at = 0
        for line in characters.split("\n"):
            for chain, undo in CHAINS.items():
                if (text := undo(line)) and text != line:
                    span = Span(at, at + len(line))
                    edits.append(Edit(span, text, self.name, f"{chain}; the line runs back without a gap"))
                    break
            at += len(line) + 1
        return Edits(tuple(edits))


def _from_gbk(line: str) -> str:
    """Undo UTF-8 read as GB18030."""
    signs = len(SHIFTED.findall(line))
    if not signs or signs < DENSITY * len(HAN.findall(line)):
        return ""
    text = _recode(_encoded(line), "utf-8")
    return text if is_chinese(text) or (len(text) > 1 and fluency(text) > fluency(line) + 20) else ""


def _from_western(encoding: str) -> Callable[[str], str]:
    """Return the function that undoes ``encoding`` read as cp1252 or Latin-1."""

    def undo(line: str) -> str:
        if not WESTERN.search(line) or HAN.search(line):
            return ""
        high = [character for character in line if character > "\x7f"]
        if sum(character <= "\xff" for character in high) < LATIN * len(high):
            return ""  # dashes and quotation marks
        text = _recode(_western(line), encoding)
        return text if is_chinese(text) else ""

    return undo


def _western(line: str) -> bytes:
    """Return the bytes of a line as browsers decode windows-1252: its five unassigned codes are Latin-1's."""
    found = bytearray()
    for character in line:
        try:
            found += character.encode("latin-1" if character <= "\xff" else "cp1252")
        except UnicodeEncodeError:
            return b""
    return bytes(found)


def _encoded(line: str) -> bytes:
    try:
        return line.encode("gb18030")
    except UnicodeEncodeError:  # lone surrogates
        return b""


def _recode(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return ""


CHAINS: dict[str, Callable[[str], str]] = {
    "UTF-8 read as GB18030": _from_gbk,
    "UTF-8 read as windows-1252": _from_western("utf-8"),
    "GB18030 read as windows-1252": _from_western("gb18030"),
}
