"""When a message that could not leave is tried again."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta

FIRST_PAUSE = timedelta(minutes=1)
LONGEST_PAUSE = timedelta(hours=1)


MORE_THAN_ONCE = timedelta(hours=6)
"""Nothing is given up before it was tried for so long: a machine may have been off for all its lifetime."""


def next_try(attempts: int, message_id: str, now: datetime) -> datetime:
    """Give the time of the next try: one minute after the first, doubling to an hour, spread by up to a tenth.

    Args:
        attempts: tries so far, the one that just failed included.
        message_id: seeds the spread, so that deliveries that failed together do not come back together.
    """
    pause = _pause(attempts)
    seed = hashlib.sha256(f"{message_id} {attempts}".encode()).digest()
    return now + pause * (1 + 0.1 * int.from_bytes(seed[:4]) / 2**32)


def tried_for(attempts: int) -> timedelta:
    """Give how long so many tries take at the least, from the first to the last."""
    return sum((_pause(number) for number in range(1, attempts)), timedelta(0))


def tried_since(owed: datetime, attempts: int, again: datetime | None) -> datetime:
    """Give about when the first of so many tries was, of which the next is at `again`: not before it was owed."""
    return owed if again is None else max(owed, again - tried_for(attempts + 1))


def is_given_up(attempts: int, age: timedelta, lifetime: timedelta, *, asked: bool = False) -> bool:
    """Tell whether a message that just failed is not tried again: it is old enough, and was tried often enough.

    Age alone does not do: what a person lets leave again, and what a machine that was off had not sent, is old at its
    first try, and a server that greets strangers by refusing them once would be its end.

    Args:
        asked: the other side named the pause, which may be a day: then age alone counts.
    """
    return age >= lifetime and (asked or tried_for(attempts) >= min(lifetime, MORE_THAN_ONCE))


def _pause(attempts: int) -> timedelta:
    return min(FIRST_PAUSE * (1 << min(attempts - 1, 10)), LONGEST_PAUSE)
