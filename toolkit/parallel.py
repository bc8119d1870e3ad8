"""The same work on many pieces in several processes, in order, with no more in memory than keeps them busy.

Processes, because OpenCC's binding holds the interpreter's lock. Where the system can copy a process they are copies of
this one, so they have its dictionaries, and pieces and results go through memory that all of them share: a pipe would
hand a megabyte over in sixteen parts, each of which waits for the other side to be given a processor.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from mmap import mmap
from typing import TYPE_CHECKING

from toolkit.errors import EngineError

if TYPE_CHECKING:
    from concurrent.futures import Future

Work = Callable[[bytes], bytes]
_memory: list[mmap] = []  # of a process that works: what it shares with the one that waits


def cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def in_order(pieces: Iterable[bytes], work: Work, jobs: int, room: int) -> Iterator[bytes]:
    """Yield the work of ``jobs`` processes on each piece; ``room`` is what a piece or a result should fit in (bytes).

    What does not fit goes through a pipe. Raises what ``work`` raises, and EngineError where a process dies.
    """
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool
    from multiprocessing import get_context

    copies = sys.platform == "linux" and threading.active_count() == 1
    slots = jobs + 2 if copies else 0
    shared = [mmap(-1, slots * room)] if copies else []
    waiting: deque[tuple[int, Future[int | bytes]]] = deque()
    free = list(range(slots)) or [-1] * (jobs + 2)
    with ProcessPoolExecutor(jobs, get_context("fork" if copies else "spawn"), _begin, (shared,)) as pool:
        try:
            for piece in pieces:
                if not free:
                    yield _result(waiting, free, shared, room)
                slot = free.pop()
                fits = slot >= 0 and len(piece) <= room
                if fits:
                    shared[0][slot * room : slot * room + len(piece)] = piece
                given = len(piece) if fits else piece
                waiting.append((slot, pool.submit(_worked, work, given, slot * room, room)))
            while waiting:
                yield _result(waiting, free, shared, room)
        except BrokenProcessPool:
            remedy = "try --jobs 1; the machine may be short of memory"
            raise EngineError("a process that converts has died", remedy=remedy) from None
        finally:
            for _, future in waiting:
                future.cancel()


def _result(waiting: deque[tuple[int, Future[int | bytes]]], free: list[int], shared: list[mmap], room: int) -> bytes:
    """Return the first result that is waited for, and free its slot."""
    slot, future = waiting.popleft()
    found = future.result()
    free.append(slot)
    return found if isinstance(found, bytes) else shared[0][slot * room : slot * room + found]


def _begin(shared: list[mmap]) -> None:
    """Leave Ctrl-C to the process that waits; take the memory that is shared."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _memory[:] = shared


def _worked(work: Work, given: int | bytes, start: int, room: int) -> int | bytes:
    """Do the work on a piece, which lies in shared memory where only its length is given; leave the result there."""
    piece = given if isinstance(given, bytes) else _memory[0][start : start + given]
    done = work(piece)
    if not _memory or start < 0 or len(done) > room:
        return done
    _memory[0][start : start + len(done)] = done
    return len(done)
