"""When a message that could not leave is tried again."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta

FIRST_PAUSE = timedelta(minutes=1)
LONGEST_PAUSE = timedelta(hours=1)


def next_try(attempts: int, message_id: str, now: datetime) -> datetime:
    """Give the time of the next try: one minute after the first, doubling to an hour, spread by up to a tenth.

    Args:
        attempts: tries so far, the one that just failed included.
        message_id: seeds the spread, so that deliveries that failed together do not come back together.
    """
    pause = min(FIRST_PAUSE * (1 << min(attempts - 1, 10)), LONGEST_PAUSE)
    seed = hashlib.sha256(f"{message_id} {attempts}".encode()).digest()
    return now + pause * (1 + 0.1 * int.from_bytes(seed[:4]) / 2**32)
