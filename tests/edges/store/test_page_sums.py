from __future__ import annotations

import random
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.edges.store.examples import NOON, at, changed, opening
from tests.edges.store.test_writing import look
from tracker.edges.fault_points import arm
from tracker.edges.store import Store
from tracker.edges.store.page_sums import LARGEST_JOURNAL, PageFile, PageSums, SumFile, sums_path, wrong_pages


def made(data: Path) -> Path:
    """Make a record with versions and alerts, and give its file, closed and whole."""
    with Store.open(data, clock=lambda: NOON) as store:
        store.open_watch(opening())
        for number in range(2, 6):
            store.record(changed(look(store, 10 * number), at(10 * number), f"Text {number}.", "anne@example.org"))
    return data / "archive.db"


def kept(path: Path) -> list[int]:
    with closing(SumFile(sums_path(path), page_size(path), write=False)) as sums:
        return list(sums.read())


def page_size(path: Path) -> int:
    with closing(PageFile(path, for_writer=False)) as pages:
        return pages.page_size


def files_open() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))


def flip(path: Path, place: int) -> None:
    with path.open("r+b") as file:
        file.seek(place)
        byte = file.read(1)[0]
        file.seek(place)
        file.write(bytes([byte ^ 4]))


def test_every_page_of_a_closed_record_has_its_sum(data: Path) -> None:
    path = made(data)
    sums = kept(path)
    assert len(sums) == path.stat().st_size // page_size(path)
    assert all(sums)
    assert wrong_pages(path) == []


def test_a_byte_that_changed_is_told_whatever_it_stands_in(data: Path) -> None:
    path = made(data)
    size, each = path.stat().st_size, page_size(path)
    chance = random.Random(8)
    for place in [30, *(chance.randrange(size) for _ in range(40))]:
        flip(path, place)
        assert wrong_pages(path) == [place // each + 1], place
        flip(path, place)
    assert wrong_pages(path) == []


def test_a_page_that_stands_in_the_journal_has_no_sum(data: Path) -> None:
    path = made(data)
    with Store.open(data, clock=lambda: NOON) as store:
        store.beat(at(60))
        assert 0 in kept(path)
        assert wrong_pages(path) == []
    assert 0 not in kept(path)


def test_a_journal_that_grows_long_is_brought_into_the_file_and_begins_anew(data: Path) -> None:
    path = made(data)
    with Store.open(data, clock=lambda: NOON) as store:
        for number in range(LARGEST_JOURNAL):
            store.beat(at(number))
        # Each beat writes two pages at the least.
        journal = path.with_name("archive.db-wal").stat().st_size
        assert LARGEST_JOURNAL < journal / page_size(path) < 1.2 * LARGEST_JOURNAL
        assert wrong_pages(path) == []
    assert all(kept(path))


def test_a_reader_of_an_older_state_leaves_pages_without_sums_and_none_wrong(data: Path) -> None:
    path = made(data)
    store = Store.open(data, clock=lambda: NOON)
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM version").fetchone()
        store.beat(at(60))
        store.close()
        assert wrong_pages(path) == []
        assert 0 in kept(path)
    Store.open(data, clock=lambda: NOON).close()
    assert 0 not in kept(path)
    assert wrong_pages(path) == []


def test_sums_that_are_missing_or_of_other_pages_are_taken_anew(data: Path) -> None:
    path = made(data)
    before = kept(path)
    for wrong in (None, b"", b"words that are no sums at all"):
        sums_path(path).unlink()
        if wrong is not None:
            sums_path(path).write_bytes(wrong)
        assert wrong_pages(path) == []
        Store.open(data, clock=lambda: NOON).close()
        assert len(kept(path)) == len(before)
        assert all(kept(path))
        assert wrong_pages(path) == []


def test_sums_that_cannot_be_written_are_given_up_and_the_record_goes_on(data: Path) -> None:
    path = made(data)
    with Store.open(data, clock=lambda: NOON) as store:
        with arm("store.sums.before"):
            store.beat(at(60))
        assert not sums_path(path).exists()
        store.record(changed(look(store, 80), at(80), "Text 9."))
    assert wrong_pages(path) == []
    with Store.open(data, clock=lambda: NOON) as store:
        assert store.article(1).versions == 6
    assert all(kept(path))


def test_another_reader_of_this_process_drops_no_lock_of_the_writer(data: Path) -> None:
    path = made(data)
    with Store.open(data, clock=lambda: NOON) as store:
        store.beat(at(60))
        opened = files_open()
        assert wrong_pages(path) == []
        # Its file stays open until the writer lets go of its own.
        assert files_open() == opened + 1
    assert files_open() < opened


def test_a_record_that_shrank_keeps_no_sum_behind_its_end(data: Path) -> None:
    path = made(data)
    with Store.open(data, clock=lambda: NOON) as store:
        store.redact(1, [1, 2, 3], reason="r", now=at(90))
        assert store.finish_redactions()
        assert len(kept(path)) == path.stat().st_size // page_size(path)
        assert wrong_pages(path) == []
    assert wrong_pages(path) == []


@pytest.fixture
def copied(data: Path, tmp_path: Path) -> Path:
    """Give a record as a kill leaves it: with its journal."""
    path = made(data)
    with Store.open(data, clock=lambda: NOON) as store:
        store.beat(at(60))
        store.record(changed(look(store, 80), at(80), "Text 9."))
        shutil.copytree(data, tmp_path / "copy")
    return tmp_path / "copy" / path.name


def test_after_a_kill_pages_of_the_journal_are_summed_by_the_next_writer(copied: Path) -> None:
    assert 0 in kept(copied)
    sums = PageSums(copied)
    sums.sum_the_rest()
    assert 0 in kept(copied)
    sums.close()
    Store.open(copied.parent, clock=lambda: NOON).close()
    assert all(kept(copied))
    assert wrong_pages(copied) == []


def test_after_a_kill_another_program_may_empty_the_journal(copied: Path) -> None:
    with closing(sqlite3.connect(copied)) as other:
        other.execute("SELECT count(*) FROM version").fetchone()
    assert not copied.with_name(f"{copied.name}-wal").exists()
    assert wrong_pages(copied) == []


def test_what_a_killed_writer_had_not_committed_makes_no_sum_wrong(data: Path, tmp_path: Path) -> None:
    path, killed = made(data), tmp_path / "killed"
    with Store.open(data, clock=lambda: NOON) as store:
        store.record(changed(look(store, 60), at(60), "Text 6."))
        with closing(sqlite3.connect(path, isolation_level=None)) as writer:
            writer.executescript("PRAGMA cache_size=10; BEGIN; CREATE TABLE never (words)")
            writer.execute("INSERT INTO never VALUES (zeroblob(2000000))")
            shutil.copytree(data, killed)
    with Store.open(killed, clock=lambda: NOON) as store:
        # Written over what the killed one left in the journal, a few pages at a time.
        for number in range(7, 12):
            store.record(changed(look(store, 10 * number), at(10 * number), f"Text {number}.", "anne@example.org"))
    assert wrong_pages(killed / path.name) == []
    Store.open(killed, clock=lambda: NOON).close()
