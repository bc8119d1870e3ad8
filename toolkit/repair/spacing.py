"""The fixer ``repair.spacing``: characters that nobody sees, and spaces that nobody meant."""

from __future__ import annotations

import re

from toolkit.repair.scan import scanned
from toolkit.text import Edit, Edits, Span

WIDE = "[\u3001-\u303f\u3400-\u9fff\uf900-\ufaff\uff01-\uff60“”‘’…—]"
NAMES = {
    "\u00ad": "SOFT HYPHEN",
    "\u200b": "ZERO WIDTH SPACE",
    "\u200c": "ZERO WIDTH NON-JOINER",
    "\u200d": "ZERO WIDTH JOINER",
    "\u200e": "LEFT-TO-RIGHT MARK",
    "\u200f": "RIGHT-TO-LEFT MARK",
    "\u2060": "WORD JOINER",
    "\ufeff": "ZERO WIDTH NO-BREAK SPACE",
    "\u00a0": "NO-BREAK SPACE",
    "\u2007": "FIGURE SPACE",
    "\u202f": "NARROW NO-BREAK SPACE",
}
INVISIBLE = "[\u00ad\u200b-\u200f\u2060\ufeff]"
BREAKING = "[\u200b\u2060\ufeff]"
FIXED = "[\u00a0\u2007\u202f]"
FIRST = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff\u00a0\u2007\u202f\u3000 ](?:(?<! )|(?=[ \u00a0\u3000]|$))", re.M)
PATTERN = re.compile(
    rf"(?P<invisible>(?<={WIDE}){INVISIBLE}+|{INVISIBLE}+(?={WIDE})|(?<=[0-9A-Za-z]){BREAKING}+(?=[0-9A-Za-z]))"
    rf"|(?P<trailing>(?<={WIDE})[ \u00a0\u3000]+$)"
    rf"|(?P<fixed>(?<={WIDE}){FIXED}+|{FIXED}+(?={WIDE}))"
    rf"|(?P<double>(?<={WIDE}) {{2,}}(?={WIDE}))",
    re.M,
)
SUSPECT = re.compile(f"{INVISIBLE}|{FIXED}|  |[ \u3000]$", re.M)
SENTENCE = re.compile("[，。；！？]|[\u3400-\u9fff][,;!?]")
MARKDOWN = re.compile(r"^(?:#{1,6} |> |```|[-*] |\d+\. )|\]\(|\*\*|`[^`\n]+`", re.M)
# Hebrew and Arabic, and the scripts of India and beyond, in which joiners and marks of direction spell words
OTHER = re.compile(
    "[\u0590-\u08ff\u0900-\u109f\u1780-\u18af\ufb1d-\ufdff\ufe70-\ufefc\U0001f000-\U0001faff\u2600-\u27bf]"
)
HAN = re.compile("[\u3400-\u9fff]")
NEAR = 40  # code points around a run in which Chinese stands, if it is a Chinese text
GAPS = 2  # double spaces in a line from which on it is laid out in columns


class Spacing:
    """Delete invisible characters, and spaces that no reader means, beside Chinese characters.

    Zero-width characters, soft hyphens and byte order marks inside a text break every search; no-break spaces are
    leavings of page layout and become plain spaces; spaces at the end of a line go; double spaces in the middle of a
    sentence become one. A line stays a line. Ideographic spaces at its start, columns, tabs and verse stay, so do the
    two spaces that break a line in Markdown, and joiners in emoji and in the scripts that spell with them.
    """

    name = "repair.spacing"

    def find(self, characters: str) -> Edits:
        """Return the deletions and replacements.

        >>> Spacing().find("公\\u200b安机关 ").apply("公\\u200b安机关 ")
        '公安机关'
        """
        if not SUSPECT.search(characters):
            return Edits()
        markdown = MARKDOWN.search(characters) is not None
        edits: list[Edit] = []
        for found in scanned(FIRST, PATTERN, characters):
            run, kind = found.group(), found.lastgroup or ""
            if kind == "double" and not _is_prose(characters, found.start()):
                continue
            if kind == "trailing" and run == "  " and markdown:
                continue  # a line break of Markdown
            if kind == "invisible" and not _is_stray(characters, *found.span()):
                continue
            text = {"invisible": "", "trailing": "", "fixed": " " * len(run), "double": " "}[kind]
            if kind == "fixed" and found.start() and characters[found.start() - 1] != "\n":
                text = " "  # inside a line; at its start they are an indent and keep their width
            edits.append(Edit(Span(*found.span()), text, self.name, _said(kind, run)))
        return Edits(tuple(edits))


def _is_stray(characters: str, start: int, end: int) -> bool:
    """Tell whether an invisible run is a stray: not of another script, and in a Chinese text."""
    before, after = characters[start - 1 : start] if start else "", characters[end : end + 1]
    if OTHER.match(before) or OTHER.match(after):
        return False
    return not (before.isascii() and after.isascii()) or bool(HAN.search(characters, max(0, start - NEAR), end + NEAR))


def _said(kind: str, run: str) -> str:
    named = ", ".join(f"U+{ord(one):04X} {NAMES[one]}" for one in sorted(set(run)) if one in NAMES)
    reasons = {
        "invisible": "beside a Chinese character",
        "trailing": "space at the end of a line",
        "fixed": "beside a Chinese character",
        "double": "double space inside a sentence",
    }
    return f"{named} {reasons[kind]}".strip()


def _is_prose(characters: str, at: int) -> bool:
    """Tell whether the line at ``at`` is a sentence, and no row of columns or verse."""
    end = characters.find("\n", at)
    line = characters[characters.rfind("\n", 0, at) + 1 : end if end >= 0 else len(characters)]
    return bool(SENTENCE.search(line)) and "\t" not in line and len(re.findall("  +", line.strip())) <= GAPS
