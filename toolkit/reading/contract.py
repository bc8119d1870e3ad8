"""The JSON form of a reading copy: the contract of docs/draft.schema.json, which programs may rely on."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from toolkit.document import Finding, Link
from toolkit.reading.values import Choice, ReadingCopy, Row
from toolkit.text import Span

Json = dict[str, Any]


def contract(copy: ReadingCopy) -> Json:
    """Return the copy as the JSON contract has it; boilerplate is there too, with ``"kind": "boilerplate"``."""
    document = {
        "name": copy.source.name,
        "sha256": copy.source.sha256,
        "encoding": copy.source.encoding,
        "signature": str(copy.signature),
    }
    if copy.attributions:
        document["attribution"] = "; ".join(copy.attributions)
    return {"document": document, "segments": [_segment(row) for row in copy.rows]}


def to_json(copy: ReadingCopy) -> str:
    """Return the contract as text that any UTF-8 writer can take: bytes that did not decode stay as \\udcxx escapes."""
    found = contract(copy)
    lines = ",\n".join(json.dumps(segment, ensure_ascii=False) for segment in found["segments"])
    head = json.dumps(found["document"], ensure_ascii=False)
    text = f'{{"document": {head},\n"segments": [\n{lines}\n]}}\n'
    return re.sub("[\ud800-\udfff]", lambda found: f"\\u{ord(found[0]):04x}", text)


def _segment(row: Row) -> Json:
    draft = row.draft
    segment: Json = {
        "id": row.id,
        "paragraph": row.paragraph,
        "span": _pair(row.span),
        "source": row.source,
        "hans": row.hans,
        "hant": row.hant,
        "pinyin": row.pinyin,
        "english": draft.english if draft else "",
        "engine": draft.engine if draft else "",
        "level": row.level,
        "links": [_link(link) for link in draft.links] if draft else [],
        "supplied": [_pair(span) for span in draft.supplied] if draft else [],
        "terms": list(_terms(row)),
        "quantities": list(_quantities(row)),
        "findings": [_finding(finding) for finding in row.findings],
    }
    segment |= {"choices": [_choice(choice) for choice in row.choices]} if row.choices else {}
    return segment | ({"kind": row.kind} if row.kind == "boilerplate" else {})


def _pair(span: Span) -> list[int]:
    return [span.start, span.end]


def _link(link: Link) -> Json:
    return {"source": [*map(_pair, link.source)], "english": [*map(_pair, link.target)], "by": link.by}


def _choice(choice: Choice) -> Json:
    return {
        "span": _pair(choice.span),
        "script": choice.script,
        "chosen": choice.chosen,
        "others": list(choice.others),
        "score": choice.score,
        "reasons": list(choice.reasons),
    }


def _finding(finding: Finding) -> Json:
    return {"code": finding.code, "span": _pair(finding.span), "message": finding.message}


def _terms(row: Row) -> Iterator[Json]:
    """Yield the terms: those that the draft rendered, and those matched that it did not (an empty rendering)."""
    uses = row.draft.terms if row.draft else ()
    for use in uses:
        yield _term(use.concept, use.source, use.target, use.rendering)
    for concept, span in row.terms:
        if not any(use.source.overlaps(span) for use in uses):
            yield _term(concept, span, Span(0, 0), "")


def _term(concept: str, source: Span, english: Span, rendering: str) -> Json:
    return {"concept": concept, "source": _pair(source), "english": _pair(english), "rendering": rendering}


def _quantities(row: Row) -> Iterator[Json]:
    """Yield the quantities: those that the draft rendered, and those found that it did not (an empty place)."""
    uses = row.draft.quantities if row.draft else ()
    for use in uses:
        yield {"source": _pair(use.source), "english": _pair(use.target), "value": use.value}
    for value, span in row.quantities:
        if not any(use.source.overlaps(span) for use in uses):
            yield {"source": _pair(span), "english": [0, 0], "value": value}
