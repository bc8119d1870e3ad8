"""Both scripts of a document, each as a branch of its latest version, both of its length."""

from __future__ import annotations

from toolkit.document import HANS, HANT, Document
from toolkit.errors import UsageError
from toolkit.glossary import Glossary
from toolkit.script import detect as script
from toolkit.script.choice import Chooser, edits_by_rule
from toolkit.script.locks import locks
from toolkit.script.opencc import converted
from toolkit.text import Edits

CONFIGS = {"": "s2tw", "CN": "s2tw", "TW": "s2tw", "HK": "s2hk"}
_ACROSS = {("TW", "HK"): ("tw2t", "t2hk"), ("HK", "TW"): ("hk2t", "t2tw")}


def both_scripts(document: Document, region: str = "", glossary: Glossary | None = None) -> Document:
    """Return the document with the versions ``hans`` and ``hant``; each character stands at the offset it had.

    ``region`` (TW, HK; empty: Taiwan's forms, or the text's own) says whose Traditional forms are wanted. A text that
    is Traditional already is its own ``hant``, and one that is Simplified its own ``hans``, but for characters that
    intrude. All others go to Simplified first, so that what a conversion by single characters left comes right (萬余).
    The glossary's own forms win. Raises UsageError for an unknown region and where a version exists already.

    >>> from toolkit.document import from_text
    >>> both = both_scripts(from_text("隨著萬余人并于年底"))
    >>> both.text("hans"), both.text("hant")
    ('随着万余人并于年底', '隨著萬餘人並於年底')
    """
    if region not in CONFIGS:
        raise UsageError(f'no region "{region}"', remedy="choose one of TW, HK")
    for name in (HANS, HANT):
        if document.has(name):
            raise UsageError(f'the document has a version "{name}" already', place=document.source.name)
    characters, base = document.text(), document.latest.name
    found = script.detect(characters)
    hans = _hans(characters, found, glossary)
    hant = _hant(characters, hans.apply(characters), found, region, glossary)
    own = found.region if found.kind == script.HANT and not region else region
    document = document.with_version(HANS, hans, parent=base, lang="zh-Hans")
    return document.with_version(HANT, hant, parent=base, lang="zh-Hant-HK" if own == "HK" else "zh-Hant-TW")


def _hans(characters: str, found: script.Script, glossary: Glossary | None) -> Edits:
    if found.kind in (script.HANS, script.NONE) and not found.intruders:
        return Edits()
    config = "hk2s" if found.region == "HK" else "t2s"
    return Chooser(config, locks(glossary, config)).convert(characters)


def _hant(characters: str, hans: str, found: script.Script, region: str, glossary: Glossary | None) -> Edits:
    config = CONFIGS[region]
    if found.kind != script.HANT:
        turned, rules = Chooser(config, locks(glossary, config)).turn(hans)
        return edits_by_rule(characters, turned, rules, f"opencc.{config}")
    signs, rules = list(characters), dict[int, str]()
    for step in _ACROSS.get((found.region, region), ()):
        signs = list(converted(step, "".join(signs)))
    anew = Chooser(config).turn(hans)[0] if found.intruders else ""
    for at, _ in found.intruders:
        signs[at], rules[at] = anew[at], "script.intruder"
    return edits_by_rule(characters, "".join(signs), rules, f"opencc.t2{'hk' if region == 'HK' else 'tw'}")
