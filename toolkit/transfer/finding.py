"""The codes of the findings of the transfer engine, and what each tells a reader (docs/transfer.md has examples)."""

from __future__ import annotations

from types import MappingProxyType

MEANINGS = MappingProxyType(
    {
        "D101": "untranslated: no dictionary has the word, it stands in pinyin",
        "D102": "glossed from CC-CEDICT: a general sense, not reviewed for such texts",
        "D103": "outside the sentence: a word that the sentence left out, glossed in brackets",
        "D104": "a clause broke while it was written, its words are glossed",
        "D105": "doubtful attachment: another reading of what belongs to what is nearly as likely",
        "D106": "sense below threshold: another sense, category or cut of a word is as likely",
        "D107": "number not carried: the value of a quantity does not stand in the English",
        "D108": "subject supplied: the Chinese leaves the subject unsaid",
    }
)
