"""The glossary: concepts by id with the domains they belong to, read from a folder of domains."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from toolkit.concept import (
    FORBIDDEN,
    LAYERS,
    PARTS_OF_SPEECH,
    STATUSES,
    USERS,
    Concept,
    Rendering,
    Term,
    parse_rendering,
    split_cell,
)
from toolkit.errors import InputError, UsageError
from toolkit.rows import COLUMNS, Concepts, Heading, Row, build_concepts, read_rows


@dataclass(frozen=True, slots=True)
class Domain:
    """What ``about.toml`` says of a domain: its names, its scope, its conventions."""

    id: str
    name: str
    name_zh: str
    scope: str
    conventions: tuple[str, ...] = ()


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

    def headings(self, mentioned: Collection[str] = ()) -> Iterator[Heading]:
        """Yield what each term is found by: its forms and its standing, for those who look through all.

        Where strings are given, in small letters, those of at least the concepts that hold one of them in their forms,
        readings or renderings; there may be more.
        """
        if isinstance(self.concepts, Concepts):
            yield from self.concepts.headings(mentioned)
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


__all__ = [
    "COLUMNS",
    "FORBIDDEN",
    "LAYERS",
    "PARTS_OF_SPEECH",
    "STATUSES",
    "USERS",
    "Concept",
    "Concepts",
    "Domain",
    "Glossary",
    "Heading",
    "Rendering",
    "Row",
    "Term",
    "build_concepts",
    "load_glossary",
    "parse_rendering",
    "read_domain",
    "read_rows",
    "split_cell",
]
