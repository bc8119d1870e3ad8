"""What a glossary lacks for some texts: term candidates with a literal gloss, and content words without any entry."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import toolkit
from toolkit.analysis.names import names
from toolkit.analysis.quantities import quantities
from toolkit.analysis.spelling import pinyin_line
from toolkit.analysis.tokens import retokenized, tokenize
from toolkit.document import HANS, Document
from toolkit.glossary import COLUMNS, Glossary
from toolkit.pipeline import english_lines
from toolkit.repair.fixers import repair
from toolkit.script.both import both_scripts
from toolkit.terms.candidates import Candidate, Words, candidates
from toolkit.terms.matching import Matcher
from toolkit.terms.parting import part
from toolkit.terms.patterned import shipped_patterns
from toolkit.transfer.vocabulary import shipped_lexicon, shipped_places

CONTENT = ("n", "v", "a", "b", "d", "i", "j", "l", "z")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A candidate with the English of its components, as far as glossary and lexicon know them, and a literal gloss."""

    candidate: Candidate
    components: tuple[tuple[str, str], ...]
    gloss: str


@dataclass(frozen=True, slots=True)
class Missing:
    """A content word that neither glossary nor lexicon has: its tag, how often it stands, and its first places."""

    word: str
    tag: str
    count: int
    places: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """The words without an entry, the most frequent first, and how many content words there are."""

    missing: tuple[Missing, ...]
    content: int
    covered: int

    @property
    def share(self) -> float:
        """The part of the running content words that has an entry, 0 to 1."""
        return self.covered / self.content if self.content else 1.0


def simplified(document: Document) -> str:
    """Return a text repaired and in Simplified characters, as candidates and words are looked for."""
    return both_scripts(repair(document)).text(HANS)


def suggest(texts: Iterable[str], glossary: Glossary, limit: int = 50) -> tuple[Suggestion, ...]:
    """Return the best candidates of some Simplified texts that the glossary does not have; nothing is ever added.

    >>> from toolkit.glossary import Glossary
    >>> [found.candidate.form for found in suggest(["天网工程验收。天网工程建成。"], Glossary(), limit=1)]
    ['天网工程']
    """
    lexicon = shipped_lexicon()
    forms = {term.hans: concept for concept in glossary for term in concept.terms}
    words = Words(_plain, _general)
    found = candidates("\n".join(texts), forms, words)[:limit]
    if not found:
        return ()
    glosses = english_lines(toolkit.draft(toolkit.read_text("\n".join(one.form for one in found)), glossary=glossary))
    known = {form: concept.english for form, concept in forms.items()}
    known = {word: entries[0].en for word, entries in lexicon.items() if len(word) > 1} | known
    return tuple(
        Suggestion(one, tuple((own, known[own]) for own in part(one.form, known)), gloss.strip().rstrip("."))
        for one, gloss in zip(found, glosses.split("\n"), strict=True)
    )


def _plain(word: str) -> bool:
    """Whether the lexicon knows a word as a verb that stands in no compound (召开)."""
    entries = shipped_lexicon().get(word, ())
    verbs = [entry for entry in entries if entry.cat == "v"]
    noun = any(entry.cat == "n" or entry.get("n") or entry.get("vprem") for entry in entries)
    return bool(verbs) and not noun


def _general(word: str) -> bool:
    return any(entry.cat in ("n", "a") for entry in shipped_lexicon().get(word, ()))


def coverage(texts: Sequence[tuple[str, str]], glossary: Glossary) -> Coverage:
    """Return which content words of some Simplified texts, given with their names, have no entry.

    Names and quantities are no words of a glossary and are left out.
    """
    matcher, lexicon = Matcher(glossary, patterns=shipped_patterns()), shipped_lexicon()
    found: dict[str, tuple[str, list[str]]] = {}
    content = covered = 0
    for name, text in texts:
        for number, line in enumerate(text.split("\n"), start=1):
            for word, tag, start, has in _words(line, matcher):
                content += 1
                if has or word in lexicon:
                    covered += 1
                    continue
                found.setdefault(word, (tag, []))[1].append(f"{name}:{number}:{start + 1}")
    missing = [Missing(word, tag, len(places), tuple(places[:5])) for word, (tag, places) in found.items()]
    return Coverage(tuple(sorted(missing, key=lambda one: -one.count)), content, covered)


def _words(line: str, matcher: Matcher) -> Iterator[tuple[str, str, int, bool]]:
    """Yield the content words of a line: word, tag, start and whether a term of the glossary holds it."""
    literals = [span for span, _ in quantities(line)]
    tokens = retokenized(line, literals) if literals else tokenize(line)
    held = {at for hit in matcher.hits(line) for span in hit.spans for at in range(span.start, span.end)}
    named = {at for span, _ in names(line, tokens, gazetteer=shipped_places()) for at in range(span.start, span.end)}
    for span, token in tokens:
        han = all("\u3400" <= sign <= "\u9fff" for sign in token.word)
        if han and token.tag.startswith(CONTENT) and span.start not in named:
            yield token.word, token.tag, span.start, span.start in held or span.end - 1 in held


def as_rows(found: Iterable[Suggestion]) -> list[dict[str, object]]:
    """Return suggestions as rows for JSON."""
    return [
        {
            "form": one.candidate.form,
            "frequency": one.candidate.frequency,
            "score": one.candidate.score,
            "context": one.candidate.context,
            "components": [{"form": form, "english": english} for form, english in one.components],
            "gloss": one.gloss,
        }
        for one in found
    ]


def as_terms(found: Iterable[Suggestion], domain: str = "own") -> str:
    """Return suggestions as lines of the glossary's home form, to be looked through before they are pasted.

    The rendering is the literal gloss; the note says that it is one.
    """
    lines = ["\t".join(COLUMNS)]
    for one in sorted(found, key=lambda one: one.candidate.form):
        row = dict.fromkeys(COLUMNS, "")
        pinyin, form = pinyin_line(one.candidate.form), one.candidate.form
        row |= {
            "concept": "-".join("".join(sign if sign.isalnum() else " " for sign in one.gloss.lower()).split()),
            "hans": form,
            "hant": toolkit.convert(form, "s2tw"),
            "pinyin": pinyin[:1].lower() + pinyin[1:],
            "english": one.gloss,
            "pos": "noun",
            "domain": domain,
            "status": "preferred",
            "note": "Suggested; the English is a literal gloss.",
        }
        lines.append("\t".join(str(row[column]) for column in COLUMNS))
    return "\n".join(lines)


__all__ = ["Coverage", "Missing", "Suggestion", "as_rows", "as_terms", "coverage", "simplified", "suggest"]
