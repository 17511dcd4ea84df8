"""Looks that saw nothing new, written many at once as each would be written by itself."""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection

from tests.by_hand import by_hand
from tests.edges.store.examples import LEASE, NOON, at, changed, opening, story, unchanged, visit
from tests.edges.store.test_writing import look
from tracker.edges.fault_points import arm
from tracker.edges.store import Record, Store, reporting
from tracker.edges.store import uneventful as uneventful_looks
from tracker.edges.store.opening import archive_path
from tracker.edges.store.prepared import Prepared
from tracker.edges.store.uneventful import is_uneventful, record_all
from tracker.errors import StoreUnwritableError
from tracker.model import Claim, Held, Memory, Outcome, PageState, Report, Rung

TABLES = ("article", "host", "visit", "reading", "held", "event")


def uneventful(claim: Claim, minutes: float, outcome: Outcome = Outcome.UNMODIFIED) -> Report:
    """Give the report of a look that saw nothing new, as a poll makes it."""
    report = unchanged(claim, at(minutes), outcome)
    return replace(report, memory=None, visit=replace(report.visit, version=claim.article.versions))


def three(store: Store, minutes: float = 2) -> list[Claim]:
    """Watch an article on each of three hosts, and take them all."""
    for number in range(3):
        store.open_watch(opening(f"https://{number}.example/", name=f"{number}.example"))
    claims = store.claim_due(at(minutes), limit=3, lease=LEASE)
    assert len(claims) == 3
    return sorted(claims, key=lambda claim: claim.article.id)


def together(store: Store, reports: list[Report]) -> list[bool]:
    """Write looks as one group, and give back what they had, as `Store.record` does with each."""
    written = store._commits.run(lambda connection: record_all(connection, store._leases, reports))
    for report, done in zip(reports, written, strict=True):
        if done:
            store._leases.free(report.token)
    return written


@contextmanager
def writer_at_work(store: Store) -> Iterator[None]:
    """Keep the writer busy for the length of a `with` block: what it is given meanwhile is queued."""
    begun, over = threading.Event(), threading.Event()

    def work(connection: Connection) -> None:
        del connection
        begun.set()
        assert over.wait(10)

    with ThreadPoolExecutor(1) as pool:
        busy = pool.submit(lambda: store._commits.run(work))
        assert begun.wait(10)
        try:
            yield
        finally:
            over.set()
        busy.result(10)


def await_queued(store: Store, count: int) -> None:
    """Wait until so many wait for the writer."""
    while store._commits._queue.qsize() < count:
        time.sleep(0.001)


def rows(data: Path) -> list[tuple[object, ...]]:
    """Give all rows that a look may touch, but for tokens."""
    with closing(sqlite3.connect(data / "archive.db")) as connection:
        return [row for table in TABLES for row in connection.execute(f"SELECT '{table}', * FROM {table} ORDER BY 2")]


def learnt(data: Path) -> list[tuple[object, ...]]:
    return [row for row in rows(data) if row[0] == "reading"]


def test_what_counts_as_uneventful_brings_nothing_else(store: Store) -> None:
    claim = three(store)[0]
    quiet = uneventful(claim, 2)
    assert is_uneventful(quiet)
    assert not is_uneventful(changed(claim, at(2), "New text."))
    assert not is_uneventful(replace(quiet, seen=False))
    assert not is_uneventful(replace(quiet, validators=None))
    assert not is_uneventful(replace(quiet, marker_read=True))
    assert is_uneventful(replace(quiet, memory=Memory(selector="main")))
    assert not is_uneventful(replace(quiet, moved_to="https://elsewhere.example/"))
    assert not is_uneventful(replace(quiet, hasten=1))
    assert not is_uneventful(replace(quiet, site_lines=frozenset({"a"})))


def test_looks_of_a_group_are_all_written_and_their_leases_end(store: Store, record: Record) -> None:
    claims = three(store)
    assert together(store, [uneventful(claim, 2) for claim in claims]) == [True, True, True]
    for claim in claims:
        article = record.article(claim.article.id)
        assert (article.last_look, article.next_look) == (at(2), at(3))
        assert [run.outcome for run in record.visits(article.id)] == [Outcome.FIRST, Outcome.UNMODIFIED]
    assert len(store.claim_due(at(4), limit=3, lease=LEASE)) == 3


def test_a_look_whose_lease_was_lost_is_not_written_and_the_others_are(store: Store, record: Record) -> None:
    claims = three(store)
    late = [uneventful(claim, 2) for claim in claims]
    store.release(claims[1])
    again = look(store, 2, claims[1].article.id)
    assert together(store, late) == [True, False, True]
    for report in late:
        store.record(report)
    looked = [record.article(claim.article.id).last_look for claim in claims]
    assert looked == [at(2), NOON, at(2)]
    store.record(uneventful(again, 3))
    assert record.article(claims[1].article.id).last_look == at(3)


def test_what_was_counted_while_there_was_little_makes_no_scan_of_what_is_much(tmp_path: Path) -> None:
    with Store.open(tmp_path, clock=lambda: NOON) as store:
        store.open_watch(opening())
    with by_hand(archive_path(tmp_path)) as connection:
        connection.execute("ANALYZE")
    with Store.open(tmp_path, clock=lambda: NOON) as store:
        found = store._commits.run(lambda connection: [list(_scans(connection, one)) for one in _questions()])
    assert found == 6 * [[]]


def _questions() -> Iterator[tuple[Prepared, list[str]]]:
    for asked in (uneventful_looks._STANDING, uneventful_looks._VISITS):
        yield from ((prepared, names) for names, prepared in asked._sized)


def _scans(connection: Connection, question: tuple[Prepared, list[str]]) -> Iterator[str]:
    prepared, names = question
    compiled, values = prepared._for(connection, {}), dict.fromkeys(names, 1)
    plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {compiled.text}", compiled.parameters(values))
    yield from (row.detail for row in plan if row.detail.startswith("SCAN"))


def test_a_report_that_comes_twice_at_once_is_written_once(store: Store, record: Record) -> None:
    report = uneventful(three(store)[0], 2)
    with ThreadPoolExecutor(1) as pool, writer_at_work(store):
        once = pool.submit(store.record, report)
        await_queued(store, 1)
        assert store.record(report) is None
    assert once.result(10) is None
    assert [run.looks for run in record.visits(report.article_id)] == [1, 1]


def test_what_a_person_put_to_rest_during_the_look_stays_there(store: Store, record: Record) -> None:
    claims = three(store)
    store.pause(1)
    assert together(store, [uneventful(claim, 2) for claim in claims]) == [False, True, True]
    store.record(uneventful(claims[0], 2))
    article = record.article(1)
    assert (article.state, article.next_look, article.last_look) == ("paused", None, at(2))


def test_a_look_that_ends_a_doubt_or_a_silence_is_left_to_the_ordinary_way(store: Store, record: Record) -> None:
    first, second, _ = three(store)
    doubt = Held(story=story("Really?"), reason="half the text is gone", since=at(2), until=at(8))
    store.record(replace(unchanged(first, at(2)), seen=False, held=doubt))
    silent = replace(visit(at(2), Outcome.FAILED, state=PageState.UNREACHABLE), reason="no answer")
    store.record(replace(unchanged(second, at(2)), visit=silent, seen=False, capture=None))
    again = [look(store, 4, number) for number in (1, 2)]
    assert together(store, [uneventful(claim, 4) for claim in again]) == [False, False]
    for claim in again:
        store.record(uneventful(claim, 4))
    assert record.held(1) is None
    assert record.article(2).page_state is PageState.ARTICLE
    assert [event.state for event in record.events(2)] == ["article", "unreachable", "article"]


SEQUENCE = (
    (2, Outcome.UNMODIFIED, Rung.UNMODIFIED),
    (4, Outcome.UNMODIFIED, Rung.UNMODIFIED),
    (5, Outcome.IDENTICAL, Rung.IDENTICAL),
    (9, Outcome.SAME, Rung.QUICK),
    (11, Outcome.SAME, Rung.QUICK),
    (15, Outcome.SAME, Rung.FULL),
    (16, Outcome.UNMODIFIED, Rung.UNMODIFIED),
    (300, Outcome.UNMODIFIED, Rung.UNMODIFIED),
    (302, Outcome.UNMODIFIED, Rung.UNMODIFIED),
    (305, Outcome.UNMODIFIED, Rung.UNMODIFIED),
    (800, Outcome.UNMODIFIED, Rung.UNMODIFIED),
    (802, Outcome.SAME, Rung.FULL),
)


def test_a_look_that_relied_on_the_quick_test_writes_no_more_of_the_memory_than_that(store: Store, data: Path) -> None:
    store.open_watch(opening())
    together(store, [replace(uneventful(look(store, 2), 2, Outcome.SAME), memory=Memory(selector="main", size=7))])
    (learned,) = learnt(data)
    for minutes, quick in ((4, 1), (6, 2)):
        together(store, [replace(uneventful(look(store, minutes), minutes, Outcome.SAME), quick=quick)])
    assert learnt(data) == [learned]
    assert look(store, 8).memory == Memory(selector="main", size=7, quick=2)


def test_the_record_is_the_same_to_the_byte_as_when_each_look_is_written_in_the_ordinary_way(tmp_path: Path) -> None:
    found = []
    for name in ("ordinary", "together"):
        with Store.open(tmp_path / name, clock=lambda: NOON) as store:
            store.open_watch(opening())
            for number, (minutes, outcome, rung) in enumerate(SEQUENCE):
                report = uneventful(look(store, minutes), minutes, outcome)
                learned = Memory(selector="main", size=number) if rung is Rung.FULL else None
                report = replace(
                    report, visit=replace(report.visit, rung=rung, size=number), memory=learned, quick=number
                )
                if name == "ordinary":
                    store._commits.run(partial(reporting.record, leases=store._leases, report=report, evidence=None))
                    store._leases.free(report.token)
                else:
                    assert together(store, [report]) == [True]
                if minutes == 16:
                    store.close_days(at(24 * 60))
        found.append(rows(tmp_path / name))
        assert [run.looks for run in Record.open(tmp_path / name).visits(1)] == [1, 2, 1, 2, 1, 1, 3, 1, 1]
    assert found[0] == found[1]


def test_where_the_group_fails_each_look_is_tried_for_itself(store: Store, record: Record) -> None:
    claims = three(store)
    with ThreadPoolExecutor(3) as pool, arm("store.article.before"):
        with writer_at_work(store):
            looks: list[Future[Any]] = [pool.submit(store.record, uneventful(claim, 2)) for claim in claims]
            await_queued(store, 3)
        for one in looks:
            one.result(10)
    assert [record.article(number).last_look for number in (1, 2, 3)] == [at(2)] * 3


def test_a_look_that_cannot_be_written_tells_its_caller_and_can_be_written_later(store: Store, record: Record) -> None:
    claim = three(store)[0]
    with arm("store.commit.before"), pytest.raises(StoreUnwritableError):
        store.record(uneventful(claim, 2))
    assert record.article(1).last_look == NOON
    store.record(uneventful(claim, 2))
    assert record.article(1).last_look == at(2)
