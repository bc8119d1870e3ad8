"""The report of an evaluation for people: a table of figures, then what needs eyes."""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.evaluation.compare import Comparison
from toolkit.evaluation.report import Evaluation
from toolkit.evaluation.scores import Figures, share
from toolkit.transfer.finding import MEANINGS

COLUMNS = ("lines", "chrF", "BLEU", "terms", "numbers", "consistent", "ladder", "findings/100")
LADDER = ("full", "partial", "chunk", "gloss")
SHOWN = 10


def to_text(found: Evaluation, comparison: Comparison | None = None) -> str:
    """Return the report as lines of plain text."""
    return "\n".join([*_head(found), *_table(found), *_remarks(found), *_compared(comparison)]) + "\n"


def _head(found: Evaluation) -> Iterator[str]:
    yield f"{found.name}: {found.engine}"
    yield from (f"{name} {signature}" for name, signature in found.signatures.items())
    if found.annotation == "glossary":
        yield "terms and numbers: those that the glossary and the analysis find in the source"
    yield ""


def _table(found: Evaluation) -> Iterator[str]:
    rows = [(group.name, *_row(group)) for group in found.groups]
    wide = [max(len(row[at]) for row in [("", *COLUMNS), *rows]) for at in range(len(COLUMNS) + 1)]
    for row in (("", *COLUMNS), *rows):
        cells = [row[0].ljust(wide[0]), *(cell.rjust(wide[at]) for at, cell in enumerate(row[1:], start=1))]
        yield "  ".join(cells).rstrip()


def _row(group: Figures) -> tuple[str, ...]:
    ladder = (
        "/".join(f"{100 * group.levels.get(level, 0) / group.segments:.0f}" for level in LADDER)
        if group.segments
        else "-"
    )
    findings = f"{100 * sum(group.findings.values()) / group.segments:.0f}" if group.segments else "-"
    shares = (percent(pair) for pair in (group.terms, group.numbers, group.consistency))
    return str(group.lines), f"{group.chrf:.1f}", f"{group.bleu:.1f}", *shares, ladder, findings


def percent(pair: tuple[int, int]) -> str:
    """Return a pair as a percentage, a dash without a base.

    >>> percent((19, 20)), percent((0, 0))
    ('95.0%', '-')
    """
    value = share(pair)
    return "-" if value is None else f"{100 * value:.1f}%"


def _remarks(found: Evaluation) -> Iterator[str]:
    if found.overall.segments:
        yield ""
        yield "ladder: percent of segments " + "/".join(LADDER)
    for code, count in found.overall.findings.items():
        yield f"  {code} {count}  {MEANINGS.get(code, '')}".rstrip()
    if found.inconsistent:
        yield ""
        yield "rendered in more than one way (without articles and endings)"
    for one in found.inconsistent[:SHOWN]:
        yield f"  {one.doc} {one.zh}: " + "; ".join(f"{english} {count}" for english, count in one.renderings)
    yield ""
    yield "worst lines"
    for at in found.worst[:SHOWN]:
        score = found.scores[at]
        missed = "; ".join(wanted.zh for wanted in (*score.missed_terms, *score.missed_numbers))
        yield f"  {score.chrf:.1f} {found.lines[at].id}" + (f"  missed: {missed}" if missed else "")


def _compared(comparison: Comparison | None) -> Iterator[str]:
    if comparison is None:
        return
    better, worse, same = comparison.counts
    yield ""
    yield f"against {comparison.old.engine}"
    yield "  " + ", ".join(f"{name} {value:+.2f}" for name, value in comparison.differences.items())
    yield f"  {better + worse + same} lines changed: {better} better, {worse} worse, {same} neither, by chrF"
    for change in comparison.changes[:SHOWN]:
        before, after = (found.drafted[change.number].english for found in (comparison.old, comparison.new))
        yield f"  {change.chrf:+.1f} {comparison.new.lines[change.number].id}"
        yield f"      before  {before}"
        yield f"      after   {after}"
