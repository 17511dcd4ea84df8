"""One absolute deadline for a request with all it takes: name, connection, handshake, headers, body, redirects."""

from __future__ import annotations

import socket
import threading
import time
from contextlib import suppress
from datetime import timedelta
from types import TracebackType
from typing import Self

from tracker.edges.watchdog import Watchdog
from tracker.errors import DeadlineError


class Deadline:
    """Shuts the connection when the time is up.

    A timeout of reading is no deadline: a server that sends a byte every now and then is never late. And after the
    cut a reply that stopped in its headers looks like an empty 200: ask `passed` before believing anything.
    """

    def __init__(self, watchdog: Watchdog, length: timedelta, *, url: str) -> None:
        self._length = length
        self._url = url
        self._ends = time.monotonic() + length.total_seconds()
        self._lock = threading.Lock()
        self._connection: socket.socket | None = None
        self._alarm = watchdog.guard(length, self._cut)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._alarm.cancel()
        self._let_go()

    @property
    def passed(self) -> bool:
        """Whether the time is up."""
        return self._alarm.rang or time.monotonic() >= self._ends

    def remaining(self) -> float:
        """Give the seconds left, more than 0.

        Raises:
            DeadlineError: there are none.
        """
        left = self._ends - time.monotonic()
        if self._alarm.rang or left <= 0:
            raise self.error()
        return left

    def error(self) -> DeadlineError:
        """Say in words that the time is up."""
        seconds = self._length.total_seconds()
        return DeadlineError(
            f"{self._url} was cut off after {seconds:g} s; raise fetch.deadline if the site is just slow"
        )

    def watch(self, connection: socket.socket) -> None:
        """Shut this connection when the time is up, instead of the one before.

        A duplicate is kept: TLS takes the descriptor out of the socket that it wraps.
        """
        self._let_go()
        with self._lock:
            self._connection = connection.dup()
        if self._alarm.rang:
            self._cut()

    def _cut(self) -> None:
        with self._lock:
            if self._connection is not None:
                with suppress(OSError):
                    self._connection.shutdown(socket.SHUT_RDWR)

    def _let_go(self) -> None:
        with self._lock:
            if self._connection is not None:
                self._connection.close()
                self._connection = None
