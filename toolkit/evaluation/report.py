"""The report of an evaluation: figures of the whole, of each genre and document, and what became of each line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from toolkit.evaluation.drafting import Drafted
from toolkit.evaluation.scores import Figures, LineScore, figures, repeated, score_line, share, signatures
from toolkit.evaluation.sets import Line

ALL = "all"


@dataclass(frozen=True, slots=True)
class Inconsistency:
    """A term or name of one document that is rendered in more than one way, each with how often."""

    doc: str
    zh: str
    renderings: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What an engine's drafts of a set are worth; ``groups`` are the whole, genres, then documents."""

    name: str
    engine: str
    annotation: str
    signatures: dict[str, str]
    groups: tuple[Figures, ...]
    lines: tuple[Line, ...]
    drafted: tuple[Drafted, ...]
    scores: tuple[LineScore, ...]
    inconsistent: tuple[Inconsistency, ...]

    @property
    def overall(self) -> Figures:
        """The figures of the whole."""
        return self.groups[0]

    @property
    def worst(self) -> list[int]:
        """The numbers of the lines that have a reference, the worst chrF first."""
        judged = [at for at, line in enumerate(self.lines) if line.references]
        return sorted(judged, key=lambda at: (self.scores[at].chrf, at))


def evaluate(name: str, engine: str, annotation: str, lines: Sequence[Line], drafted: Sequence[Drafted]) -> Evaluation:
    """Score the drafts of a set."""
    scores = [score_line(line, made) for line, made in zip(lines, drafted, strict=True)]
    return Evaluation(
        name=name,
        engine=engine,
        annotation=annotation,
        groups=tuple(_groups(lines, drafted, scores)),
        signatures=signatures(),
        lines=tuple(lines),
        drafted=tuple(drafted),
        scores=tuple(scores),
        inconsistent=tuple(
            Inconsistency(doc, zh, tuple(found.most_common()))
            for doc, zh, found in repeated(lines, drafted)
            if len(found) > 1
        ),
    )


def _groups(lines: Sequence[Line], drafted: Sequence[Drafted], scores: Sequence[LineScore]) -> Iterator[Figures]:
    """Yield the whole, then each genre and each document where there are several."""
    yield figures(ALL, lines, drafted, scores)
    for kind in ("genre", "doc"):
        names = dict.fromkeys(getattr(line, kind) for line in lines)
        for name in names if len(names) > 1 else ():
            chosen = [at for at, line in enumerate(lines) if getattr(line, kind) == name]
            yield figures(
                f"{kind} {name or 'none'}",
                [lines[at] for at in chosen],
                [drafted[at] for at in chosen],
                [scores[at] for at in chosen],
            )


def to_json(found: Evaluation) -> dict[str, Any]:
    """Return the report as JSON has it (docs/evaluation.md)."""
    return {
        "set": found.name,
        "engine": found.engine,
        "annotation": found.annotation,
        "signatures": found.signatures,
        "figures": [_figures(group) for group in found.groups],
        "inconsistent": [
            {"doc": one.doc, "zh": one.zh, "renderings": [list(pair) for pair in one.renderings]}
            for one in found.inconsistent
        ],
        "lines": [_line(*each) for each in zip(found.lines, found.drafted, found.scores, strict=True)],
    }


def _figures(group: Figures) -> dict[str, Any]:
    per_hundred = 100 * sum(group.findings.values()) / group.segments if group.segments else None
    return {
        "name": group.name,
        "lines": group.lines,
        "chrF": round(group.chrf, 2),
        "BLEU": round(group.bleu, 2),
        "term_success": _rounded(share(group.terms)),
        "terms": group.terms[1],
        "number_accuracy": _rounded(share(group.numbers)),
        "numbers": group.numbers[1],
        "consistency": _rounded(share(group.consistency)),
        "repeated": group.consistency[1],
        "segments": group.segments,
        "levels": {level: round(count / group.segments, 3) for level, count in group.levels.items()},
        "findings": dict(group.findings),
        "findings_per_100_segments": None if per_hundred is None else round(per_hundred, 1),
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 3)


def _line(line: Line, made: Drafted, score: LineScore) -> dict[str, Any]:
    return {
        "id": line.id,
        "doc": line.doc,
        "genre": line.genre,
        "zh": line.zh,
        "references": list(line.references),
        "english": made.english,
        "chrF": score.chrf if line.references else None,
        "missed_terms": [wanted.zh for wanted in score.missed_terms],
        "missed_numbers": [wanted.zh for wanted in score.missed_numbers],
        "parts": [
            {
                "id": part.id,
                "level": part.level,
                "rendered": [list(pair) for pair in part.rendered],
                "findings": [
                    {"code": one.code, "span": [one.span.start, one.span.end], "message": one.message}
                    for one in part.findings
                ],
            }
            for part in made.parts
        ],
    }
