"""The glossary that a command works with: built-in, the user's own and the project's, one over the other."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

from toolkit.errors import InputError
from toolkit.glossary import Concept, Glossary, load_glossary
from toolkit.resources import shipped
from toolkit.terms.cells import REGIONS
from toolkit.terms.layers import BUILT_IN, PROJECT, USER, in_layer, layered
from toolkit.terms.store import NAME, Store, home

FOLDERS = (Path(".duizhao") / "glossary", Path("glossary"))


def own_store() -> Store:
    """Return the store of the user's own terms, which need not exist yet."""
    return Store(home() / NAME)


def working_glossary(paths: Iterable[Path] = (), profile: str = "") -> Glossary:
    """Return the built-in glossary with the user's own terms and those of the project over it, in a profile.

    ``paths`` name glossaries of the project (folders, or files in any format of exchange), the later over the earlier;
    without them, one is looked for from the working folder upward. Raises InputError where one cannot be read, with
    every row that is at fault, and UsageError for an unknown profile.
    """
    return layered(load_glossary(shipped("glossary")), *upper_layers(paths)).with_profile(profile)


def upper_layers(paths: Iterable[Path] = ()) -> tuple[Glossary, ...]:
    """Return the layers over the built-in one, the lowest first: the user's, and each of the project's."""
    given = list(paths) or list(project_folder(Path.cwd()))
    own = own_store().concepts()
    return (in_layer(own.values(), USER), *map(read_project, given))


def layer_named(name: str, paths: Iterable[Path] = ()) -> Glossary:
    """Return one layer by its name, or all of them laid over each other for an empty one."""
    if not name:
        return working_glossary(paths)
    if name == BUILT_IN:
        return load_glossary(shipped("glossary"))
    found = [layer for layer in upper_layers(paths) if name in layer.layers]
    return layered(Glossary(), *found)


def project_folder(start: Path) -> Iterable[Path]:
    """Yield the glossary of the project that a folder lies in: the nearest one upward, up to the home folder or a disk.

    A folder counts where it holds domain folders with a ``terms.tsv``; the built-in glossary is none of a project.
    """
    built_in = shipped("glossary").resolve()
    for folder in (start, *start.parents):
        for name in FOLDERS:
            found = folder / name
            if found.is_dir() and any(found.glob("*/terms.tsv")):
                if found.resolve() != built_in:
                    yield found
                return
        if folder == Path.home() or (folder / ".git").exists():
            return


def read_project(path: Path) -> Glossary:
    """Return a glossary of the project: a folder of domains, a folder of files, or one file in a format of exchange.

    Raises InputError, naming all rows at fault: half a glossary that looks whole would be worse than none.
    """
    if path.is_dir() and any(path.glob("*/terms.tsv")):
        found = load_glossary(path)
        _refuse_unknown(found.concepts.values(), path)
        layer = in_layer(found.concepts.values(), PROJECT, found.digest)
        return Glossary(layer.concepts, found.domains, layer.digest, layers=layer.layers)
    files = sorted(one for one in path.iterdir() if one.is_file()) if path.is_dir() else [path]
    return layered(Glossary(), *map(_read_file, files)) if len(files) != 1 else _read_file(files[0])


def _read_file(path: Path) -> Glossary:
    from dataclasses import replace

    from toolkit.formats import read_input
    from toolkit.formats.exchange import format_of
    from toolkit.terms.completing import completed

    data = read_input(str(path))
    intake = format_of(str(path), data).read(data, str(path))
    if intake.bad:
        raise InputError(
            "; ".join(map(str, intake.bad)), remedy="mend these rows, or import the file: it takes the rest"
        )
    concepts = (replace(completed(one), domain=one.domain or PROJECT) for one in intake.concepts)
    return in_layer(concepts, PROJECT, hashlib.sha256(data).hexdigest())


def _refuse_unknown(concepts: Iterable[Concept], path: Path) -> None:
    """Raise InputError where a folder says what no part of the program knows; the finer faults are for the check."""
    from toolkit.glossary import PARTS_OF_SPEECH, STATUSES

    for concept in concepts:
        for term in concept.terms:
            known = term.pos in PARTS_OF_SPEECH and term.status in STATUSES and set(term.region) <= set(REGIONS)
            if not (known and term.hans and term.hant and concept.english):
                raise InputError(
                    f"the row of {term.hans or concept.id} is not right",
                    place=str(path),
                    remedy=f'run "duizhao glossary check {path}"',
                )
