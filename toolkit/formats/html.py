"""A saved web page: a Document whose version ``read`` holds what a reader sees, reached by edits from the markup.

The scanner is our own: parsers hand out strings without places, and every character of the page has to end in a
kept run or in an edit. It goes forward only and searches with compiled patterns, so that hostile markup (unclosed
tags, a megabyte of nested elements) costs linear time. It does not build a tree; blocks only end lines.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from toolkit.document import DECODED, READ, Document
from toolkit.formats.plain import decoded_document, with_damage
from toolkit.text import Edit, Edits, Span

BLOCKS = re.compile(
    "address|article|aside|blockquote|body|br|caption|center|dd|details|dialog|dir|div|dl|dt|fieldset|figcaption|figure"
    "|footer|form|frameset|h[1-6r]|head|header|hgroup|html|legend|li|listing|main|menu|nav|ol|optgroup|option|p|pre"
    "|section|select|summary|table|tbody|tfoot|thead|title|tr|ul"
)
CELLS = frozenset(("td", "th"))
HIDDEN = re.compile("script|style|template|noscript|svg|math|iframe|object|title|textarea|rt|rp|xmp|noframes")
RAW = frozenset(("script", "style", "xmp"))
QUOTES_PATIENCE = 20  # unbalanced quotes in so many tags: from there on quotes are not looked at
TAG = re.compile(r"""</?([a-zA-Z][^\s/>\x00]*)((?:[^>"']|"[^"]*"|'[^']*')*+)>""")
LOOSE_TAG = re.compile(r"</?([a-zA-Z][^\s/>\x00]*)([^>]*)>?")
PIECE = re.compile(
    r"[ \t\r\n\f]+|&(?:#[0-9]{1,7};?|#[xX][0-9a-fA-F]{1,6};?|[a-zA-Z][a-zA-Z0-9]{1,31};?)|[^ \t\r\n\f&]+|&"
)
ATTRIBUTE = re.compile(r"""([^\s=/"'>]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
LABEL = re.compile(rb"""<(?:meta|\?xml)[^>]{0,300}?(?:charset|encoding)\s*=\s*["']?\s*([a-zA-Z0-9_:.-]{2,40})""", re.I)
DATE = re.compile(r"(?<!\d)((?:19|20)\d\d)[-/.年]\s?(\d{1,2})[-/.月]\s?(\d{1,2})(?!\d)")
SAID = re.compile(
    r"(?:发布|發佈|發布|时间|時間|日期)[^\n\d]{0,12}([^\n]{8,16})"
    r"|(\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2})日?[ \d:]{0,10}\s{0,3}(?:来源|來源|字号|字號|作者)"
)
WIDE = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff“”‘’…—]")


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What a page says of itself: its title and the day it was published (ISO 8601), empty where it does not."""

    title: str = ""
    published: str = ""


@dataclass(frozen=True, slots=True)
class Token:
    """A run of the page: text (``name`` is empty) or markup, with the tag's name and attributes."""

    start: int
    end: int
    name: str = ""
    attributes: str = ""
    closing: bool = False
    inside: int = 0  # where the attributes begin


def read_html(data: bytes, name: str = "-") -> Document:
    """Return the Document of an HTML page: versions ``decoded`` and ``read``, layer ``damage`` over ``read``.

    Markup, scripts, styles and comments are deleted, character references decoded, the ends of blocks become line
    ends, cells are parted by tabs. The encoding is the byte order mark's, else the page's own label where the bytes
    bear it out. Raises InputError for an empty or binary file.

    >>> read_html("<h1>通报</h1><p>警方&ldquo;天网&rdquo;".encode()).text()
    '通报\\n警方“天网”'
    """
    label = LABEL.search(data[:4096])
    charset = label.group(1).decode("ascii") if label else ""
    document = decoded_document(data, name, charset, "text/html")
    return with_damage(document.with_version(READ, markup_edits(document.text(DECODED))))


def page_facts(document: Document) -> PageFacts:
    """Return the title and the publication date of a page, as far as its markup tells.

    >>> page_facts(read_html("<title>长沙天网</title><p>发布时间：2015年9月23日</p>".encode()))
    PageFacts(title='长沙天网', published='2015-09-23')
    """
    characters = document.text(DECODED)
    if document.source.media_type != "text/html":
        return PageFacts()
    title = re.search(r"<title[^>]{0,200}>([^<]{0,500})", characters, re.I)
    return PageFacts(" ".join(html.unescape(title.group(1)).split()) if title else "", _published(document))


def _published(document: Document) -> str:
    dated = re.compile(r"publi|pubdate|date|发布|發佈|日期", re.I)
    for token in tokens(document.text(DECODED)):
        if token.name in ("meta", "time"):
            values = {m[1].lower(): m[2] or m[3] or m[4] or "" for m in ATTRIBUTE.finditer(token.attributes[:2000])}
            key = values.get("name") or values.get("property") or values.get("itemprop") or token.name
            if (dated.search(key) or key == "time") and (
                day := _day(values.get("content", values.get("datetime", "")))
            ):
                return day
    said = SAID.search(document.text(READ))
    return _day(said.group(1) or said.group(2)) if said else ""


def _day(said: str) -> str:
    found = DATE.search(said)
    if not found or not (1 <= int(found[2]) <= 12 and 1 <= int(found[3]) <= 31):
        return ""
    return f"{found[1]}-{int(found[2]):02}-{int(found[3]):02}"


def markup_edits(characters: str) -> Edits:
    """Return the edits that lead from the markup of a page to its visible text."""
    edits: list[Edit] = []
    gap, wanted, before, rule = 0, "", "", ""  # where the run to replace began, what parts it, what it follows
    for start, end, text, kind in _pieces(characters):
        if not text.strip("\n\t "):
            wanted = max(wanted, text, key=_strength)
            rule = max(rule, kind)
            continue
        part = _parting(wanted, before, text)
        if start > gap and characters[gap:start] != part:
            edits.append(Edit(Span(gap, start), part, rule or "read.html-space"))
        if text != characters[start:end]:
            edits.append(Edit(Span(start, end), text, "read.html-entity", characters[start:end]))
        gap, wanted, before, rule = end, "", text, ""
    part = "\n" if before and "\n" in wanted else ""
    if gap < len(characters) and characters[gap:] != part:
        edits.append(Edit(Span(gap, len(characters)), part, rule or "read.html-space"))
    return Edits(tuple(edits))


def _strength(part: str) -> int:
    return ("", " ", "\t", "\n").index(part)


def _parting(wanted: str, before: str, after: str) -> str:
    """What stands between two visible runs: nothing at the start, no space between two Chinese characters."""
    if not before:
        return ""
    if wanted == " " and WIDE.match(before[-1]) and WIDE.match(after[0]):
        return ""
    return wanted


def _pieces(characters: str) -> Iterator[tuple[int, int, str, str]]:
    """Yield the page in runs (start, end, text, rule): visible text, or a parting (empty, space, tab, line end)."""
    kept = 0  # how deep in <pre>
    for token in tokens(characters):
        if token.name:
            parting = "\n" if BLOCKS.fullmatch(token.name) else "\t" if token.name in CELLS else ""
            kept = max(0, kept + (-1 if token.closing else 1)) if token.name == "pre" else kept
            yield token.start, token.end, parting, "read.html-markup"
            continue
        for found in PIECE.finditer(characters, token.start, token.end):
            run = found.group()
            if run[0] in " \t\r\n\f":
                parting = "\n" if kept and ("\n" in run or "\r" in run) else " "
                yield *found.span(), parting, "read.html-space"
            else:
                text = _reference(run) if run[0] == "&" else run
                yield *found.span(), text, "read.html-entity" if text != run else ""


def _reference(run: str) -> str:
    """Decode a character reference; one that names no character stays as it is written."""
    text = html.unescape(run)
    return text if text and "\x00" not in text else run


def tokens(characters: str, hidden: re.Pattern[str] = HIDDEN) -> Iterator[Token]:
    """Yield the text and the markup of a page, in order and without a gap; ``hidden`` elements are markup whole."""
    scanner = _Scanner(characters, hidden)
    at, end = 0, len(characters)
    while at < end:
        open_at = characters.find("<", at)
        if open_at < 0:
            yield Token(at, end)
            return
        if open_at > at:
            yield Token(at, open_at)
        token = scanner.markup(open_at)
        yield token
        at = token.end


@dataclass(slots=True)
class _Scanner:
    """Reads one piece of markup at a time, and remembers what it looked for in vain.

    Without the memory, a page of unclosed elements or quotes would be searched to its end for each of them.
    """

    characters: str
    hidden: re.Pattern[str]
    unclosed: set[str] = field(default_factory=set)
    unquoted: int = 0

    def markup(self, at: int) -> Token:
        """Return the token that begins with ``<`` at ``at``; a ``<`` that opens nothing is text."""
        following = self.characters[at + 1 : at + 2]
        if following and following in "!?":
            close = "-->" if self.characters.startswith("<!--", at) else ">"
            found = self.characters.find(close, at)
            return Token(at, found + len(close) if found >= 0 else len(self.characters), following)
        tag = self._tag(at)
        if not tag:
            return Token(at, at + 1)
        name, closing = tag[1].lower(), following == "/"
        hidden = not closing and self.hidden.fullmatch(name) and not tag[2].endswith("/")
        end = self._hidden_end(name, tag.end()) if hidden else tag.end()
        return Token(at, end, name, tag[2], closing, tag.start(2))

    def _tag(self, at: int) -> re.Match[str] | None:
        if self.unquoted < QUOTES_PATIENCE and (found := TAG.match(self.characters, at)):
            return found
        found = LOOSE_TAG.match(self.characters, at)
        self.unquoted += found is not None
        return found

    def _hidden_end(self, name: str, at: int) -> int:
        """Where an element that is not shown ends; one never closed hides its tag alone, except for a script."""
        if name not in self.unclosed:
            if close := re.compile(rf"</{name}\b[^>]*>?", re.I).search(self.characters, at):
                return close.end()
            self.unclosed.add(name)
        return len(self.characters) if name in RAW else at
