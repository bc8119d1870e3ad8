"""What repair found in the texts, and the drafts of the texts against their reference translations."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import toolkit
from bench.figure import Figure
from toolkit.corpus.works import Work, works
from toolkit.evaluation.run import evaluated
from toolkit.evaluation.sets import of_works
from toolkit.evaluation.text import percent
from toolkit.pipeline import Settings

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
    """Yield what ``duizhao evaluate`` says of one text."""
    evaluation, _ = evaluated(of_works([work]), Settings())
    found = evaluation.overall
    for name, score in (("chrF", found.chrf), ("BLEU", found.bleu)):
        beside = f"{len(evaluation.worst)} lines; {evaluation.signatures[name]}"
        yield Figure(f"{work.id}, {name}", f"{score:.1f}", beside=beside)
    for name, pair in (("terms", found.terms), ("numbers", found.numbers), ("consistency", found.consistency)):
        yield Figure(f"{work.id}, {name}", percent(pair), beside=f"of {pair[1]}; as the glossary finds them")
    ladder = ", ".join(f"{level} {count}" for level, count in found.levels.items())
    findings = ", ".join(f"{code} {count}" for code, count in found.findings.items())
    yield Figure(f"{work.id}, segments", str(found.segments), beside=f"{ladder}; {findings}")
