"""What the engine still says wrongly (tests/cases/transfer/known-failures.tsv): strict expected failures."""

from __future__ import annotations

import pytest

from tests.transfer_drafts import agrees, cases, english
from toolkit.transfer.morphology import article, inflect_verb, plural

_REASON = "a known failure: when it passes, move its row to the file of its subject"


@pytest.mark.xfail(strict=True, reason=_REASON)
@pytest.mark.parametrize(("kind", "text", "setting", "right"), cases("known-failures"))
def test_known_failure(kind: str, text: str, setting: str, right: str) -> None:
    assert agrees(english(text, setting), right), kind


@pytest.mark.xfail(strict=True, reason=_REASON)
@pytest.mark.parametrize(("form", "word", "right"), cases("known-failures-forms"))
def test_known_failure_of_a_form(form: str, word: str, right: str) -> None:
    made = {"plural": plural, "article": article}.get(form, lambda verb: inflect_verb(verb, form))
    assert made(word) == right
