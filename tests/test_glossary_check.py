"""The checks of the glossary: one code, one fixture; files that cannot be read; what holds of the shipped glossary."""

import re
from itertools import pairwise
from pathlib import Path

import pytest

from toolkit.check.glossary import CODES, check_glossary
from toolkit.errors import InputError
from toolkit.glossary import COLUMNS, load_glossary, read_rows

ROOT = Path(__file__).parent.parent
FAULTS = Path(__file__).parent / "fixtures" / "glossary-faults"
SHIPPED = ROOT / "glossary"
ROWS = [row for path in sorted(SHIPPED.glob("*/terms.tsv")) for row in read_rows(path)]
BRITISH = re.compile(
    r"\b(centre|programme|theatre|colour|behaviour|harbour|labour|neighbour|honour|defence|offence|licence|cheque|tyre"
    r"|kerb|grey|storey|enrolment|travell|cancell(?=ed|ing)|judgement|analys(?=ed?\b|ing)"
    r"|(author|organ|standard|recogn|mobil|stabil|central|special|minim|util|urban|summar|final|civil)is(?=[ei]|ation))"
    r"\w*",
    re.IGNORECASE,
)


@pytest.mark.parametrize("code", CODES)
def test_one_fixture_for_each_code_shows_that_fault_alone(code: str) -> None:
    (fault,) = check_glossary(FAULTS / code)
    assert fault.code == code
    assert re.fullmatch(rf"{FAULTS / code}/sample/terms\.tsv:\d+: {code} .+", str(fault))


def test_no_fixture_without_a_code() -> None:
    assert {folder.name for folder in FAULTS.iterdir()} == {*CODES, "clean"}


def test_a_clean_glossary_has_no_fault() -> None:
    assert list(check_glossary(FAULTS / "clean")) == []
    assert len(load_glossary(FAULTS / "clean")) == 9


CELLS = dict.fromkeys(COLUMNS, "") | {
    "concept": "police-station",
    "hans": "派出所",
    "hant": "派出所",
    "pinyin": "pàichūsuǒ",
    "english": "police station",
    "pos": "noun",
    "domain": "sample",
    "status": "preferred",
}


def _codes(folder: Path, *rows: dict[str, str]) -> list[str]:
    """The codes that rows give, each told by how it differs from CELLS."""
    (folder / "sample").mkdir()
    (folder / "sample" / "about.toml").write_text((FAULTS / "clean/sample/about.toml").read_text("utf-8"), "utf-8")
    lines = ["\t".join(COLUMNS), *("\t".join((CELLS | row)[column] for column in COLUMNS) for row in rows)]
    (folder / "sample" / "terms.tsv").write_text("\n".join(lines) + "\n", "utf-8")
    return [fault.code for fault in check_glossary(folder)]


NAME = {"hans": "天网", "hant": "天網", "pinyin": "Tiānwǎng", "english": "Skynet", "pos": "name"}


@pytest.mark.parametrize(
    ("change", "codes"),
    [
        ({"pos": "particle"}, ["G109"]),
        ({"region": "SG"}, ["G109"]),
        ({"others": "station house (Official)"}, ["G109"]),
        ({"others": "station house (tabloid)"}, ["G109"]),
        ({"others": "station (of the police)"}, []),
        ({"others": "substation | Substation"}, ["G107"]),
        ({"others": "to the station"}, ["G112"]),
        ({"english": "to report to the station", "pos": "phrase"}, []),
        ({"english": "“police” station"}, ["G113"]),
        ({"others": "派出所"}, ["G113"]),
        ({"english": "police station "}, ["G114"]),
        ({"note": "A police  station"}, ["G114"]),
        ({"note": "No full stop", "source": "Style guide"}, []),
        ({"concept": ""}, ["G110"]),
        ({"hant": "派出廠"}, ["G201"]),
        ({"hant": "派出廠", "grammar": "hant"}, []),
        ({"others": "police post (forbidden)"}, []),
        ({"others": "Police station (forbidden)"}, ["G115"]),
        ({"note": "a" * 300}, []),
        ({"note": "a" * 301}, ["G117"]),
        ({"related": "police-station"}, ["G119"]),
        ({"pinyin": "pàichū suǒ"}, []),
        ({"pinyin": "pàichūsuo"}, []),
        ({"pinyin": "pàichūsuǒ suǒ"}, ["G301"]),
        ({"pinyin": "paichusuo"}, ["G303"]),
        ({"pinyin": "pài chū suǒ。"}, ["G303"]),
        ({"pinyin": "pàichū"}, ["G301"]),
        ({"pinyin": "pàichūzhuó"}, ["G302"]),
        ({"hans": "Ⅲ级", "hant": "Ⅲ級", "pinyin": "sān jí"}, []),
        ({"hans": "12分", "hant": "12分", "pinyin": "12 fēn"}, []),
        ({"hans": "12分", "hant": "12分", "pinyin": "13 fēn"}, ["G303"]),
        (NAME, []),
        (NAME | {"pinyin": "tiānwǎng"}, ["G304"]),
        (NAME | {"pinyin": "Tiānwàng"}, ["G302"]),
        (NAME | {"hans": "“6.5”事件", "hant": "“6.5”事件", "pinyin": '"6.5" Shìjiàn'}, []),
        ({"hans": "女儿", "hant": "女兒", "pinyin": "nǚ'ér"}, []),
    ],
)
def test_a_change_and_its_codes(tmp_path: Path, change: dict[str, str], codes: list[str]) -> None:
    assert _codes(tmp_path, change) == codes


@pytest.mark.parametrize(
    ("change", "codes"),
    [
        ({}, ["G104", "G102"]),
        ({"status": "admitted"}, ["G102"]),
        ({"concept": "precinct"}, ["G103"]),
        ({"concept": "precinct", "region": "TW"}, []),
        ({"status": "admitted", "hant": "派出𠩄"}, ["G201"]),
    ],
)
def test_a_second_row_and_its_codes(tmp_path: Path, change: dict[str, str], codes: list[str]) -> None:
    assert sorted(_codes(tmp_path, {}, change)) == sorted(codes)


CONFUSED = (
    {"related": "guardhouse", "english": "police post"},
    {"hans": "警务站", "hant": "警務站", "pinyin": "jǐngwùzhàn", "concept": "guardhouse", "related": "police-station"},
)


@pytest.mark.parametrize(
    ("change", "codes"),
    [
        ({"english": "police post"}, ["G116"]),
        ({"english": "Police post"}, ["G116"]),
        ({"english": "police box"}, []),
        ({"english": "police post", "note": "On the street."}, []),
        ({"english": "police post", "region": "TW"}, []),
        ({"english": "police post", "pos": "verb"}, []),
        ({"english": "police post", "related": ""}, []),
    ],
)
def test_confusable_concepts_want_two_renderings_or_a_note(
    tmp_path: Path, change: dict[str, str], codes: list[str]
) -> None:
    assert _codes(tmp_path, CONFUSED[0], CONFUSED[1] | change) == codes


def test_regions_that_overlap_clash(tmp_path: Path) -> None:
    rows = {"region": "TW,HK"}, {"region": "HK", "concept": "precinct"}
    assert _codes(tmp_path, *rows) == ["G103"]


def _domain(folder: Path, lines: bytes, about: str | None = 'name = "a"\nname_zh = "b"\nscope = "c"\n') -> Path:
    (folder / "sample").mkdir()
    (folder / "sample" / "terms.tsv").write_bytes(lines)
    if about is not None:
        (folder / "sample" / "about.toml").write_text(about, "utf-8")
    return folder


HEADER = "\t".join(COLUMNS).encode()


@pytest.mark.parametrize(
    ("lines", "place", "message"),
    [
        (b"hans\tenglish\n", "terms.tsv:1", "wrong header"),
        (b"", "terms.tsv:1", "wrong header"),
        (HEADER + b"\na\tb\n", "terms.tsv:2", "2 cells instead of 14"),
        (HEADER + b"\n\n" + b"\t".join([b"x"] * 15) + b"\n", "terms.tsv:3", "15 cells instead of 14"),
        (HEADER + b"\n" + "派出所".encode("gb18030") + b"\n", "terms.tsv", "not UTF-8"),
    ],
    ids=["other-header", "empty", "few-cells", "many-cells", "gb18030"],
)
@pytest.mark.parametrize("read", [lambda folder: list(check_glossary(folder)), load_glossary], ids=["check", "load"])
def test_a_malformed_file_is_an_input_error(tmp_path: Path, read, lines: bytes, place: str, message: str) -> None:
    with pytest.raises(InputError) as caught:
        read(_domain(tmp_path, lines))
    assert caught.value.place == str(tmp_path / "sample" / place)
    assert message in caught.value.message and caught.value.remedy


@pytest.mark.parametrize(
    ("about", "place", "message"),
    [
        (None, "sample", "no about.toml"),
        ("name = ", "sample/about.toml", "malformed"),
        ('name = "a"\n', "sample/about.toml", "name_zh"),
    ],
    ids=["missing", "no-toml", "no-key"],
)
@pytest.mark.parametrize("read", [lambda folder: list(check_glossary(folder)), load_glossary], ids=["check", "load"])
def test_a_missing_or_malformed_about(tmp_path: Path, read, about: str | None, place: str, message: str) -> None:
    with pytest.raises(InputError) as caught:
        read(_domain(tmp_path, HEADER + b"\n", about))
    assert caught.value.place == str(tmp_path / place)
    assert message in caught.value.message


def test_no_folder() -> None:
    with pytest.raises(InputError, match="no such folder"):
        load_glossary(ROOT / "no-such-folder")


def test_the_shipped_glossary_is_clean_but_for_what_is_listed_to_mend() -> None:
    lines = (Path(__file__).parent / "cases" / "glossary-to-mend.tsv").read_text("utf-8").splitlines()[1:]
    found = [(fault.code, re.split("[:,]", fault.message)[0]) for fault in check_glossary(SHIPPED)]
    assert sorted(found) == sorted(tuple(line.split("\t")) for line in lines)


def test_the_shipped_rows_are_sorted_and_unique() -> None:
    for path in SHIPPED.glob("*/terms.tsv"):
        assert all(one["hans"] <= other["hans"] for one, other in pairwise(read_rows(path)))
    assert len({(row["hans"], row["hant"], row["region"]) for row in ROWS}) == len(ROWS)


def test_english_is_spelled_as_in_america_but_for_hong_kong() -> None:
    found = [
        (row["hans"], hit[0])
        for row in ROWS
        if not {"HK", "MO"} & set(row["region"].split(","))
        for hit in BRITISH.finditer(" | ".join(row[column] for column in ("english", "others", "grammar", "note")))
    ]
    assert found == []
