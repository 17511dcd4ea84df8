"""What is looked into in a data folder while its record is open."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.cli.kept import fill
from tests.edges.store.examples import NOON
from tracker.app.clearing import backups, files_with
from tracker.edges.store import Record, Store

# What SQLite locks while it has a record open: bytes of the file itself, and one of the index of its journal.
# Source: https://www.sqlite.org/src/file/src/os_unix.c (SHARED_FIRST, SHARED_SIZE, UNIX_SHM_DMS)
OTHERS_WOULD_GET = """
import fcntl, sys
for name, first, size in (("archive.db", 0x40000002, 510), ("archive.db-shm", 128, 1)):
    with open(f"{sys.argv[1]}/{name}", "r+b") as file:
        try:
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB, size, first)
            print(name)
        except OSError:
            pass
"""


def unlocked(data: Path) -> list[str]:
    """Give the files of a record whose locks another program would get now."""
    done = subprocess.run(
        [sys.executable, "-c", OTHERS_WOULD_GET, str(data)], capture_output=True, text=True, check=True
    )
    return done.stdout.split()


def test_looking_for_copies_takes_no_lock_from_the_record_that_is_open(tmp_path: Path) -> None:
    fill(tmp_path)
    with Store.open(tmp_path, clock=lambda: NOON):
        os.link(tmp_path / "archive.db", tmp_path / "the-same.db")
        assert backups(tmp_path) == []
        assert unlocked(tmp_path) == []


def test_looking_for_a_phrase_takes_no_lock_from_the_record_that_is_open(tmp_path: Path) -> None:
    fill(tmp_path)
    with Store.open(tmp_path, clock=lambda: NOON):
        for _ in range(2):
            assert tmp_path / "archive.db" in files_with(tmp_path, "BRIDGE IS OPEN TO CYCLISTS")
        assert unlocked(tmp_path) == []


def test_opening_a_record_again_takes_no_lock_from_the_one_that_is_open(tmp_path: Path) -> None:
    fill(tmp_path)
    with Store.open(tmp_path, clock=lambda: NOON) as store:
        # An empty journal is when the file's own end is looked at.
        assert store.finish_redactions()
        store.give_back()
        assert (tmp_path / "archive.db-wal").stat().st_size == 0
        Record.open(tmp_path).expect_current()
        assert unlocked(tmp_path) == []
