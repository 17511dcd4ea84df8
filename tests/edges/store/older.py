"""A record that an older tracker wrote."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

DUMP = Path(__file__).with_name("r0001.sql")


def keep_older_record(data: Path) -> Path:
    """Put the record of the first schema into a data folder; gives the place of its file."""
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = data / "archive.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA page_size=8192")
        connection.executescript(DUMP.read_text())
        connection.execute("PRAGMA journal_mode=WAL")
    return path
