"""The rules for characters that no word decides: what stands around it tells the 干 (乾) of 衣服干了 from that of 干活.

A row of ``data/rules.tsv`` names the sign, the form, a pattern that must end right before the sign, one that must begin
right behind it, and the tokens that the row may break open. With no token named, the sign has to be a token of its
own: where the dictionary knows the word, the word decides. ``{name}`` in a pattern stands for the words of a row of
``data/classes.tsv``; ``<`` in front of the first pattern asks for a word border where its match begins. The first row
that fits decides; a row may keep the form that OpenCC gives.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from toolkit.errors import InputError
from toolkit.script.words import Cut
from toolkit.tables import rows

REACH = 14
ANY = "*"
BORDER = "<"
_CLASS = re.compile(r"\{([a-z-]+)\}")


class Choice(NamedTuple):
    """A decision: where (code points), the form in Taiwan's writing, and the context that decided."""

    at: int
    form: str
    evidence: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A row of the table; ``over`` holds the tokens that it may break open, ``*`` all of them.

    ``begins`` asks that a token begins where the match before the sign does.
    """

    form: str
    begins: bool
    before: re.Pattern[str] | None
    after: re.Pattern[str] | None
    over: frozenset[str]

    def context(self, before: str, after: str) -> tuple[str, str] | None:
        """Return what the patterns matched before and behind the sign, or nothing where the rule does not fit."""
        head = tail = ""
        if self.after:
            if not (found := self.after.match(after)):
                return None
            tail = found[0]
        if self.before:
            if not (found := self.before.search(before)):
                return None
            head = found[0]
        return head, tail


@lru_cache(maxsize=1)
def _classes() -> dict[str, str]:
    return {
        name: "|".join(sorted(words.split(" "), key=len, reverse=True)) for name, words in rows("script", "classes")
    }


def _pattern(written: str, ending: bool, sign: str) -> re.Pattern[str] | None:
    """Compile a cell; raises InputError naming the rule where it is no regular expression or names no class."""
    if not written:
        return None
    try:
        whole = _CLASS.sub(lambda found: f"(?:{_classes()[found[1]]})", written)
        return re.compile(rf"(?:{whole})\Z" if ending else whole)
    except (re.error, KeyError) as error:
        raise InputError(f"{error} in the pattern {written}", place=f"rules.tsv, {sign}") from error


@lru_cache(maxsize=1)
def _rows_by_sign() -> dict[str, list[tuple[str, ...]]]:
    found: dict[str, list[tuple[str, ...]]] = {}
    for sign, *cells in rows("script", "rules"):
        found.setdefault(sign, []).append(tuple(cells))
    return found


@lru_cache(maxsize=1)
def signs() -> re.Pattern[str]:
    """Return the pattern of all signs that have rules."""
    return re.compile("[" + "".join(_rows_by_sign()) + "]")


@lru_cache(maxsize=512)
def rules_of(sign: str) -> tuple[Rule, ...]:
    """Return the rules of a sign in the order of the table; compiled when a text first asks, for a quick start."""
    found = []
    for form, before, after, over in _rows_by_sign()[sign]:
        patterns = _pattern(before.removeprefix(BORDER), True, sign), _pattern(after, False, sign)
        found.append(Rule(form, before.startswith(BORDER), *patterns, frozenset(over.split())))
    return tuple(found)


@lru_cache(maxsize=16384)
def _rules_in(sign: str, token: str) -> tuple[Rule, ...]:
    """Return the rules of a sign that a token lets see it: all where it is the token, else those that break it open."""
    rules = rules_of(sign)
    return rules if token == sign else tuple(rule for rule in rules if token in rule.over or ANY in rule.over)


def choices(hans: str, tokens: Cut) -> Iterator[Choice]:
    """Yield what the rules decide in a Simplified text, in order; no rule sees beyond its line.

    >>> from toolkit.script.words import cut
    >>> list(choices("头发干了", cut("头发干了")))
    [Choice(at=2, form='乾', evidence='头发(干)')]
    """
    for found in signs().finditer(hans):
        at = found.start()
        fitting = _rules_in(found[0], hans[slice(*tokens.around(at))])
        if not fitting:
            continue
        before = hans[max(0, at - REACH) : at].rpartition("\n")[2]
        after = hans[at + 1 : at + 1 + REACH].partition("\n")[0]
        for rule in fitting:
            context = rule.context(before, after)
            if context and (not rule.begins or tokens.begins(at - len(context[0]))):
                yield Choice(at, rule.form, f"{context[0]}({found[0]}){context[1]}")
                break
