"""Repair: from the version ``read`` of a document to the version ``repaired``, by edits that say why.

Each fixer looks at the text as the one before it left it, and adds a version under its own name where it found
something; the version ``repaired`` closes the chain. A clean text passes with the closing version only.
"""

from __future__ import annotations

from collections.abc import Iterable
from inspect import cleandoc

from toolkit.document import READ, REPAIRED, Annotation, Document, Layer
from toolkit.errors import UsageError
from toolkit.protocols import Fixer
from toolkit.repair.annotation import PinyinAnnotation
from toolkit.repair.boilerplate import boilerplate
from toolkit.repair.damage import damage, lone_marks
from toolkit.repair.debris import debris
from toolkit.repair.lost_byte import LostByte
from toolkit.repair.mojibake import Mojibake
from toolkit.repair.reflow import RULE, reflow
from toolkit.repair.spacing import Spacing
from toolkit.repair.splice import GbkSplice
from toolkit.repair.width import Width
from toolkit.text import Edits

# Bytes first, then what was put between the characters, then the characters' width: a splice eats the bracket of an
# annotation, and an annotation stands between a character and its comma.
FIXERS: dict[str, Fixer] = {
    "repair.mojibake": Mojibake(),
    "repair.gbk-splice": GbkSplice(),
    "repair.lost-byte": LostByte(),
    "repair.pinyin-annotation": PinyinAnnotation(),
    "repair.spacing": Spacing(),
    "repair.width": Width(),
}
TIDYING = frozenset({"repair.spacing", "repair.width"})  # fixers that look at single characters, not at bytes


def repair(document: Document, switch_off: Iterable[str] = (), reflowed: bool = False) -> Document:
    """Return the document with a version ``repaired`` and the layers ``damage`` and ``boilerplate`` over it.

    ``switch_off`` names fixers that are left out; ``reflowed`` joins lines broken inside sentences too (without it a
    line stays a line). Raises UsageError for an unknown name, and for a document that is
    repaired already.

    >>> from toolkit.document import from_text
    >>> repair(from_text("警方表示,案件已破。")).text("repaired")
    '警方表示，案件已破。'
    """
    off = frozenset(switch_off)
    if unknown := sorted(off - FIXERS.keys()):
        raise UsageError(f'there is no fixer "{unknown[0]}"', remedy=f"choose of {', '.join(FIXERS)}")
    if document.has(REPAIRED):
        raise UsageError("the document is repaired already", place=document.source.name, remedy="repair it once")
    before = document.layer("damage") if document.has(READ) else Layer("damage", document.latest.name)
    for name, fixer in FIXERS.items():
        if name not in off and (edits := _outside_debris(name, document.text(), fixer.find(document.text()))):
            document = document.with_version(name, edits)
    if reflowed and (edits := reflow(document.text())):
        document = document.with_version(RULE, edits)
    document = document.with_version(REPAIRED, Edits())
    document = document.with_layer(Layer("damage", REPAIRED, _damage(document, before)))
    return document.with_layer(Layer("boilerplate", REPAIRED, boilerplate(document.text())))


def _outside_debris(name: str, characters: str, edits: Edits) -> Edits:
    """Return the edits less those that would tidy a run of lossy mojibake, which is left as found."""
    if name not in TIDYING or not edits:
        return edits
    runs = debris(characters)
    return Edits(tuple(edit for edit in edits if not any(run.covers(edit.span) for run in runs))) if runs else edits


def explain(name: str) -> str:
    """Return what a fixer does and on what grounds, in words; raises UsageError for an unknown name.

    >>> explain("repair.spacing").splitlines()[0]
    'Delete invisible characters, and spaces that no reader means, beside Chinese characters.'
    """
    if name not in FIXERS:
        raise UsageError(f'there is no fixer "{name}"', remedy=f"choose of {', '.join(FIXERS)}")
    return cleandoc(type(FIXERS[name]).__doc__ or "")


def _damage(document: Document, before: Layer) -> tuple[Annotation, ...]:
    """Return the damage that is left: what the repaired text shows, and what other readers marked and still stands."""
    found = {note.span: note for note in (*damage(document.text()), *lone_marks(document.text()))}
    for note in before:
        span = note.span
        for version in document.versions[_position(document, before.version) + 1 :]:
            span = version.edits.forward(span)
        if len(span) and note.by != "repair.damage":
            found.setdefault(span, Annotation(span, "damage", note.value, note.by))
    return tuple(sorted(found.values(), key=lambda note: note.span))


def _position(document: Document, name: str) -> int:
    return next(at for at, version in enumerate(document.versions) if version.name == name)


__all__ = ["FIXERS", "explain", "repair"]
