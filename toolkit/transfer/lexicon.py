"""The general lexicon of the transfer engine: senses of words and multiword units, read from TSV.

The home form is told in docs/lexicon-format.md. Headwords are Simplified; the engine looks words up in the
Simplified version of a text, whose alignment with the text as found is the identity.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from toolkit.errors import InputError
from toolkit.features import parse_features

COLUMNS = ["zh", "cat", "en", "features"]
CATEGORIES = frozenset(
    ["det", "m", "neg", "z", "n", "v", "a", "d", "t", "s", "q", "p", "c", "f", "u", "r", "ns", "nt", "nr"]
)
CONDITIONS = ("obj", "obj.class", "subj", "subj.class", "head", "head.class", "mod", "reg", "genre")


@dataclass(frozen=True, slots=True)
class Entry:
    """One sense of one word as one category; ``id`` names it in links and derivations (``lexicon:核查/v``)."""

    zh: str
    cat: str
    en: str
    features: Mapping[str, str] = field(default_factory=dict, hash=False, compare=False)
    id: str = ""
    place: str = field(default="", compare=False)

    def flag(self, name: str) -> bool:
        """Tell whether the feature is set at all."""
        return name in self.features

    def get(self, name: str, default: str = "") -> str:
        """Return the value of a feature."""
        return self.features.get(name, default)

    @property
    def conditioned(self) -> bool:
        """Whether this sense wants a certain context."""
        return any(name in self.features for name in CONDITIONS)


def short_place(place: str) -> str:
    """Return a place without the folders above the last one, which differ from machine to machine.

    >>> short_place("/home/me/toolkit/transfer/data/lexicon/verbs.tsv:12")
    'lexicon/verbs.tsv:12'
    """
    return "/".join(Path(place).parts[-2:])


def place_of(entry: Entry) -> str:
    """Return where an entry stands, as file and line within the package, or where such entries come from.

    >>> place_of(Entry("喇叭", "n", "horn", {}, "cc-cedict:喇叭"))
    'CC-CEDICT'
    """
    if entry.place:
        return short_place(entry.place)
    source = entry.id.partition(":")[0]
    return {"cc-cedict": "CC-CEDICT", "unknown": "no dictionary has it"}.get(source, source)


@dataclass(frozen=True, slots=True)
class Line:
    """One row as it stands in its file; its entry is read when somebody looks the word up."""

    text: str
    path: str
    number: int

    def entry(self) -> Entry:
        """Return the entry of the row; raises InputError naming file and line for a wrong number of cells."""
        cells = [cell.strip() for cell in self.text.split("\t")]
        place = f"{self.path}:{self.number}"
        if len(cells) not in (3, 4):
            raise InputError(f"{len(cells)} cells", place=place, remedy="zh, cat, en, features")
        zh, cat, en, features = (*cells, "")[:4]
        return Entry(zh, cat, en, parse_features(features), f"lexicon:{zh}/{cat}", place)


class Lexicon(Mapping[str, tuple[Entry, ...]]):
    """Entries by headword; the senses of a word stand in the author's order.

    A page needs some hundred of the 72,500 words, and reading them all costs a third of a second: a row becomes an
    entry at the first look-up of its word.
    """

    __slots__ = ("_lines", "_read")

    def __init__(self, lines: Iterable[Line]) -> None:
        self._lines: dict[str, list[Line]] = {}
        self._read: dict[str, tuple[Entry, ...]] = {}
        for line in lines:
            word = line.text.partition("\t")[0].strip()
            if word in self._lines:
                self._lines[word].append(line)
            else:
                self._lines[word] = [line]

    def __getitem__(self, word: str) -> tuple[Entry, ...]:
        found = self._read.get(word)
        if found is None:
            found = self._read[word] = tuple(line.entry() for line in self._lines[word])
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self._lines)

    def __len__(self) -> int:
        return len(self._lines)

    def __contains__(self, word: object) -> bool:
        return word in self._lines

    def of_category(self, cat: str) -> Iterator[Entry]:
        """Yield the entries of one category, in the order of the headwords, without reading the others."""
        mark = f"\t{cat}\t"
        for word, lines in self._lines.items():
            if any(mark in line.text for line in lines):
                yield from (entry for entry in self[word] if entry.cat == cat)


def read_lines(path: Path) -> Iterator[Line]:
    """Yield the rows of one lexicon file; raises InputError naming file and line for a wrong header."""
    lines = path.read_text(encoding="utf-8").split("\n")
    if lines[0].split("\t") != COLUMNS:
        raise InputError("wrong header", place=f"{path}:1", remedy="the columns are " + ", ".join(COLUMNS))
    place = str(path)
    for number, line in enumerate(lines[1:], start=2):
        if line and line[0] != "#" and not line.isspace():
            yield Line(line, place, number)


def read_entries(path: Path) -> list[Entry]:
    """Read one lexicon file whole; raises InputError naming file and line for a wrong header or cell count."""
    return [line.entry() for line in read_lines(path)]


def load_lexicon(folder: Path) -> Lexicon:
    """Index every ``*.tsv`` of ``folder``, in the order of their names."""
    return Lexicon(line for path in sorted(folder.glob("*.tsv")) for line in read_lines(path))
