"""Glossaries of OmegaT: source, target and comment in lines with tabs between them; ``#`` opens a comment."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from toolkit.formats.encoding import decode
from toolkit.formats.intake import BadRow, Found, Intake, gathered, lines_of
from toolkit.glossary import USERS, Concept, Rendering, Term
from toolkit.terms.cells import cell


def write_omegat(concepts: Sequence[Concept]) -> bytes:
    """Return the glossary of an OmegaT project, UTF-8: a line for each term in each script, and for each rendering.

    The comment holds the note; of a further rendering, its user.

    >>> term = Term("派出所", "派出所", "pàichūsuǒ")
    >>> write_omegat([Concept("police-station", "policing", (term,), "police station", note="Local.")]).decode()
    '派出所\\tpolice station\\tLocal.\\n'
    """
    lines = [line for concept in concepts for line in _lines(concept)]
    return "".join(line + "\n" for line in lines).encode()


def _lines(concept: Concept) -> Iterator[str]:
    for term in concept.terms:
        for source in dict.fromkeys((term.hans, term.hant)):
            if source and not source.startswith("#"):
                yield f"{source}\t{concept.english}\t{concept.note}"
                yield from (f"{source}\t{other.english}\t{other.user}" for other in concept.others)


def read_omegat(data: bytes, name: str) -> Intake:
    """Read a glossary of OmegaT; lines of one source that follow each other are renderings of one concept.

    A line in Traditional characters behind its Simplified form is the same term. Raises InputError for what is no text.
    """
    characters, _ = decode(data, name)
    bad: list[BadRow] = []
    remarks: list[str] = []
    found: list[Found] = []
    for number, line in lines_of(characters):
        place = f"{name}:{number}"
        if not line.strip() or line.startswith("#"):
            continue
        cells = [cell(part) for part in line.split("\t")]
        if len(cells) not in (2, 3) or not (cells[0] and cells[1]):
            bad.append(BadRow(place, f"{len(cells)} cells; a line has source, target and at most a comment"))
            continue
        source, target, comment = (*cells, "")[:3]
        if found and found[-1].concept.terms[0].hans == source:
            found[-1] = _more(found[-1], target, comment)
            if comment and comment not in USERS:
                remarks.append(f'{place}: the comment "{comment}" on a further rendering was not taken')
        else:
            found.append(Found(Concept("", "", (Term(source, "", "", ""),), target, note=comment), place))
    return gathered(_paired(found), bad, remarks)


def _more(one: Found, target: str, comment: str) -> Found:
    """Return the concept with one more rendering; a comment on it that names no user has no place in our glossary."""
    user = comment if comment in USERS else ""
    return replace(one, concept=replace(one.concept, others=(*one.concept.others, Rendering(target, user))))


def _paired(found: Sequence[Found]) -> Iterator[Found]:
    """Join a term with the line of its Traditional form behind it."""
    from toolkit.script.engines import converter

    turn = converter("t2s", "duizhao")
    waiting: Found | None = None
    for one in found:
        concept, term = one.concept, one.concept.terms[0]
        if waiting is not None:
            before = waiting.concept
            first = before.terms[0]
            same = (concept.english, concept.others, concept.note) == (before.english, before.others, before.note)
            if same and not first.hant and turn.convert(term.hans).apply(term.hans) == first.hans:
                yield replace(waiting, concept=replace(before, terms=(replace(first, hant=term.hans),)))
                waiting = None
                continue
            yield waiting
        waiting = one
    if waiting is not None:
        yield waiting
