"""Where the glossary and the texts that come with the package are: inside the wheel, or beside a checkout."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from toolkit.errors import InputError


def shipped(name: str) -> Path:
    """Return the folder ``glossary`` or ``texts``, from the wheel (``toolkit/_shipped``) or the checkout.

    Raises InputError where neither has it.

    >>> shipped("glossary").name
    'glossary'
    """
    package = Path(str(files("toolkit")))
    for folder in (package / "_shipped" / name, package.parent / name):
        if folder.is_dir():
            return folder
    raise InputError(f'the folder "{name}" did not come with this installation', remedy="install duizhao again")


def data(*parts: str) -> Path:
    """Return the path of a data file of the package, as ``data("transfer", "data", "lexicon")``."""
    return Path(str(files("toolkit"))).joinpath(*parts)
