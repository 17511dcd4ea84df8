"""The bell that gathers numbers and puts them where Prometheus finds them."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

from tracker.edges.metrics_places import MetricsPort, write_metrics
from tracker.errors import OutputError
from tracker.model.settings import MetricsSettings

logger = logging.getLogger("tracker")

AT_MOST: Final = 0.02
"""The share of time that gathering may take: a record of a million articles is counted less often."""


class Measuring:
    """Keeps file and port of the settings up to date.

    Args:
        clock: seconds that nobody can set.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._port: MetricsPort | None = None
        self._next = clock()

    def measure(self, settings: MetricsSettings, text: Callable[[], str]) -> None:
        """Gather and give out, where anybody wants the numbers; what cannot be given is told, and tried again."""
        self._listen(settings.port)
        if (settings.file is None and self._port is None) or self._clock() < self._next:
            return
        began = self._clock()
        found = text()
        self._next = self._clock() + (self._clock() - began) / AT_MOST
        if self._port is not None:
            self._port.text = found
        if settings.file is not None:
            try:
                write_metrics(Path(settings.file), found)
            except OutputError as error:
                logger.warning("no metrics why=%s", error)

    def close(self) -> None:
        """Listen no more."""
        if self._port is not None:
            self._port.close()
            self._port = None

    def _listen(self, wanted: int) -> None:
        if self._port is not None and self._port.port != wanted:
            self.close()
        if wanted and self._port is None:
            try:
                self._port = MetricsPort(wanted)
            except OutputError as error:
                logger.warning("no metrics why=%s", error)
            else:
                self._next = self._clock()
                logger.info("metrics answered port=%d", wanted)
