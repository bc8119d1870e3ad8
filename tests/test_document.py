"""The promises of a Document: whatever is said of a version traces to the bytes of the source."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.strategies import edited, texts
from toolkit.document import Annotation, Document, Draft, Layer, Link, Source, Version, from_text
from toolkit.errors import InvariantError, UsageError
from toolkit.text import Edit, Edits, Span, Text


@given(texts())
def test_a_text_keeps_its_bytes(characters: str) -> None:
    document = from_text(characters)
    assert document.source_bytes().decode("utf-8", "surrogatepass") == characters


@given(edited(), st.data())
def test_spans_trace_through_every_version_and_the_bytes_come_back(
    case: tuple[str, Edits], data: st.DataObject
) -> None:
    source, edits = case
    document = from_text(source).with_version("read", edits)
    second = Edits(tuple(Edit(Span(at, at + 1), "＊", "test") for at, c in enumerate(document.text()) if c in "余后"))
    document = document.with_version("repaired", second)
    start, end = sorted(data.draw(st.tuples(*[st.integers(0, len(document.text()))] * 2)))
    traced = document.trace(Span(start, end))
    assert 0 <= traced.start <= traced.end <= len(source)
    assert document.trace_cut(0) <= document.trace_cut(len(document.text())) <= len(source)
    assert document.source_bytes() == from_text(source).source_bytes()


@given(edited())
def test_kept_characters_trace_to_the_same_character(case: tuple[str, Edits]) -> None:
    source, edits = case
    document = from_text(source).with_version("repaired", edits)
    for run in edits.kept(len(source)):
        for at in range(run.start, run.end):
            assert document.trace(edits.forward(Span(at, at + 1))).covers(Span(at, at + 1))


def test_undecodable_bytes_come_back() -> None:
    source = Source("通报.txt", "", "gb18030")
    data = "长沙".encode("gb18030") + b"\xff\x80"
    assert source.encode(data.decode("gb18030", "surrogateescape")) == data


def test_branches_leave_the_main_line_alone() -> None:
    document = from_text("余万").with_version("repaired", Edits())
    document = document.with_version("hant", Edits((Edit(Span(0, 1), "餘", "opencc.s2tw"),)), parent="repaired")
    assert document.latest.name == "repaired"
    assert document.text("hant") == "餘万"


def _broken_versions() -> list[tuple[Version, ...]]:
    first = Version("decoded", Text("警察"))
    return [
        (),
        (first, first),
        (first, Version("read", Text("警"), "nowhere")),
        (first, Version("read", Text("公安"), "decoded")),
    ]


@pytest.mark.parametrize("versions", _broken_versions())
def test_documents_that_would_lie_are_refused(versions: tuple[Version, ...]) -> None:
    with pytest.raises(InvariantError):
        Document(Source("x", ""), versions)


def test_layers_refuse_disorder_and_what_lies_outside() -> None:
    notes = (Annotation(Span(1, 2), "term"), Annotation(Span(0, 1), "term"))
    with pytest.raises(InvariantError, match="out of order"):
        Layer("term", "decoded", notes)
    with pytest.raises(InvariantError, match="unknown kind"):
        Layer("opinion", "decoded")
    with pytest.raises(InvariantError, match="past the end"):
        from_text("警").with_layer(Layer("term", "decoded", (Annotation(Span(0, 9), "term"),)))


def test_a_draft_refuses_links_behind_its_end() -> None:
    with pytest.raises(InvariantError, match="behind the English"):
        Draft("police", "transfer", "full", (Link((Span(0, 2),), (Span(0, 9),), "lexicon:警方/n"),))


def test_a_missing_version_is_told_with_its_remedy() -> None:
    with pytest.raises(UsageError, match="run its stage first"):
        from_text("警").version("hant")
