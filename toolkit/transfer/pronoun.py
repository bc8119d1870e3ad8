"""Pronouns that English needs and Chinese leaves unsaid: "they" and "it" for a subject said before."""

from __future__ import annotations

from toolkit.transfer.coordination import is_any
from toolkit.transfer.lexicon import Entry
from toolkit.transfer.number import number_of
from toolkit.transfer.tree import Node

_THEY = Entry("", "r", "they", {"acc": "them", "pl": "1"}, "grammar:supplied-subject")
_IT = Entry("", "r", "it", {"acc": "it", "sg": "1"}, "grammar:supplied-subject")


def pronoun(subject: Node, at: int) -> Node:
    """Return the pronoun that stands for a subject said before, supplied at a place of the source."""
    many = number_of(subject) == "pl" or "members" in subject.slots
    thing = subject.entry.get("class") not in ("person", "")
    said = _THEY if many or not thing else _IT
    general = {"any": "1"} if is_any(subject) else {}
    return Node("NP", said, at, at, feats={"number!": "pl" if said is _THEY else "sg", **general})


def persons(at: int) -> Node:
    """Return "they" for persons whom the text names by 其 alone, supplied at a place of the source."""
    return Node("NP", _THEY, at, at, feats={"number!": "pl"})
