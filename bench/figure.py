"""One measured figure, and the table they are printed in."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True, slots=True)
class Figure:
    """What was measured, the value as printed, the target (or nothing) and what stands beside it in the same run."""

    name: str
    value: str
    target: str = ""
    met: bool = True
    beside: str = ""


def seconds(work: Callable[[], object], runs: int = 5) -> list[float]:
    """Return the wall seconds of some runs, after one that warms up."""
    work()
    found = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        found.append(time.perf_counter() - start)
    return found


def rate(
    name: str, size: int, work: Callable[[], object], peers: dict[str, Callable[[], object]], target: float = 0
) -> Figure:
    """Return the figure of a speed in MB/s (the best of five runs), each peer as "our speed in times of its"."""
    own = size / min(seconds(work)) / 1e6
    others = {peer: size / min(seconds(run)) / 1e6 for peer, run in peers.items()}
    beside = ", ".join(f"{peer} {speed:.1f} (ratio {own / speed:.2f})" for peer, speed in others.items())
    return Figure(name, f"{own:.1f} MB/s", f">= {target:g} MB/s" if target else "", own >= target, beside)


def spread(found: Iterable[float]) -> str:
    """Return the least and the middle of some seconds.

    >>> spread([0.3, 0.1, 0.2])
    'min 0.10 s, median 0.20 s'
    """
    values = list(found)
    return f"min {min(values):.2f} s, median {median(values):.2f} s"


def table(title: str, figures: Iterable[Figure]) -> Iterator[str]:
    """Yield the lines of one topic."""
    rows = list(figures)
    yield f"\n{title}"
    wide = [max((len(getattr(row, column)) for row in rows), default=0) for column in ("name", "value", "target")]
    for row in rows:
        mark = " " if not row.target else "ok" if row.met else "MISSED"
        line = f"  {row.name:<{wide[0]}}  {row.value:<{wide[1]}}  {row.target:<{wide[2]}}  {mark:<6}  {row.beside}"
        yield line.rstrip()
