"""Damage that can be seen but not undone: found and marked, so that nobody quotes it as text."""

from __future__ import annotations

import re
from bisect import bisect_right

from toolkit.document import Annotation
from toolkit.repair.debris import debris
from toolkit.repair.scan import scanned
from toolkit.text import Span

# What each mark says of its run. The named group of PATTERN that matched is the key.
MEANING = {
    "undecodable": "bytes that the encoding of the file does not know",
    "replacement": "U+FFFD: a character was lost before this file was made",
    "kunjinkao": "锟斤拷, 嚙踝蕭, ï¿½: U+FFFD read as GBK, Big5 or windows-1252; what stood here is lost",
    "tangtang": "烫烫烫, 屯屯屯, 葺葺葺: uninitialized memory, never text",
    "splice": "a byte splice (?pinyin)) for which no reading was found",
    "mojibake": "text read in a wrong encoding, of which bytes were lost",
    "questions": "a line of question marks: every character of it was lost",
    "question": "a half-width question mark inside a statement: a character may have been lost here",
}
LONE = re.compile(r"\?(?<=[\u3400-\u9fff]\?)(?=[\u3400-\u9fff])")
QUESTIONS = re.compile("^[^\u3400-\u9fff\n]*?\\?{3}[^\u3400-\u9fff\n]*+$", re.M)
LOST = 0.4  # share of question marks in a line without Han from which on they are what is left of it
FIRST = re.compile("[\ud800-\udfff\ufffd锟嚙ï烫屯葺?锛銆鈥]")
PATTERN = re.compile(
    "(?P<undecodable>[\ud800-\udfff]+)"
    "|(?P<replacement>\ufffd+)"
    "|(?P<kunjinkao>(?:锟斤拷)+(?:锟斤?)?|(?:嚙踝蕭)+(?:嚙踝?)?|(?:ï¿½)+)"
    "|(?P<tangtang>烫{3,}|屯{3,}|葺{3,})"
    "|(?P<splice>(?<=[\u3400-\u9fff])\\?[a-zü\u0101-\u01dc]{1,6}\\))"
    "|(?P<mojibake>[锛銆][\u3400-\u9fff€]{0,2}\\?|(?:鈥[?滄漚]){1,2})"
)


def damage(characters: str) -> tuple[Annotation, ...]:
    """Return an annotation of the kind ``damage`` for each run that is recognized; its value is a key of MEANING.

    A run of mojibake is marked whole, with the lost characters inside it.

    >>> [(note.span, note.value) for note in damage("警方锟斤拷表示")]
    [(Span(start=2, end=5), 'kunjinkao')]
    """
    runs = debris(characters)
    notes = [
        Annotation(Span(*found.span()), "damage", "questions", "repair.damage")
        for found in (QUESTIONS.finditer(characters) if "???" in characters else ())
        if found.group().count("?") >= LOST * len(found.group())
    ]
    notes += [Annotation(span, "damage", "mojibake", "repair.damage") for span in runs]
    starts = [span.start for span in runs]
    for found in scanned(FIRST, PATTERN, characters):
        at = bisect_right(starts, found.start()) - 1
        if at < 0 or found.end() > runs[at].end:
            notes.append(Annotation(Span(*found.span()), "damage", found.lastgroup, "repair.damage"))
    return tuple(sorted(notes, key=lambda note: note.span))


def lone_marks(characters: str) -> tuple[Annotation, ...]:
    """Return an annotation for each half-width question mark that repair left between two Han.

    >>> [(note.span, note.value) for note in lone_marks("警方控?了局面")]
    [(Span(start=3, end=4), 'question')]
    """
    return tuple(
        Annotation(Span(*found.span()), "damage", "question", "repair.damage") for found in LONE.finditer(characters)
    )
