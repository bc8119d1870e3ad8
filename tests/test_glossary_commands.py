"""``glossary add, edit, remove, list, stats, import, export``: as people call them."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from tests.command import ROOT, Result, Run, run
from tests.glossary_data import BUREAU, KNOWN
from toolkit.formats.exchange import FORMATS
from toolkit.terms.store import NAME, Store

__all__ = ["run"]
SCHEMA = Draft202012Validator(json.loads((ROOT / "docs/glossary.schema.json").read_text("utf-8")))


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    """The store that the commands use, in a folder of its own; they run outside any project."""
    monkeypatch.setenv("DUIZHAO_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    return Store(tmp_path / "home" / NAME)


def _refused(found: Result, code: int, *said: str) -> None:
    assert found.code == code and not found.out
    assert all(part in found.err for part in said), found.err


def test_add_makes_the_rest_and_wins_in_drafts_and_look_ups(run: Run, store: Store) -> None:
    before = run("draft", stdin="网格员到派出所。".encode()).text
    done = run(
        "glossary", "add", "网格员", "grid attendant", "--others", "grid staffer (journalistic)", "--note", "Paid."
    )
    assert done.code == 0 and not done.out
    assert 'stands over the built-in "grid worker"' in done.err and "網格員" in done.err
    (mine,) = store.concepts().values()
    assert (mine.id, mine.terms[0].hant, mine.domain, mine.note) == ("grid-attendant", "網格員", "own", "Paid.")
    assert mine.terms[0].pinyin.replace(" ", "") == "wǎnggéyuán"
    after = run("draft", stdin="网格员到派出所。".encode()).text
    assert after == before.replace("Grid worker", "Grid attendant") != before
    match = run("lookup", "网格员", "--json", "--limit", "1").json[0]["matches"][0]
    assert match["layer"] == "user" and match["english"][0] == "grid attendant"
    assert {"english": "grid worker", "user": "", "layer": "built-in"} in match["others"]
    assert "user layer" in run("lookup", "网格员").text and "(built-in)" in run("lookup", "网格员").text
    copy = run("read", "--format", "md", stdin="网格员到派出所。".encode()).text
    assert "with user" in copy and "grid worker (built-in)" in copy


def test_add_takes_traditional_characters_and_names(run: Run, store: Store) -> None:
    run("glossary", "add", "監視器專案", "Monitor Project", "--pos", "name", "--region", "tw")
    (mine,) = store.concepts().values()
    assert (mine.terms[0].hans, mine.terms[0].hant, mine.terms[0].region) == ("监视器专案", "監視器專案", ("TW",))
    assert mine.terms[0].pinyin[0].isupper()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("新词", "word", "--pos", "thing"), 'unknown part of speech "thing"'),
        (("新词", "word", "--region", "SG"), 'unknown region "SG"'),
        (("新词", "word", "--grammar", "mas"), 'unknown feature "mas"'),
        (("新词", ""), "the English is empty"),
        (("新词", "a\x00b"), "control character"),
        (("新词", "word", "--related", "No Id"), "is no id"),
        (("公安局", "bureau"), "you have 公安局 already"),
    ],
)
def test_add_refuses_what_cannot_be_kept(run: Run, store: Store, arguments: tuple[str, ...], said: str) -> None:
    run("glossary", "add", "公安局", "police bureau")
    _refused(run("glossary", "add", *arguments), 2, said)
    assert len(store.concepts()) == 1


def test_edit_changes_what_is_given_and_copies_what_is_built_in(run: Run, store: Store) -> None:
    run("glossary", "add", "新词条", "new term", "--note", "Kept.", "--source", "A dictionary")
    assert run("glossary", "edit", "new-term", "--english", "novel term", "--hans", "新词目").code == 0
    mine = store.concepts()["new-term"]
    assert (mine.english, mine.note, mine.source, mine.terms[0].hant) == (
        "novel term",
        "Kept.",
        "A dictionary",
        "新詞目",
    )
    copied = run(
        "glossary", "edit", "police-station", "--english", "police post", "--others", "PS (own) | cells (forbidden)"
    )
    assert "copied from the built-in glossary" in copied.err
    assert run("lookup", "派出所", "--limit", "1").text.splitlines()[1].strip().startswith("police post")
    assert store.concepts()["police-station"].forbidden == ("cells",)
    _refused(run("glossary", "edit", "no-such", "--english", "x"), 2, "there is no such concept")
    _refused(run("glossary", "edit", "new-term"), 2, "nothing to change")


def test_remove_takes_all_or_none(run: Run, store: Store) -> None:
    run("glossary", "add", "新词条", "new term")
    _refused(run("glossary", "remove", "new-term", "police-station"), 2, "a built-in concept stays")
    _refused(run("glossary", "remove", "new-term", "no-such"), 2, "no such concept")
    assert len(store.concepts()) == 1
    assert run("glossary", "remove", "new-term").code == 0 and store.concepts() == {}


def test_list_and_stats(run: Run, store: Store) -> None:
    assert run("glossary", "list").out == b""
    run("glossary", "add", "新词条", "new term")
    assert run("glossary", "list").text == "new-term\t新词条\t新詞條\txīn cítiáo\tnew term\n"
    assert run("glossary", "list", "--json").json[0]["layer"] == "user"
    counted = run("glossary", "stats", "--layer", "all", "--json").json
    assert [row["concepts"] for row in counted if row["domain"] == "own"] == [1]
    assert sum(row["concepts"] for row in counted[:-1]) == counted[-1]["concepts"]
    _refused(run("glossary", "list", "--layer", "theirs"), 2, 'there is no layer "theirs"')


def test_the_documentation_shows_what_stats_prints(run: Run, store: Store) -> None:
    assert run("glossary", "stats").text in (ROOT / "docs" / "glossary.md").read_text("utf-8")


# import


def _file(folder: Path, text: str, name: str = "theirs.csv") -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


MINE = "concept,hans,english,note\npolice-box,警务亭,police box,Mine.\n"


def test_import_reports_new_same_and_conflicting_and_overwrites_nothing(run: Run, store: Store, tmp_path: Path) -> None:
    assert run("glossary", "import", _file(tmp_path, MINE)).text.splitlines() == [
        "new: 警务亭 police box (police-box)",
        "1 new, 0 same, 0 in conflict, 0 not taken",
    ]
    theirs = _file(tmp_path, "hans,english,note\n警务亭,police kiosk,\n新词条,new term,\n派出所,,\n")
    tried = run("glossary", "import", theirs, "--dry-run")
    assert tried.code == 1 and "nothing was changed" in tried.text and len(store.concepts()) == 1
    found = run("glossary", "import", theirs)
    assert found.code == 1
    assert found.text.splitlines() == [
        "new: 新词条 new term (new-term)",
        "conflict, yours kept: 警务亭 (police-box)",
        "  english: police box / theirs: police kiosk",
        f"not taken: {theirs}:4: no English for 派出所",
        "1 new, 0 same, 1 in conflict, 1 not taken",
    ]
    assert store.concepts()["police-box"].english == "police box" and "new-term" in store.concepts()


@pytest.mark.parametrize(
    ("choice", "code", "english"),
    [("ask-not", 1, "police box"), ("keep", 0, "police box"), ("replace", 0, "police kiosk")],
)
def test_a_conflict_is_settled_as_one_says(
    run: Run, store: Store, tmp_path: Path, choice: str, code: int, english: str
) -> None:
    run("glossary", "import", _file(tmp_path, MINE))
    theirs = _file(tmp_path, "警务亭\tpolice kiosk\n", "theirs.txt")
    found = run("glossary", "import", theirs, "--on-conflict", choice, "--json")
    assert found.code == code
    assert found.json["conflicts"][0]["differences"] == [
        {"field": "english", "mine": "police box", "theirs": "police kiosk"}
    ]
    mine = store.concepts()["police-box"]
    assert (mine.english, mine.note, mine.domain) == (english, "Mine.", "own")  # what the file cannot say stays
    assert run("glossary", "import", theirs, "--on-conflict", choice, "--json").code == code


def test_an_import_may_not_take_the_id_of_a_built_in_concept_by_chance(run: Run, store: Store, tmp_path: Path) -> None:
    run("glossary", "import", _file(tmp_path, "警务亭\tpolice station\n", "theirs.txt"))
    assert set(store.concepts()) == {"police-station-2"}
    assert run("lookup", "派出所", "--limit", "1").text.splitlines()[-1].strip().startswith("id: police-station")


@pytest.mark.parametrize("name", FORMATS)
def test_what_is_given_out_comes_in_as_the_same(run: Run, store: Store, tmp_path: Path, name: str) -> None:
    with store.editing() as edit:
        edit.put(KNOWN[:3])
    path = tmp_path / "out.file"
    given_out = run("glossary", "export", path, "--format", name, "--layer", "user")
    assert given_out.code == 0 and not given_out.out and "3 concepts" in given_out.err
    found = run("glossary", "import", path, "--format", name, "--json")
    assert not found.json["conflicts"] and not found.json["bad"]
    if name != "omegat":
        assert not found.json["new"] and len(found.json["same"]) == 3 and found.code == 0


def test_import_of_a_folder_and_of_nothing(run: Run, store: Store, tmp_path: Path) -> None:
    found = run("glossary", "import", ROOT / "tests/fixtures/glossary-faults/clean", "--json")
    assert found.code == 0 and len(found.json["new"]) == 9
    assert "police-station" in store.concepts()  # a file that gives ids means them
    _refused(run("glossary", "import", tmp_path / "none.csv"), 3, "there is no such file")
    _refused(run("glossary", "import", _file(tmp_path, "x", "a.docx")), 3, "no format has the ending")
    _refused(run("glossary", "import", _file(tmp_path, MINE), "--format", "doc"), 2, 'there is no format "doc"')
    _refused(run("glossary", "import", _file(tmp_path, MINE), "--on-conflict", "x"), 2, 'unknown "x"')
    doctype = _file(tmp_path, '<!DOCTYPE tbx SYSTEM "a.dtd">\n<tbx/>', "a.tbx")
    _refused(run("glossary", "import", doctype), 3, f"{doctype}:1", "DOCTYPE")


# export


def test_export_by_layer_domain_and_profile(run: Run, store: Store, tmp_path: Path) -> None:
    found = run("glossary", "export", "--domain", "taiwan", "--format", "json")
    SCHEMA.validate(found.json)
    assert {concept["domain"] for concept in found.json["concepts"]} == {"taiwan"}
    journalistic = run("glossary", "export", "--profile", "journalistic", "--format", "json").json["concepts"]
    (bureau,) = (concept for concept in journalistic if concept["id"] == BUREAU.id)
    assert bureau["english"] == "PSB"
    assert run("glossary", "export", "--layer", "built-in").text.startswith("concept\thans\thant\t")
    _refused(run("glossary", "export", "--layer", "user"), 3, "there are no terms to give out")
    _refused(run("glossary", "export", "--domain", "nowhere"), 2, 'there is no domain "nowhere"', "taiwan")
    _refused(run("glossary", "export", tmp_path / "a.docx"), 3, "no format has the ending")


def test_export_tells_what_the_format_does_not_carry(run: Run, store: Store) -> None:
    with store.editing() as edit:
        edit.put(KNOWN)
    told = run("glossary", "export", "--layer", "user", "--format", "omegat").err
    assert "omegat does not carry: " in told and "pinyin (4)" in told
    assert "does not carry" not in run("glossary", "export", "--layer", "user", "--format", "tbx").err


def test_a_workbook_goes_to_standard_output_whole(run: Run, store: Store) -> None:
    from openpyxl import load_workbook

    out = run("glossary", "export", "--domain", "taiwan", "--format", "xlsx").out
    assert load_workbook(io.BytesIO(out)).active["A1"].value == "concept"


def test_a_damaged_store_stops_every_command_and_stays(run: Run, store: Store) -> None:
    store.path.parent.mkdir()
    store.path.write_bytes(b"no database " * 100)
    for arguments in (("lookup", "派出所"), ("glossary", "add", "新词", "word"), ("glossary", "list"), ("draft",)):
        _refused(run(*arguments, stdin="民警".encode()), 3, str(store.path), "backup")
    assert store.path.read_bytes() == b"no database " * 100


def test_a_glossary_of_the_project_may_be_named(run: Run, store: Store, tmp_path: Path) -> None:
    path = _file(tmp_path, "hans,english\n派出所,police post\n", "ours.csv")
    assert run("draft", "--glossary", path, stdin="民警到派出所。".encode()).text.count("police post") == 1
    assert "project layer" in run("lookup", "派出所", "--glossary", path, "--limit", "1").text
    _refused(run("lookup", "派出所", "--glossary", tmp_path / "none.csv"), 3, "there is no such file")
    _refused(run("lookup", "派出所", "--profile", "press"), 2, 'there is no profile "press"')
