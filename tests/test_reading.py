"""Reading in: any bytes lead back to themselves, encodings are recognized, what is no text is refused."""

from __future__ import annotations

from pathlib import Path
from time import process_time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from toolkit.document import DECODED, READ, Document
from toolkit.errors import InputError
from toolkit.formats import read_document
from toolkit.formats.encoding import decode, decode_exactly, detect
from toolkit.formats.html import page_facts, read_html
from toolkit.formats.plain import read_bytes
from toolkit.text import Span

BRIEFING = "9月23日，长沙市公安局召开新闻通报会，通报“天网工程”。\n"
TRADITIONAL = "警政署表示，全案依詐欺罪嫌移送地檢署偵辦。\n"
CODECS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030", "gbk")


def accepted(data: bytes, name: str = "x.txt") -> Document | None:
    try:
        return read_document(name, data)
    except InputError as error:
        assert error.exit_code == 3
        assert error.place.startswith(name)
        assert error.remedy
        return None


@given(st.binary(max_size=200))
@example(b"\x00")
@example(b"\xa1\xfe\xa2@")
@example(b"\x88\x62\x88\x66")
@example(b"\xff\xfe\x00\xd8a\x00")
@example(b"\xef\xbb\xbf\r\n\r")
@example(b"\x81\x30\x81")
def test_any_bytes_lead_back_to_themselves(data: bytes) -> None:
    for name in ("x.txt", "x.html"):
        document = accepted(data, name)
        assert document is None or document.source_bytes() == data


@given(st.lists(st.integers(0x80, 0xFF).map(lambda byte: bytes((byte,))) | st.sampled_from([b"a", b"@", b"~", b"0"])))
def test_every_codec_leads_back(parts: list[bytes]) -> None:
    data = b"".join(parts)
    for encoding in ("gb18030", "big5hkscs", "shift_jis", "euc_kr", "euc_jp", "utf-8", "cp1252"):
        assert decode_exactly(data, encoding).encode(encoding, "surrogateescape") == data


@given(st.text(st.characters(codec="utf-8"), min_size=1), st.sampled_from(["utf-8", "utf-16-le", "utf-16-be"]))
def test_marked_text_is_decoded_as_marked(characters: str, encoding: str) -> None:
    data = ("\ufeff" + characters).encode(encoding)
    document = accepted(data)
    assert document is None or document.text(DECODED) == "\ufeff" + characters


@pytest.mark.parametrize("codec", CODECS)
def test_encoding_is_recognized(codec: str) -> None:
    document = read_bytes(BRIEFING.encode(codec))
    assert document.text(READ) == BRIEFING
    assert document.source_bytes() == BRIEFING.encode(codec)


@pytest.mark.parametrize("codec", ["big5", "gb18030", "utf-8", "utf-16"])
@pytest.mark.parametrize("characters", ["警察", "公安局", "警政署", "詐欺罪", TRADITIONAL])
def test_short_traditional_text_is_recognized(codec: str, characters: str) -> None:
    assert read_bytes(characters.encode(codec)).text() == characters


@pytest.mark.parametrize("codec", ["gb18030", "utf-8"])
@pytest.mark.parametrize("characters", ["公安", "民警", "派出所", "办案民警", "天网工程", "12人被抓获"])
def test_short_simplified_text_is_recognized(codec: str, characters: str) -> None:
    assert read_bytes(characters.encode(codec)).text() == characters


def test_gb_names_mean_gb18030() -> None:
    characters, source = decode("镕基堃".encode("gb18030") * 20, "x")
    assert source.encoding == "gb18030"
    assert characters.startswith("镕基堃")
    assert detect(BRIEFING.encode()).confidence == 1.0


def test_undecodable_bytes_are_kept_and_marked() -> None:
    data = BRIEFING.encode("gbk")[:21] + b"\xff" + BRIEFING.encode("gbk")[21:]
    document = read_bytes(data)
    assert document.source.encoding == "gb18030"
    assert document.source_bytes() == data
    (note,) = document.layer("damage")
    assert (note.value, note.span.of(document.text())) == ("undecodable", "\udcff")


def test_damage_of_former_readings_is_marked() -> None:
    document = read_bytes("警方锟斤拷锟斤拷表示，烫烫烫烫\ufffd\ufffd。".encode())
    assert [(note.value, len(note.span)) for note in document.layer("damage")] == [
        ("kunjinkao", 6),
        ("tangtang", 4),
        ("replacement", 2),
    ]


def test_mark_and_line_ends_become_edits() -> None:
    document = read_bytes("\ufeff公安\r\n民警\r派出所\n\ufeff".encode())
    assert document.text(READ) == "公安\n民警\n派出所\n\ufeff"
    edits = document.version(READ).edits
    assert [edit.rule for edit in edits] == ["read.bom", "read.newline", "read.newline"]


def test_nul_is_kept() -> None:
    assert read_bytes("公安\x00机关民警，长沙市公安局".encode()).text() == "公安\x00机关民警，长沙市公安局"
    assert read_bytes("公安\x00机关，长沙市公安局".encode("gbk")).text() == "公安\x00机关，长沙市公安局"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "the file is empty"),
        (b"PK\x03\x04" + b"\x00" * 50, "zip archive"),
        (b"\x89PNG\r\n\x1a\n", "an image"),
        (b"%PDF-1.7\n", "a PDF"),
        (b"\x7fELF\x02\x01\x01" + b"\x00" * 90 + b"abc", "binary"),
        (bytes(range(256)) * 4, "binary"),
        (b"\xff\xfe\x00\x00\x6c\x51\x00\x00", "UTF-32"),
        (b"\xff\xfe\x6c\x51\x89", "inside a character"),
    ],
)
def test_what_is_no_text_is_refused(data: bytes, said: str) -> None:
    with pytest.raises(InputError, match=said) as caught:
        read_document("a.bin", data)
    assert caught.value.place.startswith("a.bin")
    assert caught.value.remedy
    assert not data or "byte " in caught.value.place


def test_missing_file_and_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        read_document(tmp_path / "没有.txt")
    with pytest.raises(InputError, match="a folder"):
        read_document(tmp_path)
    with pytest.raises(InputError, match="cannot be read"):
        read_document("a\0b")


def test_file_is_read_and_named(tmp_path: Path) -> None:
    path = tmp_path / "通报.txt"
    path.write_bytes(BRIEFING.encode("gbk"))
    document = read_document(path)
    assert document.text() == BRIEFING
    assert document.source.name == path.name
    assert document.source.size == len(BRIEFING.encode("gbk"))


PAGE = """<!DOCTYPE html>
<html><head><meta charset="CHARSET"><title>长沙 &ldquo;天网&rdquo;</title>
<meta name="PubDate" content="2015-09-23 10:20"><style>p{}</style><script>if (a<b) document.write("<p>x</p>")</script>
</head><body><!-- 导航 --><div class="a>b"><h1>长沙“天网工程”</h1>
<p>&nbsp;&nbsp;长沙市
公安局&#20844;布：破案1&middot;2起 &lt;Skynet
Project&gt;</p><table><tr><td>甲</td><td>乙</td></tr></table>第一行<br/>第二行<ruby>犇<rp>(</rp><rt>bēn</rt></ruby></div>
</body></html>
"""
SHOWN = "长沙“天网工程”\n\u00a0\u00a0长沙市公安局公布：破案1·2起 <Skynet Project>\n甲\t乙\n第一行\n第二行犇\n"


@pytest.mark.parametrize(
    ("codec", "label"), [("utf-8", "utf-8"), ("gbk", "gb2312"), ("gbk", "GBK"), ("utf-8", "gb2312")]
)
def test_page_is_read_as_it_is_shown(codec: str, label: str) -> None:
    data = PAGE.replace("CHARSET", label).encode(codec)
    document = read_document("page", data)
    assert document.text(READ) == SHOWN
    assert document.source.media_type == "text/html"
    assert document.source_bytes() == data
    assert (page_facts(document).title, page_facts(document).published) == ("长沙 “天网”", "2015-09-23")


def test_every_shown_character_is_traced_to_the_markup() -> None:
    document = read_html(PAGE.encode())
    at = document.text().index("公布")
    assert document.trace(Span(at, at + 2)).of(document.text(DECODED)) == "&#20844;布"


TAGS = "<p> </p> <div < > <!-- --> <script> </script> <td> <br/> <svg/> <pre> </pre> <title> <![CDATA[ ]]> <? <time>"
PIECES = "& &amp; &#0; &#x110000; &nbsp ; 公安 = datetime= 2015-9-23 ' é"
MARKUP = st.sampled_from([*TAGS.split(), *PIECES.split(), '"', " ", "\x00", "\n", "\ud800"])


@given(st.lists(MARKUP, min_size=1, max_size=40).map("".join))
def test_any_markup_is_traceable(page: str) -> None:
    data = page.encode("utf-8", "surrogatepass")
    document = accepted(data, "x.html")
    assert document is None or document.source_bytes() == data
    assert document is None or page_facts(document) is not None


@pytest.mark.parametrize(
    "unit",
    [
        "<div>",
        "<",
        "<a '>",
        '<a b="',
        "<!--",
        "<svg>",
        "<script>",
        "&",
        "<title>",
        "<rt>公",
        "<!",
        "&amp",
        "<p>公安\n",
        "<meta name=date ",
    ],
)
def test_a_megabyte_of_hostile_markup_is_fast(unit: str) -> None:
    start = process_time()
    document = read_html((unit * (1_000_000 // len(unit.encode()))).encode())
    page_facts(document)
    assert process_time() - start < 12


def test_a_megabyte_on_one_line_is_fast() -> None:
    data = (BRIEFING.strip() * 20_000).encode("gbk")
    start = process_time()
    assert read_bytes(data).source_bytes() == data
    assert process_time() - start < 5
