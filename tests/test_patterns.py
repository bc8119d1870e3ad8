"""Terms with variable parts: the language, the shipped rows with examples and counterexamples, their values."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.errors import InputError
from toolkit.glossary import Concept, Glossary, Term
from toolkit.terms.matching import Matcher
from toolkit.terms.pattern import is_pattern, parse
from toolkit.terms.patterned import Hit, shipped_patterns

CASES = [
    line.split("\t") for line in (Path(__file__).parent / "cases/patterns.tsv").read_text("utf-8").splitlines()[2:]
]
MATCHER = Matcher(Glossary(), patterns=shipped_patterns())
SIGNS = "长沙市县区公安局第三十18X届支队伍以为重点主关于的公告，。“”（）在下级\n"


def _shown(hit: Hit, text: str) -> str:
    return f"{hit.concept.id}={'/'.join(span.of(text) for span in hit.spans)}"


@pytest.mark.parametrize(("text", "matches", "values", "english"), CASES)
def test_case(text: str, matches: str, values: str, english: str) -> None:
    hits = MATCHER.hits(text)
    assert " ".join(_shown(hit, text) for hit in hits) == matches.replace("-", "", matches == "-")
    named = [f"{value.name}={value.text}" for hit in hits for value in hit.values if value.name]
    assert " ".join(named) == ("" if values == "-" else values)
    assert " | ".join(hit.renderings[0] for hit in hits) == ("" if english == "-" else english)


@pytest.mark.parametrize(
    ("region", "english"), [("TW", "Sixth Precinct"), ("CN", "Sixth Branch"), ("", "Sixth Branch")]
)
def test_of_equal_patterns_that_of_the_region_stands(region: str, english: str) -> None:
    (hit,) = Matcher(Glossary(), region, shipped_patterns()).hits("第六分局")
    assert hit.renderings[0] == english


def test_the_shipped_rows_are_enough_and_each_kind_has_a_case() -> None:
    forms = [term.hans for concept in shipped_patterns() for term in concept.terms]
    assert len(forms) >= 60 and all(map(is_pattern, forms))
    assert len({case[1] for case in CASES}) >= 60 and sum(case[1] == "-" for case in CASES) >= 15


@pytest.mark.parametrize("english", [r for c in shipped_patterns() for r in c.renderings])
def test_an_english_template_names_known_variables(english: str) -> None:
    concept = next(c for c in shipped_patterns() if english in c.renderings)
    names = {piece.name for term in concept.terms for piece in parse(term.hans).pieces if piece.name}
    used = {part.split("}")[0].split(":")[0] for part in english.split("{")[1:]}
    assert used <= names


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ("{city}公安局", 'there is no variable "city"'),
        ("{place}", "needs fixed characters"),
        ("……", "needs fixed characters"),
        ("{place}{n}支队", "fixed characters between them"),
        ("{words}犯罪", "on both sides"),
        ("{place}公安局{place}分局", "one name"),
        ("{place公安局", "a bracket is not closed"),
    ],
)
def test_a_malformed_pattern_is_refused_with_its_place(form: str, said: str) -> None:
    with pytest.raises(InputError, match=r"terms\.tsv:7: ") as refused:
        parse(form, "terms.tsv:7")
    assert said in str(refused.value)


def test_a_fixed_term_of_the_same_characters_stands_first() -> None:
    own = Concept("changsha", "x", (Term("长沙市公安局", "長沙市公安局", ""),), "Changsha Public Security Bureau")
    (hit,) = Matcher(Glossary({"changsha": own}), patterns=shipped_patterns()).hits("长沙市公安局")
    assert hit.concept.id == "changsha"


def test_a_term_inside_a_fixed_part_belongs_to_the_frame_and_one_across_it_forbids_it() -> None:
    def found(*names: str) -> list[str]:
        glossary = Glossary({name: Concept(name, "x", (Term(name, name, ""),), name) for name in names})
        return [hit.concept.id for hit in Matcher(glossary, patterns=shipped_patterns()).hits("关于停水的公告")]

    assert found("公告", "停水") == ["frame-guanyu-gonggao", "停水"]
    assert found("停水的公告") == ["停水的公告"]


def test_a_row_refines_the_pattern_of_a_concept_of_the_glossary() -> None:
    own = Concept("article", "legislation", (Term("第…条", "第…條", ""),), "article", note="of a law")
    (hit,) = Matcher(Glossary({"article": own}), patterns=shipped_patterns()).hits("第二款规定的，按第九条办理")[1:]
    assert hit.renderings[:1] == ("Article 9",) and hit.concept.note == "of a law"
    assert "article" in hit.renderings or "article 9" in hit.renderings


@given(st.text(st.sampled_from(SIGNS), max_size=60))
@settings(max_examples=300, deadline=None)
def test_fixed_parts_are_disjoint_and_values_lie_in_their_hit(text: str) -> None:
    taken: set[int] = set()
    for hit in MATCHER.hits(text):
        for span in hit.spans:
            own = set(range(span.start, span.end))
            assert own and not own & taken and hit.span.covers(span)
            taken |= own
        assert all(hit.span.covers(value.span) and value.text for value in hit.values)
        assert not set("。\n") & set(hit.span.of(text))
