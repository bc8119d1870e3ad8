"""Check the data files named on the command line (or all of them): lexicon *.tsv and the glossary folder."""

from __future__ import annotations

import sys
from pathlib import Path

from toolkit.check.glossary import check_glossary
from toolkit.check.lexicon import check_lexicon
from toolkit.errors import DuizhaoError
from toolkit.transfer.lexicon import read_entries

ROOT = Path(__file__).resolve().parent.parent


def main(names: list[str]) -> int:
    lexicon = sorted((ROOT / "toolkit/transfer/data/lexicon").glob("*.tsv"))
    faults = []
    try:
        entries = [entry for path in lexicon for entry in read_entries(path)]
        faults = [*check_lexicon(entries), *check_glossary(ROOT / "glossary")]
    except DuizhaoError as error:
        print(error)
        return 1
    shown = [f for f in map(str, faults) if not names or any(name in f.split(": ")[0] for name in names)]
    print("\n".join(shown))
    print(f"{len(shown)} faults; {len(entries)} lexicon entries in all", file=sys.stderr)
    return 1 if shown else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
