"""Disks that are full, read-only or lie; records that are older, newer, cut or held by another."""

from __future__ import annotations

import gzip
import os
import random
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest

from tests.edges.fetch.gates import gate
from tests.edges.store.conftest import data as _data
from tests.edges.store.conftest import store as _store
from tests.edges.store.examples import LEASE, NOON, at, changed, opening
from tests.edges.store.test_damage import (
    FLIPS,
    fill,
    killed_writer,
    made,
    mounted,
    small_disk,
    versions_of,
    what_is_told,
)
from tests.edges.store.test_migrations import STEPS, grow
from tests.edges.store.test_opening import assert_refused, pragma
from tests.edges.store.test_writing import look
from tests.servers.hostile import saying
from tests.servers.http import Newsroom
from tracker.edges.fault_points import arm
from tracker.edges.lock import StoreLock
from tracker.edges.store import Record, Store
from tracker.edges.store.backing_up import restore
from tracker.errors import ProtocolError, StoreBusyError, StoreDamagedError, StoreNewerError, StoreUnwritableError
from tracker.model import Request

data = _data
store = _store


@pytest.mark.slow
def test_corr_1_a_flipped_byte_anywhere_is_told_and_never_read_as_evidence(data: Path) -> None:
    path = made(data)
    whole, chance = path.read_bytes(), random.Random(20)
    sound = {one: versions_of(Record.open(data), one) for one in (1, 2)}
    told = 0
    for place in [*range(0, 100, 7), *(chance.randrange(len(whole)) for _ in range(FLIPS))]:
        flipped = bytearray(whole)
        flipped[place] ^= 1 << chance.randrange(8)
        path.write_bytes(flipped)
        broken, read = what_is_told(data)
        told += bool(broken)
        assert {one: read[one] for one in read if one not in broken} == {
            one: sound[one] for one in sound if one not in broken
        }, place
        assert path.read_bytes() == bytes(flipped)
    assert told > FLIPS // 20


def test_full_1_a_full_disk_is_told_and_after_space_returns_all_goes_on() -> None:
    with small_disk("4m") as disk, Store.open(disk / "data", clock=lambda: NOON) as store:
        store.open_watch(opening())
        with pytest.raises(StoreUnwritableError, match=r"no room is left for the record .*archive\.db; nothing was w"):
            fill(store, "first")
        record = Record.open(disk / "data")
        kept = len(record.articles())
        assert kept > 10
        assert record.verify() == []
        with pytest.raises(StoreUnwritableError, match="no room is left"):
            fill(store, "second")
        assert mounted(str(disk), "remount,size=30m")
        assert store.open_watch(opening("https://later.example/", name="later.example")).versions == 1
        assert store.record(changed(look(store, 1), at(1), "Room again.")) is not None
        assert len(record.articles()) >= kept + 1
        assert record.verify() == []


@pytest.mark.parametrize("killed", [False, True])
def test_ro_1_a_record_on_a_read_only_disk_is_read_and_refused_to_a_writer(tmp_path: Path, killed: bool) -> None:
    with small_disk("30m") as disk:
        data = disk / "data"
        made(data) if not killed else killed_writer(data, tmp_path)
        assert mounted(str(disk), "remount,ro")
        record = Record.open(data)
        assert [article.id for article in record.articles()] == [1, 2]
        assert record.verify() == []
        assert record.story(1, 2).headline == "Bridge closed"
        with pytest.raises(StoreUnwritableError, match=r"archive\.db cannot be written"):
            Store.open(data, clock=lambda: NOON)
        assert mounted(str(disk), "remount,rw")
        with Store.open(data, clock=lambda: NOON) as store:
            assert store.open_watch(opening("https://later.example/", name="later.example")).versions == 1


def test_pwr_1_a_record_is_written_so_that_a_commit_is_durable(store: Store, data: Path) -> None:
    asked = ("journal_mode", "synchronous", "foreign_keys", "page_size", "busy_timeout")
    assert [pragma(store, name) for name in asked] == ["wal", 2, 1, 4096, 5000]
    assert (data / "archive.db").exists()


def test_mig_1_a_newer_record_is_refused_and_not_touched(data: Path) -> None:
    path = made(data)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = 'r9999'")
    assert_refused(data, StoreNewerError, r"was written by a newer tracker \(r9999\); upgrade this one to read it")


@pytest.mark.parametrize("point", [f"store.{step}.{when}" for step in STEPS for when in ("before", "after")])
def test_mig_1_an_upgrade_that_fails_at_any_step_leaves_the_record_as_it_was(
    data: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, point: str
) -> None:
    grow(data, tmp_path, monkeypatch)
    with arm(point), pytest.raises(StoreUnwritableError, match="injected fault"):
        Store.open(data, clock=lambda: NOON)
    with closing(sqlite3.connect(data / "archive.db")) as connection:
        assert connection.execute("SELECT version_num FROM alembic_version").fetchone() == ("r0013",)
    Store.open(data, clock=lambda: NOON).close()
    assert len(Record.open(data).articles()) == 1


def test_two_1_a_second_holder_is_told_the_pid_of_the_first(tmp_path: Path) -> None:
    with StoreLock(tmp_path), pytest.raises(StoreBusyError) as told:
        StoreLock(tmp_path).acquire()
    assert (
        str(told.value)
        == f"process {os.getpid()} holds the record in {tmp_path}; stop it first, or ask it: tracker status"
    )
    assert told.value.exit_code == 75


def test_lock_1_a_reader_that_stays_keeps_no_writer_waiting(data: Path) -> None:
    with Store.open(data, clock=lambda: NOON) as store, closing(sqlite3.connect(data / "archive.db")) as reader:
        store.open_watch(opening())
        reader.execute("BEGIN")
        assert reader.execute("SELECT count(*) FROM version").fetchone() == (1,)
        claim = store.claim(1, at(1), lease=LEASE)
        assert claim is not None
        store.record(changed(claim, at(1), "It is open."))
        assert reader.execute("SELECT count(*) FROM version").fetchone() == (1,)
        reader.rollback()
        assert reader.execute("SELECT count(*) FROM version").fetchone() == (2,)


SPOILED = {
    "an archive that leads out of its folder": b"PK\x03\x04../../etc/passwd",
    "a bomb": gzip.compress(bytes(2**20)),
    "a text": b"SQL?",
    "nothing": b"",
}


@pytest.mark.parametrize("given", SPOILED.values(), ids=SPOILED.keys())
def test_bak_1_what_is_no_copy_of_a_record_is_never_put_in_its_place(given: bytes, tmp_path: Path) -> None:
    (tmp_path / "given").write_bytes(given)
    with pytest.raises(StoreDamagedError, match="no backup of the tracker"):
        restore(tmp_path / "put", tmp_path / "given")
    assert not (tmp_path / "put").exists()


def test_leak_1_a_hundred_looks_leave_no_thread_and_no_descriptor_behind(newsroom: Newsroom) -> None:
    newsroom.publish("/", "hello", revalidates=True)
    newsroom.misbehave("/cut", saying(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhello"))
    with gate(newsroom.place) as opened:
        counts = []
        for number in range(110):
            with suppress(ProtocolError):
                opened.fetch(Request(url=newsroom.url("/cut" if number % 2 else "/")))
            counts.append((threading.active_count(), len(list(Path("/dev/fd").iterdir()))))
    before, after = counts[:10], counts[-10:]
    assert min(after) <= max(before)


@pytest.fixture
def newsroom() -> Iterator[Newsroom]:
    with Newsroom() as opened:
        yield opened
