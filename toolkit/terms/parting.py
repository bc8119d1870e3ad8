"""The terms that a long term is made of: 市天网工程指挥部办公室 holds 天网工程, 指挥部 and 办公室."""

from __future__ import annotations

from collections.abc import Mapping

LEAST = 2


def part(form: str, known: Mapping[str, object], *, whole: bool = False) -> tuple[str, ...]:
    """Return the known forms that cover most of a form with the fewest pieces, in order; single characters aside.

    ``whole`` lets the form be its own part. Of equal covers the one with the longer last piece stands, where Chinese
    has its head.

    >>> part("市天网工程指挥部办公室", dict.fromkeys(["天网", "天网工程", "指挥部", "办公室"]))
    ('天网工程', '指挥部', '办公室')
    """
    best: list[tuple[int, int, int, tuple[str, ...]]] = [(0, 0, 0, ())]
    for end in range(1, len(form) + 1):
        open_, pieces, _, found = best[end - 1]
        ways = [(open_ + 1, pieces, 0, found)]
        for start in range(end - LEAST + 1):
            own = form[start:end]
            if own in known and (whole or len(own) < len(form)):
                open_, pieces, _, found = best[start]
                ways.append((open_, pieces + 1, start - end, (*found, own)))
        best.append(min(ways, key=lambda way: way[:3]))
    return best[-1][3]
