"""What scheduling costs at a million articles: an empty tick, claiming, finishing, and 100,000 articles due at once.

    .venv/bin/python bench/claims.py [--articles 1000000] [--folder DIR]

CPU of the thread that does it, the median of many. Claiming is leasing an article and its host; finishing is writing a
look that saw nothing new: plan, heat, host, visit. Both are measured twice:

- the statements and their commits, by the functions that the writer runs, 64 looks in a transaction: a plain loop, as
  the study measured that of its sketch at 18-40 us. The bar is that of this one;
- the whole way, through `Store` as the daemon goes it: claims of up to 64 articles, 64 hands that fetch for 50 ms and
  record, commits of as many as came together. All that the writer's thread does counts, sums of pages and answers too,
  and what recording costs those who wait: to sleep and be woken costs a thread as much as its look's statements.

Neither is reading the article's newest text, which is shown apart.
"""

from __future__ import annotations

import argparse
import gc
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from sqlalchemy import Connection

from bench.filling import fill
from tests.by_hand import by_hand
from tests.edges.store.examples import LEASE, NOON, at, unchanged
from tracker.edges.store import Store, claimed, due, reporting
from tracker.edges.store.leases import Leases
from tracker.edges.store.opening import archive_path, writing_engine
from tracker.model import Claim, Outcome, Report

AT_ONCE = 64
EACH_MINUTE = 6000
"""A hundred polls a second."""


def cpu(work: Callable[[], object], times: int) -> float:
    """Give the median CPU seconds of a piece of work."""
    taken = []
    for _ in range(times):
        began = time.thread_time()
        work()
        taken.append(time.thread_time() - began)
    return statistics.median(taken)


def spread(folder: Path, *, due_at: str) -> None:
    """Plan all articles anew, by an expression of SQL in microseconds after noon."""
    with by_hand(archive_path(folder)) as connection:
        noon = round(NOON.timestamp()) * 1_000_000
        connection.execute(f"UPDATE article SET next_look = {noon} + ({due_at}), interval = 3600")
        connection.execute("UPDATE host SET ready_at = 0, blocked_until = NULL")
        connection.execute("ANALYZE")


def measured(folder: Path, articles: int) -> Iterator[str]:
    """Yield a line a figure."""
    fill(folder, articles)
    spread(folder, due_at="60000000 + id * 10000")
    with Store.open(folder, clock=lambda: NOON) as store:
        store.claim_due(NOON, limit=8, lease=LEASE)
        tick = cpu(lambda: store.claim_due(NOON, limit=8, lease=LEASE), 500)
        yield line("an empty tick", tick, 1e-4)
    yield from _whole_way(folder)
    spread(folder, due_at="60000000 + id * 10000")
    engine = writing_engine(archive_path(folder))
    with engine.connect() as connection:
        yield from _polls(connection)
    engine.dispose()
    spread(folder, due_at="-id")
    engine = writing_engine(archive_path(folder))
    with engine.connect() as connection:
        yield from _all_due(connection)
    engine.dispose()
    yield _late(folder, articles)
    gc.collect()
    size = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    yield f"{'memory of this process':44} {size:8.0f} MB  (bar 150){'' if size <= 150 else ' MISSED'}"


def _polls(connection: Connection) -> Iterator[str]:
    claiming, reading, finishing, leases = [], [], [], Leases()
    for number in range(12):
        now = at(1.01 + number * AT_ONCE / EACH_MINUTE)
        began = time.thread_time()
        ready = due.find_due(connection, now=now, most=AT_ONCE, leased=leases.taken(now))
        claiming.append((time.thread_time() - began) / len(ready))
        began = time.thread_time()
        taken = [claimed.take_article(connection, leases, one, now=now, until=now + LEASE) for one in ready]
        reading.append((time.thread_time() - began) / len(ready))
        connection.rollback()
        found = [claim for claim in taken if claim is not None]
        reports = [unmodified(claim, now) for claim in found]
        began = time.thread_time()
        with connection.begin():
            reporting.record_uneventful(connection, leases, reports)
        for claim in found:
            leases.free(claim.token)
        finishing.append((time.thread_time() - began) / len(ready))
    yield line("finding what is due, each of 64", statistics.median(claiming), None)
    yield line("finish, each of 64", statistics.median(finishing), None)
    both = statistics.median(claiming) + statistics.median(finishing)
    yield line("finding and finishing, statements and commits", both, 1e-4)
    yield line("claiming, with reading what a look needs", statistics.median(reading), None)


def _whole_way(folder: Path) -> Iterator[str]:
    """Measure claims and finishes as the daemon makes them, with all that its writer does for them."""
    waiting: list[float] = []

    def look(store: Store, now: datetime, claim: Claim) -> None:
        time.sleep(0.05)
        report = unmodified(claim, now)
        began = time.thread_time()
        store.record(report)
        waiting.append(time.thread_time() - began)

    with Store.open(folder, clock=lambda: NOON) as store, ThreadPoolExecutor(AT_ONCE) as pool:
        began, done = _writer_time(store), 0
        for number in range(24):
            now = at(1.01 + number * AT_ONCE / EACH_MINUTE)
            found = store.claim_due(now, limit=AT_ONCE, lease=LEASE)
            done += len(list(pool.map(partial(look, store, now), found)))
        writer = (_writer_time(store) - began) / done
    yield line("  the writer, commits and all", writer, None)
    yield line("  those who record", sum(waiting) / done, None)
    yield line("claim and finish, the whole way", writer + sum(waiting) / done, None)


def _writer_time(store: Store) -> float:
    return store._commits.run(lambda _: time.thread_time())  # noqa: SLF001 - it has no other door for a bench


def _all_due(connection: Connection) -> Iterator[str]:
    leases = Leases()

    def tick() -> None:
        ready = due.find_due(connection, now=at(1), most=8, leased=leases.taken(at(1)))
        for one in ready:
            claimed.take_article(connection, leases, one, now=at(1), until=at(1) + LEASE)
        connection.rollback()

    yield line("a tick while all are due, 8 claimed", cpu(tick, 20), None)
    connection.exec_driver_sql("UPDATE host SET ready_at = 9000000000000000")
    connection.commit()
    yield line("a tick while all are due and no host is ready", cpu(tick, 5), None)


def _late(folder: Path, articles: int) -> str:
    """Look at a hundred articles a second for twenty seconds as the daemon does, with fetches of 50 ms."""
    begin = datetime.now(UTC) + timedelta(seconds=5 + articles / 20_000)
    microseconds = round((begin - NOON).total_seconds()) * 1_000_000
    spread(folder, due_at=f"{microseconds} + id * 10000")
    late: list[float] = []

    def look(store: Store, claim: Claim) -> None:
        time.sleep(0.05)
        store.record(unmodified(claim, datetime.now(UTC)))

    with Store.open(folder, clock=lambda: datetime.now(UTC)) as store, ThreadPoolExecutor(64) as pool:
        busy: list[Future[None]] = []
        while (now := datetime.now(UTC)) < begin + timedelta(seconds=20):
            busy = [one for one in busy if not one.done()]
            found = store.claim_due(now, limit=64 - len(busy), lease=LEASE)
            late += [(now - (claim.article.next_look or now)).total_seconds() for claim in found]
            busy += [pool.submit(look, store, claim) for claim in found]
            time.sleep(0.25)
    worst = statistics.quantiles(late, n=100)[98]
    words = f"lateness at {len(late) / 20:.0f} polls a second, p99"
    return f"{words:44} {worst:8.3f} s   (bar 1){'' if worst <= 1 else ' MISSED'}"


def unmodified(claim: Claim, now: datetime) -> Report:
    """Give the report of a look that was answered 304: no page, and nothing learned of it."""
    report = unchanged(claim, now, Outcome.UNMODIFIED)
    answer = None if report.capture is None else replace(report.capture, body=None, status=304)
    visit = replace(report.visit, version=claim.article.versions)
    return replace(report, capture=answer, memory=None, visit=visit)


def line(title: str, seconds: float, bar: float | None) -> str:
    """Write one figure in milliseconds, with its bar."""
    words = "" if bar is None else f"  (bar {1000 * bar:.2f}){'' if seconds <= bar else ' MISSED'}"
    return f"{title:44} {1000 * seconds:8.3f} ms{words}"


def main() -> int:
    """Print the figures; 1 where a bar was missed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--articles", type=int, default=1_000_000)
    parser.add_argument("--folder", type=Path)
    asked, missed = parser.parse_args(), 0
    with tempfile.TemporaryDirectory(dir=asked.folder) as folder:
        for words in measured(Path(folder), asked.articles):
            missed += "MISSED" in words
            print(words, flush=True)
    return int(bool(missed))


if __name__ == "__main__":
    sys.exit(main())
