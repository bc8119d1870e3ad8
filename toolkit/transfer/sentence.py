"""One segment from its lattice to linked English: enclosures, clauses, parse, linking, and the ladder."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

from toolkit.document import Draft, Link, QuantityUse
from toolkit.errors import InvariantError
from toolkit.text import Span
from toolkit.transfer.account import contents, dropped, enclosed, findings, is_droppable, level, silent, terms
from toolkit.transfer.chart import HEADING_ROOTS, ROOTS, RUNNING_ROOTS, Chart, Item, cover
from toolkit.transfer.clause import Clauses
from toolkit.transfer.context import Context
from toolkit.transfer.doubt import doubts, supplied_subjects, uncarried
from toolkit.transfer.enclosure import Cut, Enclosure, clauses, enclosures
from toolkit.transfer.gloss import cheapest_words, gloss
from toolkit.transfer.grammar import Grammar
from toolkit.transfer.lattice import Findings, Lattice, Sense
from toolkit.transfer.link import link_clauses
from toolkit.transfer.long import CLAUSE, ENDLESS, STRETCH, parts
from toolkit.transfer.pieces import Piece, capitalize, headline, join, links, plain, word
from toolkit.transfer.rival import Derivation, Reading
from toolkit.transfer.role import Clause
from toolkit.transfer.senses import choose
from toolkit.transfer.tree import Node, build, constituents
from toolkit.transfer.vocabulary import Vocabulary

# Connectors that open a clause behind a comma; English has the "and" of its own series there.
_OPENERS = ("以及", "并且")
_ENGLISH_MARK = {"“": '"', "「": '"', "『": '"', "‘": "'", "（": "(", "(": "(", "【": "[", "〔": "["}
_CLOSING = {'"': '"', "'": "'", "(": ")", "[": "]"}


class SentenceWriter:
    """Drafts segments one after another; the context carries the genre and what has been mentioned."""

    def __init__(self, vocabulary: Vocabulary, grammar: Grammar, context: Context) -> None:
        self.vocabulary = vocabulary
        self.grammar = grammar
        self.context = context

    def draft(self, text: str, found: Findings, *, heading: bool = False) -> Draft:
        """Draft one segment; a crash in one clause costs that clause its parse, nothing else."""
        return self.derive(text, found, heading=heading).draft

    def derive(self, text: str, found: Findings, *, heading: bool = False) -> Derivation:
        """Draft one segment and return the draft with all that led to it."""
        self.context.heading = heading
        work = _Segment(self, text, found)
        pieces = work.whole()
        line, placed = join(headline(pieces) if heading else pieces)
        doubtful = [
            *findings(placed, work.lost, work.broken),
            *doubts(work.readings, work.broken, work.said, text),
            *uncarried(found.quantities, placed, text),
            *supplied_subjects(placed),
        ]
        draft = Draft(
            english=line,
            engine="transfer",
            level=level(work.parses, broken=bool(work.broken)),
            links=(
                *links(placed),
                *dropped(work.parses, placed),
                *(Link((span,), (), "dropped:grammar:opener") for span in work.openers),
            ),
            supplied=tuple(span for span, piece in placed if piece.supplied),
            terms=tuple(terms(placed)),
            quantities=tuple(
                QuantityUse(Span(piece.start, piece.end), span, piece.value) for span, piece in placed if piece.value
            ),
            findings=tuple(doubtful),
        )
        readings = tuple(work.readings)
        work.readings.clear()  # the work holds itself through its writers, and charts are large
        return Derivation(text, draft, tuple(placed), readings, tuple(map(tuple, work.parses)), work.said)


class _Segment:
    """The work on one segment: its lattice, the analyses of its clauses, and what went wrong."""

    def __init__(self, writer: SentenceWriter, text: str, found: Findings) -> None:
        self.text = text
        self.context = writer.context
        self.grammar = writer.grammar
        sense = Sense(self.context.region, self.context.genre)
        self.lattice = Lattice(text, found, writer.vocabulary, writer.grammar, sense)
        self.literals = [(span.start, span.end) for span, _ in found.quantities]
        self.clauses = Clauses(self.context, self.inside)
        self.parses: list[list[Item]] = []
        self.readings: list[Reading] = []
        self.openers: dict[Span, None] = {}
        self.lost: list[Item] = []
        self.broken: list[Span] = []

    def whole(self) -> list[Piece]:
        """Return the pieces of the segment: its number or article first, then the sentences."""
        start = 0
        label: list[Piece] = []
        for edge in self.lattice.edges:
            if edge.start == 0 and self._labels(edge):
                label = [_label(edge)]
                start = edge.end
        self.context.item = bool(label) and self.text[0] not in "一二三四五六七八九十第"
        return [*label, *capitalize(self._with_missing(self.stretch(start, len(self.text))))]

    def _labels(self, edge: Item) -> bool:
        if edge.cat == "QART":
            return any(map(str.isspace, self.text[edge.end - 1 : edge.end + 1]))  # an edge may hold the space behind it
        return edge.cat == "QLIST"

    def _with_missing(self, pieces: list[Piece]) -> list[Piece]:
        """Put each content word that the writer left out back in, glossed in brackets at its place: nothing is lost."""
        said = {at for piece in pieces for at in range(piece.start, piece.end)} | silent(self.parses)
        for leaf in contents(self.parses):
            if said.isdisjoint(range(leaf.start, leaf.end)) and not is_droppable(leaf):
                added = Piece(f"[{leaf.entry.en}]", leaf.start, leaf.end, leaf.entry.id)
                pieces = _inserted(pieces, leaf, [added])
                self.lost.append(leaf)
        return self._with_enclosures(pieces)

    def _with_enclosures(self, pieces: list[Piece]) -> list[Piece]:
        """Put each quotation, title or bracket that the writer left out back in, with all that stands in it."""
        for leaf in enclosed(self.parses):
            if not any(leaf.start <= piece.start and piece.end <= leaf.end for piece in pieces):
                pieces = _inserted(pieces, leaf, self.inside(build(leaf)))
                self.lost.append(leaf)
        return pieces

    def stretch(self, start: int, end: int) -> list[Piece]:
        """Return the pieces of a stretch between enclosing marks, clause by clause, linked."""
        closed = [found for found in enclosures(self.text, start, end) if not self._is_literal(found)]
        inside = sorted([(one.start, one.end) for one in closed] + self.literals)
        found = [self._clause(cut, closed) for cut in clauses(self.text, start, end, inside)]
        return link_clauses(found, self.clauses, self.context, self._guarded)

    def _is_literal(self, enclosure: Enclosure) -> bool:
        return any(start <= enclosure.start and enclosure.end <= end for start, end in self.literals)

    def _clause(self, cut: Cut, closed: list[Enclosure]) -> Clause:
        start, end = self._trimmed(cut)
        opener = next((self.text[one.start : one.end] for one in self.openers if one.end == start), "")
        within = [one for one in closed if start <= one.start and one.end <= end]
        clause = Clause(start, end, cut.mark, within, opener=opener)
        self.parses.append(clause.items)
        self._guarded(clause, self._read)
        return clause

    def _trimmed(self, cut: Cut) -> tuple[int, int]:
        start, end = cut.start, cut.end
        while start < end and (self.text[start].isspace() or self.text[start] == "·"):
            start += 1
        if start > 0 and self.text[start - 1] in "，；,;":
            opener = next((opener for opener in _OPENERS if self.text.startswith(opener, start, end)), "")
            if opener:
                self.openers[Span(start, start + len(opener))] = None
                start += len(opener)
        while end > start and self.text[end - 1].isspace():
            end -= 1
        return start, end

    def _guarded(self, clause: Clause, work: Callable[[Clause], None]) -> None:
        """Work on one clause; what breaks there costs this clause its parse, and its words are glossed instead."""
        try:
            work(clause)
        except Exception:
            # Broad on purpose: lexicon, glossary and grammar are data that readers extend, and no list of exceptions
            # covers what an odd entry can do in parse, tree or English. One clause in plain glosses serves the reader
            # of a page better than a traceback, and finding D104 says where it was, so nothing is hidden.
            self._give_up(clause)
            work(clause)

    def _give_up(self, clause: Clause) -> None:
        """Gloss a clause word by word; quotes and brackets in it have clauses of their own, which keep their parse."""
        clause.items[:] = cheapest_words(self._edges(clause), clause.start, clause.end)
        self.broken.append(Span(clause.start, clause.end))
        clause.glosses = []
        for item in clause.items:
            clause.glosses += self.inside(build(item)) if item.entry.flag("enclosed") else gloss(item)

    def _read(self, clause: Clause) -> None:
        """Parse a clause and choose the senses of its words."""
        if clause.glosses is not None or clause.start >= clause.end:
            return
        edges = self._edges(clause)
        for part in self._parts(clause, edges):
            chart = Chart(self.grammar)
            inside = tuple(edge for edge in edges if part.start <= edge.start and edge.end <= part.end)
            chart.fill(inside)
            running = RUNNING_ROOTS if clause.mark in ("，", ",") else ROOTS
            roots = HEADING_ROOTS if self.context.heading else running
            items = cover(chart, part.start, part.end, roots)
            clause.items += items
            told = self.context.heading, self.context.quoting
            self.readings.append(Reading(part, inside, chart, roots, tuple(items), *told))
        if not clause.items or clause.items[-1].end != clause.end:
            raise InvariantError(f"no analysis covers the clause from {clause.start} to {clause.end}")
        clause.nodes = [node for item in clause.items for node in constituents(item)]
        for node in clause.nodes:
            choose(node, self.context)

    def said(self, reading: Reading, items: Sequence[Item]) -> str:
        """Return the English that an analysis of a stretch would have by itself, its enclosures in Chinese."""
        nodes = [node for item in items for node in constituents(item)]
        clause = Clause(reading.span.start, reading.span.end, "", [], list(items), nodes)
        alone = Clauses(self.context, lambda node: [word(node.entry.zh, node)])
        with self.context.untraced(), self._as_heading(reading.heading, quoting=reading.quoting):
            for node in nodes:
                choose(node, self.context)
            return plain(link_clauses([clause], alone, self.context, lambda one, work: work(one)))

    @staticmethod
    def _parts(clause: Clause, edges: list[Item]) -> list[Span]:
        """Return the stretches that a clause is parsed in, one unless it is very long; no word is cut in two."""
        length = clause.end - clause.start
        if length <= CLAUSE:
            return [Span(clause.start, clause.end)]
        inside = {at for edge in edges for at in range(edge.start + 1, edge.end)}
        longest = CLAUSE if length <= ENDLESS else STRETCH
        spans = parts(length, longest, lambda at: clause.start + at not in inside)
        return [span.shift(clause.start) for span in spans]

    def _edges(self, clause: Clause) -> list[Item]:
        """Return the lattice of a clause, each enclosure in it one edge."""
        edges = [edge for edge in self.lattice.between(clause.start, clause.end) if not _cuts(edge, clause.closed)]
        edges += [self.lattice.enclosed(found) for found in clause.closed]
        return [*edges, *self.lattice.stray_marks(clause.start, clause.end, edges)]

    def inside(self, node: Node) -> list[Piece]:
        """Write an enclosure: its marks and what stands between them."""
        if not node.entry.flag("enclosed"):
            return [word(node.entry.en or node.entry.zh, node)]
        opening = self.text[node.start]
        if opening in "《〈":
            with self._as_heading():
                return headline(self.stretch(node.start + 1, node.end - 1))
        if node.entry.cat == "QUOTE" and self.text[node.end - 2] not in "。！？…":
            with self._as_heading(quoting=True):
                pieces = self.stretch(node.start + 1, node.end - 1)
        else:
            pieces = self.stretch(node.start + 1, node.end - 1)
        if node.entry.cat == "BRACKET" and _is_date(pieces):
            pieces = pieces[1:]
        if node.entry.get("whole") and self._mentioned(node):
            return pieces
        return _marked(pieces, node, _ENGLISH_MARK.get(opening, '"'))

    @contextmanager
    def _as_heading(self, heading: bool = True, *, quoting: bool | None = None) -> Iterator[None]:
        """Write the inside of titles and quotations without articles before names; a quotation's verbs stay bare."""
        kept = self.context.heading, self.context.quoting
        self.context.heading = heading
        self.context.quoting = kept[1] if quoting is None else quoting
        try:
            yield
        finally:
            self.context.heading, self.context.quoting = kept

    def _mentioned(self, node: Node) -> bool:
        """Whether a quoted name was quoted before; it is then written without its marks (house style)."""
        before = node.entry.get("whole") in self.context.mentioned
        self.context.mentioned.add(node.entry.get("whole"))
        return before


def _inserted(pieces: list[Piece], leaf: Item, added: list[Piece]) -> list[Piece]:
    """Return pieces with others at the place of a word of the source."""
    at = max((i for i, piece in enumerate(pieces) if piece.end <= leaf.start), default=-1)
    return [*pieces[: at + 1], *added, *pieces[at + 1 :]]


def _cuts(edge: Item, closed: list[Enclosure]) -> bool:
    """Whether an edge overlaps an enclosure that it does not hold whole."""
    return any(
        edge.start < found.end and found.start < edge.end
        for found in closed
        if not (edge.start <= found.start and found.end <= edge.end)
    )


def _is_date(pieces: list[Piece]) -> bool:
    """Whether a bracket holds a date and nothing else, which needs no preposition there (今日（三月六日）)."""
    return len(pieces) == 2 and pieces[0].by == "grammar:date"


def _label(edge: Item) -> Piece:
    text = edge.entry.en if edge.cat == "QLIST" else edge.entry.en + "."
    return Piece(text, edge.start, edge.end, edge.entry.id)


def _marked(pieces: list[Piece], node: Node, sign: str) -> list[Piece]:
    """Return pieces between their English marks."""
    head = Piece(sign, node.start, node.start + 1, "grammar:quotation")
    tail = Piece(_CLOSING[sign], node.end - 1, node.end, "grammar:quotation", tight=True)
    if pieces:
        pieces[0] = replace(pieces[0], tight=True)
    return [head, *pieces, tail]
