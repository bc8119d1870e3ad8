"""TBX-Basic of ISO 30042:2019 (TBX version 3) in both styles, DCA and DCT, and what the legacy TBX shares with it.

What TBX-Basic has no category for (pinyin, grammar for generation, finer parts of speech) stands in notes that open
with its name and a colon; a reader of any other program sees them as notes, ours takes them back.
"""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass
from typing import Any

from lxml import etree

from toolkit.glossary import FORBIDDEN, Concept
from toolkit.terms.sections import ENGLISH, HANS, Designation, LanguageSection, sections

NAMESPACE = "urn:iso:std:iso:30042:ed-2"
MIN, BASIC = "http://www.tbxinfo.net/ns/min", "http://www.tbxinfo.net/ns/basic"
XML = "{http://www.w3.org/XML/1998/namespace}"
PREFIX = "c."  # before an id, which in XML may open with a letter only
KEYS = ("pinyin", "pos", "status", "grammar", "related", "region", "note")
KEYED = re.compile(rf"({'|'.join(KEYS)}): ")
# each data category: its element in DCA, its module in DCT
CATEGORIES = {
    "subjectField": ("descrip", MIN),
    "customerSubset": ("admin", MIN),
    "partOfSpeech": ("termNote", MIN),
    "administrativeStatus": ("termNote", MIN),
    "source": ("admin", BASIC),
    "crossReference": ("ref", BASIC),
    "termType": ("termNote", BASIC),
    "geographicalUsage": ("termNote", BASIC),
}
STATUSES = {
    "preferred": "preferredTerm-admn-sts",
    "admitted": "admittedTerm-admn-sts",
    "deprecated": "deprecatedTerm-admn-sts",
    FORBIDDEN: "deprecatedTerm-admn-sts",
}
_ABOUT = "Chinese policing and administrative terms with their English, written by Duizhao"


@dataclass(frozen=True, slots=True)
class Style:
    """The names of the elements in one kind of TBX, and how it writes parts of speech."""

    entry: str = "conceptEntry"
    section: str = "langSec"
    term: str = "termSec"
    namespace: str = NAMESPACE
    dct: bool = False
    parts: tuple[tuple[str, str], ...] = (("name", "noun"), ("phrase", "other"))

    def add(self, parent: Any, name: str, text: str = "", **attributes: str) -> Any:
        """Add an element of the core."""
        made = etree.SubElement(parent, f"{{{self.namespace}}}{name}" if self.namespace else name, attributes)
        made.text = text or None
        return made

    def category(self, parent: Any, name: str, text: str, **attributes: str) -> None:
        """Add a data category: by its attribute (DCA), or by an element of its own (DCT)."""
        element, module = CATEGORIES[name]
        if self.dct:
            etree.SubElement(parent, f"{{{module}}}{name}", attributes).text = text
        else:
            self.add(parent, element, text, type=name, **attributes)


DCA, DCT = Style(), Style(dct=True)


def write_dca(concepts: Sequence[Concept]) -> bytes:
    """Return TBX-Basic in the DCA style: data categories are values of the attribute ``type``.

    >>> from toolkit.glossary import Term
    >>> police = Concept("police-station", "policing", (Term("派出所", "派出所", "pàichūsuǒ"),), "police station")
    >>> '<termNote type="partOfSpeech">noun</termNote>' in write_dca([police]).decode()
    True
    """
    return _version_three(concepts, DCA)


def write_dct(concepts: Sequence[Concept]) -> bytes:
    """Return TBX-Basic in the DCT style: data categories are elements of the modules Min and Basic.

    >>> from toolkit.glossary import Term
    >>> police = Concept("police-station", "policing", (Term("派出所", "派出所", "pàichūsuǒ"),), "police station")
    >>> '<min:partOfSpeech>noun</min:partOfSpeech>' in write_dct([police]).decode()
    True
    """
    return _version_three(concepts, DCT)


def _version_three(concepts: Sequence[Concept], style: Style) -> bytes:
    spaces: dict[str | None, str] = {None: NAMESPACE} | ({"min": MIN, "basic": BASIC} if style.dct else {})
    root = etree.Element(f"{{{NAMESPACE}}}tbx", nsmap=spaces)  # type: ignore[arg-type]  # the stubs know no default
    root.set("type", "TBX-Basic")
    root.set("style", "dct" if style.dct else "dca")
    root.set(f"{XML}lang", ENGLISH)
    description = style.add(style.add(root, "tbxHeader"), "fileDesc")
    style.add(style.add(description, "titleStmt"), "title", "Duizhao glossary")
    style.add(style.add(description, "sourceDesc"), "p", _ABOUT)
    return finished(root, concepts, style)


def finished(root: Any, concepts: Sequence[Concept], style: Style) -> bytes:
    """Add the entries of concepts to a root that has its header, and return the file; it needs no entry."""
    text = style.add(root, "text")
    if concepts:
        body = style.add(text, "body")
        known = {concept.id for concept in concepts}
        for concept in concepts:
            _entry(style.add(body, style.entry, id=PREFIX + concept.id), concept, known, style)
    etree.indent(root)
    return bytes(etree.tostring(root, encoding="UTF-8", xml_declaration=True)) + b"\n"


def _entry(entry: Any, concept: Concept, known: Container[str], style: Style) -> None:
    if concept.domain:
        style.category(entry, "subjectField", concept.domain)
    if concept.source:
        style.category(entry, "source", concept.source)
    for related in concept.related:
        if related in known:
            style.category(entry, "crossReference", related, target=PREFIX + related)
        else:
            style.add(entry, "note", f"related: {related}")  # a reference must lead to an entry of the file
    if concept.note:
        style.add(entry, "note", f"note: {concept.note}" if KEYED.match(concept.note) else concept.note)
    if concept.grammar:
        style.add(entry, "note", f"grammar: {concept.grammar}")
    for section in sections(concept):
        _section(style.add(entry, style.section), section, concept.id, style)


def _section(element: Any, section: LanguageSection, name: str, style: Style) -> None:
    element.set(f"{XML}lang", section.language)
    for one in section.terms:
        script = "en" if section.language == ENGLISH else "hans" if section.language == HANS else "hant"
        found = style.add(element, style.term, id=f"{PREFIX}{name}.{one.number}.{script}")
        style.add(found, "term", one.text)
        _term_notes(found, one, section.language, style)


def _term_notes(element: Any, one: Designation, language: str, style: Style) -> None:
    parts = dict(style.parts)
    style.category(element, "partOfSpeech", parts.get(one.pos, one.pos))
    style.category(element, "administrativeStatus", STATUSES[one.status])
    if one.pos == "phrase":
        style.category(element, "termType", "phrase")
    if one.region:
        style.category(element, "geographicalUsage", ", ".join(one.region))
    if one.user:
        style.category(element, "customerSubset", one.user)
    if one.note:
        style.add(element, "note", f"note: {one.note}" if KEYED.match(one.note) else one.note)
    if one.pinyin:
        style.add(element, "note", f"pinyin: {one.pinyin}")
    if one.pos == "name" and parts.get("name") == "noun":
        style.add(element, "note", "pos: name")
    if one.status == FORBIDDEN and language != ENGLISH:
        style.add(element, "note", f"status: {FORBIDDEN}")
