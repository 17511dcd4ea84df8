"""When a watch ends by itself: long after the last change, sooner once the notice is gone.

Without an end five new articles a day on one host would use up its 60 looks an hour in seven weeks.
"""

from __future__ import annotations

from datetime import datetime

from tracker.model import ArticleState, Heat, Marker, Plan, ScheduleSettings
from tracker.model.durations import spoken_duration


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
        why = f"the watch was to end on {heat.until:%Y-%m-%d}"
    else:
        length = settings.end_after if marker is None else settings.end_after_marked
        notice = "the notice is gone" if marker is None else "though the notice stands"
        why = f"no change for {spoken_duration(length)}, {notice}"
    return Plan(at=None, why=f"{why}: the watch has ended", state=ArticleState.ENDED, heat=heat)
