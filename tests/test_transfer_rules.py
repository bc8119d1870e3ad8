"""Every rule of the grammar at work: examples whose best analysis uses it, and phrases where it must stay out."""

from __future__ import annotations

import pytest

from tests.transfer_drafts import agrees, analyses, cases, rules_of
from toolkit.transfer.grammar import shipped_grammar


@pytest.mark.parametrize(("rule", "text", "genre", "right", "wrong_rule"), cases("rules"))
def test_case(rule: str, text: str, genre: str, right: str, wrong_rule: str) -> None:
    draft, items = analyses(text, genre)
    used = rules_of(items)
    assert not rule or rule in used
    assert not right or agrees(draft.english, right), draft.english
    assert wrong_rule not in used


def test_every_rule_has_an_example_or_stands_in_the_list_of_those_without() -> None:
    known = {rule.id for rule in shipped_grammar().rules}
    shown = {row[0] for row in cases("rules") if row[0]}
    without = {row[0] for row in cases("rules-without-example")}
    assert shown | without == known
    assert not shown & without


def test_rules_have_names_of_their_own() -> None:
    names = [rule.id for rule in shipped_grammar().rules]
    assert len(names) == len(set(names))


def test_there_are_enough_negative_examples() -> None:
    assert len({row[1:] for row in cases("rules") if row[4]}) >= 60
