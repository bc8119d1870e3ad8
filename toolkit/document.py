"""The Document: one source text, its versions, the edits between them, and layers of annotations.

A stage of the pipeline is a pure function from Document to Document. Nothing here reads or writes a file.
"""

from __future__ import annotations

import codecs
import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from toolkit.errors import InvariantError, UsageError
from toolkit.text import Edits, Span, Text

DECODED, READ, REPAIRED, HANS, HANT = "decoded", "read", "repaired", "hans", "hant"
KINDS = (
    "damage",
    "boilerplate",
    "paragraph",
    "segment",
    "token",
    "reading",
    "term",
    "quantity",
    "name",
    "script",
    "choice",
    "draft",
    "finding",
    "explanation",
)


@dataclass(frozen=True, slots=True)
class Source:
    """Where a text came from, and enough to encode its first version back to the very bytes.

    ``size`` is in bytes; ``confidence`` runs from 0 to 1. Bytes that the encoding cannot decode stand in the
    decoded text as lone surrogates U+DC80 to U+DCFF (PEP 383), so nothing is dropped.
    """

    name: str
    sha256: str
    encoding: str = "utf-8"
    size: int = 0
    confidence: float = 1.0
    media_type: str = "text/plain"
    errors: str = "surrogateescape"

    def __post_init__(self) -> None:
        codecs.lookup(self.encoding)

    def encode(self, characters: str) -> bytes:
        """Return the bytes of the decoded version.

        >>> Source("通报.txt", "", "gb18030").encode("警")
        b'\\xbe\\xaf'
        """
        return characters.encode(self.encoding, self.errors)


@dataclass(frozen=True, slots=True)
class Version:
    """One state of the text: its name, its characters and, but for the first, the edits that made it of ``parent``."""

    name: str
    text: Text
    parent: str = ""
    edits: Edits = field(default_factory=Edits)


@dataclass(frozen=True, slots=True)
class Annotation:
    """Something said of a span: its kind, a value of the kind's own type, and who says it."""

    span: Span
    kind: str
    value: Any = None
    by: str = ""


@dataclass(frozen=True, slots=True)
class Layer:
    """The annotations of one kind over one version, sorted by span.

    The constructor refuses unsorted annotations, another kind than the layer's and unknown kinds.
    """

    kind: str
    version: str
    annotations: tuple[Annotation, ...] = ()

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise InvariantError(f'unknown kind of annotation "{self.kind}"')
        last = Span(0, 0)
        for annotation in self.annotations:
            if annotation.kind != self.kind:
                raise InvariantError(f"a {annotation.kind} annotation in the layer {self.kind}")
            if annotation.span.start < last.start:
                raise InvariantError(f"annotations out of order at code point {annotation.span.start}")
            last = annotation.span

    def __len__(self) -> int:
        return len(self.annotations)

    def __iter__(self) -> Iterator[Annotation]:
        return iter(self.annotations)

    def within(self, span: Span) -> Iterator[Annotation]:
        """Yield the annotations that lie wholly inside ``span``."""
        return (annotation for annotation in self.annotations if span.covers(annotation.span))


@dataclass(frozen=True, slots=True)
class Finding:
    """A result of a check: a code, the place and a message for a person."""

    code: str
    span: Span
    message: str


@dataclass(frozen=True, slots=True)
class Link:
    """Which characters of the source an English run renders, and the entry or rule that says so.

    ``source`` counts in the segment's source text, ``target`` in its English. A link without source spans is
    of a supplied word, one without target spans of a word that the English drops on purpose.
    """

    source: tuple[Span, ...]
    target: tuple[Span, ...]
    by: str


@dataclass(frozen=True, slots=True)
class TermUse:
    """A glossary term rendered in a draft: concept id, place in the source and in the English."""

    concept: str
    source: Span
    target: Span
    rendering: str


@dataclass(frozen=True, slots=True)
class QuantityUse:
    """A quantity rendered in a draft: place in the source and in the English, exact value as text."""

    source: Span
    target: Span
    value: str


@dataclass(frozen=True, slots=True)
class Draft:
    """The English of one segment, how it was reached and how it aligns.

    ``level`` is the rung of the ladder: full, partial, chunk, gloss or memory. Spans of ``source`` count in the
    segment, spans of ``english`` in ``english``.
    """

    english: str
    engine: str
    level: str
    links: tuple[Link, ...] = ()
    supplied: tuple[Span, ...] = ()
    terms: tuple[TermUse, ...] = ()
    quantities: tuple[QuantityUse, ...] = ()
    findings: tuple[Finding, ...] = ()

    def __post_init__(self) -> None:
        for span in (*(span for link in self.links for span in link.target), *self.supplied):
            if span.end > len(self.english):
                raise InvariantError(f"a link points at {span.end}, behind the English of {len(self.english)}")


@dataclass(frozen=True, slots=True)
class Document:
    """A source, the versions of its text and the layers of annotations over them.

    >>> document = from_text("长沙市公安局")
    >>> document.latest.text.characters
    '长沙市公安局'
    """

    source: Source
    versions: tuple[Version, ...]
    layers: tuple[Layer, ...] = ()

    def __post_init__(self) -> None:
        if not self.versions or self.versions[0].parent:
            raise InvariantError("a document opens with its decoded version")
        names: dict[str, Version] = {}
        for version in self.versions:
            if version.name in names:
                raise InvariantError(f"two versions are named {version.name}")
            if version.name != self.versions[0].name:
                if version.parent not in names:
                    raise InvariantError(f"version {version.name} comes from the unknown version {version.parent}")
                made = version.edits.apply(names[version.parent].text.characters)
                if made != version.text.characters:
                    raise InvariantError(f"the edits of version {version.name} do not make its text")
            names[version.name] = version
        for layer in self.layers:
            if layer.version not in names:
                raise InvariantError(f"the layer {layer.kind} is over the unknown version {layer.version}")
            if any(note.span.end > len(names[layer.version].text) for note in layer.annotations):
                raise InvariantError(f"an annotation of the layer {layer.kind} reaches past the end of the text")

    @property
    def latest(self) -> Version:
        """The newest version on the main line (decoded, read, repaired); the two scripts branch off it."""
        return [version for version in self.versions if version.name not in (HANS, HANT)][-1]

    def version(self, name: str) -> Version:
        """Return a version by name; raises UsageError where the stage that makes it has not run."""
        for version in self.versions:
            if version.name == name:
                return version
        raise UsageError(f'the document has no version "{name}"', place=self.source.name, remedy="run its stage first")

    def text(self, name: str = "") -> str:
        """Return the characters of a version, of the latest one without a name."""
        return (self.version(name) if name else self.latest).text.characters

    def has(self, name: str) -> bool:
        """Tell whether there is a version of that name."""
        return any(version.name == name for version in self.versions)

    def layer(self, kind: str) -> Layer:
        """Return the layer of a kind, empty over the latest version where there is none."""
        for layer in self.layers:
            if layer.kind == kind:
                return layer
        return Layer(kind, self.latest.name)

    def with_version(self, name: str, edits: Edits, *, parent: str = "", lang: str = "") -> Document:
        """Return the document with a further version, made of ``parent`` (or the latest) by ``edits``."""
        base = self.version(parent) if parent else self.latest
        text = Text(edits.apply(base.text.characters), lang or base.text.lang)
        return replace(self, versions=(*self.versions, Version(name, text, base.name, edits)))

    def with_layer(self, layer: Layer) -> Document:
        """Return the document with the layer in place of the one of the same kind."""
        return replace(self, layers=(*(old for old in self.layers if old.kind != layer.kind), layer))

    def trace(self, span: Span, version: str = "") -> Span:
        """Map a span of a version to the span of the decoded source that it came from."""
        at = self.version(version) if version else self.latest
        while at.parent:
            span = at.edits.back(span)
            at = self.version(at.parent)
        return span

    def trace_cut(self, at: int, version: str = "") -> int:
        """Map a cut of a version to a cut of the decoded source; the order of cuts is kept."""
        now = self.version(version) if version else self.latest
        while now.parent:
            at = now.edits.cut_back(at)
            now = self.version(now.parent)
        return at

    def source_bytes(self) -> bytes:
        """Return the bytes of the source, rebuilt from the latest version by inverting every edit."""
        at = self.latest
        characters = at.text.characters
        while at.parent:
            parent = self.version(at.parent)
            characters = at.edits.invert(parent.text.characters).apply(characters)
            at = parent
        return self.source.encode(characters)


Stage = Callable[[Document], Document]


def from_text(characters: str, name: str = "-", lang: str = "und") -> Document:
    """Make a Document of characters that are already decoded.

    >>> from_text("派出所").source.size
    9
    """
    data = characters.encode("utf-8", "surrogatepass")
    source = Source(name, hashlib.sha256(data).hexdigest(), "utf-8", len(data), errors="surrogatepass")
    return Document(source, (Version(DECODED, Text(characters, lang)),))
