"""One request at a time a host, whoever in this process asks: a poll, a verb, or both at once."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

from tracker.model import Capture, Request


class HostQueue:
    """Passes requests on to a gate, those to one host one after another.

    Only the process that holds the store's lock asks sites anything, so this is all the queue there has to be.

    Args:
        fetch: makes one request; from the gate.
    """

    def __init__(self, fetch: Callable[[Request], Capture]) -> None:
        self._fetch = fetch
        self._turns: dict[str, threading.Lock] = {}
        self._waiting: Counter[str] = Counter()
        self._lock = threading.Lock()

    def fetch(self, request: Request) -> Capture:
        """Make one request when its host's turn has come.

        Raises:
            FetchError: there was no answer that could be kept.
        """
        with self._turn(urlsplit(request.url).netloc.lower()):
            return self._fetch(request)

    @contextmanager
    def _turn(self, host: str) -> Iterator[None]:
        with self._lock:
            turn = self._turns.setdefault(host, threading.Lock())
            self._waiting[host] += 1
        try:
            with turn:
                yield
        finally:
            with self._lock:
                self._waiting[host] -= 1
                if not self._waiting[host]:  # Hosts come and go for months: what nobody waits for is forgotten.
                    del self._turns[host], self._waiting[host]
