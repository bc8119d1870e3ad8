"""What a bare term lacks, by the project's own means: the other script by conversion, pinyin by its readings."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from toolkit.glossary import Concept, Term
from toolkit.protocols import Converter

_WORD = re.compile(r"(?<![\w'])[^\W\d_]")
_QUOTES = str.maketrans("“”‘’", "\"\"''")


def completed(concept: Concept) -> Concept:
    """Return the concept with both scripts and pinyin in every term; what is there stays.

    >>> bare = Concept("police-station", "own", (Term("公安分局", "", ""),), "public security sub-bureau")
    >>> term = completed(bare).terms[0]
    >>> term.hant, term.pinyin
    ('公安分局', "gōng'ān fēnjú")
    """
    return replace(concept, terms=tuple(map(complete_term, concept.terms)))


def complete_term(term: Term) -> Term:
    """Return a term with ``hans``, ``hant`` (as its region writes it, else Taiwan), ``pinyin`` and a part of speech.

    A term that came in Traditional characters under ``hans`` alone is put right.

    >>> complete_term(Term("派出所監視器", "", "")).hans
    '派出所监视器'
    """
    hans, hant = term.hans, term.hant
    if not hant and _is_traditional(hans):
        hans, hant = "", hans
    hans = hans or _turned(hant, "t2s")
    hant = hant or _turned(hans, "s2hk" if term.region in (("HK",), ("MO",)) else "s2tw")
    return replace(term, hans=hans, hant=hant, pinyin=term.pinyin or pinyin_of(hans, term.pos), pos=term.pos or "noun")


def pinyin_of(hans: str, pos: str = "noun") -> str:
    """Return the pinyin of a term by word (GB/T 16159); the words of a proper name get capitals.

    >>> pinyin_of("长沙会议"), pinyin_of("天网工程", "name")
    ('Chángshā huìyì', 'Tiānwǎng Gōngchéng')
    """
    from toolkit.analysis.readings import readings
    from toolkit.analysis.spelling import pinyin_line

    line = pinyin_line(hans).translate(_QUOTES)
    if pos == "name":
        return _WORD.sub(lambda found: found[0].upper(), line)
    first = next((reading.pinyin for _, reading in readings(hans) if reading.pinyin), "")
    if first and first[0].islower() and line.startswith(first[0].upper()):
        return line[0].lower() + line[1:]
    return line


def _is_traditional(text: str) -> bool:
    return _turned(text, "t2s") != text and _turned(text, "s2t") == text


def _turned(text: str, config: str) -> str:
    return _converter(config).convert(text).apply(text) if text else ""


@cache
def _converter(config: str) -> Converter:
    from toolkit.script.engines import converter

    return converter(config, "duizhao" if config != "s2t" else "opencc")
