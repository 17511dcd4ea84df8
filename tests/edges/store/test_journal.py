from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from tracker.edges.store.journal import Journal


@pytest.fixture
def writer(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    connection = opened(tmp_path)
    yield connection
    connection.close()


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    journal = Journal(tmp_path / "record.db")
    yield journal
    journal.close()


def opened(folder: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(folder / "record.db", isolation_level=None)
    connection.executescript("PRAGMA journal_mode=WAL; PRAGMA wal_autocheckpoint=0; PRAGMA cache_size=10")
    connection.execute("CREATE TABLE IF NOT EXISTS told (words)")
    return connection


def spill(connection: sqlite3.Connection) -> None:
    """Begin a transaction that is too large for the cache: some of it stands in the journal before its end."""
    connection.execute("BEGIN")
    connection.execute("INSERT INTO told VALUES (zeroblob(400000))")


def begin_anew(connection: sqlite3.Connection) -> None:
    """Have the next commit begin the journal anew, so that it is one of this process."""
    connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
    connection.execute("INSERT INTO told VALUES ('The bridge is closed.')")


def test_each_frame_is_read_once(tmp_path: Path, journal: Journal) -> None:
    assert journal.fresh_pages() == set()
    writer = opened(tmp_path)
    first = journal.fresh_pages()
    assert (1 in first, journal.fresh_pages()) == (True, set())
    before = journal.frames
    writer.execute("INSERT INTO told VALUES ('The bridge is closed.')")
    assert journal.fresh_pages() == {2}
    assert (journal.fresh_pages(), journal.frames) == (set(), before + 1)
    writer.close()


def test_a_journal_that_begins_anew_is_read_from_its_start(writer: sqlite3.Connection, journal: Journal) -> None:
    writer.execute("INSERT INTO told VALUES (zeroblob(20000))")
    assert len(journal.fresh_pages()) > 3
    begin_anew(writer)
    # Frames of the round before still stand behind this one.
    assert (len(journal.fresh_pages()), journal.frames) == (1, 1)
    assert journal.fresh_pages() == set()


def test_what_is_written_over_a_transaction_that_was_rolled_back_is_read(
    writer: sqlite3.Connection, journal: Journal
) -> None:
    journal.fresh_pages()
    begin_anew(writer)
    spill(writer)
    writer.execute("ROLLBACK")
    journal.fresh_pages()
    assert journal.frames > 20, "what was rolled back stands in the journal"
    writer.execute("INSERT INTO told VALUES ('The bridge is open.')")
    assert 2 in journal.fresh_pages()


def test_what_is_written_over_a_transaction_that_was_killed_is_read(tmp_path: Path, writer: sqlite3.Connection) -> None:
    spill(writer)
    killed = tmp_path / "killed"
    killed.mkdir()
    for suffix in ("", "-wal"):
        shutil.copy(tmp_path / f"record.db{suffix}", killed)
    writer.execute("ROLLBACK")
    second, journal = opened(killed), Journal(killed / "record.db")
    assert len(journal.fresh_pages()) > 20
    second.execute("INSERT INTO told VALUES ('The bridge is open.')")
    assert 2 in journal.fresh_pages()
    second.execute("INSERT INTO told VALUES ('The bridge is closed.')")
    assert 2 in journal.fresh_pages()
    journal.close()
    second.close()


def test_no_journal_has_no_frames(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "nothing.db")
    assert (journal.fresh_pages(), journal.frames) == (set(), 0)
    (tmp_path / "nothing.db-wal").write_bytes(b"cut")
    assert journal.fresh_pages() == set()
    journal.close()
