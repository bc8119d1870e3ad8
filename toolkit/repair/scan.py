"""Patterns looked for only where they can begin: the scan for one class of characters is several times faster."""

from __future__ import annotations

import re
from collections.abc import Iterator


def scanned(first: re.Pattern[str], pattern: re.Pattern[str], characters: str) -> Iterator[re.Match[str]]:
    """Yield what ``pattern.finditer`` does, where each of its matches begins with one of ``first``.

    The engine skips to the next character of a class that a pattern opens with; it does not where the pattern opens
    with alternatives, a repetition or what stands before.

    >>> [found[0] for found in scanned(re.compile("[?]"), re.compile(r"\\?{2,}|\\?a"), "公安?a??")]
    ['?a', '??']
    """
    done = 0
    for hit in first.finditer(characters):
        if hit.start() >= done and (found := pattern.match(characters, hit.start())):
            yield found
            done = found.end()
