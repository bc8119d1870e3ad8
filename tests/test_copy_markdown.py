"""The Markdown form: what a CommonMark reader makes of it is the text, whatever the text holds."""

from __future__ import annotations

import re

import pytest
from markdown_it import MarkdownIt

from tests.copy_data import ABOUT, GLOSSARY
from tests.copy_fixture import copy_document
from toolkit.document import from_text
from toolkit.reading.markdown import inline, opening, to_markdown
from toolkit.reading.model import reading_copy

HOSTILE = (
    "<script>alert(1)</script>",
    "[点击](javascript:alert(1))",
    "![x](https://example.org/x.png)",
    "<https://example.org>",
    "# 标题",
    "- 项目",
    "1. 项目",
    "> 引文",
    "```",
    "*强调* __b__ ~~c~~ `d`",
    "&lt;b&gt; &#60;",
    "| a | b |",
    "[^1]: 注",
    "===",
    "---",
    "a\\*b ==高亮== %%注%% $x$ ^s1",
)


@pytest.mark.parametrize("text", HOSTILE)
def test_text_stays_text(text: str) -> None:
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    tokens = parser.parse(opening(inline(text)))
    assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    children = tokens[1].children or []
    assert {child.type for child in children} <= {"text", "text_special"}
    assert "".join(child.content for child in children) == text


def test_no_hostile_line_makes_html() -> None:
    made = to_markdown(reading_copy(from_text("\n".join(HOSTILE))))
    html = MarkdownIt("commonmark").render(made)
    assert not re.search(r"<(script|img|a)\b", html)


def test_every_segment_ends_in_its_block_id() -> None:
    made = to_markdown(reading_copy(copy_document(), GLOSSARY, about=ABOUT))
    assert re.findall(r"\^(s\d+)$", made, re.MULTILINE) == [f"s{number}" for number in range(1, 10)]


def test_a_term_has_its_footnote_at_its_first_use_only() -> None:
    made = to_markdown(reading_copy(copy_document(), GLOSSARY, about=ABOUT))
    used = re.findall(r"\[\^(t\d+)\](?!:)", made)
    assert sorted(used) == sorted(re.findall(r"^\[\^(t\d+)\]:", made, re.MULTILINE))
    assert "Public security organs[^t1] shall" in made


def test_without_drafts_the_footnotes_stand_in_the_chinese() -> None:
    made = to_markdown(reading_copy(copy_document(layers=("segment", "token", "term")), GLOSSARY))
    assert "公安機關[^t1]應當" in made
