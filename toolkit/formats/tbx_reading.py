"""TBX of any kind read into concepts: version 3 in both styles, and the legacy form; by local names, as files vary."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from toolkit.errors import InputError
from toolkit.formats.intake import BadRow, Found, Intake, gathered
from toolkit.formats.tbx import KEYED, PREFIX, XML
from toolkit.formats.xml import parse_xml
from toolkit.glossary import FORBIDDEN, USERS, Concept, Rendering, Term
from toolkit.terms.cells import REGIONS, cell

_ROOTS, _ENTRIES, _SECTIONS = ("tbx", "martif"), ("conceptEntry", "termEntry"), ("langSec", "langSet")
_TERMS = ("termSec", "tig", "ntig")
_CORE = ("note", "term", "date", "termNote", "descrip", "admin", "ref", "xref", "transac", "transacNote", "descripNote")
_PAIR = re.compile(r"\.(\d+)\.(?:hans|hant)\Z")
_TRADITIONAL = re.compile(r"zh-(?:hant|tw|hk|mo)\b|zh-hant-")
_PARTS = {"propernoun": "name", "proper noun": "name", "other": "noun"}
_STATUS = re.compile(r"preferred|admitted|deprecated|superseded|forbidden")
Said = list[tuple[str, str]]


@dataclass(slots=True)
class _Reader:
    """What comes up while the entries of one file are read."""

    name: str
    bad: list[BadRow] = field(default_factory=list)
    left: Counter[str] = field(default_factory=Counter)

    def entries(self, root: Any) -> Iterator[Found]:
        for entry in root.iter("{*}conceptEntry", "{*}termEntry"):
            place = f"{self.name}:{entry.sourceline}"
            concept = self._concept(entry, place)
            if concept:
                yield Found(concept, place)

    def _concept(self, entry: Any, place: str) -> Concept | None:
        said = _said(entry, _SECTIONS)
        chinese, english = self._terms(entry)
        if not chinese or not english:
            missing = "no Chinese term" if not chinese else "no English term"
            self.bad.append(BadRow(place, f"{missing} in the entry {entry.get('id') or ''}".rstrip()))
            return None
        notes, keyed = _notes(said)
        for category, text in said:
            if category == "definition":
                notes.append(text)
            elif category not in ("note", "subjectField", "source", "crossReference"):
                self.left[category] += 1
        used = [one for one in english if one.status != FORBIDDEN] or english
        first = next((one for one in used if one.status == "preferred"), used[0])
        return Concept(
            (entry.get("id") or "").removeprefix(PREFIX),
            next((text for category, text in said if category == "subjectField"), ""),
            tuple(_paired(chinese)),
            first.text,
            tuple(Rendering(one.text, one.user) for one in used if one is not first),
            keyed.get("grammar", ""),
            (*_targets(entry), *_each(said, "related")),
            " ".join(notes),
            "; ".join(text for category, text in said if category == "source"),
            tuple(one.text for one in english if one.status == FORBIDDEN and one is not first),
        )

    def _terms(self, entry: Any) -> tuple[list[_Read], list[_Read]]:
        chinese: list[_Read] = []
        english: list[_Read] = []
        for section in entry.iterchildren("{*}langSec", "{*}langSet"):
            language = (section.get(f"{XML}lang") or section.get("lang") or "").lower().replace("_", "-")
            read = [self._term(one, language) for one in section.iterchildren("{*}termSec", "{*}tig", "{*}ntig")]
            for category, _ in _said(section, _TERMS):
                self.left[category] += 1
            if language.startswith("zh"):
                chinese += [one for one in read if one.text]
            elif language.partition("-")[0] == "en":
                english += [one for one in read if one.text]
            else:
                self.left[f"language {language or 'without a name'}"] += 1
        return chinese, english

    def _term(self, section: Any, language: str) -> _Read:
        said = _said(section, ())
        notes, keyed = _notes(said)
        known = dict(said)
        pos = known.get("partOfSpeech", "").lower()
        pos = keyed.get("pos") or ("phrase" if known.get("termType") == "phrase" else _PARTS.get(pos, pos))
        region = known.get("geographicalUsage", "").upper().replace(" ", "").split(",")
        if not region[0] and language[-2:].upper() in REGIONS:
            region = [language[-2:].upper()]
        user = known.get("customerSubset", "")
        self._leave(said, user, language)
        pair = _PAIR.search(section.get("id") or "")
        found = _STATUS.search(known.get("administrativeStatus", "").lower())
        status = keyed.get("status") or (found[0] if found else "")
        if status == "deprecated" and language.startswith("en"):
            status = FORBIDDEN
        return _Read(
            known.get("term", ""),
            "admitted"
            if status == "superseded" and language.startswith("en")
            else status.replace("superseded", "deprecated"),
            pos,
            tuple(one for one in region if one),
            user if user in USERS else "",
            keyed.get("pinyin", ""),
            bool(_TRADITIONAL.match(language)),
            int(pair[1]) if pair else 0,
            " ".join(notes),
        )

    def _leave(self, said: Said, user: str, language: str) -> None:
        """Count what is said of a term that we have no place for."""
        taken = ("term", "partOfSpeech", "administrativeStatus", "termType", "geographicalUsage")
        for category, text in said:
            if category == "note" and (KEYED.match(text) or language.startswith("zh")):
                continue
            if category not in taken and not (category == "customerSubset" and user in USERS):
                self.left[f"{category} of a term"] += 1


@dataclass(frozen=True, slots=True)
class _Read:
    """One term of one language as read."""

    text: str
    status: str
    pos: str
    region: tuple[str, ...]
    user: str
    pinyin: str
    traditional: bool
    number: int
    note: str


def read_tbx(data: bytes, name: str) -> Intake:
    """Read TBX version 3 (DCA or DCT) or legacy TBX; an entry without Chinese or English is a bad row.

    Raises InputError for what is no TBX, no well-formed XML, or holds a DOCTYPE.
    """
    root = parse_xml(data, name)
    if _local(root) not in _ROOTS:
        raise InputError(
            f"the root is <{_local(root)}>", place=f"{name}:{root.sourceline}", remedy="give TBX or MARTIF"
        )
    reader = _Reader(name)
    found = list(reader.entries(root))
    remarks = [f"{name}: not taken: {what} ({count} times)" for what, count in reader.left.items()]
    return gathered(found, reader.bad, remarks)


def _paired(read: list[_Read]) -> Iterator[Term]:
    """Join the two scripts of each term: by the number in the ids that we write, else by their order."""
    if not any(one.number for one in read):
        simplified, traditional = ([one for one in read if one.traditional is way] for way in (False, True))
        numbers = {id(one): at for side in (simplified, traditional) for at, one in enumerate(side, start=1)}
        if simplified and traditional and len(simplified) != len(traditional):
            numbers = {id(one): at for at, one in enumerate(read, start=1)}
    else:
        numbers = {id(one): one.number or -at for at, one in enumerate(read, start=1)}
    groups: dict[int, list[_Read]] = {}
    for one in read:
        groups.setdefault(numbers[id(one)], []).append(one)
    for at, group in enumerate(groups[number] for number in sorted(groups, key=lambda key: (key < 0, abs(key)))):
        first = group[0]
        status = next((one.status for one in group if one.status), "preferred" if not at else "admitted")
        yield Term(
            next((one.text for one in group if not one.traditional), ""),
            next((one.text for one in group if one.traditional), ""),
            next((one.pinyin for one in group if one.pinyin), ""),
            first.pos,
            status,
            next((one.region for one in group if one.region), ()),
            " ".join(dict.fromkeys(one.note for one in group if one.note)),
        )


def _said(element: Any, without: tuple[str, ...]) -> Said:
    """Return what an element says of itself: data categories with their texts, groups opened, sections left out."""
    found: Said = []
    for child in element.iterchildren("*"):
        kind = _local(child)
        if kind in without:
            continue
        if kind.endswith("Grp"):
            found += _said(child, without)
            continue
        name = (child.get("type") or kind) if kind in _CORE else kind
        found.append((name, cell("".join(child.itertext()))))
    return found


def _notes(said: Said) -> tuple[list[str], dict[str, str]]:
    """Return the plain notes, and what stands in the notes that we write with a name before them."""
    plain: list[str] = []
    keyed: dict[str, str] = {}
    for category, text in said:
        if category != "note" or not text:
            continue
        found = KEYED.match(text)
        if not found:
            plain.append(text)
        elif found[1] == "note":
            plain.append(text[found.end() :])
        else:
            keyed.setdefault(found[1], text[found.end() :])
    return plain, keyed


def _each(said: Said, key: str) -> Iterator[str]:
    yield from (text[len(key) + 2 :] for category, text in said if category == "note" and text.startswith(f"{key}: "))


def _targets(entry: Any) -> Iterator[str]:
    """Yield the ids that an entry refers to, in both styles."""
    for child in entry.iterchildren("*"):
        if _local(child) == "crossReference" or child.get("type") == "crossReference":
            yield (child.get("target") or cell("".join(child.itertext()))).removeprefix("#").removeprefix(PREFIX)


def _local(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]
