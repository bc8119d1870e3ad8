"""The embedded engine: weighted transfer over data-authored rules, offline and without model weights."""

from __future__ import annotations

import gc
import hashlib
import re
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from toolkit.analysis.names import names
from toolkit.analysis.quantities import quantities
from toolkit.analysis.tokens import retokenized, tokenize
from toolkit.document import HANS, Annotation, Document, Draft, Layer
from toolkit.glossary import Glossary
from toolkit.recent import recent
from toolkit.resources import data
from toolkit.terms.patterned import organs
from toolkit.transfer.context import Context
from toolkit.transfer.explain.build import Part, explain
from toolkit.transfer.grammar import shipped_grammar
from toolkit.transfer.lattice import Findings
from toolkit.transfer.long import joined, segment_parts
from toolkit.transfer.sentence import SentenceWriter
from toolkit.transfer.spaces import counted, meant
from toolkit.transfer.vocabulary import Vocabulary, shipped_lexicon, shipped_places

VERSION = "1"
_ARTICLES = re.compile(r"^第[一二三四五六七八九十百零〇\d]+条", re.MULTILINE)
_RULE_SIGNS = re.compile(r"第[一二三四五六七八九十百零〇\d]+[条章]|应当|不得|本办法|本条例|本规定")
_NOTICE_SIGNS = re.compile(r"特此通[告知]|现(?:通告|公告|通知)如下|的通[告知]$|公告$", re.MULTILINE)
_REPORT_SIGNS = re.compile(
    r"各位代表|请予审议|^.{0,40}工作(?:报告|总结|要点|思路|计划|情况报告|情况汇报)(?:[（(].*[）)]|——.*)?$|^(?:.{0,40}，)?[^，]{0,20}在.{2,30}的坚强领导下",
    re.MULTILINE,
)
_TENDER_SIGNS = re.compile(r"招标|投标人|采购项目|预算金额")


def genre_of(text: str) -> str:
    """Tell the genre of a text by its formulas: rule, notice, report, procurement, else news.

    >>> genre_of("第一条　为了规范视频图像信息的采集，应当遵循合法的原则。")
    'rule'
    """
    if len(_ARTICLES.findall(text)) >= 2:
        return "rule"
    if len(_TENDER_SIGNS.findall(text)) >= 3:
        return "procurement"
    if len(_RULE_SIGNS.findall(text)) >= 2:
        return "rule"
    if _TENDER_SIGNS.search(text):
        return "procurement"
    if _REPORT_SIGNS.search(text):
        return "report"
    return "notice" if _NOTICE_SIGNS.search(text) else "news"


@contextmanager
def _collector_paused() -> Iterator[None]:
    """Pause the cyclic collector: charts have no cycles, and scanning the vocabulary costs a third of the time."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


def _is_heading(segment: object, text: str) -> bool:
    """Whether a segment is written as a heading; a caption of several clauses is a sentence without its full stop."""
    return getattr(segment, "kind", "") == "heading" and not any(mark in text for mark in "，。；")


@cache
def _data_digest() -> str:
    digest = hashlib.sha256()
    for path in sorted(data("transfer", "data").rglob("*.tsv")):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:12]


def _whole(parts: Sequence[Part], offsets: Sequence[int], text: str) -> Draft:
    """Return the draft of a segment from those of its parts, counted in all its characters."""
    drafts = [(part.start, part.derivation.draft) for part in parts]
    draft = drafts[0][1] if len(drafts) == 1 else joined(drafts)
    return draft if len(offsets) in (0, len(text)) else counted(draft, offsets)


def findings(text: str, glossary: Glossary, *, today: date | None = None, region: str = "") -> Findings:
    """Return what the analysis says of the Simplified text of a segment: words, quantities, names, organs of a level.

    >>> [one.english for _, one in findings("县教育局发布通知", Glossary()).organs]
    ['county education bureau']
    """
    tokens = tokenize(text)
    found = quantities(text, date=today, region=region or "CN", tokens=tokens)
    if found:
        tokens = retokenized(text, [span for span, _ in found])
    named = names(text, tokens, gazetteer=shipped_places(region))
    return Findings(tokens, found, named, organs(text, [span for span, _ in tokens], glossary))


@recent(3)
def _vocabulary(glossary: Glossary) -> Vocabulary:
    return Vocabulary(shipped_lexicon(), glossary)


@dataclass(frozen=True, slots=True)
class TransferEngine:
    """Drafts by transfer; two engines with the same glossary and version give the same bytes."""

    glossary: Glossary
    region: str = ""
    today: date | None = None
    name: str = "transfer"

    @property
    def signature(self) -> str:
        """Engine version, digest of lexicon and grammar, digest of the glossary."""
        return f"transfer/{VERSION} data:{_data_digest()} glossary:{self.glossary.digest[:12] or 'none'}"

    def draft(self, document: Document) -> Document:
        """Return the document with a draft for each segment that is no boilerplate."""
        return self._drafted(document, None)

    def explain(self, document: Document, wanted: Collection[str] = ()) -> Document:
        """Return the document with its drafts and explanations of the segments ``wanted`` (ids), of all without ids.

        The drafts are those of :meth:`draft`: what was mentioned before a segment counts in it.
        """
        ids = {segment.value.id for segment in document.layer("segment")}
        return self._drafted(document, frozenset(wanted or ids))

    def _drafted(self, document: Document, wanted: Collection[str] | None) -> Document:
        version = HANS if document.has(HANS) else document.latest.name
        text = document.text(version)
        writer = SentenceWriter(_vocabulary(self.glossary), shipped_grammar(), self._context(text))
        drafts, explanations = [], []
        with _collector_paused():
            for segment in document.layer("segment"):
                source = segment.span.of(text)
                writer.context.trace = [] if wanted and segment.value.id in wanted else None
                parts, offsets = self._segment(writer, source, segment.value)
                draft = _whole(parts, offsets, source)
                drafts.append(Annotation(segment.span, "draft", draft, self.name))
                if writer.context.trace is not None:
                    told = explain(source, draft, writer.context.genre, parts, offsets)
                    explanations.append(Annotation(segment.span, "explanation", told, self.name))
        segmented = document.layer("segment").version
        document = document.with_layer(Layer("draft", segmented, tuple(drafts)))
        return document if wanted is None else document.with_layer(Layer("explanation", segmented, tuple(explanations)))

    def _segment(self, writer: SentenceWriter, text: str, segment: object) -> tuple[list[Part], Sequence[int]]:
        """Return the parts of a segment, and the places of the characters that were drafted."""
        offsets = meant(text) or tuple(range(len(text)))
        kept = "".join(text[at] for at in offsets)
        spans = segment_parts(kept)
        heading = len(spans) == 1 and _is_heading(segment, kept)
        parts, shift = [], 0
        for span in spans:
            part = span.of(kept)
            found = writer.derive(part, self._analyze(part, writer.context), heading=heading)
            decisions, writer.context.trace = writer.context.trace, None if writer.context.trace is None else []
            parts.append(Part(found, tuple(decisions or ()), span.start, shift))
            shift += len(found.draft.english) + bool(found.draft.english)
        return parts, offsets

    def _context(self, text: str) -> Context:
        return Context(_vocabulary(self.glossary), genre=genre_of(text), region=self.region)

    def _analyze(self, part: str, context: Context) -> Findings:
        found = findings(part, self.glossary, today=self.today, region=self.region)
        return replace(found, names=context.recalled(part, found.names))
