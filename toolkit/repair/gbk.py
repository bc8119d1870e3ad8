"""The two-byte codes of GBK, one pair at a time: what a repair of byte damage counts in."""

from __future__ import annotations

from functools import cache, lru_cache

LEADS = range(0x81, 0xFF)
TRAILS = (*range(0x40, 0x7F), *range(0x80, 0xFF))


@lru_cache(maxsize=32768)
def pair(lead: int, trail: int) -> str:
    """Return the character of a lead and a trail byte, an empty string where GBK has none.

    >>> pair(0x94, 0x7A), pair(0xFE, 0x20)
    ('攝', '')
    """
    try:
        return bytes((lead, trail)).decode("gbk")
    except (UnicodeDecodeError, ValueError):
        return ""


@lru_cache(maxsize=32768)
def code(character: str) -> bytes:
    """Return the two bytes of a character, or nothing where GBK does not have it in two.

    Pages show the private cells of code page 936 too; they are known as in GB 18030.

    >>> code("控").hex(" "), code("\ue000").hex(" "), code("a")
    ('bf d8', 'aa a1', b'')
    """
    for encoding in ("gbk", "gb18030"):
        try:
            found = character.encode(encoding)
        except UnicodeEncodeError:
            continue
        if len(found) == 2:
            return found
    return b""


@cache
def unassigned() -> tuple[tuple[int, int], ...]:
    """The pairs of two high bytes that stand for no character: a decoder shows each as one question mark.

    80 is no lead byte; decoders that do not know it as the euro sign take it for one.
    """
    return tuple((lead, trail) for lead in (0x80, *LEADS) for trail in LEADS if not pair(lead, trail))


def hexed(data: bytes) -> str:
    """Return bytes as the log prints them.

    >>> hexed(b"\\xbf\\xd8")
    'BF D8'
    """
    return data.hex(" ").upper()
