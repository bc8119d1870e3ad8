"""Runs that were read in a wrong encoding and lost bytes on the way: what they look like, for they cannot be undone."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from functools import cache

from toolkit.repair.chains import HIGH, gbk_pairs
from toolkit.repair.fluency import common
from toolkit.text import Span, merge_touching

LEADS, TRAILS = (*range(0xE2, 0xEA), 0xEF), tuple(range(0x80, 0xC0))
CONTINUED = "\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122"
# two Han of three bytes each, whatever stands between them
TRIPLE = rf"[\u00e3-\u00ef][{CONTINUED}]{{2}}[{HIGH}?\ufffd]*?"
TRIPLES = re.compile(rf"{TRIPLE}{TRIPLE}[{HIGH}?\ufffd]*")
SIGNS = re.compile(rf"[{HIGH}][{HIGH}]{{7,}}")  # GBK or Big5 shown as windows-1252: signs and capitals by turns
SIGN, LETTER = re.compile("[\u00a1-\u00bf]"), re.compile("[\u00c0-\u00ff]")
LOSS = re.compile("[?\ufffd\ud800-\udfff][?\ufffd\ud800-\udfff]*")
FIELD = re.compile(r"[^\s，。；：]{0,60}\Z")
HOLE = re.compile(r"[^\x00-\x7f]\?+[^\x00-\x7f]")
REACH = 200  # code points that a run is followed back
SHARE = 0.25


def debris(characters: str) -> tuple[Span, ...]:
    """Return the runs of mojibake that lost bytes, whole.

    >>> text = "标题：璀︽柟閫氭姤妗堜欢鐨勬儏鍐点??"
    >>> [span.of(text) for span in debris(text)]
    ['璀︽柟閫氭姤妗堜欢鐨勬儏鍐点??']
    """
    found = [*shown_as_gbk(characters), *_shown_as_western(characters), *_crossed(characters)]
    return merge_touching(found)


def shown_as_gbk(characters: str) -> Iterator[Span]:
    """Yield runs of UTF-8 read as GBK that end in a lost byte: two leads or more, one in four characters."""
    leads, inside = _shown()
    for loss in LOSS.finditer(characters):
        start = at = loss.start()
        seen = 0
        while at and loss.start() - at < REACH and characters[at - 1] in inside:
            at -= 1
            if characters[at] in leads:
                seen, start = seen + 1, at
        if seen >= 2 and seen >= SHARE * (loss.start() - start):
            yield Span(start, loss.end())


@cache
def _shown() -> tuple[frozenset[str], frozenset[str]]:
    """The characters that the first two bytes of a Han in UTF-8 give as GBK, and all that its bytes give."""
    leads = gbk_pairs(LEADS, TRAILS)
    return frozenset(leads), frozenset(leads | gbk_pairs(TRAILS, LEADS) | gbk_pairs(TRAILS, TRAILS))


def _shown_as_western(characters: str) -> Iterator[Span]:
    for found in TRIPLES.finditer(characters):
        if set(found.group()) - set("ï¿½?"):  # that is U+FFFD, which has a name of its own
            yield Span(*found.span())
    for found in SIGNS.finditer(characters):
        run = found.group()
        signs, letters = len(SIGN.findall(run)), len(LETTER.findall(run))
        if signs >= 2 and letters >= 2 and signs + letters >= 0.7 * len(run) and not _is_listed(run):
            yield Span(*found.span())


def _is_listed(run: str) -> bool:
    """Tell whether a run is a table of characters, in their order."""
    return sum(ord(one) < ord(other) for one, other in itertools.pairwise(run)) > 0.8 * (len(run) - 1)


def _crossed(characters: str) -> Iterator[Span]:
    """Yield fields with a lost character of which a quarter is uncommon Han: Big5 read as GBK, or the reverse."""
    for loss in LOSS.finditer(characters):
        if loss.group()[0] == "?" and not HOLE.match(characters, max(0, loss.start() - 1)):
            continue
        before = FIELD.search(characters, max(0, loss.start() - 61), loss.start())
        start = before.start() if before else loss.start()
        end = loss.end()
        while end < len(characters) and end - loss.end() < 60 and characters[end] not in " \t\r\n\u3000，。；：":
            end += 1
        wide = [one for one in characters[start:end] if "\u3041" <= one <= "\u9fff" or "\ue000" <= one <= "\uf8ff"]
        strange = sum(one not in common() and not "\u3041" <= one <= "\u30ff" for one in wide)
        if len(wide) >= 4 and strange >= SHARE * len(wide):
            yield Span(start, end)


__all__ = ["debris", "shown_as_gbk"]
