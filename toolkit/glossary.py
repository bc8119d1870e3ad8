"""Concepts, terms and the glossary that holds them, read from TSV (the home form, docs/glossary-format.md)."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import NamedTuple

from toolkit.errors import InputError, UsageError

COLUMNS = [
    "concept",
    "hans",
    "hant",
    "pinyin",
    "english",
    "others",
    "pos",
    "grammar",
    "domain",
    "region",
    "status",
    "related",
    "note",
    "source",
]
_AT = {column: at for at, column in enumerate(COLUMNS)}
STATUSES = ("preferred", "admitted", "deprecated", "forbidden")
PARTS_OF_SPEECH = ("noun", "verb", "adjective", "adverb", "phrase", "name")
USERS = ("official", "clt", "scholarly", "journalistic", "own")
FORBIDDEN = "forbidden"
LAYERS = ("built-in", "user", "project")
_WORDING = ("pl", "sg", "mass", "prem", "vn", "comp")  # features that hold of one English wording only


@dataclass(frozen=True, slots=True)
class Rendering:
    """One English rendering and who uses it: one of USERS, or empty where nobody in particular does.

    ``layer`` says where it comes from where that is not the concept's own entry: the layer that a later one stands
    over, or ``default`` for what a profile put in second place.
    """

    english: str
    user: str = ""
    layer: str = ""

    @property
    def label(self) -> str:
        """What stands in brackets behind the rendering: its user, else its layer."""
        return self.user or self.layer


@dataclass(frozen=True, slots=True)
class Term:
    """One Chinese term of a concept in both scripts, with its pinyin and standing (TBX: a term section).

    ``note`` is what its own row says of it; that of the preferred term is the note of the concept.
    ``place`` is where its row stands (``file:line``).
    """

    hans: str
    hant: str
    pinyin: str
    pos: str = "noun"
    status: str = "preferred"
    region: tuple[str, ...] = ()
    note: str = ""
    place: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Concept:
    """One concept entry: its terms, its renderings and what a reader should know of it (TBX: concept entry).

    ``forbidden`` are renderings that mislead and are not to be used; ``layer`` is one of LAYERS (empty: built-in).
    """

    id: str
    domain: str
    terms: tuple[Term, ...]
    english: str
    others: tuple[Rendering, ...] = ()
    grammar: str = ""
    related: tuple[str, ...] = ()
    note: str = ""
    source: str = ""
    forbidden: tuple[str, ...] = ()
    layer: str = ""

    @property
    def preferred(self) -> Term:
        """The term that stands for the concept."""
        return next((term for term in self.terms if term.status == "preferred"), self.terms[0])

    @property
    def common(self) -> bool:
        """Whether the concept is a word of everyday administration, which reading copies do not mark."""
        return _is_common(self.grammar)

    @property
    def renderings(self) -> tuple[str, ...]:
        """All English renderings, the preferred one first."""
        return (self.english, *(other.english for other in self.others))

    def with_profile(self, user: str) -> Concept:
        """Return the concept with the rendering of a user preferred, or itself where it has none.

        The rendering that it replaces stands first among the others. Features of the grammar cell that hold of one
        wording (plural, mass noun, noun of the verb) go with it, unless both renderings end in the same word.

        >>> police = Concept("psb", "policing", (), "public security bureau", (Rendering("PSB", "journalistic"),))
        >>> police.with_profile("journalistic").renderings
        ('PSB', 'public security bureau')
        """
        chosen = next((other for other in self.others if other.user == user), None)
        if chosen is None:
            return self
        rest = (Rendering(self.english, layer="default"), *(other for other in self.others if other is not chosen))
        return replace(self, english=chosen.english, others=rest, grammar=self.grammar_of(chosen.english))

    def grammar_of(self, english: str) -> str:
        """Return the features that hold of another rendering too: all of them where it ends in the same word.

        >>> Concept("equipment", "", (), "equipment", grammar="mass ; class=thing").grammar_of("devices")
        'class=thing'
        """
        if english.split()[-1:] == self.english.split()[-1:]:
            return self.grammar
        parts = split_cell(self.grammar, ";")
        return " ; ".join(part for part in parts if part.partition("=")[0].strip() not in _WORDING)


@dataclass(frozen=True, slots=True)
class Domain:
    """What ``about.toml`` says of a domain: its names, its scope, its conventions."""

    id: str
    name: str
    name_zh: str
    scope: str
    conventions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a ``terms.tsv``, uninterpreted, with its cells in the order of COLUMNS and its ``file:line``."""

    place: str
    cells: Sequence[str]

    def __getitem__(self, column: str) -> str:
        return self.cells[_AT[column]]


class Heading(NamedTuple):
    """What a term is found by: its concept's id, its place among the terms of that, its forms and its standing."""

    concept: str
    at: int
    hans: str
    hant: str
    pinyin: str
    status: str
    region: tuple[str, ...]


class Concepts(Mapping[str, Concept]):
    """Concepts by id in the order of their rows, each gathered from them when somebody asks for it.

    A page needs some hundred of the 29,000, and a look-up ten; gathering all takes longer than either.
    """

    __slots__ = ("_made", "_rows")

    def __init__(self, rows: Mapping[str, Sequence[Row]], made: dict[str, Concept] | None = None) -> None:
        self._rows = rows
        self._made: dict[str, Concept] = {} if made is None else made

    def __getitem__(self, name: str) -> Concept:
        rows = self._rows[name]
        if name not in self._made:
            self._made[name] = _concept(name, rows)
        return self._made[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)

    def __contains__(self, name: object) -> bool:
        return name in self._rows

    def headings(self) -> Iterator[Heading]:
        """Yield what each term is found by, without gathering its concept."""
        hans, hant, pinyin, status, region = (_AT[name] for name in ("hans", "hant", "pinyin", "status", "region"))
        for name, rows in self._rows.items():
            for at, row in enumerate(rows):
                own = row.cells
                spread = split_cell(own[region], ",") if own[region] else ()
                yield Heading(name, at, own[hans], own[hant], own[pinyin], own[status], spread)

    def technical(self) -> Concepts:
        """Return the concepts that are no words of everyday administration."""
        grammar = _AT["grammar"]
        kept = {name: rows for name, rows in self._rows.items() if not _is_common(rows[0].cells[grammar])}
        return Concepts(kept, self._made)


@dataclass(frozen=True, slots=True)
class Glossary:
    """Concepts by id, in file order, with the domains they belong to and a digest of the data they came from.

    ``profile`` is the user whose renderings are preferred, ``layers`` what lies over the built-in glossary; both are
    in the digest.
    """

    concepts: Mapping[str, Concept] = field(default_factory=dict)
    domains: tuple[Domain, ...] = ()
    digest: str = ""
    profile: str = ""
    layers: tuple[str, ...] = ()

    def __len__(self) -> int:
        return len(self.concepts)

    def __iter__(self) -> Iterator[Concept]:
        return iter(self.concepts.values())

    def headings(self) -> Iterator[Heading]:
        """Yield what each term is found by: its forms and its standing, for those who look through all."""
        if isinstance(self.concepts, Concepts):
            yield from self.concepts.headings()
            return
        for name, concept in self.concepts.items():
            for at, term in enumerate(concept.terms):
                yield Heading(name, at, term.hans, term.hant, term.pinyin, term.status, term.region)

    def technical(self) -> Glossary:
        """Return the glossary without the concepts of everyday administration that bear the mark ``common``.

        居民 and 场所 are looked up like any other term, but a text in which all of them are marked hides
        the terms that matter.

        >>> terms = (Term("居民", "居民", "jūmín"),)
        >>> resident = Concept("resident", "general", terms, "resident", grammar="common")
        >>> len(Glossary({resident.id: resident}).technical())
        0
        """
        if isinstance(self.concepts, Concepts):
            return replace(self, concepts=self.concepts.technical())
        kept = {name: one for name, one in self.concepts.items() if not one.common}
        return self if len(kept) == len(self.concepts) else replace(self, concepts=kept)

    def with_profile(self, user: str) -> Glossary:
        """Return the glossary as one user renders it: CLT's words for readers of China Law Translate, and so on.

        Nothing changes for an empty user, nor for the one whose glossary it is already. Raises UsageError for an
        unknown user, and where another profile was taken before.

        >>> Glossary().with_profile("clt").profile
        'clt'
        """
        if user in ("", self.profile):
            return self
        if user not in USERS:
            raise UsageError(f'there is no profile "{user}"', remedy="known: " + ", ".join(USERS))
        if self.profile:
            raise UsageError(f'the glossary has the profile "{self.profile}" already', remedy="take the glossary anew")
        concepts = {name: concept.with_profile(user) for name, concept in self.concepts.items()}
        digest = hashlib.sha256(f"{self.digest}\0{user}".encode()).hexdigest()
        return replace(self, concepts=concepts, digest=digest, profile=user)


def _is_common(grammar: str) -> bool:
    return "common" in grammar and "common" in split_cell(grammar, ";")


def split_cell(cell: str, separator: str = "|") -> tuple[str, ...]:
    """Split a list cell, leaving out empty parts.

    >>> split_cell("警方 | 民警")
    ('警方', '民警')
    """
    return tuple(part.strip() for part in cell.split(separator) if part.strip()) if cell else ()


def parse_rendering(cell: str) -> Rendering:
    """Read ``PSB (journalistic)``; a bracket that names no known user belongs to the rendering.

    A rendering that is marked ``(forbidden)`` comes back with that as its user.

    >>> parse_rendering("PSB (journalistic)").user
    'journalistic'
    """
    head, bracket, tail = cell.rpartition(" (")
    if bracket and tail.endswith(")") and tail[:-1] in (*USERS, FORBIDDEN):
        return Rendering(head.strip(), tail[:-1])
    return Rendering(cell.strip())


def read_rows(path: Path) -> list[Row]:
    """Read the rows of one ``terms.tsv``.

    Raises InputError naming file and line where the file is missing, is not UTF-8, has another header or a
    line with the wrong number of cells.
    """
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except FileNotFoundError:
        raise InputError("no such file", place=str(path), remedy="each domain needs a terms.tsv") from None
    except UnicodeDecodeError as error:
        raise InputError(f"not UTF-8 at byte {error.start}", place=str(path), remedy="save it as UTF-8") from None
    header = lines[0].rstrip("\r").split("\t")
    if header != COLUMNS:
        raise InputError("wrong header", place=f"{path}:1", remedy="the columns are " + ", ".join(COLUMNS))
    rows, place = [], str(path)
    for number, line in enumerate(lines[1:], start=2):
        if not line or line.isspace():
            continue
        cells = line.rstrip("\r").split("\t")
        if len(cells) != len(COLUMNS):
            raise InputError(
                f"{len(cells)} cells instead of {len(COLUMNS)}",
                place=f"{path}:{number}",
                remedy="a row has one cell a column, tabs between them",
            )
        if "\t " in line or " \t" in line or line[-1] in " \r":
            cells = [cell.strip() for cell in cells]
        rows.append(Row(f"{place}:{number}", cells))
    return rows


def read_domain(folder: Path) -> Domain:
    """Read ``about.toml`` of a domain folder; raises InputError where it is missing or malformed."""
    path = folder / "about.toml"
    try:
        about = tomllib.loads(path.read_text(encoding="utf-8"))
        return Domain(folder.name, about["name"], about["name_zh"], about["scope"], tuple(about.get("conventions", ())))
    except FileNotFoundError:
        raise InputError("no about.toml", place=str(folder), remedy="write one (docs/glossary-format.md)") from None
    except (tomllib.TOMLDecodeError, KeyError, UnicodeDecodeError) as error:
        raise InputError(f"malformed: {error}", place=str(path), remedy="see docs/glossary-format.md") from None


def build_concepts(rows: Iterable[Row]) -> Concepts:
    """Gather rows into concepts; the preferred row of a concept gives its English, grammar and note."""
    grouped: dict[str, list[Row]] = {}
    for row in rows:
        grouped.setdefault(row.cells[0], []).append(row)
    for group in grouped.values():
        if len(group) > 1:
            group.sort(key=lambda row: row["status"] != "preferred")
    return Concepts(grouped)


def _concept(name: str, rows: Sequence[Row]) -> Concept:
    first = rows[0]
    others = tuple(_others(rows))
    return Concept(
        id=name,
        domain=first["domain"],
        terms=tuple([_term(row, "" if row is first else row["note"]) for row in rows]),
        english=first["english"],
        others=tuple([other for other in others if other.user != FORBIDDEN]),
        grammar=first["grammar"],
        related=split_cell(first["related"]),
        note=first["note"],
        source=first["source"],
        forbidden=tuple([other.english for other in others if other.user == FORBIDDEN]),
    )


def _term(row: Row, note: str) -> Term:
    region = split_cell(row["region"], ",")
    return Term(row["hans"], row["hant"], row["pinyin"], row["pos"], row["status"], region, note, place=row.place)


def _others(rows: Sequence[Row]) -> Iterable[Rendering]:
    """Return the renderings beside the preferred one, each once: those of the other rows, and those of the cells."""
    english, found = rows[0]["english"], []
    for row in rows:
        if row["english"] != english:
            found.append(Rendering(row["english"]))
        if row["others"]:
            found += map(parse_rendering, split_cell(row["others"]))
    return dict.fromkeys(found) if len(found) > 1 else found


def load_glossary(folder: Path) -> Glossary:
    """Read all domains below ``folder`` into one Glossary; the digest is a SHA-256 over the data, path by path.

    Raises InputError naming file, line and remedy.
    """
    if not folder.is_dir():
        raise InputError("no such folder", place=str(folder), remedy="name a folder that holds domain folders")
    digest, rows, domains = hashlib.sha256(), [], []
    for path in sorted(folder.glob("*/terms.tsv")):
        digest.update(path.parent.name.encode() + b"\0" + path.read_bytes())
        rows += read_rows(path)
        domains.append(read_domain(path.parent))
    return Glossary(build_concepts(rows), tuple(domains), digest.hexdigest())
