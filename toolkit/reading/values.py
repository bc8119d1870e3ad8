"""The tree that a reading copy is: all that a template prints, decided before any template runs.

Every value is frozen and holds plain text; escaping belongs to the form (HTML, Markdown, JSON) that prints it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from toolkit.document import Draft, Finding, Source
from toolkit.glossary import Concept
from toolkit.reading.signature import Signature
from toolkit.text import Span

CEDICT = "CC-CEDICT (CC BY-SA 4.0, https://cc-cedict.org)"
FOUND, SIMPLIFIED, TRADITIONAL = "found", "hans", "hant"
SCRIPTS = (FOUND, SIMPLIFIED, TRADITIONAL)


def is_general(by: str) -> bool:
    """Tell whether an origin names CC-CEDICT, whose words are to be labeled wherever they are printed.

    >>> is_general("cc-cedict:喇叭")
    True
    """
    return "cedict" in by.casefold()


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of Chinese with one and the same marking, in the three scripts (found, Simplified, Traditional).

    ``links`` are numbers of links of the row's draft; ``entry``, ``repair``, ``choice`` and ``notes`` are numbers of
    the copy's entries, repairs, choices and notes, 0 where there is none. ``damage`` says what is wrong with
    characters left as found.
    """

    texts: tuple[str, str, str]
    links: tuple[int, ...] = ()
    entry: int = 0
    repair: int = 0
    damage: str = ""
    notes: tuple[int, ...] = ()
    choice: int = 0


@dataclass(frozen=True, slots=True)
class Word:
    """The pieces that one reading in pinyin stands above."""

    pieces: tuple[Piece, ...]
    pinyin: str = ""


@dataclass(frozen=True, slots=True)
class Phrase:
    """One or more words; with ``entry``, all of them together are a term of the glossary."""

    words: tuple[Word, ...]
    entry: int = 0


@dataclass(frozen=True, slots=True)
class Unit:
    """What the interlinear layout sets above one gloss."""

    phrases: tuple[Phrase, ...]
    gloss: str = ""


@dataclass(frozen=True, slots=True)
class Face:
    """A script in which a row is shown: the names it goes by, its language tag, which text of a piece it takes."""

    names: tuple[str, ...]
    lang: str
    index: int


@dataclass(frozen=True, slots=True)
class Bit:
    """A run of English with one and the same marking.

    ``opens`` and ``closes`` say that a bracket of supplied words stands before or after it; ``general`` that the
    words come from CC-CEDICT.
    """

    text: str
    links: tuple[int, ...] = ()
    opens: bool = False
    closes: bool = False
    general: bool = False
    notes: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Rendered:
    """Consecutive bits; with ``entry``, together they render a term of the glossary."""

    bits: tuple[Bit, ...]
    entry: int = 0


@dataclass(frozen=True, slots=True)
class DrawerWord:
    """A word as it was read: characters, category, English of the entry, where the entry stands."""

    zh: str
    cat: str
    english: str
    place: str


@dataclass(frozen=True, slots=True)
class DrawerClause:
    """A clause: its cost, its words, its derivation as indented lines of rule ids, and the nearest that lost.

    ``lost`` pairs a difference with the word at which it shows.
    """

    zh: str
    cost: str
    words: tuple[DrawerWord, ...]
    tree: str
    lost: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Drawer:
    """How the draft of a row came about: its clauses, and remarks (a label, the Chinese, what is said of it)."""

    clauses: tuple[DrawerClause, ...]
    remarks: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """One segment: its Chinese in units and faces, its English in runs, and where both come from.

    ``span`` counts in the version that was segmented; ``draft`` is None in a copy without English. ``state`` is
    machine, memory, edited or nothing.
    """

    id: str
    label: str
    paragraph: int
    kind: str
    span: Span
    source: str
    hans: str
    hant: str
    pinyin: str
    units: tuple[Unit, ...]
    faces: tuple[Face, ...]
    draft: Draft | None = None
    english: tuple[Rendered, ...] = ()
    state: str = ""
    repairs: tuple[int, ...] = ()
    findings: tuple[Finding, ...] = ()
    terms: tuple[tuple[str, Span], ...] = ()
    quantities: tuple[tuple[str, Span], ...] = ()
    choices: tuple[Choice, ...] = ()
    drawer: Drawer | None = None

    @property
    def level(self) -> str:
        """The rung of the ladder that the draft stands on, or nothing."""
        return self.draft.level if self.draft else ""


@dataclass(frozen=True, slots=True)
class Related:
    """A concept not to be confused with an entry; ``entry`` is its own number in the copy, or 0."""

    hans: str
    hant: str
    english: str
    entry: int = 0


@dataclass(frozen=True, slots=True)
class Entry:
    """A glossary concept that occurs in the text: where, and as what it is rendered there."""

    number: int
    concept: Concept
    renderings: tuple[str, ...] = ()
    related: tuple[Related, ...] = ()
    places: tuple[str, ...] = ()

    @property
    def departures(self) -> tuple[str, ...]:
        """The renderings in the text that are more than the preferred one capitalized or in the plural."""
        return tuple(said for said in self.renderings if self.concept.english.casefold() not in said.casefold())


@dataclass(frozen=True, slots=True)
class Repair:
    """One repair of the source; ``row`` is the id of the segment it fell in, or nothing."""

    number: int
    before: str
    after: str
    rule: str
    evidence: str
    doubtful: bool
    row: str
    span: Span

    @property
    def quiet(self) -> bool:
        """Whether only punctuation was put right, which no reader needs to see marked."""
        return not self.doubtful and not any(map(str.isalnum, self.after))


def counted(repairs: Iterable[Repair]) -> tuple[tuple[str, int], ...]:
    """Return how often each rule repaired, by name."""
    return tuple(sorted(Counter(repair.rule for repair in repairs).items()))


@dataclass(frozen=True, slots=True)
class Note:
    """A translator's note, numbered in the order of the text: the characters it is about, what it says, where."""

    number: int
    about: str
    message: str
    row: str


@dataclass(frozen=True, slots=True)
class Choice:
    """A doubtful choice of conversion: in which script, what was chosen for what, what it could be, and why.

    ``span`` counts in the segment, ``score`` (0 to 1) says how doubtful it is.
    """

    number: int
    script: str
    sign: str
    chosen: str
    others: tuple[str, ...]
    score: float
    reasons: tuple[str, ...]
    row: str
    span: Span

    @property
    def index(self) -> int:
        """Which text of a piece the choice stands in."""
        return SCRIPTS.index(self.script)

    @property
    def told(self) -> str:
        """The doubt in words."""
        others = " or ".join(self.others)
        return f"{self.chosen} for {self.sign}" + (f" could also be {others}" if others else " is doubtful")


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of the head: a label, what is said in Chinese and in English, and the link where there is one.

    ``aside`` marks what stands folded away: remarks of the editor.
    """

    label: str
    chinese: str = ""
    english: str = ""
    url: str = ""
    code: bool = False
    aside: bool = False


@dataclass(frozen=True, slots=True)
class Head:
    """The titles, the facts beneath them, and how far the draft got; ``lang`` is that of the Chinese title."""

    title_zh: str
    title_en: str
    lang: str = "zh-Hans"
    issuer_zh: str = ""
    issuer_en: str = ""
    facts: tuple[Fact, ...] = ()
    coverage: str = ""
    authority: str = "The Chinese text is authoritative."


@dataclass(frozen=True, slots=True)
class ReadingCopy:
    """A whole reading copy; ``lang`` is the language tag of the text as found, ``scripts`` those it can be shown in.

    ``set_aside`` says how many runs (markup, line ends) were set aside when
    the text was read from its file. ``rows`` holds all segments in order, those of the page's furniture (kind
    ``boilerplate``) too.
    """

    source: Source
    lang: str
    scripts: tuple[str, ...]
    head: Head
    rows: tuple[Row, ...]
    entries: tuple[Entry, ...]
    notes: tuple[Note, ...]
    repairs: tuple[Repair, ...]
    set_aside: int
    signature: Signature

    @property
    def counts(self) -> tuple[tuple[str, int], ...]:
        """How often each rule repaired."""
        return counted(self.repairs)

    @property
    def choices(self) -> tuple[Choice, ...]:
        """The doubtful choices of conversion, in order of the text; a number counts from 1."""
        return tuple(choice for row in self.rows for choice in row.choices)

    @property
    def attributions(self) -> tuple[str, ...]:
        """The works of others whose words the drafts use."""
        links = (link for row in self.rows if row.draft for link in row.draft.links)
        return (CEDICT,) if any(is_general(link.by) for link in links) else ()

    @property
    def romanized(self) -> bool:
        """Whether any word has its pinyin."""
        return any(
            word.pinyin for row in self.rows for unit in row.units for phrase in unit.phrases for word in phrase.words
        )

    @property
    def body(self) -> tuple[Row, ...]:
        """The rows of the text itself."""
        return tuple(row for row in self.rows if row.kind != "boilerplate")

    @property
    def boilerplate(self) -> tuple[Row, ...]:
        """The rows left out of the body: furniture of the page."""
        return tuple(row for row in self.rows if row.kind == "boilerplate")
