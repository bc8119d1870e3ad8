"""Duizhao 对照: annotated bilingual reading copies of Chinese policing and administrative documents."""

from toolkit.api import convert, default_glossary, draft, lookup, read_text, reading_copy, repair

__all__ = ["convert", "default_glossary", "draft", "lookup", "read_text", "reading_copy", "repair"]
