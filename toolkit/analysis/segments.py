"""Paragraphs and segments: where a text is cut for drafting.

Segments cut and never rewrite. A cut falls behind 。！？ (doubled too, with the quotes and brackets that close
there) and at line ends; inside quotes and brackets nothing is cut, and ； does not cut, but in a sentence of more than
500 code points. White space between two
segments belongs to none of them, but ``partition`` gives it to the segment before it, so that cuts join to the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from toolkit.document import Annotation, Document, Layer
from toolkit.errors import InvariantError
from toolkit.text import Span

KINDS = frozenset(("heading", "sentence", "list-item", "boilerplate"))
_OPEN = "“‘「『（(《〈【〔［[｛{"
_CLOSE = "”’」』）)》〉】〕］]｝}"
_PAIRS = dict(zip(_CLOSE, _OPEN, strict=True))
_STOPS = "。！？!?｡…"
_LIST = re.compile(
    r"[（(]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})(?:[)）]|、(?![二三四五六七八九十]+、)|[.．](?!\d))|[①-⑳•·●▪◆■□★※\-—]\s*\S"
)
_SIGNS = re.compile(f"[{re.escape(_OPEN + _CLOSE)}。！？!?｡…]")
_LONGEST_QUOTE = 400
_FURTHEST_CLOSE = 2000
_LONGEST = 500
_JOINTS = ("；;", "，,：:", "、", " \u3000\t")


@dataclass(frozen=True, slots=True)
class Segment:
    """One unit of drafting: its id (``s1`` ...), the 0-based number of its non-empty line, and what it is."""

    id: str
    paragraph: int
    kind: str

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise InvariantError(f'unknown kind of segment "{self.kind}"')


def line_spans(text: str) -> Iterator[Span]:
    """Yield the non-empty lines without the white space around them; only ``\\n`` and ``\\r`` end a line.

    >>> [span.of("一\\n\\n 二 ") for span in line_spans("一\\n\\n 二 ")]
    ['一', '二']
    """
    for match in re.finditer(r"[^\r\n]+", text):
        line = match[0]
        body = line.strip()
        if body:
            start = match.start() + len(line) - len(line.lstrip())
            yield Span(start, start + len(body))


def segment_spans(text: str) -> tuple[Span, ...]:
    """Return the spans of the segments of a text, in order.

    >>> text = "“难度大！”民警介绍说。现在好了！"
    >>> [span.of(text) for span in segment_spans(text)]
    ['“难度大！”民警介绍说。', '现在好了！']
    """
    return tuple(part for line in line_spans(text) for part in _sentences(text, line))


def _sentences(text: str, line: Span) -> Iterator[Span]:
    """Yield the sentences of one line."""
    start = line.start
    for cut in _cuts(text, line):
        end = start + len(text[start:cut].rstrip())
        if end > start:
            yield from _bounded(text, Span(start, end))
        start = _next(text, cut, line.end)
    if start < line.end:
        yield from _bounded(text, Span(start, line.end))


def _bounded(text: str, sentence: Span) -> Iterator[Span]:
    """Yield a sentence, or its parts where it is longer than any reader and any parser takes.

    A part ends behind the last ； of the length, else behind the last ，, the last space, or at the length.

    >>> [len(span) for span in _bounded("警" * 900, Span(0, 900))]
    [500, 400]
    """
    start = sentence.start
    while sentence.end - start > _LONGEST:
        limit = start + _LONGEST
        cut = next((at for marks in _JOINTS if (at := _last(text, marks, start, limit)) > start), limit)
        end = start + len(text[start:cut].rstrip())
        if end > start:
            yield Span(start, end)
        start = _next(text, cut, sentence.end)
    if start < sentence.end:
        yield Span(start, sentence.end)


def _next(text: str, at: int, end: int) -> int:
    """Return where the white space at a place ends."""
    while at < end and text[at].isspace():
        at += 1
    return at


def _last(text: str, marks: str, start: int, end: int) -> int:
    """Return the place behind the last of some marks, 0 where none stands there."""
    return max(text.rfind(mark, start, end) for mark in marks) + 1


def _cuts(text: str, line: Span) -> Iterator[int]:
    """Yield the places behind which a new sentence begins."""
    opened: list[tuple[str, int]] = []
    at = line.start
    while match := _SIGNS.search(text, at, line.end):
        sign, at = match[0], match.end()
        if sign in _OPEN:
            opened.append((sign, match.start()))
        elif sign in _CLOSE:
            _close(opened, sign)
        elif _ends(text, match.start(), line):
            end = _tail(text, at, line)
            inner = list(opened)
            for mark in text[at:end]:
                if mark in _CLOSE:
                    _close(inner, mark)
            if inner and at - inner[0][1] <= _LONGEST_QUOTE and _closes_later(text, inner, end, line):
                continue
            if end > at and not _new_sentence(text, end, line):
                opened, at = inner, end
                continue
            yield end
            opened, at = [], end


def _close(opened: list[tuple[str, int]], sign: str) -> None:
    """Take back the innermost open mark of a pair and what stands open inside it; a stray mark is ignored."""
    for index in range(len(opened) - 1, -1, -1):
        if opened[index][0] == _PAIRS[sign]:
            del opened[index:]
            return


def _closes_later(text: str, inner: list[tuple[str, int]], at: int, line: Span) -> bool:
    """Whether the outermost open mark is closed at all; an unpaired one must not swallow the line."""
    wanted = _CLOSE[_OPEN.index(inner[0][0])]
    return text.find(wanted, at, min(line.end, inner[0][1] + _FURTHEST_CLOSE)) >= 0


def _ends(text: str, at: int, line: Span) -> bool:
    """Whether a mark ends a sentence: !? only beside Chinese, … only at the end of a line or a quote."""
    sign, after = text[at], text[at + 1 : at + 2]
    if sign in "!?":
        return at + 1 >= line.end or after > "\u2000" or after.isspace()
    return sign != "…"


def _tail(text: str, at: int, line: Span) -> int:
    """Return where the run of end marks and closing marks behind a sentence ends."""
    while at < line.end and (text[at] in _CLOSE or text[at] in _STOPS or _closes_plain(text, at, line)):
        at += 1
    return at


def _closes_plain(text: str, at: int, line: Span) -> bool:
    """Whether a straight quotation mark closes: as many stand before it in the line as make it the even one."""
    return text[at] == '"' and text.count('"', line.start, at) % 2 == 1


def _new_sentence(text: str, at: int, line: Span) -> bool:
    """Whether what follows a quoted sentence is a new one, not the rest of the sentence around the quote."""
    start = _next(text, at, line.end)
    rest = text[start : min(start + 32, line.end)]
    return not rest or (rest[0] not in "，、；：,;:的地得等是说道称喊问答写和与及并也" and not _CARRIES_ON.match(rest))


_CARRIES_ON = re.compile(
    r"[\u4e00-\u9fff]{0,12}(?:说|說|表示|介绍|介紹|告诉|告訴|称|稱|道|感慨|坦言|指出|强调|強調)[\u4e00-\u9fff]{0,6}[，。；]"
)


def partition(document: Document) -> tuple[Span, ...]:
    """Return spans that join to exactly the text of the latest version, one for each segment.

    What stands before the first segment belongs to it, what stands behind a segment to that one. An empty text
    has no spans, a text of white space one.

    >>> from toolkit.document import from_text
    >>> [span.of(" 一。 二") for span in partition(from_text(" 一。 二"))]
    [' 一。 ', '二']
    """
    text = document.text()
    starts = [span.start for span in segment_spans(text)]
    cuts = [0, *starts[1:], len(text)]
    return tuple(Span(start, end) for start, end in pairwise(cuts) if end > start)


def segment(document: Document) -> Document:
    """Add the layers ``paragraph`` and ``segment`` over the latest version.

    The value of a paragraph is its 0-based number among the non-empty lines, that of a segment a Segment. Lines
    that the layer ``boilerplate`` covers give segments of that kind.

    >>> from toolkit.document import from_text
    >>> [(a.value.id, a.value.kind) for a in segment(from_text("通报\\n一、破案。")).layer("segment")]
    [('s1', 'heading'), ('s2', 'list-item')]
    """
    text, version = document.text(), document.latest.name
    lines = list(line_spans(text))
    noise = [note.span for note in document.layer("boilerplate")]
    paragraphs = tuple(Annotation(span, "paragraph", number, "segments") for number, span in enumerate(lines))
    found: list[Annotation] = []
    for number, line in enumerate(lines):
        boilerplate = any(span.overlaps(line) for span in noise)
        for part in _sentences(text, line):
            kind = "boilerplate" if boilerplate else kind_of(part.of(text), first=part.start == line.start)
            found.append(Annotation(part, "segment", Segment(f"s{len(found) + 1}", number, kind), "segments"))
    return document.with_layer(Layer("paragraph", version, paragraphs)).with_layer(
        Layer("segment", version, tuple(found))
    )


def kind_of(text: str, *, first: bool = True) -> str:
    """Tell a heading (no end mark), a list item (a number or bullet first) and a sentence apart.

    >>> kind_of("（一）加强领导。"), kind_of("破案17起。"), kind_of("工作通报")
    ('list-item', 'sentence', 'heading')
    """
    ended = text.rstrip(_CLOSE + '" ')[-1:] in tuple(_STOPS + "；;：:，,")
    if first and _LIST.match(text):
        return "list-item" if ended or len(text) > 30 else "heading"
    return "sentence" if ended or not first else "heading"
