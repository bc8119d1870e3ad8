"""Promises of the links, over generated sentences: each English word has its origin, each content word its English."""

from __future__ import annotations

import os
import random
import re
from collections.abc import Iterator
from functools import cache

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.transfer_drafts import analyses, vocabulary
from toolkit.document import Draft
from toolkit.transfer.chart import Item

_CALLED = 20 if os.environ.get("CI") else 1
_SENTENCES = 100 * _CALLED  # 2,000 in CI
_CONTENT = frozenset(("n", "v", "vn", "a", "ns", "nr", "nt"))
_TEMPLATES = (
    "{n}{v}{n}。",
    "{ns}{n}{v}{q}{n}。",
    "{d}，{n}{v}{n}，{v}{n}。",
    "{n}对{n}进行{v}，{v}{a}的{n}。",
    "{n}将{n}{v}，并{v}{n}。",
    "{n}被{n}{v}，{n}同比下降13.7%。",
    "为了{v}{n}，{ns}{n}在{n}中{v}{n}{c}。",
    "{n}、{n}和{n}{v}了{n}{v}的{n}。",
    "“{n}”{v}后，{n}（{n}）{v}{n}；{n}{a}。",
    "{n}表示，{n}{v}{a}{n}，其中{n}{c}。",
    "{n}{m}{v}{n}或者{n}，不得{v}{n}。",
    "《{n}{v}办法》自{d}起施行。",
    "{n}{v}{n}{v}{n}{v}{n}{a}{n}{n}{v}{n}",
    "{q}{n}由{n}{v}，{n}的{n}{v}{a}的{n}。",
    "{nr}{v}{n}时，{n}{v}得{a}。",
)
_QUANTITIES = ("三名", "15起", "2.7万余个", "近900人", "5.28亿元", "13.7%", "两年", "第二届", "30余公里", "数十次")
_COUNTS = ("三名", "15起", "2.7万余个", "近900人", "数十次")
_DATES = ("9月23日", "2014年上半年", "今年1-8月", "9月1日前", "昨日上午9时许", "截至目前", "五年来")
_MODALS = ("可以", "应当", "必须", "将", "能够", "不能", "严禁")
_ODD = st.text(
    st.one_of(
        st.sampled_from(
            "“”‘’「」《》（）()【】〔〕—…，。；：！？、·,.;:!?%　 \n\t\x00\ud800的了被将把是和在0123456789年月日名起A"
        ),
        st.characters(),
    ),
    max_size=40,
)


@cache
def _words() -> dict[str, list[str]]:
    """Return the headwords of the lexicon and the glossary by category."""
    found: dict[str, list[str]] = {}
    for word in sorted(vocabulary()):
        for cat in {entry.cat for entry in vocabulary().senses(word)}:
            found.setdefault(cat, []).append(word)
    literals = {"q": _QUANTITIES, "c": _COUNTS, "d": _DATES, "m": _MODALS, "nr": ("费某林", "张伟", "葛红林")}
    return {**found, **{slot: list(words) for slot, words in literals.items()}}


def sentences(seed: int, count: int) -> Iterator[str]:
    """Yield sentences of words of the vocabulary in the grammar's patterns; a seed gives the same ones again."""
    chance = random.Random(seed)
    for _ in range(count):
        template = chance.choice(_TEMPLATES)
        yield re.sub(r"\{(\w+)\}", lambda slot: chance.choice(_words()[slot[1]]), template)


def unlinked(draft: Draft) -> list[str]:
    """Return the English words that lie in no link's target and in no supplied span."""
    told = set()
    for span in [span for link in draft.links for span in link.target] + list(draft.supplied):
        told.update(range(span.start, span.end))
    return [
        word[0]
        for word in re.finditer(r"\S+", draft.english)
        if any(sign.isalnum() for sign in word[0])
        and not all(at in told for at in range(*word.span()) if draft.english[at].isalnum())
    ]


def outside(draft: Draft, text: str) -> list[str]:
    """Return the links and notes whose source or target leaves its text."""
    spans = [(span, len(text), link.by) for link in draft.links for span in link.source]
    spans += [(span, len(draft.english), link.by) for link in draft.links for span in link.target]
    spans += [(span, len(draft.english), "supplied") for span in draft.supplied]
    spans += [(use.source, len(text), "quantity") for use in draft.quantities]
    spans += [(use.target, len(draft.english), "quantity") for use in draft.quantities]
    return [by for span, length, by in spans if not 0 <= span.start < span.end <= length]


def silent(draft: Draft, items: list[Item]) -> list[str]:
    """Return the content words and quantities that no entry renders or drops.

    An auxiliary or an article renders nothing; a light verb, a copula and a head that says nothing need no rendering.
    """
    links = [link for link in draft.links if not link.by.startswith("grammar:")]
    told = {at for link in links for span in link.source for at in range(span.start, span.end)}
    return [
        leaf.entry.zh
        for leaf in leaves(items)
        if (leaf.cat in _CONTENT or leaf.cat.startswith("Q"))
        and not any(leaf.entry.flag(name) for name in ("enclosed", "light", "cop", "drop"))
        and told.isdisjoint(range(leaf.start, leaf.end))
    ]


def unread(draft: Draft, items: list[Item], text: str) -> str:
    """Return the Han characters that stand in no word of the analysis and in no link."""
    read = {at for leaf in leaves(items) for at in range(leaf.start, leaf.end)}
    read |= {at for link in draft.links for span in link.source for at in range(span.start, span.end)}
    return "".join(sign for at, sign in enumerate(text) if "\u4e00" <= sign <= "\u9fff" and at not in read)


def lost_figures(draft: Draft, items: list[Item]) -> list[str]:
    """Return the quantities of the analysis whose English is not in the draft."""
    line = draft.english.lower()
    return [
        leaf.entry.zh
        for leaf in leaves(items)
        for figures in [re.findall(r"\d[\d,.]*\d|\d", leaf.entry.en)]
        if leaf.cat.startswith("Q") and figures and not all(figure in line for figure in figures)
    ]


def leaves(items: list[Item]) -> Iterator[Item]:
    for item in items:
        if item.kids:
            yield from leaves(list(item.kids))
        else:
            yield item


@pytest.mark.parametrize("seed", range(10))
def test_generated_sentences(seed: int) -> None:
    """Nothing of the source is without link, nothing of the English without origin."""
    for text in sentences(seed, _SENTENCES // 10):
        draft, items = analyses(text)
        assert unlinked(draft) == [], text
        assert outside(draft, text) == [], text
        assert unread(draft, items, text) == "", text
        assert silent(draft, items) == [], text
        assert lost_figures(draft, items) == [], text


@pytest.mark.parametrize("text", ["破案率57%", "嫌疑人35岁", "群众满意度95%"])
def test_the_subject_of_a_bare_figure_is_told(text: str) -> None:
    assert silent(*analyses(text)) == []


@pytest.mark.parametrize("text", ["警方对购买进行成功处置"])
def test_the_object_before_a_light_verb_is_told(text: str) -> None:
    assert silent(*analyses(text)) == []


@pytest.mark.parametrize("text", ["55%的市民感到满意", "三分之二的案件已经侦破"])
def test_the_figure_of_a_part_is_told(text: str) -> None:
    assert lost_figures(*analyses(text)) == [] == silent(*analyses(text))


@pytest.mark.parametrize("text", ["电信网络诈骗案件明显减少", "应急处置工作领导小组召开会议", "警方维护社会治安面貌"])
def test_words_that_overlap_cost_no_clause(text: str) -> None:
    draft, items = analyses(text)
    assert unread(draft, items, text) == ""


@given(_ODD)
@example("")
@example("，。；！")
@example("“天网（《")
@example("”）》天网“")
@example("1234567890")
@example("……——！！")
@example("（（（（（")
@example("\x00\ud800")
def test_any_text(text: str) -> None:
    """Any characters at all give a draft whose links stay inside."""
    draft, _ = analyses(text)
    assert unlinked(draft) == []
    assert outside(draft, text) == []


@pytest.mark.parametrize("seed", range(_CALLED // 2 or 1))
def test_very_long_clauses(seed: int) -> None:
    """A clause of 300 characters without a mark is drafted like any other."""
    text = "".join(sentences(seed, 60)).translate({ord(sign): "" for sign in "，。；、“”（）《》"})[:300]
    draft, items = analyses(text)
    assert unlinked(draft) == []
    assert outside(draft, text) == []
    assert unread(draft, items, text) == ""
    assert silent(draft, items) == []
