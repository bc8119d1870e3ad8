"""Page furniture: lines that came with the page and not with the text. They are marked, never deleted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from toolkit import tables
from toolkit.document import Annotation
from toolkit.repair.fluency import fold
from toolkit.text import Span

LONGEST = 160  # code points; a longer line is a paragraph
HALF = str.maketrans("，。：；！？（）＞｜　\u00a0", ",。:;!?()>|  ")


def boilerplate(characters: str) -> tuple[Annotation, ...]:
    """Return an annotation of the kind ``boilerplate`` for each line of page furniture; its value says which.

    >>> [(note.span, note.value) for note in boilerplate("警方通報\\n更多>>熱門排行")]
    [(Span(start=5, end=13), 'navigation')]
    """
    return tuple(Annotation(span, "boilerplate", kind, "repair.boilerplate") for span, kind in _furniture(characters))


def _furniture(characters: str) -> Iterator[tuple[Span, str]]:
    pattern, kinds = patterns()
    at = 0
    # folding keeps the length, so the lines of both stand side by side
    for line, plain in zip(characters.split("\n"), fold(characters).split("\n"), strict=True):
        if len(line) <= LONGEST and HINT.search(plain):
            found = pattern.fullmatch(" ".join(plain.translate(HALF).lower().split()))
            if found and found.lastgroup:
                start = at + len(line) - len(line.lstrip())
                yield Span(start, at + len(line.rstrip())), kinds[found.lastgroup]
        at += len(line) + 1


@cache
def patterns() -> tuple[re.Pattern[str], dict[str, str]]:
    """Return one pattern of all rows of the table, and the kind that each of its groups stands for."""
    parts, kinds = [], {}
    for number, (kind, pattern, _) in enumerate(rows()):
        parts.append(f"(?P<k{number}>{_uncaptured(pattern)})")
        kinds[f"k{number}"] = kind
    return re.compile("|".join(parts)), kinds


def rows() -> tuple[tuple[str, ...], ...]:
    """Return the rows of the table: kind, pattern, example."""
    return tables.rows("repair", "boilerplate")


def _uncaptured(pattern: str) -> str:
    return re.sub(r"(?<!\\)\((?!\?)", "(?:", pattern)


# one of these stands in every line of furniture; a line without them is not looked at further
HINT = re.compile(
    "更多|more|More|MORE|位置|首页|返回|回到|上一|下一|打开|展开|阅读|查看|相关|热门|推荐|最新|精彩|页|排行|热榜|点击|电话|链接|标签|搜索|注意|管理|道德"
    "|网友|用户|评论|两句|微信|二维码|关注|订阅|热线|邮箱|信箱|分享|转发|微博|qq|QQ|朋友圈|打印|关闭|收藏|设为|字|版权|copyright|Copyright|COPYRIGHT|©|rights|Rights|备|icp|ICP"
    "|著作权|主办|承办|技术支持|网站|转载|复制|镜像|浏览|访问|编辑|>>|»|人人网"
)
