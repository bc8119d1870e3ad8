"""The Markdown form of a reading copy: a block a segment with its id, and a footnote where a term first occurs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from toolkit.reading.shown import shown
from toolkit.reading.values import Entry, Fact, ReadingCopy, Row

_SPECIAL = re.compile(r"[\\`*_\[\]<>&|~^$#{}]|=(?==)|(?<==)=|%(?=%)|(?<=%)%|:(?=//|$)|(?<=www)\.")
_LEADING = re.compile(r"^(\s*)(?:([-+=])|(\d+)([.)]))")

Part = tuple[str, int, tuple[int, ...]]
"""A run of text, the entry that it is a term of (or 0), and the notes that stand behind it."""


def inline(text: str) -> str:
    """Return text in which Markdown (CommonMark, GFM, Obsidian) finds nothing but text, within a line.

    >>> print(inline("[治安](javascript:alert) <b> 1*2"))
    \\[治安\\](javascript:alert) \\<b\\> 1\\*2
    """
    return _SPECIAL.sub(lambda found: "\\" + found[0], " ".join(shown(text).splitlines()))


def opening(line: str) -> str:
    """Return a line, already escaped within, that opens no list.

    >>> print(opening("1. 工作"))
    1\\. 工作
    """
    return _LEADING.sub(lambda at: f"{at[1]}\\{at[2]}" if at[2] else f"{at[1]}{at[3]}\\{at[4]}", line.lstrip())


def to_markdown(copy: ReadingCopy) -> str:
    """Return the copy as Markdown; the Chinese is as found, and each block ends in an id such as ``^s12``."""
    seen: set[int] = set()
    body = (_block(row, seen) for row in copy.body)
    return "\n\n".join(block for block in (*_head(copy), *body, *_foot(copy)) if block) + "\n"


def _head(copy: ReadingCopy) -> Iterator[str]:
    head = copy.head
    yield "# " + " / ".join(inline(title) for title in (head.title_zh, head.title_en) if title)
    facts = [Fact("Issued by", head.issuer_zh, head.issuer_en), *head.facts, Fact("Coverage", english=head.coverage)]
    told = [(fact.label, " ".join(filter(None, (fact.chinese, fact.english)))) for fact in facts]
    yield "\n".join(f"- {label}: {inline(said)}" for label, said in told if said)
    yield f"> {head.authority}"


def _block(row: Row, seen: set[int]) -> str:
    """Return a segment: its Chinese, a line break, its English, its id.

    A term's footnote stands in the English, and in the Chinese only where the English does not render the term.
    """
    chinese, english = list(_chinese(row)), list(_english(row))
    rendered = {entry for _, entry, _ in english}
    lines = [_line(chinese, seen | rendered), _line(english, seen)]
    seen |= {entry for _, entry, _ in (*chinese, *english)}
    return "  \n".join(line for line in lines if line) + f" ^{re.sub('[^A-Za-z0-9-]', '-', row.id)}"


def _chinese(row: Row) -> Iterator[Part]:
    for phrase in (phrase for unit in row.units for phrase in unit.phrases):
        pieces = [piece for word in phrase.words for piece in word.pieces]
        for piece in pieces:
            entry = piece.entry or (phrase.entry if piece is pieces[-1] else 0)
            yield piece.texts[0], entry, piece.notes


def _english(row: Row) -> Iterator[Part]:
    for run in row.english:
        for bit in run.bits:
            text = ("[" if bit.opens else "") + bit.text + ("]" if bit.closes else "")
            yield text, run.entry if bit is run.bits[-1] else 0, bit.notes


def _line(parts: Iterable[Part], seen: set[int]) -> str:
    """Return parts as one line, with footnote marks for notes and for the terms not ``seen``."""
    line, done = "", set(seen)
    for text, entry, notes in parts:
        line += inline(text)
        if entry and entry not in done:
            line += f"[^t{entry}]"
            done.add(entry)
        line += "".join(f"[^n{number}]" for number in notes)
    return opening(line)


def _foot(copy: ReadingCopy) -> Iterator[str]:
    yield "---"
    yield from (_footnote(entry) for entry in copy.entries)
    for note in copy.notes:
        yield f"[^n{note.number}]: TN {note.number}: {inline(note.about)}: {inline(note.message)}"
    if copy.repairs:
        yield "## Repairs"
        yield "\n".join(
            f"{repair.number}. `{_code(repair.before)}` → `{_code(repair.after)}` ({inline(repair.rule)}, {repair.row})"
            + (f": {inline(repair.evidence)}" if repair.evidence else "")
            for repair in copy.repairs
        )
    if copy.boilerplate:
        yield "## Left out of the body"
        yield "\n\n".join(opening(inline(row.source)) for row in copy.boilerplate)
    yield from (f"Some words are rendered by {inline(name)}." for name in copy.attributions)
    yield inline(str(copy.signature))


def _footnote(entry: Entry) -> str:
    """Return the entry of the glossary as a footnote."""
    concept, term = entry.concept, entry.concept.preferred
    scripts = " ".join(dict.fromkeys((term.hans, term.hant)))
    others = "; ".join(f"{one.english} ({one.label})" if one.label else one.english for one in concept.others)
    related = "; ".join(f"{one.hans} {one.english}" for one in entry.related)
    parts = [f"**{inline(scripts)}** *{inline(term.pinyin)}*: {inline(concept.english)}"]
    parts += [f"Also: {inline(others)}"] if others else []
    parts += [f"Not: {inline('; '.join(concept.forbidden))}"] if concept.forbidden else []
    parts += [f"Not to be confused with: {inline(related)}"] if related else []
    parts += [inline(concept.note).rstrip(".")] if concept.note else []
    return f"[^t{entry.number}]: {'. '.join(parts)}."


def _code(text: str) -> str:
    """Return text for a code span: a backtick would close it, a line break or a bar would break the line."""
    return " ".join(shown(text).replace("`", "ˋ").split()) or "∅"
