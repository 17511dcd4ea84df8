from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from tracker.edges.store.journal import Journal


@pytest.fixture
def writer(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(tmp_path / "record.db", isolation_level=None)
    connection.executescript("PRAGMA journal_mode=WAL; PRAGMA wal_autocheckpoint=0; CREATE TABLE told (words)")
    yield connection
    connection.close()


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    journal = Journal(tmp_path / "record.db")
    yield journal
    journal.close()


def test_each_frame_is_read_once_in_its_order(writer: sqlite3.Connection, journal: Journal) -> None:
    first = list(journal.fresh_pages())
    assert (first[0], journal.frames) == (1, len(first))
    assert list(journal.fresh_pages()) == []
    writer.execute("INSERT INTO told VALUES ('The bridge is closed.')")
    assert list(journal.fresh_pages()) == [2]
    assert journal.frames == len(first) + 1


def test_a_journal_that_begins_anew_is_read_from_its_start(writer: sqlite3.Connection, journal: Journal) -> None:
    writer.execute("INSERT INTO told VALUES (zeroblob(20000))")
    assert len(list(journal.fresh_pages())) > 3
    writer.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
    writer.execute("INSERT INTO told VALUES ('The bridge is open.')")
    # Frames of the round before still stand behind this one.
    assert len(list(journal.fresh_pages())) == journal.frames == 1


def test_no_journal_has_no_frames(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "nothing.db")
    assert list(journal.fresh_pages()) == []
    assert journal.frames == 0
    (tmp_path / "nothing.db-wal").write_bytes(b"cut")
    assert list(journal.fresh_pages()) == []
    journal.close()
