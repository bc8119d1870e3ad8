"""The reading copy of a Document, as a tree of plain values that the forms (HTML, Markdown, JSON) print."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from toolkit.document import HANS, HANT, READ, Document, Finding
from toolkit.glossary import Glossary
from toolkit.reading import chinese, english
from toolkit.reading.align import cut_way
from toolkit.reading.drawer import drawer
from toolkit.reading.entries import entries
from toolkit.reading.gather import Gathered, choices_of, gather, repairs_of
from toolkit.reading.head import About, head
from toolkit.reading.notes import Noted, told, write_notes
from toolkit.reading.signature import sign
from toolkit.reading.values import FOUND, SCRIPTS, SIMPLIFIED, TRADITIONAL, Choice, Face, ReadingCopy, Repair, Row
from toolkit.text import Span

TextsOf = Callable[[Span], tuple[str, str, str]]


def reading_copy(
    document: Document,
    glossary: Glossary | None = None,
    *,
    about: About | None = None,
    engines: Sequence[str] = (),
    version: str = "",
) -> ReadingCopy:
    """Return the reading copy of ``document``.

    A layer that is missing leaves its part of the copy out. ``engines`` are the signatures the engines give of
    themselves, ``version`` stands for the installed one.
    """
    glossary = glossary or Glossary()
    segments = gather(document)
    repairs = repairs_of(document, segments)
    listed = entries(segments, glossary)
    maker = _row_maker(document, {entry.concept.id: entry.number for entry in listed}, repairs)
    notes, noted = write_notes(segments, [segment.span.of(maker.found) for segment in segments], repairs)
    chosen = choices_of(segments)
    rows = tuple(maker.row(*each) for each in zip(segments, noted, chosen, strict=True))
    signature = sign(document, glossary, engines, version)
    return ReadingCopy(
        source=document.source,
        lang=maker.lang,
        scripts=maker.scripts,
        head=head(about or {}, document.source, rows, maker.lang, repairs, signature),
        rows=rows,
        entries=listed,
        notes=notes,
        repairs=repairs,
        set_aside=len(document.version(READ).edits) if document.has(READ) else 0,
        signature=signature,
    )


def _row_maker(document: Document, numbers: Mapping[str, int], repairs: Sequence[Repair]) -> _RowMaker:
    found = document.text(document.layer("segment").version)
    lang = _language(document)
    return _RowMaker(found, _texts_of(document), lang, _scripts(document, lang), numbers, _by_row(repairs))


def _texts_of(document: Document) -> TextsOf:
    """Return what gives the characters of a span of the segmented version in the three scripts."""
    base = document.layer("segment").version
    found = document.text(base)
    ways = [
        (document.text(name), cut_way(document, base, name)) if document.has(name) else None for name in (HANS, HANT)
    ]

    def texts(span: Span) -> tuple[str, str, str]:
        hans, hant = (
            way[0][way[1](span.start) : way[1](span.end)] if way else found[span.start : span.end] for way in ways
        )
        return span.of(found), hans, hant

    return texts


def _language(document: Document) -> str:
    """Return the script of the text as found: what its version says, else the one it is nearer to."""
    said = document.version(document.layer("segment").version).text.lang
    for script in ("zh-Hans", "zh-Hant"):
        if said.startswith(script):
            return script
    touched = {
        name: sum(len(edit.span) for edit in document.version(name).edits)
        for name in (HANS, HANT)
        if document.has(name)
    }
    return "zh-Hant" if touched.get(HANT, 1) < touched.get(HANS, 0) else "zh-Hans"


def _scripts(document: Document, lang: str) -> tuple[str, ...]:
    """Return the scripts the copy can be shown in: as found, those converted to, and the one the text is in."""
    own = {"zh-Hans": SIMPLIFIED, "zh-Hant": TRADITIONAL}[lang]
    return (FOUND, *(name for name in (SIMPLIFIED, TRADITIONAL) if document.has(name) or name == own))


def _by_row(repairs: Sequence[Repair]) -> dict[str, list[Repair]]:
    found: dict[str, list[Repair]] = {}
    for repair in repairs:
        found.setdefault(repair.row, []).append(repair)
    return found


@dataclass(frozen=True, slots=True)
class _RowMaker:
    """Makes the row of a segment; ``found`` is the whole text that was segmented."""

    found: str
    texts: TextsOf
    lang: str
    scripts: tuple[str, ...]
    numbers: Mapping[str, int]
    repairs: Mapping[str, list[Repair]]

    def row(self, segment: Gathered, noted: Noted, choices: tuple[Choice, ...]) -> Row:
        source, hans, hant = self.texts(segment.span)
        draft = segment.draft
        units = chinese.units(
            len(source),
            self.marks(segment, noted, choices),
            lambda span: self.texts(span.shift(segment.span.start)),
            draft.english if draft else "",
        )
        return Row(
            id=segment.id,
            label=segment.id.removeprefix("s"),
            paragraph=segment.paragraph,
            kind=segment.kind,
            span=segment.span,
            source=source,
            hans=hans if SIMPLIFIED in self.scripts else "",
            hant=hant if TRADITIONAL in self.scripts else "",
            pinyin=chinese.romanized(units),
            units=units,
            faces=self.faces(source, hans, hant),
            draft=draft,
            english=english.runs(draft, self.numbers, noted.english) if draft else (),
            state=_state(segment),
            repairs=tuple(repair.number for repair in self.repairs.get(segment.id, ())),
            findings=_findings(segment),
            terms=tuple((concept.id, span) for span, concept in segment.of("term")),
            quantities=tuple((quantity.value, span) for span, quantity in segment.of("quantity")),
            choices=choices,
            drawer=next((drawer(explanation) for _, explanation in segment.of("explanation")), None),
        )

    def marks(self, segment: Gathered, noted: Noted, choices: Sequence[Choice]) -> chinese.Marks:
        """Return what is to be marked in the Chinese of a segment."""
        start, repairs = -segment.span.start, self.repairs.get(segment.id, ())
        terms = segment.of("term")
        return chinese.Marks(
            readings=[(span, reading.pinyin) for span, reading in segment.of("reading")],
            tokens=[span for span, _ in segment.of("token")],
            terms=[(span, self.numbers[concept.id]) for span, concept in terms if concept.id in self.numbers],
            repairs=[(repair.span.shift(start), repair.number) for repair in repairs if repair.after],
            damage=[(span, told(value)) for span, value in segment.of("damage")],
            links=segment.draft.links if segment.draft else (),
            notes=noted.chinese,
            choices=[(choice.span, choice.number) for choice in choices],
        )

    def faces(self, source: str, hans: str, hant: str) -> tuple[Face, ...]:
        """Return the scripts in which a row differs, Simplified first; equal ones of one language share a face."""
        found: dict[tuple[str, str], list[str]] = {}
        texts = ((SIMPLIFIED, "zh-Hans", hans), (TRADITIONAL, "zh-Hant", hant), (FOUND, self.lang, source))
        for name, lang, text in texts:
            if name in self.scripts:
                found.setdefault((lang, text), []).append(name)
        return tuple(Face(tuple(names), lang, SCRIPTS.index(names[0])) for (lang, _), names in found.items())


def _findings(segment: Gathered) -> tuple[Finding, ...]:
    """Return the findings of both layers and draft; all their spans count in the segment."""
    layered = (Finding(finding.code, span, finding.message) for span, finding in segment.of("finding"))
    return (*layered, *(segment.draft.findings if segment.draft else ()))


def _state(segment: Gathered) -> str:
    """Say who made the English: a machine, a memory, or a person who edited it."""
    if not segment.draft:
        return ""
    if segment.draft.engine in ("edited", "human"):
        return "edited"
    return "memory" if "memory" in (segment.draft.level, segment.draft.engine) else "machine"
