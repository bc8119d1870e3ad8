"""Concepts as rows of the fourteen columns of the home form, which TSV, CSV and XLSX share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from toolkit.formats.intake import BadRow, Found, Intake, gathered
from toolkit.glossary import COLUMNS, FORBIDDEN, Concept, Row, Term, build_concepts
from toolkit.terms.cells import cell

# what spreadsheets of others call our columns, in small letters
ALIASES = {
    "id": "concept",
    "concept id": "concept",
    "term id": "concept",
    "simplified": "hans",
    "simplified chinese": "hans",
    "zh-hans": "hans",
    "zh-cn": "hans",
    "zh": "hans",
    "chinese": "hans",
    "source term": "hans",
    "term": "hans",
    "中文": "hans",
    "简体": "hans",
    "traditional": "hant",
    "traditional chinese": "hant",
    "zh-hant": "hant",
    "zh-tw": "hant",
    "zh-hk": "hant",
    "繁體": "hant",
    "en": "english",
    "en-us": "english",
    "en-gb": "english",
    "translation": "english",
    "target term": "english",
    "target": "english",
    "英文": "english",
    "拼音": "pinyin",
    "part of speech": "pos",
    "subject": "domain",
    "subject field": "domain",
    "comment": "note",
    "notes": "note",
    "definition": "note",
}
Cells = Mapping[str, str]


def rows_of(concept: Concept) -> Iterator[dict[str, str]]:
    """Yield the rows of a concept, the preferred term first; what belongs to the concept stands in that one.

    >>> from toolkit.glossary import Rendering
    >>> term = Term("公安局", "公安局", "gōng'ānjú")
    >>> others = (Rendering("PSB", "journalistic"),)
    >>> next(rows_of(Concept("psb", "policing", (term,), "public security bureau", others)))["others"]
    'PSB (journalistic)'
    """
    for at, term in enumerate(concept.terms):
        row = dict.fromkeys(COLUMNS, "") | _term_cells(term)
        row |= {"concept": concept.id, "english": concept.english, "domain": concept.domain}
        if not at:
            row |= {
                "others": " | ".join(_others(concept)),
                "grammar": concept.grammar,
                "related": " | ".join(concept.related),
                "note": concept.note,
                "source": concept.source,
            }
        yield row


def _term_cells(term: Term) -> dict[str, str]:
    return {
        "hans": term.hans,
        "hant": term.hant,
        "pinyin": term.pinyin,
        "pos": term.pos,
        "region": ",".join(term.region),
        "status": term.status,
        "note": term.note,
    }


def _others(concept: Concept) -> Iterator[str]:
    for other in concept.others:
        yield f"{other.english} ({other.user})" if other.user else other.english
    yield from (f"{english} ({FORBIDDEN})" for english in concept.forbidden)


def header_of(cells: Sequence[str], place: str) -> tuple[list[str], list[str]]:
    """Return our names of the columns of a header (empty: not known), and remarks on those that nobody knows."""
    names: list[str] = []
    remarks: list[str] = []
    for heading in cells:
        plain = cell(heading).lower()
        name = plain if plain in COLUMNS else ALIASES.get(plain, "")
        if name in names:
            name = ""
        if plain and not name:
            remarks.append(f'{place}: the column "{cell(heading)}" is not known; it was not taken')
        names.append(name)
    return names, remarks


def read_rows(rows: Iterable[tuple[str, Cells]], bad: Iterable[BadRow] = (), remarks: Iterable[str] = ()) -> Intake:
    """Return the concepts of rows, each given with its place; rows that share an id are one concept.

    A row needs Chinese in either script, and English.
    """
    refused, groups = list(bad), dict[str, list[Row]]()
    for number, (place, cells) in enumerate(rows):
        row = {column: cell(cells.get(column, "")) for column in COLUMNS}
        if not any(row.values()):
            continue
        if not (row["hans"] or row["hant"]):
            refused.append(BadRow(place, f'no Chinese for "{row["english"]}"'))
            continue
        group = groups.setdefault(row["concept"] or f"\0{number}", [])
        row["english"] = row["english"] or (group[0]["english"] if group else "")
        if not row["english"]:
            refused.append(BadRow(place, f"no English for {row['hans'] or row['hant']}"))
            continue
        row["pos"] = row["pos"].lower()
        row["status"] = row["status"].lower() or ("admitted" if group else "preferred")
        row["region"] = row["region"].upper().replace(" ", "")
        group.append(Row(place, 0, "\t".join(row.values())))
    found = []
    for name, group in groups.items():
        built = build_concepts([Row(row.path, 0, "\t".join([name, *row.cells[1:]])) for row in group])
        found += [Found(concept, group[0].place) for concept in built.values()]
    return gathered(found, refused, remarks)


__all__ = ["ALIASES", "header_of", "read_rows", "rows_of"]
