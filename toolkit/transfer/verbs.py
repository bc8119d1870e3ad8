"""The verb group: modals, negation, auxiliaries and the form of the verb."""

from __future__ import annotations

import re
from dataclasses import replace

from toolkit.transfer.adverb import adverbs_at
from toolkit.transfer.context import Context
from toolkit.transfer.coordination import conjunction, connector, is_denied, members, series
from toolkit.transfer.morphology import inflect_verb, plural
from toolkit.transfer.pieces import Piece, word
from toolkit.transfer.plan import Plan
from toolkit.transfer.tree import Node

_INFINITIVES = {
    "can": "be able to",
    "may": "be able to",
    "must": "have to",
    "need to": "need to",
    "cannot": "be unable to",
}
_GOVERNING = frozenset(("with", "for", "of", "to", "into", "against", "at", "from", "about"))
_PERIODS = ("year on year", "month on month", "from the previous period", "from the same period last year")
_MANNER = re.compile(r"without|according to|in accordance|in advance|in time|on time|in a .* manner|illegally|promptly")
_DENYING_MODALS = ("must not", "cannot", "may not")


def verb_group(plan: Plan, context: Context) -> list[Piece]:
    """Return auxiliaries, adverbs and verb; of a copula whatever its entry says behind "be"."""
    node = plan.node
    copula = re.match(r"be\b", node.entry.en) is not None and "members" not in node.slots
    if copula and plan.passive:
        plan = replace(plan, passive=False)
    group, form = auxiliaries(plan, context, be=copula or plan.passive)
    adverbs = adverbs_at("mid", node)
    if copula:
        rest = node.entry.en[3:]
        return [*_among(group, adverbs), *([word(rest, node)] if rest else [])]
    words = verb_words(node, "en" if plan.passive else form)
    return [*_among(group, adverbs), *(_owned(piece, plan) for piece in words)]


def _owned(piece: Piece, plan: Plan) -> Piece:
    """Return a verb that names what is "one's" with the pronoun of its subject: take advantage of their position."""
    if "one's " not in piece.text:
        return piece
    thing = plan.subject is not None and plan.number == "sg" and plan.subject.entry.get("class") not in ("person", "")
    return replace(piece, text=piece.text.replace("one's ", "its " if thing else "their "))


def _among(group: list[Piece], adverbs: list[Piece]) -> list[Piece]:
    """Put adverbs behind the first auxiliary and its negation: "have already been", "has not yet been"."""
    if group and group[0].text in _DENYING_MODALS and any(piece.text == "also" for piece in adverbs):
        return [*adverbs, *group]
    first = 2 if len(group) > 1 and group[1].text == "not" else 1
    return [*group[:first], *adverbs, *group[first:]]


def verb_words(node: Node, form: str) -> list[Piece]:
    """Return the verb in a form (base, s, past, ing, en), each member of a coordination in the same."""
    if "members" in node.slots:
        denied = bool(node.get("neg")) or any(kid.entry.en in _DENYING_MODALS for kid in node.get("modal"))
        written = [verb_words(kid, form) for kid in members(node)]
        return series(written, conjunction(node, denied=denied), connector(node))
    known = node.entry.en and node.entry.id != "unknown"
    text = inflect_verb(node.entry.en, form) if known else node.entry.en or node.entry.zh
    if counts_own_object(node):
        verb, noun = _parted(text)
        figures = series([[word(kid.entry.en, kid)] for kid in node.get("amount")], "and", node)
        return [word(verb, node), *figures, word(noun, node)]
    return [word(text, node)]


_OWN_OBJECT = re.compile(r"[a-z ]+ [a-z]+s|[a-z]+ an? (?:[a-z]+|[a-z]+ (?:case|report))")


def counts_own_object(node: Node) -> bool:
    """Tell whether a figure stands inside the verb.

    破案15起 is "solve 15 cases", 同比下降13% "fall 13 percent year on year".
    """
    figures = node.get("amount")
    if figures and node.entry.en.endswith(_PERIODS):
        return True
    if not figures or figures[0].entry.cat != "QC":
        return False
    return _OWN_OBJECT.fullmatch(node.entry.en) is not None


def _parted(text: str) -> tuple[str, str]:
    """Part a verb where its figure goes in: "fall 13 percent year on year", "solve 15 cases"."""
    period = next((tail for tail in _PERIODS if text.endswith(tail)), "")
    if period:
        return text.removesuffix(period).rstrip(), period
    single = re.fullmatch(r"(.+) an? ([a-z]+)", text)
    if single:
        return single[1], plural(single[2])
    verb, _, noun = text.rpartition(" ")
    return verb, noun


def without_preposition(verbs: list[Piece]) -> list[Piece]:
    """Return a verb without the preposition of an object that is not said (居民满意: "are satisfied")."""
    if not verbs:
        return verbs
    text, _, last = verbs[-1].text.rpartition(" ")
    return [*verbs[:-1], replace(verbs[-1], text=text)] if text and last in _GOVERNING else verbs


def around_object(verbs: list[Piece]) -> tuple[list[Piece], list[Piece]]:
    """Return what of the verb stands before its object and what behind it (``put {obj} into operation``)."""
    for index, piece in enumerate(verbs):
        if "{obj}" in piece.text:
            before, after = (part.strip() for part in piece.text.split("{obj}", 1))
            more, tail = verbs[index + 1 :], [replace(piece, text=after)]
            if more and _MANNER.match(after):  # 擅自安装、使用: "install or use it without authorization"
                rest, last = around_object(more)
                return [*verbs[:index], replace(piece, text=before), *rest], last or tail
            return [*verbs[:index], replace(piece, text=before)], [*tail, *more]
    return verbs, []


def auxiliaries(plan: Plan, context: Context, *, be: bool) -> tuple[list[Piece], str]:
    """Return the auxiliaries (with the form of be, where it is asked for) and the form that the verb then takes."""
    node = plan.node
    modals = _modals(plan, context)
    negation = next(iter(node.get("neg")), None)
    words, form = _chain(plan, [text for text, _ in modals], negation, be)
    origin = dict(modals)
    if negation is not None:
        origin[negation.entry.en] = negation
    by = node.entry.id if be and not plan.passive else "grammar:auxiliary"
    return [word(text, origin[text]) if text in origin else word(text, node, by) for text in words], form


def be_form(tense: str, *, many: bool) -> str:
    """Return the form of "be" in the third person."""
    if tense == "past":
        return "were" if many else "was"
    return "are" if many else "is"


def _modals(plan: Plan, context: Context) -> list[tuple[str, Node]]:
    """Return the modals that English says, all but a finite first one as infinitives."""
    denied = plan.subject is not None and is_denied(plan.subject)
    found = []
    for index, kid in enumerate(plan.node.get("modal")):
        text = "may" if denied and kid.entry.en == "must not" else _modal(kid, context)
        if index or plan.form != "finite":
            text = _infinitive(text)
        if text:
            found.append((text, kid))
    return found


def _modal(modal: Node, context: Context) -> str:
    entry = modal.entry
    if entry.flag("rule"):
        return entry.get("rule") if context.genre == "rule" else entry.get("else") or entry.en
    return entry.en


def _infinitive(modal: str) -> str:
    """Return what a modal becomes where English wants an infinitive (可以: "be able to"), nothing where it has none."""
    return _INFINITIVES.get(modal, modal if modal.startswith("be ") else "")


def _chain(plan: Plan, modals: list[str], negation: Node | None, be: bool) -> tuple[list[str], str]:
    """Return the words before the verb and the verb's form."""
    no = [negation.entry.en] if negation is not None else []
    if negation is not None and negation.entry.flag("imp") and plan.form == "finite" and plan.subject is not None:
        modals = modals or ["must"]  # 市民切勿使用: they are told not to
    if plan.form != "finite" and not modals:
        return ([*no, "being" if plan.form == "ing" else "be"], "") if be else (no, plan.form)
    if not modals and plan.tense == "future":
        modals = ["will"]
    if modals:
        first = inflect_verb(modals[0], "ing") if plan.form == "ing" else modals[0]
        words = [first, *no, *modals[1:]]
        return ([*words, "be"], "") if be else (words, "base")
    if plan.tense == "perfect" or (negation is not None and negation.entry.flag("perf")):
        have = "have" if plan.number == "pl" else "has"
        return ([have, *no, "been"], "") if be else ([have, *no], "en")
    return _tensed(plan, no, be)


def _tensed(plan: Plan, no: list[str], be: bool) -> tuple[list[str], str]:
    """Return the chain of a verb without modal in the past, the present or the progressive."""
    many, tense = plan.number == "pl", plan.tense
    if be:
        being = ["being"] if tense == "progressive" and plan.passive else []
        return [be_form(tense, many=many), *no, *being], ""
    if tense == "progressive":
        return [be_form("present", many=many), *no], "ing"
    if no and no[0] != "never":
        return ["did" if tense == "past" else "do" if many else "does", *no], "base"
    return no, "past" if tense == "past" else "base" if many else "s"
