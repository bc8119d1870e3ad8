"""The model of a reading copy: nothing of the text is lost, every layer may be missing, what is marked is marked."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.copy_data import ABOUT, GLOSSARY, SEGMENTS
from tests.copy_fixture import copy_document, repaired_text
from tests.strategies import edited
from toolkit.document import HANS, HANT, KINDS, Draft, Link, from_text
from toolkit.glossary import Glossary
from toolkit.reading.align import carry, cut_way
from toolkit.reading.chinese import Marks, units
from toolkit.reading.english import bracketed, runs
from toolkit.reading.model import reading_copy
from toolkit.reading.values import ReadingCopy, Row, Unit
from toolkit.text import Edits, Span


@pytest.fixture(scope="module")
def copy() -> ReadingCopy:
    return reading_copy(copy_document(), GLOSSARY, about=ABOUT, version="0.1.0")


def joined(cut: tuple[Unit, ...], index: int = 0) -> str:
    words = (word for unit in cut for phrase in unit.phrases for word in phrase.words)
    return "".join(piece.texts[index] for word in words for piece in word.pieces)


def row(copy: ReadingCopy, name: str) -> Row:
    return next(row for row in copy.rows if row.id == name)


def test_each_row_holds_its_text_in_all_scripts(copy: ReadingCopy) -> None:
    document = copy_document()
    for one in copy.rows:
        assert [joined(one.units, index) for index in range(3)] == [one.source, one.hans, one.hant]
        assert one.source == one.span.of(document.text())
    lines = repaired_text().replace("\n", "")
    assert "".join(one.source for one in copy.rows) == lines
    assert "".join(one.hans for one in copy.rows) == document.text(HANS).replace("\n", "")
    assert "".join(one.hant for one in copy.rows) == document.text(HANT).replace("\n", "")


@given(edited())
def test_cuts_carried_forward_stay_a_partition(case: tuple[str, Edits]) -> None:
    source, edits = case
    document = from_text(source).with_version(HANS, edits)
    cut = cut_way(document, "decoded", HANS)
    cuts = [cut(at) for at in range(len(source) + 1)]
    assert cuts == sorted(cuts)
    assert cuts[-1] == len(document.text(HANS))
    assert all(carry(edits, at) <= len(document.text(HANS)) for at in range(len(source) + 1))


@st.composite
def marked(draw: st.DrawFn) -> tuple[str, str, Marks]:
    """A text, its English, and marks anywhere in it, overlapping as they like."""
    text = draw(st.text("公安機關，。“”治案a1", min_size=1, max_size=12))
    english = draw(st.text("abc, ", max_size=12))

    def spans(length: int) -> st.SearchStrategy[Span]:
        return st.tuples(*[st.integers(0, length)] * 2).map(lambda pair: Span(*sorted(pair)))

    def some(length: int) -> list[Span]:
        return draw(st.lists(spans(length), max_size=4))

    links = tuple(Link((a,), (b,), "t") for a, b in zip(some(len(text)), some(len(english)), strict=False))
    marks = Marks(
        readings=[(span, "pīn yīn") for span in some(len(text))],
        tokens=some(len(text)),
        terms=[(span, number) for number, span in enumerate(some(len(text)), start=1)],
        repairs=[(span, 1) for span in some(len(text))],
        damage=[(span, "torn") for span in some(len(text))],
        links=links,
        notes=dict.fromkeys(draw(st.lists(st.integers(0, len(text)), max_size=2)), (1,)),
    )
    return text, english, marks


@given(marked())
def test_no_marking_loses_a_character(case: tuple[str, str, Marks]) -> None:
    text, english, marks = case
    cut = units(len(text), marks, lambda span: (span.of(text),) * 3, english)
    assert joined(cut) == text
    draft = Draft(
        english, "test", "full", tuple(marks.links), tuple(span for link in marks.links for span in link.target)
    )
    made = runs(draft, {}, {})
    assert "".join(bit.text for part in made for bit in part.bits) == english
    assert bracketed(made).replace("[", "").replace("]", "") == english


def test_a_term_stands_over_its_words_and_in_the_english(copy: ReadingCopy) -> None:
    one = row(copy, "s2")
    phrase = one.units[0].phrases[0]
    entry = copy.entries[phrase.entry - 1]
    assert entry.concept.id == "public-security-organs"
    assert [word.pinyin for word in phrase.words] == ["gōng'ān", "jīguān"]
    rendered = [part for part in one.english if part.entry == phrase.entry]
    assert ["".join(bit.text for bit in part.bits) for part in rendered] == ["Public security organs"]
    assert one.units[0].gloss == "Public security organs"


def test_the_longer_of_two_terms_is_marked_and_both_are_listed(copy: ReadingCopy) -> None:
    marked_here = {phrase.entry for unit in row(copy, "s2").units for phrase in unit.phrases} - {0}
    assert "public-order" not in {copy.entries[number - 1].concept.id for number in marked_here}
    listed = next(entry for entry in copy.entries if entry.concept.id == "public-order")
    assert listed.places == ("s1", "s2", "s6")


def test_a_term_inside_a_word_is_marked_inside_it() -> None:
    cut = units(
        3, Marks(readings=[(Span(0, 3), "gōng'āntīng")], terms=[(Span(0, 2), 1)]), lambda at: (at.of("公安厅"),) * 3
    )
    word = cut[0].phrases[0].words[0]
    assert [(piece.texts[0], piece.entry) for piece in word.pieces] == [("公安", 1), ("厅", 0)]
    assert word.pinyin == "gōng'āntīng"


def test_punctuation_is_never_parted_from_its_word(copy: ReadingCopy) -> None:
    for one in copy.rows:
        for unit in one.units[1:]:
            assert joined((unit,))[0] not in "，。”"
        for unit in one.units[:-1]:
            assert joined((unit,))[-1] != "“"


def test_supplied_words_stand_in_one_pair_of_brackets(copy: ReadingCopy) -> None:
    assert bracketed(row(copy, "s6").english).startswith("[Those who] violate")


def test_repairs_are_counted_listed_and_marked(copy: ReadingCopy) -> None:
    assert dict(copy.counts) == {"repair.gbk-splice": 1, "repair.half-width": 1, "repair.pinyin-annotation": 1}
    assert [(repair.before, repair.after, repair.row) for repair in copy.repairs] == [
        ("(gōng)", "", "s2"),
        (",", "，", "s2"),
        ("?cái)z", "攝", "s5"),
    ]
    assert row(copy, "s2").repairs == (1, 2)
    pieces = [p for unit in row(copy, "s5").units for ph in unit.phrases for w in ph.words for p in w.pieces]
    assert [(piece.texts[0], piece.repair) for piece in pieces if piece.repair] == [("攝", 3)]


def test_notes_tell_of_masked_names_doubtful_repairs_and_damage(copy: ReadingCopy) -> None:
    assert [(note.number, note.about, note.row) for note in copy.notes] == [
        (1, "費某林", "s3"),
        (2, "攝", "s5"),
        (3, "\ufffd", "s8"),
    ]
    bits = [bit for part in row(copy, "s3").english for bit in part.bits]
    assert [bit.text for bit in bits if bit.notes] == ["Fei Moulin"]


def test_the_head_says_what_is_known(copy: ReadingCopy) -> None:
    facts = {fact.label: fact.chinese or fact.english for fact in copy.head.facts}
    assert copy.head.title_en == ABOUT["title_en"]
    assert facts["Document number"] == "某公通〔2024〕12号"
    assert facts["Source SHA-256"] == copy_document().source.sha256
    assert facts["Repairs"].startswith("3 (1 repair.gbk-splice")
    assert copy.head.coverage == "4 of 9 segments fully parsed, 1 from memory, 1 without a draft"
    assert "authoritative" in copy.head.authority


def test_without_about_the_title_is_the_heading() -> None:
    head = reading_copy(copy_document(), GLOSSARY).head
    assert (head.title_zh, head.title_en, head.lang) == (SEGMENTS[0].text, SEGMENTS[0].english, "zh-Hant")


def test_boilerplate_is_kept_apart_not_dropped(copy: ReadingCopy) -> None:
    assert [one.id for one in copy.boilerplate] == ["s10"]
    assert len(copy.body) + 1 == len(copy.rows)
    assert reading_copy(copy_document(layers=["segment", "boilerplate"])).boilerplate


@pytest.mark.parametrize("missing", KINDS)
def test_any_layer_may_be_missing(missing: str) -> None:
    copy = reading_copy(copy_document(layers=[kind for kind in KINDS if kind != missing]), GLOSSARY)
    assert "".join(one.source for one in copy.rows) == repaired_text().replace("\n", "")


def test_a_bare_text_is_cut_into_its_lines() -> None:
    copy = reading_copy(from_text("公安机关\n\n派出所"))
    assert [(one.id, one.paragraph, one.source) for one in copy.rows] == [("s1", 0, "公安机关"), ("s2", 1, "派出所")]
    assert copy.scripts == ("found", "hans")
    assert reading_copy(from_text("")).rows == ()


def test_faces_are_shared_where_the_scripts_agree(copy: ReadingCopy) -> None:
    assert [face.names for face in row(copy, "s2").faces] == [("hans",), ("hant", "found")]
    assert [face.lang for face in row(copy, "s1").faces] == ["zh-Hans", "zh-Hant", "zh-Hant"]


def test_the_same_input_gives_the_same_copy_and_signature(copy: ReadingCopy) -> None:
    again = reading_copy(copy_document(), GLOSSARY, about=ABOUT, version="0.1.0")
    assert again == copy
    assert str(copy.signature).startswith("duizhao 0.1.0; engines memory, transfer; rules 7:")
    named = reading_copy(copy_document(), Glossary(), engines=("transfer 0.1 lexicon abc",))
    assert "engines transfer 0.1 lexicon abc; " in str(named.signature)
