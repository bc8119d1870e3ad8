"""The drawer of a row: how its draft came about, in the compact form that a page of hundreds of rows can carry.

All that was weighed stands in ``duizhao explain``; here are the words chosen with their entries, the rules, what was
decided, left out and supplied, and by how little the next analysis lost.
"""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.reading.values import Drawer, DrawerClause, DrawerWord
from toolkit.transfer.explain.values import Branch, Clause, Explanation

NEAR = 2


def drawer(found: Explanation) -> Drawer:
    """Return the drawer of an explanation."""
    return Drawer(tuple(map(_clause, found.clauses)), tuple(_remarks(found)))


def _clause(clause: Clause) -> DrawerClause:
    words = (
        DrawerWord(one.word.zh, one.word.cat, one.word.english, _short(one.word.place))
        for one in clause.words
        if not one.word.cat.startswith("'")
    )
    lines = tuple(line for branch in clause.branches for line in _tree(branch, 0))
    lost = tuple((f"+{loser.difference:.2f} {loser.kind}", loser.zh) for loser in clause.losers[:NEAR])
    return DrawerClause(clause.zh + clause.mark, f"{clause.cost:.2f}", tuple(words), "\n".join(lines), lost)


def _short(place: str) -> str:
    """Return a place by the name of its file or domain alone: verbs:1132, policing:460."""
    return place.replace("/terms.tsv", "").replace(".tsv", "").removeprefix("lexicon/")


def _tree(branch: Branch, depth: int) -> Iterator[str]:
    """Yield a derivation as indented lines: rules by their ids, chains of rules with one child in one line."""
    rules = []
    while len(branch.kids) == 1:
        rules.append(branch.rule)
        branch = branch.kids[0]
    rules += [branch.rule] if branch.rule else []
    flat = not any(kid.kids for kid in branch.kids)
    words = [kid.zh for kid in branch.kids] if flat and branch.kids else [] if branch.kids else [branch.zh]
    yield " " * depth + " ".join([*rules, *words])
    if not flat:
        for kid in branch.kids:
            yield from _tree(kid, depth + 1)


def _remarks(found: Explanation) -> Iterator[tuple[str, str, str]]:
    """Yield what was supplied, left out and decided: a label, the Chinese, what is said of it."""
    for run in found.runs:
        if run.supplied and run.reason:
            yield "supplied", "", f"[{run.english}] {run.reason}"
    for one in found.dropped:
        yield "left out", one.zh, one.reason
    for choice in found.choices:
        if choice.kind != "article":
            yield choice.kind, choice.zh, choice.told
    codes = sorted({finding.code for finding in found.findings})
    if codes:
        yield "findings", "", ", ".join(codes)
