"""Signs: the English of Chinese marks and of characters that no word of ours covers."""

from __future__ import annotations

import unicodedata

from pypinyin import lazy_pinyin

_MARKS = {"、": ",", "。": ".", "，": ",", "；": ";", "：": ":", "？": "?", "！": "!", "｡": ".", "･": "-", "·": "-"}
_QUOTES = dict.fromkeys("“”《》〈〉「」『』〝〞", '"') | {"‘": "'", "’": "'"}
_BRACKETS = {"【": "[", "】": "]", "〔": "[", "〕": "]", "〖": "[", "〗": "]", "﹝": "[", "﹞": "]"}
_SIGNS = _MARKS | _QUOTES | _BRACKETS | {"•": "-", "〜": "-", "～": "-", "〃": '"', "ー": "-", "․": ".", "〇": "0"}


def english_sign(sign: str) -> str:
    """Return a mark as English prints it, a full-width letter or figure in its plain form, nothing for a space.

    Raises nothing: a sign that has no English form stands as it is.

    >>> [english_sign(sign) for sign in "、（Ａ％"]
    [',', '(', 'A', '%']
    """
    if sign.isspace():
        return ""
    if sign in _SIGNS:
        return _SIGNS[sign]
    plain = unicodedata.normalize("NFKC", sign) if "\uff00" <= sign <= "\uffef" else sign
    return plain if plain.isprintable() else sign


def is_han(sign: str) -> bool:
    """Tell whether a character is a Chinese one, which English cannot take over."""
    return "\u3400" <= sign <= "\u9fff" or sign >= "\U00020000"


def romanized(zh: str) -> str:
    """Return a word in pinyin without tones, as it stands in a draft where no dictionary has it.

    >>> romanized("犇羴")
    'Benshan'
    """
    return "".join(lazy_pinyin(zh)).capitalize()
