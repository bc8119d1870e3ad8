"""Segments: readable cases (tests/cases/segments.tsv) and the promise that nothing is lost between them."""

from __future__ import annotations

import pytest
from hypothesis import given

from tests.analysis_cases import ANY_TEXT, cases
from toolkit.analysis.segments import Segment, partition, segment, segment_spans
from toolkit.document import Annotation, Layer, from_text
from toolkit.errors import InvariantError
from toolkit.text import Span


@pytest.mark.parametrize(("text", "segments", "kinds"), cases("segments"))
def test_case(text: str, segments: str, kinds: str) -> None:
    layer = segment(from_text(text)).layer("segment")
    assert " | ".join(note.span.of(text) for note in layer) == segments
    assert " ".join(note.value.kind for note in layer) == kinds


def test_there_are_enough_cases() -> None:
    assert len(cases("segments")) >= 80


def test_paragraphs_count_the_lines_that_are_not_empty() -> None:
    document = segment(from_text("通报\n\n 破案。抓获。\r\n完"))
    assert [(note.value, note.span.of(document.text())) for note in document.layer("paragraph")] == [
        (0, "通报"),
        (1, "破案。抓获。"),
        (2, "完"),
    ]
    assert [(note.value.id, note.value.paragraph) for note in document.layer("segment")] == [
        ("s1", 0),
        ("s2", 1),
        ("s3", 1),
        ("s4", 2),
    ]


def test_boilerplate_lines_are_marked() -> None:
    document = from_text("热门排行\n破案。")
    layer = Layer("boilerplate", document.latest.name, (Annotation(Span(0, 4), "boilerplate"),))
    kinds = [note.value.kind for note in segment(document.with_layer(layer)).layer("segment")]
    assert kinds == ["boilerplate", "sentence"]


def test_a_segment_of_an_unknown_kind_is_refused() -> None:
    with pytest.raises(InvariantError):
        Segment("s1", 0, "verse")


@given(ANY_TEXT)
def test_segments_partition_any_text(text: str) -> None:
    """The cuts join to the text; segments are in order, disjoint, without white space at their ends."""
    spans = partition(from_text(text))
    assert "".join(span.of(text) for span in spans) == text
    found = segment_spans(text)
    last = 0
    for span in found:
        assert last <= span.start < span.end <= len(text)
        assert span.of(text) == span.of(text).strip()
        last = span.end
    between = "".join(
        text[a:b] for a, b in zip([0, *(s.end for s in found)], [*(s.start for s in found), len(text)], strict=True)
    )
    assert not between.strip()


@given(ANY_TEXT)
def test_every_line_gives_a_segment(text: str) -> None:
    document = segment(from_text(text))
    assert {note.value.paragraph for note in document.layer("segment")} == {
        note.value for note in document.layer("paragraph")
    }
