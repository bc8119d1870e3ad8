"""Duizhao 对照: annotated bilingual reading copies of Chinese policing and administrative documents."""

# The function repair has the name of a package: loaded first, the package cannot take its place afterwards.
import toolkit.repair  # noqa: F401
from toolkit.api import convert, default_glossary, draft, explain, lookup, read_text, reading_copy, repair

__all__ = ["convert", "default_glossary", "draft", "explain", "lookup", "read_text", "reading_copy", "repair"]
