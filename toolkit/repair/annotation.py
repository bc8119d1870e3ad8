"""The fixer ``repair.pinyin-annotation``: syllables in brackets that a converter wrote behind single characters."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from toolkit.repair.fluency import common, fold, simplified
from toolkit.repair.sounds import SYLLABLE, is_read, readings, spelled, toneless
from toolkit.text import Edit, Edits, Span

NOTE = re.compile(rf"([\u3400-\u9fff])([(（] ?({SYLLABLE}) ?[)）])")
FEWEST = 3  # annotations below which a text shows no damage, but glosses
NEEDLESS = 2  # of them over characters that nobody would gloss
CONSTANT = 0.6  # share of a character's occurrences that carry the annotation: a converter misses none
PURE = 0.8  # share of the annotations that stand over Traditional characters, where the table was one of those
MANY = 8  # annotations that prove the damage where the table was another
RUBY = 0.5  # share of all Han above which a text is a reader with every character annotated


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
    notes = [note for note in NOTE.finditer(characters) if is_read(note[1], note[3])]
    if len(notes) < FEWEST or sum(_is_needless(note[1], note[3]) for note in notes) < NEEDLESS:
        return Evidence()
    counts = Counter(note[1] for note in notes)
    constant = {one for one, count in counts.items() if count >= CONSTANT * characters.count(one)}
    table = [note for note in notes if ord(note[1]) in simplified()]
    if _varies(notes) or _are_listed(characters, notes) or sum(counts[one] for one in constant) < PURE * len(notes):
        return Evidence()
    said = f"{len(notes)} such annotations of {len(counts)} characters, each always with the same reading"
    if len(table) >= max(FEWEST, PURE * len(notes)):
        return Evidence(tuple(table), f"{said}, over Traditional characters")
    han = sum("\u3400" <= character <= "\u9fff" for character in characters)
    if len(notes) >= MANY and len(notes) < RUBY * han and not _in_rows(characters, notes):
        # a splice may have taken the annotation of one of two: what nobody would gloss is the converter's all the same
        kept = tuple(
            note for note in notes if _is_needless(note[1], note[3]) or (note[1] in constant and _is_common(note[1]))
        )
        return Evidence(kept, f"{said}, also over common ones")
    return Evidence()


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


def _in_rows(characters: str, notes: list[re.Match[str]]) -> bool:
    """Tell whether most annotations stand character behind character, as in a text with ruby read aloud."""
    starts = {note.start() for note in notes}
    rows = sum(note.end() in starts for note in notes[:200])
    return rows > 0.5 * min(len(notes), 200)


def _are_listed(characters: str, notes: list[re.Match[str]]) -> bool:
    """Tell whether the annotated words are the items of a list, as in a lesson: 龜(jūn)裂、塵(chén)土、龍(lóng)舟."""
    near = sum("、" in characters[max(0, note.start() - 2) : note.end() + 3] for note in notes)
    return near > 0.5 * len(notes)
