"""Concepts for the tests of the glossary: a few that a reader knows, arbitrary ones with the signs that files hate."""

from __future__ import annotations

from hypothesis import strategies as st

from toolkit.glossary import PARTS_OF_SPEECH, STATUSES, USERS, Concept, Rendering, Term
from toolkit.terms.cells import REGIONS, cell, concept_faults

STATION = Concept(
    "police-station",
    "policing",
    (
        Term("派出所", "派出所", "pàichūsuǒ"),
        Term("警务站", "警務站", "jǐngwùzhàn", status="forbidden", note="Another thing."),
    ),
    "police station",
    (Rendering("local police station", "clt"), Rendering("paichusuo", "scholarly"), Rendering("police post")),
    "class=organ",
    ("public-security-bureau",),
    "The lowest level of the public security organs.",
    "Police Law",
    ("precinct",),
)
BUREAU = Concept(
    "public-security-bureau",
    "policing",
    (Term("公安局", "公安局", "gōng'ānjú"),),
    "public security bureau",
    (Rendering("PSB", "journalistic"),),
)
SKYNET = Concept(
    "skynet-project", "surveillance", (Term("天网工程", "天網工程", "Tiānwǎng Gōngchéng", "name"),), "Skynet Project"
)
PRECINCT = Concept(
    "precinct", "taiwan", (Term("分局", "分局", "fēnjú", "noun", "preferred", ("TW",)),), "precinct", note="note: odd"
)
SLOGAN = Concept(
    "no-blind-spot", "policing", (Term("不留死角", "不留死角", "bù liú sǐjiǎo", "phrase"),), "no blind spot"
)
KNOWN = (STATION, BUREAU, SKYNET, PRECINCT, SLOGAN)

_SIGNS = "公安局裡臺长gōngān Abc019 '\"=+-@|,;#<>&()（）＝：“”…/\\_x0041_]]>{}%\u200b\u00a0\u0301𠮷😀"
_IDS = st.from_regex(r"[a-z]{2,6}(-[a-z0-9]{1,5}){0,2}", fullmatch=True)


def cells(smallest: int = 0) -> st.SearchStrategy[str]:
    """Texts that a cell can hold, with what spreadsheets, XML and tables take for their own."""
    signs = st.one_of(st.sampled_from(_SIGNS), st.characters(exclude_categories=("Cs", "Cc", "Cn")))
    return st.text(signs, max_size=24).map(cell).filter(lambda text: len(text) >= smallest)


@st.composite
def concepts(draw: st.DrawFn, name: str | None = None) -> Concept:
    """One concept that the home form can hold."""
    forms = draw(st.lists(cells(1), min_size=1, max_size=3, unique=True))
    terms = tuple(
        Term(
            form,
            draw(cells(1)),
            draw(cells()),
            draw(st.sampled_from(PARTS_OF_SPEECH)),
            "preferred" if not at else draw(st.sampled_from(STATUSES[1:])),
            tuple(sorted(draw(st.sets(st.sampled_from(REGIONS))))),
            draw(cells()) if at else "",
        )
        for at, form in enumerate(forms)
    )
    english = cells(1).filter(lambda text: "|" not in text and not text.endswith(")"))
    users = st.sampled_from(("", *USERS))
    others = draw(st.lists(st.tuples(english, users), max_size=3, unique_by=lambda one: one[0]))
    made = Concept(
        name or draw(_IDS),
        draw(st.sampled_from(["own", "policing"])),
        terms,
        draw(cells(1)),
        tuple(Rendering(*one) for one in others),
        draw(st.sampled_from(["", "mass", "class=organ ; the"])),
        tuple(draw(st.lists(_IDS, max_size=2, unique=True))),
        draw(cells()),
        draw(cells()),
        tuple(draw(st.lists(english.filter(lambda text: text not in dict(others)), max_size=2, unique=True))),
    )
    assert list(concept_faults(made)) == []
    return made


def glossaries() -> st.SearchStrategy[list[Concept]]:
    """Some concepts with ids of their own."""
    return st.lists(_IDS, min_size=1, max_size=4, unique=True).flatmap(
        lambda names: st.tuples(*(concepts(name) for name in names)).map(list)
    )
