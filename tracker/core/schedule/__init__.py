"""When to look again, and why then; how often a host may be asked. Pure: `now` is always given."""

from tracker.core.schedule.heat import Look
from tracker.core.schedule.host import after_request, fresh_host, pace_for, ready, stand_after
from tracker.core.schedule.plan import (
    failed_plan,
    first_plan,
    gone_plan,
    held_plan,
    next_plan,
    quarantine_plan,
)

__all__ = [
    "Look",
    "after_request",
    "failed_plan",
    "first_plan",
    "fresh_host",
    "gone_plan",
    "held_plan",
    "next_plan",
    "pace_for",
    "quarantine_plan",
    "ready",
    "stand_after",
]
