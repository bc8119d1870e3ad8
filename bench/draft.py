"""Drafting on one core, and a reading copy of 600 segments in a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator

import toolkit
from bench.figure import Figure
from bench.material import HANS, clean
from toolkit import pipeline
from toolkit.analysis.segments import segment_spans
from toolkit.corpus.works import works
from toolkit.document import Document

SPEED, SECONDS, MEMORY, SEGMENTS = 100, 10, 500, 600
COPY = """
import gc, json, resource, sys, time
start = time.perf_counter()
import toolkit
from toolkit.cli import COLLECTING
from toolkit.reading import write
gc.set_threshold(*COLLECTING)
document = toolkit.draft(toolkit.read_text(sys.stdin.buffer.read()))
page = write(toolkit.reading_copy(document), "html")
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(json.dumps([time.perf_counter() - start, peak / 1024, len(document.layer("segment")), len(page)]))
"""


def figures() -> Iterator[Figure]:
    """Yield the figures of this topic."""
    glossary = pipeline.shipped_glossary()
    found = [toolkit.read_text(work.folder / "clean.zh.txt") for work in works()]
    toolkit.draft(found[0])
    wall, cpu, prepared = _timed(lambda: [pipeline.prepare(document, glossary) for document in found])
    count = sum(len(document.layer("segment")) for document in prepared)
    yield Figure("analyze, match, both scripts", f"{count / cpu:.0f} sentences/s CPU, {count / wall:.0f} wall")
    wall, cpu, _ = _timed(lambda: [pipeline.draft(document, glossary) for document in prepared])
    han = sum(len(document.text()) for document in prepared) / count
    value = f"{count / cpu:.0f} sentences/s CPU, {count / wall:.0f} wall"
    beside = f"{count} sentences of {han:.0f} characters; {cpu / count * 1000:.1f} ms each"
    yield Figure("draft (transfer)", value, f">= {SPEED} sentences/s", count / cpu >= SPEED, beside)
    yield _copy()


def _timed(work) -> tuple[float, float, list[Document]]:  # type: ignore[no-untyped-def]
    wall, cpu = time.perf_counter(), time.process_time()
    done = work()
    return time.perf_counter() - wall, time.process_time() - cpu, done


def _copy() -> Figure:
    text = clean(HANS) + "\n"
    while len(segment_spans(text)) < SEGMENTS:
        text += clean(HANS) + "\n"
    text = text[: segment_spans(text)[SEGMENTS - 1].end]
    done = subprocess.run([sys.executable, "-c", COPY], input=text.encode(), stdout=subprocess.PIPE, check=True)
    took, memory, segments, size = json.loads(done.stdout)
    met = took < SECONDS and memory < MEMORY
    value, target = f"{took:.1f} s, {memory:.0f} MB", f"< {SECONDS} s, < {MEMORY} MB"
    return Figure(f"reading copy of {segments} segments", value, target, met, f"HTML of {size / 1e6:.1f} MB; cold")
