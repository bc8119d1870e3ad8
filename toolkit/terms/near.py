"""Near misses: forms that one wrong, missing, extra or swapped character keeps from being found."""

from __future__ import annotations

from collections.abc import Iterable

SHOWN = 5
LATIN = 5  # a shorter word is near too many others
LOOSE = 0.8


def near(wanted: str, forms: Iterable[str]) -> tuple[str, ...]:
    """Return at most five forms close to ``wanted``, the closest first.

    One edit off for Chinese and short words; a longer word (eight letters and more) may differ more.

    >>> near("派处所", ["派出所", "公安局", "派出所长"])
    ('派出所',)
    """
    if len(wanted) < (LATIN if wanted.isascii() else 2):
        return ()
    pool = dict.fromkeys(form for form in forms if abs(len(form) - len(wanted)) <= max(1, len(wanted) // 6))
    close = [form for form in pool if _one_edit(wanted, form)]
    close.sort(key=lambda form: (form[:1] != wanted[:1], abs(len(form) - len(wanted))))
    if not close and len(wanted) >= 8:
        from difflib import get_close_matches

        close = get_close_matches(wanted, pool, SHOWN, LOOSE)
    return tuple(close[:SHOWN])


def same_sound(wanted: str, readings: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """Return the forms that sound like ``wanted``, tones aside, from pairs of form and bare reading.

    >>> same_sound("公按句", [("公安局", "gonganju"), ("公安", "gongan")])
    ('公安局',)
    """
    from pypinyin import lazy_pinyin

    sound = "".join(lazy_pinyin(wanted, v_to_u=False)).lower()
    return tuple(dict.fromkeys(form for form, reading in readings if reading == sound))[:SHOWN]


def _one_edit(one: str, other: str) -> bool:
    """Whether the two differ by one replaced, added or dropped character, or by two that changed places."""
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    left, right = one[start:], other[start:]
    swapped = len(left) > 1 and len(right) > 1 and left[0] == right[1] and left[1] == right[0] and left[2:] == right[2:]
    return left[1:] == right[1:] or left[1:] == right or left == right[1:] or swapped
