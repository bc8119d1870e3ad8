"""Text as a page may print it: characters that hide, reorder or cannot be encoded stand as visible signs."""

from __future__ import annotations

import re

_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff"
    "\N{ARABIC LETTER MARK}\N{LEFT-TO-RIGHT MARK}\N{RIGHT-TO-LEFT MARK}"
    "\N{LEFT-TO-RIGHT EMBEDDING}-\N{RIGHT-TO-LEFT OVERRIDE}\N{LEFT-TO-RIGHT ISOLATE}-\N{POP DIRECTIONAL ISOLATE}]"
)


def shown(text: str) -> str:
    """Return the text with control signs, bidirectional overrides and undecodable bytes made visible.

    A reader must see that something is there, and a page must not be reordered by what it quotes.

    >>> shown("警\\x00方\\udc81"), shown("\\u202e公安")
    ('警␀方⟨byte 81⟩', '⟨U+202E⟩公安')
    """
    return _UNSEEN.sub(_sign, text)


def _sign(found: re.Match[str]) -> str:
    code = ord(found[0])
    if code < 0x20:
        return chr(0x2400 + code)
    if 0xDC80 <= code <= 0xDCFF:
        return f"⟨byte {code - 0xDC00:02X}⟩"
    return f"⟨U+{code:04X}⟩"
