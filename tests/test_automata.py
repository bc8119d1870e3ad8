"""Automata: the small one of a short text and the whole one find the same."""

from hypothesis import given
from hypothesis import strategies as st

from toolkit.automata import FEW, SHORT, Automata, Finder

SIGNS = "派出所公安局长期1a "
TEXTS = st.text(st.sampled_from(SIGNS), max_size=30)
FORMS = st.lists(st.text(st.sampled_from(SIGNS), min_size=1, max_size=4), min_size=1, max_size=8, unique=True)


@given(FORMS, TEXTS)
def test_a_short_text_gets_what_the_whole_would_find(forms: list[str], text: str) -> None:
    small, whole = Automata(forms).of(text), Finder(forms)
    assert small.longest(text) == whole.longest(text)
    assert sorted(small.every(text)) == sorted(whole.every(text))


def test_the_whole_is_made_for_a_long_text_and_after_a_few_short_ones() -> None:
    automata = Automata(["派出所", "公安局"])
    assert automata.of("派出所") is not automata.of("派出所")
    assert len({id(automata.of("派出所" * SHORT)) for _ in range(2)}) == 1
    asked = Automata(["派出所"])
    for _ in range(FEW):
        asked.of("派出所")
    assert asked.of("派出所") is asked.of("公安局")
