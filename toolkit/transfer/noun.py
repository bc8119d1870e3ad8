"""Noun phrases: order, number, articles, premodifiers, and what follows the head."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from toolkit.resources import data
from toolkit.transfer.context import Context
from toolkit.transfer.morphology import article, inflect_verb, plural, title_case
from toolkit.transfer.pieces import Piece, plain, recast, word
from toolkit.transfer.tree import Node

_PLURAL_CLASSES = frozenset(("person", "thing", "vehicle", "event", "money", "info", "group"))
_SINGLE_EVENTS = ("会", "会议", "仪式", "活动", "行动", "比赛", "赛", "典礼", "战役", "讲话")
_PLACES = ("区域", "地区", "部位", "场所", "路口", "路段", "地点", "小区", "社区", "街道", "站点", "网点", "道路", "区", "点")
_OFFICES = ("长", "书记", "主任", "委员", "主席", "总理", "检察官", "发言人", "督察", "法官", "政委", "负责人")
_PEOPLE = ("人", "名", "位", "人次")
_SPANS_OF = ("小时", "分钟", "秒", "个小时", "個小時", "小時", "分鐘")
_PLURAL_HEADS = ("机关", "部门", "单位", "企业", "机构", "组织", "各界")
_QUANTITY_CATS = frozenset(("QC", "QN", "QP", "QM", "QE", "QR", "QX", "QA", "QD", "QO", "QCASE"))
_VN = re.compile(r"(.+?)\((mass|pl)\)$")


def is_connector(node: Node) -> bool:
    """Whether a member of a coordination is the sign or word between two of them."""
    return node.cat.startswith("'")


def verbal_noun(node: Node) -> tuple[str, str]:
    """Return the action noun of a verb entry and its number: sg, pl or mass; a gerund where the entry names none."""
    given = node.entry.get("vn")
    if given in ("", "1"):
        return (inflect_verb(node.entry.en.replace(" {obj}", ""), "ing"), "mass")
    match = _VN.match(given)
    return (match[1], match[2]) if match else (given, "sg")


def number_of(node: Node) -> str:
    """Return the grammatical number of a noun phrase: sg, pl or mass."""
    if "members" in node.slots:
        members = [kid for kid in node.slots["members"] if not is_connector(kid)]
        words = {kid.entry.zh for kid in node.slots["members"] if is_connector(kid)}
        if _denied(node):
            return "sg"
        return number_of(members[-1]) if words & {"或", "或者"} else "pl"
    given = node.feats.get("number!")
    if given:
        return given
    if node.cat in ("VP", "S"):
        return "mass"
    if node.feats.get("headless"):
        return "pl"
    return _counted(node) or _listed(node) or _own_number(node)


def _listed(node: Node) -> str:
    """Return pl for a countable head of examples (…等场所) and for kinds of places (重点区域)."""
    entry = node.entry
    countable = entry.cat == "n" and not any(entry.flag(name) for name in ("mass", "pl", "proper", "the"))
    if not countable:
        return ""
    kind = entry.get("class") == "place" and node.get("mod") and node.get("mod")[0].entry.cat not in ("ns", "nt", "QO")
    return "pl" if node.get("like") or (kind and entry.zh.endswith(_PLACES)) else ""


def _counted(node: Node) -> str:
    count = node.one("num")
    mass = node.entry.get("mass") or (_verbal(node) and verbal_noun(node)[1] == "mass")
    if count is not None and not mass:
        return "pl" if count.entry.get("plural", "1") else "sg"
    determiner = node.one("det")
    if determiner is not None and not mass and node.entry.features.get("pl") != "1":
        if determiner.entry.flag("pl"):
            return "pl"
        if node.feats.get("denied") or determiner.entry.zh == "任何":
            return "sg"
        if determiner.entry.flag("sg") or determiner.entry.zh in ("本", "该", "此", "这", "那"):
            return "sg"
    return ""


def _verbal(node: Node) -> bool:
    return node.entry.cat == "v"


def _own_number(node: Node) -> str:
    entry = node.entry
    if _verbal(node):
        number = verbal_noun(node)[1]
        return number if number != "sg" else ("sg" if node.get("poss") or node.get("mod") else "pl")
    if entry.cat in _QUANTITY_CATS:
        return "sg" if entry.cat in ("QM", "QD", "QO", "QCASE") or not entry.get("plural") else "pl"
    for number in ("mass", "sg"):
        if entry.flag(number):
            return number
    if entry.features.get("pl") == "1":
        return "pl"
    if entry.get("proper") or entry.cat in ("ns", "nr", "nt", "CODE", "QUOTE", "QART", "QDOC", "TITLE", "UNK"):
        return "sg"
    if entry.get("unknown"):
        return "mass"
    if entry.cat == "n" and entry.get("class") in _PLURAL_CLASSES and not entry.flag("the"):
        return "sg" if entry.zh.endswith(_SINGLE_EVENTS if entry.get("class") == "event" else _OFFICES) else "pl"
    if entry.zh.endswith(_PLURAL_HEADS):
        return "pl"
    return "sg"


def head_text(node: Node, number: str) -> str:
    """Return the head word in the number asked for."""
    entry = node.entry
    if _verbal(node):
        noun, own = verbal_noun(node)
        return plural(noun) if number == "pl" and own == "sg" else noun
    if number == "pl" and entry.cat == "n" and not entry.flag("mass") and entry.features.get("pl") != "1":
        return entry.get("pl") or (entry.en if entry.get("proper") else plural(entry.en))
    return entry.en


def premodifier_text(node: Node) -> str:
    """Return the form of a word before another noun."""
    entry = node.entry
    if _verbal(node):
        return entry.get("vprem") or verbal_noun(node)[0]
    return entry.get("prem") or entry.en


class NounPhrases:
    """Writes noun phrases; clauses inside them are written by the callback that the clause writer hands in."""

    def __init__(self, context: Context, clause_writer: ClauseWriter) -> None:
        self.context = context
        self.clauses = clause_writer

    def phrase(self, node: Node, role: str = "obj") -> list[Piece]:
        """Return the pieces of a noun phrase; ``role`` is subj, obj, prep, pred, bare (no article) or poss."""
        if "members" in node.slots:
            after = self._after(node)
            the = [word("the", node, "grammar:article")] if node.get("poss") and role != "bare" else []
            return [*the, *self._coordination(node, "bare" if the else role), *after]
        if node.entry.cat == "r" and not node.get("rel"):
            return self._pronoun(node, role)
        if node.feats.get("headless"):
            return self._headless(node)
        if node.cat in ("VP", "S"):
            return self.clauses.gerund(node)
        return self._full(node, role)

    def _full(self, node: Node, role: str) -> list[Piece]:
        node = _counted_inside(node)
        number = number_of(node)
        before = self._premodifiers(node)
        count = self._count(node)
        head = self._head(node, number)
        if self._titled(node):
            before, head = _titled(before), _titled(head)
        possessor = self._possessor(node)
        core = [*count, *before, *head]
        core = [*(possessor or self._determiner(node, number, role, core)), *core]
        return [*self._title(node), *core, *self._after(node)]

    def _title(self, node: Node) -> list[Piece]:
        """Return what stands before a person's name: an office with capitals, a role without, Ms. and Mr."""
        pieces: list[Piece] = []
        for kid in node.get("title"):
            office = (kid if "members" not in kid.slots else kid.slots["members"][-1]).entry.zh.endswith(_OFFICES)
            title = self._coordination(kid, "mod") if "members" in kid.slots else self.modifier(kid)
            pieces += _titled(title) if office else title
        return [*pieces, *(word(_honorifics()[kid.entry.zh], kid) for kid in node.get("honor"))]

    def _head(self, node: Node, number: str) -> list[Piece]:
        entry = node.entry
        if entry.flag("enclosed"):
            return self.clauses.quoted(node)
        if self._drops_head(node):
            return []
        text = head_text(node, number) or entry.zh
        pieces = [word(text, node)]
        if entry.cat == "QC" and entry.get("unit") in _PEOPLE:
            pieces.append(word("people" if entry.get("plural") else "person", node, "grammar:counted-people"))
        for numbered in node.get("number"):
            pieces.append(word(numbered.entry.en, numbered))
            if entry.cat == "n" and pieces[0].text:
                pieces[0] = replace(pieces[0], text=title_case(pieces[0].text))
        return pieces

    def _drops_head(self, node: Node) -> bool:
        """工作 and 情况 say nothing after an action noun; the word stays linked through its modifier."""
        mods = node.get("mod")
        return bool(node.entry.flag("drop") and mods and mods[-1].entry.cat == "v" and not node.get("num"))

    def _titled(self, node: Node) -> bool:
        mods = node.get("mod")
        named = node.entry.get("class") == "organ" and mods and mods[0].entry.cat in ("ns", "nt")
        kind = node.entry.zh.endswith(_PLURAL_HEADS)
        return bool(named and not kind and mods[0].entry.get("class") == "place" and len(mods) <= 4)

    def _premodifiers(self, node: Node) -> list[Piece]:
        mods = [kid for kid in node.get("mod") if not self._goes_after(kid, node)]
        return [piece for kid in mods for piece in self.modifier(kid)]

    def _goes_after(self, kid: Node, node: Node) -> bool:
        """Whether a premodifier of the Chinese follows its head in English (zones, objects of action nouns, "of" heads)."""
        if kid.entry.get("after") or kid.cat == "QD" or kid.entry.cat == "t":
            return True
        if "members" in kid.slots and len(kid.slots["members"]) > 3:
            return node.entry.cat != "v" or not kid.feats.get("adj")
        if kid.entry.cat not in ("n", "v", "nt", "TITLE", "ns") or (kid.entry.get("prem") and not kid.get("mod")):
            return False
        if self._takes_object(node):
            return self._is_object(kid) and not node.feats.get("inside")
        return bool(node.entry.flag("of")) and not node.feats.get("inside")

    def _takes_object(self, node: Node) -> bool:
        return node.entry.cat == "v" and not node.entry.flag("i") and node.entry.flag("vn")

    @staticmethod
    def _is_object(kid: Node) -> bool:
        if kid.entry.cat == "v":
            return False
        return bool(kid.get("mod")) or kid.entry.get("class") in (
            "thing",
            "vehicle",
            "doc",
            "system",
            "person",
            "event",
        )

    def modifier(self, node: Node) -> list[Piece]:
        """Return a premodifier: an adjective, a noun in its premodifier form, an ordinal, a quotation."""
        if "members" in node.slots:
            return self._coordination(node, "mod")
        if node.cat in ("AP", "a"):
            return self.adjective(node)
        if node.entry.cat in ("QR", "QE", "QM"):
            if node.entry.get("unit") in _SPANS_OF:
                return [word(node.entry.en, node), word("of", node, "grammar:of")]
            return [word(_hyphenated(node.entry.en), node)]
        inner = [piece for kid in node.get("mod") for piece in self.modifier(kid)]
        if node.entry.flag("enclosed"):
            return [*inner, *self.clauses.quoted(node)]
        if node.get("poss"):
            inner = [piece for kid in node.get("poss") for piece in self.modifier(kid)] + inner
        if self._drops_head(node):
            return inner
        return [*inner, word(premodifier_text(node) or node.entry.zh, node)]

    def adjective(self, node: Node) -> list[Piece]:
        """Return an adjective phrase with its degree words and its coordination."""
        if "members" in node.slots:
            degrees = [word(kid.entry.en, kid) for kid in node.get("deg") if kid.entry.en != "-"]
            return [*degrees, *self._coordination(node, "adj")]
        pieces = [word("not", neg) for neg in node.get("neg")]
        for degree in node.get("deg"):
            if degree.entry.en != "-":
                pieces.append(word(degree.entry.en, degree))
        pieces.append(word(node.entry.en or node.entry.zh, node))
        for than in node.get("than"):
            pieces = [word("more", than, "grammar:comparison"), *pieces, word("than", than, "grammar:comparison")]
            pieces += self.phrase(than, "prep")
        for phrase in node.get("pre"):
            pieces += self.clauses.adverbial(phrase)
        return pieces

    def _coordination(self, node: Node, role: str) -> list[Piece]:
        members = node.slots["members"]
        kids = [kid for kid in members if not is_connector(kid)]
        last = next((kid for kid in reversed(members) if is_connector(kid)), None)
        conjunction = "or" if (last is not None and last.entry.zh in ("或", "或者")) or _denied(node) else "and"
        shared = [kid for kid in node.get("mod") if not self._goes_after(kid, node)] if role != "adj" else []
        first = "bare" if shared and role in ("subj", "obj", "prep") else role
        written = [self._member(kid, first if index == 0 else _later(first, kid)) for index, kid in enumerate(kids)]
        before = [piece for kid in shared for piece in self.modifier(kid)]
        the = [word("the", node, "grammar:article")] if shared and first != role and number_of(kids[0]) == "sg" else []
        return [*self._count(node), *the, *before, *series(written, conjunction, last or node)]

    def _member(self, kid: Node, role: str) -> list[Piece]:
        if role == "adj" or kid.cat in ("AP", "a"):
            return self.adjective(kid)
        return self.modifier(kid) if role == "mod" else self.phrase(kid, role)

    def _pronoun(self, node: Node, role: str) -> list[Piece]:
        entry = node.entry
        text = entry.get("obj") if role in ("obj", "prep") else entry.get("poss") if role == "poss" else entry.en
        return [word(text or entry.en, node)]

    def _headless(self, node: Node) -> list[Piece]:
        clause = _plain_clause(node)
        return [word("those", node, "grammar:headless"), *self.clauses.relative(clause, "pl", person=True)]

    def _count(self, node: Node) -> list[Piece]:
        pieces: list[Piece] = []
        count = node.one("num")
        if count is None:
            return pieces
        text = count.entry.en or count.entry.zh
        unit = count.entry.get("unit")
        measure = "" if unit in _PEOPLE else self.context.measure(unit)
        if node.feats.get("total"):
            pieces.append(word("a total of", count, "grammar:total"))
        if text == "one" and not measure and role_allows_article(node):
            text = article(_next_word(self._premodifiers(node), self._head(node, "sg")))
        pieces.append(word(text, count))
        counted = count.entry.cat == "QC" and node.entry.cat == "n" and node.entry.get("class") != "person"
        if not measure and counted and number_of(node) == "mass":
            pieces.append(word("pieces of" if count.entry.get("plural") else "piece of", count, "grammar:measure"))
        if measure:
            many = bool(count.entry.get("plural"))
            pieces.append(word((plural(measure) if many else measure) + " of", count, "grammar:measure"))
        return pieces

    def _determiner(self, node: Node, number: str, role: str, core: Sequence[Piece]) -> list[Piece]:
        pieces: list[Piece] = []
        for determiner in node.get("det"):
            if not determiner.entry.get("after"):
                text = "no" if node.feats.get("denied") else _demonstrative(determiner.entry.en, number)
                pieces.append(word(text, determiner))
        if node.get("det") or node.get("num") or not core or role in ("bare", "mod") or _possessed(core):
            return pieces
        return self._article(node, number, role, core)

    def _article(self, node: Node, number: str, role: str, core: Sequence[Piece]) -> list[Piece]:
        entry = node.entry
        first = core[0].text
        if self.context.heading and role in ("subj", "obj"):
            return []
        if (
            entry.cat in _QUANTITY_CATS
            or entry.cat in ("nr", "ns", "QART", "QDOC", "UNK", "CODE")
            or entry.get("unknown")
        ):
            return []
        definite = self._definite(node, number)
        if definite:
            return [word("the", node, "grammar:article")]
        if number == "sg" and not entry.get("proper"):
            if role == "pred" or (entry.get("class") in ("event", "quality") and role != "subj"):
                return [word(article(first), node, "grammar:article")]
            return [word("the", node, "grammar:article")]
        return []

    def _definite(self, node: Node, number: str) -> bool:
        entry = node.entry
        if entry.get("proper"):
            return entry.get("class") in ("organ", "system", "doc", "event", "act", "info", "abstract", "thing") or (
                entry.flag("the")
            )
        if self._titled(node) or (entry.flag("the") and not node.get("mod")):
            return True
        follows = bool(node.get("poss")) or any(self._goes_after(kid, node) for kid in node.get("mod"))
        return follows or any(kid.entry.cat == "QO" for kid in node.get("mod"))

    def _possessor(self, node: Node) -> list[Piece]:
        """Return the possessor before its head ("their", "the public's"), nothing where it follows with "of"."""
        owners = node.get("poss")
        if not owners or not self._short(owners[-1]):
            return []
        owner = owners[-1]
        if owner.entry.cat == "r":
            return self._pronoun(owner, "poss") if owner.entry.get("poss") else self._genitive(owner)
        return self._genitive(owner)

    def _genitive(self, owner: Node) -> list[Piece]:
        pieces = self.phrase(owner, "subj")
        ending = "'" if pieces[-1].text.endswith("s") else "'s"
        return recast(pieces, len(pieces) - 1, pieces[-1].text + ending)

    @staticmethod
    def _short(owner: Node) -> bool:
        if owner.entry.cat in ("r", "nr"):
            return True
        if owner.slots.keys() - {"mod"} or len(owner.get("mod")) > 1:
            return False
        return owner.entry.get("class") in ("person", "organ") or owner.entry.cat == "ns"

    def _after(self, node: Node) -> list[Piece]:
        pieces: list[Piece] = []
        for determiner in node.get("det"):
            if determiner.entry.get("after"):
                pieces.append(word(determiner.entry.get("after"), determiner))
        for kid in node.get("amount"):
            pieces += [word("of", kid, "grammar:of"), word(kid.entry.en, kid)]
        pieces += self._of(node)
        for kid in node.get("surname"):
            pieces += [word("surnamed", kid, "grammar:surname"), word(kid.entry.en, kid)]
        for kid in node.get("appos"):
            pieces += self.phrase(kid, "obj")
        for kid in node.get("inplace"):
            pieces += [word("in", kid, "grammar:in-place"), *self.phrase(kid, "prep")]
        for kid in node.get("like"):
            pieces += [word("such as", kid, "grammar:such-as"), *self.phrase(_many(kid), "obj")]
        for kid in node.get("usedin"):
            pieces += [word("as used in", kid, "grammar:as-used-in"), *self.phrase(kid, "prep")]
        for kid in node.get("post"):
            pieces += self.clauses.postmodifier(kid, node)
        pieces += self.clauses.relatives(node, number_of(node))
        for kid in node.get("loc"):
            pieces += [word(kid.entry.en, kid)]
        for kid in node.get("bracket"):
            pieces += self.clauses.bracket(kid)
        if node.feats.get("etc"):
            pieces.append(word("and so on", node, "grammar:etc"))
        return pieces

    def _of(self, node: Node) -> list[Piece]:
        pieces: list[Piece] = []
        zones: list[Piece] = []
        for kid in node.get("mod"):
            if not self._goes_after(kid, node):
                continue
            if kid.entry.get("after"):
                zones.append(word(kid.entry.get("after"), kid))
            elif kid.cat == "QD" or kid.entry.cat == "t":
                zones += self.clauses.adverbial(kid)
            else:
                joint = node.entry.get("prep") or "of"
                pieces += [word(joint, kid, "grammar:of"), *self.phrase(kid, "prep")]
        for kid in node.get("vping"):
            pieces += [word("of", kid, "grammar:of"), *self.clauses.gerund(kid)]
        for part in node.get("part"):
            pieces = [word("of", part, "grammar:of"), *pieces]
        owners = node.get("poss")
        if owners and not self._short(owners[-1]):
            for owner in reversed(owners):
                joint = "in" if owner.entry.get("class") == "place" and node.entry.cat != "v" else "of"
                pieces += [word(joint, owner, "grammar:of"), *self.phrase(owner, "prep")]
        elif len(owners) > 1:
            for owner in owners[:-1]:
                pieces += [word("of", owner, "grammar:of"), *self.phrase(owner, "prep")]
        return pieces + zones


@cache
def _honorifics() -> dict[str, str]:
    lines = data("transfer", "data", "grammar", "honorifics.tsv").read_text(encoding="utf-8").splitlines()[1:]
    return dict(line.split("\t")[:2] for line in lines if line)


def _possessed(core: Sequence[Piece]) -> bool:
    """Whether the words bring a possessive of their own (我局: "our bureau")."""
    return core[0].text.split(" ")[0] in ("our", "their", "his", "her", "its", "my", "your")


def _counted_inside(node: Node) -> Node:
    """Give a count before an uncountable head to the noun that it counts (70个中队视频接入工作: of 70 squadrons)."""
    mods, count = node.get("mod"), node.one("num")
    if count is None or count.entry.cat != "QC" or len(mods) < 2 or number_of(node) != "mass":
        return node
    first = mods[0]
    if first.entry.cat != "n" or first.entry.flag("mass") or first.entry.get("class") not in ("organ", "person", "place", "thing"):
        return node
    made, owner = node.copy(), first.copy()
    made.slots["mod"], made.slots["num"] = mods[1:], []
    owner.slots["num"] = [count]
    made.add("poss", owner)
    return made


def role_allows_article(node: Node) -> bool:
    """Whether 一 before the noun is an article and no figure."""
    return node.entry.cat not in _QUANTITY_CATS


def series(members: list[list[Piece]], conjunction: str, at: Node) -> list[Piece]:
    """Join members as English does: A and B; A, B, and C."""
    pieces: list[Piece] = []
    for index, member in enumerate(members):
        if index and index == len(members) - 1:
            if len(members) > 2:
                pieces.append(word(",", at, "grammar:series", tight=True))
            pieces.append(word(conjunction, at, "grammar:series"))
        elif index:
            pieces.append(word(",", at, "grammar:series", tight=True))
        pieces += member
    return pieces


def _many(node: Node) -> Node:
    """Return examples in the plural where they are kinds and not names."""
    if "members" in node.slots:
        made = node.copy()
        made.slots["members"] = [kid if is_connector(kid) else _many(kid) for kid in node.slots["members"]]
        return made
    entry = node.entry
    kind = entry.cat == "n" and not any(entry.flag(name) for name in ("mass", "pl", "proper", "the"))
    if not kind or node.get("num") or node.get("det") or node.feats.get("number!"):
        return node
    made = node.copy()
    made.feats["number!"] = "pl"
    return made


def _denied(node: Node) -> bool:
    """Whether a coordination stands as "no X or Y" (任何单位和个人不得…)."""
    return bool(node.slots["members"][0].feats.get("denied"))


def _later(role: str, kid: Node) -> str:
    return "bare" if role in ("subj", "obj", "prep") and not kid.entry.get("proper") and not kid.get("poss") else role


def _titled(pieces: list[Piece]) -> list[Piece]:
    return [replace(piece, text=title_case(piece.text)) for piece in pieces]


def _demonstrative(text: str, number: str) -> str:
    if text == "any":
        return text
    if number == "pl":
        return {"this": "these", "that": "those", "each": "each"}.get(text, text)
    return text


def _next_word(before: list[Piece], head: list[Piece]) -> str:
    line = plain([*before, *head])
    return line.split(" ")[0] or "x"


def _hyphenated(text: str) -> str:
    match = re.match(r"(.*?)([\d,.]+|[a-z]+) (second|minute|hour|day|week|month|year|meter|kilometer)s?$", text)
    return f"{match[1]}{match[2]}-{match[3]}" if match else text


def _plain_clause(node: Node) -> Node:
    clause = node.copy()
    clause.feats.pop("headless", None)
    return clause


from typing import Protocol  # noqa: E402


class ClauseWriter(Protocol):
    """What noun phrases need of the clause writer."""

    def finite(self, node: Node) -> list[Piece]: ...
    def gerund(self, node: Node) -> list[Piece]: ...
    def relative(self, node: Node, number: str, *, person: bool) -> list[Piece]: ...
    def relatives(self, node: Node, number: str) -> list[Piece]: ...
    def adverbial(self, node: Node) -> list[Piece]: ...
    def postmodifier(self, node: Node, head: Node) -> list[Piece]: ...
    def quoted(self, node: Node) -> list[Piece]: ...
    def bracket(self, node: Node) -> list[Piece]: ...
