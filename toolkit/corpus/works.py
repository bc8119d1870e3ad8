"""The texts that come with the package, one folder a work."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from toolkit.resources import shipped


@dataclass(frozen=True, slots=True)
class Work:
    """One work: the folder's name as id, the folder, and what ``about.toml`` says of it."""

    id: str
    folder: Path
    about: Mapping[str, object]

    @property
    def source(self) -> Path:
        """The file as found."""
        return self.folder / "source.txt"


def works() -> list[Work]:
    """Return the works in the order of their ids.

    >>> [work.id for work in works()]
    ['changsha-skynet-2015', 'chengdu-skynet-2011']
    """
    return [
        Work(path.parent.name, path.parent, tomllib.loads(path.read_text(encoding="utf-8")))
        for path in sorted(shipped("texts").glob("*/about.toml"))
    ]


def describe(work: Work, *, whole: bool = False) -> str:
    """Describe a work in a few lines: id, titles, place, date; with ``whole`` also origin, script and path."""
    about = work.about
    lines = [work.id, f"  {about.get('title_zh', '')}", f"  {about.get('title_en', '')}"]
    lines.append(f"  {about.get('place_en', '')}, {about.get('date', '')}")
    if whole:
        lines += [f"  {name}: {about[name]}" for name in ("script", "origin", "rights") if name in about]
    lines.append(f"  {work.source}")
    return "\n".join(lines)
