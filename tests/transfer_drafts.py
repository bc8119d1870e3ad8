"""Drafts of single segments for the tests of the transfer engine, and the rules that their best analyses use."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from unittest.mock import patch

from toolkit.document import Draft
from toolkit.engines.transfer import findings as found
from toolkit.pipeline import shipped_glossary
from toolkit.transfer import sentence
from toolkit.transfer.chart import Chart, Item, cover
from toolkit.transfer.context import Context
from toolkit.transfer.grammar import shipped_grammar
from toolkit.transfer.lattice import Findings
from toolkit.transfer.vocabulary import Vocabulary, shipped_lexicon

CASES = Path(__file__).parent / "cases" / "transfer"


def cases(name: str) -> list[tuple[str, ...]]:
    """Return the cells of ``tests/cases/transfer/<name>.tsv``: a header, ``#`` comments, one case a line."""
    lines = (CASES / f"{name}.tsv").read_text(encoding="utf-8").split("\n")
    width = next(line for line in lines if line and not line.startswith("#")).count("\t") + 1
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")][1:]
    return [(*row, *[""] * (width - len(row))) for row in rows]


@cache
def vocabulary() -> Vocabulary:
    """Return the words of the package, the glossary laid over the lexicon."""
    return Vocabulary(shipped_lexicon(), shipped_glossary())


def findings(text: str, region: str = "") -> Findings:
    """Return what the analysis says of a segment, as the engine asks for it."""
    return found(text, shipped_glossary(), region=region)


def draft(text: str, setting: str = "news") -> Draft:
    """Draft one segment in Simplified characters; ``setting`` is its genre, then ``heading``, ``TW`` or ``HK``."""
    genre, *rest = setting.split(" ")
    region = next((word for word in rest if word != "heading"), "")
    context = Context(vocabulary(), genre=genre, region=region)
    writer = sentence.SentenceWriter(vocabulary(), shipped_grammar(), context)
    return writer.draft(text, findings(text, region), heading="heading" in rest)


def english(text: str, setting: str = "news") -> str:
    """Return the English of a segment's draft."""
    return draft(text, setting).english


def agrees(found: str, right: str) -> bool:
    """Whether a draft is one of the right answers: " / " parts them, "…" stands for any words, a full stop may follow.

    >>> agrees("The police caught a suspect", "The police caught … / Police officers caught a suspect")
    True
    """
    return any(re.fullmatch(_pattern(answer), found) is not None for answer in right.split(" / "))


def _pattern(answer: str) -> str:
    """Return the pattern of an answer; between spaces the words may also be none."""
    return re.escape(answer).replace(r"\ …\ ", r"\ (?:.*\ )?").replace("…", ".*") + r"\.?"


def analyses(text: str, setting: str = "news") -> tuple[Draft, list[Item]]:
    """Return the draft of a segment and the constituents of its clauses, those inside quotes and brackets too."""
    found: list[Item] = []

    def recording(chart: Chart, start: int, end: int, roots: dict[str, float]) -> list[Item]:
        items = cover(chart, start, end, roots)
        found.extend(items)
        return items

    with patch.object(sentence, "cover", recording):
        return draft(text, setting), found


def rules_of(items: Sequence[Item]) -> frozenset[str]:
    """Return the ids of the rules in some derivations."""
    return frozenset(_rules(items))


def _rules(items: Sequence[Item]) -> Iterator[str]:
    for item in items:
        if item.rule is not None:
            yield item.rule.id
        yield from _rules(item.kids)
