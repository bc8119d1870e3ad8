"""The feature cells that the glossary and the lexicon share: ``mass ; class=doc ; vn=detention(mass)``."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

CLASSES = frozenset(
    [
        "person",
        "organ",
        "place",
        "event",
        "time",
        "doc",
        "thing",
        "vehicle",
        "system",
        "act",
        "abstract",
        "info",
        "money",
        "quality",
        "unit",
        "group",
    ]
)
FLAGS = frozenset(
    [
        "mass",
        "pl",
        "sg",
        "the",
        "of",
        "drop",
        "i",
        "ti",
        "t",
        "st",
        "nopass",
        "attr",
        "post",
        "deg",
        "n",
        "total",
        "cop",
        "have",
        "causative",
        "becomes",
        "asks",
        "empty",
        "imp",
        "perf",
        "sub",
        "enum",
        "purpose",
        "base",
        "ing",
        "me",
        "more",
        "quant",
        "at",
        "temporal",
        "fromdate",
        "verb",
        "agent",
        "compare",
        "any",
        "hant",
        "common",
    ]
)
VALUED = frozenset(
    [
        "pl",
        "class",
        "prem",
        "vn",
        "n",
        "vprem",
        "comp",
        "prep",
        "result",
        "pred",
        "adv",
        "pos",
        "ref",
        "obj",
        "obj.class",
        "subj",
        "subj.class",
        "head",
        "head.class",
        "mod",
        "reg",
        "genre",
        "light",
        "carry",
        "asp",
        "acc",
        "after",
        "only",
        "kind",
        "poss",
        "rank",
        "rule",
        "else",
        "most",
        "one",
    ]
)
MARKERS = ("prep.",)
UNVALUED = frozenset(("n", "light", "rank", "most"))


@lru_cache(maxsize=65536)
def parse_features(cell: str) -> Mapping[str, str]:
    """Read a feature cell into a mapping; a bare name maps to ``"1"``.

    >>> dict(parse_features("mass ; class=info ; prep.对=for"))
    {'mass': '1', 'class': 'info', 'prep.对': 'for'}
    """
    found = {}
    for part in cell.split(";"):
        name, equals, value = part.strip().partition("=")
        if name:
            found[name.strip()] = value.strip() if equals else "1"
    return MappingProxyType(found)


def feature_faults(cell: str) -> list[str]:
    """Say what is wrong with a feature cell, in words; an empty list where nothing is.

    >>> feature_faults("mas ; class=animal")
    ['unknown feature "mas"', 'unknown class "animal"']
    """
    faults = []
    for name, value in parse_features(cell).items():
        if not (name in FLAGS or name in VALUED or name.startswith(MARKERS)):
            faults.append(f'unknown feature "{name}"')
        elif name not in FLAGS and value == "1" and name not in UNVALUED:
            faults.append(f'feature "{name}" wants a value')
        elif name.endswith("class"):
            faults += [f'unknown class "{part}"' for part in value.split(",") if part.strip() not in CLASSES]
    return faults
