"""The glossary's own forms, locked against every engine: a term is written as its row writes it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from toolkit.automata import Automata
from toolkit.glossary import Glossary, Heading
from toolkit.script.opencc import converted
from toolkit.script.words import cut, masked, uncut
from toolkit.text import Span

_FROM_TAIWAN = {"s2t": ("tw2t",), "s2hk": ("tw2t", "t2hk"), "s2hkp": ("tw2t", "t2hk")}


@dataclass(frozen=True, slots=True)
class Locks:
    """Target forms by source form, for one direction, and the automata that find them.

    Empty unless made of a glossary. A term that a word border cuts (天网 in 今天网上) is not locked.
    """

    forms: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    automata: Automata | None = field(default=None, compare=False)

    def found(self, characters: str) -> Iterator[tuple[Span, str]]:
        """Yield the span (code points) and the target form of each locked term, leftmost and longest first."""
        if self.automata is None:
            return
        readable = masked(characters)
        hits = [Span(start, end) for _, start, end in self.automata.of(readable).every(readable)]
        if hits:
            tokens = cut(converted("t2s", readable))
            yield from ((span, self.forms[span.of(characters)]) for span in uncut(hits, tokens))


def locks(glossary: Glossary | None, config: str) -> Locks:
    """Return the locks of a glossary for a configuration, by its target script and region.

    To Traditional, the ``hant`` of a row is a form of Taiwan, and is brought to the form of the target; terms of
    another region than the target's are left out, and so is a term of which the target form has another length.
    """
    source, _, target = config.partition("2")
    if glossary is None or "jp" in config or not ("s" in target or source == "s"):
        return Locks()
    forms: dict[str, str] = {}
    for term in glossary.headings():
        earlier, later = (term.hant, term.hans) if target.startswith("s") else (term.hans, _form(term, config))
        if len(earlier) == len(later) and earlier not in forms:
            forms[earlier] = later
    if not forms:
        return Locks()
    return Locks(MappingProxyType(forms), Automata(list(forms)))


def _form(term: Heading, config: str) -> str:
    """Return how the target region writes the term, or nothing where it is a term of another region."""
    own = "HK" if "hk" in config else "TW"
    if term.region and own not in term.region:
        return ""
    form = term.hant
    for step in () if own in term.region else _FROM_TAIWAN.get(config, ()):
        form = converted(step, form)
    return form
