"""One segment from its lattice to linked English: enclosures, clauses, parse, linking, and the ladder."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from toolkit.document import Draft, Finding, Link, QuantityUse, TermUse
from toolkit.text import Span
from toolkit.transfer.chart import ROOTS, Chart, Item, cover
from toolkit.transfer.clause import Clauses
from toolkit.transfer.context import Context
from toolkit.transfer.enclosure import Cut, Enclosure, clauses, enclosures
from toolkit.transfer.grammar import Grammar
from toolkit.transfer.lattice import Findings, Lattice, Sense
from toolkit.transfer.lexicon import Entry
from toolkit.transfer.link import Clause, link_clauses
from toolkit.transfer.morphology import SMALL, title_case
from toolkit.transfer.pieces import Piece, capitalize, join, links, word
from toolkit.transfer.senses import choose
from toolkit.transfer.tree import Node, build
from toolkit.transfer.vocabulary import Vocabulary

# Connectors that open a clause behind a comma; English has the "and" of its own series there.
_OPENERS = ("以及", "并且")
_ENGLISH_MARK = {"“": '"', "「": '"', "『": '"', "‘": "'", "（": "(", "(": "(", "【": "[", "〔": "["}
_SIGNS = {"、": ",", "“": '"', "”": '"', "（": "(", "）": ")", "《": '"', "》": '"', "·": "-", "「": '"', "」": '"'}
_CLOSING = {'"': '"', "'": "'", "(": ")", "[": "]"}


@dataclass(slots=True)
class Parsed:
    """The clauses of a segment as they were parsed, kept for ``explain``."""

    items: list[list[Item]] = field(default_factory=list)


class SentenceWriter:
    """Drafts segments one after another; the context carries genre, mentions and the last subject."""

    def __init__(self, vocabulary: Vocabulary, grammar: Grammar, context: Context) -> None:
        self.vocabulary = vocabulary
        self.grammar = grammar
        self.context = context

    def draft(self, text: str, found: Findings, *, heading: bool = False) -> Draft:
        """Draft one segment; a crash in one clause costs that clause its parse, nothing else."""
        self.context.heading = heading
        work = _Segment(self, text, found)
        pieces = work.whole()
        line, placed = join(_headline(pieces) if heading else pieces)
        return Draft(
            english=line,
            engine="transfer",
            level=_level(work.parsed),
            links=(*links(placed), *_dropped(work.parsed, placed)),
            supplied=tuple(span for span, piece in placed if piece.supplied),
            terms=tuple(_terms(placed)),
            quantities=tuple(
                QuantityUse(Span(piece.start, piece.end), span, piece.value) for span, piece in placed if piece.value
            ),
            findings=tuple(_findings(placed, work.lost)),
        )


class _Segment:
    """The work on one segment: its lattice and what its enclosures say."""

    def __init__(self, writer: SentenceWriter, text: str, found: Findings) -> None:
        self.text = text
        self.writer = writer
        self.context = writer.context
        sense = Sense(self.context.region, self.context.genre)
        self.lattice = Lattice(text, found, writer.vocabulary, writer.grammar, sense)
        self.literals = [(span.start, span.end) for span, _ in found.quantities]
        self.clauses = Clauses(self.context, self.inside)
        self.parsed = Parsed()
        self.lost: list[Item] = []

    def whole(self) -> list[Piece]:
        """Return the pieces of the segment: its number or article first, then the sentences."""
        start = 0
        label: list[Piece] = []
        for edge in self.lattice.edges:
            if edge.start == 0 and edge.cat in ("QLIST", "QART") and self._labels(edge):
                label = [_label(edge)]
                start = edge.end
        return [*label, *capitalize(self._with_missing(self.stretch(start, len(self.text))))]

    def _with_missing(self, pieces: list[Piece]) -> list[Piece]:
        """Put every content word that the writer left out back in, glossed in brackets at its place: nothing is lost."""
        said = {at for piece in pieces for at in range(piece.start, piece.end)}
        for leaf in _contents(self.parsed):
            if said.isdisjoint(range(leaf.start, leaf.end)) and not _droppable(leaf):
                gloss = Piece(f"[{leaf.entry.en}]", leaf.start, leaf.end, leaf.entry.id)
                at = max((i for i, piece in enumerate(pieces) if piece.end <= leaf.start), default=-1)
                pieces = [*pieces[: at + 1], gloss, *pieces[at + 1 :]]
                self.lost.append(leaf)
        return pieces

    def _labels(self, edge: Item) -> bool:
        return edge.cat == "QLIST" or self.text[edge.end : edge.end + 1] in ("\u3000", " ")

    def stretch(self, start: int, end: int) -> list[Piece]:
        """Return the pieces of a stretch between enclosing marks, clause by clause, linked."""
        closed = [e for e in enclosures(self.text, start, end) if not self._literal(e)]
        inside = sorted([(e.start, e.end) for e in closed] + self.literals)
        found = [self._clause(cut, closed) for cut in clauses(self.text, start, end, inside)]
        return link_clauses(found, self.clauses, self.context)

    def _literal(self, enclosure: Enclosure) -> bool:
        return any(start <= enclosure.start and enclosure.end <= end for start, end in self.literals)

    def _clause(self, cut: Cut, closed: list[Enclosure]) -> Clause:
        start, end = cut.start, cut.end
        while start < end and (self.text[start].isspace() or self.text[start] == "·"):
            start += 1
        if start > 0 and self.text[start - 1] in "，；,;":
            start += next((len(word) for word in _OPENERS if self.text.startswith(word, start, end)), 0)
        while end > start and self.text[end - 1].isspace():
            end -= 1
        items = self._parse(start, end, [e for e in closed if start <= e.start and e.end <= end])
        nodes = []
        for item in items:
            node = build(item)
            choose(node, self.context)
            nodes.append(node)
        return Clause(nodes, cut.mark, start, end)

    def _parse(self, start: int, end: int, closed: list[Enclosure]) -> list[Item]:
        if start >= end:
            return []
        edges = [edge for edge in self.lattice.between(start, end) if not _within(edge, closed)]
        edges += [self._enclosed(enclosure) for enclosure in closed]
        edges += self._marks(start, end, edges, closed)
        chart = Chart(self.writer.grammar)
        chart.fill(edges)
        items = cover(chart, start, end, ROOTS)
        self.parsed.items.append(items)
        return items

    def _enclosed(self, enclosure: Enclosure) -> Item:
        inner = self.lattice.between(enclosure.start + 1, enclosure.end - 1)
        whole = [edge for edge in inner if (edge.start, edge.end) == (enclosure.start + 1, enclosure.end - 1)]
        features = {"class": "abstract", "proper": "1", "enclosed": "1"}
        noun = next((edge for edge in whole if edge.cat == "n"), None)
        if noun is not None:
            features |= {name: value for name, value in noun.entry.features.items() if name in ("class", "the")}
            if noun.entry.get("proper"):
                features["whole"] = noun.entry.get("term")
        if enclosure.kind == "TITLE":
            features["class"] = "doc"
        zh = self.text[enclosure.start : enclosure.end]
        entry = Entry(zh, enclosure.kind, zh, features, "source:enclosed")
        return Item(enclosure.kind, enclosure.start, enclosure.end, 0.6, entry)

    def _marks(self, start: int, end: int, edges: list[Item], closed: list[Enclosure]) -> Iterator[Item]:
        """Yield edges for stray marks and signs that no word covers, so that the lattice has no gap."""
        reached = {at for edge in edges for at in range(edge.start, edge.end)}
        for at in range(start, end):
            if at not in reached:
                sign = self.text[at]
                yield Item("MARK", at, at + 1, 1.0, Entry(sign, "MARK", _SIGNS.get(sign, sign), {}, "source:mark"))

    def inside(self, node: Node) -> list[Piece]:
        """Write an enclosure: its marks and what stands between them."""
        if node.entry.get("enclosed") != "1":
            return [word(node.entry.en or node.entry.zh, node)]
        opening = self.text[node.start]
        if opening in "《〈":
            return _headline(self._titled(node))
        pieces = self._quote(node) if node.entry.cat == "QUOTE" else self.stretch(node.start + 1, node.end - 1)
        if node.entry.get("whole") and self._mentioned(node):
            return pieces
        sign = _ENGLISH_MARK.get(opening, '"')
        head = Piece(sign, node.start, node.start + 1, "grammar:quotation")
        tail = Piece(_CLOSING[sign], node.end - 1, node.end, "grammar:quotation", tight=True)
        if pieces:
            pieces[0] = replace(pieces[0], tight=True)
        return [head, *pieces, tail]

    def _mentioned(self, node: Node) -> bool:
        """Whether a quoted name was quoted before; it is then written without its marks (house style)."""
        before = node.entry.get("whole") in self.context.mentioned
        self.context.mentioned.add(node.entry.get("whole"))
        return before

    def _quote(self, node: Node) -> list[Piece]:
        """Write the inside of a quotation: no articles before names, bare verbs for slogans."""
        kept = self.context.heading, self.context.quoting
        self.context.heading = self.context.quoting = True
        pieces = self.stretch(node.start + 1, node.end - 1)
        self.context.heading, self.context.quoting = kept
        return pieces

    def _titled(self, node: Node) -> list[Piece]:
        heading, self.context.heading = self.context.heading, True
        pieces = self.stretch(node.start + 1, node.end - 1)
        self.context.heading = heading
        return pieces


def _within(edge: Item, closed: list[Enclosure]) -> bool:
    return any(
        edge.start < e.end and e.start < edge.end for e in closed if not (edge.start <= e.start and e.end <= edge.end)
    )


def _label(edge: Item) -> Piece:
    text = edge.entry.en if edge.cat == "QLIST" else edge.entry.en + "."
    return Piece(text, edge.start, edge.end, edge.entry.id)


def _headline(pieces: list[Piece]) -> list[Piece]:
    """Put a heading in title case; small words inside it stay small, also where they open a piece."""
    made = []
    for index, piece in enumerate(pieces):
        text = piece.text if piece.by == "source:latin" else title_case(piece.text)
        opens = index == 0 or pieces[index - 1].text in (":", ".", '"', "—")
        if not opens and index < len(pieces) - 1 and piece.text.split(" ")[0] in SMALL:
            text = text[:1].lower() + text[1:]
        made.append(replace(piece, text=text))
    return made


def _level(parsed: Parsed) -> str:
    counts = [len(items) for items in parsed.items if items]
    if not counts:
        return "gloss"
    leaves = [leaf for items in parsed.items for item in items for leaf in _leaves(item)]
    if all(count == 1 for count in counts):
        return "full"
    if sum(count == 1 for count in counts) * 2 >= len(counts):
        return "partial"
    return "chunk" if sum(counts) < 0.8 * len(leaves) else "gloss"


def _leaves(item: Item) -> Iterator[Item]:
    if not item.kids:
        yield item
    for kid in item.kids:
        yield from _leaves(kid)


def _terms(placed: list[tuple[Span, Piece]]) -> Iterator[TermUse]:
    for span, piece in placed:
        if piece.term:
            yield TermUse(piece.term, Span(piece.start, piece.end), span, piece.text)


def _findings(placed: list[tuple[Span, Piece]], lost: list[Item]) -> Iterator[Finding]:
    for _, piece in placed:
        if piece.by.startswith("cc-cedict"):
            yield Finding("D102", Span(piece.start, piece.end), f'glossed from CC-CEDICT: "{piece.text}"')
        elif piece.by == "unknown":
            yield Finding("D101", Span(piece.start, piece.end), f'untranslated: "{piece.text}"')
    for leaf in lost:
        yield Finding("D103", Span(leaf.start, leaf.end), f'outside the sentence, glossed in brackets: "{leaf.entry.zh}"')


def _contents(parsed: Parsed) -> Iterator[Item]:
    """Yield the content words of the chosen analyses, in the order of the text."""
    leaves = [leaf for items in parsed.items for item in items for leaf in _leaves(item)]
    yield from sorted((leaf for leaf in leaves if leaf.cat in _CONTENT), key=lambda leaf: leaf.start)


def _droppable(leaf: Item) -> bool:
    """Whether English may leave a word out: light verbs, head words that say nothing, measure words, words glossed "-"."""
    entry = leaf.entry
    return entry.en in ("", "-") or entry.flag("light") or entry.flag("drop") or entry.flag("cop")


def _dropped(parsed: Parsed, placed: list[tuple[Span, Piece]]) -> Iterator[Link]:
    """Yield a link without target for each content word that was left out on purpose, with the reason."""
    said = {at for _, piece in placed for at in range(piece.start, piece.end)}
    for leaf in _contents(parsed):
        if said.isdisjoint(range(leaf.start, leaf.end)):
            yield Link((Span(leaf.start, leaf.end),), (), f"dropped:{leaf.entry.id}")


_CONTENT = frozenset(
    ("n", "v", "vn", "a", "d", "t", "m", "neg", "s", "ns", "nt", "nr", "QC", "QN", "QM", "QP", "QD", "QR", "QE", "QO", "QX", "QA")
)
