"""Cold start: whole processes, several runs, beside Python doing nothing and OpenCC's own command."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path

from bench.figure import Figure, seconds, spread
from toolkit.corpus.works import works

TARGET = 1.0
BEHIND = 0.5  # seconds that duizhao convert may start later than OpenCC's own command
RUNS = 7


def figures() -> Iterator[Figure]:
    """Yield the figures of this topic."""
    page = str(works()[0].source)
    program = [sys.executable, "-m", "toolkit.cli"]
    nothing = _times([sys.executable, "-c", "pass"])
    yield Figure("python -c pass", spread(nothing))
    yield Figure("duizhao --help", spread(_times([*program, "--help"])))
    for name, arguments in (("lookup 派出所", ["lookup", "派出所"]), ("convert PAGE", ["convert", page])):
        found = _times([*program, *arguments])
        yield Figure(f"duizhao {name}", spread(found), f"< {TARGET:g} s", max(found) < TARGET)
    yield from _behind([*program, "convert", page], page)
    yield Figure("duizhao repair PAGE", spread(_times([*program, "repair", page])))
    yield Figure("duizhao read PAGE", spread(_times([*program, "read", page], runs=3)))


def _times(command: list[str], runs: int = RUNS, **environment: str) -> list[float]:
    return seconds(lambda: _quiet(command, environment), runs)


def _quiet(command: list[str], environment: dict[str, str]) -> None:
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    subprocess.run(command, env={**os.environ, **environment}, check=True, **quiet)


def native_command(config: str) -> tuple[list[str], dict[str, str]]:
    """Return the command that the wheel of OpenCC holds and its environment; nothing where it holds none."""
    spec = find_spec("opencc")
    folder = Path(str(spec.origin)).parent / "clib" if spec else Path()
    command, data = folder / "bin" / "opencc", folder / "share" / "opencc"
    if not command.is_file():
        return [], {}
    return [str(command), "-c", f"{config}.json"], {"OPENCC_DATA_DIR": str(data)}


def _behind(own: list[str], page: str) -> Iterator[Figure]:
    """Yield how much longer than OpenCC's own command ours takes for a page.

    The two run in turn. Seconds of the processor are judged: on a machine without other work they are those of the
    clock, which stand beside them.
    """
    command, environment = native_command("s2tw")
    if not command or not hasattr(os, "wait4"):
        return
    clocks: dict[str, list[tuple[float, float]]] = {"own": [], "native": []}
    for _ in range(RUNS):
        clocks["own"].append(_spent(lambda: _quiet(own, {})))
        clocks["native"].append(_spent(lambda: _quiet([*command, "-i", page], environment)))
    (spent, passed), (less, sooner) = (map(min, zip(*found, strict=True)) for found in clocks.values())
    beside = f"processor {spent:.2f} and {less:.2f} s, clock {passed:.2f} and {sooner:.2f} s"
    name = "duizhao convert PAGE behind opencc (native)"
    yield Figure(name, f"{spent - less:.2f} s", f"< {BEHIND:g} s", spent - less < BEHIND, beside)


def _spent(work: Callable[[], object]) -> tuple[float, float]:
    """Return the seconds that child processes took of the processor, and those of the clock."""
    start, before = time.perf_counter(), os.times()
    work()
    after = os.times()
    processor = after.children_user + after.children_system - before.children_user - before.children_system
    return processor, time.perf_counter() - start
