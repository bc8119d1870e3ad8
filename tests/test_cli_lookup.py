"""``duizhao lookup`` as people use it: words, lines piped in, examples, JSON."""

from __future__ import annotations

import pytest

from tests.command import Run, run

__all__ = ["run"]


def test_lines_are_answered_until_q(run: Run) -> None:
    done = run("lookup", "--limit", "1", stdin="派出所\n\n police stations \n:q\n警察\n".encode())
    assert done.code == 0 and done.text.count("police station  [") == 2
    assert "警察" not in done.text and "duizhao>" not in done.text


def test_a_pipe_without_a_last_line_break_is_read_to_its_end(run: Run) -> None:
    assert "派出所" in run("lookup", stdin="派出所".encode()).text
    assert run("lookup").text == ""


def test_what_is_not_found_ends_with_1(run: Run) -> None:
    done = run("lookup", "公按局")
    assert done.code == 1 and done.text.startswith("公按局: not found; near: 公安局, 公路局\n")
    assert run("lookup", stdin="派出所\nxyzzyx\n".encode()).code == 1


def test_json_is_one_list(run: Run) -> None:
    rows = run("lookup", "--json", "--limit", "1", "派出所", "云泽市公安局").json
    assert [row["query"] for row in rows] == ["派出所", "云泽市公安局"]
    assert rows[1]["matches"][0]["match"] == "pattern"
    assert rows[1]["matches"][0]["english"][0] == "Yunze Public Security Bureau"
    assert len(run("lookup", "--json", stdin="派出所\n警察\n".encode()).json) == 2


@pytest.mark.parametrize("as_json", [True, False])
def test_examples_show_sentence_and_draft(run: Run, as_json: bool) -> None:
    done = run("lookup", "天网工程", "--examples", "--limit", "1", *(["--json"] if as_json else []))
    if as_json:
        first = done.json[0]["examples"][0]
        assert set(first) == {"text", "line", "sentence", "english"}
        assert "天網工程" in first["sentence"] and "Skynet" in first["english"]
    else:
        assert "changsha-skynet-2015:1" in done.text and done.text.count("天網工程") >= 3


def test_a_word_without_examples_has_none(run: Run) -> None:
    assert run("lookup", "信访条例", "--examples", "--json", "--limit", "1").json[0]["examples"] == []
