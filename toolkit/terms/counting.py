"""How many concepts, terms and renderings a glossary holds, by domain."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from toolkit.glossary import Concept, Glossary

COLUMNS = (
    "concepts",
    "terms",
    "other renderings",
    "of Taiwan",
    "of Hong Kong and Macao",
    "with a note",
    "with a source",
)
Counts = list[dict[str, str | int]]


def counts(glossary: Glossary) -> Counts:
    """Return a row for each domain, by its name, and one for all.

    >>> counts(Glossary())[0]["concepts"]
    0
    """
    names = {domain.id: domain.name for domain in glossary.domains}
    domains: dict[str, list[Concept]] = {domain.id: [] for domain in glossary.domains}
    for concept in glossary:
        domains.setdefault(concept.domain, []).append(concept)
    rows: Counts = [
        {"domain": name, "name": names.get(name, ""), **_counted(found)} for name, found in sorted(domains.items())
    ]
    return [*rows, {"domain": "all", **_counted(list(glossary))}]


def _counted(concepts: Sequence[Concept]) -> dict[str, int]:
    terms = [term for concept in concepts for term in concept.terms]
    return dict(
        zip(
            COLUMNS,
            (
                len(concepts),
                len(terms),
                sum(len(concept.others) for concept in concepts),
                sum("TW" in term.region for term in terms),
                sum(bool({"HK", "MO"} & set(term.region)) for term in terms),
                sum(bool(concept.note) for concept in concepts),
                sum(bool(concept.source) for concept in concepts),
            ),
            strict=True,
        )
    )


def as_table(rows: Counts) -> str:
    """Return the rows as a table in Markdown."""
    return "\n".join(_lines(rows))


def _lines(rows: Counts) -> Iterator[str]:
    yield "| domain | " + " | ".join(COLUMNS) + " |"
    yield "|---|" + "---:|" * len(COLUMNS)
    for row in rows:
        yield f"| {row['domain']} | " + " | ".join(f"{row[column]:,}" for column in COLUMNS) + " |"


__all__ = ["COLUMNS", "as_table", "counts"]
