"""Reflow (rule ``repair.reflow``): lines that a page or a PDF broke inside a sentence are joined again.

It runs only where it is asked for: without it a line stays a line. A break is taken out where the line before runs on
to the width of its block and ends no sentence, and the line behind begins nothing of its own. Headings, lists, tables,
verse, addresses, signatures and dates begin or end something, and stay. Page headers and numbers that stand between
the halves of a sentence stay lines of their own, marked as before: they come behind the sentence.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from unicodedata import east_asian_width

from toolkit.repair.boilerplate import boilerplate
from toolkit.text import Edit, Edits, Span

RULE = "repair.reflow"
HAN = re.compile("[\u3400-\u9fff]")
ENDED = re.compile("[。！？!?…；;：:]\\s*[”’」』）)》】]*\\s*$|[.!?][\"')\\]]*\\s*$")
OPEN = re.compile("[，、,（(《“「『【—-]\\s*$")
NUMERALS = "一二三四五六七八九十百零〇"
ITEM = re.compile(
    rf"\s*(?:[{NUMERALS}]{{1,4}}[、.．]|[（(][{NUMERALS}\d]{{1,4}}[）)]|\d{{1,3}}(?:[、．)）]|\.(?!\d))|[①-⑳⑴-⒇⒈-⒛ⅠⅡⅢⅣⅤⅥ]"
    rf"|[A-Za-z][.、)）](?![A-Za-z])|第[{NUMERALS}千\d]{{1,7}}[条條章节節款项項编編篇部](?:[\u3000 ]|$|之)"
    rf"|[-*+•·●○■◆▪►※][ \u3000]?|[#>|]|[-=_*~]{{3,}}|附件|附表|附录|附錄"
    r"|抄送|抄报|抄報|主送|主旨|主题词|主題詞|说明\s?[一二三：:]|說明|關鍵詞|关键词|图\s?\d|表\s?\d|圖\s?\d"
    r"|[问問答][：:]|Q\d?[：:.]|A\d?[：:.]|[（(](?:此页|此頁|完|本页))"
)
LABEL = re.compile("\\s*[\u3400-\u9fff\u3000 ]{2,8}[：:]")
DATE = re.compile(
    rf"\s*(?:(?:中華民國|民國|公元)?\s?[\d〇○零{NUMERALS}]{{2,4}}\s?年\s?[\d{NUMERALS}]{{1,3}}\s?月(?:\s?[\d{NUMERALS}]{{1,3}}\s?日)?)\s*$"
)
SIGNED = re.compile(
    "[\u3400-\u9fff（）() \u3000]{2,24}"
    "(?:局|厅|廳|部|委|院|府|处|處|所|队|隊|署|会|會|办公室|辦公室|中心|公司|支行|法院|检察院)(?:[（(][^）)]{1,8}[）)])?\\s*$"
)
HEADING = re.compile(
    r"[^，。；：！？]*(?:通知|通告|公告|公报|公報|决定|決定|意见|意見|办法|辦法|规定|規定|条例|條例|细则|細則|报告|報告|函|批复|方案|规范|規範|标准|標準|请示|纪要|通报|通報|令|说明|說明"
    r"|规则|規則|要点|总结|講話|讲话|讨论稿|征求意见稿|试行|修订)[）)》]?\s*$"
)
INDENT = re.compile("(?:\u3000{1,4}|[ \u00a0]{2,8}|\t)(?=\\S)")
ADDRESS = re.compile("(?:https?://|www\\.|[\\w.+-]+@)\\S*$")
CODE = re.compile(r"[{}<>]|[=;]\s*$|^\s*(?:def |class |import |return\b|if \(|for \(|//|/\*|#include)")
HYPHEN = re.compile(r"[A-Za-z ]{8}[a-z]-$")
MARKED = re.compile("[，。、；：,;]")
NARROWEST = 20  # columns (a Han is two) below which no paragraph is set
FULL = 0.86  # share of its block's width that a line broken by the page has at least
BLOCK = 2  # lines of about the same width that make a block


@dataclass(frozen=True, slots=True)
class Row:
    """A line: where it starts, its characters, its width in columns, and whether it is page furniture."""

    start: int
    text: str
    columns: int
    is_furniture: bool

    @property
    def end(self) -> int:
        """Where the line ends, before its line break."""
        return self.start + len(self.text)


def reflow(characters: str) -> Edits:
    """Return the edits that join broken lines.

    >>> text = "长沙市公安局召开新闻通报会，通报天网工程\\n建设情况和下一步工作打算。"
    >>> reflow(text).apply(text)
    '长沙市公安局召开新闻通报会，通报天网工程建设情况和下一步工作打算。'
    """
    rows = _rows(characters)
    edits: list[Edit] = []
    at = 0
    while at < len(rows):
        chain = [at]
        while (following := _following(rows, chain[-1])) and _runs_on(rows, chain[-1], following):
            chain.append(following)
        edits += _joins(rows, chain)
        at = chain[-1] + 1
    return Edits(tuple(edits))


def _rows(characters: str) -> list[Row]:
    furniture = {note.span.start for note in boilerplate(characters)}
    rows, at = [], 0
    for text in characters.split("\n"):
        lead = at + len(text) - len(text.lstrip())
        rows.append(Row(at, text, columns(text.rstrip()), bool(text.strip()) and lead in furniture))
        at += len(text) + 1
    return rows


def columns(text: str) -> int:
    """Return the width of a line in columns, of which a Han takes two.

    >>> columns("天网 Skynet")
    11
    """
    return sum(2 if east_asian_width(character) in "WF" or character in "“”‘’…—" else 1 for character in text)


def _following(rows: list[Row], at: int) -> int:
    """Return the line that a sentence may go on in: the next one, or the one behind the furniture of a page's end."""
    if at + 1 >= len(rows) or rows[at].is_furniture or not rows[at].text.strip():
        return 0
    following = at + 1
    while following < len(rows) - 1 and (rows[following].is_furniture or not rows[following].text.strip()):
        following += 1
    passed = rows[at + 1 : following]
    if passed and not any(row.is_furniture for row in passed):
        return 0  # an empty line ends a paragraph
    row = rows[following]
    return 0 if row.is_furniture or not row.text.strip() else following


def _runs_on(rows: list[Row], at: int, following: int) -> bool:
    """Tell whether a sentence runs over a break: the line is full and open, and the next one begins nothing."""
    line, after = rows[at], rows[following]
    if HYPHEN.search(line.text) and re.match("[a-z]", after.text):
        return True
    if ENDED.search(line.text) or HEADING.fullmatch(line.text) or _is_apart(line.text) or _is_apart(after.text):
        return False
    if ITEM.match(after.text) or (INDENT.match(after.text) and not INDENT.match(line.text) and not _hangs(rows, at)):
        return False
    if LABEL.match(after.text) or DATE.match(after.text) or DATE.match(line.text) or ADDRESS.search(line.text):
        return False
    if INDENT.match(after.text) and INDENT.match(line.text) and not _hangs(rows, at):
        return False
    if not MARKED.search(line.text + after.text) and not _is_latin(line, after):
        return False  # names in a list
    if _is_closing(rows, following) or _is_verse(rows, at, following):
        return False
    width = _width(rows, at)
    return (
        width >= NARROWEST and line.columns >= FULL * width and (_is_latin(line, after) or bool(HAN.search(line.text)))
    )


def _is_apart(text: str) -> bool:
    """Tell whether a line is a row of a table or a piece of code."""
    inner = text.strip()
    cells = re.split(r"\t|\u3000{2,}| {3,}|\|", inner)
    return len(cells) > 2 or "\t" in inner or bool(CODE.search(text)) or len(re.findall(r"\S {2,}\S", inner)) > 1


def _hangs(rows: list[Row], at: int) -> bool:
    """Tell whether a line and the two beside it have the same indent, as all lines of a page cut from a PDF have."""
    near = [row.text for row in rows[max(0, at - 1) : at + 3] if row.text.strip() and not row.is_furniture]
    indents = {len(text) - len(text.lstrip(" \t\u3000\u00a0")) for text in near}
    return len(near) >= 3 and len(indents) == 1 and indents != {0}


def _is_closing(rows: list[Row], at: int) -> bool:
    """Tell whether a line is a signature: the name of an organ, with a date or nothing behind it."""
    if not SIGNED.fullmatch(rows[at].text):
        return False
    behind = next((row.text for row in rows[at + 1 :] if row.text.strip()), "")
    return not behind or bool(DATE.match(behind)) or bool(SIGNED.fullmatch(behind))


def _is_verse(rows: list[Row], at: int, following: int) -> bool:
    """Tell whether lines are verse: short, of one length, with their own marks, three or more in a row."""
    near = [row for row in rows[max(0, at - 2) : following + 3] if row.text.strip() and not row.is_furniture]
    short = [row for row in near if row.columns <= 34]
    lengths = {len(re.sub("[，。！？、；\\s]", "", row.text)) for row in short}
    ended = sum(bool(re.search("[，。！？；]\\s*$", row.text)) for row in short)
    if len(short) < 3 or len(short) < len(near):
        return False
    return len(lengths) <= 2 and max(lengths) <= 16 and (ended >= 2 or max(lengths) <= 9)


def _width(rows: list[Row], at: int) -> int:
    """Return the width of the block that a line stands in: that of the widest of its neighbors that are no outliers."""
    near = [row.columns for row in rows[max(0, at - 4) : at + 8] if row.text.strip() and not row.is_furniture]
    widest = sorted(near, reverse=True)
    own = rows[at].columns
    for width in widest:
        if sum(abs(width - other) <= max(4, 0.14 * width) for other in near) >= BLOCK:
            return max(width, own) if own <= width * 1.15 else own
    return own if own >= 2 * NARROWEST - 8 or OPEN.search(rows[at].text) else own * 2


def _is_latin(line: Row, after: Row) -> bool:
    return bool(re.search(r"[A-Za-z,;'\"-]\s*$", line.text)) and bool(re.match(r"\s*[a-z(\"'\d]", after.text))


def _joins(rows: list[Row], chain: list[int]) -> Iterator[Edit]:
    """Yield the edits that make one line of a chain of them.

    Up to the first end of a page each break is an edit of its own. From there on one edit holds the rest of the
    sentence with the page's own lines put behind it, so that both trace to the place that they came from.
    """
    ends = [at for at, following in itertools.pairwise(chain) if following > at + 1]
    first = chain.index(ends[0]) if ends else len(chain) - 1
    for at, following in itertools.pairwise(chain[: first + 1]):
        start, end, part, evidence = _seam(rows[at], rows[following])
        yield Edit(Span(start, end), part, RULE, evidence)
    if ends:
        text, begin = "", _seam(rows[chain[first]], rows[chain[first + 1]])[0]
        for at, following in zip(chain[first:], [*chain[first + 1 :], 0], strict=True):
            start, _, part, _ = _seam(rows[at], rows[following]) if following else (rows[at].end, 0, "", "")
            head = begin if at == chain[first] else rows[at].start + _lead(rows[at].text)
            text += rows[at].text[head - rows[at].start : start - rows[at].start] + part
        own = [row for at, following in itertools.pairwise(chain) for row in rows[at + 1 : following]]
        text += "".join("\n" + row.text for row in own if row.text.strip())
        evidence = "the end of a page inside a sentence; the page's own lines follow the sentence"
        yield Edit(Span(begin, rows[chain[-1]].end), text, RULE, evidence)


def _lead(text: str) -> int:
    return len(text) - len(text.lstrip(" \t\u3000\u00a0"))


def _seam(line: Row, after: Row) -> tuple[int, int, str, str]:
    """Return where a join begins and ends, what it puts there, and why."""
    head = line.text.rstrip()
    tail = after.text[_lead(after.text) :]
    start, end = line.start + len(head), after.start + _lead(after.text)
    if re.search(r"[a-z]-$", head) and re.match("[a-z]", tail):
        return start - 1, end, "", "a word broken with a hyphen at the end of a line"
    latin = head[-1] <= "\x7f" and tail[0] <= "\x7f"
    return start, end, " " if latin else "", "a line break inside a sentence"
