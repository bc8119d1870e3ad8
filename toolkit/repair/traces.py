"""What is left on a page of an annotation: whole, or with its first bracket eaten by half a character.

A converter wrote ``(cái)`` behind a byte pair. Behind a whole character it stands as it was written. Behind half a
character the byte before it and the bracket made one: a question mark (``?cái)``), U+FFFD with the bracket given back
(browsers, ``\ufffd(cái)``), or, where the bracket was of two bytes, a character of its own: 94 | A3 A8 63 reads 敚╟.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from toolkit.repair.gbk import code, pair
from toolkit.repair.sounds import SYLLABLE, is_read

NOTE = re.compile(rf"([(（] ?({SYLLABLE}) ?[)）])")
EATEN = re.compile(rf"[?\ufffd]\(? ?({SYLLABLE}) ?[)）]")
LETTERS = {pair(0xA8, letter): chr(letter) for letter in range(ord("a"), ord("z") + 1)}
WIDE = re.compile(rf"([^\x00-\x7f]|\?)([{''.join(LETTERS)}])({SYLLABLE})?）")
ANY = re.compile(rf"[?\ufffd]\(? ?{SYLLABLE} ?[)）]|[{''.join(LETTERS)}](?:{SYLLABLE})?）")
ANNOTATED = re.compile(rf"([\u3400-\u9fff])[(（] ?({SYLLABLE}) ?[)）]")


@dataclass(frozen=True, slots=True)
class Eaten:
    """An annotation whose bracket was eaten: its syllable, the byte that ate it (0: not known) and where it ends."""

    syllable: str
    byte: int
    end: int


def eaten(characters: str, at: int) -> Eaten | None:
    """Return the annotation that stands at a place without its bracket, if there is one.

    >>> eaten("控?cái)z像", 1), eaten("控敚╟ái）z像", 1)
    (Eaten(syllable='cái', byte=0, end=6), Eaten(syllable='cái', byte=148, end=6))
    """
    if found := EATEN.match(characters, at):
        return Eaten(found[1], 0, found.end())
    if found := WIDE.match(characters, at):
        half = code(found[1])
        if found[1] == "?" or (half and half[1] == 0xA3):
            return Eaten(LETTERS[found[2]] + (found[3] or ""), half[0] if half else 0, found.end())
    return None


@dataclass(frozen=True, slots=True)
class Table:
    """What a page shows of its converter's table: characters that it annotated, and how often each stands bare."""

    annotated: frozenset[str]
    bare: Counter[str]

    def weight(self, character: str) -> float:
        """Return what the page says for (above 0) or against a character's being in the table, in nats.

        A converter misses none: what stands bare elsewhere was not in the table.
        """
        if character in self.annotated:
            return IN_TABLE
        return -IN_TABLE if self.bare[character] > 1 else 0.0


IN_TABLE = 5.0
NOBODY = Table(frozenset(), Counter())


def table(characters: str) -> Table:
    """Read the converter's table off a page.

    >>> sorted(table("長(zhǎng)沙市公安局通報(bào)").annotated)
    ['報', '長']
    """
    notes = Counter(found[1] for found in ANNOTATED.finditer(characters) if is_read(found[1], found[2]))
    counts = Counter(characters)
    annotated = frozenset(one for one, count in notes.items() if count >= 0.6 * counts[one])
    return Table(annotated, Counter({one: count for one, count in counts.items() if one not in notes}))


def without_notes(characters: str) -> str:
    """Return a run without the annotations that stand whole in it.

    >>> without_notes("長(zhǎng)沙")
    '長沙'
    """
    return NOTE.sub("", characters)
