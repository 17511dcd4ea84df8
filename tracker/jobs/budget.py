"""How many requests an hour may be made in all, and how far each host's plans must be stretched to fit it."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from datetime import datetime, timedelta

from tracker.core.schedule import next_stretch
from tracker.core.schedule.host import BURST_SHARE
from tracker.jobs.protocols import Clock, Fetcher
from tracker.model import Capture, Host, Request

_HOUR = timedelta(hours=1)


class Budget:
    """Counts requests against a cap an hour, and keeps each host's stretch; safe to share between threads.

    Args:
        per_hour: of all requests to sites together; 0: no bound.
        bucket: what was left of it when it was last kept; None: all.
    """

    def __init__(self, per_hour: int = 0, *, bucket: Host | None = None) -> None:
        self._per_hour = per_hour
        self._most = max(per_hour / BURST_SHARE, 1.0)
        self._saved = min(bucket.tokens, self._most) if bucket else self._most
        self._counted_at = bucket.tokens_at if bucket else None
        self._stretches: dict[str, float] = {}
        self._lock = threading.Lock()

    @property
    def bucket(self) -> Host | None:
        """What is left of the bound, to be kept for the next one who counts; None where nothing was asked."""
        with self._lock:
            at = self._counted_at
            return Host(name="all", ready_at=at, tokens=self._saved, tokens_at=at) if at is not None else None

    def room(self, now: datetime) -> int | None:
        """Give how many requests may be begun now; None where there is no bound."""
        if not self._per_hour:
            return None
        with self._lock:
            self._count(now)
            # A sum of broken numbers comes to a hair less than what it should.
            return max(int(self._saved + 1e-9), 0)

    def spend(self, now: datetime, requests: int = 1) -> None:
        """Note requests. What several hands, or a person, ask beyond what is saved up is owed: an hour's at most."""
        if not self._per_hour:
            return
        with self._lock:
            self._count(now)
            self._saved = max(self._saved - requests, -float(self._per_hour))

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

    def _count(self, now: datetime) -> None:
        """Save up for the time that has passed; a clock that was set back costs nothing."""
        passed = max(now - (self._counted_at or now), timedelta(0))
        self._counted_at = now
        self._saved = min(self._saved + passed / _HOUR * self._per_hour, self._most)


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
        capture = self._fetcher.fetch(request)
        # Who looks where it is led pays for each step by itself, before it is made.
        if request.at_redirect is None:
            self._budget.spend(self._clock(), len(capture.redirects))
        return capture
