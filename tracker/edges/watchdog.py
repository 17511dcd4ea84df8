"""One thread that cuts off whatever takes longer than it may: requests through the gate, pages in a child."""

from __future__ import annotations

import heapq
import itertools
import threading
import time
from collections.abc import Callable
from datetime import timedelta

_MANY = 64


class Alarm:
    """One thing that may take only so long. `rang` tells whether it was cut off: look there before believing it."""

    __slots__ = ("_cut", "_lock", "rang")

    def __init__(self, cut: Callable[[], None]) -> None:
        self._cut: Callable[[], None] | None = cut
        self._lock = threading.Lock()
        self.rang = False

    @property
    def silent(self) -> bool:
        """Whether it can never ring again."""
        return self._cut is None

    def cancel(self) -> None:
        """Say that the thing is done; after this returns nothing is cut any more."""
        with self._lock:
            self._cut = None

    def ring(self) -> None:
        """Cut the thing off, unless it is done."""
        with self._lock:
            if self._cut is not None:
                self.rang = True
                self._cut()
                self._cut = None


class Watchdog:
    """Rings alarms on time, from one thread that starts with the first of them and sleeps between them."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._waiting: list[tuple[float, int, Alarm]] = []
        self._numbers = itertools.count()
        self._thread: threading.Thread | None = None
        self._closed = False

    def guard(self, length: timedelta, cut: Callable[[], None]) -> Alarm:
        """Call `cut` from another thread when `length` has passed, unless the alarm is cancelled before.

        Args:
            length: from now on.
            cut: quick, and raises nothing.
        """
        alarm = Alarm(cut)
        when = time.monotonic() + length.total_seconds()
        with self._changed:
            self._start()
            self._drop_silent()
            heapq.heappush(self._waiting, (when, next(self._numbers), alarm))
            if self._waiting[0][2] is alarm:
                self._changed.notify()
        return alarm

    def close(self) -> None:
        """Stop the thread; while something is still under guard it stays until that is done, or late."""
        with self._changed:
            self._closed = True
            self._changed.notify()
            thread = None if any(not alarm.silent for _, _, alarm in self._waiting) else self._thread
        if thread is not None:
            thread.join()

    def _start(self) -> None:
        if self._thread is None:
            self._thread = threading.Thread(target=self._watch, name="watchdog", daemon=True)
            self._thread.start()

    def _drop_silent(self) -> None:
        # Most things end long before their time: without this a busy day keeps half a minute of dead alarms.
        if len(self._waiting) > _MANY and sum(entry[2].silent for entry in self._waiting) * 2 > len(self._waiting):
            self._waiting = [entry for entry in self._waiting if not entry[2].silent]
            heapq.heapify(self._waiting)

    def _watch(self) -> None:
        while (alarm := self._next()) is not None:
            alarm.ring()

    def _next(self) -> Alarm | None:
        with self._changed:
            while not self._closed or any(not alarm.silent for _, _, alarm in self._waiting):
                wait = self._waiting[0][0] - time.monotonic() if self._waiting else None
                if wait is not None and wait <= 0:
                    return heapq.heappop(self._waiting)[2]
                self._changed.wait(wait)
            self._thread = None
        return None
