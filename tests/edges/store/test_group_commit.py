from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import Connection, insert

from tests.edges.store.examples import LEASE, NOON, at, changed, opening
from tests.edges.store.test_writing import look
from tracker.edges.fault_points import arm
from tracker.edges.store import Record, Store
from tracker.edges.store.schema import meta
from tracker.errors import AlreadyWatchedError, StoreError, StoreUnwritableError


def note(store: Store, key: str) -> None:
    store._commits.run(lambda connection: connection.execute(insert(meta), {"key": key, "value": ""}))


def notes(store: Store) -> set[str]:
    query = "SELECT key FROM meta WHERE key LIKE 'note%'"
    return store._read(lambda connection: set(connection.exec_driver_sql(query).scalars()))


def test_eight_writers_are_all_acknowledged(store: Store, record: Record) -> None:
    def watch(number: int) -> int:
        name = f"{number}.example"
        return store.open_watch(opening(f"https://{name}/", name=name)).id

    with ThreadPoolExecutor(8) as pool:
        ids = list(pool.map(watch, range(40)))
    assert sorted(ids) == list(range(1, 41))
    assert [article.versions for article in record.articles()] == [1] * 40
    assert record.verify() == []


def test_of_eight_who_add_one_address_one_succeeds(store: Store, record: Record) -> None:
    def watch(number: int) -> bool:
        del number
        try:
            return store.open_watch(opening()).id == 1
        except AlreadyWatchedError:
            return False

    with ThreadPoolExecutor(8) as pool:
        assert sorted(pool.map(watch, range(8))) == [False] * 7 + [True]
    assert len(record.articles()) == 1


def test_a_unit_that_fails_takes_nobody_with_it(store: Store) -> None:
    held, queued = threading.Event(), threading.Event()

    def block(connection: Connection) -> None:
        del connection
        queued.set()
        assert held.wait(10)

    def fail(connection: Connection) -> None:
        connection.execute(insert(meta), {"key": "note of the failing one", "value": ""})
        raise LookupError("a fault of the caller")

    with ThreadPoolExecutor(4) as pool:
        first = pool.submit(lambda: store._commits.run(block))
        assert queued.wait(10)
        good = pool.submit(note, store, "note 1")
        bad = pool.submit(lambda: store._commits.run(fail))
        also_good = pool.submit(note, store, "note 2")
        held.set()
        with pytest.raises(LookupError, match="a fault of the caller"):
            bad.result(10)
        for one in (first, good, also_good):
            one.result(10)
    assert notes(store) == {"note 1", "note 2"}


def test_of_a_group_in_which_several_fail_each_fails_for_itself(store: Store) -> None:
    held, queued = threading.Event(), threading.Event()

    def block(connection: Connection) -> None:
        queued.set()
        assert held.wait(10)

    def fail(number: int) -> None:
        def work(connection: Connection) -> None:
            connection.execute(insert(meta), {"key": f"note of failing {number}", "value": ""})
            raise LookupError(f"fault {number}")

        store._commits.run(work)

    with ThreadPoolExecutor(8) as pool:
        first = pool.submit(lambda: store._commits.run(block))
        assert queued.wait(10)
        bad = [pool.submit(fail, number) for number in range(3)]
        good = [pool.submit(note, store, f"note {number}") for number in range(3)]
        held.set()
        for number, one in enumerate(bad):
            with pytest.raises(LookupError, match=f"fault {number}"):
                one.result(10)
        for one in (first, *good):
            one.result(10)
    assert notes(store) == {"note 0", "note 1", "note 2"}


def test_a_commit_that_fails_fails_all_of_its_group_and_the_next_one_goes_on(store: Store) -> None:
    with arm("store.commit.before"), pytest.raises(StoreUnwritableError, match="injected fault at store"):
        note(store, "note 1")
    note(store, "note 2")
    assert notes(store) == {"note 2"}


def test_a_write_that_fails_half_way_leaves_nothing_of_it(store: Store, record: Record) -> None:
    with arm("store.article.before"), pytest.raises(StoreUnwritableError):
        store.open_watch(opening())
    assert record.articles() == []
    assert record.hosts() == []
    store.open_watch(opening())
    claim = look(store, 1)
    for step in ("blob", "version", "visit", "alert", "delivery", "thread", "held"):
        with arm(f"store.{step}.after"), pytest.raises(StoreUnwritableError):
            store.record(changed(claim, at(1), "New text.", "anne@example.org"))
    assert (store.article(1).versions, record.deliveries(), len(record.visits(1))) == (1, [], 1)
    assert store.record(changed(claim, at(1), "New text.", "anne@example.org")) is not None


def fill(store: Store) -> None:
    for number in range(100):
        name = f"{number}.example"
        store.open_watch(opening(f"https://{name}/", name=name))


def test_a_full_disk_is_told_and_once_there_is_room_all_goes_on(store: Store, record: Record) -> None:
    store.open_watch(opening())
    before = record.articles()
    limit = store._commits.run(lambda connection: connection.exec_driver_sql("PRAGMA page_count").scalar())
    store._commits.run(lambda connection: connection.exec_driver_sql(f"PRAGMA max_page_count={limit}"))
    with pytest.raises(StoreUnwritableError, match=r"no room is left for the record .*archive.db; nothing was written"):
        fill(store)
    assert record.articles()[:1] == before
    store._commits.run(lambda connection: connection.exec_driver_sql("PRAGMA max_page_count=1000000"))
    assert store.open_watch(opening("https://later.example/", name="later.example")).versions == 1
    assert record.verify() == []


def test_a_closed_store_says_so(data: Path) -> None:
    store = Store.open(data, clock=lambda: NOON)
    store.close()
    store.close()
    with pytest.raises(StoreError, match="is closed: open it again to write"):
        store.beat(NOON)


def test_readers_do_not_wait_for_a_writer(store: Store, record: Record) -> None:
    store.open_watch(opening())
    held, inside = threading.Event(), threading.Event()

    def write_slowly(connection: Connection) -> None:
        connection.execute(insert(meta), {"key": "note", "value": ""})
        inside.set()
        assert held.wait(10)

    with ThreadPoolExecutor(1) as pool:
        slow = pool.submit(lambda: store._commits.run(write_slowly))
        assert inside.wait(10)
        assert len(record.articles()) == 1
        assert store.claim_due(NOON, limit=1, lease=LEASE) == ()
        held.set()
        slow.result(10)
