"""The sign of life that the service manager waits for: given only while tick, looks and outbox get on."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable

from tracker.daemon.progress import Patience, Progress
from tracker.edges.service_manager import ServiceManager

logger = logging.getLogger("tracker")


class LifeSign:
    """Gives a sign of life, twice in the time that the service manager waits; called every second or so."""

    def __init__(
        self, manager: ServiceManager, progress: Progress, *, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._manager = manager
        self._progress = progress
        self._clock = clock
        self._next = clock()
        self._told: tuple[str, ...] = ()

    def give(self, patience: Patience, *, doing: str) -> None:
        """Give one where its time has come and all get on; tell once what does not, and once that it does again.

        Args:
            doing: what is being done while all is well.
        """
        standing = tuple(self._progress.standstill(patience))
        # Seconds pass, and the sentences with them: told is what begins and what ends.
        if bool(standing) != bool(self._told):
            for words in standing:
                logger.error("stands still why=%r", words)
            if not standing:
                logger.warning("gets on again")
            self._manager.status("; ".join(standing) or doing)
        self._told = standing
        if standing or self._manager.watchdog is None or self._clock() < self._next:
            return
        self._next = self._clock() + self._manager.watchdog.total_seconds() / 2
        self._manager.alive()
