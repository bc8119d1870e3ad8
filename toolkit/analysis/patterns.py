"""The rules of the grammar of quantities: fragments and patterns from ``data/patterns.toml``, compiled once.

The fragments ``before``, ``after``, ``classifier``, ``unit``, ``currency``, ``prefix``, ``vague``, ``nth``,
``area``, ``thing``, ``thing_per``, ``per``, ``daypart`` and ``anchor`` are alternations over the tables beside it,
longest first.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from toolkit.analysis.tables import rows
from toolkit.resources import data

_NAME = re.compile(r"\{([a-zA-Z][a-zA-Z_0-9]*)\}")


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: its name (also its builder's), its pattern, whether it may end in a tokenizer's word or begin one."""

    name: str
    pattern: re.Pattern[str]
    hard: bool
    sure: bool


def alternation(words: Iterable[str]) -> str:
    """Return a group that matches any of the words, the longest first.

    >>> alternation(["米", "平方米"])
    '(?:平方米|米)'
    """
    return "(?:" + "|".join(sorted(map(re.escape, dict.fromkeys(words)), key=len, reverse=True)) + ")"


def _guarded(table: Iterable[dict[str, str]]) -> str:
    """Return an alternation of units, each with what may not follow it."""
    ordered = sorted(table, key=lambda row: len(row["zh"]), reverse=True)
    return "(?:" + "|".join(re.escape(r["zh"]) + (f"(?!{r['not']})" if r["not"] else "") for r in ordered) + ")"


@lru_cache(maxsize=1)
def fragments() -> dict[str, str]:
    """Return the fragments by name, those of the tables included, not yet expanded."""
    bounds, currencies = rows("bounds"), [row["zh"] for row in rows("currencies")]
    made = {
        "before": alternation(row["zh"] for row in bounds if row["side"] == "before"),
        "after": alternation(row["zh"] for row in bounds if row["side"] == "after"),
        "classifier": alternation(row["zh"] for row in rows("classifiers")),
        "unit": _guarded(rows("units")),
        "currency": alternation(word for word in currencies if word != "人民币") + "(?![旦素宝月首件老帅春宵凶勋气祖])",
        "prefix": alternation([*(w for w in currencies if len(w) > 1 and w != "块钱"), *_SYMBOLS]),
        "vague": alternation(row["zh"] for row in rows("approximations")),
        "nth": alternation(row["zh"] for row in rows("ordinals")),
        "daypart": alternation(row["zh"] for row in rows("dayparts") if row["kind"] == "part"),
        "area": _guarded(rows("areas")),
        "thing": alternation(row["zh"] for row in rows("numbered")),
        "thing_per": alternation(row["zh"] for row in rows("per")),
        "per": alternation(_counters()),
        "anchor": alternation(row["zh"] for row in rows("dayparts") if row["kind"] == "anchor"),
    }
    return made | _file()["fragments"]


def _counters() -> list[str]:
    """Return what an amount may be counted by: things and units of time and measure."""
    kinds = ("measure", "duration")
    return [row["zh"] for row in rows("per")] + [row["zh"] for row in rows("units") if row["kind"] in kinds]


_SYMBOLS = ("￥", "¥", "RMB", "US$", "NT$", "HK$", "＄", "$", "€")


@lru_cache(maxsize=1)
def _file() -> dict[str, dict[str, str]]:
    return tomllib.loads(data("analysis", "data", "patterns.toml").read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def rules() -> tuple[Rule, ...]:
    """Return the rules in file order, compiled."""
    known = fragments()

    def expand(pattern: str) -> str:
        while _NAME.search(pattern):
            pattern = _NAME.sub(lambda match: known[match[1]], pattern)
        return pattern

    found: list[dict[str, str]] = list(_file()["rule"])  # type: ignore[arg-type]
    return tuple(
        Rule(rule["name"], re.compile(expand(rule["pattern"])), bool(rule.get("hard")), bool(rule.get("sure")))
        for rule in found
    )
