"""Suspects of conversion: a character that may be a surname, or a measure word, going by what stands beside it.

Both answer to another character than the word of the same look (范某, 一只). This only raises suspicion, so it is wide
where the rules that choose (``names``) are narrow.
"""

from __future__ import annotations

import re

from toolkit.script.words import Word, cut, tagged

NAME = "script.surname"
_AFTER = re.compile(
    r"某(?![年月日时地种些个处天次])|姓|[甲乙丙丁](?!醇|烷)|先生|女士|小姐|警官|老师|教授|医生|律师|法官|氏|家[庄村湾屯沟]"
    r"|[局队处所科股镇县市厅部院校主总书工董][长座任记程经事]|[局处队所](?=[在到说指从对接把被，。])"
)
_BEFORE = re.compile(
    r"(?:姓|老|小(?=.{1,2}[是说在])|嫌疑人|嫌犯|被告人|被告|原告|死者|伤者|民警|警员|辅警|男子|女子|司机|村民|居民|市民"
    r"|局长|队长|所长|书记|主任|市长|县长|校长|经理|教授|老师|医生|记者|同学|同志|先生|女士|律师|某[、和与及])$"
)
_NUMERAL = re.compile(r"[0-9０-９十百千万萬亿億]$")
_COUNT = re.compile(r"[0-9０-９一二三四五六七八九十百千万亿两几数余多每这那哪另独某]$")


_COUNTING = frozenset("0123456789０１２３４５６７８９一二三四五六七八九十百千万亿两几数余多每这那哪另")
_SUFFIX = frozenset("了着著过過得的完好上下到起紧掉住透满光走开死")


def tokens_of(hans: str) -> list[Word]:
    """Return the words of a Simplified text by the dictionary, without tags, each with its place.

    >>> [word.start for word in tokens_of("今天网上")]
    [0, 2]
    """
    found, at = [], 0
    for text in cut(hans).tokens:
        found.append(Word(at, text, ""))
        at += len(text)
    return found


def guessed(hans: str) -> list[Word]:
    """Return the words of a Simplified text, new words and names guessed, line by line."""
    found, at = [], 0
    for line in hans.splitlines(keepends=True):
        found += [Word(at + word.start, word.text, word.tag) for word in tagged(line)]
        at += len(line)
    return found


def is_alone(token: Word, at: int) -> bool:
    """Whether the character at ``at`` is a word of its own: all else in its token is a count or an aspect of the verb.

    >>> is_alone(Word(0, "十几只", "m"), 2), is_alone(Word(0, "干了", "v"), 0), is_alone(Word(0, "干部", "n"), 0)
    (True, True, False)
    """
    before, after = token.text[: at - token.start], token.text[at - token.start + 1 :]
    return (not before or _COUNTING.issuperset(before)) and (len(after) < 2 and _SUFFIX.issuperset(after))


def is_named(characters: str, at: int, token: Word, person: bool) -> bool:
    """Whether the character at ``at``, the first of its token, may be a surname.

    ``person`` says whether the segmenter takes it for part of a person's name.

    >>> is_named("范某到案", 0, Word(0, "范", "n"), False), is_named("位于某地", 1, Word(0, "位于", "v"), False)
    (True, False)
    """
    called = token.start + 1 == at and token.text[0] in "老小姓"
    if token.start != at and not called:
        return False
    if _AFTER.match(characters, at + 1) or _BEFORE.search(characters[max(0, at - 4) : at]):
        return len(token.text) < 4
    return person and len(token.text) < 4


def is_counted(characters: str, at: int) -> bool:
    """Whether the character at ``at`` stands where a measure word does: 只 and 出, behind a numeral or 这.

    >>> is_counted("三只羊", 1), is_counted("他只说", 1)
    (True, False)
    """
    return characters[at] in "只出" and bool(_COUNT.search(characters[max(0, at - 1) : at]))


def is_remainder(characters: str, at: int) -> bool:
    """Whether the character at ``at`` is the 余 behind a numeral, which is 餘 and no surname.

    >>> is_remainder("两千余人", 2), is_remainder("余某", 0)
    (True, False)
    """
    return characters[at] == "余" and bool(_NUMERAL.search(characters[max(0, at - 1) : at]))
