"""``python -m bench [TOPIC ...]``: print the figures as tables; exit 1 where a target is missed."""

from __future__ import annotations

import gc
import os
import platform
import sys
from importlib import import_module
from importlib.metadata import version

from bench.figure import table
from toolkit.cli import COLLECTING

TOPICS = {
    "speed": "Speed on clean text (MB of UTF-8 per second of CPU, best of 5; ratio: times the peer's speed)",
    "start": "Cold start (whole processes)",
    "files": "Conversion of files (MB of UTF-8 per second of the clock, best of 3)",
    "draft": "Drafting (one core)",
    "damage": "Byte damage, simulated: spliced lines restored exactly, and characters changed that were right",
    "clean": "Mojibake, encodings, width and clean text",
    "terms": "Terms: matching, look-up, suggestion, coverage",
    "quality": "Repair and drafts of the texts",
    "script": "Conversion between the scripts (engine duizhao)",
    "doubt": "Doubt report of conversion, s2tw, beside OpenCC's own (--ambiguities)",
}


def main(wanted: list[str]) -> int:
    """Run the topics named, or all."""
    if unknown := [name for name in wanted if name not in TOPICS]:
        print(f'bench: there is no topic "{unknown[0]}"; known: {", ".join(TOPICS)}', file=sys.stderr)
        return 2
    gc.set_threshold(*COLLECTING)  # as the command does
    load = f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "?"
    print(f"duizhao {version('duizhao')}, Python {platform.python_version()}, {os.cpu_count()} cores, load {load}")
    missed = 0
    for name in wanted or TOPICS:
        figures = list(import_module(f"bench.{name}").figures())
        print("\n".join(table(TOPICS[name], figures)), flush=True)
        missed += sum(not figure.met for figure in figures)
    print(f"\n{missed} targets missed" if missed else "\nall targets met")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
