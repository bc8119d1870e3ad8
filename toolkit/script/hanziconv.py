"""HanziConv as a second engine: one character for one, without words; kept as an opinion, never as the judge."""

from __future__ import annotations

from dataclasses import dataclass

from toolkit.errors import UsageError
from toolkit.text import Edits, edits_between

CONFIGS = ("s2t", "t2s")


@dataclass(frozen=True, slots=True)
class HanziConvConverter:
    """Converts character by character with HanziConv; the alignment is the identity.

    Raises UsageError for another configuration than ``s2t`` and ``t2s``.

    >>> HanziConvConverter("s2t").convert("万余").apply("万余")
    '萬餘'
    """

    config: str

    def __post_init__(self) -> None:
        if self.config not in CONFIGS:
            raise UsageError(f'HanziConv has no configuration "{self.config}"', remedy="choose s2t or t2s")

    @property
    def name(self) -> str:
        """``hanziconv.s2t`` or ``hanziconv.t2s``."""
        return f"hanziconv.{self.config}"

    def convert(self, characters: str) -> Edits:
        """Return the edits; offsets in code points."""
        from hanziconv import HanziConv

        turn = HanziConv.toTraditional if self.config == "s2t" else HanziConv.toSimplified
        return edits_between(characters, turn(characters), self.name)
