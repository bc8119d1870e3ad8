"""Language tags (BCP 47) of what a conversion makes, in the manner of the tag that they replace."""

from __future__ import annotations

import re

TAG = re.compile(r"(zh)((?:[-_]cmn)?)((?:[-_]han[st])?)((?:[-_](?:cn|sg|my|tw|hk|mo))?)", re.I)
SIMPLIFIED = frozenset(("", "CN", "SG", "MY"))
REGIONS = {"s": "CN", "sp": "CN", "t": "TW", "tw": "TW", "twp": "TW", "hk": "HK", "hkp": "HK"}
STANDARD = ("t", "s")  # targets that are of no region: a tag with a script needs none there


def retagged(found: str, config: str) -> str:
    """Return the tag of the result of ``config`` where ``found`` names its source, else ``found``.

    A tag with a region gets a region, one with a script a script; a bare ``zh`` and tags of other languages stay, and
    so do those of a text that is in another script than the configuration converts from.

    >>> retagged("zh-CN", "s2tw"), retagged("zh-Hans", "s2hk"), retagged("zh_CN", "s2tw"), retagged("en", "s2tw")
    ('zh-TW', 'zh-Hant', 'zh_TW', 'en')
    >>> retagged("zh-Hant-HK", "t2s"), retagged("zh-TW", "s2tw")
    ('zh-Hans-CN', 'zh-TW')
    """
    source, _, target = config.partition("2")
    said = TAG.fullmatch(found.strip())
    if not said or target not in REGIONS or not (said[3] or said[4]):
        return found
    script, region = said[3][1:].title(), said[4][1:].upper()
    simplified = script == "Hans" if script else region in SIMPLIFIED
    if simplified != source.startswith("s"):
        return found
    parts = [said[1] + said[2]]
    if script:
        parts.append(said[3][0] + ("Hans" if target.startswith("s") else "Hant"))
    if region:
        parts.append(said[4][0] + REGIONS[target])
    return found.replace(said[0], "".join(parts))
