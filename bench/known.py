"""``python bench/known.py [REVISION]``: the known failures of drafting by class, at a revision and now.

The rows of ``tests/cases/transfer/known-failures.tsv`` are strict expected failures, so the figures are those of the
suite: a row that passes has to leave the file. Rows of the revision that were reworded meanwhile count as mended.
"""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FILES = ("known-failures.tsv", "known-failures-forms.tsv", "known-failures-lattice.tsv")
FEW = 3


def main(revision: str) -> int:
    """Print the classes with the most rows at the revision, the rest in one line, as a table."""
    was, now = (Counter(_classes(made)) for made in (revision, ""))
    print("| class | was | is |\n|---|---:|---:|")
    frequent = [name for name, count in was.most_common() if count >= FEW]
    for name in frequent:
        print(f"| {name} | {was[name]} | {now[name]} |")
    rest = [sum(count for name, count in counted.items() if name not in frequent) for counted in (was, now)]
    print(f"| others | {rest[0]} | {rest[1]} |\n| all | {was.total()} | {now.total()} |")
    return 0


def _classes(revision: str) -> list[str]:
    found = []
    for name in FILES:
        lines = [line.split("\t") for line in _text(name, revision).splitlines() if line and not line.startswith("#")]
        short = {"known-failures-forms.tsv": "forms", "known-failures-lattice.tsv": "lattice"}.get(name)
        found += [short or cells[0] for cells in lines[1:]]
    return found


def _text(name: str, revision: str) -> str:
    path = f"tests/cases/transfer/{name}"
    if not revision:
        return (ROOT / path).read_text("utf-8") if (ROOT / path).is_file() else ""
    shown = subprocess.run(["git", "show", f"{revision}:{path}"], cwd=ROOT, capture_output=True, check=False)
    return shown.stdout.decode()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "HEAD"))
