"""A record that somebody changes with another program, and who knows of its sums: only hashes can tell."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path


@contextmanager
def by_hand(archive: Path) -> Iterator[sqlite3.Connection]:
    """Give a connection to a record that nobody has open, committed at the end; the sums of its pages are removed."""
    with closing(sqlite3.connect(archive)) as connection, connection:
        yield connection
    archive.with_name(f"{archive.name}-sums").unlink(missing_ok=True)
