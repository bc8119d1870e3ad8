"""Cold start: whole processes, several runs, beside Python doing nothing and OpenCC's own command."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from bench.figure import Figure, seconds, spread
from toolkit.corpus.works import works

TARGET = 1.0
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
        beside = _native(page) if arguments[0] == "convert" else ""
        yield Figure(f"duizhao {name}", spread(found), f"< {TARGET:g} s", max(found) < TARGET, beside)
    yield Figure("duizhao repair PAGE", spread(_times([*program, "repair", page])))
    yield Figure("duizhao read PAGE", spread(_times([*program, "read", page], runs=3)))


def _times(command: list[str], runs: int = RUNS, **environment: str) -> list[float]:
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    return seconds(lambda: subprocess.run(command, env={**os.environ, **environment}, check=True, **quiet), runs)


def _native(page: str) -> str:
    """Time the command that the wheel of OpenCC holds, where it does."""
    spec = find_spec("opencc")
    folder = Path(str(spec.origin)).parent / "clib" if spec else Path()
    command = folder / "bin" / "opencc"
    if not command.is_file():
        return ""
    found = _times([str(command), "-c", "s2tw.json", "-i", page], OPENCC_DATA_DIR=str(folder / "share" / "opencc"))
    return f"opencc (native) {spread(found)}"
