"""The scores of drafts: chrF and BLEU by sacrebleu, terms and numbers said, consistency, ladder and findings."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from toolkit.errors import UsageError
from toolkit.evaluation.drafting import Drafted
from toolkit.evaluation.sets import Line, Wanted

_ARTICLE = re.compile(r"^(?:the|an?) ")
_ENDING = re.compile(r"(?:ing|ed|e)$")


@dataclass(frozen=True, slots=True)
class LineScore:
    """What one draft of one line is worth: chrF (0 to 100), and the terms and numbers that it does not say."""

    chrf: float
    missed_terms: tuple[Wanted, ...] = ()
    missed_numbers: tuple[Wanted, ...] = ()


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of a group of lines; a share without a base is None.

    ``terms``, ``numbers`` and ``consistency`` are pairs: how many were right, of how many. ``levels`` and ``findings``
    count segments and findings.
    """

    name: str
    lines: int
    chrf: float
    bleu: float
    terms: tuple[int, int] = (0, 0)
    numbers: tuple[int, int] = (0, 0)
    consistency: tuple[int, int] = (0, 0)
    levels: Mapping[str, int] = field(default_factory=dict)
    findings: Mapping[str, int] = field(default_factory=dict)

    @property
    def segments(self) -> int:
        """The number of segments that an engine of ours drafted."""
        return sum(self.levels.values())


def share(pair: tuple[int, int]) -> float | None:
    """Return a pair as a share, None without a base.

    >>> share((3, 4)), share((0, 0))
    (0.75, None)
    """
    return pair[0] / pair[1] if pair[1] else None


@cache
def _metrics() -> tuple[Any, Any]:
    try:
        from sacrebleu.metrics.bleu import BLEU
        from sacrebleu.metrics.chrf import CHRF
    except ImportError:
        raise UsageError("chrF and BLEU need sacrebleu", remedy='pip install "duizhao[evaluate]"') from None
    return CHRF(), BLEU()


def signatures() -> dict[str, str]:
    """Return the signatures of the metrics, once they have scored; the same signature makes figures comparable."""
    return dict(zip(("chrF", "BLEU"), (str(metric.get_signature()) for metric in _metrics()), strict=True))


def score_line(line: Line, drafted: Drafted) -> LineScore:
    """Score one line by itself."""
    chrf, _ = _metrics()
    value = chrf.sentence_score(drafted.english, list(line.references)).score if line.references else 0.0
    return LineScore(
        round(value, 2),
        tuple(term for term in line.terms if not says_term(drafted.english, term.accepted)),
        tuple(number for number in line.numbers if not says_number(drafted.english, number.accepted)),
    )


def says_term(english: str, accepted: Iterable[str]) -> bool:
    """Tell whether some accepted rendering stands in a line, in small or capital letters, also inside a word.

    >>> says_term("The Public Security Organs said", ["public security organ"])
    True
    """
    return any(form.casefold() in english.casefold() for form in accepted)


def says_number(english: str, accepted: Iterable[str]) -> bool:
    """Tell whether some accepted form stands in a line, not inside a longer word or number.

    >>> says_number("more than 27,000 cameras", ["7,000"]), says_number("in 2015, 15 cases", ["15"])
    (False, True)
    """
    return any(
        re.search(rf"(?<![\w.,]){re.escape(form.strip())}(?!\w|[.,]\d)", english, re.IGNORECASE) for form in accepted
    )


def figures(name: str, lines: Sequence[Line], drafted: Sequence[Drafted], scores: Sequence[LineScore]) -> Figures:
    """Return the figures of a group; lines without reference count in all but chrF and BLEU."""
    judged = [(made.english, line.references) for line, made in zip(lines, drafted, strict=True) if line.references]
    width = max((len(references) for _, references in judged), default=0)
    streams = [[(*references, *[""] * width)[at] for _, references in judged] for at in range(width)]
    chrf, bleu = (
        metric.corpus_score([english for english, _ in judged], streams).score if judged else 0.0
        for metric in _metrics()
    )
    wanted = Counter(terms=sum(len(line.terms) for line in lines), numbers=sum(len(line.numbers) for line in lines))
    missed = Counter(
        terms=sum(len(one.missed_terms) for one in scores), numbers=sum(len(one.missed_numbers) for one in scores)
    )
    parts = [part for made in drafted for part in made.parts]
    same = [(max(found.values()), sum(found.values())) for _, _, found in repeated(lines, drafted)]
    return Figures(
        name,
        len(lines),
        chrf,
        bleu,
        (wanted["terms"] - missed["terms"], wanted["terms"]),
        (wanted["numbers"] - missed["numbers"], wanted["numbers"]),
        (sum(most for most, _ in same), sum(count for _, count in same)),
        dict(Counter(part.level for part in parts).most_common()),
        dict(sorted(Counter(finding.code for part in parts for finding in part.findings).items())),
    )


def repeated(lines: Sequence[Line], drafted: Sequence[Drafted]) -> Iterator[tuple[str, str, Counter[str]]]:
    """Yield each term and name that a document has more than once: the document, the word, its renderings by number.

    Renderings that differ in article or ending are one, told by the first of them. Where no links tell what renders a
    term, the longest accepted form that stands in the line does.
    """
    found: dict[tuple[str, str], Counter[str]] = {}
    first: dict[tuple[str, str, str], str] = {}
    for line, made in zip(lines, drafted, strict=True):
        rendered = [one for part in made.parts for one in part.rendered] if made.parts else _by_form(line, made)
        for zh, english in rendered:
            told = first.setdefault((line.doc, zh, folded(english)), english)
            found.setdefault((line.doc, zh), Counter())[told] += 1
    for (doc, zh), renderings in found.items():
        if sum(renderings.values()) > 1:
            yield doc, zh, renderings


def _by_form(line: Line, made: Drafted) -> Iterator[tuple[str, str]]:
    for term in line.terms:
        said = [form for form in term.accepted if says_term(made.english, [form])]
        if said:
            yield term.zh, max(said, key=len)


def folded(english: str) -> str:
    """Return a rendering without article and endings, so that forms of one rendering are one.

    >>> folded("The police officers"), folded("police officer")
    ('polic officer', 'polic officer')
    """
    words = _ARTICLE.sub("", english.casefold()).split()
    return " ".join(map(_stem, words))


def _stem(word: str) -> str:
    word = re.sub(r"ies$", "y", word) if len(word) > 4 else word
    word = re.sub(r"(?<!s)s$", "", word)
    return _ENDING.sub("", word) if len(word) > 4 else word
