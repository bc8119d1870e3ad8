"""The Python interface: pure functions over Documents, each of which imports its stage when it is first called.

>>> import toolkit
>>> document = toolkit.read_text("长(zhǎng)沙市公安局召开通报会。")
>>> toolkit.convert("公安机关", "s2tw")
'公安機關'
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from toolkit.document import Document
    from toolkit.glossary import Glossary
    from toolkit.pipeline import Settings
    from toolkit.reading.values import ReadingCopy
    from toolkit.terms.lookup import LookupResult


def read_text(text: str | bytes | Path, name: str = "-") -> Document:
    """Return the Document of a string, of bytes in any common encoding, or of a file.

    Raises InputError for a file that is missing, empty or no text.

    >>> read_text("派出所".encode("gb18030")).text()
    '派出所'
    """
    from toolkit.document import from_text
    from toolkit.formats import read_document

    if isinstance(text, str):
        return from_text(text, name)
    return read_document(name, text) if isinstance(text, bytes) else read_document(text)


def repair(document: Document, *, off: Sequence[str] = ()) -> Document:
    """Return the document with the version ``repaired``; ``off`` names fixers that stay off.

    >>> repair(read_text("9月23日,长沙市公安局召开通报会")).text()
    '9月23日，长沙市公安局召开通报会'
    """
    from toolkit.repair.fixers import repair as run

    return run(document, switch_off=tuple(off))


def convert(text: str, config: str = "s2tw", *, engine: str = "opencc") -> str:
    """Convert a string by an OpenCC configuration; raises UsageError for an unknown configuration or engine.

    >>> convert("网络警察", "s2twp")
    '網路警察'
    """
    from toolkit.document import from_text
    from toolkit.script.engines import convert as run

    return run(from_text(text), config=config, engine=engine).versions[-1].text.characters


def lookup(query: str, *, glossary: Glossary | None = None, limit: int = 10) -> LookupResult:
    """Look a term up by Chinese in either script, by pinyin or by English.

    >>> lookup("派出所").matches[0].concept.english
    'police station'
    """
    from toolkit.terms.lookup import lookup as run

    return run(glossary or default_glossary(), query, limit=limit)


def default_glossary() -> Glossary:
    """Return the glossary that comes with the package.

    >>> len(default_glossary()) > 800
    True
    """
    from toolkit.glossary import load_glossary
    from toolkit.resources import shipped

    return load_glossary(shipped("glossary"))


def draft(document: Document, *, glossary: Glossary | None = None, settings: Settings | None = None) -> Document:
    """Return the document prepared (repaired, segmented, analyzed) and with a draft of every segment.

    >>> done = draft(read_text("民警调取监控录像。"))
    >>> done.layer("draft").annotations[0].value.level
    'full'
    """
    from toolkit import pipeline

    settings = settings or pipeline.Settings()
    glossary = (glossary or pipeline.shipped_glossary()).with_profile(settings.profile)
    return pipeline.draft(pipeline.prepare(document, glossary, settings), glossary, settings)


def reading_copy(
    document: Document,
    *,
    glossary: Glossary | None = None,
    settings: Settings | None = None,
    about: Mapping[str, object] | None = None,
) -> ReadingCopy:
    """Return the model of a reading copy of a drafted document; ``toolkit.reading`` writes it as HTML, Markdown, JSON.

    ``glossary`` and ``settings`` are those of the draft: the signature names them.

    >>> copy = reading_copy(draft(read_text("民警调取监控录像。")))
    >>> len(copy.rows)
    1
    """
    from toolkit import pipeline
    from toolkit.reading.model import reading_copy as run

    settings = settings or pipeline.Settings()
    glossary = (glossary or pipeline.shipped_glossary()).with_profile(settings.profile)
    engine = pipeline.engine_for(document, glossary, settings)
    return run(document, glossary, about=dict(about or {}), engines=(engine.signature,))
