"""The simulator does what was done to the seeds, and what it spliced comes back."""

from __future__ import annotations

import unicodedata

import pytest

from bench.damage import GHOSTS
from bench.simulator import DECODERS, FORMS, Converter, decode, table, table_of
from toolkit.document import from_text
from toolkit.repair.fixers import repair
from toolkit.repair.log import entries
from toolkit.resources import shipped

SENTENCE = "隨著“天網工程”的全面建成，公共監控攝像頭達到五萬個，奧運火炬傳遞安保工作完成。"
LOST = "時間！”辦案民警"  # of the seed's one lost byte no converter knows


@pytest.mark.parametrize("name", GHOSTS)
def test_the_yardstick_with_the_table_of_a_seed_gives_the_seed(name: str) -> None:
    folder = shipped("texts") / name
    source, clean = ((folder / file).read_text(encoding="utf-8") for file in ("source.txt", "clean.zh.txt"))
    made = Converter(table_of(source, GHOSTS[name])).damage(clean.replace(LOST, "時間！鞭k案民警")).text
    expected = unicodedata.normalize("NFKC", source)
    assert unicodedata.normalize("NFKC", made).replace("(shí)間!鞭k", "(shí)間!鞭k") == expected


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("decoder", DECODERS)
def test_a_spliced_page_comes_back(form: str, decoder: str) -> None:
    page = f"{SENTENCE}\n" * 3
    known = {"財": "cái", "鎮": "zhèn", "監": "jiān", "網": "wǎng", "達": "dá"}
    damage = Converter(known, form, decoder).damage(page)
    assert damage.spliced == {0, 1, 2}
    assert repair(from_text(damage.text)).text() == page


def test_decoders_differ_as_sites_and_browsers_do() -> None:
    data = b"\xbf\xd8\x94(c\xa8\xa2i)z\xaa\xa1\x80\xff"
    assert decode(data, "swallowing") == "控?cái)z?€?"
    assert decode(data, "windows") == "控?cái)z\ue000€?"
    assert decode(data, "browser") == "控\ufffd(cái)z\ue000€\ufffd"


def test_a_table_is_drawn_alike_from_one_seed() -> None:
    assert table(100, "hant", 1) == table(100, "hant", 1) != table(100, "hant", 2)
    assert len(table(300, "hans", 1)) == 300


def test_what_stays_open_is_shown_as_open() -> None:
    document = repair(from_text("請廣大駕駛員遵守交通規則，不要在應急車?lóng)劳＼嚕?灰??隈{駛，嚴禁酒後開車。"))
    (entry,) = (entry for entry in entries(document) if entry.rule == "repair.gbk-splice")
    assert entry.after.startswith("道停車，不要")
    assert entry.doubtful and entry.confidence < 0.9 and "possible too" in entry.evidence
