"""Who works with which settings: a reload begins a new shift, while the old one finishes what it has in hand."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field

from tracker.app.wiring import House


@dataclass(eq=False)
class Shift:
    """One house and the threads that poll in it.

    Attributes:
        at_work: looks, rounds and verbs in hand; `looks` of these are looks, each with a thread of the pool.
    """

    house: House
    pool: ThreadPoolExecutor = field(init=False)
    at_work: int = 0
    looks: int = 0

    def __post_init__(self) -> None:
        self.pool = ThreadPoolExecutor(self.house.settings.run.workers, thread_name_prefix="poll")

    def close(self) -> None:
        """Let go of the house and the threads."""
        self.pool.shutdown(wait=False)
        self.house.close()


class Shifts:
    """The shift at work, and those before it that have not finished yet. Safe to use from many threads."""

    def __init__(self, house: House) -> None:
        self._now = Shift(house)
        self._at_work = 0
        self._changed = threading.Condition()

    @property
    def at_work(self) -> int:
        """How much is in hand, in all shifts."""
        return self._at_work

    def enter(self, *, looks: int = 0) -> Shift:
        """Take one thing in hand, `looks` (0 or 1) of it a look; `leave` puts it down."""
        with self._changed:
            self._now.at_work += 1
            self._now.looks += looks
            self._at_work += 1
            return self._now

    def leave(self, shift: Shift, *, looks: int = 0) -> None:
        """Put down what was in hand; the last one of an old shift closes it."""
        with self._changed:
            shift.at_work -= 1
            shift.looks -= looks
            self._at_work -= 1
            over = shift is not self._now and not shift.at_work
            self._changed.notify_all()
        if over:
            shift.close()

    @contextmanager
    def inside(self) -> Iterator[Shift]:
        """Have something in hand for the length of a `with` block."""
        shift = self.enter()
        try:
            yield shift
        finally:
            self.leave(shift)

    def change(self, house: House) -> None:
        """Begin a new shift. The old one is closed once nobody is at work in it."""
        with self._changed:
            old, self._now = self._now, Shift(house)
            over = not old.at_work
        if over:
            old.close()

    def finish(self, seconds: float) -> bool:
        """Wait until nothing is in hand, then close; False, and nothing closed, where that takes longer."""
        with self._changed:
            if not self._changed.wait_for(lambda: not self._at_work, seconds):
                return False
        self._now.close()
        return True
