"""Explaining drafts: words, entries, rules, weights, the analyses that lost, and the reason of every word."""

from __future__ import annotations

from toolkit.transfer.explain.build import explain
from toolkit.transfer.explain.text import to_text
from toolkit.transfer.explain.values import Explanation

__all__ = ["Explanation", "explain", "to_text"]
