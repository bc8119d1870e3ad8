"""The fixer ``repair.gbk-splice``: byte pairs cut in two by an annotation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from toolkit.repair.fluency import common, fluency, simplified
from toolkit.repair.gbk import LEADS, TRAILS, code, hexed, pair, unassigned
from toolkit.repair.sounds import SYLLABLE, is_read
from toolkit.text import Edit, Edits, Span

LOST = re.compile(rf"([^\x00-\x7f\ufffd])(\({SYLLABLE}\))?([?\ufffd]\(?({SYLLABLE})\))")
NOTE = re.compile(rf"\({SYLLABLE}\)")
EATEN = re.compile(rf"[?\ufffd]\(?({SYLLABLE})\)")
REACH = 30  # characters that a shifted run may be long; beyond, no point of agreement is near
BEAM = 150  # readings followed at a time
GUESSES = 6  # bytes without a trace that a reading may hold
CLOSE = 3.0  # nats: two readings nearer than that are both shown
CONTEXT = 8  # characters on each side that the words are ranked with


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a spliced run: the pair that was annotated, the text restored, and where it ends."""

    annotated: str
    text: str
    lead: int  # the byte that waits for its trail byte, 0 at the point of agreement
    end: int
    guessed: int = 0  # bytes that no trace is left of


class GbkSplice:
    """Undo annotations that were written into the middle of a character.

    A converter put ``(pinyin)`` behind every byte pair of its table, also where the pair was the second byte of one
    character and the first of the next: 控攝 is BF D8 | 94 7A, and D8 94 is 財 (cái). The lead byte 94 and the
    bracket then became one ``?``, and the trail byte 7A a letter: 控?cái)z. The lost byte is one of those that make
    a character read ``cái`` of the byte before; with it, the bytes that follow are read again up to the point where
    both readings agree, and where several lost bytes are possible, the words decide.
    """

    name = "repair.gbk-splice"

    def find(self, characters: str) -> Edits:
        """Return the repairs of all splices.

        >>> GbkSplice().find("監控?cái)z像頭").apply("監控?cái)z像頭")
        '監控攝像頭'
        """
        edits: list[Edit] = []
        done = 0
        for found in LOST.finditer(characters):
            if found.start(3) >= done and (edit := self._mend(characters, found)):
                edits.append(edit)
                done = edit.span.end
        return Edits(tuple(edits))

    def _mend(self, characters: str, found: re.Match[str]) -> Edit | None:
        before, syllable = code(found[1]), found[4]
        if not before:
            return None
        rivals = list(_readings(characters, found.end(), before[1], syllable))
        left = NOTE.sub("", characters[max(0, found.start(3) - 30) : found.start(3)]).rpartition("\n")[2][-CONTEXT:]
        ranked = sorted(
            ((_rank(rival, left, _right(characters, rival.end)), rival) for rival in rivals),
            key=lambda scored: (-scored[0], scored[1].text),
        )
        return self._edit(found, before, ranked) if ranked else None

    def _edit(self, found: re.Match[str], before: bytes, ranked: list[tuple[float, Reading]]) -> Edit:
        score, best = ranked[0]
        lead = code(best.text[0])
        evidence = (
            f"{found[1]} is {hexed(before)}, {best.text[0]} is {hexed(lead)}; "
            f"{hexed(before[1:] + lead[:1])} is {best.annotated} ({found[4]}), annotated across the two"
        )
        rivals = [rival for other, rival in ranked[1:] if score - other < CLOSE]
        if rivals:
            evidence += f"; read {best.text}, possible too: {', '.join(rival.text for rival in rivals[:3])}"
        elif len(ranked) > 1:
            evidence += f"; {len(ranked)} readings, chosen by words"
        doubtful = bool(rivals) or best.guessed > 0
        return Edit(Span(found.start(3), best.end), best.text, self.name, evidence, doubtful)


def _rank(reading: Reading, left: str, right: str) -> float:
    # the table of the converter held Traditional characters; another one is a poorer guess. A guessed byte costs
    # what it can choose from.
    foreign = 0.0 if ord(reading.annotated) in simplified() else 4.0
    return fluency(left + reading.text + right) - foreign - 4.0 * reading.guessed


def _right(characters: str, end: int) -> str:
    return NOTE.sub("", characters[end : end + 30]).partition("\n")[0][:CONTEXT]


def _readings(characters: str, at: int, before: int, syllable: str) -> Iterator[Reading]:
    """Yield the readings that reach a point of agreement, whichever lead byte was lost."""
    open_readings = [
        Reading(annotated, "", lead, at)
        for lead in LEADS
        if (annotated := pair(before, lead)) and is_read(annotated, syllable)
    ]
    while open_readings:
        grown: list[Reading] = []
        for reading in open_readings:
            for longer in _step(characters, reading, at):
                if longer.lead:
                    grown.append(longer)
                else:
                    yield longer
        grown.sort(key=lambda reading: -fluency(reading.text))
        open_readings = grown[:BEAM]


def _step(characters: str, reading: Reading, start: int) -> Iterator[Reading]:
    """Yield what the next visible character makes of a reading that waits for a trail byte."""
    at = reading.end
    if note := NOTE.match(characters, at):  # a visible character of the shifted run was annotated in its turn
        at = note.end() if at > start else at
    if at >= len(characters) or at - start > REACH:
        return
    seen = characters[at]
    if seen in "?\ufffd":
        yield from _lost(characters, reading, at)
    elif seen == "€":  # 80, which browsers take for a character of its own
        if character := pair(reading.lead, 0x80):
            yield Reading(reading.annotated, reading.text + character, 0, at + 1, reading.guessed)
    elif "@" <= seen <= "~":
        if character := pair(reading.lead, ord(seen)):
            yield Reading(reading.annotated, reading.text + character, 0, at + 1, reading.guessed)
    elif (two := code(seen)) and two[1] in LEADS and (character := pair(reading.lead, two[0])):
        yield Reading(reading.annotated, reading.text + character, two[1], at + 1, reading.guessed)


def _lost(characters: str, reading: Reading, at: int) -> Iterator[Reading]:
    """Yield the readings of a question mark inside a shifted run: a trail byte and what it took with it.

    It took either the bracket of the next annotation, whose syllable then tells the character, or the next lead
    byte, where the two make no character.
    """
    if eaten := EATEN.match(characters, at):
        for trail in TRAILS:
            if (character := pair(reading.lead, trail)) and is_read(character, eaten[1]):
                yield Reading(reading.annotated, reading.text + character, 0, eaten.end(), reading.guessed)
        return
    visible = characters[at + 1 : at + 2]
    following = visible.encode() if "@" <= visible <= "~" else code(visible)
    if reading.guessed >= GUESSES or not following:
        return
    for trail, leads in _cells(following[0]).items():
        if _is_frequent(character := pair(reading.lead, trail)):
            for lead in leads:
                yield Reading(reading.annotated, reading.text + character, lead, at + 1, reading.guessed + 2)


def _is_frequent(character: str) -> bool:
    """Tell whether a character may be guessed: a common Han or a mark of prose, no sign of a symbol font."""
    return (
        bool(character)
        and character in common()
        and (character in "，。、；：？！“”（）《》" or "\u3400" <= character <= "\u9fff")
    )


@lru_cache(maxsize=256)
def _cells(following: int) -> dict[int, list[int]]:
    """The trail and lead bytes that no decoder shows, where the lead makes a common character of what follows it."""
    cells: dict[int, list[int]] = {}
    for trail, lead in unassigned():
        if _is_frequent(pair(lead, following)):
            cells.setdefault(trail, []).append(lead)
    return cells
