"""What was asked for in vain: the bells of the daemon ask sixteen times a second, and mostly nothing waits."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable
from datetime import datetime, timedelta

# What nobody writes may fall due all the same: the end of quiet hours, the next try of a message.
_ASKED_AGAIN_AFTER = timedelta(seconds=5)


class Idleness:
    """Remembers that nothing waited, until something is written or five seconds have passed.

    Safe to use from many threads: at worst a question is asked once more.

    Args:
        written: a number that grows with every commit that may leave something to do.
    """

    def __init__(self, *, written: Callable[[], int]) -> None:
        self._written = written
        self._in_vain: dict[Hashable, tuple[int, datetime]] = {}
        self._waiting: tuple[int, datetime, Collection[object]] | None = None

    def asked(self, name: Hashable, now: datetime, question: Callable[[], bool]) -> bool:
        """Ask whether anything waits, unless it is known that nothing does.

        Args:
            name: of the question.
        """
        # Read before the question: what is written while it is answered makes the answer old.
        written = self._written()
        if self._is_known(name, written, now):
            return False
        found = question()
        if not found:
            self._in_vain[name] = (written, now)
        return found

    def waits(self, one: object, now: datetime, question: Callable[[], Collection[object]]) -> bool:
        """Tell whether one is among those for whom anything waits: who asks first asks for all.

        Args:
            question: gives them all; always the same question.
        """
        written = self._written()
        if self._waiting is not None:
            before, asked_at, waiting = self._waiting
            if _holds(before, written, asked_at, now):
                return one in waiting
        waiting = question()
        self._waiting = (written, now, waiting)
        return one in waiting

    def _is_known(self, name: Hashable, written: int, now: datetime) -> bool:
        before, asked_at = self._in_vain.get(name, (None, now))
        return _holds(before, written, asked_at, now)


def _holds(before: int | None, written: int, asked_at: datetime, now: datetime) -> bool:
    # A clock that was set back must not keep it silent.
    return before == written and timedelta() <= now - asked_at < _ASKED_AGAIN_AFTER
