"""The damage that the converter of such pages does, done again: clean text in, spliced text out.

Clean text is encoded in GBK. A table of characters is applied to the *bytes*: behind each pair of the table, wherever
it stands, also across two characters, a syllable in brackets is put in. Then the bytes are decoded as sites and
browsers do. With the table of a seed, its yardstick gives the seed back, character for character (the tests hold it).
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from toolkit.repair.fluency import common, simplified
from toolkit.repair.sounds import readings, toneless

FORMS: dict[str, Callable[[str], str]] = {
    "toned": "({})".format,
    "toneless": lambda syllable: f"({toneless(syllable)})",
    "spaced": "({} )".format,
    "full-width": "（{}）".format,
}
DECODERS = ("swallowing", "windows", "browser")
ASCII, HIGH = 0x80, 0xFF


@dataclass(frozen=True, slots=True)
class Damage:
    """One damaged text, and the numbers (from 0) of its lines in which a pair across two characters was annotated."""

    text: str
    spliced: frozenset[int]


@dataclass(frozen=True, slots=True)
class Converter:
    """A converter of pages: its table (character to syllable), the form of its brackets, the decoder behind it.

    ``swallowing`` decoders (older servers) show a pair without a character as one question mark, an ASCII mark in it
    included; ``windows`` ones do the same and know the private cells of code page 936; a ``browser`` (WHATWG Encoding
    Standard, GBK) shows U+FFFD and gives an ASCII mark back.

    >>> Converter({"財": "cái"}).damage("監控攝像頭").text
    '監控?cái)z像頭'
    """

    table: dict[str, str]
    form: str = "toned"
    decoder: str = "swallowing"

    def damage(self, clean: str) -> Damage:
        """Return the text after the converter and the decoder; a line break stands for the end of a paragraph."""
        lines, spliced = [], set()
        pattern, notes = _compiled(tuple(sorted(self.table.items())), self.form)
        for number, line in enumerate(clean.split("\n")):
            data = _encoded(line)
            starts = _starts(data)
            if pattern and any(found.start() not in starts for found in pattern.finditer(data)):
                spliced.add(number)
            lines.append(decode(pattern.sub(lambda found: notes[found[0]], data) if pattern else data, self.decoder))
        return Damage("\n".join(lines), frozenset(spliced))


@lru_cache(maxsize=8)
def _compiled(table: tuple[tuple[str, str], ...], form: str) -> tuple[re.Pattern[bytes] | None, dict[bytes, bytes]]:
    notes = {}
    for character, syllable in table:
        pair = character.encode("gbk")
        notes[pair] = pair + FORMS[form](syllable).encode("gbk")
    pattern = re.compile(b"|".join(map(re.escape, notes)), re.DOTALL) if notes else None
    return pattern, notes


def _encoded(line: str) -> bytes:
    return line.encode("gbk", "ignore")


def _starts(data: bytes) -> set[int]:
    starts, at = set(), 0
    while at < len(data):
        starts.add(at)
        at += 1 if data[at] < ASCII else 2
    return starts


def decode(data: bytes, decoder: str) -> str:
    """Decode GBK bytes as one of DECODERS does."""
    shown, at = [], 0
    lost = "\ufffd" if decoder == "browser" else "?"
    while at < len(data):
        lead = data[at]
        if lead <= ASCII or lead == HIGH:
            shown.append(chr(lead) if lead < ASCII else "€" if lead == ASCII else lost)
            at += 1
            continue
        character = _cell(data[at : at + 2], decoder != "swallowing")
        shown.append(character or lost)
        gives_back = not character and decoder == "browser" and data[at + 1 : at + 2] < b"\x80"
        at += 1 if gives_back else 2
    return "".join(shown)


@lru_cache(maxsize=65536)
def _cell(pair: bytes, private: bool) -> str:
    try:
        character = pair.decode("gb18030" if private else "gbk")
    except UnicodeDecodeError:
        return ""
    return character if len(character) == 1 else ""


@cache
def _traditional() -> tuple[str, ...]:
    """The Traditional forms in GBK of the common characters of the first level of GB 2312."""
    forms = [chr(code) for code, short in simplified().items() if short in _first_level()]
    return tuple(
        one for one in forms if _cell(one.encode("gbk", "ignore"), False) and readings(one) and one in common()
    )


@cache
def _first_level() -> frozenset[str]:
    codes = (bytes((lead, trail)) for lead in range(0xB0, 0xD8) for trail in range(0xA1, 0xFF))
    return frozenset(b"".join(codes).decode("gb2312", "ignore"))


def table(size: int, script: str, seed: int) -> dict[str, str]:
    """Draw characters with their usual readings: Traditional forms (``hant``) or the commonest (``hans``)."""
    drawn = random.Random(seed).sample(_traditional() if script == "hant" else sorted(_first_level()), size)
    return {one: readings(one)[0] for one in drawn}


def table_of(source: str, ghosts: Iterable[str] = ()) -> dict[str, str]:
    """Read the table off a damaged text: what it shows annotated, and the pairs that stand across two characters."""
    found = dict(re.findall(r"([\u3400-\u9fff])\(([a-zà-ǜ]{1,6})\)", source))
    return found | {one: readings(one)[0] for one in ghosts}


__all__ = ["DECODERS", "FORMS", "Converter", "Damage", "decode", "table", "table_of"]
