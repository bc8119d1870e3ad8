"""The promise of alignment, on every configuration and every engine: each output character has its source."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.script.engines import ENGINES, converter
from toolkit.script.hanziconv import CONFIGS as HANZICONV
from toolkit.script.opencc import PLAIN, OpenCCConverter, configs, converted
from toolkit.script.phrases import REACH, PhraseAligner
from toolkit.text import Edits, Span

EVERY = [
    (config, engine)
    for engine in ENGINES
    for config in (HANZICONV if engine == "hanziconv" else configs())
]  # fmt: skip
WORDS = (Path(__file__).parent / "cases" / "vocabulary.txt").read_text("utf-8").split()
# What no conversion may touch: NUL, separators, lone surrogates, a combining mark, variation selectors, emoji, an
# ideographic variation sequence, CJK extension B, private use, a byte order mark.
OTHER = (
    "\0",
    "\x1f",
    "\ud800",
    "\udc80",
    "e\u0301",
    "\ufe0f",
    "👮🏽‍♀️",
    "\U000e0100",
    "𠮷",
    "\ue000",
    "\ufeff",
    "\r\n",
    "A1",
    " ",
)
MARKS = ("，", "。", "\n", "；", "、", "“", "”", ",")
UNTOUCHED = frozenset("".join(OTHER)) - {"𠮷"}
texts = st.lists(
    st.one_of(st.sampled_from(WORDS), st.sampled_from((*OTHER, *MARKS)), st.characters()), max_size=14
).map("".join)
prose = st.lists(st.sampled_from((*WORDS, *MARKS)), min_size=4, max_size=60).map("".join)


def check_alignment(text: str, edits: Edits) -> None:
    """Each character of the output comes from a span of the source, in order; what no edit touches is equal."""
    turned = edits.apply(text)
    inserted = {
        at
        for edit, back in zip(edits, edits.invert(text), strict=True)
        for at in range(back.span.start, back.span.end)
        if not len(edit.span)
    }
    last = Span(0, 0)
    for at in range(len(turned)):
        span = edits.back(Span(at, at + 1))
        assert len(span) or at in inserted
        assert span.start >= last.start and span.end >= last.end
        last = span
    assert edits.back(Span(0, len(turned))) == Span(0, len(text)) or not turned
    for kept in edits.kept(len(text)):
        assert edits.forward(kept).of(turned) == kept.of(text)
    assert all(edit.rule for edit in edits)
    assert edits.invert(text).apply(turned) == text
    assert Edits(edits.items).apply(text) == turned


@pytest.mark.parametrize(("config", "engine"), EVERY)
@given(text=texts)
@settings(max_examples=40, deadline=None)
def test_every_output_character_has_its_source(config: str, engine: str, text: str) -> None:
    edits = converter(config, engine).convert(text)
    check_alignment(text, edits)
    turned = edits.apply(text)
    for sign in UNTOUCHED:
        assert turned.count(sign) >= text.count(sign)
    if engine == "opencc" or config in PLAIN:
        assert turned == converted(config, text)
    if config not in PLAIN:
        assert len(turned) == len(text)
        assert all(len(edit.text) == len(edit.span) for edit in edits)


@pytest.mark.parametrize("config", PLAIN)
@given(text=prose)
@settings(max_examples=60, deadline=None)
def test_an_edit_of_vocabulary_is_a_phrase(config: str, text: str) -> None:
    edits = OpenCCConverter(config).convert(text)
    check_alignment(text, edits)
    plain = converted(PLAIN[config], text)
    for edit in edits:
        if edit.text != edit.span.of(plain):
            assert len(edit.span) <= REACH
            assert not set("，。\n；") & set(edit.span.of(text))


@pytest.mark.parametrize(
    ("config", "text", "phrases"),
    [
        (
            "s2twp",
            "打印机和鼠标的默认程序",
            [("打印机", "印表機"), ("鼠标", "滑鼠"), ("默认", "預設"), ("程序", "程式")],
        ),
        (
            "s2twp",
            "硬盘的短信，软件里的信息",
            [("硬盘", "硬碟"), ("短信", "簡訊"), ("软件", "軟體"), ("信息", "資訊")],
        ),
        ("s2twp", "SQL注入\0软件\ud800视频", [("SQL注入", "SQL隱碼攻擊"), ("软件", "軟體"), ("视频", "影片")]),
        ("tw2sp", "隨身碟裡的軟體", [("隨身碟", "U盘"), ("軟體", "软件")]),
    ],
)
def test_phrases_are_found_one_by_one(config: str, text: str, phrases: list[tuple[str, str]]) -> None:
    plain = converted(PLAIN[config], text)
    edits = OpenCCConverter(config).convert(text)
    assert [(e.span.of(text), e.text) for e in edits if e.text != e.span.of(plain)] == phrases


def test_what_was_learned_gives_what_a_first_look_gives() -> None:
    first, second = "警用软件和视频调度，", "视频里的软件程序。"
    for text in (first + second + first, second + first):
        for clause in (first, second):
            at = text.index(clause)
            inside = [
                (edit.span.start - at, edit.text)
                for edit in OpenCCConverter("s2twp").convert(text)
                if Span(at, at + len(clause)).covers(edit.span)
            ]
            alone = [(edit.span.start, edit.text) for edit in OpenCCConverter("s2twp").convert(clause)]
            assert inside == alone


def test_a_long_run_without_a_mark_is_aligned_phrase_by_phrase() -> None:
    text = "软件" + "的国家" * 400 + "视频" + "里" * 300 + "信息"
    found = [edit for edit in OpenCCConverter("s2twp").convert(text) if "體" in edit.text or "影" in edit.text]
    assert [(edit.span.start, edit.text) for edit in found] == [(0, "軟體"), (1202, "影片")]


def test_where_no_cut_holds_the_whole_run_is_one_edit() -> None:
    aligner = PhraseAligner(lambda run: "甲乙丙" if run == "天地人" else run)
    (phrase,) = aligner.phrases("天地人", "天地人", "甲乙丙")
    assert phrase == (0, 3, "甲乙丙")
