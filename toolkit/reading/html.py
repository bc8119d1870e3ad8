"""The HTML form of a reading copy: one file that asks the network for nothing and works without JavaScript."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from toolkit.reading.shown import shown
from toolkit.reading.values import ReadingCopy
from toolkit.resources import data
from toolkit.transfer.finding import MEANINGS

TEMPLATES = ("reading", "templates")
_HAN = re.compile("([\u2e80-\u303f\u31c0-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]+)")
_WORDS_OF_LEVELS = {
    "full": "every clause parsed",
    "partial": "parsed in part, the rest put together from fragments",
    "chunk": "put together from phrases, no clause parsed",
    "gloss": "word by word, nothing parsed",
    "memory": "taken from the translation memory",
}


@dataclass(frozen=True, slots=True)
class Option:
    """One position of a switch."""

    value: str
    label: str
    lang: str = "en"
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Switch:
    """One choice of the bar: its first option is what a reader finds on opening the copy."""

    name: str
    label: str
    options: tuple[Option, ...]


LAYOUT = Switch(
    "layout",
    "Layout",
    (
        Option("facing", "Facing"),
        Option("interleaved", "Interleaved"),
        Option("source", "Source first"),
        Option("interlinear", "Interlinear"),
    ),
)
PINYIN = Switch("pinyin", "Pinyin", (Option("all", "All"), Option("terms", "Terms"), Option("off", "Off")))
THEME = Switch(
    "theme",
    "Theme",
    (Option("auto", "◐", hint="As the system"), Option("light", "○", hint="Light"), Option("dark", "●", hint="Dark")),
)
SCRIPTS = {
    "found": Option("found", "As found"),
    "hans": Option("hans", "简", "zh-Hans", "Simplified"),
    "hant": Option("hant", "繁", "zh-Hant", "Traditional"),
}
BOTH = Option("both", "Both", hint="Simplified and Traditional")


def to_html(copy: ReadingCopy) -> str:
    """Return the copy as one HTML file; the same copy gives the same text."""
    style, script = _asset("copy.css"), _asset("copy.js")
    return (
        _environment()
        .get_template("copy.html.j2")
        .render(
            copy=copy,
            choices=copy.choices,
            switches=switches(copy),
            style=Markup(style),
            script=Markup(script),
            policy=policy(style, script),
            levels=_WORDS_OF_LEVELS,
            codes=codes(copy),
            bilingual=any(row.draft for row in copy.rows),
        )
    )


def policy(style: str, script: str) -> str:
    """Return the content security policy: nothing may be loaded, and only this style and this script may run."""
    return (
        f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )


def switches(copy: ReadingCopy) -> tuple[Switch, ...]:
    """Return the switches that a copy has a use for."""
    scripts = [SCRIPTS[name] for name in copy.scripts]
    scripts += [BOTH] if {"hans", "hant"} <= set(copy.scripts) else []
    offered = [LAYOUT] if any(row.draft for row in copy.rows) else []
    offered += [PINYIN] if copy.romanized else []
    offered += [Switch("script", "Script", tuple(scripts))] if len(scripts) > 1 else []
    return (*offered, THEME)


def codes(copy: ReadingCopy) -> tuple[tuple[str, str], ...]:
    """Return the codes of findings that the copy has and that have a meaning to tell."""
    found = sorted({finding.code for row in copy.body for finding in row.findings})
    return tuple((code, MEANINGS[code]) for code in found if code in MEANINGS)


def marked(text: str, lang: str = "zh-Hans") -> Markup:
    """Return English text as HTML in which every run of Chinese carries its language.

    >>> marked("narrower than 公共安全 <b>")
    Markup('narrower than <span lang="zh-Hans">公共安全</span> &lt;b&gt;')
    """
    parts = _HAN.split(shown(text))
    return Markup().join(
        Markup('<span lang="{}">{}</span>').format(lang, part) if at % 2 else escape(part)
        for at, part in enumerate(parts)
    )


def anchor(name: str) -> str:
    """Return a segment's id as an HTML id that clashes with no other of the page.

    >>> anchor("s12"), anchor("a b")
    ('s12', 's-a-b')
    """
    return name if re.fullmatch(r"s\d+", name) else f"s-{slug(name)}"


def slug(name: str) -> str:
    """Return a name as a part of an HTML class or id.

    >>> slug('list "item"')
    'list-item-'
    """
    return re.sub(r"[^A-Za-z0-9]+", "-", name)


def label(name: str) -> str:
    """Return the number by which a reader knows a segment.

    >>> label("s12")
    '12'
    """
    return name.removeprefix("s")


def _visible(value: object) -> object:
    """Return what an expression of a template prints: plain text made visible, then escaped by the environment."""
    return value if isinstance(value, Markup) else shown(str(value))


def _digest(content: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()


@cache
def _asset(name: str) -> str:
    return Path(data(*TEMPLATES, name)).read_text(encoding="utf-8").replace("\r\n", "\n")


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(data(*TEMPLATES)),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_visible,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    filters: Mapping[str, object] = {"marked": marked, "anchor": anchor, "slug": slug, "label": label}
    environment.filters.update(filters)
    return environment
