"""What of the Chinese remains in the English: no mark and no function word; an unknown word stands in pinyin."""

from __future__ import annotations

import random
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.test_transfer_links import sentences
from tests.transfer_drafts import cases, draft, english
from toolkit.document import Draft
from toolkit.transfer.chart import Item
from toolkit.transfer.gloss import alone, gloss
from toolkit.transfer.grammar import shipped_grammar
from toolkit.transfer.lexicon import Entry
from toolkit.transfer.signs import english_sign
from toolkit.transfer.wordlist import pairs

_REMAINS = re.compile("[\u3000-\u303f\u30fb\u3400-\u9fff\uff00-\uffef《》「」]")
_WORDS = sorted(shipped_grammar().literals)
_MARKS = "、。，；：？！（）《》〈〉「」『』【】〔〕“”‘’·…—～〜％＋＝／＆\u3000 "
_LOOSE = ("额", "速", "之", "或其", "及其", "于", "警方", "三名", "8.5%", "USDT", "ＡＢ", "１２", "破案", "第二")
_PIECES = st.one_of(st.sampled_from([*_WORDS, *_MARKS, *_LOOSE]))


def remains(made: Draft) -> list[str]:
    """Return the Chinese characters and marks in the English of a draft."""
    return _REMAINS.findall(made.english)


@pytest.mark.parametrize(("text", "setting", "right"), cases("remains"))
def test_case(text: str, setting: str, right: str) -> None:
    made = draft(text, setting)
    assert remains(made) == [], made.english
    for part in right.split(" … ") if right else []:
        assert part in made.english, made.english


@pytest.mark.parametrize("seed", range(4))
def test_no_mark_and_no_function_word_remains(seed: int) -> None:
    """Sentences broken by loose words and marks fall to the lower rungs; nothing Chinese comes through."""
    chance = random.Random(seed)
    for text in sentences(seed, 12):
        at = chance.randrange(len(text))
        broken = text[:at] + chance.choice([*_WORDS, *_MARKS]) + text[at:]
        assert remains(draft(broken)) == [], broken


@given(st.lists(_PIECES, max_size=12).map("".join))
def test_loose_words_and_marks(text: str) -> None:
    assert remains(draft(text)) == []


def test_every_word_that_the_rules_name_has_its_english() -> None:
    assert set(pairs("literals")) == shipped_grammar().literals
    for zh, told in pairs("literals").items():
        assert told and told.isascii(), zh


@pytest.mark.parametrize(("zh", "told"), [("及", "and"), ("、", ","), ("的", ""), ("於", "in")])
def test_a_literal_alone(zh: str, told: str) -> None:
    plain = {"於": "于"}.get(zh, zh)
    entry = Entry(plain, f"'{plain}'", "", {}, f"grammar:{plain}")
    assert alone(entry) == told
    assert [piece.text for piece in gloss(Item(entry.cat, 0, 1, 1.0, entry))] == ([told] if told else [])


def test_a_dropped_function_word_has_its_link() -> None:
    """的 between constituents has no English: a link without target says so."""
    text = "警方到达现场，的"
    made = draft(text)
    at = len(text) - 1
    assert any(span.start <= at < span.end for link in made.links for span in link.source)


def test_a_character_of_no_word_stands_in_pinyin_with_its_finding() -> None:
    made = draft("警方走访犇")
    assert "犇" not in made.english
    assert "D101" in {finding.code for finding in made.findings}


@pytest.mark.parametrize(
    ("sign", "told"), [("、", ","), ("：", ":"), ("Ａ", "A"), ("９", "9"), ("a", "a"), ("é", "é"), (" ", "")]
)
def test_signs(sign: str, told: str) -> None:
    assert english_sign(sign) == told


def test_english_is_left_alone() -> None:
    assert "GB/T" in english("设备符合GB/T要求")
