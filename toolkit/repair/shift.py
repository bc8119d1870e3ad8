"""Runs whose bytes are read one off: every way to read them again, up to where both readings agree.

A run is shifted from the place where half a character was lost or parted from its other half. The bytes that are
seen (two for each character) are paired anew; what no decoder shows (one question mark for two bytes, or for a byte
and the mark behind it) is tried in every way that the cells of GBK allow. The best readings are followed side by
side, ranked by the words they make, those that have come back into step too, so that each is judged over one stretch.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from heapq import nlargest
from math import exp

from toolkit.repair.fluency import EMPTY, Prefix, common, extend
from toolkit.repair.gbk import LEADS, TRAILS, code, pair, unassigned
from toolkit.repair.sounds import is_read
from toolkit.repair.traces import NOTE, Table, eaten, without_notes

REACH = 150  # code points that a shifted run may be long, its annotations included
BEAM = 80  # readings followed at a time
BROAD = 12  # of them, where two bytes are not shown on either side
BEHIND = 22.0  # nats behind the best reading at which another one is given up
CONTEXT = 10  # characters on each side that the words are ranked with
ATE = 5.0  # nats against a question mark's having eaten an ASCII mark
BARE = 3.0  # nats against a guessed character that the page annotates elsewhere: a converter misses none
AGAIN = 6.0  # nats against another splice's beginning so near
FEW = 6  # readings followed of a byte that nothing constrains
UNENDED = 4.0  # nats against a line's ending without a stop
STOPS = frozenset("。！？；：”")
MARKS = frozenset("，。、；：？！“”（）《》")


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a shifted run, as far as it was followed.

    ``text`` is the run restored, ``end`` where it ends and ``at`` how far the page was read. ``lead`` is the byte
    that waits for its trail byte; ``open`` is the trail byte before a lead byte that is not shown (the two are one
    question mark); where both are 0 the reading is in step. ``guessed`` counts bytes that no trace is left of,
    ``weight`` is what speaks for the reading beside its words, in nats, and ``head`` the pair that was annotated.
    """

    text: str
    lead: int
    at: int
    prefix: Prefix = EMPTY
    open: int = 0
    guessed: int = 0
    weight: float = 0.0
    head: str = ""
    end: int = -1

    @property
    def is_open(self) -> bool:
        """Tell whether the reading still waits for a byte."""
        return bool(self.lead or self.open)

    @property
    def score(self) -> float:
        """How well the text reads so far, in nats."""
        return self.prefix.scores[-1] + self.weight


@dataclass(frozen=True, slots=True)
class Page:
    """The text that a run stands in, where the run begins, and what the page shows of its converter's table."""

    characters: str
    begun: int
    table: Table


def followed(page: Page, starts: Iterable[Reading]) -> list[Reading]:
    """Return the readings that came back into step, the best first."""
    waiting: dict[int, list[Reading]] = {}
    for reading in starts:
        waiting.setdefault(reading.at, []).append(reading)
    done: list[Reading] = []
    while waiting:
        at = min(waiting)
        readings = _best(waiting.pop(at))
        if _is_settled(page, at, readings):
            done += readings
            continue
        dark = page.characters[at : at + 1] in ("?", "\ufffd")
        for number, reading in enumerate(readings):
            if dark and reading.open and number >= BROAD:
                continue
            for longer in _step(page, reading) if reading.is_open else _kept(page, reading):
                (waiting.setdefault(longer.at, []) if longer.at > at else done).append(longer)
    whole = [reading for reading in done if not reading.is_open]
    return sorted(whole, key=lambda reading: (-reading.score, reading.text))


def shares(readings: list[Reading]) -> list[float]:
    """Return the share of likelihood of each reading: its probability, if one of them is right and words decide.

    >>> shares([])
    []
    """
    best = max((reading.score for reading in readings), default=0.0)
    weights = [exp((reading.score - best) * TRUST) for reading in readings]
    return [weight / sum(weights) for weight in weights]


def agreed(readings: list[Reading]) -> tuple[str, float, bool]:
    """Return the text that readings agree on, the likelihood of the best of them, and whether a rival is close.

    A character that was guessed, and that the readings leave open, becomes a question mark: what is lost is shown as
    lost, and no guess is passed off as text.

    >>> agreed([Reading("攝", 0, 6, end=6)])
    ('攝', 1.0, False)
    """
    best, chances = readings[0], shares(readings)
    alike = [
        (one.text, chance)
        for one, chance in zip(readings, chances, strict=True)
        if one.end == best.end and len(one.text) == len(best.text)
    ]
    sure = [sum(chance for text, chance in alike if text[at] == one) for at, one in enumerate(best.text)]
    text = "".join(one if chance >= OPEN else "?" for one, chance in zip(best.text, sure, strict=True))
    return text, chances[0], min(sure) < SURE or "?" in text


OPEN = 0.3  # share of likelihood below which a character stays open
SURE = 0.95  # share below which the repair is doubtful
TRUST = 0.8  # words that stand side by side are not as independent as their product takes them to be


def _best(readings: list[Reading]) -> list[Reading]:
    """Return the readings worth following, each state once."""
    states: dict[tuple[str, int, int, int], Reading] = {}
    for reading in readings:
        key = (reading.text, reading.lead, reading.open, reading.end)
        if key not in states or states[key].score < reading.score:
            states[key] = reading
    ranked = sorted(states.values(), key=lambda reading: (-reading.score, reading.text))[:BEAM]
    return [reading for reading in ranked if reading.score > ranked[0].score - BEHIND]


def _is_settled(page: Page, at: int, readings: list[Reading]) -> bool:
    """Tell whether all readings are in step, and were read far enough to judge them."""
    if any(reading.is_open for reading in readings):
        return False
    return at >= max(reading.end for reading in readings) + CONTEXT


def _kept(page: Page, reading: Reading) -> Iterator[Reading]:
    """Yield the reading with the next visible character, which is what it shows."""
    at, characters = reading.at, page.characters
    if at >= len(characters) or characters[at] == "\n":
        yield reading
    elif note := NOTE.match(characters, at):
        yield _moved(reading, note.end())
    elif trace := eaten(characters, at):
        yield _moved(reading, trace.end, AGAIN)
    else:
        yield Reading(
            reading.text,
            0,
            at + 1,
            extend(reading.prefix, characters[at]),
            0,
            reading.guessed,
            reading.weight,
            reading.head,
            reading.end,
        )


def _moved(reading: Reading, at: int, cost: float = 0.0) -> Reading:
    return Reading(
        reading.text,
        reading.lead,
        at,
        reading.prefix,
        reading.open,
        reading.guessed,
        reading.weight - cost,
        reading.head,
        reading.end,
    )


def _grown(
    reading: Reading, text: str, at: int, *, lead: int = 0, open: int = 0, guessed: int = 0, weight: float = 0.0
) -> Reading:
    """Return the reading with more text, in step at ``at`` unless a byte is left over."""
    prefix = reading.prefix
    for character in text:
        prefix = extend(prefix, character)
    end = -1 if lead or open else at
    return Reading(
        reading.text + text,
        lead,
        at,
        prefix,
        open,
        reading.guessed + guessed,
        reading.weight + weight,
        reading.head,
        end,
    )


def left_of(characters: str, start: int) -> Prefix:
    """Return the characters before a place, which the words on its left are looked for in."""
    prefix = EMPTY
    for character in without_notes(characters[max(0, start - 40) : start]).rpartition("\n")[2][-CONTEXT:]:
        prefix = extend(prefix, character)
    return prefix


def _step(page: Page, reading: Reading) -> Iterator[Reading]:
    """Yield what the next visible character makes of a reading that waits for a byte."""
    at, characters = reading.at, page.characters
    if at > page.begun and (note := NOTE.match(characters, at)):  # a shifted character was annotated in its turn
        at = note.end()
    if at - page.begun > REACH:
        return
    leads = _hidden(reading.open) if reading.open else (reading.lead,)
    if trace := eaten(characters, at):
        trails = (trace.byte,) if trace.byte else TRAILS
        for lead in leads:
            for trail in trails:
                if (one := pair(lead, trail)) and is_read(one, trace.syllable) and (reading.lead or _is_frequent(one)):
                    yield _grown(reading, one, trace.end, weight=page.table.weight(one))
    elif at < len(characters) and characters[at] in "?\ufffd":
        yield from _lost(page, reading, leads, at)
    elif at < len(characters):
        yield from _seen(characters[at], reading, leads, at)


def _seen(seen: str, reading: Reading, leads: Iterable[int], at: int) -> Iterator[Reading]:
    """Yield the readings of a character whose bytes are known."""
    # 80 is the euro sign to decoders; a letter is the second byte of the one that waits
    two = b"\x80" if seen == "€" else seen.encode() if "@" <= seen <= "~" else code(seen)
    if not two or (len(two) == 2 and two[1] not in LEADS and not chr(two[1]).isalpha()):
        return
    for lead in leads:
        if not (one := pair(lead, two[0])) or (reading.open and not _is_frequent(one)):
            continue
        if len(two) == 2 and two[1] not in LEADS:
            yield _grown(reading, one + chr(two[1]), at + 1)
        else:
            yield _grown(reading, one, at + 1, lead=two[1] if len(two) == 2 else 0)


def _lost(page: Page, reading: Reading, leads: Iterable[int], at: int) -> Iterator[Reading]:
    """Yield the readings of a question mark inside a shifted run: a trail byte and what it took with it.

    It took the next lead byte, where the two make no character, or an ASCII mark, or the line ended behind it.
    """
    seen, following = page.characters[at], page.characters[at + 1 : at + 2]
    bare = page.table.annotated
    last = following in ("", "\n")
    for lead in leads:
        for trail, one in _ends(lead):
            if _hidden(trail):
                yield _grown(reading, one, at + 1, open=trail, guessed=2, weight=-BARE if one in bare else 0.0)
    whole = (
        _grown(reading, one, at + 1, guessed=1, weight=-BARE if one in bare else 0.0)
        for lead in leads
        for _, one in _ends(lead)
    )
    if last:
        ended = (_moved(one, at + 1, 0.0 if one.text[-1] in STOPS else UNENDED) for one in whole)
        yield from nlargest(FEW, ended, key=_score)
    elif seen == "\ufffd":
        if following < "@":
            yield from nlargest(FEW, whole, key=_score)
    elif not reading.open:  # which mark it was nothing tells: the question mark stays for it
        yield from (_grown(one, "?", at + 1, guessed=1, weight=-ATE) for one in nlargest(FEW, whole, key=_score))


def _score(reading: Reading) -> float:
    return reading.score


@lru_cache(maxsize=512)
def _ends(lead: int) -> tuple[tuple[int, str], ...]:
    """The trail bytes that make a character that may be guessed of a lead byte, and these characters."""
    return tuple((trail, one) for trail in TRAILS if _is_frequent(one := pair(lead, trail)))


@lru_cache(maxsize=512)
def _hidden(trail: int) -> tuple[int, ...]:
    """The lead bytes that no decoder shows behind a trail byte."""
    return tuple(lead for one, lead in unassigned() if one == trail and lead in LEADS)


def _is_frequent(character: str) -> bool:
    """Tell whether a character may be guessed: a common Han or a mark of prose, no sign of a symbol font."""
    return bool(character) and character in common() and (character in MARKS or "\u3400" <= character <= "\u9fff")
