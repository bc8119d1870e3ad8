"""The doubt report of conversion beside OpenCC's own: errors found, and flags for every 10,000 Han of running text.

The sentences of ``doubt.tsv`` are dense with one-to-many characters, so they say how many errors a report finds; how
many flags it raises is measured on running text. Two more sources are read from the folder that DUIZHAO_EVAL names:
``conversion-hard-dev.json``, cases (``input``, ``expected`` by configuration), and ``flores200-dev.zh``, a text in
Simplified characters.
"""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from bench.figure import Figure
from bench.material import HANS, clean, evaluation
from toolkit.script.engines import converter
from toolkit.script.review import LEAST, review

CONFIG = "s2tw"
FOUND = 0.8
# Forms that are both in use, or that differ by the standard alone: no error, whichever is chosen.
_PAIRS = (
    "台臺 佈布 佔占 週周 註注 纔才 喫吃 巖岩 昇升 諮咨 託托 慾欲 菸煙 脣唇 羣群 爲為 裏裡 牀床 峯峰 綫線 "
    "汙污 啓啟 衆眾 麪麵 着著 盃杯 覈核 讎仇 兇凶 霑沾 僱雇 剋克 脩修 唸念 輓挽 弔吊 悽淒 谿溪 氾泛 蹟跡 "
    "傚效 鑒鑑 揹背 閑閒 溼濕 夥伙 糰團 黴霉 矇蒙 桿杆 讚贊 紮扎 箇個 祇只 獃呆 傭佣 傢家 彿佛 嶽岳 鏇旋 "
    "孃娘 絃弦 鍊鏈 闇暗 纍累 裊嫋 伕夫 "
)
_SAME = str.maketrans({pair[0]: pair[1] for pair in _PAIRS.split()})


@dataclass(frozen=True, slots=True)
class Cases:
    """Sentences in Simplified characters with the Traditional ones expected, and where they come from."""

    name: str
    hans: tuple[str, ...]
    hant: tuple[str, ...]

    @property
    def text(self) -> str:
        """The sentences, a line each."""
        return "\n".join(self.hans)

    def errors(self, engine: str) -> set[int]:
        """Return where an engine writes another character than expected; offsets in the whole text."""
        turn = converter(CONFIG, engine)
        made = "\n".join(turn.convert(line).apply(line) for line in self.hans).translate(_SAME)
        wanted = "\n".join(self.hant).translate(_SAME)
        return {at for at, (one, other) in enumerate(zip(made, wanted, strict=True)) if one != other}


def figures() -> Iterator[Figure]:
    """Yield the figures of this topic."""
    for name, text in _running():
        yield _flags(name, text)
    for cases in _cases():
        for engine in ("opencc", "duizhao"):
            yield _recall(cases, engine)


def _running() -> Iterator[tuple[str, str]]:
    yield "texts that come with the package", clean(HANS)
    if path := evaluation("flores200-dev.zh"):
        yield path.name, path.read_text(encoding="utf-8")


def _cases() -> Iterator[Cases]:
    rows = (Path(__file__).parent / "doubt.tsv").read_text(encoding="utf-8").splitlines()[3:]
    for half in ("calibration", "held-out"):
        pairs = [row.split("\t")[1:] for row in rows if row.startswith(half)]
        yield Cases(f"own, {half}", tuple(hans for hans, _ in pairs), tuple(hant for _, hant in pairs))
    if path := evaluation("conversion-hard-dev.json"):
        found = json.loads(path.read_text(encoding="utf-8"))["cases"]
        pairs = [[case["input"], case["expected"]["s2t"]] for case in found if "s2t" in case["expected"]]
        pairs = [pair for pair in pairs if len(pair[0]) == len(pair[1])]
        yield Cases(path.name, tuple(hans for hans, _ in pairs), tuple(hant for _, hant in pairs))


def _flags(name: str, text: str) -> Figure:
    own = _per_han(len(doubted(text, "opencc")), text)
    theirs = ambiguities(text)
    if theirs is None:
        return Figure(f"flags, {name}", f"{own:.0f} per 10,000 Han")
    other = _per_han(len(theirs), text)
    beside = f"--ambiguities {other:.0f} (ratio {own / other:.2f})"
    return Figure(f"flags, {name}", f"{own:.0f} per 10,000 Han", "<= half of OpenCC's", own <= other / 2, beside)


def _recall(cases: Cases, engine: str) -> Figure:
    errors, own = cases.errors(engine), doubted(cases.text, engine)
    share = len(errors & own) / len(errors)
    beside = [f"{len(errors)} errors in {_han(cases.text)} Han, {_per_han(len(own), cases.text):.0f} flags per 10,000"]
    theirs = ambiguities(cases.text)
    if theirs is not None:
        found = len(errors & theirs) / len(errors)
        flags = _per_han(len(theirs), cases.text)
        beside.append(f"--ambiguities {found:.0%} (ratio {share / found:.2f}) at {flags:.0f}")
        first = ranked(cases.text, engine)[: len(theirs) // 2]
        most = min(1, len(first) / len(errors))
        beside.append(
            f"our first {len(first)} (half of its flags) {len(errors & set(first)) / len(errors):.0%} of {most:.0%}"
        )
    name = f"errors found, {cases.name}, engine {engine}"
    return Figure(name, f"{share:.0%}", f">= {FOUND:.0%}", share >= FOUND, "; ".join(beside))


def doubted(text: str, engine: str) -> set[int]:
    """Return the places that our report lists at its default threshold."""
    found = review(text, converter(CONFIG, engine).convert(text), CONFIG, LEAST)
    return {at for doubt in found for at in range(doubt.span.start, doubt.span.end)}


def ranked(text: str, engine: str) -> list[int]:
    """Return all places that our report ranks, the likeliest error first."""
    found = review(text, converter(CONFIG, engine).convert(text), CONFIG, 0)
    return [at for doubt in found for at in range(doubt.span.start, doubt.span.end)]


@cache
def ambiguities(text: str) -> frozenset[int] | None:
    """Return the places that the native command of OpenCC's wheel lists; nothing where the wheel has none."""
    import opencc

    home = Path(opencc.__file__).parent / "clib"
    command = home / "bin" / "opencc"
    if not command.exists():
        return None
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", suffix=".txt") as file:
        file.write(text)
        file.flush()
        ran = subprocess.run(
            [command, "-c", f"{CONFIG}.json", "--ambiguities", "-i", file.name],
            env={**os.environ, "OPENCC_DATA_DIR": str(home / "share" / "opencc")},
            capture_output=True,
            check=True,
            timeout=60,
        )
    return frozenset(_places(ran.stdout.decode("utf-8")))


def _places(report: str) -> Iterator[int]:
    """Yield the places of a report: JSON lines of literal runs and ambiguous spans."""
    at = 0
    for record in map(json.loads, filter(None, report.split("\n"))):
        if "amb" in record:
            yield from range(at, at + len(record["amb"]["t"]))
            at += len(record["amb"]["t"])
        at += len(record.get("lit", ""))


def _han(text: str) -> int:
    return sum("\u4e00" <= sign <= "\u9fff" for sign in text)


def _per_han(count: int, text: str) -> float:
    return count * 10_000 / max(1, _han(text))
