"""The JSON contract: valid by its schema, its spans true, nothing left out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tests.copy_data import ABOUT, GLOSSARY
from tests.copy_fixture import copy_document, repaired_text
from toolkit.document import Document as Doc
from toolkit.document import Source, Version
from toolkit.reading.contract import contract, to_json
from toolkit.reading.model import reading_copy
from toolkit.text import Text

SCHEMA = json.loads((Path(__file__).parent.parent / "docs/draft.schema.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def data() -> dict[str, Any]:
    return json.loads(to_json(reading_copy(copy_document(), GLOSSARY, about=ABOUT, version="0.1.0")))


def test_the_schema_is_itself_valid_and_strict() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    objects = [SCHEMA, SCHEMA["properties"]["document"], *SCHEMA["$defs"].values()]
    assert all(part["additionalProperties"] is False for part in objects if part.get("type") == "object")


@pytest.mark.parametrize("layers", [None, (), ("segment",), ("segment", "term", "quantity", "draft")])
def test_every_copy_is_valid(layers: tuple[str, ...] | None) -> None:
    found = contract(reading_copy(copy_document(layers=layers), GLOSSARY))
    Draft202012Validator(SCHEMA).validate(json.loads(json.dumps(found)))


def test_spans_are_true(data: dict[str, Any]) -> None:
    text = repaired_text()
    for segment in data["segments"]:
        source, english = segment["source"], segment["english"]
        assert text[slice(*segment["span"])] == source
        for term in segment["terms"]:
            assert english[slice(*term["english"])] == term["rendering"]
            assert source[slice(*term["source"])]
        for link in segment["links"]:
            assert all(source[slice(*span)] for span in link["source"])
            assert all(english[slice(*span)] for span in link["english"])
        assert all(source[slice(*quantity["source"])] for quantity in segment["quantities"])


def test_boilerplate_is_in_it(data: dict[str, Any]) -> None:
    assert [segment["id"] for segment in data["segments"] if segment.get("kind") == "boilerplate"] == ["s10"]
    assert "".join(segment["source"] for segment in data["segments"]) == repaired_text().replace("\n", "")


def test_terms_and_quantities_that_the_draft_leaves_out_are_told() -> None:
    copy = reading_copy(copy_document(layers=("segment", "term", "quantity")), GLOSSARY)
    segment = contract(copy)["segments"][2]
    assert {"source": [0, 5], "english": [0, 0], "value": "--09-23"} in segment["quantities"]
    assert {term["rendering"] for term in segment["terms"]} == {""}


def test_bytes_that_do_not_decode_survive() -> None:
    source = Source("x.txt", "0" * 64, "gb18030", 5)
    text = to_json(reading_copy(Doc(source, (Version("decoded", Text("警\udcff方")),))))
    assert json.loads(text.encode("utf-8"))["segments"][0]["source"] == "警\udcff方"
