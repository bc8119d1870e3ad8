"""An explanation for people: tokens, entries, derivation, losers, English with its origins, what was left out."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from toolkit.transfer.explain.values import FRAGMENTS, Branch, Clause, Explanation, Word


def to_text(explanation: Explanation, name: str = "") -> str:
    """Return the explanation as lines of plain text."""
    return "\n".join(_lines(explanation, name)) + "\n"


def _lines(found: Explanation, name: str) -> Iterator[str]:
    yield f"{name}  {found.source}".strip()
    yield f"  {found.english}"
    yield f"  level {found.level}, genre {found.genre}"
    for number, clause in enumerate(found.clauses, start=1):
        yield ""
        yield from _clause(clause, number)
    yield ""
    yield "English, word by word"
    for run in found.runs:
        supplied = " [supplied]" if run.supplied else ""
        yield f"  {run.english}{supplied}  <  {run.zh or '-'}  {run.by}" + (f"  ({run.reason})" if run.reason else "")
    if found.dropped:
        yield ""
        yield "Left out of the English"
        yield from (f"  {one.zh}  {one.by}  ({one.reason})" for one in found.dropped)
    if found.choices:
        yield ""
        yield "Decisions"
        yield from (f"  {one.kind} {one.zh}: {one.told}" for one in found.choices)
    if found.findings:
        yield ""
        yield "Findings"
        yield from (f"  {finding.code} {finding.message}" for finding in found.findings)


def _clause(clause: Clause, number: int) -> Iterator[str]:
    told = "" if clause.kept else ", broke while it was written: glossed"
    yield f"Clause {number}: {clause.zh}{clause.mark}  (cost {clause.cost:.2f}{told})"
    yield " words"
    for chosen in clause.words:
        yield f"  {_word(chosen.word)}"
        yield from (f"      not {_word(rival)}" for rival in chosen.rivals)
    yield " derivation"
    for branch in clause.branches:
        yield from _tree(branch, 1)
    if clause.losers:
        yield " analyses that lost"
    for loser in clause.losers:
        at = f" at {loser.zh}" if loser.zh else ""
        yield f"  +{loser.difference:.2f} {loser.kind}{at}" + (f': "{loser.english}"' if loser.english else "")
        for branch in loser.branches:  # of a stretch divided otherwise the parts alone: each is told in its place
            yield from islice(_tree(branch, 3), 1 if loser.kind == FRAGMENTS else None)


def _word(word: Word) -> str:
    english = f' "{word.english}"' if word.english else ""
    return f"{word.zh} {word.cat}{english}  {word.by}  {word.place}  {word.cost:.2f}"


def _tree(branch: Branch, depth: int) -> Iterator[str]:
    made = f"{branch.rule}: {branch.text}  {branch.place}" if branch.rule else branch.by
    yield f"{'  ' * depth}{branch.cat} {branch.zh} {branch.cost:.2f}  {made}"
    for kid in branch.kids:
        yield from _tree(kid, depth + 1)
