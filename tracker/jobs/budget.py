"""How many requests an hour may be made in all, and how far each host's plans must be stretched to fit it."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from datetime import datetime, timedelta

from tracker.core.schedule import after_request, fresh_host, next_stretch, ready
from tracker.jobs.protocols import Clock, Fetcher
from tracker.model import Capture, Host, Request

_NO_GAP = timedelta(0)


class Budget:
    """Counts requests against a cap an hour, and keeps each host's stretch; safe to share between threads.

    Args:
        per_hour: of all requests to sites together; 0: no bound.
        bucket: what was left of it when it was last kept; None: all.
    """

    def __init__(self, per_hour: int = 0, *, bucket: Host | None = None) -> None:
        self._per_hour = per_hour
        self._all = bucket
        self._stretches: dict[str, float] = {}
        self._lock = threading.Lock()

    @property
    def bucket(self) -> Host | None:
        """What is left of the bound, to be kept for the next one who counts; None where nothing was asked."""
        with self._lock:
            return self._all

    def room(self, now: datetime) -> int | None:
        """Give how many requests may be begun now; None where there is no bound."""
        if not self._per_hour:
            return None
        with self._lock:
            bucket = self._bucket(now)
            if not ready(bucket, now):
                return 0
            filled = bucket.tokens + max((now - bucket.tokens_at).total_seconds(), 0.0) * self._per_hour / 3600
            return max(int(min(filled, max(self._per_hour / 12, 1.0))), 1)

    def spend(self, now: datetime) -> None:
        """Note one request."""
        if not self._per_hour:
            return
        with self._lock:
            spent = self._bucket(now)
            self._all = after_request(spent, now, status=200, retry_after=None, gap=_NO_GAP, per_hour=self._per_hour)

    def stretch(self, host_name: str) -> float:
        """Give by how much a host's quiet articles wait longer; 1 where all that is planned fits."""
        with self._lock:
            return self._stretches.get(host_name, 1.0)

    def weigh(self, loads: Mapping[str, tuple[float, float | None]]) -> None:
        """Take each host's requests an hour, planned and allowed, and stretch or relax its plans; every few minutes."""
        with self._lock:
            weighed = {
                name: next_stretch(self._stretches.get(name, 1.0), planned=planned, allowed=allowed)
                for name, (planned, allowed) in loads.items()
            }
            self._stretches = {name: stretch for name, stretch in weighed.items() if stretch > 1.0}

    def _bucket(self, now: datetime) -> Host:
        return self._all or fresh_host("all", now, per_hour=self._per_hour)


class CountedFetcher:
    """Passes requests on, and counts each."""

    def __init__(self, fetcher: Fetcher, budget: Budget, clock: Clock) -> None:
        self._fetcher = fetcher
        self._budget = budget
        self._clock = clock

    def fetch(self, request: Request) -> Capture:
        """Make one request.

        Raises:
            FetchError: there was no answer that could be kept.
        """
        self._budget.spend(self._clock())
        return self._fetcher.fetch(request)
