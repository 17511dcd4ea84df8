from __future__ import annotations

import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import pytest

from tests.edges.store.examples import NOON, opening
from tracker.edges.fault_points import arm
from tracker.edges.store import Record, Store
from tracker.errors import StoreDamagedError, StoreUnwritableError


def made(data: Path) -> Path:
    """Make a record with one article and give its file."""
    with Store.open(data, clock=lambda: NOON) as store:
        store.open_watch(opening())
    return data / "archive.db"


def assert_refused(data: Path, kind: type[Exception], words: str) -> None:
    """Hold both the writer and a reader to telling the same."""
    with pytest.raises(kind, match=words):
        Store.open(data, clock=lambda: NOON)
    with pytest.raises(kind, match=words):
        Record.open(data).articles()


def test_folder_and_file_are_their_owners_only(data: Path) -> None:
    path = made(data)
    assert stat.S_IMODE(data.stat().st_mode) == 0o700
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def pragma(store: Store, name: str) -> object:
    return store._commits.run(lambda connection: connection.exec_driver_sql(f"PRAGMA {name}").scalar())


def test_a_file_that_is_no_database_is_refused_and_not_touched(data: Path) -> None:
    data.mkdir()
    (data / "archive.db").write_bytes(b"dear to me" * 1000)
    assert_refused(data, StoreDamagedError, "archive.db is damaged")
    assert (data / "archive.db").read_bytes() == b"dear to me" * 1000


def test_the_database_of_another_program_is_refused_and_not_touched(data: Path) -> None:
    data.mkdir()
    with closing(sqlite3.connect(data / "archive.db")) as connection, connection:
        connection.execute("CREATE TABLE songs (title)")
    assert_refused(data, StoreDamagedError, "is not a record of the tracker; name another folder with --data")


def test_a_truncated_file_is_told_as_damage(data: Path) -> None:
    path = made(data)
    path.write_bytes(path.read_bytes()[:20_000])
    with pytest.raises(StoreDamagedError, match="is damaged"):
        Record.open(data).articles()


def test_an_empty_file_is_told_by_name_and_nothing_is_written_on_top(data: Path) -> None:
    data.mkdir()
    (data / "archive.db").touch()
    assert_refused(data, StoreDamagedError, r"archive\.db is empty \(0 bytes\).*restore a backup or begin anew")
    assert [path.name for path in data.iterdir() if path.name.startswith("archive")] == ["archive.db"]
    assert (data / "archive.db").stat().st_size == 0


def test_a_journal_without_its_record_is_told_and_stays(data: Path) -> None:
    data.mkdir()
    (data / "archive.db-wal").write_bytes(b"frames")
    with pytest.raises(StoreDamagedError, match=r"archive\.db is missing, and its journal archive\.db-wal is there"):
        Store.open(data, clock=lambda: NOON)
    assert (data / "archive.db-wal").read_bytes() == b"frames"


def test_a_record_has_its_name_once_it_is_whole_and_what_a_kill_left_is_in_nobodys_way(data: Path) -> None:
    data.mkdir()
    (data / "archive.db.new").write_bytes(b"half")
    (data / "archive.db.new-wal").write_bytes(b"half")
    with arm("store.create_rename.before"), pytest.raises(StoreUnwritableError):
        Store.open(data, clock=lambda: NOON)
    assert not (data / "archive.db").exists()
    assert Record.open(data).articles() == []
    made(data)
    assert sorted(path.name for path in data.glob("archive*")) == ["archive.db", "archive.db-sums"]


def test_a_folder_that_cannot_be_made_is_told_with_the_cure(data: Path) -> None:
    data.parent.joinpath("data").write_text("")
    with pytest.raises(StoreUnwritableError, match=r"the data folder .* cannot be made .*; name another with --data"):
        Store.open(data, clock=lambda: NOON)


def test_a_folder_with_letters_that_addresses_bend_is_opened(data: Path) -> None:
    odd = data.parent / "50 % of? #news&mode=memory é"
    path = made(odd)
    assert path.exists()
    assert len(Record.open(odd).articles()) == 1
