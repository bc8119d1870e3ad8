"""The fixer ``repair.lost-byte``: runs shifted by one byte."""

from __future__ import annotations

import re
from collections.abc import Iterator
from math import exp
from operator import ne

from toolkit.repair.fluency import common, fluency, fold
from toolkit.repair.gbk import LEADS, TRAILS, code, hexed, pair
from toolkit.repair.sounds import SYLLABLE
from toolkit.text import Edit, Edits, Span

# one letter, or a mark of the same row, between two characters of two bytes
LETTER = re.compile(r"[@-~](?<=[\u3400-\u9fff].)(?=[\u3001-\uffef]|[,.:;!?)”\n]|\Z)")
HAN = re.compile("[\u3400-\u9fff]")
NOTE = re.compile(rf"\({SYLLABLE}\)")
REACH = 8  # characters that the shifted run may be long
MARGIN = 8.0  # nats by which the restored words must win over the text as it stands
CLOSE = 5.0  # nats: readings nearer than that are all shown
CONTEXT = 6
WORD = 8.0  # nats that the one character still to be found can win at most, by completing a word
PARAGRAPH = 2000  # code points in which an open quotation is looked for
QUOTED = 12.0  # nats for closing a quotation that stands open, or against closing none
SAMPLE = 50_000  # code points that show the script of a text
TRADITIONAL = 0.02  # share of Han below which a text holds no letter as a trail byte at all


class LostByte:
    """Put back a byte that was lost, where the characters behind it were shifted by it.

    ！”辦案 is A3 A1 | A1 B1 | DE 6B | B0 B8; without one A1 it reads ！鞭k案: the pairs stand askew until a trail
    byte below 80 (here 6B, the letter k) brings them back into step. Only a text in Traditional characters has
    such bytes. Every place and value of the lost byte is tried; the repair is made where the words it restores are
    far likelier than what stands there, so that A股, T恤 and X光 are left alone.
    """

    name = "repair.lost-byte"

    def find(self, characters: str) -> Edits:
        """Return the repairs of all shifted runs.

        >>> damaged = "“這得耗費相當長的時間!鞭k案民警說。"
        >>> LostByte().find(damaged).apply(damaged)
        '“這得耗費相當長的時間!”辦案民警說。'
        """
        letters = list(LETTER.finditer(characters))
        if not letters or not _is_traditional(characters):
            return Edits()
        edits: list[Edit] = []
        for letter in letters:
            floor = edits[-1].span.end if edits else 0
            if edit := self._mend(characters, letter.start(), floor):
                edits.append(edit)
        return Edits(tuple(edits))

    def _mend(self, characters: str, at: int, floor: int) -> Edit | None:
        right = NOTE.sub("", characters[at + 1 : at + 40]).partition("\n")[0][:CONTEXT]
        best: list[tuple[float, int, str]] = []
        for start in _starts(characters, at, floor):
            kept = _shifted(characters[start : at + 1])
            if not kept or not _is_word(kept[-1], kept + right):
                continue
            left = NOTE.sub("", characters[max(floor, start - 30) : start]).rpartition("\n")[2][-CONTEXT:]
            now = fluency(left + characters[start : at + 1] + right)
            quoting = _quoting(characters, start)
            if fluency(left + kept + right) - now + max(0.0, quoting) + WORD < MARGIN:
                continue
            for first in _firsts(code(characters[start])[0]):
                gain = fluency(left + first + kept + right) + (quoting if first == "”" else 0.0) - now
                best.append((gain, start, first + kept))
        best.sort(key=lambda scored: (-scored[0], scored[1], scored[2]))
        if not best or best[0][0] < MARGIN:
            return None
        return self._edit(characters, at, best)

    def _edit(self, characters: str, at: int, best: list[tuple[float, int, str]]) -> Edit:
        gain, start, text = best[0]
        seen = b"".join(map(code, characters[start:at])) + characters[at].encode()
        evidence = (
            f"{hexed(seen)} is {hexed(b''.join(map(code, text)))} less one byte; "
            f"the words win by {gain:.0f} nats over {characters[start : at + 1]}"
        )
        rivals = [other for score, _, other in best[1:] if gain - score < CLOSE]
        if rivals:
            evidence += f"; read {text}, possible too: {', '.join(rivals[:3])}"
        if text[0] == "”" and characters[max(0, start - 1) : start] in ("！", "!"):
            evidence += "; 。 and ” less the first byte of both leave the same bytes as ！ and ” less one"
        confidence = 1 / (sum(exp(score - gain) for score, _, _ in best) + exp(-gain))
        return Edit(Span(start, at + 1), text, self.name, evidence, bool(rivals), confidence)


def _is_traditional(characters: str) -> bool:
    sample = characters[:SAMPLE]
    folded: int = sum(map(ne, sample, fold(sample)))
    return folded > 0 and folded >= TRADITIONAL * len(HAN.findall(sample))


def _starts(characters: str, at: int, floor: int) -> Iterator[int]:
    """Yield where the shifted run before ``at`` may begin, the nearest first."""
    for start in range(at - 1, max(floor, at - REACH) - 1, -1):
        if not code(characters[start]):
            return
        yield start


def _shifted(run: str) -> str:
    """Return the whole pairs of a run read one byte later; nothing where a pair is no character.

    >>> _shifted("鞭k")
    '辦'
    """
    data = b"".join(map(code, run[:-1])) + run[-1].encode()
    pairs = [pair(data[at], data[at + 1]) for at in range(1, len(data), 2)]
    return "".join(pairs) if all(pairs) else ""


def _is_word(character: str, following: str) -> bool:
    """Tell whether the last restored character makes a word with a neighbor: the resynchronized end has to read."""
    at = following.index(character)
    around = fold(following[max(0, at - 1) : at + 2])
    alone = sum(map(fluency, around))
    return fluency(around) > alone + 2.0


def _firsts(byte: int) -> Iterator[str]:
    """Yield the common characters that ``byte`` is a half of: the other half is what was lost."""
    seen = {pair(lead, byte) for lead in LEADS} | {pair(byte, trail) for trail in TRAILS}
    yield from sorted(seen & common())


def _quoting(characters: str, start: int) -> float:
    """What a closing quotation mark is worth here: much where a quotation stands open, less than nothing elsewhere."""
    line = characters[max(0, start - PARAGRAPH) : start].rpartition("\n")[2]
    return QUOTED if line.count("“") > line.count("”") else -QUOTED
