"""Hypothesis strategies that the tests share: texts with everything that scrapes hold, and edits over them."""

from __future__ import annotations

from hypothesis import strategies as st

from toolkit.text import Edit, Edits, Span

_SIGNS = "长沙市公安局余后于并采范奸長灣裡臺的，。、“”（）(zhǎng)!?;: \n\r\t\ufeff\x00abcZ09％%\u200b\ud800\udc80𠮷😀"


def texts(max_size: int = 60) -> st.SearchStrategy[str]:
    """Texts of Chinese, punctuation, layout signs, NUL, lone surrogates and anything else."""
    return st.text(st.one_of(st.sampled_from(_SIGNS), st.characters(exclude_categories=())), max_size=max_size)


@st.composite
def edited(draw: st.DrawFn) -> tuple[str, Edits]:
    """A text and valid edits over it, touching ones and insertions included."""
    source = draw(texts())
    cuts = sorted(draw(st.lists(st.integers(0, len(source)), max_size=12)))
    items: list[Edit] = []
    for start, end in zip(cuts[::2], cuts[1::2], strict=False):
        replacement = draw(texts(max_size=4))
        if source[start:end] == replacement:
            continue
        items.append(Edit(Span(start, end), replacement, "test.edit"))
    return source, Edits(tuple(items))
