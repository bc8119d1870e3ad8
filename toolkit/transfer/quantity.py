"""Typed literals as edges of the lattice: quantities, dates and codes with the features that the grammar asks for."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from toolkit.analysis.tables import rows
from toolkit.analysis.values import Quantity
from toolkit.text import Span
from toolkit.transfer.chart import Item
from toolkit.transfer.lexicon import Entry

_COST, _AS_NOUN, _AS_DATE = 0.4, 0.7, 0.6
_CATEGORIES = {
    "count": "QC",
    "number": "QN",
    "ordinal": "QO",
    "percent": "QP",
    "money": "QM",
    "measure": "QE",
    "date": "QD",
    "date-range": "QD",
    "time": "QD",
    "duration": "QR",
    "age": "QA",
    "fraction": "QP",
    "multiple": "QX",
    "case": "QCASE",
    "document-number": "QDOC",
    "article": "QART",
    "list-number": "QLIST",
    "frequency": "d",
    "areas": "n",
    "numbered": "CODE",
    "code": "CODE",
}
_CLASSES = {"money": "money", "case": "event", "areas": "place", "numbered": "place"}
_DATED = frozenset(("day", "week", "year"))


def quantity_edges(span: Span, zh: str, quantity: Quantity) -> Iterator[Item]:
    """Yield the readings of a quantity: that of its kind, and an ordinal with its measure word as a noun or a date."""
    entry = quantity_entry(zh, quantity)
    yield Item(_CATEGORIES[quantity.kind], span.start, span.end, _COST, entry)
    if noun := entry.get("step"):
        yield _ordinal_noun(entry, noun, span)


@cache
def _ordinal_names() -> dict[str, str]:
    """Return the measure words that are nouns behind an ordinal (第三批: batch)."""
    return {row["zh"]: row["en"] for row in rows("ordinals") if row["en"]}


def _ordinal_noun(entry: Entry, noun: str, span: Span) -> Item:
    """Make the reading of an ordinal with its measure word as a noun (第二阶段), of a day or year as a date."""
    if noun in _DATED:
        features = {**entry.features, "kind": "date"}
        dated = Entry(entry.zh, "QD", f"the {entry.en} {noun}", features, entry.id)
        return Item("QD", span.start, span.end, _AS_DATE, dated)
    named = Entry(entry.zh, "n", f"{entry.en} {noun}", {**entry.features, "class": "abstract", "the": "1"}, entry.id)
    return Item("n", span.start, span.end, _AS_NOUN, named)


def quantity_entry(zh: str, quantity: Quantity) -> Entry:
    """Make the entry of a typed literal."""
    features = {
        "value": quantity.value,
        "kind": quantity.kind,
        "unit": quantity.unit,
        "plural": "1" if quantity.plural else "",
        "bound": quantity.bound,
        "number": str(quantity.number),
        "class": _CLASSES.get(quantity.kind, "quantity"),
    }
    if quantity.bound or "/" in quantity.value:
        features["spread"] = "1"
    if quantity.kind == "ordinal":
        features["step"] = _ordinal_names().get(quantity.unit, "")
    if quantity.kind == "frequency":
        features["pos"] = "end"
    if quantity.kind == "areas":
        features |= {"pl": "1", "after": f"in {quantity.english}"}
    return Entry(zh, _CATEGORIES[quantity.kind], quantity.english, features, f"quantity:{quantity.kind}")
