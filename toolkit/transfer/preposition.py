"""Prepositions of place and date, chosen by what they stand before."""

from __future__ import annotations

import re

from toolkit.transfer.tree import Node

_PLACE_CLASSES = frozenset(("place", "organ", "abstract", "act", "doc", "time"))
# The alternatives but the last may stand anywhere in the word.
_POINTS = re.compile(r"站|口|所|场|处|现场|会$")
_WHOLE = re.compile("全[国省市县区镇州]")
_ROOM = re.compile(r"(?:\w+ )*Room |Building|Hall|Ward|Classroom|Warehouse|Unit|Workshop|Terminal")
_SAID = ("from ", "on ", "in ", "between ", "at ", "this ", "last ", "next ", "today", "yesterday", "tomorrow")
_PARTS_OF_DAY = ("morning", "afternoon", "evening")
_ENDS = ("the end of", "the beginning of", "end of")
_DAY = re.compile(
    r"(January|February|March|April|May|June|July|August|September|October|November|December) \d{1,2}\b(?!\d)"
)
_CLOCK = re.compile(r"about \d+(?::\d+)? [ap]\.m\.")  # about 9 a.m. today, behind 于
_NTH = re.compile(r"the \d+(?:st|nd|rd|th)(?: of (?:this|last|next|that|the same) month)?")  # 5日 without its month
_NTH_DAY = re.compile(r"the \S+ day$")
_WEEKDAY = re.compile(r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day$")


def place_preposition(target: Node) -> str:
    """Return "at" for points and gatherings (车站, 会), "across" for all of an area (全市), "in" for the rest."""
    if _WHOLE.fullmatch(target.entry.zh):
        return "across"
    if target.entry.get("kind") == "numbered":
        return "on" if "floor" in target.entry.en else "in" if _ROOM.match(target.entry.en) else "at"
    place = target.entry.cat == "ns" or target.entry.get("class") in _PLACE_CLASSES
    return "at" if place and _POINTS.search(target.entry.zh) else "in"


def date_preposition(kind: str, text: str) -> str:
    """Return the preposition of a date or time of day as English writes it, nothing where it brings its own.

    >>> [date_preposition("date", said) for said in ("September 23", "the 5th", "May 2011")]
    ['on', 'on', 'in']
    """
    if kind == "time" and " to " in text and not text.startswith("from"):
        return "from"
    if kind == "time":
        return "" if text.startswith(("from", "at", "the", "about")) else "at"
    if _CLOCK.match(text):
        return "at"
    if text.startswith(_SAID):
        return ""
    if kind == "date-range":
        return "from"
    if text.startswith("the ") and any(part in text for part in _PARTS_OF_DAY):
        return "on" if re.search(r"\d", text) else "in"
    if _DAY.search(text) or _NTH.fullmatch(text) or _WEEKDAY.match(text) or _NTH_DAY.match(text):
        return "on"
    return "at" if text.startswith(_ENDS) else "in"
