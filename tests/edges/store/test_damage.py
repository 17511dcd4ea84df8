"""What a record says and does when its file, or the disk under it, is not what it was."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.edges.store.crashing import KILLED, child, said, write_all
from tests.edges.store.examples import NOON, at, changed, opening
from tests.edges.store.test_writing import look
from tracker.edges.store import Record, Store
from tracker.errors import StoreDamagedError, StoreUnwritableError

FLIPS = 90
Told = tuple[tuple[object, ...], ...]


def made(data: Path) -> Path:
    """Make a record of two articles with versions and give its file, closed, whole, and well filled."""
    chance = random.Random(5)
    with Store.open(data, clock=lambda: NOON) as store:
        store.open_watch(opening())
        store.open_watch(opening("https://other.example/", name="other.example"))
        for number in range(2, 6):
            text = f"Text {number}. {chance.randbytes(6000).hex(' ', 4)}"
            store.record(changed(look(store, 10 * number), at(10 * number), text, "anne@example.org"))
    return data / "archive.db"


def versions_of(record: Record, article_id: int) -> Told:
    """Give all that is evidence of an article: rows, stories and bytes."""
    return tuple(
        (version, record.story(article_id, version.number), record.body(article_id, version.number))
        for version in record.versions(article_id)
    )


def what_is_told(data: Path) -> tuple[set[int], dict[int, Told]]:
    """Give the articles that are told to be damaged, and what can still be read of the others."""
    record, broken, read = Record.open(data), set[int](), dict[int, Told]()
    # Beside evidence: whatever else is asked is answered, or told as damage.
    for ask in (
        record.articles,
        record.hosts,
        record.deliveries,
        lambda: record.summary(NOON),
        lambda: record.newest(9),
    ):
        with suppress(StoreDamagedError):
            ask()
    for article_id in (1, 2):
        try:
            if record.verify(article_id):
                broken.add(article_id)
            read[article_id] = versions_of(record, article_id)
        except StoreDamagedError:
            broken.add(article_id)
    return broken, read


def test_a_file_cut_anywhere_is_told_and_nothing_is_written_on_top(data: Path) -> None:
    path = made(data)
    whole = path.read_bytes()
    for length in (1, 50, 99, 100, 4096, 8192, 20_000, len(whole) // 2, len(whole) - 8192, len(whole) - 1):
        path.write_bytes(whole[:length])
        with pytest.raises(StoreDamagedError, match=r"archive\.db is damaged"):
            Record.open(data).articles()
        with pytest.raises(StoreDamagedError, match=r"archive\.db is damaged"):
            Store.open(data, clock=lambda: NOON)
        assert path.read_bytes() == whole[:length]
    path.write_bytes(whole)
    assert Record.open(data).verify() == []


def test_damage_that_a_write_meets_keeps_what_is_there(data: Path) -> None:
    path = made(data)
    whole = path.read_bytes()
    # Every page but the first: whatever a write needs of the tables is gone.
    path.write_bytes(whole[:8192] + b"\xff" * (len(whole) - 8192))
    before = path.read_bytes()
    with (
        pytest.raises(StoreDamagedError, match=r"is damaged .*; keep a copy of it"),
        Store.open(data, clock=lambda: NOON) as store,
    ):
        store.open_watch(opening("https://new.example/", name="new.example"))
    assert path.read_bytes() == before


def killed_writer(data: Path, tmp_path: Path) -> None:
    """Leave a record as a killed writer does: much of it still in its journal."""
    assert child(write_all, data, tmp_path / "said", "store.beat.before", 1, "") == KILLED
    assert said(tmp_path / "said")
    assert (data / "archive.db-wal").stat().st_size > 0


def test_a_journal_that_was_taken_away_is_told_by_name(data: Path, tmp_path: Path) -> None:
    killed_writer(data, tmp_path)
    journal = (data / "archive.db-wal").read_bytes()
    (data / "archive.db-wal").unlink()
    before = (data / "archive.db").read_bytes()
    for ask in (lambda: Record.open(data).articles(), lambda: Store.open(data, clock=lambda: NOON)):
        with pytest.raises(StoreDamagedError, match=r"archive\.db-wal is missing"):
            ask()
    assert (data / "archive.db").read_bytes() == before
    (data / "archive.db-wal").write_bytes(journal)
    with Store.open(data, clock=lambda: NOON):
        assert sum(article.versions for article in Record.open(data).articles()) == 4
    assert Record.open(data).verify() == []


@contextmanager
def small_disk(size: str) -> Iterator[Path]:
    """Mount a disk of its own in memory; skips where that is not allowed."""
    with TemporaryDirectory(prefix="tracker-disk-") as folder:
        if os.geteuid() != 0 or shutil.which("mount") is None or not mounted(folder, f"size={size}", "-t", "tmpfs"):
            pytest.skip("mounting a small disk needs the rights of an administrator")
        try:
            yield Path(folder)
        finally:
            subprocess.run(["umount", "-l", folder], check=True)


def mounted(folder: str, options: str, *kind: str) -> bool:
    """Mount, or mount anew with other options."""
    return subprocess.run(["mount", *kind, "-o", options, "tmpfs", folder], capture_output=True).returncode == 0


def fill(store: Store, word: str) -> None:
    """Write until there is no room."""
    for number in range(2000):
        name = f"{word}{number}.example"
        store.open_watch(opening(f"https://{name}/", name=name))


def test_a_disk_without_room_for_a_record_is_told() -> None:
    with small_disk("64k") as disk, pytest.raises(StoreUnwritableError, match="no room is left for the record"):
        Store.open(disk / "data", clock=lambda: NOON)
