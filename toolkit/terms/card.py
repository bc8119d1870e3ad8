"""Look-up results as text cards for a terminal."""

from __future__ import annotations

from collections.abc import Iterable

from toolkit.terms.folded import Row
from toolkit.terms.lookup import CEDICT, LookupResult, Match


def to_text(result: LookupResult) -> str:
    """Return the cards of one query, or say that nothing was found and what comes near.

    >>> print(to_text(LookupResult("派处所", near=("派出所",))))
    派处所: not found; near: 派出所
    """
    cards = [_card(match) for match in result.matches]
    if not result.found:
        near = f"; near: {', '.join(result.near)}" if result.near else ""
        cards.insert(0, f"{result.query}: not found{near}")
    if result.parts:
        cards.append(f"{result.query} holds: {_parts(result.parts)}")
    return "\n\n".join(cards)


def _parts(parts: Iterable[Row]) -> str:
    return " + ".join(f"{row.term.hans} {row.concept.english}" for row in parts)


def _card(match: Match) -> str:
    concept, term = match.concept, match.term
    forms = term.hans if term.hans == term.hant else f"{term.hans} · {term.hant}"
    where = concept.source if concept.domain == CEDICT else concept.domain
    where += f", {concept.layer} layer" if concept.layer else ""
    regions = f", {', '.join(term.region)}" if term.region else ""
    status = f", {term.status}" if term.status != "preferred" else ""
    lines = [f"{forms} · {term.pinyin}", f"  {concept.english}  [{where}{regions}{status}; {match.kind}]"]
    if concept.others:
        named = (f"{other.english} ({other.label})" if other.label else other.english for other in concept.others)
        lines.append("  also: " + " | ".join(named))
    if concept.forbidden:
        lines.append("  not: " + " | ".join(concept.forbidden))
    if term.note:
        lines.append("  " + term.note)
    if concept.note:
        lines.append("  " + concept.note)
    if concept.domain != CEDICT:
        lines.append(f"  id: {concept.id}" + (f"; see also: {', '.join(concept.related)}" if concept.related else ""))
    if match.parts:
        lines.append("  parts: " + _parts(match.parts))
    return "\n".join(lines)
