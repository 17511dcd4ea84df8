"""A record of an older tracker is brought up to date by whoever reads it, unless somebody else holds it."""

from __future__ import annotations

import os
import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest

from tests.edges.store.examples import NOON
from tests.edges.store.older import keep_older_record
from tracker.app.health import health
from tracker.app.requests import SOCKET_NAME
from tracker.app.upgrading import current_record
from tracker.edges.control import ControlServer
from tracker.edges.lock import StoreLock
from tracker.edges.store import Record
from tracker.errors import StoreNewerError, StoreOlderError
from tracker.model import Settings


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data=tmp_path / "data")


def folder(settings: Settings) -> Path:
    return Path(settings.data)


def test_it_is_read_and_the_lock_is_free_again(settings: Settings) -> None:
    keep_older_record(folder(settings))

    assert [article.versions for article in current_record(settings).articles()] == [2]
    with StoreLock(folder(settings)):
        assert [article.versions for article in Record.open(folder(settings)).articles()] == [2]


def test_how_the_tracker_fares_is_told_of_it_too(settings: Settings) -> None:
    keep_older_record(folder(settings))

    assert health(settings, NOON).summary.versions == 2


def test_a_folder_without_a_record_stays_as_it_is(settings: Settings) -> None:
    assert current_record(settings).articles() == []
    assert not folder(settings).exists()


def test_an_older_daemon_that_still_runs_is_named_at_once(settings: Settings) -> None:
    path = keep_older_record(folder(settings))
    before = path.read_bytes()
    server = ControlServer(folder(settings) / SOCKET_NAME, lambda _: {"answer": os.getpid()})
    try:
        with StoreLock(folder(settings)), pytest.raises(StoreOlderError) as told:
            current_record(settings, patience=60)
    finally:
        server.close()

    assert str(told.value) == (
        f"the record in {settings.data} is of an older tracker that still runs (process {os.getpid()}): "
        "restart it, then try again"
    )
    assert path.read_bytes() == before


def test_whoever_holds_it_without_an_answer_is_named_when_patience_is_over(settings: Settings) -> None:
    keep_older_record(folder(settings))
    with StoreLock(folder(settings)), pytest.raises(StoreOlderError, match=rf"r0001.*{os.getpid()}"):
        current_record(settings, patience=0.2)


def test_another_verb_that_is_just_bringing_it_up_to_date_is_waited_for(settings: Settings) -> None:
    keep_older_record(folder(settings))
    lock = StoreLock(folder(settings))
    lock.acquire()
    later = threading.Timer(0.3, lock.release)
    later.start()
    try:
        assert len(current_record(settings, patience=60).articles()) == 1
    finally:
        later.join()


def test_a_record_of_a_newer_tracker_is_still_refused_by_name(settings: Settings) -> None:
    path = keep_older_record(folder(settings))
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = 'r9999'")
    with pytest.raises(StoreNewerError, match="r9999"):
        current_record(settings)
