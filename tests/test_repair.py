"""Repair: the seeds come out as by hand, damage is undone on proof, and a clean text is left alone."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.strategies import texts
from toolkit.document import DECODED, Document, from_text
from toolkit.errors import InputError, UsageError
from toolkit.formats import read_document
from toolkit.formats.plain import read_bytes
from toolkit.repair.boilerplate import boilerplate, rows
from toolkit.repair.fixers import FIXERS, explain, repair
from toolkit.repair.log import as_rows, entries
from toolkit.resources import shipped
from toolkit.text import Span

CASES = Path(__file__).parent / "cases" / "repair"
SEEDS = ("changsha-skynet-2015", "chengdu-skynet-2011")


def cases(kind: str) -> list[object]:
    """Return the cases of one kind from all files, named ``fixer: title``."""
    found: list[object] = []
    for path in sorted(CASES.glob("*.toml")):
        for case in tomllib.loads(path.read_text(encoding="utf-8")).get(kind, []):
            marks = [pytest.mark.xfail(strict=True)] if kind == "known_failure" else []
            name = f"repair.{path.stem}"
            found.append(
                pytest.param(name, case["in"], case.get("out", ""), id=f"{name}: {case['title']}", marks=marks)
            )
    return found


@pytest.mark.parametrize(("name", "before", "after"), cases("positive"))
def test_damage_is_undone(name: str, before: str, after: str) -> None:
    assert FIXERS[name].find(before).apply(before) == after


@pytest.mark.parametrize(("name", "before", "after"), cases("negative"))
def test_what_is_no_damage_stays(name: str, before: str, after: str) -> None:
    assert not FIXERS[name].find(before)


@pytest.mark.parametrize(("name", "before", "after"), cases("known_failure"))
def test_known_failure(name: str, before: str, after: str) -> None:
    assert FIXERS[name].find(before).apply(before) == after


@pytest.mark.parametrize(("name", "before", "after"), cases("positive"))
def test_a_repaired_text_is_repaired(name: str, before: str, after: str) -> None:
    assert not FIXERS[name].find(after)


def seed(name: str) -> Document:
    return repair(read_document(shipped("texts") / name / "source.txt"))


@pytest.mark.parametrize("name", SEEDS)
def test_seed_equals_the_repair_by_hand(name: str) -> None:
    document = seed(name)
    assert document.latest.name == "repaired"
    assert document.text() == (shipped("texts") / name / "clean.zh.txt").read_bytes().decode()
    assert document.source_bytes() == (shipped("texts") / name / "source.txt").read_bytes()


def test_every_repair_of_the_seeds_is_in_the_log() -> None:
    log = [entry for name in SEEDS for entry in entries(seed(name))]
    count = {rule: sum(entry.rule == rule for entry in log) for rule in FIXERS}
    assert count["repair.pinyin-annotation"] == 612
    assert count["repair.gbk-splice"] == 8
    assert count["repair.lost-byte"] == 1
    assert count["repair.mojibake"] == count["repair.spacing"] == 0
    assert all(entry.evidence for entry in log)
    assert not any(entry.doubtful for entry in log)


def test_a_log_entry_points_into_the_source() -> None:
    document = seed(SEEDS[0])
    lines = document.text(DECODED).split("\n")
    for entry in entries(document):
        assert lines[entry.line - 1][entry.column - 1 :].startswith(entry.before)
        assert document.text(DECODED)[entry.start : entry.end] == entry.before
    splice = next(row for row in as_rows(document) if row["rule"] == "repair.gbk-splice")
    assert (splice["line"], splice["column"], splice["before"], splice["after"]) == (2, 67, "?cái)z", "攝")
    assert "D8 94 is 財 (cái)" in str(splice["evidence"])


def test_page_furniture_is_marked_and_kept() -> None:
    document = seed(SEEDS[0])
    marked = [(note.value, note.span.of(document.text())) for note in document.layer("boilerplate")]
    assert [kind for kind, _ in marked] == ["navigation", "navigation", "ranking", "forum-rules", "forum-rules"]
    assert marked[0][1] == "更多>>熱門排行"


@pytest.mark.parametrize(("kind", "hints", "pattern", "example"), rows())
def test_boilerplate_example(kind: str, hints: str, pattern: str, example: str) -> None:
    assert [(note.value, note.span) for note in boilerplate(example)] == [(kind, Span(0, len(example)))]


CLEAN = (CASES / "clean.txt").read_text(encoding="utf-8")


def test_clean_text_has_no_edits() -> None:
    document = repair(from_text(CLEAN))
    assert [str(entry) for entry in entries(document)] == []
    assert not document.layer("boilerplate")
    assert not document.layer("damage")


@pytest.mark.parametrize("name", SEEDS)
def test_clean_seed_has_no_edits(name: str) -> None:
    assert not entries(repair(read_document(shipped("texts") / name / "clean.zh.txt")))


# a table with commas is known by its rows: one of them alone is a sentence
LINES = [line for line in CLEAN.split("\n") if line and not re.fullmatch("[^,，]+,[^,，]+,[^,，]+", line)]


@given(st.lists(st.sampled_from(LINES), max_size=30))
def test_clean_lines_in_any_order_have_no_edits(lines: list[str]) -> None:
    assert not entries(repair(from_text("\n".join(lines))))


@given(texts())
def test_repair_inverts_to_the_source(characters: str) -> None:
    document = repair(from_text(characters))
    assert document.source_bytes() == characters.encode("utf-8", "surrogatepass")


DAMAGED = st.sampled_from(
    [
        "長(zhǎng)",
        "控?cái)z像",
        "炬?zhèn)鬟f",
        "!鞭k案",
        ",",
        "(縣)",
        "通報(bào)",
        "\u200b",
        "\ufffd",
        "?",
        "“",
        "\n",
        "鍏畨",
        "a",
        "？cái)",
    ]
)


@given(st.lists(DAMAGED, max_size=25).map("".join))
def test_repair_of_debris_inverts_and_keeps_lines(characters: str) -> None:
    document = repair(from_text(characters))
    assert document.source_bytes() == characters.encode()
    assert document.text().count("\n") == characters.count("\n")


@given(st.binary(max_size=80))
def test_repair_of_any_bytes_inverts(data: bytes) -> None:
    data = "公安机关民警".encode("gbk") + data
    try:
        document = read_bytes(data)
    except InputError:
        return
    assert repair(document).source_bytes() == data


def test_a_fixer_can_be_switched_off() -> None:
    document = repair(read_document(shipped("texts") / SEEDS[0] / "source.txt"), ["repair.pinyin-annotation"])
    assert "長(zhǎng)沙" in document.text()
    assert not any(entry.rule == "repair.pinyin-annotation" for entry in entries(document))


def test_unknown_fixer_and_second_repair_are_refused() -> None:
    with pytest.raises(UsageError, match=r'no fixer "repair.all".*repair.width'):
        repair(from_text("公安"), ["repair.all"])
    with pytest.raises(UsageError, match="repaired already"):
        repair(repair(from_text("公安")))
    with pytest.raises(UsageError, match="no fixer"):
        explain("repair.all")


@pytest.mark.parametrize("name", FIXERS)
def test_a_fixer_explains_itself(name: str) -> None:
    assert FIXERS[name].name == name
    assert len(explain(name).splitlines()) > 2


def test_what_cannot_be_repaired_is_marked() -> None:
    document = repair(read_bytes("警方锟斤拷表示烫烫烫，\ufffd控?xyz)了。".encode() + b"\xff\n"))
    marked = [(note.value, note.span.of(document.text())) for note in document.layer("damage")]
    assert [kind for kind, _ in marked] == ["kunjinkao", "tangtang", "replacement", "splice", "undecodable"]


def test_a_question_mark_inside_a_statement_is_marked() -> None:
    document = repair(from_text("警方控?了局面。"))
    assert [(note.value, note.span) for note in document.layer("damage")] == [("question", Span(3, 4))]


def test_rival_readings_are_shown() -> None:
    document = repair(from_text("該條例共七章五十八條，對數?lù)?膾?cǎi)集、存儲、使用作了規定。"))
    (entry,) = [entry for entry in entries(document) if entry.rule == "repair.gbk-splice"]
    assert entry.doubtful
    assert "possible too" in entry.evidence


@pytest.mark.parametrize(
    "characters",
    [
        "," * 500_000,
        "公安," * 50_000,
        "9:00,公" * 40_000,
        "(" * 500_000,
        "公(" * 250_000,
        "控?cái)" * 10_000,
        "長(zhǎng)" * 50_000,
        "公 " * 300_000,
        "“鞭k案電話" * 1_000,
        "?" * 500_000,
        "鍏" * 300_000,
        "é" * 500_000,
        "公\u200b" * 100_000,
        "\n" * 500_000,
    ],
    ids=lambda characters: characters[:6],
)
def test_a_single_long_line_is_fast(characters: str) -> None:
    start = process_time()
    repair(from_text(characters))
    assert process_time() - start < 15


def test_clean_text_is_fast() -> None:
    data = CLEAN.encode() * (1_000_000 // len(CLEAN.encode()))
    document = read_bytes(data)
    start = process_time()
    repair(document)
    # 8-14 MB/s on a quiet machine; the bound leaves room for a busy one
    assert len(data) / 1e6 / (process_time() - start) > 1
