"""Conversion of files: whole processes on all cores beside peers on one, and the memory that a long text takes.

``DUIZHAO_BENCH_MB`` sets the size of the long text in MB (200 unless it is set; 1000 is the promise).
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

from opencc import OpenCC

from bench.figure import Figure
from bench.material import HANS, HANT, sized
from bench.start import native_command
from toolkit.conversion import Conversion, Settings, convert_stream
from toolkit.parallel import cores

SIZE = 20_000_000
LONG = int(os.environ.get("DUIZHAO_BENCH_MB", "200"))
MEMORY = 200  # MB
RUNS = 3
PROGRAM = [sys.executable, "-m", "toolkit.cli"]
BINDING = (
    "import sys; from pathlib import Path; from opencc import OpenCC;"
    "text = Path(sys.argv[2]).read_text('utf-8');"
    "Path(sys.argv[3]).write_text(OpenCC(sys.argv[1]).convert(text), 'utf-8')"
)
# runs a command and writes the peak of its memory and of its largest child to standard error, in KB
MEASURED = (
    "import re, resource, sys; from pathlib import Path; from toolkit.cli import main; main(sys.argv[1:]);"
    "own = re.search(r'VmHWM:\\s+(\\d+)', Path('/proc/self/status').read_text())[1];"
    "print('peak', own, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, file=sys.stderr)"
)
Timed = dict[str, Callable[[], object]]


def figures() -> Iterator[Figure]:
    """Yield the figures of this topic."""
    with tempfile.TemporaryDirectory(prefix="duizhao-bench-") as folder:
        for script, config in ((HANS, "s2tw"), (HANT, "t2s")):
            text = sized(script, SIZE)
            yield _processes(Path(folder), text, config)
            yield _calls(text, config)
        if sys.platform == "linux":
            yield from _memory(Path(folder))


def _processes(folder: Path, text: str, config: str) -> Figure:
    """Time whole processes, from file to file."""
    source, target = folder / "in.txt", str(folder / "out.txt")
    source.write_text(text, encoding="utf-8")
    work: Timed = {
        "own": lambda: _run([*PROGRAM, "convert", str(source), "-c", config, "-o", target]),
        "opencc (binding)": lambda: _run([sys.executable, "-c", BINDING, config, str(source), target]),
    }
    command, environment = native_command(config)
    if command:
        work["opencc (native)"] = lambda: _run([*command, "-i", str(source), "-o", target], **environment)
    return _beside(f"convert {config}, 20 MB file to file, {cores()} cores", len(text.encode()), work)


def _calls(text: str, config: str) -> Figure:
    """Time calls in this process, that of several processes included."""
    data, to = text.encode(), Settings(Conversion(config))
    binding = OpenCC(config)
    work: Timed = {
        "own": lambda: [len(piece) for piece in convert_stream(BytesIO(data).read, "-", to)],
        "opencc (binding)": lambda: binding.convert(text),
    }
    try:
        from opencc_pyo3 import OpenCC as Rust
        from zhconv_rs import zhconv
    except ImportError:  # of the extra "bench"
        pass
    else:
        rust, zone = Rust(config), "zh-TW" if config == "s2tw" else "zh-CN"
        work["opencc-pyo3 (all cores)"] = lambda: rust.convert(text)
        work["zhconv-rs"] = lambda: zhconv(text, zone)
    return _beside(f"convert {config}, 20 MB in memory, {cores()} cores", len(data), work)


def _beside(name: str, size: int, work: Timed) -> Figure:
    """Time the works in turn, so that a load of the machine meets all of them, and set their best beside each other."""
    best = dict.fromkeys(work, float("inf"))
    for _ in range(RUNS):
        for known, run in work.items():
            start = time.perf_counter()
            run()
            best[known] = min(best[known], time.perf_counter() - start)
    own = best.pop("own")
    beside = ", ".join(f"{peer} {size / found / 1e6:.1f} (ratio {found / own:.2f})" for peer, found in best.items())
    target, met = "ratio to the binding >= 1", best["opencc (binding)"] >= own
    return Figure(name, f"{size / own / 1e6:.1f} MB/s", target, met, beside)


def _run(command: list[str], **environment: str) -> None:
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    subprocess.run(command, env={**os.environ, **environment}, check=True, **quiet)


def _memory(folder: Path) -> Iterator[Figure]:
    """Yield the peak of memory of a long text: with lines, in one line with marks, and without any mark."""
    clean = sized(HANS, 1_000_000)
    bare = "".join(sign for sign in clean if "\u4e00" <= sign <= "\u9fff")
    for name, part in (("with lines", clean), ("one line", clean.replace("\n", "")), ("one line without marks", bare)):
        path = folder / "long.txt"
        data = part.encode()
        with path.open("wb") as file:
            for _ in range(LONG * 1_000_000 // len(data) + 1):
                file.write(data)
        yield _peak(f"memory, {LONG} MB {name}", [str(path), "-o", str(folder / "out.txt")], None)
        if name == "with lines":
            yield _peak(f"memory, {LONG} MB from standard input to standard output", [], path)


def _peak(name: str, arguments: list[str], stdin: Path | None) -> Figure:
    with (stdin or Path(os.devnull)).open("rb") as given:
        command = [sys.executable, "-c", MEASURED, "convert", *arguments, "-c", "t2s"]
        pipes = {"stdin": given, "stdout": subprocess.DEVNULL, "stderr": subprocess.PIPE}
        said = subprocess.run(command, check=True, text=True, **pipes).stderr
    own, child = (int(peak) / 1024 for peak in said.rpartition("peak ")[2].split())
    whole = own + cores() * child
    beside = f"{own:.0f} MB and {cores()} processes of {child:.0f} MB each, what they share counted in each"
    return Figure(name, f"{whole:.0f} MB", f"<= {MEMORY} MB", whole <= MEMORY, beside)
