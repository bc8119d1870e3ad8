"""A whole evaluation: which set, whose drafts, and beside which older ones."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from toolkit import pipeline
from toolkit.corpus.works import works
from toolkit.errors import UsageError
from toolkit.evaluation.compare import Comparison, compare
from toolkit.evaluation.drafting import draft, prepare, read_hypothesis
from toolkit.evaluation.report import Evaluation, evaluate
from toolkit.evaluation.sets import EvaluationSet, of_files, of_jsonl, of_works
from toolkit.pipeline import Settings
from toolkit.protocols import Explainer


def choose_set(names: Sequence[str], source: Path | None, references: Sequence[Path]) -> EvaluationSet:
    """Return the set of a request: plain files, one JSONL, or texts of the package, all of them without a name.

    Raises UsageError for an unknown text, or where the request asks for two sets at once.
    """
    if source is not None or references:
        if source is None or not references or names:
            raise UsageError("plain files are one --source and its --reference", remedy="name both, and no text")
        return of_files(source, references)
    files = [name for name in names if name.lower().endswith(".jsonl")]
    if files and len(names) > 1:
        raise UsageError("one set at a time", remedy="evaluate the others apart")
    if files:
        return of_jsonl(Path(files[0]))
    known = {work.id: work for work in works()}
    for name in names:
        if name not in known:
            raise UsageError(f'there is no text "{name}"', remedy="known: " + ", ".join(known))
    return of_works([known[name] for name in names or known])


def evaluated(
    found: EvaluationSet,
    settings: Settings,
    hypothesis: Path | None = None,
    against: Path | None = None,
    *,
    explained: bool = False,
) -> tuple[Evaluation, Comparison | None]:
    """Evaluate the drafts of an engine, or those of a file, and compare them with older ones where a file has some.

    ``explained`` asks an engine that can for the explanations that the page shows.
    """
    glossary = pipeline.shipped_glossary()
    prepared = prepare(found, glossary, settings)
    if hypothesis is not None:
        drafted, engine = read_hypothesis(hypothesis, prepared.lines), hypothesis.name
    else:
        first = next(iter(prepared.documents.values()))
        made = pipeline.engine_for(first, glossary, settings)
        drafted = draft(prepared, glossary, explained=explained and isinstance(made, Explainer))
        engine = made.signature
    evaluation = evaluate(found.name, engine, found.annotation, prepared.lines, drafted)
    if against is None:
        return evaluation, None
    older = read_hypothesis(against, prepared.lines)
    before = evaluate(found.name, against.name, found.annotation, prepared.lines, older)
    return evaluation, compare(evaluation, before)
