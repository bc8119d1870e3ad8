"""Web pages, XHTML too: text and the attributes that people see; scripts, styles, code and addresses stay."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from toolkit.formats.html import ATTRIBUTE, BLOCKS, CELLS, Token, tokens
from toolkit.formats.structure.passages import Passage, Run

CODE = re.compile("script|style|xmp|code|samp|kbd|iframe|noembed|noframes")
SHOWN = frozenset(("alt", "title", "placeholder", "aria-label", "aria-description", "summary", "label"))
LANGUAGE = frozenset(("lang", "xml:lang"))
BUTTONS = frozenset(("button", "submit", "reset"))
DESCRIPTION = re.compile(r"(?:(?:og|twitter|dc|dcterms)[:.])?(?:title|description|keywords|subject|site_name)", re.I)
LOCALE = frozenset(("content-language", "og:locale"))
REFERENCE = re.compile("&(?:#[0-9]{1,7};?|#[xX][0-9a-fA-F]{1,6};?|[a-zA-Z][a-zA-Z0-9]{1,31};)")


def passages(characters: str) -> Iterator[Passage]:
    """Yield the passages of a page; a passage ends where a block, a cell or code begins or ends.

    >>> page = '<p lang="zh-CN">公<b>安</b>&amp;<code>软件</code><img alt="天网">'
    >>> ["".join(run.text for run in passage.runs) for passage in passages(page)]
    ['zh-CN', '公安&', '天网']
    """
    runs: list[Run] = []
    for token in tokens(characters, CODE):
        if not token.name:
            runs += text_runs(characters, token.start, token.end)
            continue
        if runs and _parts(token.name):
            yield Passage(tuple(runs))
            runs = []
        if token.attributes and not token.closing:
            yield from attribute_passages(characters, token)
    if runs:
        yield Passage(tuple(runs))


def _parts(name: str) -> bool:
    return bool(BLOCKS.fullmatch(name) or name in CELLS or CODE.fullmatch(name))


def text_runs(characters: str, start: int, end: int) -> Iterator[Run]:
    """Yield the runs of a stretch of text, each character reference as a run of its own."""
    done = start
    for found in REFERENCE.finditer(characters, start, end):
        sign = html.unescape(found[0])
        if sign == found[0] or len(sign) != 1 or sign == "\0":
            continue  # names no character, or several
        if found.start() > done:
            yield Run(done, found.start(), characters[done : found.start()])
        yield Run(*found.span(), sign)
        done = found.end()
    if done < end:
        yield Run(done, end, characters[done:end])


def attribute_passages(characters: str, token: Token) -> Iterator[Passage]:
    """Yield what a tag shows to people, and the language that it names."""
    limit = token.inside + len(token.attributes)
    spans: dict[str, tuple[int, int]] = {}
    for found in ATTRIBUTE.finditer(characters, token.inside, limit):
        spans.setdefault(found[1].lower(), found.span(found.lastindex or 0))
    values = {name: characters[start:end] for name, (start, end) in spans.items()}
    for name, (start, end) in spans.items():
        kind = _kind(token.name, name, values)
        if kind == "language":
            yield Passage((Run(start, end, characters[start:end]),), label=True)
        elif kind and (not characters[start:end].isascii() or "&#" in characters[start:end]):
            yield Passage(tuple(text_runs(characters, start, end)))


def _kind(tag: str, name: str, values: dict[str, str]) -> str:
    """Return whether an attribute holds ``text``, a ``language`` tag or nothing of ours."""
    if name in LANGUAGE:
        return "language"
    if name in SHOWN:
        return "text"
    if tag == "input" and name == "value":
        return "text" if values.get("type", "").lower() in BUTTONS else ""
    if tag == "meta" and name == "content":
        said = (values.get("name") or values.get("property") or values.get("http-equiv") or "").lower()
        return "language" if said in LOCALE else "text" if DESCRIPTION.fullmatch(said) else ""
    return ""
