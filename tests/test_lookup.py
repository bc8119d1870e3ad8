"""Look-ups by Chinese, pinyin and English; CC-CEDICT behind the glossary; near misses; the JSON contract."""

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.glossary import Glossary, load_glossary
from toolkit.terms.lookup import KINDS, Index, lookup, to_json
from toolkit.terms.pinyin import marked, plain, toned

HERE = Path(__file__).parent
GLOSSARY = load_glossary(HERE / "fixtures" / "glossary")
INDEX = Index(GLOSSARY)
CASES = [line.split("\t") for line in (HERE / "cases" / "lookup.tsv").read_text("utf-8").splitlines()[2:]]


@pytest.mark.parametrize(("query", "concept", "kind", "close"), CASES)
def test_case(query: str, concept: str, kind: str, close: str) -> None:
    result = INDEX.lookup(query)
    first = (result.matches[0].concept.id, result.matches[0].kind) if result.matches else ("-", "-")
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
            }
        ],
        "near": [],
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
