"""The legacy TBX-Basic (ISO 30042:2008): a ``martif`` with entries, language sets and term groups, in no namespace.

The DOCTYPE that older files open with is not written, and refused in reading.
"""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from toolkit.formats.tbx import XML, Style, finished
from toolkit.glossary import Concept

LEGACY = Style("termEntry", "langSet", "tig", "", parts=(("name", "properNoun"), ("phrase", "other")))


def write_martif(concepts: Sequence[Concept]) -> bytes:
    """Return the legacy TBX-Basic.

    >>> from toolkit.glossary import Term
    >>> police = Concept("police-station", "policing", (Term("派出所", "派出所", "pàichūsuǒ"),), "police station")
    >>> '<termEntry id="c.police-station">' in write_martif([police]).decode()
    True
    """
    root = etree.Element("martif", {"type": "TBX-Basic", f"{XML}lang": "en"})
    header = LEGACY.add(root, "martifHeader")
    description = LEGACY.add(header, "fileDesc")
    LEGACY.add(LEGACY.add(description, "titleStmt"), "title", "Duizhao glossary")
    LEGACY.add(LEGACY.add(description, "sourceDesc"), "p", "Chinese policing and administrative terms, by Duizhao")
    LEGACY.add(LEGACY.add(header, "encodingDesc"), "p", "TBXBasicXCSV02.xcs", type="XCSURI")
    return finished(root, concepts, LEGACY)
