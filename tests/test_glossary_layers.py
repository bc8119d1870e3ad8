"""Profiles and layers: whose rendering is taken, which entry wins, and that nothing hides what lies below."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

import toolkit
from tests.glossary_data import BUREAU, KNOWN, PRECINCT, STATION
from toolkit import pipeline
from toolkit.errors import InputError, UsageError
from toolkit.formats.exchange import FORMATS
from toolkit.glossaries import project_folder, read_project, working_glossary
from toolkit.glossary import Concept, Glossary, Rendering, Term
from toolkit.reading import write
from toolkit.terms.layers import in_layer, layered
from toolkit.terms.lookup import lookup
from toolkit.terms.store import NAME, Store

BUILT_IN = Glossary({concept.id: concept for concept in KNOWN}, digest="ab")
DETENTION = Concept(
    "public-order-detention",
    "procedure",
    (Term("治安拘留", "治安拘留", "zhì'ān jūliú"),),
    "public order detention",
    (Rendering("public security detention", "clt"), Rendering("police lockup", "journalistic")),
    "class=act ; mass",
)


# Profiles


def test_a_profile_prefers_the_rendering_of_its_user_and_keeps_the_others() -> None:
    found = BUILT_IN.with_profile("clt")
    assert found.concepts["police-station"].renderings == (
        "local police station",
        "police station",
        "paichusuo",
        "police post",
    )
    assert found.concepts["police-station"].others[0].label == "default"
    assert found.concepts["public-security-bureau"] is BUREAU
    assert found.profile == "clt" and found.digest not in ("", BUILT_IN.digest)
    assert found.with_profile("clt") is found and BUILT_IN.with_profile("") is BUILT_IN
    with pytest.raises(UsageError, match='no profile "press"'):
        BUILT_IN.with_profile("press")
    with pytest.raises(UsageError, match="already"):
        found.with_profile("official")


def test_features_of_a_wording_go_with_it_unless_the_last_word_stays() -> None:
    assert DETENTION.with_profile("clt").grammar == "class=act ; mass"
    assert DETENTION.with_profile("journalistic").grammar == "class=act"


def test_a_draft_in_a_profile_differs_in_that_rendering_alone() -> None:
    text = "公安局决定治安拘留。"
    glossary = Glossary({one.id: one for one in (BUREAU, DETENTION)}, digest="ab")

    def drafted(profile: str) -> tuple[str, str, str]:
        settings = pipeline.settings(profile=profile)
        document = toolkit.draft(toolkit.read_text(text), glossary=glossary, settings=settings)
        copy = toolkit.reading_copy(document, glossary=glossary, settings=settings)
        return pipeline.english_lines(document), write(copy, "md"), write(copy, "html")

    plain, plain_copy, _ = drafted("")
    english, markdown, html = drafted("clt")
    assert "public order detention" in plain and plain.replace("public order", "public security") == english
    assert "profile clt" in markdown and "profile clt" in html and "profile" not in plain_copy
    assert "Also: public order detention (default); police lockup (journalistic)" in markdown
    assert 'police lockup <span class="user">journalistic</span>' in html
    with pytest.raises(UsageError, match='no profile "press"'):
        pipeline.settings(profile="press")


# Layers


def test_a_later_entry_takes_the_place_of_one_with_its_id() -> None:
    mine = replace(STATION, english="police post", others=(), terms=STATION.terms[:1])
    found = layered(BUILT_IN, in_layer([mine], "user"))
    assert found.concepts["police-station"].renderings == ("police post", "police station")
    assert found.concepts["police-station"].others[0].layer == "built-in"
    assert found.concepts["police-station"].grammar == "class=organ"
    assert found.concepts["police-station"].layer == "user" and found.layers == ("user",)
    assert len(found) == len(BUILT_IN) and found.digest != BUILT_IN.digest


def test_a_later_term_is_taken_from_the_entry_that_had_it() -> None:
    mine = Concept("box", "own", (Term("警务站", "警務站", "jǐngwùzhàn"),), "police box")
    found = layered(BUILT_IN, in_layer([mine], "project"))
    assert [term.hans for term in found.concepts["police-station"].terms] == ["派出所"]
    assert found.concepts["box"].others == (Rendering("police station", layer="built-in"),)
    whole = layered(BUILT_IN, in_layer([replace(mine, terms=(Term("天网工程", "天網工程", ""),))], "project"))
    assert "skynet-project" not in whole.concepts


@pytest.mark.parametrize(
    ("region", "taken"), [((), True), (("TW",), True), (("HK", "TW"), True), (("HK",), False)], ids=str
)
def test_a_term_is_taken_in_its_regions(region: tuple[str, ...], taken: bool) -> None:
    mine = Concept("sub-bureau", "own", (Term("分局", "分局", "fēnjú", region=region),), "sub-bureau")
    assert ("precinct" not in layered(BUILT_IN, in_layer([mine], "user")).concepts) is taken
    assert PRECINCT.terms[0].region == ("TW",)


def test_the_last_layer_wins_and_an_empty_one_changes_nothing() -> None:
    names = ("user", "project")
    one, two = (
        in_layer([Concept(name, "own", (Term("派出所", "派出所", ""),), f"the {name}'s post")], name) for name in names
    )
    found = layered(BUILT_IN, one, two)
    match = lookup(found, "派出所").matches[0].concept
    assert match.english == "the project's post"
    assert [other.label for other in match.others] == ["user"]
    assert layered(BUILT_IN, in_layer([], "user")) == BUILT_IN


def test_layers_do_not_depend_on_the_order_within_them() -> None:
    assert in_layer(KNOWN, "user").digest == in_layer(KNOWN[::-1], "user").digest


# The working glossary


def _domain(folder: Path, concept: Concept = BUREAU) -> Path:
    (folder / "policing").mkdir(parents=True)
    (folder / "policing" / "about.toml").write_text('name = "P"\nname_zh = "警"\nscope = "S."\n', "utf-8")
    (folder / "policing" / "terms.tsv").write_bytes(FORMATS["tsv"].write([concept]))
    return folder


@pytest.mark.parametrize("name", ["glossary", ".duizhao/glossary"])
def test_the_glossary_of_a_project_is_found_upward(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    mine = replace(BUREAU, english="police bureau", others=())
    _domain(tmp_path / name, mine)
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    monkeypatch.chdir(inner)
    found = working_glossary()
    assert lookup(found, "公安局").matches[0].concept.english == "police bureau"
    assert found.layers == ("project",)
    (tmp_path / "a" / ".git").mkdir()
    assert list(project_folder(inner)) == [] and not working_glossary().layers


def test_the_built_in_glossary_is_no_project(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(Path(toolkit.__file__).parent.parent)
    assert working_glossary().layers == ()


def test_a_project_may_name_folders_and_files_in_any_format(tmp_path: Path) -> None:
    _domain(tmp_path / "g")
    for name in ("terms.csv", "terms.tbx"):
        (tmp_path / name).write_bytes(FORMATS[name.partition(".")[2]].write(KNOWN))
        assert len(read_project(tmp_path / name)) == len(KNOWN)
    found = working_glossary([tmp_path / "g", tmp_path / "terms.csv"], "journalistic")
    assert found.concepts["public-security-bureau"].english == "PSB" and found.layers == ("project",)


def test_a_project_file_with_a_bad_row_is_refused_whole(tmp_path: Path) -> None:
    path = tmp_path / "terms.csv"
    path.write_text("hans,english\n派出所,\n公安局,bureau\n,x\n", "utf-8")
    with pytest.raises(InputError) as caught:
        working_glossary([path])
    assert f"{path}:2" in str(caught.value) and f"{path}:4" in str(caught.value)
    wrong = _domain(tmp_path / "g", replace(BUREAU, terms=(replace(BUREAU.terms[0], pos="thing"),)))
    with pytest.raises(InputError, match="glossary check"):
        working_glossary([wrong])


def test_the_users_terms_lie_between(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DUIZHAO_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    with Store(tmp_path / "home" / NAME).editing() as edit:
        edit.put([replace(BUREAU, english="mine")])
    assert lookup(working_glossary(), "公安局").matches[0].concept.english == "mine"
    _domain(tmp_path / "glossary", replace(BUREAU, english="the project's"))
    match = lookup(working_glossary(), "公安局").matches[0].concept
    assert match.english == "the project's" and ("mine", "user") in [(o.english, o.label) for o in match.others]
