"""The segmentation lattice of a clause: every way to read its characters as words, each with a cost.

Typed literals (quantities, dates, codes), names, glossary terms, lexicon words and the tokens of rjieba are all edges;
the chart chooses among them. An edge that cuts a token in two is not forbidden but dear, so a wrong tokenizer loses to
good grammar and a trap (政治安全 holds 治安) loses to both.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from toolkit.analysis.values import Name, Quantity, Token
from toolkit.glossary import Concept
from toolkit.terms.cedict import first_sense, is_headword
from toolkit.text import Span
from toolkit.transfer.chart import Item
from toolkit.transfer.enclosure import Enclosure, breaks
from toolkit.transfer.grammar import Grammar
from toolkit.transfer.lexicon import Entry
from toolkit.transfer.quantity import quantity_edges
from toolkit.transfer.signs import english_sign, is_han, romanized
from toolkit.transfer.vocabulary import Vocabulary

WORD, CUT, SINGLE, UNKNOWN = 1.0, 0.9, 0.5, 2.0
# 乙方应对人员进行培训 is 应 and 对, where a verb that takes what 对 names follows
_SHALL_TO = re.compile(r"应对(?=[^，。；、]{1,20}(?:进行|予以|加以|作出|负责|保密|承担责任|实施|开展))")
_COUNT = re.compile(r"[一二三四五六七八九十两][台本部套张条件个支名辆把串股伙袋箱瓶]")
_LIMITS = frozenset(("duration", "measure"))
_AROUND = frozenset("内后前中起止")
_BEFORE_NAMES = frozenset("受由经在对向从与和为被将把给让按及或至往到于沿赴自")
_STATES = frozenset(("在逃", "在押", "在场", "在校", "在岗", "在职", "在建", "在途"))
LONG = 6
NAME = 4
TERM_BONUS, NAME_BONUS, RIVAL, RARE = 0.08, 0.08, 0.25, 0.4
_TAG_CATEGORY = {"n": "n", "v": "v", "a": "a", "d": "d", "t": "t"}
_CONTEXT = frozenset(("obj", "obj.class", "subj", "subj.class", "head", "head.class", "mod"))
_LATIN = re.compile(r"[A-Za-z0-9０-９Ａ-Ｚａ-ｚ][A-Za-z0-9０-９Ａ-Ｚａ-ｚ.\-/&+'’]*(?: [A-Za-z][A-Za-z0-9.\-/&+'’]*)*")


@dataclass(frozen=True, slots=True)
class Findings:
    """What the analysis says of a segment; spans count in the segment."""

    tokens: Sequence[tuple[Span, Token]] = ()
    quantities: Sequence[tuple[Span, Quantity]] = ()
    names: Sequence[tuple[Span, Name]] = ()
    organs: Sequence[tuple[Span, Concept]] = ()


@dataclass(frozen=True, slots=True)
class Sense:
    """The regional and generic limits under which senses are chosen."""

    region: str = ""
    genre: str = ""

    def admits(self, entry: Entry) -> bool:
        """Whether the entry may stand in a text of this region and genre."""
        region = entry.get("reg")
        if region and self.region not in region.split(","):
            return False
        genre = entry.get("genre")
        return not genre or self.genre in genre.split(",")


class Lattice:
    """The edges of one segment, made once and cut to clauses by :meth:`between`."""

    def __init__(
        self, text: str, found: Findings, vocabulary: Vocabulary, grammar: Grammar, sense: Sense | None = None
    ) -> None:
        self.text = text
        self.sense = sense or Sense()
        self._found = found
        self._cuts = _token_insides(found.tokens, vocabulary) - _name_borders(text, vocabulary)
        self._literals = grammar.literals
        self._blocked = [(span, quantity) for span, quantity in found.quantities]
        edges = [*self._typed(), *self._names(vocabulary), *self._words(vocabulary), *self._literal_edges()]
        edges += self._organs(vocabulary)
        edges += self._gaps({(edge.start, edge.end) for edge in edges})
        self.edges = _without_insides(edges, self._cuts)
        if " " in text and not breaks(text):
            for edge in self.edges:  # a word takes in the space behind it (USDT 315万枚), which says nothing
                edge.end += text[edge.end : edge.end + 1] == " " and text[edge.end + 1 : edge.end + 2].isalnum()

    def between(self, start: int, end: int) -> list[Item]:
        """Return the edges that lie inside a stretch."""
        return [edge for edge in self.edges if start <= edge.start and edge.end <= end]

    def enclosed(self, enclosure: Enclosure) -> Item:
        """Return an enclosure as one edge; a known word that it encloses whole lends it class and concept."""
        start, end = enclosure.start + 1, enclosure.end - 1
        features = {"class": "abstract", "proper": "1", "enclosed": "1"}
        whole = (edge for edge in self.between(start, end) if (edge.start, edge.end) == (start, end))
        noun = next((edge.entry for edge in whole if edge.cat == "n"), None)
        if noun is not None:
            features |= {name: value for name, value in noun.features.items() if name in ("class", "the")}
            if noun.get("proper"):
                features["whole"] = noun.get("term")
        if enclosure.kind == "TITLE":
            features["class"] = "doc"
        zh = self.text[enclosure.start : enclosure.end]
        entry = Entry(zh, enclosure.kind, zh, features, "source:enclosed")
        return Item(enclosure.kind, enclosure.start, enclosure.end, 0.6, entry)

    def stray_marks(self, start: int, end: int, edges: Iterable[Item]) -> list[Item]:
        """Return edges for marks and signs of a stretch that none of ``edges`` covers, so that it has no gap."""
        reached = {at for edge in edges for at in range(edge.start, edge.end)}
        missing = [(at, self.text[at]) for at in range(start, end) if at not in reached]
        return [
            Item("MARK", at, at + 1, 1.0, Entry(sign, "MARK", english_sign(sign), {}, "source:mark"))
            for at, sign in missing
        ]

    def _cost(self, start: int, end: int) -> float:
        cost = WORD - 0.04 * min(end - start - 1, 6)
        insides = self._cuts
        return cost + CUT * (start in insides) + CUT * (end in insides)

    def _typed(self) -> Iterator[Item]:
        for span, quantity in self._found.quantities:
            yield from quantity_edges(span, span.of(self.text), quantity)

    def _names(self, vocabulary: Vocabulary) -> Iterator[Item]:
        for span, name in self._found.names:
            if _COUNT.fullmatch(span.of(self.text)) and name.kind != "person":  # 三台服务器 is in no 三台
                continue
            if self._split(span.start, span.end) or (not name.masked and _is_word(self.text, span, vocabulary)):
                continue
            cat = {"person": "nr", "organ": "nt"}.get(name.kind, "ns")
            features = {"class": name.kind if name.kind in ("person", "organ") else "place", "proper": "1"}
            if name.masked:
                features["masked"] = "1"
            zh = span.of(self.text)
            yield Item(cat, span.start, span.end, 0.7, Entry(zh, cat, name.english, features, f"name:{zh}"))

    def _organs(self, vocabulary: Vocabulary) -> Iterator[Item]:
        """Yield the organs of a level of government that a pattern of the glossary names, and no term (县教育局)."""
        for span, concept in self._found.organs:
            if not self._split(span.start, span.end) and span.of(self.text) not in vocabulary:
                features = {"class": "organ", "term": concept.id}
                entry = Entry(span.of(self.text), "n", concept.english, features, f"glossary:{concept.id}")
                yield Item("n", span.start, span.end, WORD - (0.04 + TERM_BONUS) * 5, entry)

    def _split(self, start: int, end: int) -> bool:
        """Whether a word would cut a typed literal in two or lie inside one."""
        return any(
            span.start < end and start < span.end and not (start <= span.start and span.end <= end)
            for span, _ in self._blocked
        )

    def _words(self, vocabulary: Vocabulary) -> Iterator[Item]:
        limits = {span.end for span, quantity in self._blocked if quantity.kind in _LIMITS}
        for start in range(len(self.text)):
            within = start in limits and self.text[start] == "内"  # 60日内|应完成 names no 内应
            for end, entries in vocabulary.matches(self.text, start, len(self.text)):
                if (self._blocked and self._split(start, end)) or (within and end > start + 1):
                    continue
                if end == start + 2 and _SHALL_TO.match(self.text, start):
                    continue
                yield from self._readings(start, end, entries)

    def _readings(self, start: int, end: int, entries: Sequence[Entry]) -> Iterator[Item]:
        base = self._cost(start, end)
        rank = 0.0
        times = any(entry.cat in ("t", "p") for entry in entries)
        verbs = any(entry.cat == "v" and entry.get("n") != "1" for entry in entries)
        for entry in entries:
            if not self.sense.admits(entry) or not _CONTEXT.isdisjoint(entry.features):
                continue
            cost = base + (SINGLE if end - start == 1 and entry.cat in "nvad" else 0.0)
            if "term" in entry.features:
                cost -= (TERM_BONUS + NAME_BONUS * entry.flag("proper")) * min(end - start - 1, 3)
            if entry.cat == "a" and verbs:
                cost += RIVAL
            if entry.cat == "n" and (verbs or (times and not entry.en.startswith("whole "))):
                cost += RIVAL
            cost -= 0.3 if entry.get("reg") else 0.2 if entry.get("genre") else 0.0
            cost += RARE if entry.get("rank") and entry.cat != "a" else 0.0
            if entry.cat == "v":
                yield from _verb_edges(start, end, cost, entry)
            else:
                yield Item(entry.cat, start, end, cost + rank, entry)
            rank += 0.05

    def _literal_edges(self) -> Iterator[Item]:
        behind = {span.start for span, token in self._found.tokens if token.tag in ("d", "p")}
        for start in range(len(self.text)):
            for length in (1, 2, 3):
                word = self.text[start : start + length]
                if len(word) == length and word in self._literals and not self._split(start, start + length):
                    if word == "将" and start + 1 in behind and self.text[start + 1 : start + 3] not in _STATES:
                        continue  # 将进一步完善: what will be, nothing that is taken up
                    cut = 0.5 if length == 1 else CUT
                    cost = 0.5 + cut * ((start in self._cuts) + (start + length in self._cuts))
                    yield _literal(word, word, start, cost)
            after = self.text[start + 1 : start + 2]
            if start and self.text[start] == "之" and after.isalpha() and not self._split(start, start + 1):
                yield _literal("之", "的", start, 0.6)

    def _gaps(self, covered: set[tuple[int, int]]) -> Iterator[Item]:
        """Yield edges for tokens that no word covers: foreign runs as they are, the rest to be glossed."""
        for match in _LATIN.finditer(self.text):
            if not self._split(*match.span()):
                said = match[0] if match[0].isascii() else unicodedata.normalize("NFKC", match[0])
                entry = Entry(match[0], "CODE", said, {"class": "info", "proper": "1"}, "source:latin")
                yield Item("CODE", match.start(), match.end(), 0.8, entry)
        for span, token in self._found.tokens:
            if (span.start, span.end) not in covered and not self._split(span.start, span.end):
                yield from self._unknown(span.start, span.end, token)
        reached = set(covered) | {(span.start, span.end) for span, _ in self._found.tokens}
        for at, sign in enumerate(self.text):
            if (at, at + 1) not in reached and not self._split(at, at + 1) and not sign.isspace():
                yield Item("UNK", at, at + 1, UNKNOWN + 1.5, _unknown_sign(sign))

    def _unknown(self, start: int, end: int, token: Token) -> Iterator[Item]:
        if not any("\u3400" <= sign <= "\u9fff" for sign in token.word):
            return
        cat = _TAG_CATEGORY.get(token.tag[:1], "n")
        entry = last_resort(token.word, cat)
        cost = UNKNOWN + 1.2 * (end - start)
        yield Item(cat, start, end, cost, entry)
        if cat == "v":
            yield Item("vn", start, end, cost + 0.3, entry, feats={"verbal": "1"})
        if entry.id == "unknown":
            yield from self._parts(start, end)
            if end - start > 2 and token.word[0] in _BEFORE_NAMES:
                rest = last_resort(token.word[1:], cat)
                yield Item(cat, start + 1, end, UNKNOWN + 1.2 * (end - start - 1), rest)

    def _parts(self, start: int, end: int) -> Iterator[Item]:
        """Yield the words of CC-CEDICT inside a token that nobody knows: 学龄 in 学龄儿童, of which 儿童 is known."""
        for at in range(start, end - 1):
            for stop in range(at + 2, min(end, at + end - start - 1) + 1):
                zh = self.text[at:stop]
                if is_headword(zh):
                    cat = "n" if first_sense(zh) else "v"
                    entry = last_resort(zh, cat)
                    if entry.id != "unknown":
                        yield Item(cat, at, stop, UNKNOWN + 1.2 * (stop - at), entry)


@lru_cache(maxsize=8192)
def last_resort(zh: str, cat: str) -> Entry:
    """Return an entry for a word that nothing of ours knows: one sense of CC-CEDICT, labelled, else only its pinyin.

    >>> last_resort("喇叭", "n").en
    'horn'
    """
    gloss = first_sense(zh, verb=cat == "v")
    if gloss and "..." not in gloss:
        return Entry(zh, cat, gloss, {"class": "abstract", "unknown": "1"}, f"cc-cedict:{zh}")
    return Entry(zh, cat, romanized(zh), {"class": "abstract", "unknown": "1"}, "unknown")


def _unknown_sign(sign: str) -> Entry:
    """Return an entry for a character that is no word by itself: pinyin and its finding, a mark as English has it."""
    if is_han(sign):
        return Entry(sign, "UNK", romanized(sign), {}, "unknown")
    return Entry(sign, "UNK", english_sign(sign), {}, "unknown" if sign.isalpha() else "source:mark")


def _verb_edges(start: int, end: int, cost: float, entry: Entry) -> Iterator[Item]:
    prior = entry.get("n")
    as_noun = {"1": 0.0, "0.5": 0.25}.get(prior, 0.7 if entry.get("vn") else 1.2 if end - start > 1 else 1.6)
    as_verb = {"1": 0.5, "0.5": 0.2}.get(prior, 0.0)
    yield Item("v", start, end, cost + as_verb, entry)
    if entry.get("comp") != "that" or entry.get("vn"):
        yield Item("vn", start, end, cost + as_noun, entry, feats={"verbal": "1"})


def _without_insides(edges: list[Item], cuts: frozenset[int]) -> list[Item]:
    """Drop what lies wholly inside a long known word that cuts no token: its reading is settled.

    This halves the chart's work; shorter words keep their parts, because there the parts are often right.
    """
    settled = {
        (edge.start, edge.end)
        for edge in edges
        if edge.end - edge.start >= LONG
        and not edge.cat.startswith("Q")
        and edge.start not in cuts
        and edge.end not in cuts
        and not edge.entry.flag("unknown")
    }
    # Two long words that overlap would each take the other's parts away and leave no path: neither is settled then.
    alone = {one for one in settled if not any(one != two and one[0] < two[1] and two[0] < one[1] for two in settled)}
    owner = {at: span for span in alone for at in range(*span)}
    kept = []
    for edge in edges:
        span = owner.get(edge.start)
        if span is None or edge.end > span[1] or (edge.start, edge.end) in settled:
            kept.append(edge)
    return kept


def _name_borders(text: str, vocabulary: Vocabulary) -> frozenset[int]:
    """Return the borders of long proper names of the glossary: a token never outranks them (天网工程|建设)."""
    return frozenset(
        border
        for start in range(len(text))
        for end, entries in vocabulary.matches(text, start, len(text))
        if end - start >= NAME and any(entry.flag("proper") and entry.flag("term") for entry in entries)
        for border in (start, end)
    )


def _token_insides(tokens: Iterable[tuple[Span, Token]], vocabulary: Vocabulary) -> frozenset[int]:
    """Return the places inside tokens that are words; a token that no dictionary knows is the tokenizer's guess."""
    words = list(tokens)
    stolen = {
        span.start
        for (before, left), (span, right) in pairwise(words)
        if len(right.word) == 2
        and (
            (len(before) == 1 and _is_noun(left.word + right.word[0], vocabulary))
            or (left.tag == "m" and right.word[0] in _AROUND)
        )
    }  # 海|关于 is 海关|于, 三年|内在 is 三年内|在
    return frozenset(
        at
        for span, token in words
        if len(span) > 1 and span.start not in stolen and (token.word in vocabulary or is_headword(token.word))
        for at in range(span.start + 1, span.end)
    )


def _is_word(text: str, span: Span, vocabulary: Vocabulary) -> bool:
    """Whether a name that the tokenizer guessed opens or is a word that we know and that is no name (强降雨).

    A family name alone (张先生) is no such guess: its title has spoken for it.
    """
    if span.end - span.start == 1:
        return False
    for end, entries in vocabulary.matches(text, span.start, len(text)):
        if end < span.end:
            return False
        if any(entry.cat not in ("ns", "nt", "nr") and not entry.flag("proper") for entry in entries):
            return True
    return False


def _literal(zh: str, literal: str, start: int, cost: float) -> Item:
    """Make the item of a word that the rules name, written as it is or in its literary form (之 for 的)."""
    return Item(f"'{literal}'", start, start + len(zh), cost, Entry(zh, f"'{literal}'", "", {}, f"grammar:{zh}"))


def _is_noun(word: str, vocabulary: Vocabulary) -> bool:
    return any(entry.cat == "n" for entry in vocabulary.senses(word))
