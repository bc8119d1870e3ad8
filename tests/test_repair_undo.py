"""A repair with its log gives the source back, byte for byte; a log that does not fit is refused."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from tests.command import ROOT, Run, run
from toolkit.delivery import encoded, to_json
from toolkit.errors import InputError
from toolkit.formats import read_document
from toolkit.repair.fixers import repair
from toolkit.repair.undo import record, undo
from toolkit.resources import shipped

__all__ = ["run"]

SCHEMA = Draft202012Validator(json.loads((ROOT / "docs/repair-log.schema.json").read_text(encoding="utf-8")))
SEEDS = ("changsha-skynet-2015", "chengdu-skynet-2011")
LINE = "長(zhǎng)沙市通報(bào)會(huì),監(jiān)控?cái)z像頭達(dá)5萬個(gè)。\r\n"
SOURCES = {
    "utf-8": LINE.encode(),
    "utf-8 with its mark": b"\xef\xbb\xbf" + LINE.encode(),
    "gb18030": LINE.encode("gb18030"),
    "utf-16": LINE.encode("utf-16"),
    "bytes that do not decode": LINE.encode() + b"\xff\xe8\xad\n" + LINE.encode(),
    "escaped bytes that would read as UTF-8": LINE.encode("gb18030") * 4 + b"\xff\xe8\xff\xad\xa6\n",
    "halves of pairs": b"\xff\xfe" + LINE.encode("utf-16-le") + b"\x00\xd8" + LINE.encode("utf-16-le"),
    "a page": f"<html><head><meta charset=gbk></head><p>{LINE}</p><script>x=1,2</script></html>".encode("gbk"),
}


def there_and_back(data: bytes, name: str) -> None:
    document = repair(read_document(name, data))
    written = encoded(document.text())
    log = json.loads(to_json(record(document, written)))
    SCHEMA.validate(log)
    assert undo(log, written) == data


@pytest.mark.parametrize("kind", SOURCES)
def test_the_source_comes_back(kind: str) -> None:
    there_and_back(SOURCES[kind], "page.html" if kind == "a page" else "page.txt")


@pytest.mark.parametrize("name", SEEDS)
def test_the_seeds_come_back(name: str) -> None:
    there_and_back((shipped("texts") / name / "source.txt").read_bytes(), "source.txt")


@given(st.binary(min_size=1, max_size=120), st.sampled_from([b"", LINE.encode(), LINE.encode("gbk")]))
def test_any_bytes_come_back(data: bytes, before: bytes) -> None:
    try:
        there_and_back(before + data, "page.txt")
    except InputError as error:
        assert "log" not in str(error)


def logged() -> tuple[Any, bytes]:
    document = repair(read_document("page.txt", LINE.encode()))
    written = encoded(document.text())
    return json.loads(to_json(record(document, written))), written


def test_another_text_is_refused() -> None:
    log, written = logged()
    with pytest.raises(InputError, match=r"clean\.txt: this is not the text of the log clean\.log\.json.*give the log"):
        undo(log, written + b" ", "clean.txt", "clean.log.json")


@pytest.mark.parametrize(
    "spoil",
    [
        lambda log: log.pop("steps"),
        lambda log: log.pop("source"),
        lambda log: log["steps"][-1]["edits"].append([10**6, 1, "x"]),
        lambda log: log["steps"][-1]["edits"].reverse() or log["steps"][-1]["edits"].append([0, -1, ""]),
        lambda log: log["steps"].pop(),
        lambda log: log["source"].update(encoding="no-such"),
        lambda log: log["source"].update(sha256="0" * 64),
        lambda log: log["result"].update(raw=[[0, 1, 5]]),
        lambda log: log["steps"][0].update(edits=[["a", "b", "c"]]),
        lambda log: log["source"].update(encoding="ascii"),
    ],
)
def test_a_spoiled_log_is_refused(spoil: Any) -> None:
    log, written = logged()
    spoil(log)
    with pytest.raises(InputError, match=r"clean\.log\.json"):
        undo(log, written, "clean.txt", "clean.log.json")


@pytest.mark.parametrize("log", [[], {}, "x", 1, None, {"format": "duizhao-repair-log", "version": 2}])
def test_what_is_no_log_is_refused(log: Any) -> None:
    with pytest.raises(InputError, match="no repair log"):
        undo(log, b"")


def test_the_command_repairs_and_undoes(run: Run, tmp_path: Path) -> None:
    page, clean, log, back = (tmp_path / name for name in ("page.txt", "clean.txt", "clean.log.json", "back.txt"))
    page.write_bytes(LINE.encode("gb18030") + b"\xff\n")
    assert run("repair", page, "--output", clean, "--log-file", log).code == 0
    SCHEMA.validate(json.loads(log.read_text(encoding="utf-8")))
    assert run("repair", "--undo", log, clean, "--output", back).code == 0
    assert back.read_bytes() == page.read_bytes()
    assert run("repair", "--undo", log, stdin=clean.read_bytes()).out == page.read_bytes()
    clean.write_text("another text", encoding="utf-8")
    refused = run("repair", "--undo", log, clean)
    assert refused.code == 3
    assert str(clean) in refused.err and str(log) in refused.err


def test_wrong_uses_are_told(run: Run, tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text(LINE, encoding="utf-8")
    assert "takes one text" in run("repair", page, page, "--log-file", tmp_path / "log").err
    assert "takes one text" in run("repair", tmp_path, "--undo", page).err
    assert "would replace the text" in run("repair", page, "--log-file", page).err
    assert "alone" in run("repair", page, "--undo", page, "--log").err
    assert "no JSON" in run("repair", page, "--undo", page).err
    assert page.read_text(encoding="utf-8") == LINE.replace("\r\n", "\n")


def test_the_log_tells_place_change_rule_confidence_and_bytes(run: Run) -> None:
    shown = run("repair", "--log", stdin=LINE.encode()).text
    splice = next(line for line in shown.splitlines() if "repair.gbk-splice" in line)
    assert splice.startswith("1:33 ?cái)z -> 攝 repair.gbk-splice ")
    assert "控 is BF D8, 攝 is 94 7A; D8 94 is 財 (cái)" in splice
