"""Names, which keep their own character where the word of the same look changes: 范某 is no 範某, 拉里·佩奇 no 拉裡."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from toolkit.script.words import Cut, Word, cut, tagged
from toolkit.tables import rows

CLAUSE = 40
_MARK = re.compile(r"[\n。，；：！？、,;:!?（）()“”「」\s]")
_MASK = re.compile(r"[某×XxＸ＊*○〇]")
_DETERMINED = re.compile(
    r"[某×XxＸ＊*○〇]{1,2}(?:[一日年月天晚夜地处种些个一次方镇村乡县市省区街路巷楼栋号国网台物事店厂校院市组站所局部队]"
    r"|[项件份间位座所届款类名条场段期层批支辆号口户]|小区|公司|单位|银行|酒店|宾馆|学校|医院|超市|商场|平台|工地|饭店|酒吧|会所|机关|项目|程度|原因|阶段|领域|范围)"
)
_ACTS = re.compile(
    r"[某×XxＸ＊*○〇]{1,3}(?:[\W甲乙丙丁等的被因持驾将把在向对从以与和及系已到说称供涉逃住所其共不拒作提未携窜伙之随当立承多先酒无又]"
    r"|处[拘罚以以有]|[展有]|交代|报[警案]|殴打|借款|进行|实施|采取|发生|时(?!间|段|期|候)|表示|家[中住里属人]|名下|如实|落网|抓获|等)|[某×XxＸ＊*○〇]{1,3}$"
)
_GOVERNS = "对据向由与被将在处让给经为以到找问和跟"
_TIMED = re.compile(
    r"[0-9０-９一二三四五六七八九十当昨今近日次本去上下中晚深夜凌案事年月前同随此其某被在将又因与经已到从向把对由才就不未多来再立为有是"
    r"线这那该以先同所各公河东西南北城市县区村道路途现]"
)
_SPEAKS = re.compile(
    r"\w{1,2}(?:说|称|表示|介绍|在逃|到案|落网|告诉|提醒|认为|带领|率|立即|赶|发现|因|被|[的、，。；：（）！？与和等向对将把驾持供]|交代|$)"
)
_BEFORE = re.compile(r"[\W_对将把与和及被由的、向给让叫跟同是为从令找请送陪带抓捕押救打骂劝问查]$|^$")
_HONORIFIC = re.compile(
    r"(?:先生|女士|小姐|太太|夫人|同学|老师|同志|警官|队长|局长|所长|书记|律师|法官|医生|教授|师傅|大爷|大妈|阿姨|叔|伯|主任|经理"
    r"|董事长|总(?!是|要|有|会|共|数|计|体|的|结|能|算|得|部|统|理|之|在)|老板(?!凳|栗)|家人|氏)"
)
_LABEL = re.compile(r"[男女的]|$|\W")


@lru_cache(maxsize=1)
def surnames() -> dict[str, str]:
    """Return the Traditional form of each surname that conversion gets wrong, by its Simplified one."""
    return {hans: hant for hans, hant, _ in rows("script", "surnames")}


@lru_cache(maxsize=1)
def _function() -> frozenset[str]:
    return frozenset(hans for hans, _, use in rows("script", "surnames") if use == "function")


@lru_cache(maxsize=1)
def _titles() -> tuple[str, ...]:
    return tuple(title for (title,) in rows("script", "titles"))


@lru_cache(maxsize=1)
def _signs() -> re.Pattern[str]:
    return re.compile("[" + "".join(surnames()) + "]")


def surname_places(hans: str, tokens: Cut | None = None) -> Iterator[tuple[int, bool]]:
    """Yield where a surname of the table stands in a Simplified text (code points), and whether the text says so.

    It says so by a title, a mask or the word 姓; else the tagger alone sees a name, and a rule with a context of its
    own knows better (姜茶). ``tokens`` is the text cut into words, where that is done already.

    >>> list(surname_places("范某、余某"))
    [(0, True), (3, True)]
    >>> list(surname_places("位于某小区"))
    []
    """
    for found in _signs().finditer(hans):
        at = found.start()
        if found[0] in _function() and not _likely(hans, at):
            continue
        tokens = tokens or cut(hans)
        first, last = tokens.around(at)
        if first < at and not (_MASK.match(hans, at + 1) or "姓" in hans[at - 1 : at + 2 : 2]):
            continue  # inside a word, and nothing says that it is a name all the same
        start, end = _clause(hans, at)
        clause, place = hans[start:end], at - start
        word = max(0, first - start), min(last, end) - start
        if (said := _is_said(clause, place, word)) or _is_tagged(clause, place, word):
            yield at, said


def _clause(hans: str, at: int) -> tuple[int, int]:
    """Return where the clause around a place starts and ends: what the tagger needs to see, and no more."""
    start = max(0, at - CLAUSE)
    for mark in _MARK.finditer(hans, start, at):
        start = mark.end()
    mark_behind = _MARK.search(hans, at, at + CLAUSE)
    return start, mark_behind.start() if mark_behind else min(len(hans), at + CLAUSE)


def _likely(hans: str, at: int) -> bool:
    """Whether a character that is more often a word than a name is worth a look."""
    behind = hans[at + 1 : at + 2]
    return hans[at - 1 : at] == "姓" or behind == "姓" or bool(_MASK.match(behind)) or _introduced(hans, at)


def _is_said(clause: str, place: int, word: tuple[int, int]) -> bool:
    """Whether the text says that the character at ``place`` of a clause, in the token ``word``, is a surname."""
    behind = clause[place + 1 :]
    if clause[:place].endswith("姓"):
        return True
    if behind.startswith("姓"):
        return bool(_LABEL.match(behind[1:]))
    if _MASK.match(behind):
        return _is_masked(clause, place, word[0])
    return word[0] == place and _is_called(clause, place, word)


def _is_masked(clause: str, place: int, start: int) -> bool:
    """Whether 某 behind the surname masks a given name (范某到案) and is no determiner (于某日, 规范某些)."""
    behind = clause[place + 1 :]
    if _DETERMINED.match(behind) or (clause[place] in _function() and behind[1:2] == "时"):
        return False
    if start < place and (place - start > 1 or clause[start] not in _GOVERNS):
        return False
    if clause[place] not in _function():
        return start == place or bool(_ACTS.match(behind))
    return bool(_ACTS.match(behind)) or (start == place and _introduced(clause, place))


def _is_called(clause: str, place: int, word: tuple[int, int]) -> bool:
    """Whether a title before a surname that is a word of its own, or one behind it, makes it a name (余先生)."""
    if _HONORIFIC.match(clause, place + 1):
        return True
    titled = clause[:place].endswith(_titles()) and clause[place + 1 : place + 2].isalpha()
    if not titled or word != (place, place + 1):
        return False
    behind = clause[place + 1 :]
    return clause[place] not in _function() or bool(_SPEAKS.match(behind) and not _TIMED.match(behind))


def _is_tagged(clause: str, place: int, word: tuple[int, int]) -> bool:
    """Whether the tagger sees a whole name where the dictionary has no word, or a title introduces what can be one."""
    titled = clause[:place].endswith(_titles())
    start, end = word
    if start < place or (end - start > 1 and not titled):  # 钟声 and 范文 are names to the tagger
        return False
    tokens = tagged(clause)
    at = next(number for number, token in enumerate(tokens) if token.end > place)
    token = tokens[at]
    if token.start == place and token.tag == "nr" and len(token.text) in (2, 3):
        return True
    return titled and len(token.text) == 1 and _given(clause, tokens, at)


def _introduced(hans: str, place: int) -> bool:
    """Whether a title, a mark or a word that governs persons stands right before."""
    before = hans[max(0, place - 8) : place]
    return before.endswith(_titles()) or bool(_BEFORE.search(before))


def _given(clause: str, tokens: tuple[Word, ...], at: int) -> bool:
    """Whether the next token can be a given name: one or two characters, tagged so or closed by a mark."""
    if at + 1 >= len(tokens):
        return False
    name = tokens[at + 1]
    closed = not clause[name.end : name.end + 1].isalnum()
    return name.tag == "nr" or (len(name.text) <= 2 and name.text.isalpha() and closed and name.tag != "t")


@lru_cache(maxsize=1)
def _foreign() -> tuple[re.Pattern[str], dict[str, str]]:
    table = {row[0]: row[1] for row in rows("script", "foreign")}
    pairs = table["forms"].split(" ")
    part = f"[{table['sounds'].replace(' ', '')}]{{1,8}}"
    return re.compile(f"{part}(?:·{part})+"), dict(zip(pairs[::2], pairs[1::2], strict=True))


def foreign_names(hans: str) -> Iterator[tuple[int, str, str]]:
    """Yield the characters that keep their form in a name written by sound: place, form, and the name.

    Such names are known by the dot between their parts.

    >>> list(foreign_names("听拉里·佩奇说"))
    [(2, '里', '拉里·佩奇')]
    """
    if "·" not in hans:
        return
    pattern, forms = _foreign()
    for found in pattern.finditer(hans):
        for at, sign in enumerate(found[0], found.start()):
            if sign in forms:
                yield at, forms[sign], found[0]
