"""Look-ups by Chinese, pinyin and English; CC-CEDICT behind the glossary; near misses; the JSON contract."""

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit import default_glossary
from toolkit.glossary import Concept, Glossary, Term, load_glossary
from toolkit.terms.card import to_text
from toolkit.terms.lookup import KINDS, Index, lookup, to_json
from toolkit.terms.parting import part
from toolkit.terms.patterned import shipped_patterns
from toolkit.terms.pinyin import marked, plain, toned

HERE = Path(__file__).parent
GLOSSARY = load_glossary(HERE / "fixtures" / "glossary")
INDEX = Index(GLOSSARY)
SHIPPED = Index(default_glossary(), shipped_patterns())
WANTED = [line.split("\t") for line in (HERE / "cases" / "lookup-shipped.tsv").read_text("utf-8").splitlines()[2:]]
CASES = [line.split("\t") for line in (HERE / "cases" / "lookup.tsv").read_text("utf-8").splitlines()[2:]]


@pytest.mark.parametrize(("query", "concept", "kind", "close"), CASES)
def test_case(query: str, concept: str, kind: str, close: str) -> None:
    result = INDEX.lookup(query)
    first = (result.matches[0].concept.id, result.matches[0].kind) if result.matches else ("-", "-")
    assert result.found == (kind not in ("near", "-"))
    assert first == (concept, kind)
    if close != "-":
        assert close in result.near


def test_json_follows_the_contract() -> None:
    (found,) = to_json([lookup(GLOSSARY, "派出所", limit=1)])
    assert found == {
        "query": "派出所",
        "matches": [
            {
                "concept": "police-station",
                "hans": "派出所",
                "hant": "派出所",
                "pinyin": "pàichūsuǒ",
                "english": ["police station", "local police station", "public security police station"],
                "others": [
                    {"english": "local police station", "user": "", "layer": ""},
                    {"english": "public security police station", "user": "", "layer": ""},
                ],
                "forbidden": [],
                "layer": "built-in",
                "domain": "sample",
                "note": "The lowest level of the public security organs.",
                "term_note": "",
                "match": "exact",
                "parts": [],
            }
        ],
        "near": [],
        "parts": [],
    }


def test_cedict_is_labelled_attributed_and_after_the_glossary() -> None:
    (found,) = INDEX.lookup("喇叭").matches
    assert (found.concept.domain, found.term.pinyin) == ("cc-cedict", "lǎ ba")
    assert "CC BY-SA 4.0" in found.concept.source
    assert all(match.concept.domain == "sample" for match in INDEX.lookup("派出所").matches)


def test_matches_are_ranked_and_limited() -> None:
    kinds = [KINDS.index(match.kind) for match in INDEX.lookup("治安").matches]
    assert kinds == sorted(kinds) and len(kinds) == 2
    assert len(INDEX.lookup("治安", limit=1).matches) == 1
    assert INDEX.lookup("治安", limit=0).matches == ()


def test_a_concept_stands_once() -> None:
    names = [match.concept.id for match in INDEX.lookup("派出所").matches]
    assert len(names) == len(set(names))


@given(st.text(st.one_of(st.characters(), st.characters(categories=["Cs"])), max_size=12), st.integers(-1, 3))
@settings(max_examples=200, deadline=None)
def test_lookup_never_raises(query: str, limit: int) -> None:
    result = INDEX.lookup(query, limit)
    assert result.query == query and len(result.matches) <= max(0, limit)


def test_an_empty_glossary_still_has_cedict() -> None:
    assert lookup(Glossary(), "喇叭").matches[0].concept.domain == "cc-cedict"


@pytest.mark.parametrize(
    ("numbered", "tones"),
    [("nu:3", "nǚ"), ("liu2", "liú"), ("gui4", "guì"), ("xiong1", "xiōng"), ("r5", "r"), ("Chang2 sha1", "Cháng shā")],
)
def test_tone_marks_stand_on_the_right_vowel(numbered: str, tones: str) -> None:
    assert marked(numbered) == tones
    assert toned(numbered) == toned(tones) and plain(numbered) == plain(tones)


def test_nothing_heavy_is_imported_for_a_plain_lookup() -> None:
    code = (
        "import sys; from toolkit.terms.lookup import lookup; from toolkit.glossary import Glossary\n"
        "lookup(Glossary(), 'police')\n"
        "print([name for name in ('rjieba', 'ahocorasick_rs', 'pypinyin', 'inflect', 'opencc') if name in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


@pytest.mark.parametrize(("query", "hans", "kind"), WANTED)
def test_a_person_finds_first_what_is_wanted(query: str, hans: str, kind: str) -> None:
    result = SHIPPED.lookup(query)
    assert (result.matches[0].term.hans, result.matches[0].kind) == (hans, kind)


def test_the_table_of_queries_is_long_and_of_all_kinds() -> None:
    assert len(WANTED) >= 150
    assert {kind for _, _, kind in WANTED} == set(KINDS) - {"head"}


def test_a_long_term_shows_its_parts() -> None:
    (match,) = SHIPPED.lookup("天网监控点位", limit=1).matches
    assert "天网" in "".join(row.term.hans for row in match.parts)
    result = SHIPPED.lookup("县天网工程指挥中心")
    assert not result.found and [row.term.hans for row in result.parts] == ["天网工程", "指挥中心"]
    assert "县天网工程指挥中心 holds: 天网工程 Skynet Project + 指挥中心 command center" in to_text(result)


@given(st.text("天网工程指挥部", max_size=10), st.sets(st.text("天网工程指挥部", min_size=1, max_size=4), max_size=8))
def test_parts_are_known_ordered_and_cover_as_much_as_can_be(form: str, known: set[str]) -> None:
    found = part(form, dict.fromkeys(known), whole=True)
    assert all(own in known and len(own) > 1 for own in found)
    at = 0
    for own in found:
        at = form.index(own, at) + len(own)
    assert bool(found) == any(own in form for own in known if len(own) > 1)


def test_a_slip_is_no_find() -> None:
    result = SHIPPED.lookup("公按局")
    assert not result.found and result.matches[0].term.hans == "公安局" and result.near == ("公安局", "公路局")
    assert to_text(result).startswith("公按局: not found; near: 公安局, 公路局\n\n公安局")


def test_forms_of_a_verb_meet() -> None:
    known = {"patrol": Concept("patrol", "x", (Term("巡逻", "巡邏", "xúnluó", "verb"),), "patrol")}
    kinds = [lookup(Glossary(known), query).matches[0].kind for query in ("patrol", "patrolled", "patrolling")]
    assert kinds == ["english", "inflected", "inflected"]
