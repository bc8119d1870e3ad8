"""The user's own glossary: an SQLite file in the data folder of the platform, safe under several processes."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from toolkit.errors import InputError, UsageError
from toolkit.glossary import Concept, Rendering, Term

NAME = "glossary.sqlite3"
HOME = "DUIZHAO_HOME"
APPLICATION = 0x445A4731  # "DZG1", by which file(1) and we know our own
BUSY = 15  # seconds that one process waits for another
# one script for each version of the schema; a file of an earlier version goes through those that it lacks
SCRIPTS = (
    """
    CREATE TABLE concept (
        id TEXT PRIMARY KEY NOT NULL, domain TEXT NOT NULL, english TEXT NOT NULL CHECK (english <> ''),
        grammar TEXT NOT NULL, note TEXT NOT NULL, source TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE term (
        concept TEXT NOT NULL REFERENCES concept (id) ON DELETE CASCADE, place INTEGER NOT NULL,
        hans TEXT NOT NULL CHECK (hans <> ''), hant TEXT NOT NULL, pinyin TEXT NOT NULL, pos TEXT NOT NULL,
        status TEXT NOT NULL, region TEXT NOT NULL, note TEXT NOT NULL, PRIMARY KEY (concept, place)) WITHOUT ROWID;
    CREATE TABLE rendering (
        concept TEXT NOT NULL REFERENCES concept (id) ON DELETE CASCADE, place INTEGER NOT NULL,
        english TEXT NOT NULL, user TEXT NOT NULL, forbidden INTEGER NOT NULL CHECK (forbidden IN (0, 1)),
        PRIMARY KEY (concept, place)) WITHOUT ROWID;
    CREATE TABLE relation (
        concept TEXT NOT NULL REFERENCES concept (id) ON DELETE CASCADE, place INTEGER NOT NULL,
        related TEXT NOT NULL, PRIMARY KEY (concept, place)) WITHOUT ROWID;
    """,
)
VERSION = len(SCRIPTS)


def home() -> Path:
    """Return the folder of the user's data: ``DUIZHAO_HOME``, else the platform's (``~/.local/share/duizhao``)."""
    from platformdirs import user_data_path

    given = os.environ.get(HOME, "")
    return Path(given) if given else user_data_path("duizhao", appauthor=False)


@dataclass(frozen=True, slots=True)
class Store:
    """The glossary of a user, in one file; nothing is made or changed by reading."""

    path: Path

    def concepts(self) -> dict[str, Concept]:
        """Return all concepts by id, in the order of their ids; none where there is no file.

        Raises InputError where the file is damaged, of a later version, or no glossary of ours.
        """
        if not self.path.exists():
            return {}
        with _told(self.path), closing(_connect(self.path, reading=True)) as connection:
            _require_known(connection, self.path)
            return _read(connection) if _version(connection) else {}

    @contextmanager
    def editing(self) -> Iterator[Editing]:
        """Give the concepts to look at and to change in one transaction: all of it is done, or nothing.

        No other process changes the file in between. Raises InputError as ``concepts`` does, UsageError where the
        file cannot be written.
        """
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            reason = error.strerror or str(error)
            raise UsageError(
                f"the folder cannot be made ({reason})", place=str(self.path.parent), remedy=f"set {HOME} to another"
            ) from None
        with _told(self.path), closing(_connect(self.path)) as connection:
            _require_known(connection, self.path)
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("BEGIN IMMEDIATE")
            try:
                _migrate(connection)
                yield Editing(connection, _read(connection))
                connection.execute("COMMIT")
            except BaseException:
                connection.execute("ROLLBACK")
                raise


@dataclass(frozen=True, slots=True)
class Editing:
    """An open transaction, and the concepts as they were when it began."""

    connection: sqlite3.Connection
    concepts: Mapping[str, Concept]

    def put(self, concepts: Iterable[Concept]) -> None:
        """Write concepts whole, in the place of those that have their ids."""
        for concept in concepts:
            self.remove([concept.id])
            _write(self.connection, concept)

    def remove(self, ids: Iterable[str]) -> None:
        """Delete concepts; an id that is not there is no fault."""
        self.connection.executemany("DELETE FROM concept WHERE id = ?", [(name,) for name in ids])


def _connect(path: Path, reading: bool = False) -> sqlite3.Connection:
    """Open the file; in a folder that may not be written to, where WAL finds no place, as one that does not change."""
    mode = "rwc"
    if reading:
        mode = "rw" if os.access(path.parent, os.W_OK) and os.access(path, os.W_OK) else "ro&immutable=1"
    uri = f"{path.absolute().as_uri()}?mode={mode}"
    connection = sqlite3.connect(uri, uri=True, timeout=BUSY, isolation_level=None)
    connection.execute("PRAGMA foreign_keys = ON")
    return connection


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """Turn what SQLite says into our errors; the file is left as it is."""
    try:
        yield
    except sqlite3.OperationalError as error:
        if "locked" in str(error) or "busy" in str(error):
            raise UsageError("another program is writing to it", place=str(path), remedy="try again") from None
        raise UsageError(f"cannot be opened or written ({error})", place=str(path), remedy="see its rights") from None
    except sqlite3.DatabaseError as error:
        raise InputError(
            f"the file of your own terms is damaged or none of ours ({error})",
            place=str(path),
            remedy="it was left as it is: put a backup in its place, or move it away to begin anew",
        ) from None


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _require_known(connection: sqlite3.Connection, path: Path) -> None:
    """Raise InputError for an SQLite file of another program, and for one of a version to come."""
    mark = int(connection.execute("PRAGMA application_id").fetchone()[0])
    tables = int(connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0])
    if mark != APPLICATION and tables:
        raise InputError("this is the file of another program", place=str(path), remedy=f"set {HOME} to another folder")
    if _version(connection) > VERSION:
        raise InputError("a newer duizhao wrote this file", place=str(path), remedy="install that version again")


def _migrate(connection: sqlite3.Connection) -> None:
    """Bring the schema to the present version, inside the transaction that is open."""
    have = _version(connection)
    if have == VERSION:
        return
    for script in SCRIPTS[have:]:
        for statement in filter(str.strip, script.split(";")):
            connection.execute(statement)
    connection.execute(f"PRAGMA application_id = {APPLICATION}")
    connection.execute(f"PRAGMA user_version = {VERSION}")


def _read(connection: sqlite3.Connection) -> dict[str, Concept]:
    terms: dict[str, list[Term]] = {}
    for name, hans, hant, pinyin, pos, status, region, note in connection.execute(
        "SELECT concept, hans, hant, pinyin, pos, status, region, note FROM term ORDER BY concept, place"
    ):
        terms.setdefault(name, []).append(Term(hans, hant, pinyin, pos, status, tuple(region.split()), note))
    others: dict[str, list[Rendering]] = {}
    forbidden: dict[str, list[str]] = {}
    for name, english, user, is_forbidden in connection.execute(
        "SELECT concept, english, user, forbidden FROM rendering ORDER BY concept, place"
    ):
        if is_forbidden:
            forbidden.setdefault(name, []).append(english)
        else:
            others.setdefault(name, []).append(Rendering(english, user))
    related: dict[str, list[str]] = {}
    for name, other in connection.execute("SELECT concept, related FROM relation ORDER BY concept, place"):
        related.setdefault(name, []).append(other)
    return {
        name: Concept(
            name,
            domain,
            tuple(terms.get(name, ())),
            english,
            tuple(others.get(name, ())),
            grammar,
            tuple(related.get(name, ())),
            note,
            source,
            tuple(forbidden.get(name, ())),
        )
        for name, domain, english, grammar, note, source in connection.execute(
            "SELECT id, domain, english, grammar, note, source FROM concept ORDER BY id"
        )
    }


def _write(connection: sqlite3.Connection, concept: Concept) -> None:
    name = concept.id
    row = (name, concept.domain, concept.english, concept.grammar, concept.note, concept.source)
    connection.execute("INSERT INTO concept VALUES (?, ?, ?, ?, ?, ?)", row)
    connection.executemany(
        "INSERT INTO term VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (name, place, term.hans, term.hant, term.pinyin, term.pos, term.status, " ".join(term.region), term.note)
            for place, term in enumerate(concept.terms)
        ],
    )
    renderings = [
        *((other.english, other.user, 0) for other in concept.others),
        *((english, "", 1) for english in concept.forbidden),
    ]
    connection.executemany(
        "INSERT INTO rendering VALUES (?, ?, ?, ?, ?)", [(name, place, *row) for place, row in enumerate(renderings)]
    )
    connection.executemany(
        "INSERT INTO relation VALUES (?, ?, ?)", [(name, place, other) for place, other in enumerate(concept.related)]
    )
