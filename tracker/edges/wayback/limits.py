"""How much may be asked of the Wayback Machine: so many pages a minute, so many at once, nothing while it says so."""

from __future__ import annotations

import itertools
import threading
from datetime import datetime, timedelta

MINUTE = timedelta(minutes=1)
LONGEST_JOB = timedelta(minutes=10)
"""After which a job that nobody saw end is no more counted: the archive gives a page two minutes."""


class Limits:
    """Counts what was begun. Safe to share between threads; times are the caller's.

    Args:
        per_minute: pages that are begun; one at least.
        at_once: pages that may be under way; one at least.
    """

    def __init__(self, *, per_minute: int, at_once: int) -> None:
        self._per_minute = max(per_minute, 1)
        self._at_once = max(at_once, 1)
        self._begun: list[datetime] = []
        self._open: dict[str, datetime] = {}
        self._until: datetime | None = None
        self._numbers = itertools.count()
        self._lock = threading.Lock()

    def wait(self, now: datetime) -> timedelta:
        """Give how long to wait before the next page may be begun; zero: it may now."""
        with self._lock:
            return self._wait(now)

    def take(self, now: datetime) -> str | None:
        """Take the right to begin one page; give a name to be `closed` once it is begun, or None: not now."""
        with self._lock:
            if self._wait(now) > timedelta(0):
                return None
            self._begun.append(now)
            name = f"asking {next(self._numbers)}"
            self._open[name] = now
            return name

    def opened(self, job: str, begun: datetime) -> None:
        """Note that a page is under way, one from before a restart too."""
        with self._lock:
            self._open[job] = begun

    def closed(self, job: str) -> None:
        """Note that a page is under way no more."""
        with self._lock:
            self._open.pop(job, None)

    def pause(self, until: datetime) -> None:
        """Begin nothing before that time."""
        with self._lock:
            self._until = until if self._until is None else max(until, self._until)

    def _wait(self, now: datetime) -> timedelta:
        self._forget(now)
        waits = [timedelta(0)]
        if self._until is not None:
            waits.append(self._until - now)
        if len(self._begun) >= self._per_minute:
            waits.append(self._begun[-self._per_minute] + MINUTE - now)
        if len(self._open) >= self._at_once:
            waits.append(min(MINUTE / 4, min(self._open.values()) + LONGEST_JOB - now))
        return max(waits)

    def _forget(self, now: datetime) -> None:
        # A clock that was set back must not hold us up for longer than the bounds themselves.
        self._begun = [begun for begun in self._begun if begun <= now < begun + MINUTE]
        self._open = {job: begun for job, begun in self._open.items() if begun <= now < begun + LONGEST_JOB}
        if self._until is not None and not now < self._until <= now + timedelta(days=1):
            self._until = None
