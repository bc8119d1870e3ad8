"""Byte damage: how much of what the simulator spliced comes back, and what is changed that was right."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from pathlib import Path

import toolkit
from bench.figure import Figure
from bench.simulator import Converter, table, table_of
from toolkit.corpus.works import works
from toolkit.document import HANS, HANT, from_text
from toolkit.repair.log import entries
from toolkit.script.both import both_scripts

DATA = Path(__file__).parent / "data"
PAGE = 16  # lines of a simulated page
DRAWN = 4  # tables drawn of each size
RESTORED, WRONG = 95.0, 0.1  # targets, in percent: of the spliced lines, of all characters
GHOSTS = {"changsha-skynet-2015": "財驅", "chengdu-skynet-2011": "鎮"}
Mend = Callable[[str], str]


@dataclass(slots=True)
class Score:
    """What was counted over pages: lines, characters, and how sure the repairs were."""

    spliced: int = 0
    restored: int = 0
    doubtful: int = 0
    characters: int = 0
    wrong: int = 0
    sure: list[bool] = field(default_factory=list)

    def add(self, clean: str, damaged: str, repaired: str, spliced: frozenset[int], doubted: frozenset[int]) -> None:
        """Count one page."""
        rows = zip(clean.split("\n"), damaged.split("\n"), repaired.split("\n"), strict=True)
        for number, (right, found, made) in enumerate(rows):
            self.characters += len(right)
            self.wrong += wrong(right, found, made)
            if number in spliced:
                self.spliced += 1
                self.restored += made == right
                self.doubtful += number in doubted
                if number not in doubted:
                    self.sure.append(made == right)

    def figure(self, name: str, is_target: bool) -> Figure:
        """Return the counts as a line of the table."""
        whole, changed = self.percent(self.restored), 100 * self.wrong / max(1, self.characters)
        target = f">= {RESTORED:g} %, <= {WRONG:g} %" if is_target else ""
        right = self.percent(sum(self.sure), len(self.sure))
        said = f"{self.percent(self.doubtful):.0f} % doubtful" + (
            f"; of the others {right:.1f} % right" * bool(self.sure)
        )
        value = f"{whole:.1f} % of {self.spliced} lines, {changed:.3f} % wrong"
        return Figure(name, value, target, not is_target or (whole >= RESTORED and changed <= WRONG), said)

    def percent(self, count: int, of: int = -1) -> float:
        """Return a share of the spliced lines, or of another number."""
        return 100 * count / max(1, self.spliced if of < 0 else of)


def wrong(right: str, found: str, made: str) -> int:
    """Count the characters of a repaired line that are neither right nor as they were found.

    >>> wrong("監控攝像頭", "監控?cái)z像頭", "監控鎮像頭"), wrong("監控攝像頭", "監控?cái)z像頭", "監控?像頭")
    (1, 0)
    """
    count = 0
    for kind, start, end, _, _ in SequenceMatcher(None, made, right, autojunk=False).get_opcodes():
        if kind in ("replace", "delete"):
            count += sum(one not in "?\ufffd" for one in made[start:end]) if made[start:end] not in found else 0
    return count


def figures(material: str = "held-out") -> Iterator[Figure]:
    """Yield the figures of this topic."""
    texts = {HANT: _lines(material, HANT), HANS: _lines(material, HANS)}
    seeds = {one: reading for name in GHOSTS for one, reading in _table(name).items()}
    yield _score("the seeds' table, Traditional", texts[HANT], [Converter(seeds)], True)
    for size in (100, 300, 1000):
        drawn = [Converter(table(size, HANT, seed)) for seed in range(DRAWN)]
        yield _score(f"{size} characters, Traditional", texts[HANT], drawn, True)
    for form in ("toneless", "spaced", "full-width"):
        drawn = [Converter(table(300, HANT, seed), form) for seed in range(DRAWN)]
        yield _score(f"300, Traditional, {form}", texts[HANT], drawn, True)
    for decoder in ("windows", "browser"):
        for script, name in ((HANT, "Traditional"), (HANS, "Simplified")):
            drawn = [Converter(table(300, script, seed), decoder=decoder) for seed in range(DRAWN)]
            yield _score(f"300, {name}, {decoder} decoder", texts[script], drawn, True)
    yield _score("100, Simplified, swallowing decoder", texts[HANS], [Converter(table(100, HANS, 0))], False)
    yield from _peers(texts[HANT])
    yield from _seeds()


def _lines(material: str, script: str) -> list[str]:
    text = (DATA / f"damage-{material}.txt").read_text(encoding="utf-8").strip()
    return both_scripts(toolkit.repair(from_text(text))).text(script).split("\n")


def _table(name: str) -> dict[str, str]:
    work = next(work for work in works() if work.id == name)
    return table_of(work.source.read_text(encoding="utf-8"), GHOSTS[name])


def _pages(lines: list[str], converters: list[Converter]) -> Iterator[tuple[str, str, frozenset[int]]]:
    for converter in converters:
        for at in range(0, len(lines), PAGE):
            clean = "\n".join(lines[at : at + PAGE])
            damage = converter.damage(clean)
            yield clean, damage.text, damage.spliced


def _score(name: str, lines: list[str], converters: list[Converter], is_target: bool) -> Figure:
    score = Score()
    for clean, damaged, spliced in _pages(lines, converters):
        document = toolkit.repair(from_text(damaged))
        doubted = frozenset(entry.line - 1 for entry in entries(document) if entry.doubtful)
        score.add(clean, damaged, document.text(), spliced, doubted)
    return score.figure(name, is_target)


def _peers(lines: list[str]) -> Iterator[Figure]:
    """Yield what others make of the same pages (300 characters, Traditional): nothing, and ftfy where it is there."""
    peers: dict[str, Mend] = {"nothing done": str}
    try:
        from ftfy import TextFixerConfig, fix_text
    except ImportError:
        pass
    else:
        gentle = TextFixerConfig(uncurl_quotes=False, fix_character_width=False, normalization=None)
        peers |= {"ftfy": fix_text, "ftfy, widths and quotes kept": lambda text: fix_text(text, gentle)}
    for name, mend in peers.items():
        score = Score()
        drawn = [Converter(table(300, HANT, seed)) for seed in range(DRAWN)]
        for clean, damaged, spliced in _pages(lines, drawn):
            score.add(clean, damaged, mend(damaged), spliced, frozenset())
        figure = score.figure(f"300, Traditional: {name}", False)
        yield Figure(figure.name, figure.value)


def _seeds() -> Iterator[Figure]:
    """Yield how many lines of the texts as found come out as their yardstick has them."""
    for work in works():
        made = toolkit.repair(toolkit.read_text(work.source)).text().split("\n")
        wanted = (work.folder / "clean.zh.txt").read_text(encoding="utf-8").split("\n")
        same = sum(ours == theirs for ours, theirs in zip(made, wanted, strict=True))
        yield Figure(work.id, f"{same} lines", f"{len(wanted)} lines", same == len(wanted), "as repaired by hand")
