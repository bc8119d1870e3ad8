"""What repair found in the texts, and the drafts of the texts against their reference translations."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from sacrebleu.metrics import BLEU, CHRF

import toolkit
from bench.figure import Figure
from toolkit.corpus.works import Work, works
from toolkit.pipeline import english_lines, settings

COUNTS = {"repair.pinyin-annotation": 612, "repair.gbk-splice": 8, "repair.lost-byte": 1}


def figures() -> Iterator[Figure]:
    """Yield the figures of this topic."""
    documents = [toolkit.repair(toolkit.read_text(work.source)) for work in works()]
    found = Counter(edit.rule for document in documents for version in document.versions for edit in version.edits)
    for rule, wanted in COUNTS.items():
        yield Figure(rule, str(found[rule]), str(wanted), found[rule] == wanted)
    for work in works():
        yield from _scores(work)


def _scores(work: Work) -> Iterator[Figure]:
    document = toolkit.read_text(work.source)
    drafted = toolkit.draft(document, settings=settings(about=work.about))
    levels = Counter(note.value.level for note in drafted.layer("draft"))
    lines = english_lines(drafted).split("\n")
    reference = (work.folder / "reference.en.txt").read_text(encoding="utf-8").split("\n")
    pairs = [(ours, theirs) for ours, theirs in zip(lines, reference, strict=True) if theirs.strip()]
    ladder = ", ".join(f"{level} {count}" for level, count in levels.most_common())
    for metric in (CHRF(), BLEU()):
        score = metric.corpus_score([ours for ours, _ in pairs], [[theirs for _, theirs in pairs]])
        beside = f"{len(pairs)} lines; {metric.get_signature()}"
        yield Figure(f"{work.id}, {score.name}", f"{score.score:.1f}", beside=beside)
    yield Figure(f"{work.id}, segments", str(sum(levels.values())), beside=ladder)
