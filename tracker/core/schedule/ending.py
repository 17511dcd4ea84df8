"""When a watch ends by itself: long after the last change, sooner once the notice is gone.

Without an end five new articles a day on one host would use up its 60 looks an hour in seven weeks.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from tracker.model import ArticleState, Heat, Marker, Plan, ScheduleSettings
from tracker.model.durations import spoken_duration

TRIES: Final = 24
"""Source: no measurement; a choice. A page that cannot be read is tried about a day for its last look."""
ABSENCE: Final = 2
"""Looks that lie so many of the longest pauses apart: nobody looked meanwhile, or the clock is wrong."""
ONCE_MORE: Final = timedelta(days=1)
_HALF_A_DAY = timedelta(hours=12)
"""A watch ends with the day that a person named, in their zone: at noon it is the same day nearly everywhere."""


def ends_at(heat: Heat, *, marker: Marker | None, settings: ScheduleSettings) -> datetime:
    """Give when a watch ends unless the article changes: a person's word, else so long after its last change.

    Adding an old article begins its time anew. Never later than a calendar goes.
    """
    if heat.until is not None:
        return heat.until
    quiet_since = max(heat.changed_at or heat.born, heat.opened or heat.at)
    length = settings.end_after if marker is None else settings.end_after_marked
    try:
        return quiet_since + length
    except OverflowError:
        return datetime.max.replace(tzinfo=quiet_since.tzinfo)


def ended_plan(heat: Heat, *, marker: Marker | None, settings: ScheduleSettings) -> Plan:
    """Plan no further look: a moved hint, a notice that returns or a person reopens the watch."""
    if heat.until is not None:
        why = f"the watch was to end on {heat.until - _HALF_A_DAY:%Y-%m-%d}"
    else:
        length = settings.end_after if marker is None else settings.end_after_marked
        notice = "the notice is gone" if marker is None else "though the notice stands"
        why = f"no change for {spoken_duration(length)}, {notice}"
    return Plan(at=None, why=f"{why}: the watch has ended", state=ArticleState.ENDED, heat=heat)


def is_sudden(heat: Heat, now: datetime, *, end: datetime, settings: ScheduleSettings) -> bool:
    """Tell whether an end comes by a long absence alone: no look was made for longer than any plan waits.

    A clock that is a year ahead for an hour would else end every watch there is. One that had ended before the absence,
    and is looked at since a hint said so, is over.

    Args:
        end: when the watch was to end.
    """
    return heat.until is None and heat.at < end and now - heat.at > ABSENCE * settings.max_interval


def put_off(heat: Heat, now: datetime, *, marker: Marker | None, settings: ScheduleSettings) -> Heat:
    """Give the heat of a watch that ends a day from now instead, so that it ends after a look that was not alone."""
    length = settings.end_after if marker is None else settings.end_after_marked
    return replace(heat, opened=now + ONCE_MORE - length)


def unread_plan(failed: Plan, now: datetime, *, reason: str, marker: Marker | None, settings: ScheduleSettings) -> Plan:
    """Give the plan after a look that saw no text, or the end of the watch once its time is over.

    The last look of a page that cannot be read is tried for about a day.
    """
    if failed.heat.failures < TRIES or now < ends_at(failed.heat, marker=marker, settings=settings):
        return failed
    ended = ended_plan(failed.heat, marker=marker, settings=settings)
    return replace(ended, why=f"{ended.why}; it could not be read any more: {reason}")
