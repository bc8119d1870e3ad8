"""Formats keep their structure: what every one of them promises, what each converts, and what is refused."""

from __future__ import annotations

import html
import re
import struct
import zipfile
from collections.abc import Callable
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests import documents
from tests.documents import DOCX, DOCX_S2TWP, EPUB, EPUB_S2TWP, archive, members
from tests.strategies import texts
from toolkit.conversion import Conversion, Settings, convert_whole
from toolkit.errors import DuizhaoError, InputError, UsageError
from toolkit.formats.structure import FORMATS, Format, format_of
from toolkit.formats.structure.language import retagged
from toolkit.formats.structure.passages import Passage, Run, divided, rewritten
from toolkit.text import Edit, Edits, Span

HERE = Path(__file__).parent / "cases" / "convert-files"
GOLDEN = {path.stem + path.suffix: path for path in sorted(HERE.iterdir()) if ".s2twp" not in path.name}
S2TWP = Settings(Conversion("s2twp"))
ARCHIVED = {"docx": (DOCX, DOCX_S2TWP), "epub": (EPUB, EPUB_S2TWP)}
WHOLE = {**{path.suffix[1:]: path.read_bytes() for path in GOLDEN.values()}, "docx": DOCX, "epub": EPUB}
TEXTUAL = sorted(set(FORMATS) - set(ARCHIVED))


class Identity:
    """A conversion that changes nothing."""

    def text(self, characters: str) -> str:
        return characters

    def edits(self, characters: str) -> Edits:
        return Edits()

    def tag(self, found: str) -> str:
        return found


def converted(data: bytes, kind: str, to: Settings = S2TWP) -> bytes:
    return convert_whole(data, f"in.{kind}", Format(kind), to)


# What every format promises


def test_there_is_a_document_of_every_format() -> None:
    assert WHOLE.keys() == FORMATS.keys()


@pytest.mark.parametrize("name", GOLDEN)
def test_text_is_converted_and_nothing_else(name: str) -> None:
    path = GOLDEN[name]
    wanted = path.with_suffix(f".s2twp{path.suffix}").read_bytes()
    assert converted(path.read_bytes(), path.suffix[1:]).decode() == wanted.decode()


@pytest.mark.parametrize("kind", ARCHIVED)
def test_parts_are_converted_and_all_other_bytes_stay(kind: str) -> None:
    data, wanted = ARCHIVED[kind]
    found = converted(data, kind)
    before, after = members(data), members(found)
    assert list(before) == list(after)
    for name, part in after.items():
        assert part.decode("utf-8", "replace") == wanted.get(name, before[name].decode("utf-8", "replace"))
    one, other = (zipfile.ZipFile(BytesIO(both)) for both in (data, found))
    assert one.comment == other.comment
    for earlier, later in zip(one.infolist(), other.infolist(), strict=True):
        for kept in ("date_time", "compress_type", "external_attr", "create_system", "extra", "comment"):
            assert getattr(earlier, kept) == getattr(later, kept)


@pytest.mark.parametrize("kind", WHOLE)
def test_a_conversion_that_changes_nothing_gives_the_very_bytes(kind: str) -> None:
    form, data = Format(kind), WHOLE[kind]
    if form.archived:
        assert form.convert(data, "in", Identity()) == data
    else:
        characters = data.decode()
        assert rewritten(characters, form.passages(characters), Identity()) == characters


@pytest.mark.parametrize("kind", WHOLE)
def test_converting_twice_is_converting_once(kind: str) -> None:
    once = converted(WHOLE[kind], kind, Settings(Conversion("s2tw")))
    assert converted(once, kind, Settings(Conversion("s2tw"))) == once


SIGNS = "软件发里\"'`*_[]()<>&;#=/\\:!-|,\t \n\r\0\ufeff\ud800\udcff~^{}.1aZ"
MARKUP = st.sampled_from(
    [
        "<code>",
        "</code>",
        "<!--",
        "-->",
        "```",
        "&#36719;",
        "&amp;",
        "](",
        "<a title=",
        "---\n",
        "[x]: ",
        "1\n00:00:01,000 --> ",
        '""',
        "<w:p>",
        "<w:t>",
        "</w:t>",
        "</w:p>",
        "<![CDATA[",
    ]
)
SOUP = st.lists(st.one_of(MARKUP, st.text(st.sampled_from(SIGNS), max_size=6), texts(4)), max_size=25).map("".join)


@pytest.mark.parametrize("kind", TEXTUAL)
@given(characters=SOUP)
@settings(max_examples=150, deadline=None)
def test_any_text_keeps_what_is_no_text(kind: str, characters: str) -> None:
    passages = list(Format(kind).passages(characters))
    assert rewritten(characters, passages, Identity()) == characters
    runs = sorted(run for passage in passages for run in passage.runs)
    for one, other in pairwise(runs):
        assert one.end <= other.start, "two runs overlap"
    for run in runs:
        assert run.text == characters[run.start : run.end] or characters[run.start] == "&"


@pytest.mark.parametrize("kind", TEXTUAL)
@given(characters=SOUP)
@settings(max_examples=50, deadline=None)
def test_conversion_changes_no_sign_of_markup(kind: str, characters: str) -> None:
    form = Format(kind)
    done = rewritten(characters, form.passages(characters), Conversion("s2tw"))
    signs = re.compile("[^!-~\n\r\t\0\ud800-\udfff]|&#[0-9xXa-fA-F]+;?|zh-..(?:..)?")
    assert signs.sub("", done) == signs.sub("", characters)


@given(st.lists(st.text("软件发展打印机x", min_size=1, max_size=4), min_size=1, max_size=5), st.data())
@settings(max_examples=100, deadline=None)
def test_runs_together_hold_what_the_edits_make(parts: list[str], data: st.DataObject) -> None:
    whole = "".join(parts)
    cuts = sorted(data.draw(st.lists(st.integers(0, len(whole)), max_size=6, unique=True)))
    edits = Edits(tuple(Edit(Span(a, b), data.draw(st.text("軟體", min_size=1, max_size=4)), "x")
                        for a, b in zip(cuts[::2], cuts[1::2], strict=False)))  # fmt: skip
    runs, done = [], 0
    for part in parts:
        runs.append(Run(done, done + len(part), part))
        done += len(part)
    assert "".join(divided(tuple(runs), edits)) == edits.apply(whole)


# What each converts


def test_a_word_that_runs_cut_is_one_word() -> None:
    runs = Run(0, 1, "头"), Run(5, 6, "发")
    assert rewritten("头xxxx发", [Passage(runs)], Conversion("s2tw")) == "頭xxxx髮"


@pytest.mark.parametrize(
    ("columns", "wanted"),
    [("1", "編號,案由\n軟體,软件\n"), ("案由", "编号,案由\n软件,軟體\n"), ("编号,2", "編號,案由\n軟體,軟體\n")],
)
def test_columns_of_a_table(columns: str, wanted: str) -> None:
    data = "编号,案由\n软件,软件\n".encode()
    assert converted(data, "csv", Settings(Conversion("s2twp"), columns=tuple(columns.split(",")))).decode() == wanted


def test_a_column_that_is_not_there_is_told() -> None:
    with pytest.raises(UsageError, match='no column "x"; its columns are 编号, 案由'):
        converted("编号,案由\n".encode(), "csv", Settings(Conversion(), columns=("x",)))


def test_a_page_keeps_its_charset() -> None:
    data = '<meta charset="big5"><p>為系與宮裂'.encode("big5")
    found = converted(data, "html", Settings(Conversion("t2s")))
    assert b"&#23467;" in found and html.unescape(found.decode("big5hkscs")) == '<meta charset="big5"><p>为系与宫裂'
    wanted = '<meta charset="utf-8"><p>为系与宫裂'
    assert converted(data, "html", Settings(Conversion("t2s"), encoding="utf-8")).decode() == wanted


@pytest.mark.parametrize(
    ("found", "config", "wanted"),
    [("zh-CN", "s2twp", "zh-TW"), ("zh-cn", "s2hk", "zh-HK"), ("zh-Hans", "s2t", "zh-Hant"),
     ("zh-Hans-CN", "s2hkp", "zh-Hant-HK"), ("zh-TW", "tw2sp", "zh-CN"), ("zh-Hant", "t2s", "zh-Hans"),
     ("zh-cmn-Hans-CN", "s2tw", "zh-cmn-Hant-TW"), ("zh_CN", "s2tw", "zh_TW"), ("zh", "s2tw", "zh"),
     ("zh-HK", "s2tw", "zh-HK"), ("ja", "t2jp", "ja"), ("zh-TW", "t2jp", "zh-TW"), ("", "s2tw", "")],
)  # fmt: skip
def test_language_tags(found: str, config: str, wanted: str) -> None:
    assert retagged(found, config) == wanted


@pytest.mark.parametrize(
    ("opening", "kind"),
    [(DOCX, "docx"), (EPUB, "epub"), ("\ufeff<!DOCTYPE html>".encode("utf-16-le"), "html"), (b"WEBVTT\n", "vtt"),
     (b"1\r\n00:00:01,000 --> 00:00:02,000", "srt"), ("公安".encode(), "txt"), (b"PK\x03\x04", "txt"), (b"<3", "txt")],
)  # fmt: skip
def test_a_file_without_a_suffix_tells_its_format(opening: bytes, kind: str) -> None:
    assert format_of("-", opening).name == kind
    assert format_of("a.CSV", opening).name == "csv"


# What is refused


def docx(**parts: str) -> bytes:
    given = {"document": documents.BODY, **parts}
    return archive({f"word/{name}.xml": content for name, content in given.items()})


def patched(data: bytes, mark: bytes, offset: int, form: str, value: int) -> bytes:
    """Set a field of every record of a kind in an archive."""
    found = bytearray(data)
    for record in re.finditer(re.escape(mark), data):
        struct.pack_into(form, found, record.start() + offset, value)
    return bytes(found)


def named(name: str) -> bytes:
    return archive({"word/document.xml": documents.BODY, "word/aaaa/b.xml": ""}).replace(
        b"word/aaaa/b.xml", name.encode()
    )


BOMB = archive({"word/document.xml": documents.BODY, "word/footnotes.xml": "<x>" + " " * 30_000_000 + "</x>"})
ATTACKS: dict[str, tuple[Callable[[], bytes], str]] = {
    "bomb": (lambda: BOMB, "zip bomb"),
    "slip": (lambda: named("../../../etc/pw"), "leads out of the archive"),
    "absolute": (lambda: named("/etc/passwd.xml"), "leads out of the archive"),
    "drive": (lambda: named("C:/windows/file"), "leads out of the archive"),
    "backslash": (lambda: named(r"..\..\..\..\xyz"), "leads out of the archive"),
    "twice": (
        lambda: archive({"word/a.xml": "a", "word/b.xml": "b"}).replace(b"word/b.xml", b"word/a.xml"),
        "two members",
    ),
    "encrypted": (lambda: patched(DOCX, b"PK\x01\x02", 8, "<H", 1), "is encrypted"),
    "encrypted by Office": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "encrypted or an old Word"),
    "cut": (lambda: DOCX[:-200], "the archive is broken"),
    "no archive": (lambda: b"PK\x03\x04" + bytes(100), "the archive is broken"),
    "damaged": (lambda: patched(DOCX, b"PK\x03\x04", 60, "<I", 0x12345678), "this part is damaged"),
    "overlap": (lambda: patched(DOCX, b"PK\x01\x02", 42, "<I", 0), "overlap"),
    "entities": (lambda: docx(document='<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'), "declares a document type"),
    "outside": (lambda: docx(header1='<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>'), "word/header1.xml: declares"),
    "malformed": (lambda: docx(document="<a><b></a>"), "is no well-formed XML"),
    "no document": (lambda: archive({"a": "b"}), "is no Word document"),
    "empty": (lambda: b"", "the archive is broken"),
}


@pytest.mark.parametrize("attack", ATTACKS)
def test_harmful_and_broken_documents_are_refused(attack: str) -> None:
    made, said = ATTACKS[attack]
    with pytest.raises(InputError, match=said) as refused:
        converted(made(), "docx")
    assert refused.value.place.startswith("in.docx") and refused.value.remedy


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ({"META-INF/encryption.xml": "<a><EncryptionMethod Algorithm='http://www.w3.org/2001/04/xmlenc#aes128-cbc'/></a>"},
         "is protected"),
        ({"OEBPS/text/章.xhtml": "<!DOCTYPE html [<!ENTITY a 'b'>]><p>&a;"}, "declares entities"),
        ({"OEBPS/content.opf": "<!DOCTYPE a [<!ENTITY b 'c'>]><a/>"}, "declares a document type"),
        ({"META-INF/container.xml": "<a><rootfile full-path='no.opf'/></a>"}, "no.opf: .*lacks this part"),
    ],
)  # fmt: skip
def test_harmful_and_protected_books_are_refused(parts: dict[str, str], said: str) -> None:
    with pytest.raises(InputError, match=said):
        converted(archive({**members(EPUB), **parts}), "epub")


def test_scrambled_fonts_are_no_protection() -> None:
    font = "<a><EncryptionMethod Algorithm='http://www.idpf.org/2008/embedding'/></a>"
    found = members(converted(archive({**members(EPUB), "META-INF/encryption.xml": font}), "epub"))
    assert "軟體" in found["OEBPS/toc.ncx"].decode()


@given(data=st.binary(max_size=60), at=st.integers(0, len(DOCX)))
@settings(max_examples=150, deadline=None)
def test_a_damaged_document_is_converted_or_refused(data: bytes, at: int) -> None:
    for whole, kind in ((DOCX, "docx"), (EPUB, "epub")):
        try:
            members(converted(whole[:at] + data + whole[at + len(data) :], kind))
        except DuizhaoError:
            continue


def test_archives_as_streaming_programs_write_them() -> None:
    class Pipe(BytesIO):
        def seekable(self) -> bool:
            return False

        def tell(self) -> int:
            raise OSError

    out = Pipe()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in members(DOCX).items():
            with file.open(zipfile.ZipInfo(name), "w", force_zip64=True) as part:
                part.write(content)
    found = members(converted(out.getvalue(), "docx"))
    assert found["word/document.xml"].decode() == DOCX_S2TWP["word/document.xml"]
