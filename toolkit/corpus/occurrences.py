"""Where a term stands in the texts that come with the package: the sentence, and the draft of that sentence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import toolkit
from toolkit.analysis.segments import segment_spans
from toolkit.corpus.works import Work, works
from toolkit.glossary import Concept, Glossary
from toolkit.pipeline import english_lines, settings
from toolkit.terms.matching import Matcher


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One sentence with a term in it: the work, the line of its clean text from 1, the sentence and its draft."""

    work: str
    line: int
    sentence: str
    english: str


def occurrences(concept: Concept, glossary: Glossary, limit: int = 3) -> tuple[Occurrence, ...]:
    """Return the first sentences that hold a term of a concept, by itself or inside a longer term, with their drafts.

    >>> from toolkit import default_glossary
    >>> glossary = default_glossary()
    >>> [found.work for found in occurrences(glossary.concepts["skynet-project"], glossary, limit=1)]
    ['changsha-skynet-2015']
    """
    found: list[Occurrence] = []
    for work in works():
        if len(found) < limit:
            found += _in_work(work, concept, glossary, limit - len(found))
    return tuple(found)


def _in_work(work: Work, concept: Concept, glossary: Glossary, limit: int) -> Iterator[Occurrence]:
    """Yield the sentences of one work; all are drafted as one text, a line each."""
    matcher = Matcher(Glossary({concept.id: concept}))
    chosen = [(line, text) for line, text in _sentences(work) if matcher.matches(text)][:limit]
    if not chosen:
        return
    request = settings(about=work.about)
    drafted = toolkit.draft(
        toolkit.read_text("\n".join(text for _, text in chosen)), glossary=glossary, settings=request
    )
    for (line, text), english in zip(chosen, english_lines(drafted).split("\n"), strict=True):
        yield Occurrence(work.id, line, text, english)


def _sentences(work: Work) -> Iterator[tuple[int, str]]:
    text = (work.folder / "clean.zh.txt").read_text(encoding="utf-8")
    for number, line in enumerate(text.split("\n"), start=1):
        yield from ((number, sentence) for span in segment_spans(line) if (sentence := span.of(line).strip()))


def to_text(found: Iterable[Occurrence]) -> str:
    """Return occurrences as lines for a terminal."""
    return "\n".join(f"  {one.work}:{one.line}\n    {one.sentence}\n    {one.english}" for one in found)


def as_rows(found: Iterable[Occurrence]) -> list[dict[str, object]]:
    """Return occurrences as rows for JSON."""
    return [{"text": one.work, "line": one.line, "sentence": one.sentence, "english": one.english} for one in found]
