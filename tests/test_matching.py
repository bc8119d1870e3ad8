"""Terms in a text: found in both scripts, refused where a word border forbids, disjoint and in bounds."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.document import Annotation, Layer, from_text
from toolkit.glossary import Concept, Glossary, Term, load_glossary
from toolkit.terms.matching import Matcher, borders, match
from toolkit.terms.overlap import leftmost_longest
from toolkit.text import Span

HERE = Path(__file__).parent
GLOSSARY = load_glossary(HERE / "fixtures" / "glossary")
MATCHER = Matcher(GLOSSARY)
TRAPS = [line.split("\t") for line in (HERE / "cases" / "traps.tsv").read_text("utf-8").splitlines()[2:]]
WORDS = [line.split("\t") for line in (HERE / "cases" / "traps-words.tsv").read_text("utf-8").splitlines()[2:]]
NAMED = sorted({term for _, found, tempting in WORDS for term in (*found.split(), tempting)} - {"-"})
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


def _glossary(*names: str, **regions: str) -> Glossary:
    """Concepts named by their terms; ``TW_x="机关"`` is a term of Taiwan."""
    own = {name: Concept(name, "x", (Term(name, name, ""),), name) for name in names}
    for key, name in regions.items():
        term = Term(name, name, "", region=(key.partition("_")[0],))
        own[key] = Concept(key, "x", (term,), key)
    return Glossary(own)


WORDS_MATCHER = Matcher(_glossary(*NAMED))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param(text.lstrip("!"), found, marks=pytest.mark.xfail(strict=True) if text[0] == "!" else ())
        for text, found, _ in WORDS
    ],
)
def test_a_sentence(text: str, found: str) -> None:
    assert [concept.id for _, concept in WORDS_MATCHER.matches(text)] == ([] if found == "-" else found.split())


def test_the_sentences_tempt() -> None:
    assert len(WORDS) >= 60
    assert all(tempting == "-" or tempting in text for text, _, tempting in WORDS)


# The rule, against an oracle that knows nothing of automata: every place of every form, allowed by borders or not.

RULED = _glossary(
    "治安", "公安", "公安局", "公安局长", "安全", "政治安全", "天网", "群众", "局长", "长期", "网上", "110"
)


def _oracle(text: str) -> list[Span]:
    view, found = borders(text), []
    for name in RULED.concepts:
        for start in (at for at in range(len(text)) if text.startswith(name, at)):
            end = start + len(name)
            on_edges = view.cuts[start] and view.cuts[end]
            glued = name == "110" and (text[start - 1 : start].isalnum() or text[end : end + 1].isalnum())
            latin = name == "110" and any(
                one and one in "0123456789A" for one in (text[max(0, start - 1) : start], text[end : end + 1])
            )
            if not (glued and latin) and (on_edges or not view.refuse(start, end)):
                found.append(Span(start, end))
    chosen: list[Span] = []
    while found:
        first = min(found, key=lambda span: (span.start, -span.end))
        chosen.append(first)
        found = [span for span in found if span.start >= first.end]
    return chosen


@given(
    st.lists(st.sampled_from([*RULED.concepts, *"政治安全今天网上人群众多局长期公部110A，。\n"]), max_size=14).map(
        "".join
    )
)
@settings(max_examples=400, deadline=None)
def test_the_rule_is_leftmost_longest_over_what_borders_allow(text: str) -> None:
    assert [span for span, _ in Matcher(RULED).matches(text)] == _oracle(text)


@given(st.lists(st.tuples(st.integers(0, 20), st.integers(1, 6), st.booleans()), max_size=12))
def test_what_yields_never_displaces_what_does_not(rows: list[tuple[int, int, bool]]) -> None:
    hits = [(start, start + size, yields) for start, size, yields in rows]
    taken = leftmost_longest(hits, lambda hit: hit)
    firm = leftmost_longest([hit for hit in hits if not hit[2]], lambda hit: hit)
    assert [hit for hit in taken if not hit[2]] == firm
    assert all(one[1] <= other[0] for one, other in pairwise(taken))
    assert all(any(one[0] < hit[1] and hit[0] < one[1] for one in taken) for hit in hits)


# Regions


@pytest.mark.parametrize(
    ("region", "text", "found"),
    [
        ("CN", "市警察大队", ["警察", "大队"]),  # the foreign 警察大队 yields to terms of the mainland
        ("TW", "市警察大队", ["TW_corps"]),
        ("", "市警察大队", ["TW_corps"]),  # nothing is known of the text: the longest
        ("CN", "台湾警政署", ["TW_agency"]),  # no rival
        ("TW", "第三分局", ["TW_branch"]),
        ("CN", "第三分局", ["分局"]),
        ("", "第三分局", ["分局"]),
        ("HK", "第三分局", ["分局"]),
        ("MO", "警政署", ["TW_agency"]),
    ],
)
def test_a_foreign_term_yields_to_its_rivals(region: str, text: str, found: list[str]) -> None:
    glossary = _glossary("警察", "大队", "分局", TW_corps="警察大队", TW_agency="警政署", TW_branch="分局")
    assert [concept.id for _, concept in Matcher(glossary, region).matches(text)] == found


def test_the_layer_carries_concrete_concepts_for_patterns() -> None:
    document = match(from_text("長沙市公安局和雲澤市公安局以防範為主"), GLOSSARY, "CN")
    notes = [(note.span.of(document.text()), note.value.id) for note in document.layer("term")]
    assert notes == [
        ("長沙市公安局", "place-public-security-bureau:长沙市公安局"),
        ("雲澤市公安局", "place-public-security-bureau:云泽市公安局"),
        ("以", "frame-yi-wei-zhu"),
        ("為主", "frame-yi-wei-zhu"),
    ]
    first = document.layer("term").annotations[0].value
    assert (first.english, first.preferred.hant) == ("Changsha Public Security Bureau", "長沙市公安局")
    assert first.preferred.pinyin == "Chángshā Shì Gōng'ānjú"
