"""The fixer ``repair.pinyin-annotation``: syllables in brackets that a converter wrote behind single characters."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from toolkit.repair.fluency import common, fold, simplified
from toolkit.repair.sounds import SYLLABLE, is_read, readings, spelled, toneless
from toolkit.text import Edit, Edits, Span

NOTE = re.compile(rf"([\u3400-\u9fff])([(（] ?({SYLLABLE}) ?[)）])")
BRACKET = re.compile(rf"[(（](?<=[\u3400-\u9fff].) ?{SYLLABLE} ?[)）]")  # the same from its second character on
WORD = re.compile(rf"[(（] ?(?:{SYLLABLE} )+{SYLLABLE} ?[)）]")  # the syllables of a word, apart
HEAD = re.compile(rf"(?:\A|\n){NOTE.pattern}[:：]")  # a word of a lesson or of a dictionary
FEWEST = 3  # annotations below which a text shows no damage, but glosses
NEEDLESS = 2  # characters that nobody would gloss among them
CONSTANT = 0.6  # share of a character's occurrences that carry the annotation: a converter misses none
PURE = 0.8  # share of the annotations that stand over Traditional characters, where the table was one of those
MANY = 8  # annotations that prove the damage where the table was another; characters that do though some stand bare
RUBY = 0.5  # share of all Han above which a text is a reader with every character annotated
ROW = 3  # annotations character behind character from which on they are a row of ruby


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the annotations of a whole text show: those to remove, and the grounds in words."""

    notes: tuple[re.Match[str], ...] = ()
    grounds: str = ""


class PinyinAnnotation:
    """Remove ``(zhǎng)`` behind a single character where a converter, and no author, wrote it.

    The converter annotated every occurrence of each character of a table of Traditional forms, common ones too, and
    without looking at the word (長(zhǎng)沙, which is read Chángshā). An author glosses a rare character once, as
    犇(bēn), a word as a whole, as 字(yī gè zì), or, in a reader, every character. So the whole text is judged first:
    several annotations, over characters that need none, always the same one over the same character.
    """

    name = "repair.pinyin-annotation"

    def find(self, characters: str) -> Edits:
        """Return the deletions of all annotations, none where the text shows glosses.

        >>> damaged = "長(zhǎng)沙市通報(bào)會(huì)"
        >>> PinyinAnnotation().find(damaged).apply(damaged)
        '長沙市通報會'
        """
        evidence = _evidence(characters)
        return Edits(
            tuple(
                Edit(Span(*note.span(2)), "", self.name, f"{note[3]} is a reading of {note[1]}; {evidence.grounds}")
                for note in evidence.notes
            )
        )


def _evidence(characters: str) -> Evidence:
    found = (NOTE.match(characters, bracket.start() - 1) for bracket in BRACKET.finditer(characters))
    notes = [note for note in found if note and is_read(note[1], note[3])]
    if len(notes) < FEWEST:
        return Evidence()
    counts = Counter(note[1] for note in notes)
    constant = {one for one, count in counts.items() if count >= CONSTANT * characters.count(one)}
    proof = Counter(note[1] for note in _proof(characters, notes) if note[1] in constant)
    if len(proof) < NEEDLESS or _varies(notes) or _are_listed(characters, notes):
        return Evidence()
    if sum(counts[one] for one in constant) < (PURE if len(proof) < MANY else CONSTANT) * len(notes):
        return Evidence()
    table = [note for note in notes if ord(note[1]) in simplified()]
    said = f"{len(notes)} such annotations of {len(counts)} characters, each always with the same reading"
    if len(table) >= max(FEWEST, PURE * len(notes)):
        return Evidence(tuple(table), f"{said}, over Traditional characters")
    han = sum("\u3400" <= character <= "\u9fff" for character in characters)
    if proof.total() >= MANY and len(proof) >= FEWEST and len(notes) < RUBY * han:
        # a splice may have taken the annotation of one of two: what nobody would gloss is the converter's all the same
        kept = tuple(
            note for note in notes if _is_needless(note[1], note[3]) or (note[1] in constant and _is_common(note[1]))
        )
        return Evidence(kept, f"{said}, also over common ones")
    return Evidence()


def _proof(characters: str, notes: list[re.Match[str]]) -> Iterator[re.Match[str]]:
    """Yield the annotations that only a converter writes: of a common character, in running text.

    However often the lines of a clean text are repeated or mixed, none comes of them: a gloss is of a rare character or
    of another reading, the rows of a reader stand character behind character, those of a lesson in a list or at the
    head of a line, a lesson reads one character in two ways and glosses whole words in the same line.
    """
    row = _in_rows(notes)
    read: dict[str, set[str]] = {}
    for note in notes:
        read.setdefault(note[1], set()).add(spelled(note[3]))
    words = [found.start() for found in WORD.finditer(characters)]
    for number, note in enumerate(notes):
        if number in row or len(read[note[1]]) > 1 or (words and _stands_near(characters, note, words)):
            continue
        around = characters[max(0, note.start() - 2) : note.end() + 3]
        listed = "、" in around or HEAD.match(characters, max(0, note.start() - 1), note.end() + 1)
        if not listed and _is_needless(note[1], note[3]):
            yield note


@lru_cache(maxsize=8192)
def _is_needless(character: str, syllable: str) -> bool:
    """Tell whether nobody would gloss a character so: a common one with its usual reading.

    >>> _is_needless("報", "bào"), _is_needless("長", "cháng"), _is_needless("犇", "bēn")
    (True, False, False)
    """
    usual = readings(character)[0]
    return _is_common(character) and spelled(syllable) in (usual, toneless(usual))


def _is_common(character: str) -> bool:
    return fold(character) in common()


def _varies(notes: list[re.Match[str]]) -> bool:
    """Tell whether characters are annotated now so, now otherwise, as polyphones are in a textbook."""
    kinds = {(note[1], spelled(note[3])) for note in notes}
    distinct = len({one for one, _ in kinds})
    return len(kinds) - distinct > max(0, 0.1 * distinct)


def _stands_near(characters: str, note: re.Match[str], places: list[int]) -> bool:
    """Tell whether one of some places lies in the line of an annotation."""
    at = bisect_left(places, characters.rfind("\n", 0, note.start()) + 1)
    return at < len(places) and characters.find("\n", note.start(), places[at]) < 0


def _in_rows(notes: list[re.Match[str]]) -> set[int]:
    """Return the numbers of the annotations that stand character behind character, as in a text with ruby."""
    row: set[int] = set()
    first = 0
    for number, note in enumerate(notes):
        if number + 1 < len(notes) and notes[number + 1].start() == note.end():
            continue
        if number + 1 - first >= ROW:
            row.update(range(first, number + 1))
        first = number + 1
    return row


def _are_listed(characters: str, notes: list[re.Match[str]]) -> bool:
    """Tell whether the annotated words are the items of a list, as in a lesson: 龜(jūn)裂、塵(chén)土、龍(lóng)舟."""
    near = sum("、" in characters[max(0, note.start() - 2) : note.end() + 3] for note in notes)
    return near > 0.5 * len(notes)
