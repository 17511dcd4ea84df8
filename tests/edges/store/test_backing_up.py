from __future__ import annotations

import os
import shutil
import sqlite3
import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.edges.store.crashing import KILLED, child
from tests.edges.store.examples import LEASE, NOON, at, changed, opening, story
from tests.edges.store.older import keep_older_record
from tracker.edges.fault_points import InjectedFaultError, arm
from tracker.edges.store import Record, Store, preparing
from tracker.edges.store.backing_up import back_up, is_copy, restore
from tracker.errors import NotFoundError, OutputError, StoreDamagedError, StoreNewerError, StoreUnwritableError
from tracker.model import Story


def fill(data: Path) -> None:
    """Keep two versions of one article, with an alert that is owed, and one version of another."""
    with Store.open(data, clock=lambda: NOON) as store:
        store.open_watch(opening())
        (claim,) = store.claim_due(at(2), limit=1, lease=LEASE)
        store.record(changed(claim, at(2), "The bridge is open.", "desk@example.org"))
        store.open_watch(opening("https://other.example/fire", name="other.example"))


def names(folder: Path) -> list[str]:
    return sorted(one.name for one in folder.iterdir())


def stories(data: Path) -> list[tuple[str, Story, bytes]]:
    record = Record.open(data)
    return [
        (version.chain_hash, record.story(one.id, version.number), record.body(one.id, version.number))
        for one in record.articles()
        for version in record.versions(one.id)
    ]


def test_a_backup_put_back_elsewhere_holds_the_same(data: Path, tmp_path: Path) -> None:
    fill(data)

    made = back_up(data, tmp_path / "monday.backup")
    put = restore(tmp_path / "elsewhere", made.path)

    assert (made.articles, made.versions, made.owed) == (2, 3, 1)
    assert (put.path, put.versions) == (tmp_path / "elsewhere" / "archive.db", 3)
    assert stories(tmp_path / "elsewhere") == stories(data)
    assert Record.open(tmp_path / "elsewhere").verify() == []
    with Store.open(tmp_path / "elsewhere", clock=lambda: NOON) as store:
        assert store.story(2, 1) == story()


def test_a_backup_is_one_file_that_only_its_owner_reads(data: Path, tmp_path: Path) -> None:
    fill(data)

    back_up(data, tmp_path / "monday.backup")

    assert names(tmp_path) == ["monday.backup"]
    assert (tmp_path / "monday.backup").stat().st_mode & 0o777 == 0o600
    with closing(sqlite3.connect(tmp_path / "monday.backup")) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)


def test_a_backup_beside_a_writer_shows_one_moment_and_loses_nothing(data: Path, tmp_path: Path) -> None:
    with Store.open(data, clock=lambda: NOON) as store:
        store.open_watch(opening())
        stop = threading.Event()

        def write() -> None:
            for minute in range(1, 400):
                (claim,) = store.claim_due(at(minute * 2), limit=1, lease=LEASE)
                store.record(changed(claim, at(minute * 2), f"The bridge was opened {minute} times."))
                if stop.is_set():
                    return

        writer = threading.Thread(target=write)
        writer.start()
        try:
            made = [back_up(data, tmp_path / f"{number}.backup") for number in range(3)]
        finally:
            stop.set()
            writer.join()
    kept = Record.open(data).versions(1)
    assert [one.versions for one in made] == sorted(one.versions for one in made)
    assert made[-1].versions <= len(kept)
    restore(tmp_path / "put", made[-1].path)
    assert Record.open(tmp_path / "put").versions(1)[:-1] == kept[: made[-1].versions - 1]


def test_nothing_is_overwritten_by_a_backup(data: Path, tmp_path: Path) -> None:
    fill(data)
    (tmp_path / "taken").write_text("mine")
    (tmp_path / "dangling").symlink_to(tmp_path / "nowhere")

    for name in ("taken", "dangling"):
        with pytest.raises(OutputError, match="is there already and stays as it is"):
            back_up(data, tmp_path / name)
    with pytest.raises(OutputError, match=r"the folder .* is not there"):
        back_up(data, tmp_path / "no" / "such")

    assert (tmp_path / "taken").read_text() == "mine"
    assert names(tmp_path) == ["dangling", "taken"]


def test_a_folder_without_a_record_has_nothing_to_back_up(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match="nothing to back up"):
        back_up(tmp_path / "data", tmp_path / "monday.backup")
    assert names(tmp_path) == []


def test_a_record_that_does_not_hold_is_not_copied_and_the_broken_link_is_named(data: Path, tmp_path: Path) -> None:
    fill(data)
    with closing(sqlite3.connect(data / "archive.db")) as connection, connection:
        connection.execute("UPDATE version SET status_line = 'HTTP/1.1 404 Gone' WHERE article_id = 1 AND number = 2")

    with pytest.raises(StoreDamagedError, match=r"article 1, version 2: .*the chain.*tracker export saves"):
        back_up(data, tmp_path / "monday.backup")
    assert names(tmp_path) == []


def test_a_record_is_never_replaced_by_a_backup(data: Path, tmp_path: Path) -> None:
    fill(data)
    back_up(data, tmp_path / "monday.backup")
    before = (data / "archive.db").read_bytes()

    with pytest.raises(StoreUnwritableError, match=r"archive\.db is there already"):
        restore(data, tmp_path / "monday.backup")

    assert (data / "archive.db").read_bytes() == before


@pytest.mark.parametrize("left", ["archive.db-wal", "archive.db-shm", "archive.db-journal"])
def test_what_a_lost_record_left_is_not_played_into_the_one_put_back(left: str, data: Path, tmp_path: Path) -> None:
    fill(data)
    back_up(data, tmp_path / "monday.backup")
    (tmp_path / "put").mkdir()
    (tmp_path / "put" / left).write_bytes(b"left")

    with pytest.raises(StoreUnwritableError, match=rf"{left} is there already"):
        restore(tmp_path / "put", tmp_path / "monday.backup")
    assert names(tmp_path / "put") == [left]


def of_another_program(place: Path) -> None:
    with closing(sqlite3.connect(place)) as connection, connection:
        connection.execute("CREATE TABLE alembic_version (version_num VARCHAR(32))")
        connection.execute("INSERT INTO alembic_version VALUES ('abc')")


def a_folder(place: Path) -> None:
    place.mkdir()


def a_pipe(place: Path) -> None:
    os.mkfifo(place)


def a_text(place: Path) -> None:
    place.write_text("SQL?")


def nothing(place: Path) -> None:
    place.write_bytes(b"")


@pytest.mark.parametrize(
    ("made", "told"),
    [
        (of_another_program, "no backup of the tracker"),
        (a_folder, "no ordinary file"),
        (a_pipe, "no ordinary file"),
        (a_text, "no backup of the tracker"),
        (nothing, "no backup of the tracker"),
    ],
)
def test_what_is_no_backup_of_ours_is_refused(made: Callable[[Path], None], told: str, tmp_path: Path) -> None:
    made(tmp_path / "given")

    with pytest.raises(StoreDamagedError, match=told) as error:
        restore(tmp_path / "put", tmp_path / "given")

    assert len(str(error.value).splitlines()) == 1
    assert not (tmp_path / "put").exists()


def test_a_backup_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match="is not there"):
        restore(tmp_path / "put", tmp_path / "given")


def spoiled(made: Path, statement: str) -> None:
    with closing(sqlite3.connect(made)) as connection, connection:
        connection.execute(statement)


@pytest.mark.parametrize(
    ("statement", "kind", "told"),
    [
        ("UPDATE alembic_version SET version_num = 'r9999'", StoreNewerError, r"by a newer tracker \(r9999\)"),
        ("CREATE TRIGGER quiet AFTER INSERT ON version BEGIN SELECT 1; END", StoreDamagedError, "trigger quiet"),
        ("CREATE VIEW quiet AS SELECT 1", StoreDamagedError, "view quiet"),
        ("CREATE TABLE quiet (words)", StoreDamagedError, "table quiet"),
        ("CREATE INDEX quiet ON version (url)", StoreDamagedError, "index quiet"),
        ("DELETE FROM alembic_version", StoreDamagedError, "does not say which tracker made it"),
        ("UPDATE blob SET sha256 = 'x' WHERE id = 1", StoreDamagedError, "article 1, version 1"),
        ("DELETE FROM version WHERE number = 2", StoreDamagedError, "2 versions were kept, 1 are left"),
    ],
)
def test_a_backup_that_was_tampered_with_is_not_put_back(
    statement: str, kind: type[Exception], told: str, data: Path, tmp_path: Path
) -> None:
    fill(data)
    made = back_up(data, tmp_path / "monday.backup").path
    spoiled(made, statement)
    (tmp_path / "put").mkdir()

    with pytest.raises(kind, match=told):
        restore(tmp_path / "put", made)
    assert names(tmp_path / "put") == []


@pytest.mark.parametrize("share", [0.15, 0.4, 0.6, 0.9])
def test_a_backup_with_flipped_bytes_is_never_put_back_unseen(share: float, data: Path, tmp_path: Path) -> None:
    fill(data)
    before = stories(data)
    made = back_up(data, tmp_path / "monday.backup").path
    raw = bytearray(made.read_bytes())
    place = int(len(raw) * share)
    raw[place : place + 64] = bytes(byte ^ 255 for byte in raw[place : place + 64])
    made.write_bytes(raw)
    (tmp_path / "put").mkdir()

    try:
        restore(tmp_path / "put", made)
    except (StoreDamagedError, StoreUnwritableError):
        assert names(tmp_path / "put") == []
    else:  # it lay where nothing is kept
        assert stories(tmp_path / "put") == before


def test_a_backup_that_was_cut_is_not_put_back(data: Path, tmp_path: Path) -> None:
    fill(data)
    made = back_up(data, tmp_path / "monday.backup").path
    made.write_bytes(made.read_bytes()[:-9000])
    (tmp_path / "put").mkdir()

    with pytest.raises(StoreDamagedError):
        restore(tmp_path / "put", made)
    assert names(tmp_path / "put") == []


def test_a_copy_of_an_older_record_is_brought_up_to_date_and_stays_as_it_is(tmp_path: Path) -> None:
    older = keep_older_record(tmp_path / "older")
    shutil.copy(older, tmp_path / "old.backup")
    before = (tmp_path / "old.backup").read_bytes()

    restore(tmp_path / "put", tmp_path / "old.backup")

    Record.open(tmp_path / "put").expect_current()
    assert preparing.HEAD != "r0001"
    assert Record.open(tmp_path / "put").verify() == []
    assert (tmp_path / "old.backup").read_bytes() == before


STEPS = (
    ("store.backup.create.before", 0),
    ("store.backup.create.after", 0),
    ("store.copy.before", 0),
    ("store.copy.after", 0),
    ("store.proof.before", 0),
    ("store.proof.after", 0),
    ("store.backup.fsync.before", 0),
    ("store.backup.rename.before", 0),
    ("store.backup.rename.after", 1),
)


@pytest.mark.parametrize(("point", "whole"), STEPS)
def test_a_backup_killed_at_any_step_leaves_no_half_file_under_its_name(
    point: str, whole: int, data: Path, tmp_path: Path
) -> None:
    fill(data)
    (data.parent / "place").symlink_to(tmp_path)

    assert child(_back_up, data, tmp_path / "said", point, 1, "") == KILLED
    found = list(tmp_path.glob("monday.backup"))
    assert len(found) == whole
    for one in found:
        restore(tmp_path / "put", one)
    assert Record.open(data).verify() == []


def _back_up(data: Path, say: Callable[[str], None]) -> None:
    back_up(data, (data.parent / "place").readlink() / "monday.backup")


@pytest.mark.parametrize("point", [point for point, whole in STEPS if not whole])
def test_a_backup_that_fails_leaves_nothing(point: str, data: Path, tmp_path: Path) -> None:
    fill(data)

    with arm(point), pytest.raises((OutputError, InjectedFaultError, StoreUnwritableError)):
        back_up(data, tmp_path / "monday.backup")

    assert names(tmp_path) == []


RESTORING = tuple((point.replace("store.backup", "store.restore"), whole) for point, whole in STEPS)


@pytest.mark.parametrize(("point", "whole"), RESTORING)
def test_a_restore_killed_at_any_step_leaves_a_whole_record_or_none_and_can_be_done_again(
    point: str, whole: int, data: Path, tmp_path: Path
) -> None:
    fill(data)
    back_up(data, tmp_path / "monday.backup")
    (tmp_path / "put").mkdir()

    assert child(_restore, tmp_path / "put", tmp_path / "said", point, 1, "") == KILLED
    assert (tmp_path / "put" / "archive.db").exists() == bool(whole)
    if whole:
        with pytest.raises(StoreUnwritableError, match="is there already and stays as it is"):
            restore(tmp_path / "put", tmp_path / "monday.backup")
    else:
        restore(tmp_path / "put", tmp_path / "monday.backup")
    assert list((tmp_path / "put").glob(".*")) == []
    assert Record.open(tmp_path / "put").verify() == []
    assert stories(tmp_path / "put") == stories(data)


def _restore(data: Path, say: Callable[[str], None]) -> None:
    restore(data, data.parent / "monday.backup")


def test_a_copy_is_known_by_what_it_holds_and_not_by_its_name(data: Path, tmp_path: Path) -> None:
    fill(data)
    back_up(data, tmp_path / "holiday.jpg")
    for name, make in (("of_another", of_another_program), ("folder", a_folder), ("pipe", a_pipe)):
        make(tmp_path / name)
    (tmp_path / "cut.db").write_bytes((tmp_path / "holiday.jpg").read_bytes()[:4096])

    assert [path.name for path in sorted(tmp_path.iterdir()) if path != data and is_copy(path)] == ["holiday.jpg"]


def test_a_copy_whose_pages_are_built_on_themselves_is_refused_and_not_walked_for_ever(
    data: Path, tmp_path: Path
) -> None:
    fill(data)
    copy = back_up(data, tmp_path / "copy.backup").path
    with closing(sqlite3.connect(copy)) as connection, connection:
        connection.execute("UPDATE blob SET base = id WHERE id = 1")
    with pytest.raises(StoreDamagedError, match="blob 1 is said to be built on one that came after it"):
        restore(tmp_path / "elsewhere", copy)
    assert not (tmp_path / "elsewhere" / "archive.db").exists()
