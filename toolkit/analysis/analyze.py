"""All readings of a Document at once: the layers token, reading, quantity and name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date as Date
from typing import Any

from toolkit.analysis.names import names
from toolkit.analysis.places import Gazetteer
from toolkit.analysis.quantities import quantities
from toolkit.analysis.readings import readings
from toolkit.analysis.tokens import tokenize
from toolkit.document import HANS, Annotation, Document, Layer
from toolkit.text import Span


def analyze(
    document: Document,
    *,
    terms: Mapping[Span, str] | None = None,
    gazetteer: Mapping[str, str] | Gazetteer | None = None,
    date: Date | None = None,
    region: str = "",
) -> Document:
    """Add the layers token, reading, quantity and name over the Simplified version, or the latest without one.

    ``terms`` maps spans of glossary terms in that version to their pinyin; ``region`` is that of the language tag
    where none is given. Conversion by single characters keeps the spans, so those of one version serve the other.

    >>> from toolkit.document import from_text
    >>> document = analyze(from_text("岳麓区破案15起"))
    >>> [note.value.english for kind in ("name", "quantity") for note in document.layer(kind)]
    ['Yuelu District', '15']
    """
    version = HANS if document.has(HANS) else document.latest.name
    text = document.text(version)
    tokens = tokenize(text)
    named = names(text, tokens, gazetteer=gazetteer)
    where = region or region_of(document.latest.text.lang)
    for kind, found in (
        ("token", tokens),
        ("name", named),
        ("quantity", quantities(text, date=date, region=where, tokens=tokens)),
        ("reading", readings(text, terms, tokens=tokens, names=named)),
    ):
        document = document.with_layer(_layer(kind, version, found))
    return document


def _layer(kind: str, version: str, found: Iterable[tuple[Span, Any]]) -> Layer:
    return Layer(kind, version, tuple(Annotation(span, kind, value, f"analysis.{kind}") for span, value in found))


def region_of(lang: str) -> str:
    """Return the region of a language tag, CN where it names none that we know.

    >>> region_of("zh-Hant-TW"), region_of("und")
    ('TW', 'CN')
    """
    return next((part for part in lang.split("-") if part in ("CN", "TW", "HK")), "CN")
