"""Chains of wrong readings: lossless ones are undone, lossy ones are marked whole and left."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.clean import damaged, misread
from tests.strategies import texts
from toolkit.document import from_text
from toolkit.repair.chains import readings, told, western
from toolkit.repair.damage import damage
from toolkit.repair.fixers import repair
from toolkit.repair.mojibake import Mojibake

CASES = Path(__file__).parent / "cases" / "repair"
FILES = ("width-held.txt", "clean/official-cn.txt", "clean/official-tw-hk.txt")
RARE = "堃㐬垚𠝹"  # lists of rare names: a known failure, in cases/repair/mojibake.toml
LINES = [
    line
    for name in FILES
    for line in (CASES / name).read_text(encoding="utf-8").split("\n")
    if len(line) >= 12 and not set(line) & set(RARE)
]
WRITTEN = ("utf-8", "gb18030", "big5hkscs")
READ = ("utf-8", "gb18030", "big5hkscs", "latin-1", "cp1252")
STEPS = [(one, other) for one, other in product(WRITTEN, READ) if one != other]
SHARE = 0.99


def share(chains: list[list[tuple[str, str]]], every: int = 1) -> tuple[float, list[str]]:
    found = [(line, text) for chain in chains for line, text in list(damaged(LINES, *chain))[::every]]
    failed = [line for line, text in found if Mojibake().find(text).apply(text) != line]
    return 1 - len(failed) / max(1, len(found)), failed[:5]


@pytest.mark.parametrize("step", STEPS, ids="-as-".join)
def test_lines_of_one_wrong_reading_are_undone(step: tuple[str, str]) -> None:
    reached, failed = share([[step]])
    assert reached >= SHARE, failed


def test_lines_of_two_wrong_readings_are_undone() -> None:
    chains = [[one, other] for one, other in product(STEPS, STEPS) if one[1] != other[0]][::3]
    reached, failed = share(chains, every=6)
    assert reached >= 0.97, failed


@pytest.mark.parametrize("sign", ["\ufffd", "?"])
@pytest.mark.parametrize("step", [step for step in STEPS if step[1] != "latin-1"], ids="-as-".join)
def test_lossy_lines_are_marked_and_left(step: tuple[str, str], sign: str) -> None:
    written, read = step
    seen = marked = left = 0
    for line in LINES[::4]:  # the search for splices is slow on lines that lost much
        try:
            text = line.encode(written).decode(read, "replace").replace("\ufffd", sign)
        except UnicodeError:
            continue
        if sign not in text or text.count(sign) == line.count(sign) or len(text) - text.count(sign) < 8:
            continue
        seen += 1
        document = repair(from_text(text))
        left += document.text() == text
        marked += bool(document.layer("damage"))
    if sign == "\ufffd":
        assert marked == seen
        assert left >= 0.95 * seen
    elif read != "utf-8" and seen >= 10:  # question marks and ASCII alone show no chain
        assert marked >= 0.8 * seen


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("警方锟斤拷锟斤拷表示", "kunjinkao"),
        ("警方嚙踝蕭表示", "kunjinkao"),
        ("警方ï¿½ï¿½表示", "kunjinkao"),
        ("内存烫烫烫烫", "tangtang"),
        ("内存屯屯屯屯", "tangtang"),
        ("警方\ufffd表示", "replacement"),
        ("9?23?,????????????", "questions"),
        ("璀︽柟閫氭姤妗堜欢鐨勬儏鍐点??", "mojibake"),
    ],
)
def test_what_is_lost_is_named(text: str, kind: str) -> None:
    assert [note.value for note in damage(text)] == [kind]
    assert repair(from_text(text)).text() == text


def test_the_evidence_names_the_chain() -> None:
    line = misread(misread("公安机关", "utf-8", "gb18030"), "utf-8", "cp1252")
    (edit,) = Mojibake().find(line)
    assert edit.evidence.startswith("UTF-8 read as GB18030, saved as UTF-8 and read as windows-1252")


def test_a_mixed_page_is_undone_line_by_line() -> None:
    good = "本报讯　记者从市公安局获悉。"
    page = "\n".join(
        (good, misread("民警提醒广大市民", "utf-8", "latin-1"), good, misread("全案移送", "gb18030", "cp1252"))
    )
    assert Mojibake().find(page).apply(page) == "\n".join((good, "民警提醒广大市民", good, "全案移送"))


@given(texts())
def test_every_reading_leads_back(text: str) -> None:
    for chain, earlier in readings(text, 1):
        ((written, read),) = chain
        assert told(chain) == f"{written} read as {read}"
        assert earlier


@given(st.text(st.characters(max_codepoint=255), max_size=30))
def test_western_bytes_are_those_of_latin_1(text: str) -> None:
    assert western(text) == text.encode("latin-1")
