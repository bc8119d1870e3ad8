"""The doubt report: where a conversion had to choose, and how likely each choice is wrong.

OpenCC's own report (``--ambiguities``) names the one-to-many characters that no phrase of its dictionaries covers. Most
errors are elsewhere: where a phrase is found across a word border (被发|明), where a surname looks like a word, where
a word of two readings is in the dictionary. So every one-to-many character is judged here, by what its table says of
it (``data/divided.tsv``), by whether it stands alone or inside a word, and by the signals of ``SIGNALS``. A report
is no judgment: the conversion stays as it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from toolkit.errors import InvariantError
from toolkit.script.choice import Chooser
from toolkit.script.hanziconv import CONFIGS as HANZICONV
from toolkit.script.hanziconv import HanziConvConverter
from toolkit.script.opencc import PLAIN, converted
from toolkit.script.suspects import NAME, guessed, is_alone, is_counted, is_named, is_remainder, tokens_of
from toolkit.script.words import Word, masked
from toolkit.tables import records
from toolkit.text import Edits, Span

LEAST = 0.025
COUNTED = 0.04
SUPPORTED = 0.35  # what is left of a doubt where a phrase speaks for the choice
RULED = 0.6  # and where a rule does
AROUND = 12
SETTLED = ("script.glossary", "script.user")
# What each signal says to a reader, and the chance of error that it adds to that of the character itself.
SIGNALS = MappingProxyType(
    {
        "alone": ("stands alone, in no longer word", 0.0),
        "word": ("in a string that is read in two ways", 0.0),
        "border": ("OpenCC decides otherwise word by word", 0.35),
        "phrase": ("OpenCC chose by a phrase of several words", 0.0),
        "engine": ("OpenCC alone writes another", 0.1),
        "choice": ("the choice by words and names is another", 0.3),
        "name": ("may be a surname", 0.4),
        "named": ("taken for a surname", 0.06),
        "count": ("may be a measure word", 0.1),
        "counted": ("taken for a measure word", 0.0),
        "context": ("one rule or row of a table speaks for it", 0.0),
        "loose": ("no known word around", 0.02),
        "hanziconv": ("HanziConv writes another", 0.0),
        "vocabulary": ("regional vocabulary that cuts a word", 0.5),
    }
)
_SEPARATOR = "\x1f"


@dataclass(frozen=True, slots=True)
class Doubt:
    """One choice of a conversion that may be wrong.

    ``span`` counts code points of the text before conversion; ``score``, 0 to 1, ranks by how likely the choice is
    wrong (judged by hand, no measured probability); ``signals`` are keys of SIGNALS; ``rule`` is the rule that chose,
    empty where the character stayed as it was; ``before`` and ``after`` are what stands around on the same line;
    ``target`` is the version of a document that the choice stands in.
    """

    span: Span
    sign: str
    chosen: str
    others: tuple[str, ...]
    score: float
    signals: tuple[str, ...]
    rule: str
    before: str = ""
    after: str = ""
    target: str = ""

    def __post_init__(self) -> None:
        if not 0 <= self.score <= 1:
            raise InvariantError(f"a doubt of {self.score} is no chance")
        if unknown := [signal for signal in self.signals if signal not in SIGNALS]:
            raise InvariantError(f'unknown signal "{unknown[0]}"')

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why it is doubtful, in words."""
        return tuple(SIGNALS[signal][0] for signal in self.signals)


@dataclass(frozen=True, slots=True)
class Divided:
    """A one-to-many character: its forms, its chances of error (0 to 1), and whether it is a surname."""

    forms: tuple[str, ...]
    alone: float
    inside: float
    surname: bool


@lru_cache(maxsize=32)
def divided(config: str) -> MappingProxyType[str, Divided]:
    """Return the one-to-many characters of a configuration, their forms as its target region writes them.

    A configuration between two Traditional standards, or from or to Japanese, has none.

    >>> divided("s2tw")["里"].forms, divided("t2tw")
    (('裡', '里'), mappingproxy({}))
    """
    source, _, target = PLAIN.get(config, config).partition("2")
    if "jp" in config or (source != "s") == (target != "s"):
        return MappingProxyType({})
    found = {}
    for row in records("script", "divided"):
        if row["to"] == ("hans" if target == "s" else "hant"):
            forms = row["forms"] if target in ("s", "t") else converted(f"t2{target}", row["forms"])
            found[row["sign"]] = Divided(
                tuple(dict.fromkeys(forms)),
                float(row["alone"]) / 100,
                float(row["inside"]) / 100,
                row["surname"] == "yes",
            )
    return MappingProxyType(found)


def review(
    characters: str, edits: Edits, config: str = "s2tw", least: float = LEAST, settled: Iterable[Span] = ()
) -> tuple[Doubt, ...]:
    """Return the doubts of a conversion, the likeliest error first; ``edits`` are those of any engine.

    Doubts below ``least`` are left out, and so is what the glossary or the user's own dictionary settled, or what
    lies in a span of ``settled`` (protected stretches, of which no edit speaks).

    >>> from toolkit.script.opencc import OpenCCConverter
    >>> hans = "范某说衣服干了"
    >>> [(doubt.sign, doubt.chosen, doubt.others) for doubt in review(hans, OpenCCConverter("s2tw").convert(hans))]
    [('范', '範', ('范',)), ('干', '幹', ('乾', '干'))]
    """
    table = divided(config)
    if not table and config not in PLAIN:
        return ()
    evidence = _evidence(characters, edits, config)
    found = [*_choices(evidence, table), *(_phrases(evidence) if config in PLAIN else ())]
    done = {at for span in settled for at in range(span.start, span.end)}
    listed = (doubt for doubt in found if doubt.score >= least and doubt.span.start not in done)
    return tuple(sorted(listed, key=lambda one: (-one.score, one.span)))


@dataclass(frozen=True, slots=True)
class _Evidence:
    """All that is asked about a text: how each engine writes it, and its words with and without guessed ones."""

    characters: str
    edits: Edits
    config: str
    whole: str
    apart: tuple[str, str]
    choice: str
    grounds: frozenset[int]
    simple: str
    tokens: tuple[Word, ...]
    token_of: tuple[int, ...]
    people: frozenset[int]


def _evidence(characters: str, edits: Edits, config: str) -> _Evidence:
    plain = PLAIN.get(config, config)
    readable = masked(characters)
    hans = converted("t2s", readable) if not plain.startswith("s") else readable
    tokens, others = tokens_of(hans), guessed(hans)
    to_hant = "s2t" if not plain.endswith("2s") else "t2s"
    simple = HanziConvConverter(to_hant).convert(readable).apply(readable) if to_hant in HANZICONV else readable
    decided = Chooser(plain).decide(readable)
    token_of = tuple(at for at, token in enumerate(tokens) for _ in token.text)
    people = (at for token in others if token.tag == "nr" for at in range(token.start, token.end))
    return _Evidence(
        characters,
        edits,
        config,
        converted(plain, readable),
        (_apart(readable, tokens, plain), _apart(readable, others, plain)),
        decided.written(),
        frozenset(decided.evidence),
        converted(f"t2{plain.partition('2')[2]}", simple) if plain.endswith(("tw", "hk")) else simple,
        tuple(tokens),
        token_of,
        frozenset(people),
    )


def _apart(characters: str, tokens: Iterable[Word], config: str) -> str:
    """Convert token by token, in one call; characters and tokens are of one length."""
    parts = _SEPARATOR.join(characters[token.start : token.end] for token in tokens)
    return converted(config, parts).replace(_SEPARATOR, "")


def _choices(evidence: _Evidence, table: MappingProxyType[str, Divided]) -> Iterator[Doubt]:
    """Yield a doubt for every one-to-many character that nothing settled."""
    words_at = _ambiguous_words(evidence.characters) if evidence.config.startswith("s2") else {}
    made = dict(_made(evidence.edits))
    for at, sign in enumerate(evidence.characters):
        if sign not in table:
            continue
        chosen, rule = made.get(at, (sign, ""))
        if chosen and not rule.startswith(SETTLED):
            signals, chance = _judge(evidence, at, chosen, rule, table[sign], words_at.get(at))
            others = tuple(form for form in table[sign].forms if form != chosen)
            yield _doubt(evidence, Span(at, at + 1), chosen, others, signals, chance, rule)


def _made(edits: Edits) -> Iterator[tuple[int, tuple[str, str]]]:
    """Yield what each replaced character became, and by which rule; nothing where its phrase changed its length."""
    for edit in edits:
        length = len(edit.span)
        for at in range(length):
            yield edit.span.start + at, (edit.text[at] if len(edit.text) == length else "", edit.rule)


def _judge(
    evidence: _Evidence, at: int, chosen: str, rule: str, sign: Divided, word: float | None
) -> tuple[list[str], float]:
    """Return the signals at a one-to-many character and the chance of error that the character itself has."""
    token = evidence.tokens[evidence.token_of[at]]
    alone = is_alone(token, at)
    signals = ["alone"] if alone else []
    chance = sign.alone if alone else sign.inside
    if word is not None:
        signals, chance = ["word"], word
    if is_remainder(evidence.characters, at):
        signals, chance = [], 0.0
    whole, apart = evidence.whole[at], {form[at] for form in evidence.apart}
    if alone and chosen == whole and {whole} != apart:  # a phrase over words, and none of them cut by it
        signals, chance = [*signals, "phrase"], chance * SUPPORTED
    else:
        signals += ["border"] if {whole} != apart else ["engine"] if chosen != whole else []
    if chosen != evidence.choice[at]:
        signals.append("choice")
    elif at in evidence.grounds:
        signals, chance = [*signals, "context"], chance * RULED
    if sign.surname and rule != NAME and is_named(evidence.characters, at, token, at in evidence.people):
        signals.append("name" if chosen != evidence.characters[at] else "named")
    signals += ["named"] if rule == NAME else []
    if "alone" in signals and is_counted(evidence.characters, at):
        counted = chosen != evidence.characters[at]
        signals, chance = [*signals, "counted" if counted else "count"], min(chance, COUNTED) if counted else chance
    signals += ["loose"] if alone and _loose(evidence, at) else []
    signals += ["hanziconv"] if evidence.simple[at] != chosen else []
    return signals, chance


def _loose(evidence: _Evidence, at: int) -> bool:
    """Whether the tokens on both sides are single characters too, so that no word is known here."""
    here = evidence.token_of[at]
    beside = (*evidence.tokens[max(0, here - 1) : here], *evidence.tokens[here + 1 : here + 2])
    return bool(beside) and all(len(token.text) == 1 and token.text.isalpha() for token in beside)


def _phrases(evidence: _Evidence) -> Iterator[Doubt]:
    """Yield a doubt for each replaced phrase of vocabulary whose borders are not those of words."""
    borders = {token.start for token in evidence.tokens} | {len(evidence.characters)}
    for edit in evidence.edits:
        span = edit.span
        replaced = edit.text != evidence.whole[span.start : span.end] and not edit.rule.startswith(SETTLED)
        if replaced and not {span.start, span.end} <= borders:
            others = (evidence.whole[span.start : span.end],)
            yield _doubt(evidence, span, edit.text, others, ["vocabulary"], 0.0, edit.rule)


def _doubt(
    evidence: _Evidence,
    span: Span,
    chosen: str,
    others: tuple[str, ...],
    signals: list[str],
    chance: float,
    rule: str,
) -> Doubt:
    right = 1 - chance
    for signal in signals:
        right *= 1 - SIGNALS[signal][1]
    before = evidence.characters[max(0, span.start - AROUND) : span.start].rpartition("\n")[2]
    after = evidence.characters[span.end : span.end + AROUND].partition("\n")[0]
    score = round(1 - right, 3)
    return Doubt(span, span.of(evidence.characters), chosen, others, score, tuple(signals), rule, before, after)


@lru_cache(maxsize=1)
def _word_table() -> tuple[tuple[str, int, float], ...]:
    rows = records("script", "divided_words")
    return tuple((row["word"], row["word"].index(row["sign"]), float(row["doubt"]) / 100) for row in rows)


def _ambiguous_words(characters: str) -> dict[int, float]:
    """Return the chance of error by place, where a string of ``data/divided_words.tsv`` stands; the longest wins."""
    found: dict[int, float] = {}
    for word, offset, chance in sorted(_word_table(), key=lambda row: len(row[0])):
        at = characters.find(word)
        while at >= 0:
            found[at + offset] = chance
            at = characters.find(word, at + 1)
    return found
