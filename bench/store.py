"""What the record costs, each figure beside its bar: CPU and bytes of a version, writers, kills, a million versions.

    .venv/bin/python bench/store.py [--folder DIR] [--short]

On real pages where `../shared` lies beside the project, else on made ones. Prints figures and judges none: machines
differ, so each stands beside what packing alone, or a plain loop of commits, costs in the same run. Use CPU times.
"""

from __future__ import annotations

import argparse
import random
import sqlite3
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench import kills, million
from bench.filling import fill
from bench.noisy_pages import Versions, real_pages
from tests.edges.store.examples import LEASE, NOON, at, changed, opening, story
from tracker.edges.blobs import Link, pack
from tracker.edges.store import Record, Store
from tracker.edges.store.encoding import canonical
from tracker.model import Block, BlockKind, Report, Story

WRITERS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """How much is measured."""

    pages: int
    versions: int
    writers_versions: int
    million: int
    articles: int
    kills: int


LONG = Size(pages=60, versions=30, writers_versions=100, million=1_000_000, articles=50_000, kills=100)
SHORT = Size(pages=3, versions=8, writers_versions=25, million=20_000, articles=1_000, kills=5)


class Lap:
    """CPU and wall seconds of all that was done inside its `with` blocks."""

    def __init__(self) -> None:
        self.cpu = self.wall = 0.0

    @contextmanager
    def run(self) -> Iterator[None]:
        """Take the time of a block; that of all threads of this process together."""
        cpu, wall = time.process_time(), time.perf_counter()
        yield
        self.cpu += time.process_time() - cpu
        self.wall += time.perf_counter() - wall


def prose(seed: int, words: int) -> str:
    """Give text that compresses like prose."""
    chance = random.Random(seed)
    known = ["".join(chance.choices("etaoinshrdlu", k=chance.randint(2, 9))) for _ in range(600)]
    return " ".join(chance.choices(known, k=words))


def long_story(edit: int) -> Story:
    """Give a story of forty paragraphs, one of which differs with each edit."""
    blocks = [Block(kind=BlockKind.PARAGRAPH, text=prose(number, 25)) for number in range(40)]
    blocks[edit % 40] = Block(kind=BlockKind.PARAGRAPH, text=prose(1000 + edit, 25))
    return replace(story(), blocks=tuple(blocks))


def html(edit: int, told: Story) -> bytes:
    """Give a page of about 150 KB with fresh noise at every request."""
    furniture = "".join(f'<a class="c{n}" href="/s/{n * 7919}">{prose(n, 12)}</a>' for n in range(1100))
    noise = "".join(f'<i data-n="{random.Random(edit * 99 + n).random()}"></i>' for n in range(12))
    return f"<html>{noise}{furniture}{''.join(f'<p>{block.text}</p>' for block in told.blocks)}</html>".encode()


def made_pages(count: int, versions: int) -> list[Versions]:
    """Give made pages, where there are no real ones."""
    edits = [(told, html(number, told)) for number in range(versions) if (told := long_story(number))]
    return [edits] * count


def watch(store: Store, number: int) -> int:
    """Put an article of a host of its own under watch."""
    name = f"site{number}.example"
    return store.open_watch(opening(f"https://{name}/", name=name)).id


class Appending:
    """Versions appended one by one; what claims, records and the packing in them took."""

    def __init__(self) -> None:
        self.claims, self.records, self.packing = Lap(), Lap(), Lap()
        self.versions = self.raw = 0

    def append(self, store: Store, article_id: int, edits: Versions) -> None:
        """Append an article's versions."""
        before: Versions = []
        for number, (told, body) in enumerate(edits, start=1):
            report = self._report(store, article_id, number, told, body)
            with self.records.run():
                store.record(report)
            with self.packing.run():
                _pack_alone(report, before)
            before = [(told, body)]
            self.versions, self.raw = self.versions + 1, self.raw + len(body)

    def _report(self, store: Store, article_id: int, number: int, told: Story, body: bytes) -> Report:
        with self.claims.run():
            claim = store.claim(article_id, at(number * 10), lease=LEASE)
        if claim is None:
            raise SystemExit("an article was leased that nobody looks at")
        report = changed(claim, at(number * 10), "")
        capture = replace(report.capture, body=body) if report.capture else None
        return replace(report, story=told, capture=capture)

    def lines(self, folder: Path) -> Iterator[str]:
        """Yield what it took, beside the bars."""
        each, mean = 1000 / self.versions, self.raw // self.versions
        size = Record.open(folder).summary(NOON).size
        yield f"append: {self.records.cpu * each:.2f} ms CPU a version of {mean:,} bytes (bar 2 ms)"
        yield f"        {self.packing.cpu * each:.2f} ms is packing alone: zstd, read back, sha256 of page and text"
        yield f"        {self.records.wall * each:.2f} ms wall; the claim before it {self.claims.cpu * each:.2f} ms CPU"
        yield f"        {size / self.versions:,.0f} bytes on disk each, tables and indexes included (bar 5,500)"


def _pack_alone(report: Report, before: Versions) -> None:
    """Do the least that a version costs: pack, prove and hash its page and its text against those before."""
    body = report.capture.body if report.capture else None
    raws = (body or b"", canonical(report.story))
    bases = (before[0][1], canonical(before[0][0])) if before else (None, None)
    for raw, base in zip(raws, bases, strict=True):
        known = None if base is None else Link(id=1, depth=1, raw=base, keyframe_bytes=len(base), sha256="")
        pack(raw, previous=known)


def bench_append(folder: Path, size: Size) -> Iterator[str]:
    """Yield what a version costs."""
    real = list(real_pages(size.pages, size.versions))
    yield f"{len(real) or size.pages} {'real' if real else 'made'} pages x {size.versions} noisy versions"
    appending = Appending()
    with Store.open(folder, clock=lambda: NOON) as store:
        for number, edits in enumerate(real or made_pages(size.pages, size.versions)):
            appending.append(store, watch(store, number), edits)
    yield from appending.lines(folder)


def bench_writers(folder: Path, size: Size) -> Iterator[str]:
    """Yield the rate of eight writers beside a plain loop of commits."""
    total = WRITERS * size.writers_versions
    first, later = Lap(), Lap()
    with Store.open(folder, clock=lambda: NOON) as store, ThreadPoolExecutor(WRITERS) as pool:
        with first.run():
            ids = list(pool.map(lambda number: watch(store, number), range(total)))
        reports = [
            changed(claim, at(10), "The bridge is open.")
            for one in ids
            if (claim := store.claim(one, at(10), lease=LEASE)) is not None
        ]
        with later.run():
            list(pool.map(store.record, reports))
    for title, lap in (("first versions", first), ("versions", later)):
        each = lap.cpu / total * 1000
        yield f"{WRITERS} writers: {total / lap.wall:,.0f} {title}/s, {each:.2f} ms CPU each (bar 300 versions/s)"
    yield f"plain loop: {_plain_loop(folder):,.0f} commits/s of 4 KB on the same disk"


def _plain_loop(folder: Path) -> float:
    taken = Lap()
    with closing(sqlite3.connect(folder / "plain.db", isolation_level=None)) as plain:
        plain.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE t (x)")
        with taken.run():
            for _ in range(400):
                plain.execute("INSERT INTO t VALUES (zeroblob(4000))")
    return 400 / taken.wall


def bench_claims(folder: Path, size: Size) -> Iterator[str]:
    """Yield what asking for what is due costs among many articles."""
    fill(folder, size.articles)
    with Store.open(folder, clock=lambda: NOON) as store:
        for title, when, rounds in (
            ("nothing due", NOON, 500),
            ("all overdue, the first 8 (statements compiled)", at(5), 1),
            ("all overdue, 8 more", at(5), 10),
        ):
            taken = Lap()
            with taken.run():
                found = [len(store.claim_due(when, limit=8, lease=10 * LEASE)) for _ in range(rounds)]
            yield f"claim_due of {size.articles:,}, {title}: {taken.cpu / rounds * 1e3:.2f} ms CPU, {found[-1]} taken"


def main() -> None:
    """Run all benches in a folder that is removed afterwards."""
    words = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    words.add_argument("--folder", type=Path, help="where to write; the system's temporary folder by default")
    words.add_argument("--short", action="store_true", help="little of each, in under half a minute")
    given = words.parse_args()
    size = SHORT if given.short else LONG
    with tempfile.TemporaryDirectory(dir=given.folder) as name:
        folder = Path(name)
        for lines in (
            bench_append(folder / "append", size),
            bench_writers(folder / "writers", size),
            bench_claims(folder / "claims", size),
            million.measured(folder / "million", versions=size.million, articles=size.articles),
            kills.measured(folder, rounds=size.kills),
        ):
            for line in lines:
                print(line, flush=True)


if __name__ == "__main__":
    main()
