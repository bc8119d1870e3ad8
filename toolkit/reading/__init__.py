"""The reading copy: its model, and the forms it is written in."""

from __future__ import annotations

from toolkit.errors import UsageError
from toolkit.reading.contract import to_json
from toolkit.reading.html import to_html
from toolkit.reading.markdown import to_markdown
from toolkit.reading.values import ReadingCopy

FORMS = {"html": to_html, "md": to_markdown, "json": to_json}


def write(copy: ReadingCopy, form: str) -> str:
    """Return the copy in one of FORMS; raises UsageError for any other."""
    if form not in FORMS:
        raise UsageError(f'there is no form "{form}"', remedy="one of " + ", ".join(FORMS))
    return FORMS[form](copy)


__all__ = ["FORMS", "write"]
