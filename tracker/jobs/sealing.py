"""Days that have ended are closed, hashed, and stamped by somebody else where a server is named."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Protocol

from tracker.errors import TimestampError, TrackerError
from tracker.jobs.protocols import Clock
from tracker.model import DayRoot, Stamp

# A look that began before midnight is over by then; later ones are only counted to the next day.
GRACE = timedelta(minutes=10)
FIRST_PAUSE = timedelta(minutes=5)
LONGEST_PAUSE = timedelta(hours=6)
# A server whose clock is further from ours than this says a time that we cannot stand for, whoever is wrong.
CLOCKS_APART = timedelta(minutes=10)


class Days(Protocol):
    """The record as it is sealed, day by day."""

    def close_days(self, now: datetime) -> None:
        """Close all days before today: what is recorded from here on belongs to a later one."""
        ...

    def hash_day(self, now: datetime) -> DayRoot | None:
        """Hash the first closed day that has no root yet, and keep it; None where all have one."""
        ...

    def newest_day(self) -> DayRoot | None:
        """Give the newest day that has a root; None where none has."""
        ...

    def stamped(self, day: str, stamp: Stamp) -> None:
        """Keep a timestamp on a day."""
        ...

    def stamp_later(self, day: str, *, again: datetime, told: str) -> None:
        """Note that no timestamp was given, why, and when to ask again."""
        ...


class Stamper(Protocol):
    """Somebody else who signs that a message was there at a time."""

    def stamp(self, message: bytes) -> Stamp:
        """Have a message stamped.

        Raises:
            TimestampError: no timestamp that holds was given.
            FetchError: no answer came.
        """
        ...


def seal(days: Days, clock: Clock) -> list[DayRoot]:
    """Close and hash every day that has ended, oldest first, also after weeks of rest; gives those just hashed."""
    days.close_days(clock() - GRACE)
    found = []
    while (day := days.hash_day(clock())) is not None:
        found.append(day)
    return found


def stamp(days: Days, stamper: Stamper, clock: Clock) -> DayRoot | None:
    """Have the newest day stamped, unless it is already or its time has not come; gives the day as it is then.

    Days are chained, so a stamp on the newest proves all days before it. What goes wrong is noted on the day, and
    tried again later: after five minutes first, then doubling to six hours.
    """
    day = days.newest_day()
    if day is None or day.stamp is not None or (day.next_try is not None and clock() < day.next_try):
        return None
    try:
        given = stamper.stamp(day.chain_hash.encode())
        _expect_believable(given, day, clock())
    except TrackerError as error:
        again = clock() + pause_after(day.tries + 1)
        days.stamp_later(day.day, again=again, told=str(error))
        return replace(day, tries=day.tries + 1, next_try=again, told=str(error))
    days.stamped(day.day, given)
    return replace(day, stamp=given)


def pause_after(tries: int) -> timedelta:
    """Give how long to wait after so many tries in vain."""
    return min(FIRST_PAUSE * (1 << min(tries - 1, 10)), LONGEST_PAUSE)


def _expect_believable(given: Stamp, day: DayRoot, now: datetime) -> None:
    if abs(given.at - now) > CLOCKS_APART:
        raise TimestampError(
            f"the server says that it is {given.at:%Y-%m-%d %H:%M} UTC, this machine {now:%Y-%m-%d %H:%M}: "
            f"one of the two clocks is wrong, and nothing was kept for {day.day}"
        )
