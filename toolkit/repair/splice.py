"""The fixer ``repair.gbk-splice``: byte pairs cut in two by an annotation."""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolkit.repair.fluency import extend, simplified
from toolkit.repair.gbk import LEADS, code, hexed, pair
from toolkit.repair.scan import scanned
from toolkit.repair.shift import Page, Reading, agreed, followed, left_of
from toolkit.repair.sounds import is_read
from toolkit.repair.traces import ANY, LETTERS, NOTE, Eaten, Table, eaten, table
from toolkit.text import Edit, Edits, Span

FOREIGN = 4.0  # nats against a pair that no Traditional form is: the tables held those
MARGIN = 8.0  # nats by which a full stop must win over the marks as they stand
STOPPED = {"！": 0xA1, "，": 0xAC, "？": 0xBF, "!": 0xA1, ",": 0xAC, "?": 0xBF}
FIRST = re.compile(f"[?\ufffd{''.join(LETTERS)}]")
TRACE = re.compile(rf"{ANY.pattern}|[?\ufffd](?P<mark>[！，？!,?])(?=[^\x00-\x3f\x7f])")


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
        shown: Table | None = None
        for found in scanned(FIRST, TRACE, characters):
            start = found.start() - (characters[found.start()] not in "?\ufffd")
            if start < (edits[-1].span.end if edits else 1):
                continue
            shown = shown or table(characters)
            page = Page(characters, found.end(), shown)
            edit = self._stop(page, start) if found["mark"] else self._mend(page, start, edits)
            if edit:
                edits.append(edit)
        return Edits(tuple(edits))

    def _stop(self, page: Page, start: int) -> Edit | None:
        """Return the repair of a full stop whose second byte made ！， or ？ with the byte behind it.

        Converters rewrote these marks, too: of 。現 (A1 A3 | AC 46) they took A3 AC for ，, and left ?，F.
        """
        seen, mark = page.characters[start : page.begun], STOPPED[page.characters[start + 1]]
        left = left_of(page.characters, start)
        kept = left
        for character in seen:
            kept = extend(kept, character)
        readings = followed(
            page,
            (
                Reading("。", mark, page.begun, extend(left, "。"), head=page.characters[start + 1]),
                Reading(seen, 0, page.begun, kept, end=page.begun),
            ),
        )
        mended = [reading for reading in readings if reading.text != seen]
        asis = max((reading.score for reading in readings if reading.text == seen), default=None)
        if not mended or (asis is not None and mended[0].score < asis + MARGIN):
            return None
        text, confidence, doubtful = agreed(mended)
        evidence = (
            f"。 is A1 A3, {mended[0].text[1:2]} is {hexed(code(mended[0].text[1:2]))}; A3 {mark:02X} is "
            f"{mended[0].head}, taken for a mark of its own across the two, and A1 shown as {seen[0]}"
        )
        return Edit(Span(start, mended[0].end), text, self.name, evidence, doubtful, confidence)

    def _mend(self, page: Page, start: int, edits: list[Edit]) -> Edit | None:
        before = _before(page.characters, start, edits)
        trace, two = eaten(page.characters, start), code(before)
        if not two or not trace:
            return None
        left = left_of(page.characters, start)
        readings = followed(
            page,
            (
                Reading("", lead, trace.end, left, weight=_weight(one, page.table), head=one)
                for lead, one in _ghosts(two[1], trace)
            ),
        )
        return self._edit(page, start, before, trace, readings) if readings else None

    def _edit(self, page: Page, start: int, before: str, trace: Eaten, readings: list[Reading]) -> Edit:
        best = readings[0]
        first, lead = code(before), code(best.text[0])
        evidence = (
            f"{before} is {hexed(first)}, {best.text[0]} is {hexed(lead)}; "
            f"{hexed(first[1:] + lead[:1])} is {best.head} ({trace.syllable}), annotated across the two"
        )
        text, confidence, doubtful = agreed(readings)
        if doubtful:
            evidence += f"; read {best.text}, possible too: {', '.join(_rivals(readings)) or 'another mark'}"
        elif len(readings) > 1:
            evidence += f"; {len(readings)} readings, chosen by words"
        return Edit(Span(start, best.end), text, self.name, evidence, doubtful, confidence)


def _before(characters: str, start: int, edits: list[Edit]) -> str:
    """Return the character that a splice cuts off from: the one before it, whether whole, annotated or just mended."""
    if edits and edits[-1].span.end == start:
        return edits[-1].text[-1]
    for note in NOTE.finditer(characters, max(0, start - 12), start):
        if note.end() == start:
            return characters[note.start() - 1 : note.start()]
    return characters[start - 1]


def _rivals(readings: list[Reading]) -> list[str]:
    """Return the texts of the next best readings, three at most."""
    return list(dict.fromkeys(one.text for one in readings[1:20] if one.text != readings[0].text))[:3]


def _ghosts(before: int, trace: Eaten) -> Iterator[tuple[int, str]]:
    """Yield the lead bytes that may be lost, and the pair that each makes with the byte before it."""
    for lead in (trace.byte,) if trace.byte else LEADS:
        if (one := pair(before, lead)) and is_read(one, trace.syllable):
            yield lead, one


def _weight(ghost: str, shown: Table) -> float:
    return shown.weight(ghost) - (0.0 if ord(ghost) in simplified() else FOREIGN)
