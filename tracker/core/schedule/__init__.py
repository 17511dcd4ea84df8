"""When to look again, and why then; how often a host may be asked. Pure: `now` is always given."""

from tracker.core.schedule.budget import next_stretch, stretched
from tracker.core.schedule.ending import ends_at, unread_plan
from tracker.core.schedule.forecast import forecast, under_cap
from tracker.core.schedule.heat import Look
from tracker.core.schedule.hints import after_look, is_believed, moves_a_plan, trust_words
from tracker.core.schedule.host import (
    after_request,
    allowed_per_hour,
    alone_words,
    fresh_host,
    pace_for,
    pace_of,
    ready,
    rested,
    stand_after,
)
from tracker.core.schedule.plan import (
    failed_plan,
    first_plan,
    forbidden_plan,
    gone_plan,
    held_plan,
    next_plan,
    quarantine_plan,
)

__all__ = [
    "Look",
    "after_look",
    "after_request",
    "allowed_per_hour",
    "alone_words",
    "ends_at",
    "failed_plan",
    "first_plan",
    "forbidden_plan",
    "forecast",
    "fresh_host",
    "gone_plan",
    "held_plan",
    "is_believed",
    "moves_a_plan",
    "next_plan",
    "next_stretch",
    "pace_for",
    "pace_of",
    "quarantine_plan",
    "ready",
    "rested",
    "stand_after",
    "stretched",
    "trust_words",
    "under_cap",
    "unread_plan",
]
