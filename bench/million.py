"""What is asked of a record of a million versions: the newest of one article, all of one, the newest of all, the list.

    .venv/bin/python bench/million.py [--folder DIR] [--versions 1000000] [--articles 50000]

Prints the median of many questions in CPU microseconds. The blobs are tiny; all tables and indexes are as they are.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.filling import fill
from tests.edges.store.examples import NOON
from tracker.cli.listing import MOST_DRAWN
from tracker.edges.store import Record, Store, claims, queries
from tracker.edges.store.opening import archive_path, reading_engine
from tracker.edges.store.rows import VERSION_COLUMNS
from tracker.view.articles import ACTIVITY_WITHIN

ROWS = f"SELECT {', '.join(VERSION_COLUMNS)} FROM version WHERE article_id = ? ORDER BY number"


def asked(question: Callable[[int], object], ids: list[int]) -> float:
    """Give the median CPU seconds of a question, asked of many articles after a first one that compiles it."""
    question(ids[0])
    taken = []
    for one in ids:
        began = time.thread_time()
        question(one)
        taken.append(time.thread_time() - began)
    return statistics.median(taken)


def measured(folder: Path, *, versions: int, articles: int) -> Iterator[str]:
    """Fill a record and yield a line a figure."""
    began = time.perf_counter()
    fill(folder, articles, versions=versions)
    took, size = time.perf_counter() - began, archive_path(folder).stat().st_size
    yield f"a record of {versions:,} versions of {articles:,} articles, {size / 1e6:,.0f} MB, made in {took:.0f} s"
    ids = random.Random(5).sample(range(2, articles), min(500, articles - 2))
    number = versions // articles
    with reading_engine(archive_path(folder)).connect() as connection:
        for title, bar, question in (
            ("latest version", 50, lambda one: queries.latest(connection, one)),
            ("its story", None, lambda one: claims.read_story(connection, one, number)),
            ("newest 50 of all", 1000, lambda _: queries.newest(connection, 50)),
            (f"list of one article's {number} versions", 200, lambda one: queries.versions(connection, one)),
        ):
            yield line(f"{title}, on an open connection", asked(question, ids), bar)
        cursor = connection.connection.cursor()
        yield line(
            "its rows, read by SQLite alone", asked(lambda one: cursor.execute(ROWS, [one]).fetchall(), ids), None
        )
    with Store.open(folder, clock=lambda: NOON) as store:
        yield line("list of one article's versions, through an open Store", asked(store.versions, ids), None)
    record = Record.open(folder)
    yield line("latest version, through Record, which opens the file anew", asked(record.latest, ids), None)
    last_day, listed_ids = NOON + timedelta(seconds=versions) - ACTIVITY_WITHIN, list(range(1, MOST_DRAWN + 1))
    activity = asked(lambda _: record.change_times(listed_ids, last_day), ids[:5])
    yield line(f"changes of {MOST_DRAWN:,} articles in the last 24 hours, for a list's activity", activity, None)
    began = time.process_time()
    listed = len(record.articles())
    yield f"list of {listed:,} articles: {time.process_time() - began:.2f} s CPU (bar 1 s for 50,000)"


def line(title: str, seconds: float, bar: int | None) -> str:
    """Tell a figure beside its bar."""
    beside = f" (bar {bar} us)" if bar else ""
    return f"{title}: {seconds * 1e6:,.0f} us CPU{beside}"


def main() -> None:
    """Print all figures; the record is removed afterwards."""
    words = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    words.add_argument("--folder", type=Path, help="where to write; the system's temporary folder by default")
    words.add_argument("--versions", type=int, default=1_000_000)
    words.add_argument("--articles", type=int, default=50_000)
    given = words.parse_args()
    with tempfile.TemporaryDirectory(dir=given.folder) as folder:
        for told in measured(Path(folder) / "data", versions=given.versions, articles=given.articles):
            print(told, flush=True)


if __name__ == "__main__":
    main()
