"""What the engine still says wrongly (tests/cases/transfer/known-failures*.tsv): strict expected failures.

When one passes, its row moves: a draft to drafts.tsv, a text of the lattice to lattice.tsv.
"""

from __future__ import annotations

import pytest

from tests.test_transfer_links import leaves
from tests.transfer_drafts import agrees, analyses, cases, english

_REASON = "a known failure"


@pytest.mark.xfail(strict=True, reason=_REASON)
@pytest.mark.parametrize(("kind", "text", "setting", "right"), cases("known-failures"))
def test_known_failure(kind: str, text: str, setting: str, right: str) -> None:
    assert agrees(english(text, setting), right), kind


@pytest.mark.xfail(strict=True, reason=_REASON)
@pytest.mark.parametrize(("text", "inner"), cases("known-failures-lattice"))
def test_known_failure_of_the_lattice(text: str, inner: str) -> None:
    _, items = analyses(text)
    assert inner not in [leaf.entry.zh for leaf in leaves(items)]
