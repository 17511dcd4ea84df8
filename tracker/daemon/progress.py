"""Whether the daemon gets on: its tick, its looks, its outbox. Who stands still is not called alive."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

from tracker.app.requests import Pulse
from tracker.errors import TrackerError
from tracker.model import Settings

TICK: Final = "tick"
TICK_SECONDS: Final = 300.0
"""Source: no measurement; a choice. A tick takes milliseconds, but waits while a large record is packed anew."""
OUTBOX_SECONDS: Final = 300.0
STEPS_OF_A_MAIL: Final = 10
"""How often a mail server may use up its timeout before one message is given up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """How many seconds each part may stand still."""

    tick: float = TICK_SECONDS
    looks: float = TICK_SECONDS
    outbox: float = OUTBOX_SECONDS

    @classmethod
    def of(cls, settings: Settings) -> Patience:
        """Give what the settings allow each part: a look is given up after its lease, a mail after its timeouts."""
        mail = STEPS_OF_A_MAIL * settings.mail.smtp.timeout.total_seconds()
        looks = 2 * settings.run.lease.total_seconds()
        return cls(looks=max(TICK_SECONDS, looks), outbox=max(OUTBOX_SECONDS, mail))


class Progress:
    """Notes who got on when; safe to use from many threads.

    Args:
        outboxes: names of the channels by which people are told.
        clock: seconds that nobody can set, time asleep not among them.
    """

    def __init__(self, outboxes: Iterable[str] = (), *, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        begun = clock()
        self._last = dict.fromkeys((TICK, *outboxes), begun)
        self._ended = begun
        self._looks: dict[int, float] = {}
        self._number = 0

    def mark(self, part: str) -> None:
        """Note that a part got on."""
        with self._lock:
            self._last[part] = self._clock()

    @contextmanager
    def round(self, part: str) -> Iterator[None]:
        """Do a round of a part; it got on where that ended, and be it with an error that we can explain.

        A full disk is no reason to start anew; what nobody foresaw may be.
        """
        try:
            yield
        except TrackerError:
            self.mark(part)
            raise
        self.mark(part)

    @contextmanager
    def look(self) -> Iterator[None]:
        """Have a look in hand for the length of a `with` block."""
        with self._lock:
            self._number += 1
            number = self._number
            self._looks[number] = self._clock()
        try:
            yield
        finally:
            with self._lock:
                del self._looks[number]
                self._ended = self._clock()

    def standstill(self, patience: Patience) -> list[str]:
        """Say in sentences what stands still; nothing where all get on."""
        with self._lock:
            present, last = self._clock(), dict(self._last)
            oldest, ended = min(self._looks.values(), default=self._clock()), self._ended
        found = []
        if present - last[TICK] > patience.tick:
            found.append(f"the tick that takes what is due has not ended for {present - last[TICK]:.0f} s")
        if present - oldest > patience.looks and present - ended > patience.looks:
            found.append(f"a look has been in hand for {present - oldest:.0f} s, and none has ended since")
        late = ((name, present - at) for name, at in last.items() if name != TICK and present - at > patience.outbox)
        return found + [f"the outbox of {name} has not been gone through for {seconds:.0f} s" for name, seconds in late]

    def hanging(self, patience: Patience) -> int:
        """Count the looks in hand that should have ended long ago; others may get on beside them."""
        with self._lock:
            return sum(self._clock() - begun > patience.looks for begun in self._looks.values())


def pulse(progress: Progress, patience: Patience) -> Pulse:
    """Give what the daemon answers when it is asked how its rounds get on."""
    standing, hanging = progress.standstill(patience), progress.hanging(patience)
    return Pulse(pid=os.getpid(), standing_still=tuple(standing), hanging=hanging)
