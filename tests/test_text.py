"""The promises of spans and edits: what every other module counts on."""

from __future__ import annotations

import pickle
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.strategies import edited, texts
from toolkit.errors import InvariantError
from toolkit.text import Edit, Edits, Pair, Span, edits_between, merge_touching


@given(edited())
def test_every_source_character_is_kept_once_or_in_exactly_one_edit(case: tuple[str, Edits]) -> None:
    source, edits = case
    seen = [0] * len(source)
    for span in [*edits.kept(len(source)), *(edit.span for edit in edits)]:
        for at in range(span.start, span.end):
            seen[at] += 1
    assert seen == [1] * len(source)


@given(edited())
def test_inverting_the_edits_gives_the_source_back(case: tuple[str, Edits]) -> None:
    source, edits = case
    assert edits.invert(source).apply(edits.apply(source)) == source


@given(edited())
def test_kept_characters_trace_to_themselves(case: tuple[str, Edits]) -> None:
    source, edits = case
    target = edits.apply(source)
    for run in edits.kept(len(source)):
        for at in range(run.start, run.end):
            there = edits.forward(Span(at, at + 1))
            assert there.of(target) == source[at]
            assert edits.back(there).covers(Span(at, at + 1))


@given(edited(), st.data())
def test_mapped_spans_stay_inside_the_text(case: tuple[str, Edits], data: st.DataObject) -> None:
    source, edits = case
    target = edits.apply(source)
    start, end = sorted(data.draw(st.tuples(*[st.integers(0, len(target))] * 2)))
    back = edits.back(Span(start, end))
    assert 0 <= back.start <= back.end <= len(source)
    first, last = sorted(data.draw(st.tuples(*[st.integers(0, len(source))] * 2)))
    there = edits.forward(Span(first, last))
    assert 0 <= there.start <= there.end <= len(target)


@given(edited())
def test_cuts_keep_their_order_and_lose_nothing(case: tuple[str, Edits]) -> None:
    source, edits = case
    target = edits.apply(source)
    cuts = [edits.cut_back(at) for at in range(len(target) + 1)]
    assert cuts == sorted(cuts)
    assert "".join(source[a:b] for a, b in zip([0, *cuts], [*cuts, len(source)], strict=True)) == source


@given(texts())
def test_edits_between_texts_of_equal_length(source: str) -> None:
    target = source.replace("后", "後").replace("余", "餘")
    edits = edits_between(source, target, "script")
    assert edits.apply(source) == target


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(0, 9)), max_size=20))
def test_merged_spans_are_disjoint_and_cover_the_same(raw: list[tuple[int, int]]) -> None:
    spans = [Span(start, start + length) for start, length in raw]
    merged = merge_touching(spans)
    assert all(a.end < b.start for a, b in pairwise(merged))
    covered = {at for span in spans for at in range(span.start, span.end)}
    assert covered == {at for span in merged for at in range(span.start, span.end)}


@pytest.mark.parametrize(
    ("items", "what"),
    [
        ((Edit(Span(0, 0), "", "x"),), "changes nothing"),
        ((Edit(Span(0, 2), "a", "x"), Edit(Span(1, 3), "b", "x")), "overlapping"),
        ((Edit(Span(4, 5), "a", "x"), Edit(Span(0, 1), "b", "x")), "out of order"),
    ],
)
def test_wrong_edits_are_refused(items: tuple[Edit, ...], what: str) -> None:
    with pytest.raises(InvariantError, match=what):
        Edits(items)


def test_an_edit_that_changes_nothing_is_refused_when_applied() -> None:
    with pytest.raises(InvariantError, match="changes nothing"):
        Edits((Edit(Span(0, 1), "警", "x"),)).apply("警察")
    with pytest.raises(InvariantError, match="the text at 1"):
        Edits((Edit(Span(0, 2), "警", "x"),)).apply("警")


def test_a_backward_span_is_refused() -> None:
    with pytest.raises(InvariantError, match="no span"):
        Span(3, 2)


def test_touching_edits_are_allowed() -> None:
    edits = Edits((Edit(Span(0, 1), "長", "x"), Edit(Span(1, 2), "", "x"), Edit(Span(2, 2), "！", "x")))
    assert edits.apply("长a") == "長！"


@st.composite
def paired(draw: st.DrawFn) -> tuple[Pair, Edits]:
    """Two texts of one length, now and then with rules of their own, and the same edits made one by one."""
    source = draw(st.text(st.sampled_from("余后并于发a\n\udc80"), max_size=30))
    target = "".join(draw(st.sampled_from((sign, "餘", "發"))) for sign in source)
    rules = draw(st.dictionaries(st.integers(0, 30), st.sampled_from(("script.rule", "script.context"))))
    pair = Pair(source, target, "opencc.s2tw", rules=rules, grounds={2: "余(后)"})
    return pair, Edits(tuple(pair.edits()))


@given(paired())
def test_edits_of_a_pair_are_those_made_one_by_one(case: tuple[Pair, Edits]) -> None:
    pair, listed = case
    edits = Edits.of(pair)
    assert bool(edits) == bool(listed)
    assert edits == listed and len(edits) == len(listed) and hash(edits) == hash(listed) and repr(edits) == repr(listed)
    assert [edit.evidence for edit in edits] == [edit.evidence for edit in listed]
    assert edits.apply(pair.earlier) == listed.apply(pair.earlier) == pair.later
    assert edits.invert(pair.earlier) == listed.invert(pair.earlier)
    assert [e.evidence for e in edits.invert(pair.earlier)] == [e.evidence for e in listed.invert(pair.earlier)]
    assert list(edits.kept(len(pair.earlier))) == list(listed.kept(len(pair.earlier)))
    assert pickle.loads(pickle.dumps(edits)) == listed


@given(paired(), st.data())
def test_a_pair_maps_as_the_edits_made_one_by_one(case: tuple[Pair, Edits], data: st.DataObject) -> None:
    pair, listed = case
    edits = Edits.of(pair)
    start, end = sorted(data.draw(st.tuples(*[st.integers(0, len(pair.earlier))] * 2)))
    for span in (Span(start, end), Span(start, start)):
        assert edits.forward(span) == listed.forward(span)
        assert edits.back(span) == listed.back(span)
    assert edits.cut_back(start) == listed.cut_back(start)


def test_texts_of_two_lengths_are_no_pair() -> None:
    with pytest.raises(InvariantError, match="not aligned one to one"):
        edits_between("软件", "軟體的", "opencc.s2twp")


def test_edits_of_a_pair_are_refused_over_another_text() -> None:
    with pytest.raises(InvariantError, match="changes nothing"):
        edits_between("后", "後", "opencc.s2tw").apply("後")
