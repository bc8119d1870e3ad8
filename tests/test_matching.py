"""Terms in a text: found in both scripts, refused where a word border forbids, disjoint and in bounds."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.document import Annotation, Layer, from_text
from toolkit.glossary import Concept, Glossary, Term, load_glossary
from toolkit.terms.matching import Matcher, match
from toolkit.text import Span

HERE = Path(__file__).parent
GLOSSARY = load_glossary(HERE / "fixtures" / "glossary")
MATCHER = Matcher(GLOSSARY)
TRAPS = [line.split("\t") for line in (HERE / "cases" / "traps.tsv").read_text("utf-8").splitlines()[2:]]
SIGNS = "政治安全今天网上人群众多居民警惕行政法规共产党厕所长期公安部门大队派出卡口网電子110A\n\0\ud800😀，"


@pytest.mark.parametrize(("text", "terms"), TRAPS)
def test_case(text: str, terms: str) -> None:
    found = [
        concept.preferred.hans if span.of(text) not in _forms(concept) else _hans(concept, span.of(text))
        for span, concept in MATCHER.matches(text)
    ]
    assert found == ([] if terms == "-" else terms.split(" "))


def _forms(concept: Concept) -> set[str]:
    return {form for term in concept.terms for form in (term.hans, term.hant)}


def _hans(concept: Concept, form: str) -> str:
    return next(term.hans for term in concept.terms if form in (term.hans, term.hant))


@given(st.text(st.sampled_from(SIGNS), max_size=60))
@settings(max_examples=300, deadline=None)
def test_spans_are_sorted_disjoint_and_hold_their_term(text: str) -> None:
    done = 0
    for span, concept in MATCHER.matches(text):
        assert done <= span.start < span.end <= len(text)
        assert span.of(text) in _forms(concept)
        done = span.end


@given(st.text(max_size=40))
@settings(max_examples=100, deadline=None)
def test_any_text_is_read(text: str) -> None:
    MATCHER.matches(text)


def test_a_refused_match_gives_way_to_a_shorter_one() -> None:
    text = "派出所长期"
    glossary = Glossary({form: Concept(form, "x", (Term(form, form, ""),), form) for form in ("派出所", "派出所长")})
    assert [span.of(text) for span, _ in Matcher(glossary).matches(text)] == ["派出所"]


def test_given_tokens_decide() -> None:
    text = "政治安全"
    assert [span.of(text) for span, _ in MATCHER.matches(text, [Span(0, 1), Span(1, 3), Span(3, 4)])] == ["治安"]
    assert MATCHER.matches(text, [Span(0, 2), Span(2, 4)]) == ()


def test_an_empty_glossary_finds_nothing() -> None:
    assert Matcher(Glossary()).matches("治安") == ()


def test_a_form_of_two_concepts_goes_to_the_one_of_no_region() -> None:
    concepts = [
        Concept("hk", "x", (Term("警署", "警署", "", region=("HK",)),), "police station"),
        Concept("any", "x", (Term("警署", "警署", ""),), "police office"),
    ]
    found = Matcher(Glossary({concept.id: concept for concept in concepts})).matches("警署")
    assert [concept.id for _, concept in found] == ["any"]


def test_match_adds_the_layer_and_uses_the_tokens() -> None:
    document = match(from_text("公安機關和民警"), GLOSSARY)
    layer = document.layer("term")
    assert [(note.span.of(document.text()), note.value.id) for note in layer] == [
        ("公安機關", "public-security-agency"),
        ("民警", "police-officer"),
    ]
    tokens = Layer("token", "decoded", tuple(Annotation(Span(at, at + 2), "token") for at in (0, 2)))
    assert len(match(from_text("政治安全").with_layer(tokens), GLOSSARY).layer("term")) == 0
