"""What the record costs: CPU and bytes of a version, versions a second of eight writers, and asking what is due.

    .venv/bin/python bench/store.py [--folder DIR] [--articles 100000]

Prints figures and judges none. Use CPU times; rates depend on the disk, so a plain loop of commits runs beside them.
"""

from __future__ import annotations

import argparse
import random
import sqlite3
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from tests.edges.store.examples import LEASE, NOON, at, changed, opening, story
from tracker.edges.store import Record, Store
from tracker.model import Block, BlockKind, Story

WRITERS = 8


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


class Watch:
    """CPU and wall seconds since it was made."""

    def __init__(self) -> None:
        self._cpu, self._wall = time.process_time(), time.perf_counter()

    @property
    def cpu(self) -> float:
        """All threads of this process together."""
        return time.process_time() - self._cpu

    @property
    def wall(self) -> float:
        """As a clock on the wall tells it."""
        return time.perf_counter() - self._wall


def append(store: Store, article_id: int, edits: list[tuple[Story, bytes]]) -> None:
    """Append versions to one article."""
    for number, (told, body) in enumerate(edits, start=1):
        claim = store.claim(article_id, at(number * 10), lease=LEASE)
        if claim is None:
            raise SystemExit("an article was leased that nobody looks at")
        report = changed(claim, at(number * 10), "")
        capture = replace(report.capture, body=body) if report.capture else None
        store.record(replace(report, story=told, capture=capture))


def watch(store: Store, number: int) -> int:
    """Put an article of a host of its own under watch."""
    name = f"site{number}.example"
    return store.open_watch(opening(f"https://{name}/", name=name)).id


def bench_append(folder: Path) -> None:
    """Print what a version costs: 10 articles x 30 versions."""
    edits = [(told, html(number, told)) for number in range(30) if (told := long_story(number))]
    with Store.open(folder, clock=lambda: NOON) as store:
        ids = [watch(store, number) for number in range(10)]
        append(store, ids[0], edits[:2])
        taken = Watch()
        for article_id in ids[1:]:
            append(store, article_id, edits)
        cpu, wall = taken.cpu / 270 * 1000, taken.wall / 270 * 1000
    size = Record.open(folder).summary(NOON).size
    mean = sum(len(body) for _, body in edits) // len(edits)
    print(f"append: {cpu:.2f} ms CPU, {wall:.2f} ms wall a version of {mean:,} bytes of HTML (claim and record)")
    print(f"        {size / 282:,.0f} bytes on disk each, all tables and indices included")


def bench_writers(folder: Path) -> None:
    """Print the rate of eight writers beside a plain loop of commits."""
    with Store.open(folder, clock=lambda: NOON) as store, ThreadPoolExecutor(WRITERS) as pool:
        taken = Watch()
        list(pool.map(lambda number: watch(store, number), range(400)))
        print(f"{WRITERS} writers: {400 / taken.wall:,.0f} first versions/s, {taken.cpu / 400 * 1000:.2f} ms CPU each")
    with closing(sqlite3.connect(folder / "plain.db", isolation_level=None)) as plain:
        plain.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE t (x)")
        taken = Watch()
        for _ in range(400):
            plain.execute("INSERT INTO t VALUES (zeroblob(4000))")
        print(f"plain loop: {400 / taken.wall:,.0f} commits/s of 4 KB on the same disk")


def fill(folder: Path, articles: int) -> None:
    """Give the record many articles, twenty a host, each like the first but without a version."""
    with Store.open(folder, clock=lambda: NOON) as store:
        watch(store, 0)
    copies = """
        INSERT INTO {table} ({columns})
        WITH RECURSIVE n(n) AS (SELECT 2 UNION ALL SELECT n + 1 FROM n WHERE n < {count})
        SELECT {values} FROM n, {table} WHERE {table}.id = 1
    """
    with closing(sqlite3.connect(folder / "archive.db")) as connection, connection:
        hosts = articles // 20
        for table, count, changes in (
            ("host", hosts, {"id": "n", "name": "'h' || n"}),
            ("article", articles, {"id": "n", "url": "'u' || n", "host_id": f"2 + n % {hosts - 1}", "versions": "0"}),
        ):
            columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
            values = ", ".join(changes.get(name, f'"{name}"') for name in columns)
            names = ", ".join(f'"{name}"' for name in columns)
            connection.execute(copies.format(table=table, columns=names, values=values, count=count))


def bench_claims(folder: Path, articles: int) -> None:
    """Print what asking for what is due costs among many articles."""
    fill(folder, articles)
    with Store.open(folder, clock=lambda: NOON) as store:
        for title, when, rounds in (
            ("nothing due", NOON, 500),
            ("all overdue, the first 8 (statements compiled)", at(5), 1),
            ("all overdue, 8 more", at(5), 10),
        ):
            taken = Watch()
            found = [len(store.claim_due(when, limit=8, lease=10 * LEASE)) for _ in range(rounds)]
            print(f"claim_due of {articles:,}, {title}: {taken.cpu / rounds * 1e3:.2f} ms CPU, {found[-1]} taken")
        taken = Watch()
        listed = len(Record.open(folder).articles())
        print(f"list of {listed:,}: {taken.cpu:.2f} s CPU")


def main() -> None:
    """Run all benches in a folder that is removed afterwards."""
    words = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    words.add_argument("--folder", type=Path, help="where to write; the system's temporary folder by default")
    words.add_argument("--articles", type=int, default=100_000)
    given = words.parse_args()
    with tempfile.TemporaryDirectory(dir=given.folder) as folder:
        bench_append(Path(folder) / "append")
        bench_writers(Path(folder) / "writers")
        bench_claims(Path(folder) / "claims", given.articles)


if __name__ == "__main__":
    main()
