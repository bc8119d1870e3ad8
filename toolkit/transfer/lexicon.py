"""The general lexicon of the transfer engine: senses of words and multiword units, read from TSV.

The home form is told in docs/lexicon-format.md. Headwords are Simplified; the engine looks words up in the
Simplified version of a text, whose alignment with the text as found is the identity.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
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
class Lexicon:
    """Entries by headword; the senses of a word stand in the author's order."""

    words: Mapping[str, tuple[Entry, ...]]


def read_entries(path: Path) -> list[Entry]:
    """Read one lexicon file; raises InputError naming file and line for a wrong header or cell count."""
    entries: list[Entry] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), start=1):
        cells = line.split("\t")
        if number == 1:
            if cells != COLUMNS:
                raise InputError("wrong header", place=f"{path}:1", remedy="the columns are " + ", ".join(COLUMNS))
            continue
        if not line.strip() or line.startswith("#"):
            continue
        if len(cells) not in (3, 4):
            raise InputError(f"{len(cells)} cells", place=f"{path}:{number}", remedy="zh, cat, en, features")
        zh, cat, en, features = (cell.strip() for cell in (*cells, "")[:4])
        entries.append(Entry(zh, cat, en, parse_features(features), f"lexicon:{zh}/{cat}", f"{path}:{number}"))
    return entries


def gather(entries: Iterable[Entry]) -> Lexicon:
    """Index entries by headword, keeping their order."""
    words: dict[str, list[Entry]] = {}
    for entry in entries:
        words.setdefault(entry.zh, []).append(entry)
    return Lexicon({word: tuple(senses) for word, senses in words.items()})


def load_lexicon(folder: Path) -> Lexicon:
    """Read every ``*.tsv`` of ``folder``, in the order of their names."""
    return gather(entry for path in sorted(folder.glob("*.tsv")) for entry in read_entries(path))
