"""Who is told what and when: a rule against what is due. Pure; what happened is given, and so is the time."""

from __future__ import annotations

from tracker.core.alerts.bursts import next_window
from tracker.core.alerts.hours import next_digest, quiet_until
from tracker.core.alerts.matching import wants_change, wants_event, wants_merged
from tracker.core.alerts.news import News, Tells, kinds_of_change, kinds_of_event
from tracker.core.alerts.planning import carried_until, muted_by, plan

__all__ = [
    "News",
    "Tells",
    "carried_until",
    "kinds_of_change",
    "kinds_of_event",
    "muted_by",
    "next_digest",
    "next_window",
    "plan",
    "quiet_until",
    "wants_change",
    "wants_event",
    "wants_merged",
]
