"""Both scripts of a document, each as a branch of its latest version, both of its length."""

from __future__ import annotations

from toolkit.document import HANS, HANT, Document
from toolkit.errors import UsageError
from toolkit.glossary import Glossary
from toolkit.script import detect as script
from toolkit.script.choice import Chooser, edits_by_rule
from toolkit.script.locks import locks
from toolkit.script.opencc import converted

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
    hans, hans_rules = _hans(characters, found, glossary)
    hant, hant_rules = _hant(characters, hans, found, region, glossary)
    config = CONFIGS[region]
    where = "HK" if region == "HK" or (not region and found.kind == script.HANT and found.region == "HK") else "TW"
    document = document.with_version(
        HANS, edits_by_rule(characters, hans, hans_rules, "opencc.t2s"), parent=base, lang="zh-Hans"
    )
    edits = edits_by_rule(characters, hant, hant_rules, f"opencc.{config}")
    return document.with_version(HANT, edits, parent=base, lang=f"zh-Hant-{where}")


def _hans(characters: str, found: script.Script, glossary: Glossary | None) -> tuple[str, dict[int, str]]:
    if found.kind in (script.HANS, script.NONE) and not found.intruders:
        return characters, {}
    config = "hk2s" if found.region == "HK" else "t2s"
    return Chooser(config, locks(glossary, config)).turn(characters)


def _hant(
    characters: str, hans: str, found: script.Script, region: str, glossary: Glossary | None
) -> tuple[str, dict[int, str]]:
    config = CONFIGS[region]
    if found.kind != script.HANT:
        return Chooser(config, locks(glossary, config)).turn(hans)
    turned = characters
    for step in _ACROSS.get((found.region, region), ()):
        turned = converted(step, turned)
    if found.intruders:
        anew, _ = Chooser(config).turn(hans)
        signs = list(turned)
        for at, _sign in found.intruders:
            signs[at] = anew[at]
        turned = "".join(signs)
    return turned, {}
