"""Telling a clock that was set from a machine that slept.

After sleep what is overdue is looked at, the hottest first, a gap apart. By a clock that was set looks seem overdue, or
far away, that are not: all that is planned moves with it.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

RINGS_SECONDS: Final = 5.0
"""A difference that bells do not survive: those of the scheduler are set by the clock on the wall."""
STEP_SECONDS: Final = 30.0
"""Source: no measurement; a choice. What a time server puts right by so little needs no plan to move."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Jump:
    """What became of the clock since the last look: do bells need to be rung, and by how much was it set."""

    rings: bool = False
    step: timedelta = timedelta(0)


def _awake_or_asleep() -> float:
    """Give seconds that nobody can set, time asleep among them where the system counts it."""
    return time.clock_gettime(time.CLOCK_BOOTTIME) if hasattr(time, "CLOCK_BOOTTIME") else time.monotonic()


class ClockWatch:
    """Compares the clock on the wall with those that nobody can set.

    Args:
        wall, monotonic, elapsed: give seconds: of the wall, of time awake, and of all time. Where the last two are the
            same clock a sleep cannot be told from a step, and nothing is moved.
    """

    def __init__(
        self,
        wall: Callable[[], float] = time.time,
        monotonic: Callable[[], float] = time.monotonic,
        elapsed: Callable[[], float] | None = None,
    ) -> None:
        self._wall, self._monotonic = wall, monotonic
        self._elapsed = elapsed or (_awake_or_asleep if hasattr(time, "CLOCK_BOOTTIME") else None)
        self._ahead, self._set = self._ahead_of_awake(), self._ahead_of_all()

    def look(self) -> Jump:
        """Compare once; called every second or so."""
        ahead, standing = self._ahead_of_awake(), self._ahead_of_all()
        rings, step = abs(ahead - self._ahead) > RINGS_SECONDS, standing - self._set
        if rings:
            self._ahead = ahead
        if abs(step) <= STEP_SECONDS:
            # Small corrections add up over months: they are no step.
            self._set = standing
            return Jump(rings=rings)
        self._set = standing
        return Jump(rings=rings, step=timedelta(seconds=step))

    def _ahead_of_awake(self) -> float:
        return self._wall() - self._monotonic()

    def _ahead_of_all(self) -> float:
        return self._wall() - self._elapsed() if self._elapsed is not None else 0.0
