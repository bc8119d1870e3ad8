"""Terms out and in again in every format: nothing changed, schemas kept, what a file must not do refused."""

from __future__ import annotations

import contextlib
import csv
import io
import json
import re
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from lxml import etree

from tests.glossary_data import BUREAU, KNOWN, STATION, glossaries
from toolkit.errors import InputError
from toolkit.formats.csv import safe, unsafe
from toolkit.formats.exchange import FORMATS, different, format_of, losses
from toolkit.glossary import Concept, Rendering, Term
from toolkit.terms.cells import concept_faults

HERE = Path(__file__).parent
SCHEMAS = {
    "tbx": etree.RelaxNG(etree.parse(HERE / "fixtures/schema/tbx-basic-dca.rng")),
    "tbx-dct": etree.RelaxNG(etree.parse(HERE / "fixtures/schema/tbx-basic-dct.rng")),
    "tbx-legacy": etree.RelaxNG(etree.parse(HERE / "fixtures/schema/tbx-basic-legacy.rng")),
}
JSON_SCHEMA = Draft202012Validator(json.loads((HERE.parent / "docs/glossary.schema.json").read_text("utf-8")))
WHOLE = [name for name in FORMATS if name != "omegat"]
FEW = settings(max_examples=settings.default.max_examples // 5)  # each example writes and reads whole files
TBX = [name for name in FORMATS if name.startswith("tbx")]


def _back(name: str, concepts: list[Concept] | tuple[Concept, ...]) -> list[Concept]:
    intake = FORMATS[name].read(FORMATS[name].write(concepts), f"terms.{name}")
    assert not intake.bad and not intake.remarks
    return list(intake.concepts)


@pytest.mark.parametrize("name", WHOLE)
def test_a_format_gives_back_what_it_got(name: str) -> None:
    back = {concept.id: concept for concept in _back(name, KNOWN)}
    for concept in KNOWN:
        assert different(concept, back[concept.id]) == []
    assert len(back) == len(KNOWN) and losses(FORMATS[name], KNOWN) == {}


@pytest.mark.parametrize("name", [name for name in WHOLE if name != "xlsx"])
@FEW
@given(written=glossaries())
def test_whatever_the_cells_hold_comes_back(name: str, written: list[Concept]) -> None:
    back = {concept.id: concept for concept in _back(name, written)}
    assert [one.id for one in written if different(one, back[one.id])] == [] and len(back) == len(written)
    assert losses(FORMATS[name], written) == {}


@FEW
@given(written=glossaries())
def test_whatever_the_cells_hold_comes_back_from_a_workbook(written: list[Concept]) -> None:
    back = {concept.id: concept for concept in _back("xlsx", written)}
    assert [one.id for one in written if different(one, back[one.id])] == [] and len(back) == len(written)


@pytest.mark.parametrize("name", TBX)
@FEW
@given(written=glossaries())
def test_tbx_keeps_its_schema(name: str, written: list[Concept]) -> None:
    for some in (written, list(KNOWN), []):
        root = etree.fromstring(FORMATS[name].write(some))
        assert SCHEMAS[name].validate(root), SCHEMAS[name].error_log.last_error


@pytest.mark.parametrize("name", TBX)
def test_the_schemas_find_what_is_wrong(name: str) -> None:
    for old, new in ((">noun<", ">Noun<"), ("preferredTerm-admn-sts", "preferred"), (' id="', ' ident="')):
        broken = FORMATS[name].write(KNOWN).decode().replace(old, new, 1)
        assert not SCHEMAS[name].validate(etree.fromstring(broken.encode())), old


@FEW
@given(written=glossaries())
def test_json_keeps_its_schema(written: list[Concept]) -> None:
    for some in (written, KNOWN, []):
        JSON_SCHEMA.validate(json.loads(FORMATS["json"].write(some)))


def test_omegat_carries_what_it_can_and_the_rest_is_told() -> None:
    bare = Concept("police", "", (Term("公安机关", "公安機關", "", ""),), "police", (Rendering("police organ", "own"),))
    (found,) = _back("omegat", [bare])
    assert (found.terms[0].hans, found.terms[0].hant, found.renderings) == ("公安机关", "公安機關", bare.renderings)
    assert set(losses(FORMATS["omegat"], [bare])) == set()
    lost = losses(FORMATS["omegat"], KNOWN)
    assert {"domain", "pinyin", "pos", "terms", "forbidden", "region", "source"} <= set(lost)
    hashed = Concept("number-sign", "", (Term("#号", "#號", "", ""),), "number sign")
    assert losses(FORMATS["omegat"], [hashed]) == {"whole concept": 1}


# Spreadsheets


FORMULAS = ["=1+1", "+86", "-1", "@SUM(A1)", '=HYPERLINK("http://a")', "'=1", "''@", "＝1", "-", "'"]


@pytest.mark.parametrize("text", FORMULAS)
def test_no_cell_is_a_formula_and_each_comes_back(text: str) -> None:
    assert unsafe(safe(text)) == text and not safe(text).startswith(("=", "+", "-", "@", "＝"))
    concept = Concept("odd", "own", (Term("怪", "怪", "guài"),), text, note=text)
    for name in ("csv", "xlsx"):
        (back,) = _back(name, [concept])
        assert (back.english, back.note) == (text, text)
    rows = list(csv.reader(io.StringIO(FORMATS["csv"].write([concept]).decode("utf-8-sig"))))
    assert not [cell for row in rows for cell in row if cell[:1] in "=+-@" and cell]


def test_a_workbook_holds_text_alone_and_a_formula_in_one_is_refused_by_row() -> None:
    from openpyxl import Workbook, load_workbook

    written = load_workbook(io.BytesIO(FORMATS["xlsx"].write(KNOWN)))
    assert {cell.data_type for row in written.active.iter_rows() for cell in row if cell.value} == {"s"}
    book = Workbook()
    for row in (
        ("Simplified", "English", "Extra"),
        ("派出所", "police station", 1),
        ("公安局", "=1+1"),
        (110, "alarm"),
    ):
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    intake = FORMATS["xlsx"].read(out.getvalue(), "a.xlsx")
    assert [(one.terms[0].hans, one.english) for one in intake.concepts] == [
        ("派出所", "police station"),
        ("110", "alarm"),
    ]
    assert [row.place for row in intake.bad] == ["a.xlsx:3"] and "=1+1" in intake.bad[0].message
    assert "Extra" in intake.remarks[0]


def test_a_workbook_does_not_tell_the_hour_it_was_made_at() -> None:
    with zipfile.ZipFile(io.BytesIO(FORMATS["xlsx"].write(KNOWN))) as archive:
        assert {part.date_time for part in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        hours = re.findall(rb">(\d{4}-\d\d-\d\d)T", archive.read("docProps/core.xml"))
    assert set(hours) == {b"1980-01-01"}


def test_a_csv_of_another_hand_is_read_and_every_bad_row_told() -> None:
    data = "Chinese;English;Notes;Color\n派出所;police station;a;red\n;nothing;;\n公安局;;;\n1;2;3;4;5\n".encode(
        "gb18030"
    )
    intake = FORMATS["csv"].read(data, "a.csv")
    assert [(one.id, one.note) for one in intake.concepts] == [("police-station", "a")]
    assert [row.place for row in intake.bad] == ["a.csv:5", "a.csv:3", "a.csv:4"]
    assert "Color" in intake.remarks[0]


def test_rows_after_a_cell_of_several_lines_keep_their_line_numbers() -> None:
    intake = FORMATS["csv"].read('hans,english,note\n派出所,station,"a\nb"\n公安局,,\n'.encode(), "a.csv")
    assert intake.concepts[0].note == "a b" and [row.place for row in intake.bad] == ["a.csv:4"]


# What a file must not do


DOCTYPES = [
    '<?xml version="1.0"?>\n<!DOCTYPE martif SYSTEM "TBXBasiccoreStructV02.dtd">\n<martif/>',
    '<!-- a -->\n<!DOCTYPE tbx [<!ENTITY a SYSTEM "file:///etc/passwd">]><tbx>&a;</tbx>',
    '<?xml version="1.0"?>\n<!DOCTYPE tbx [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><tbx>&b;</tbx>',
]


@pytest.mark.parametrize("text", DOCTYPES)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_doctype_is_refused_with_its_line(text: str, encoding: str) -> None:
    with pytest.raises(InputError) as caught:
        FORMATS["tbx"].read(text.encode(encoding), "a.tbx")
    assert caught.value.place == "a.tbx:2" and "DOCTYPE" in caught.value.message and caught.value.remedy


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("tbx", b"<tbx><text></tbx>", "no XML"),
        ("tbx", b"<html/>", "the root is <html>"),
        ("tbx", b"<tbx>&amp;&nbsp;</tbx>", "no XML"),
        ("tbx", b"", "empty"),
        ("csv", b"a,b\n1,2\n", "no Chinese and no English column"),
        ("csv", 'hans,english\n派出所,"open\n'.encode(), "no CSV"),
        ("tsv", b"hans\tnote\n", "a needed column is missing"),
        ("utx", b"#UTX 1.20\n\xe5\x85\xac\tpublic\n", "no line names the fields"),
        ("json", b"[]", 'no "duizhao-glossary"'),
        ("json", b"{", "no JSON"),
        ("json", b"[" * 100_000, "no JSON"),
        ("json", b'{"format": "duizhao-glossary", "version": 2, "concepts": []}', "version 2"),
        ("xlsx", b"no zip", "no workbook"),
        ("xlsx", b"PK\x03\x04", "no workbook"),
    ],
)
def test_what_is_no_such_file_is_an_input_error(name: str, data: bytes, said: str) -> None:
    with pytest.raises(InputError) as caught:
        FORMATS[name].read(data, "a.file")
    assert said in caught.value.message and caught.value.place.startswith("a.file") and caught.value.remedy


@pytest.mark.parametrize("name", FORMATS)
@FEW
@given(data=st.data())
def test_whatever_bytes_come_are_read_or_refused(name: str, data: st.DataObject) -> None:
    """Damage in a good file, and bytes that are none: an Intake or an InputError, nothing else."""
    good = bytearray(FORMATS[name].write(KNOWN))
    at = data.draw(st.integers(0, len(good)))
    good[at : at + data.draw(st.integers(0, 40))] = data.draw(st.binary(max_size=40))
    for broken in (bytes(good), data.draw(st.binary(max_size=80)), data.draw(st.text(max_size=80)).encode()):
        with contextlib.suppress(InputError):
            intake = FORMATS[name].read(broken, "a.file")
            assert all(str(row).startswith("a.file") for row in intake.bad)
            assert not [fault for concept in intake.concepts for fault in concept_faults(concept)]


def _workbook(part: str, text: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(FORMATS["xlsx"].write(KNOWN))) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, text + old.read(name) if name == part else old.read(name))
    return out.getvalue()


def test_a_workbook_with_a_dtd_is_refused_and_one_that_swells(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(InputError, match=r"a\.xlsx, xl/workbook\.xml: the file declares a DTD"):
        FORMATS["xlsx"].read(_workbook("xl/workbook.xml", b"<!DOCTYPE a>"), "a.xlsx")
    monkeypatch.setattr("toolkit.formats.xlsx.LARGEST", 100)
    with pytest.raises(InputError, match="it unpacks to"):
        FORMATS["xlsx"].read(FORMATS["xlsx"].write(KNOWN), "a.xlsx")


# Files of other programs


FOREIGN = """<?xml version="1.0" encoding="UTF-8"?>
<martif type="TBX" xml:lang="en"><text><body>
<termEntry id="C001">
  <descrip type="subjectField">police</descrip><descrip type="definition">A station.</descrip>
  <langSet xml:lang="zh-CN"><tig><term>派出所</term></tig></langSet>
  <langSet xml:lang="zh-TW"><ntig><termGrp><term>派出所</term></termGrp></ntig></langSet>
  <langSet xml:lang="en-US">
    <tig><term>precinct</term><termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></tig>
    <tig><term>police station</term><termNote type="partOfSpeech">noun</termNote>
      <descrip type="context">He went to the police station.</descrip></tig>
  </langSet>
  <langSet xml:lang="de"><tig><term>Polizeiwache</term></tig></langSet>
</termEntry>
<termEntry id="C002"><langSet xml:lang="en"><tig><term>alone</term></tig></langSet></termEntry>
<termEntry id="C003"><ref type="crossReference" target="C001"/><ref type="crossReference" target="C9"/>
  <langSet xml:lang="zh"><tig><term>公安局</term></tig></langSet>
  <langSet xml:lang="en"><tig><term>bureau</term></tig></langSet></termEntry>
</body></text></martif>""".encode()


def test_a_legacy_file_of_another_program() -> None:
    intake = FORMATS["tbx-legacy"].read(FOREIGN, "a.tbx")
    station, bureau = intake.concepts
    assert (station.id, station.english, station.forbidden) == ("police-station", "police station", ("precinct",))
    assert (station.domain, station.note, station.terms[0].region) == ("police", "A station.", ("TW",))
    assert (station.terms[0].hans, station.terms[0].hant) == ("派出所", "派出所")
    assert bureau.related == ("police-station",) and not intake.named
    assert [str(row) for row in intake.bad] == ["a.tbx:14: no Chinese term in the entry C002"]
    assert any("language de" in remark for remark in intake.remarks)
    assert any("context of a term" in remark for remark in intake.remarks)
    assert any('"C9" leads nowhere' in remark for remark in intake.remarks)


def test_utx_of_both_versions() -> None:
    older = "#UTX 1.11; zh-CN/en-US; 2013-12-20; license: CC0\r\n#src\ttgt\tsrc:pos\tterm status\tcustomer\r\n"
    rows = "天网\tSkynet\tproperNoun\tapproved\tx\r\n卡口\tcheckpoint\t-\tforbidden\t\r\n乱\todd\tnoun\tstrange\t\r\n"
    intake = FORMATS["utx"].read((older + rows).encode("utf-8-sig"), "a.utx")
    skynet, checkpoint = intake.concepts
    assert (skynet.terms[0].pos, skynet.english, checkpoint.terms[0].hans) == ("name", "Skynet", "卡口")
    assert [row.place for row in intake.bad] == ["a.utx:5"] and "customer" in intake.remarks[0]
    written = FORMATS["utx"].write([STATION]).decode("utf-8-sig").split("\r\n")
    assert written[0].startswith("#UTX 1.20; lang: zh-Hans/zh-Hant/en")
    assert written[1].startswith("#concept ID\tterm:zh-Hans\tterm:zh-Hant\tterm:en\t")
    assert "\tapproved\t" in written[2] and "\tforbidden\t" in written[3]


def test_the_format_is_found_by_the_name_and_in_tables_by_the_first_line() -> None:
    for name, kind in FORMATS.items():
        for suffix in kind.suffixes:
            found = format_of(f"a{suffix}", kind.write([BUREAU]))
            assert found.name == name or {found.name, name} <= {*TBX}
    assert format_of("a.txt", FORMATS["utx"].write([BUREAU])).name == "utx"
    with pytest.raises(InputError, match=r'no format has the ending "\.docx"'):
        format_of("a.docx")


def test_a_row_that_the_home_form_cannot_hold_is_told_and_the_others_taken() -> None:
    lines = ["hans\tenglish\tpos\tregion\tothers", "派出所\tpolice station\tthing\t\t", "公安局\tbureau\tnoun\tSG\t"]
    lines += ["天网\tSkynet\tname\ttw\tThe Net (press)"]
    intake = FORMATS["tsv"].read("\n".join(lines).encode(), "a.tsv")
    assert [row.place for row in intake.bad] == ["a.tsv:2", "a.tsv:3"]
    assert intake.concepts[0].others == (Rendering("The Net (press)"),)
