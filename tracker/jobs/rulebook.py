"""The rules of sites that were asked lately, read once: what a look asks before it asks a site."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import datetime
from typing import Final

from tracker.core.robots import Rules
from tracker.model import Host

MOST_KEPT: Final = 1000
"""So many hosts' rules are kept at hand; those of any other are read from the record again."""


class Rulebook:
    """The rules as they are in the record; safe to share between threads.

    Args:
        read: gives the robots.txt of a host as it was kept; None where none is.
    """

    def __init__(self, read: Callable[[str], bytes | None]) -> None:
        self._read = read
        self._known: dict[str, tuple[datetime | None, Rules | None]] = {}
        self._failures: dict[str, str] = {}
        self._lock = threading.Lock()

    def rules(self, host: Host) -> Rules | None:
        """Give the rules that hold for a host; None where none are kept."""
        with self._lock:
            known = self._known.get(host.name)
        if known is not None and known[0] == host.robots_until:
            return known[1]
        body = self._read(host.name)
        rules = Rules(body) if body is not None else None
        with self._lock:
            if len(self._known) >= MOST_KEPT:
                self._known.clear()
            self._known[host.name] = host.robots_until, rules
        return rules

    def failed(self, name: str, why: str) -> None:
        """Note why a host could not be asked for its rules."""
        with self._lock:
            if len(self._failures) >= MOST_KEPT:
                self._failures.clear()
            self._failures[name] = why

    def failure(self, name: str) -> str:
        """Give why a host could not be asked last; empty where that is not known."""
        with self._lock:
            return self._failures.get(name, "")
