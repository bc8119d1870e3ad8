"""Concepts as JSON, whole and lossless; the contract is docs/glossary.schema.json."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from toolkit.errors import InputError
from toolkit.formats.encoding import decode
from toolkit.formats.intake import BadRow, Found, Intake, gathered
from toolkit.glossary import Concept, Rendering, Term
from toolkit.terms.cells import cell

FORMAT, VERSION = "duizhao-glossary", 1


def write_json(concepts: Sequence[Concept]) -> bytes:
    """Return the JSON of concepts, one a line.

    >>> write_json(()).decode()
    '{"format": "duizhao-glossary", "version": 1, "concepts": [\\n]}\\n'
    """
    lines = ",\n".join(json.dumps(concept_json(concept), ensure_ascii=False) for concept in concepts)
    body = f"\n{lines}\n" if lines else "\n"
    return f'{{"format": "{FORMAT}", "version": {VERSION}, "concepts": [{body}]}}\n'.encode()


def concept_json(concept: Concept) -> dict[str, Any]:
    """Return one concept as the contract has it; the layer stands only where it is not the built-in one."""
    found: dict[str, Any] = {
        "id": concept.id,
        "domain": concept.domain,
        "english": concept.english,
        "others": [_rendering(other) for other in concept.others],
        "forbidden": list(concept.forbidden),
        "terms": [
            {
                "hans": term.hans,
                "hant": term.hant,
                "pinyin": term.pinyin,
                "pos": term.pos,
                "status": term.status,
                "region": list(term.region),
                "note": term.note,
            }
            for term in concept.terms
        ],
        "grammar": concept.grammar,
        "related": list(concept.related),
        "note": concept.note,
        "source": concept.source,
    }
    return found | ({"layer": concept.layer} if concept.layer else {})


def _rendering(other: Rendering) -> dict[str, str]:
    said = {"english": other.english, "user": other.user}
    return said | ({"layer": other.layer} if other.layer else {})


def read_json(data: bytes, name: str) -> Intake:
    """Read the JSON of a glossary; a concept that does not keep the contract is a bad row, named by its number.

    Raises InputError for what is no JSON, or that of another kind.
    """
    characters, _ = decode(data, name)
    try:
        found = json.loads(characters.removeprefix("\ufeff"))
    except (ValueError, RecursionError) as error:
        place = f"{name}:{getattr(error, 'lineno', 1)}"
        raise InputError(f"no JSON ({error})", place=place, remedy="see docs/glossary.schema.json") from None
    if not isinstance(found, dict) or found.get("format") != FORMAT or not isinstance(found.get("concepts"), list):
        raise InputError(f'no "{FORMAT}"', place=name, remedy="see docs/glossary.schema.json")
    if found.get("version") != VERSION:
        raise InputError(f"version {found.get('version')} is not known", place=name, remedy="use a newer duizhao")
    taken, bad = [], []
    for number, entry in enumerate(found["concepts"], start=1):
        place = f"{name}, concept {number}"
        try:
            taken.append(Found(_concept(entry), place))
        except (KeyError, TypeError, AttributeError) as error:
            bad.append(BadRow(place, f"it does not keep the contract ({type(error).__name__}: {error})"))
    return gathered(taken, bad)


def _concept(entry: Any) -> Concept:
    return Concept(
        _string(entry["id"]),
        _string(entry.get("domain", "")),
        tuple(
            Term(
                _string(term.get("hans", "")),
                _string(term.get("hant", "")),
                _string(term.get("pinyin", "")),
                _string(term.get("pos", "")),
                _string(term.get("status", "preferred")),
                tuple(map(_string, term.get("region", ()))),
                _string(term.get("note", "")),
            )
            for term in entry["terms"]
        ),
        _string(entry["english"]),
        tuple(Rendering(_string(one["english"]), _string(one.get("user", ""))) for one in entry.get("others", ())),
        _string(entry.get("grammar", "")),
        tuple(map(_string, entry.get("related", ()))),
        _string(entry.get("note", "")),
        _string(entry.get("source", "")),
        tuple(map(_string, entry.get("forbidden", ()))),
    )


def _string(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r} is no string")
    return cell(value)
