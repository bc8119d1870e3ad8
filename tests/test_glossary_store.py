"""The user's store: what is written comes back, all or nothing, by several processes, never over a damaged file."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings

from tests.command import ROOT
from tests.glossary_data import BUREAU, KNOWN, STATION, glossaries
from toolkit.errors import InputError, UsageError
from toolkit.glossary import Concept
from toolkit.terms import store as module
from toolkit.terms.store import NAME, VERSION, Store, home


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "data" / NAME)


def _put(store: Store, *concepts: Concept) -> None:
    with store.editing() as edit:
        edit.put(concepts)


def test_what_is_written_comes_back(store: Store) -> None:
    assert store.concepts() == {} and not store.path.exists()
    _put(store, *KNOWN)
    assert store.concepts() == {concept.id: concept for concept in sorted(KNOWN, key=lambda one: one.id)}
    _put(store, STATION)
    with store.editing() as edit:
        edit.remove([BUREAU.id, "not-there"])
    assert set(store.concepts()) == {concept.id for concept in KNOWN} - {BUREAU.id}


@settings(max_examples=20)
@given(written=glossaries())
def test_whatever_the_cells_hold_comes_back(tmp_path_factory: pytest.TempPathFactory, written: list[Concept]) -> None:
    store = Store(tmp_path_factory.mktemp("store") / NAME)
    _put(store, *written)
    assert store.concepts() == {concept.id: concept for concept in written}


def test_a_change_that_fails_leaves_nothing_behind(store: Store) -> None:
    _put(store, BUREAU)
    with pytest.raises(ZeroDivisionError), store.editing() as edit:
        edit.put([STATION])
        edit.remove([BUREAU.id])
        raise ZeroDivisionError
    assert set(store.concepts()) == {BUREAU.id}


def test_the_file_says_what_it_is_and_keeps_its_references(store: Store) -> None:
    _put(store, *KNOWN)
    with sqlite3.connect(store.path) as connection:
        one = {name: connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("user_version", "journal_mode")}
        assert one == {"user_version": VERSION, "journal_mode": "wal"}
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    with store.editing() as edit:
        edit.remove(store.concepts())
        assert edit.connection.execute("SELECT count(*) FROM term").fetchone() == (0,)


def test_an_earlier_schema_is_brought_up_to_date(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    _put(store, BUREAU)
    monkeypatch.setattr(module, "SCRIPTS", (*module.SCRIPTS, "CREATE TABLE later (a TEXT)"))
    monkeypatch.setattr(module, "VERSION", VERSION + 1)
    _put(store, STATION)
    assert set(store.concepts()) == {BUREAU.id, STATION.id}
    monkeypatch.undo()
    with pytest.raises(InputError, match="a newer duizhao wrote this file"):
        store.concepts()
    with pytest.raises(InputError, match="a newer duizhao"):
        _put(store, BUREAU)


@pytest.mark.parametrize("damage", ["text", "cut", "middle"])
def test_a_damaged_file_is_told_and_left_as_it_is(store: Store, damage: str) -> None:
    _put(store, *KNOWN)
    whole = store.path.read_bytes()
    size = len(whole)
    broken = {"text": b"no database " * 400, "cut": whole[: size // 2], "middle": whole[:100] + b"\xff" * (size - 100)}
    store.path.write_bytes(broken[damage])
    for work in (store.concepts, lambda: _put(store, BUREAU)):
        with pytest.raises(InputError) as caught:
            work()
        assert caught.value.place == str(store.path) and "backup" in caught.value.remedy
    assert store.path.read_bytes() == broken[damage]


def test_the_file_of_another_program_is_left_alone(store: Store) -> None:
    store.path.parent.mkdir()
    with sqlite3.connect(store.path) as connection:
        connection.execute("CREATE TABLE theirs (a)")
    with pytest.raises(InputError, match="another program"):
        _put(store, BUREAU)


def test_a_folder_that_cannot_be_made_is_a_usage_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(UsageError, match="cannot be made"):
        _put(Store(tmp_path / "file" / "data" / NAME), BUREAU)


def test_a_second_writer_waits_and_is_told_in_the_end(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "BUSY", 0.05)
    with store.editing() as edit:
        edit.put([BUREAU])
        with pytest.raises(UsageError, match="another program is writing"):
            _put(store, STATION)
        assert store.concepts() == {}
    assert set(store.concepts()) == {BUREAU.id}


def test_two_processes_write_at_once_and_nothing_is_lost(store: Store) -> None:
    program = (
        "import sys; from pathlib import Path; from dataclasses import replace\n"
        "from tests.glossary_data import BUREAU; from toolkit.terms.store import Store\n"
        "for at in range(8):\n"
        "    with Store(Path(sys.argv[1])).editing() as edit:\n"
        "        edit.put([replace(BUREAU, id=f'{sys.argv[2]}-{at}')])\n"
    )
    command = [sys.executable, "-c", program, str(store.path)]
    children = [subprocess.Popen([*command, name], cwd=ROOT) for name in ("one", "two")]
    assert [child.wait(timeout=120) for child in children] == [0, 0]
    assert len(store.concepts()) == 16


def test_the_home_is_named_by_the_environment_or_the_platform(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DUIZHAO_HOME", str(tmp_path))
    assert home() == tmp_path
    monkeypatch.delenv("DUIZHAO_HOME")
    assert home().name == "duizhao" and home().is_absolute()
