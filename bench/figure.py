"""One measured figure, and the table they are printed in."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from statistics import median

Peers = dict[str, Callable[[], object]]


@dataclass(frozen=True, slots=True)
class Figure:
    """What was measured, the value as printed, the target (or nothing) and what stands beside it in the same run."""

    name: str
    value: str
    target: str = ""
    met: bool = True
    beside: str = ""


def seconds(work: Callable[[], object], runs: int = 5, clock: Callable[[], float] = time.perf_counter) -> list[float]:
    """Return the seconds of some runs by a clock, after one run that warms up."""
    work()
    found = []
    for _ in range(runs):
        start = clock()
        work()
        found.append(clock() - start)
    return found


def rate(name: str, size: int, work: Callable[[], object], peers: Peers, target: float = 0) -> Figure:
    """Return the figure of a speed in MB per second of CPU (the best of five runs), beside the speeds of peers."""
    own, *others = (size / min(seconds(run, clock=time.process_time)) / 1e6 for run in (work, *peers.values()))
    beside = (f"{peer} {speed:.1f} (ratio {own / speed:.2f})" for peer, speed in zip(peers, others, strict=True))
    return Figure(name, f"{own:.1f} MB/s", f">= {target:g} MB/s" if target else "", own >= target, ", ".join(beside))


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
