"""The cases of the analysis, read from ``tests/cases/*.tsv``: a header, ``#`` comments, one case a line."""

from __future__ import annotations

from pathlib import Path

from hypothesis import strategies as st

CASES = Path(__file__).parent / "cases"

# What breaks grammars of numbers: numerals, units, marks and separators in every order, beside any character at all.
_SIGNS = (
    "0123456789〇零一二三四五六七八九十百千万亿兆两半几数上第约近超余多来成分之点时月日年号岁元角个名起条款项章节至到"
    "-—～.,:·%‰“”（）()、。，某陈李张市区县路\n "
)
_PIECES = (
    "人民币",
    "上午",
    "凌晨",
    "民國",
    "百分之",
    "以上",
    "以下",
    "公里",
    "小时",
    "今年",
    "季度",
    "世纪",
    "９",
    "GB/T",
)
_ODD = ("\ud800", "\x00")
FRAGMENTS = st.lists(st.sampled_from([*_SIGNS, *_PIECES, *_ODD]), max_size=24).map("".join)
ANY_TEXT = st.one_of(FRAGMENTS, st.text(max_size=40), st.text(st.characters(), max_size=20))


def cases(name: str) -> list[tuple[str, ...]]:
    """Return the cells of the cases of ``name.tsv``."""
    lines = (CASES / f"{name}.tsv").read_text(encoding="utf-8").split("\n")[1:]
    return [tuple(line.split("\t")) for line in lines if line and not line.startswith("#")]


def parts(cell: str) -> list[str]:
    """Split a cell that lists several results."""
    return cell.split(" ; ") if cell else []
