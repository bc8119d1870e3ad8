"""Two evaluations of one set side by side: what each figure gained or lost, and which lines changed most."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from toolkit.evaluation.report import Evaluation
from toolkit.evaluation.scores import Figures, share


@dataclass(frozen=True, slots=True)
class Change:
    """One line whose English changed: its number in the set, and by how much its chrF did."""

    number: int
    chrf: float


@dataclass(frozen=True, slots=True)
class Comparison:
    """An evaluation against an older one of the same lines; ``changes`` are the worst losses first."""

    new: Evaluation
    old: Evaluation
    changes: tuple[Change, ...]

    @property
    def counts(self) -> tuple[int, int, int]:
        """How many changed lines are better, worse, and neither by chrF."""
        better = sum(change.chrf > 0 for change in self.changes)
        worse = sum(change.chrf < 0 for change in self.changes)
        return better, worse, len(self.changes) - better - worse

    @property
    def differences(self) -> dict[str, float]:
        """What the figures of the whole gained; shares in hundredths, those without a base left out."""
        return differences(self.new.overall, self.old.overall)

    @property
    def is_worse(self) -> bool:
        """Whether chrF, term success or number accuracy of the whole fell."""
        return any(self.differences.get(name, 0) < 0 for name in ("chrF", "term_success", "number_accuracy"))


def compare(new: Evaluation, old: Evaluation) -> Comparison:
    """Compare two evaluations of the same lines."""
    changes = (
        Change(at, round(new.scores[at].chrf - old.scores[at].chrf, 2))
        for at in range(len(new.lines))
        if new.drafted[at].english != old.drafted[at].english
    )
    return Comparison(new, old, tuple(sorted(changes, key=lambda change: (change.chrf, change.number))))


def differences(new: Figures, old: Figures) -> dict[str, float]:
    """Return what each figure gained."""
    found = {"chrF": round(new.chrf - old.chrf, 2), "BLEU": round(new.bleu - old.bleu, 2)}
    for name, pairs in (
        ("term_success", (new.terms, old.terms)),
        ("number_accuracy", (new.numbers, old.numbers)),
        ("consistency", (new.consistency, old.consistency)),
    ):
        now, before = map(share, pairs)
        if now is not None and before is not None:
            found[name] = round(100 * (now - before), 2)
    return found


def to_json(found: Comparison) -> dict[str, Any]:
    """Return the comparison as JSON has it."""
    better, worse, same = found.counts
    lines = found.new.lines
    return {
        "differences": found.differences,
        "better": better,
        "worse": worse,
        "changed_only": same,
        "lines": [
            {
                "id": lines[change.number].id,
                "chrF": change.chrf,
                "before": found.old.drafted[change.number].english,
                "after": found.new.drafted[change.number].english,
            }
            for change in found.changes
        ],
    }
