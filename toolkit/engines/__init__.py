"""Draft engines by name; each is imported only when it is asked for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from toolkit.errors import UsageError
from toolkit.glossary import Glossary
from toolkit.protocols import DraftEngine


def _transfer(glossary: Glossary, region: str, today: date | None) -> DraftEngine:
    from toolkit.engines.transfer import TransferEngine

    return TransferEngine(glossary, region, today)


ENGINES: dict[str, Callable[[Glossary, str, date | None], DraftEngine]] = {"transfer": _transfer}


def make_engine(name: str, glossary: Glossary, *, region: str = "", today: date | None = None) -> DraftEngine:
    """Make an engine; raises UsageError naming the known ones for an unknown name.

    >>> make_engine("transfer", Glossary()).name
    'transfer'
    """
    if name not in ENGINES:
        raise UsageError(f'there is no engine "{name}"', remedy="known engines: " + ", ".join(ENGINES))
    return ENGINES[name](glossary, region, today)
