"""OpenCC as a Converter: every configuration that its wheel ships, each output character traceable.

Three habits of the binding are met here. It drops what follows a NUL where a configuration has two stages, and it
raises on lone surrogates, so a text is cut at both and they are carried over. Its class takes in dictionaries whose
characters few fonts can show unless told otherwise; like OpenCC's own command, this module tells it otherwise.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from toolkit.errors import UsageError
from toolkit.script.phrases import Phrase, PhraseAligner
from toolkit.text import Edit, Edits, Pair, Phrased, edits_between

PLAIN = {"s2twp": "s2tw", "tw2sp": "tw2s", "s2hkp": "s2hk", "hk2sp": "hk2s"}
# two configurations that take two thirds of the time of the one that does both; a word of a region that reaches over
# two of OpenCC's segments may differ
STEPS = {"s2tw": ("s2t", "t2tw"), "s2hk": ("s2t", "t2hk")}
_UNTOUCHED = re.compile("([\0\x1f\ud800-\udfff]+)")


@lru_cache(maxsize=1)
def configs() -> tuple[str, ...]:
    """Return the names of all configurations of the installed OpenCC, sorted.

    >>> "s2tw" in configs()
    True
    """
    from opencc import CONFIGS

    return tuple(sorted(name.removesuffix(".json") for name in CONFIGS))


@lru_cache(maxsize=32)
def _handle(config: str) -> Any:
    from opencc import OpenCC

    return OpenCC(config, include_tofu_risk_dictionaries=False)


def converted(config: str, characters: str) -> str:
    """Return the text as OpenCC converts it, with NULs and lone surrogates where they were.

    >>> converted("s2tw", "并于\\x00年底")
    '並於\\x00年底'
    """
    handle = _handle(config)
    if "\0" not in characters:
        try:
            return str(handle.convert(characters))
        except UnicodeEncodeError:  # a lone surrogate
            pass
    parts = _UNTOUCHED.split(characters)
    return "".join(part if at % 2 else str(handle.convert(part)) for at, part in enumerate(parts) if part)


def nearly(config: str, characters: str) -> str:
    """Return the text as ``converted`` does but for rare words, faster: to be checked against, not to be handed out.

    >>> nearly("s2tw", "并于年底")
    '並於年底'
    """
    for step in STEPS.get(config, (config,)):
        characters = converted(step, characters)
    return characters


@dataclass(frozen=True, slots=True)
class OpenCCConverter:
    """Converts by one configuration of OpenCC.

    The configurations for characters keep the length of a text, so their alignment is the identity. Those with
    the vocabulary of Taiwan or Hong Kong (s2twp, tw2sp, s2hkp, hk2sp) do not: there each replaced phrase
    becomes one edit (``phrases``).

    >>> [(edit.span.start, edit.text) for edit in OpenCCConverter("s2twp").convert("警用软件")]
    [(2, '軟體')]
    """

    config: str

    def __post_init__(self) -> None:
        if self.config not in configs():
            raise UsageError(f'no OpenCC configuration "{self.config}"', remedy="choose one of " + ", ".join(configs()))

    @property
    def name(self) -> str:
        """``opencc.`` and the configuration."""
        return f"opencc.{self.config}"

    def convert(self, characters: str) -> Edits:
        """Return the edits; offsets in code points."""
        if self.config not in PLAIN:
            return edits_between(characters, converted(self.config, characters), self.name)
        aligner = PhraseAligner(_handle(self.config).convert)
        plain, target, phrases = "", "", list[Phrase]()
        for at, part in enumerate(_UNTOUCHED.split(characters)):
            similar = changed = part
            if part and at % 2 == 0:
                changed = aligner.turn(part)
                similar = nearly(PLAIN[self.config], part)
                phrases += aligner.phrases(part, similar, changed, len(plain))
            plain, target = plain + similar, target + changed
        return Edits.of(Phrased(Pair(characters, plain, self.name), target, tuple(phrases)))


def shifted(edit: Edit, by: int) -> Edit:
    """Return the edit moved by ``by`` code points."""
    return Edit(edit.span.shift(by), edit.text, edit.rule, edit.evidence, edit.doubtful, edit.confidence)
