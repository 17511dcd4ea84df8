"""Bursts: how long the news of a story are gathered once one was told, so that a lively story is no noise."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from tracker.model import AlertSettings, Burst, Delivery

NO_BURST = Burst()


def open_until(burst: Burst, now: datetime) -> datetime | None:
    """Give the end of the window that is open; None where news of the story may leave.

    A window never holds for longer than it was opened for, also where the clock was set back meanwhile.
    """
    if burst.until is None or burst.until <= now or not burst.window:
        return None
    return min(burst.until, now + burst.window)


def urgent_until(burst: Burst, now: datetime, settings: AlertSettings) -> datetime | None:
    """Give until when news that cannot wait are gathered all the same: the shortest window after the last mail.

    None where they may leave. Without it a headline that changes each few seconds would be a mail each time.
    """
    until = open_until(burst, now)
    if until is None or burst.until is None:
        return None
    earlier = burst.until - max(burst.window - settings.burst, timedelta(0))
    return min(until, earlier) if earlier > now else None


def next_window(burst: Burst, deliveries: Iterable[Delivery], settings: AlertSettings) -> timedelta:
    """Give the window that opens when these news of a story leave.

    The first is `settings.burst`; it doubles up to `longest_burst` while news came before the last one was over, and
    is the first again after one in which nothing came.
    """
    if not burst.window or burst.until is None:
        return settings.burst
    until = burst.until
    if all(delivery.created > until for delivery in deliveries):
        return settings.burst
    return max(settings.burst, min(2 * burst.window, settings.longest_burst)) if settings.burst else settings.burst
