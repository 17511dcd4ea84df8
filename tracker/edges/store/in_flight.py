"""Looks that are leased and not told of yet: whether it is worth it to wait for company before a commit."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from datetime import datetime


class InFlight:
    """The leases that looks hold now, by their tokens; safe to use from many threads."""

    def __init__(self) -> None:
        self._until: dict[str, datetime] = {}
        self._lock = threading.Lock()

    def begin(self, tokens: Iterable[str], now: datetime, until: datetime) -> None:
        """Note looks that begin; those whose leases ran out are forgotten, since their lookers may be dead."""
        with self._lock:
            self._until = {token: end for token, end in self._until.items() if end > now}
            self._until |= dict.fromkeys(tokens, until)

    def end(self, token: str) -> None:
        """Note that a look is told of, or given back."""
        with self._lock:
            self._until.pop(token, None)

    def __len__(self) -> int:
        return len(self._until)
