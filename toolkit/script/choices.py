"""The doubtful choices between the scripts, as a layer of a document that has both."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from toolkit.document import HANS, HANT, Annotation, Document, Layer
from toolkit.script import detect as script
from toolkit.script.choice import edits_by_rule
from toolkit.script.review import Doubt, review
from toolkit.text import Edits

# A reading copy shows fewer doubts than a report lists: those that a reader should know of.
SHOWN = 0.1
KIND = "choice"


def mark_choices(document: Document, least: float = SHOWN) -> Document:
    """Return the document with the layer ``choice``: a Doubt at each doubtful character, over the latest version.

    Of a Traditional text the Simplified version is doubtful, of any other the Traditional one; what such a text
    writes in that form already is not. Raises UsageError where one of the versions is missing.

    >>> from toolkit.document import from_text
    >>> from toolkit.script.both import both_scripts
    >>> marked = mark_choices(both_scripts(from_text("把船系在岸边")))
    >>> [(note.span.start, note.value.chosen, note.value.target) for note in marked.layer("choice")]
    [(2, '繫', 'hant')]
    """
    found = _simplified(document) if _is_traditional(document) else _traditional(document)
    notes = (Annotation(doubt.span, KIND, doubt, "script.review") for doubt in found if doubt.score >= least)
    return document.with_layer(Layer(KIND, document.latest.name, tuple(sorted(notes, key=lambda note: note.span))))


def _is_traditional(document: Document) -> bool:
    return script.detect(document.text()).kind == script.HANT


def _simplified(document: Document) -> Iterator[Doubt]:
    edits = document.version(HANS).edits
    yield from (replace(doubt, target=HANS) for doubt in review(document.text(), edits, "t2s", 0))


def _traditional(document: Document) -> Iterator[Doubt]:
    """Review the way from the Simplified version, where all of the text's characters were chosen anew."""
    found, hans, hant = document.text(), document.text(HANS), document.version(HANT)
    config = "s2hk" if hant.text.lang.endswith("HK") else "s2tw"
    edits = edits_by_rule(hans, hant.text.characters, _rules(hant.edits), f"opencc.{config}")
    for doubt in review(hans, edits, config, 0):
        own = doubt.span.of(found)
        if own == doubt.sign or own != doubt.chosen:
            yield replace(doubt, target=HANT)


def _rules(edits: Edits) -> dict[int, str]:
    return {at: edit.rule for edit in edits for at in range(edit.span.start, edit.span.end)}
