"""Whether a record was written since it was asked last: a question of microseconds, for those who look on."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, StaticPool

from tracker.edges.store.opening import archive_path, reading_engine, translated


class Freshness:
    """Looks at a record from outside: holds one connection that can only read, and no transaction.

    Made and asked in one thread. A record that is not there yet, or another that was put in its place, is noticed too.
    """

    def __init__(self, data: Path) -> None:
        self._path = archive_path(data)
        self._engine: Engine | None = None
        self._file: tuple[int, int] | None = None
        self._version: int | None = None

    def changed(self) -> bool:
        """Tell whether anything was written since the last call; the first one says yes where there is a record.

        Raises:
            StoreError: the record cannot be read.
        """
        with translated(self._path):
            known = (self._file, self._version)
            self._follow_file()
            self._version = None if self._engine is None else self._asked(self._engine)
            return known != (self._file, self._version)

    def close(self) -> None:
        """Let go of the record."""
        if self._engine is not None:
            self._engine.dispose()
            self._engine = None

    def _follow_file(self) -> None:
        try:
            found = self._path.stat()
        except FileNotFoundError:
            file = None
        else:
            file = (found.st_dev, found.st_ino)
        if file != self._file:
            self.close()
            self._file = file
        if self._engine is None and file is not None:
            self._engine = reading_engine(self._path, pool=StaticPool)

    def _asked(self, engine: Engine) -> int:
        # At the driver: a transaction would be one moment of the record, and never see the next.
        pooled: Any = engine.raw_connection()
        driver: sqlite3.Connection = pooled.driver_connection
        with closing(driver.cursor()) as cursor:
            return int(cursor.execute("PRAGMA data_version").fetchone()[0])
