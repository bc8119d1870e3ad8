"""The fixer ``repair.mojibake``: lines, or parts of them, that were read in a wrong encoding once or twice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from toolkit.repair.chains import HIGH, UTF8, Chain, character_class, gbk_pairs, pair, readings, told
from toolkit.repair.debris import shown_as_gbk
from toolkit.repair.fluency import SAMPLE, common, manner
from toolkit.text import Edit, Edits, Span

HAN = re.compile("[\u3400-\u9fff]")
MARKS = re.compile("[\u3000-\u301f\uff01-\uff0f\uff1a-\uff20\uff5e“”‘’—…·×÷±°℃○△□]")
SHOWN = re.compile("[\u3400-\u9fff\ue000-\uf8ff]")  # Han, and private characters that stand for codes without one
LOST = re.compile("[\ufffd\ud800-\udfff]")  # no way back from these
FOREIGN = re.compile(
    "[\u0370-\u052f\u3040-\u30ff\uac00-\ud7ff\u0e00-\u0eff]"
)  # Greek, Cyrillic, kana, Hangul, Thai, Lao
UNSEEMLY = re.compile("[\u0080-\u00bf\ue000-\uf8ff]")  # signs and private characters, of which no text consists
FOUR = rf"[0-9][{HIGH}][0-9]"  # behind \x81, a letter of Latin-1 in the four bytes that GB18030 has for it
HOLE = re.compile(r"[^\x00-\x7f]\?.")
WESTERN_PART = re.compile(rf"[{HIGH}](?:[\x01-\x7f{HIGH}]*[{HIGH}])?[@-~]?")
FIELD = re.compile(r"[^\s:：|｜]+")
DENSE = 0.4  # share of high characters among the letters of a part that was read as windows-1252
RARE = 0.2  # share of uncommon characters from which on a line is looked at
DEEPER = 1.0  # nats a character by which a second step has to read better
PROVEN = 4  # Han that, as valid UTF-8, prove a chain whatever the words say
DEBRIS = -9.5  # nats a character: what reads worse is looked at too
FEWEST = 2  # characters that a text undone holds at least


class Mojibake:
    """Undo one or two wrong decodings, where no byte was lost on the way.

    A line, a field of it, or a run inside it qualifies when its characters are exactly the bytes of one encoding (the
    chain runs back without a gap), and those bytes, read in another of UTF-8, GB18030 and Big5, are common Chinese
    characters whose words read far better than what stands there. 鍏畨 and å…¬å®‰ and ¹«°² come back as 公安, also
    where the wrong reading was saved and read wrongly again. 锟斤拷, U+FFFD and runs with question marks do not come
    back: they are marked and left.
    """

    name = "repair.mojibake"

    def find(self, characters: str) -> Edits:
        """Return the replacements, one for each line or part undone.

        >>> line = "公安机关".encode("utf-8").decode("gb18030")
        >>> Mojibake().find(line).apply(line)
        '公安机关'
        >>> Mojibake().find("来源：å…¬å®‰").apply("来源：å…¬å®‰")
        '来源：公安'
        """
        return Edits(tuple(self._edits(characters)))

    def _edits(self, characters: str) -> Iterator[Edit]:
        at = 0
        while found := suspect().search(characters, at):
            start = characters.rfind("\n", 0, found.start()) + 1
            end = characters.find("\n", found.start())
            end = len(characters) if end < 0 else end
            for span, chain, text in _parts(characters[start:end]):
                evidence = f"{told(chain)}; it runs back without a gap"
                yield Edit(span.shift(start), text, self.name, evidence)
            at = end


def _parts(line: str) -> tuple[tuple[Span, Chain, str], ...]:
    """Return what of a line can be undone; short lines come again in pages and tables, and are remembered."""
    return _remembered(line) if len(line) <= SAMPLE else tuple(_mended(line))


@lru_cache(maxsize=2048)
def _remembered(line: str) -> tuple[tuple[Span, Chain, str], ...]:
    return tuple(_mended(line))


def _mended(line: str) -> list[tuple[Span, Chain, str]]:
    """Return what of a line can be undone: all of it, else its fields, else the runs inside it."""
    if LOST.search(line) or any(shown_as_gbk(line)):
        return []  # bytes are missing: what is left of such a line is marked, and nothing of it guessed
    for parts in (_whole, _fields, _western, _shifted):
        found = [(span, *best) for span in parts(line) if (best := _best(span.of(line)))]
        if found:
            return found
    return []


def _whole(line: str) -> Iterator[Span]:
    text = line.strip(" \t\u3000")
    if text and _is_suspect(text):
        start = line.index(text)
        yield Span(start, start + len(text))


def _fields(line: str) -> Iterator[Span]:
    for found in FIELD.finditer(line):
        if found.end() - found.start() < len(line) and _is_suspect(found.group()):
            yield Span(*found.span())


def _western(line: str) -> Iterator[Span]:
    """Yield the parts of a line that hold nothing but bytes shown as windows-1252, and enough of them."""
    for found in WESTERN_PART.finditer(line):
        yield from _dense(found)


def _dense(found: re.Match[str]) -> Iterator[Span]:
    if _density(found.group()) >= DENSE:
        yield Span(*found.span())
        return
    for word in re.finditer(r"\S+", found.group()):  # damaged words among English ones
        if _density(word.group()) >= DENSE:
            yield Span(*word.span()).shift(found.start())


def _density(part: str) -> float:
    high = sum(character > "\x7f" for character in part)
    letters = high + sum(character.isalpha() for character in part if character <= "\x7f")
    return high / letters if high >= 3 else 0.0


def _shifted(line: str) -> Iterator[Span]:
    """Yield the runs of a line that are UTF-8 read as GB18030, nothing lost beside them."""
    for found in shifted().finditer(line):
        after = line[found.end() : found.end() + 1]
        if len(found.group()) >= 3 and after not in ("?", "\ufffd"):
            yield Span(*found.span())


def _is_suspect(part: str) -> bool:
    """Tell whether a part looks like no text that anybody wrote: uncommon characters, bytes shown as letters."""
    wide = [character for character in part if character > "\x7f"]
    if len(wide) < FEWEST + 1:
        return False
    if not HAN.search(part):
        return _density(part) >= DENSE
    if re.search(latin_shifted(), part):
        return True
    if sum(character not in common() for character in wide) >= RARE * len(wide):
        return True
    return len(wide) >= 5 and manner(part) < DEBRIS


def _best(part: str) -> tuple[Chain, str] | None:
    """Return the reading of a part that is Chinese: the most fluent, where a second step has to win by something."""
    found: list[tuple[float, Chain, str]] = []
    proven: list[tuple[Chain, str]] = []
    for chain, text in readings(part):
        if _convinces(part, text, chain):
            found.append((manner(text) - DEEPER * len(chain), chain, text))
        elif _is_proven(text, chain):
            proven.append((chain, text))
    if found:
        return max(found, key=lambda one: one[0])[1:]
    return proven[0] if proven else None


def _is_proven(text: str, chain: Chain) -> bool:
    """Tell whether a reading is valid UTF-8 with Han enough to be no chance, though its words are rare."""
    wide, han = _wide(text), len(HAN.findall(text))
    usual = sum(character in common() for character in text if character > "\x7f")
    return len(chain) == 1 and chain[0][0] == UTF8 and PROVEN <= han >= 0.4 * wide and usual >= 0.4 * wide


def _convinces(part: str, text: str, chain: Chain) -> bool:
    """Tell whether a reading is Chinese, and far more so than the text as found."""
    wide = [character for character in text if character > "\x7f"]
    usual = sum(character in common() for character in wide)
    han, marks = len(HAN.findall(text)), len(MARKS.findall(text))
    if len(wide) < FEWEST or han < FEWEST or usual < 0.75 * len(wide) or han < 0.6 * (len(wide) - marks):
        return False
    if HOLE.search(text) and any(written != UTF8 for written, _ in chain):
        return False  # a question mark that stood for bytes: only UTF-8 tells that none is missing
    if any("\x7f" <= character <= "\x9f" or "\ue000" <= character <= "\uf8ff" for character in wide):
        return False
    after, before = manner(text), manner(part)
    gain = after - before * _grown(part, text)
    return after >= _floor(part, wide, chain) and gain >= (3.0 if usual >= 0.9 * len(wide) else 5.0)


def _grown(part: str, text: str) -> float:
    """Return how many characters were found for each one of a reading."""
    return _wide(part) / max(1, _wide(text))


def _wide(text: str) -> int:
    return sum(character > "\x7f" for character in text)


def _floor(part: str, wide: list[str], chain: Chain) -> float:
    """Return how well a reading must read, in nats a character: valid UTF-8 proves itself, the rest is by words."""
    if all(written == UTF8 for written, _ in chain):
        return -11.5
    foreign = len(FOREIGN.findall(part))
    if foreign and (not SHOWN.search(part) or foreign > 0.6 * len(wide)):
        return 0.0
    floor = -9.2 if len(wide) >= 8 else -8.6 if len(wide) >= 5 else -7.8
    unseemly = len(UNSEEMLY.findall(part)) >= 0.4 * _wide(part) and not foreign
    return floor + (0.8 if len(chain) > 1 else 0.0) + (0.6 if foreign > 2 else 0.0) - (0.8 if unseemly else 0.0)


@cache
def suspect() -> re.Pattern[str]:
    """The pattern that finds a place from which a line is looked at; in clean text it hits a line in a hundred."""
    uncommon = character_class(
        chr(code) for code in (*range(0x3400, 0xA000), *range(0xE000, 0xF900)) if chr(code) not in common()
    )
    shown = latin_shifted().removesuffix("{4}")
    high = rf"[{HIGH}]{{2}}|[{HIGH}]?[@-~][{HIGH}]{{1,2}}[@-~]"
    high += rf"|(?<=\x81){FOUR}\x81{FOUR}"
    parts = rf"(?<=[{HIGH}])(?:{high})|(?<={shown}){shown}{{3}}|(?<={uncommon})"
    return re.compile(rf"[{HIGH}{shown[1:-1]}{uncommon[1:-1]}](?:{parts})")


@cache
def latin_shifted() -> str:
    """The pattern of windows-1252 letters that were saved as UTF-8 and read as GB18030 or Big5: 鹿芦掳虏 for ¹«°²."""
    seen = {
        pair(lead, trail, codec) for lead in (0xC2, 0xC3) for trail in range(0x80, 0xC0) for codec in ("gbk", "big5")
    }
    return f"{character_class(seen - {''})}{{4}}"


@cache
def shifted() -> re.Pattern[str]:
    """The pattern of a run of Chinese in UTF-8 that was read as GB18030, by the parts that its bytes play."""
    leads, trails, ascii_trails = (*range(0xE2, 0xEA), 0xEF), range(0x80, 0xC0), range(0x40, 0x7F)
    lead_trail = character_class(gbk_pairs(leads, trails))
    trail_lead = character_class(gbk_pairs(trails, leads))
    trail_trail = character_class(gbk_pairs(trails, trails))
    trail_ascii = character_class(gbk_pairs(trails, ascii_trails))
    return re.compile(f"(?:{lead_trail}(?:{trail_lead}{trail_trail}|{trail_ascii}[\x20-\x3e@-~]*))+")


__all__ = ["Mojibake"]
