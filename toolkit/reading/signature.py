"""What made a reading copy: version, engines, rules, glossary and source. The same signature means the same bytes."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, version

from toolkit.document import Document
from toolkit.glossary import Glossary

SHORT = 12


@dataclass(frozen=True, slots=True)
class Signature:
    """The things that settle the bytes of an output.

    ``profile`` and ``layers`` tell which glossary that is: whose renderings, and what lay over the built-in one.

    >>> str(Signature("0.1.0", ("transfer",), ("repair.gbk-splice",), "ab" * 32, "cd" * 32))
    'duizhao 0.1.0; engines transfer; rules 1:292c0f4232b4; glossary abababababab; source cdcdcdcdcdcd'
    """

    version: str
    engines: tuple[str, ...]
    rules: tuple[str, ...]
    glossary: str
    source: str
    profile: str = ""
    layers: tuple[str, ...] = ()

    @property
    def glossary_name(self) -> str:
        """The digest, cut short, with the profile and the layers where there are any.

        >>> Signature("0.1.0", (), (), "ab" * 32, "cd" * 32, "clt", ("user",)).glossary_name
        'abababababab, profile clt, with user'
        """
        parts = [self.glossary[:SHORT] or "none"]
        parts += [f"profile {self.profile}"] if self.profile else []
        return ", ".join(parts + ([f"with {' and '.join(self.layers)}"] if self.layers else []))

    def __str__(self) -> str:
        rules = hashlib.sha256("\n".join(self.rules).encode("utf-8", "surrogatepass")).hexdigest()[:SHORT]
        return "; ".join(
            (
                f"duizhao {self.version}",
                f"engines {', '.join(self.engines) or 'none'}",
                f"rules {len(self.rules)}:{rules}" if self.rules else "rules none",
                f"glossary {self.glossary_name}",
                f"source {self.source[:SHORT]}",
            )
        )


@cache
def installed_version() -> str:
    """Return the version of the installed distribution, or ``0+checkout`` where none is installed."""
    try:
        return version("duizhao")
    except PackageNotFoundError:
        return "0+checkout"


def sign(document: Document, glossary: Glossary, engines: Sequence[str] = (), release: str = "") -> Signature:
    """Return the signature of what was done to ``document``.

    ``engines`` are the signatures that the engines give of themselves; without them the names in the drafts stand.
    The rules are those whose edits the document carries.
    """
    named = engines or sorted({note.value.engine for note in document.layer("draft")})
    rules = sorted({edit.rule for state in document.versions for edit in state.edits})
    return Signature(
        release or installed_version(),
        tuple(named),
        tuple(rules),
        glossary.digest,
        document.source.sha256,
        glossary.profile,
        glossary.layers,
    )
