"""Signs of life, given so often as long as all is well."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta


class Pulse:
    """Gives a sign of life so often, as long as all is well.

    Args:
        beat: gives one; what it has to tell, empty where it is as before.
        every: the pause between two.
    """

    def __init__(self, beat: Callable[[], str], *, every: timedelta) -> None:
        self._beat = beat
        self._every = every
        self._next: datetime | None = None

    def give(self, now: datetime, *, well: bool) -> str:
        """Give one where its time has come and all is well; gives what there is to tell of it."""
        if self._next is not None and now < self._next <= now + self._every:
            return ""
        if not well:
            return ""
        self._next = now + self._every
        return self._beat()
