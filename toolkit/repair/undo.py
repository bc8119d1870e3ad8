"""The record of a repair: enough to give the source back, byte for byte, from the repaired text.

A record holds what the source was (name, encoding, digest), the digest of the repaired text as it was written, every
step with its edits turned round, and, for people, each change with its place and grounds. Its contract is
``docs/repair-log.schema.json``.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Any

from toolkit.document import HANS, HANT, Document, Source, Version
from toolkit.errors import InputError, InvariantError
from toolkit.repair.log import as_rows
from toolkit.text import Edit, Edits, Span

FORMAT, VERSION = "duizhao-repair-log", 1
REMEDY = "give the log that was written with this text, and the text as it was written"

Record = dict[str, Any]


def record(document: Document, written: bytes) -> Record:
    """Return the record of a repaired document whose text was written as the bytes ``written`` (UTF-8).

    >>> from toolkit.document import from_text
    >>> from toolkit.repair.fixers import repair
    >>> document = repair(from_text("警方表示,案件已破。"))
    >>> undo(record(document, document.text().encode()), document.text().encode()).decode()
    '警方表示,案件已破。'
    """
    source = document.source
    return {
        "format": FORMAT,
        "version": VERSION,
        "source": {
            "name": source.name,
            "sha256": source.sha256,
            "size": source.size,
            "encoding": source.encoding,
            "errors": source.errors,
            "media_type": source.media_type,
        },
        "result": {"sha256": _digest(written), "size": len(written), "raw": list(_raw(document.text(), written))},
        "changes": as_rows(document),
        "steps": [
            {"name": version.name, "edits": _inverted(document, version)}
            for version in _line(document)
            if version.edits
        ],
    }


def undo(found: Any, written: bytes, place: str = "", log: str = "") -> bytes:
    """Return the bytes of the source, given the record of its repair and the repaired text as it was written.

    ``place`` and ``log`` name the two in errors. Raises InputError where the record is none, is damaged, or is that of
    another text; nothing is given back that is not the source byte for byte.
    """
    if not isinstance(found, Mapping) or found.get("format") != FORMAT or found.get("version") != VERSION:
        raise InputError("this is no repair log that can be undone", place=log, remedy="write one with --log-file")
    try:
        result, origin = found["result"], found["source"]
        if _digest(written) != result["sha256"]:
            was = f"{len(written)} bytes, {result['size']} when it was written"
            raise InputError(f"this is not the text of the log {log} ({was})", place=place, remedy=REMEDY)
        characters = "".join(_characters(written, result["raw"]))
        for step in reversed(found["steps"]):
            characters = _edits(step).apply(characters)
        source = Source(origin["name"], origin["sha256"], origin["encoding"], origin["size"], errors=origin["errors"])
        data = source.encode(characters)
    except (KeyError, TypeError, ValueError, LookupError, InvariantError) as error:
        reason = f"{type(error).__name__}: {error}"
        raise InputError(f"the log is damaged ({reason})", place=log, remedy="repair the source again") from None
    if _digest(data) != source.sha256:
        raise InputError("the log does not give its source back", place=log, remedy="repair the source again")
    return data


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _line(document: Document) -> list[Version]:
    """Return the versions from the first to the repaired one, without the branches of the scripts."""
    return [version for version in document.versions if version.name not in (HANS, HANT)]


def _inverted(document: Document, version: Version) -> list[list[int | str]]:
    """Return the edits of a step turned round: place and length in the later text, and what stood there before."""
    earlier = document.text(version.parent)
    return [[edit.span.start, len(edit.span), edit.text] for edit in version.edits.invert(earlier)]


def _edits(step: Mapping[str, Any]) -> Edits:
    name = str(step["name"])
    return Edits(tuple(Edit(Span(at, at + length), text, name) for at, length, text in step["edits"]))


def _raw(characters: str, written: bytes) -> Iterator[list[int | str]]:
    """Yield the runs of lone surrogates: byte, number of bytes, and the characters; they read back otherwise, or not.

    They were written as the bytes that they stand for, or, where a half of a UTF-16 pair is among them, in three
    bytes each; the number of bytes tells.
    """
    if not any("\ud800" <= one <= "\udfff" for one in characters):
        return
    wide = 3 if written == characters.encode("utf-8", "surrogatepass") else 1
    at = 0
    for lone, group in groupby(characters, lambda one: "\ud800" <= one <= "\udfff"):
        run = "".join(group)
        size = wide * len(run) if lone else len(run.encode())
        if lone:
            yield [at, size, run]
        at += size


def _characters(written: bytes, raw: list[tuple[int, int, str]]) -> Iterator[str]:
    """Yield the characters of a written text, its undecodable runs from the record."""
    at = 0
    for start, size, run in raw:
        yield written[at:start].decode()
        yield run
        at = start + size
    yield written[at:].decode()
