"""What repair found in the texts, and drafts against their references: of the texts, and of sentences of seven genres.

Each of the sets ``data/drafts-*.jsonl`` was written by a reader who knew nothing of the engine's words, and was scored
once before anything was mended from it (docs/transfer.md has those figures); what is printed here is of today.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import toolkit
from bench.figure import Figure
from toolkit.corpus.works import works
from toolkit.evaluation.run import evaluated
from toolkit.evaluation.sets import EvaluationSet, of_jsonl, of_works
from toolkit.evaluation.text import percent
from toolkit.pipeline import Settings

DATA = Path(__file__).parent / "data"
COUNTS = {"repair.pinyin-annotation": 612, "repair.gbk-splice": 8, "repair.lost-byte": 1}


def figures() -> Iterator[Figure]:
    """Yield the figures of this topic."""
    documents = [toolkit.repair(toolkit.read_text(work.source)) for work in works()]
    found = Counter(edit.rule for document in documents for version in document.versions for edit in version.edits)
    for rule, wanted in COUNTS.items():
        yield Figure(rule, str(found[rule]), str(wanted), found[rule] == wanted)
    for work in works():
        yield from _scores(work.id, of_works([work]), "as the glossary finds them")
    for path in sorted(DATA.glob("drafts-*.jsonl")):
        yield from _scores(path.stem, of_jsonl(path), "as annotated")


def _scores(name: str, sentences: EvaluationSet, annotated: str) -> Iterator[Figure]:
    """Yield what ``duizhao evaluate`` says of a set."""
    evaluation, _ = evaluated(sentences, Settings())
    found = evaluation.overall
    for measure, score in (("chrF", found.chrf), ("BLEU", found.bleu)):
        beside = f"{len(evaluation.worst)} lines; {evaluation.signatures[measure]}"
        yield Figure(f"{name}, {measure}", f"{score:.1f}", beside=beside)
    for measure, pair in (("terms", found.terms), ("numbers", found.numbers), ("consistency", found.consistency)):
        yield Figure(f"{name}, {measure}", percent(pair), beside=f"of {pair[1]}; {annotated}")
    ladder = ", ".join(f"{level} {count}" for level, count in found.levels.items())
    findings = ", ".join(f"{code} {count}" for code, count in found.findings.items())
    yield Figure(f"{name}, segments", str(found.segments), beside=f"{ladder}; {findings}")
