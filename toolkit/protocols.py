"""What the engines and converters of the floors above promise; a class that has these members is one."""

from __future__ import annotations

from collections.abc import Collection
from typing import Protocol, runtime_checkable

from toolkit.document import Document
from toolkit.text import Edits


class Converter(Protocol):
    """Converts a text to another script or vocabulary, as edits, so that every character stays traceable."""

    @property
    def name(self) -> str:
        """The name that edits and signatures carry (``opencc.s2tw``)."""

    def convert(self, characters: str) -> Edits:
        """Return the edits that lead from ``characters`` to the converted text."""


class Fixer(Protocol):
    """Finds one kind of damage; its name is its switch and the rule of its edits, its docstring its explanation."""

    @property
    def name(self) -> str:
        """The dotted name (``repair.gbk-splice``)."""

    def find(self, characters: str) -> Edits:
        """Return the repairs, none for a clean text."""


class DraftEngine(Protocol):
    """Drafts English for the segments of a Document."""

    @property
    def name(self) -> str:
        """The name by which the engine is chosen (``transfer``)."""

    @property
    def signature(self) -> str:
        """Version and data digests: the same signature and input give the same bytes."""

    def draft(self, document: Document) -> Document:
        """Return the document with a layer of drafts, one for each segment."""


@runtime_checkable
class Explainer(Protocol):
    """An engine that can tell how it came to its drafts."""

    def explain(self, document: Document, wanted: Collection[str] = ()) -> Document:
        """Return the document with its drafts and a layer of explanations of the segments ``wanted``, all without."""
