"""Which encoding a file is in, on samples of four characters and more; a guess says that it is one."""

from __future__ import annotations

import random
import re
from functools import cache
from pathlib import Path

import pytest
from opencc import OpenCC

from toolkit.formats.encoding import SURE, decode, detect, doubted
from toolkit.resources import shipped

CASES = Path(__file__).parent / "cases" / "repair"
RIGHT = 0.99
HAN = re.compile("[\u4e00-\u9fff]")


@cache
def lines(config: str) -> tuple[str, ...]:
    names = ("width-dev.txt", "width-held.txt", "clean/official-cn.txt", "clean/official-tw-hk.txt")
    found = [line for name in names for line in (CASES / name).read_text(encoding="utf-8").split("\n")]
    convert = OpenCC(config).convert
    return tuple(convert(line) for line in found if len(line) > 4)


@cache
def terms(column: int) -> tuple[str, ...]:
    rows = [path.read_text(encoding="utf-8").split("\n") for path in sorted(shipped("glossary").glob("*/terms.tsv"))]
    cells = {line.split("\t")[column] for part in rows for line in part if line.count("\t") > column}
    return tuple(sorted(cell for cell in cells if len(cell) >= 4 and all(HAN.match(one) for one in cell)))


def samples(config: str, size: int) -> list[str]:
    """Return slices of sentences with four Han or more, the same ones at each run."""
    rng = random.Random(size)
    found: list[str] = []
    while len(found) < 120:
        line = rng.choice(lines(config))
        if len(line) >= size:
            at = rng.randrange(len(line) - size + 1)
            if len(HAN.findall(line[at : at + size])) >= 4:
                found.append(line[at : at + size])
    return found


def share(found: list[str], encoding: str, before: str = "", after: str = "") -> float:
    right = seen = 0
    for text in found:
        try:
            data = (before + text + after).encode(encoding)
        except UnicodeEncodeError:
            continue
        seen += 1
        right += detect(data).encoding == {"gbk": "gb18030"}.get(encoding, encoding)
    return right / seen


@pytest.mark.parametrize("size", [4, 6, 8, 16, 40])
@pytest.mark.parametrize(
    ("config", "encoding"), [("t2s", "gbk"), ("s2t", "gbk"), ("s2tw", "big5hkscs"), ("t2s", "utf-8")]
)
def test_slices_of_sentences(config: str, encoding: str, size: int) -> None:
    assert share(samples(config, size), encoding) >= RIGHT


@pytest.mark.parametrize(("before", "after"), [("", ""), ("ID 2015: ", " (v2)"), ("<p>", "</p>\r\n")])
@pytest.mark.parametrize(("column", "encoding"), [(1, "gbk"), (2, "gbk"), (2, "big5hkscs")])
def test_terms_alone_and_among_ascii(column: int, encoding: str, before: str, after: str) -> None:
    assert len(terms(column)) > 500
    assert share(list(terms(column)[::9]), encoding, before, after) >= RIGHT


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark(encoding: str) -> None:
    assert share([text for text in samples("t2s", 16) if "\u3000" not in text], encoding) >= 0.97


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("警察は容疑者を逮捕したと発表した。", "shift_jis"),
        ("警察は容疑者を逮捕したと発表した。", "euc_jp"),
        ("경찰은 용의자를 체포했다고 밝혔다.", "euc_kr"),
        ("Полиция задержала подозреваемого в центре города", "cp1251"),
        ("Les policiers ont arrêté à Créteil un homme âgé de 34 ans.", "cp1252"),
        ("Привет", "utf-8"),
        ("été", "utf-8"),
        ("naïve café, São Paulo", "utf-8"),
    ],
)
def test_other_languages_keep_their_encoding(text: str, encoding: str) -> None:
    assert detect(text.encode(encoding)).encoding == encoding


def test_what_is_valid_utf_8_by_chance_may_be_chinese() -> None:
    guess = detect("实战平台".encode("gbk"))
    assert guess.encoding == "gb18030" and guess.confidence < SURE


def test_a_guess_is_told_and_a_sure_one_is_not() -> None:
    _, source = decode("实战平台".encode("gbk"), "通报.txt")
    assert "通报.txt: read as gb18030, which is a guess" in doubted(source)
    _, source = decode("长沙市公安局召开新闻通报会，通报天网工程。".encode("gbk"), "通报.txt")
    assert doubted(source) == ""


def test_what_is_wrong_is_not_sure() -> None:
    """Of the terms read in the wrong encoding, none claims to be sure."""
    for column, encoding, wanted in ((1, "gbk", "gb18030"), (2, "big5hkscs", "big5hkscs")):
        for term in terms(column)[::5]:
            try:
                guess = detect(term.encode(encoding))
            except UnicodeEncodeError:
                continue
            assert guess.encoding == wanted or guess.confidence <= 0.7, term
