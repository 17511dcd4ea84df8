"""Connections that only read, kept open from question to question: to check one out costs as much as two answers."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TypeVar

from sqlalchemy import Connection, Engine

Found = TypeVar("Found")
# Each holds two megabytes of the record, and more than these are hardly ever asked at once.
MOST_IDLE = 4


class Readers:
    """Answers questions on connections of their own, each as one moment of the record; safe to use from many threads.

    The engine keeps no pool: what is idle is kept here, and no question ever waits for another.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._idle: list[Connection] = []
        self._lock = threading.Lock()
        self._closed = False

    def ask(self, query: Callable[[Connection], Found]) -> Found:
        """Give what a query finds; a connection on which anything went wrong is not used again."""
        connection = self._taken()
        try:
            found = query(connection)
            connection.rollback()
        except BaseException:
            connection.close()
            raise
        self._put_back(connection)
        return found

    def close(self) -> None:
        """Let go of the file; questions that are being answered end theirs."""
        with self._lock:
            self._closed, idle, self._idle = True, self._idle, []
        for connection in idle:
            connection.close()
        self._engine.dispose()

    def _taken(self) -> Connection:
        with self._lock:
            if self._idle:
                return self._idle.pop()
        return self._engine.connect()

    def _put_back(self, connection: Connection) -> None:
        with self._lock:
            if not self._closed and len(self._idle) < MOST_IDLE:
                self._idle.append(connection)
                return
        connection.close()
