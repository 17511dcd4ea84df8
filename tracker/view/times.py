"""Times as a person reads them: in their own zone, absolute and relative."""

from __future__ import annotations

from datetime import datetime, timedelta, tzinfo

from tracker.model.durations import spoken_duration

_SOON = timedelta(hours=20)


def clock(moment: datetime, zone: tzinfo, *, now: datetime) -> str:
    """Write a time: the hour and minute where the day is plain, else with its date.

    Args:
        now: a time of another day than this one, or over 20 hours away, gets its date.
    """
    local, present = _local(moment, zone), _local(now, zone)
    if local.date() == present.date() and abs(moment - now) < _SOON:
        return f"{local:%H:%M}"
    return f"{local:%Y-%m-%d %H:%M}"


def full(moment: datetime, zone: tzinfo) -> str:
    """Write a time to the second with its date and zone."""
    return f"{_local(moment, zone):%Y-%m-%d %H:%M:%S %Z}"


def away(moment: datetime, *, now: datetime) -> str:
    """Write how far a time is from now: `in 4 min`, `3 h ago`, `now`."""
    distance = moment - now
    if abs(distance) < timedelta(seconds=1):
        return "now"
    words = spoken_duration(abs(distance))
    return f"in {words}" if distance > timedelta(0) else f"{words} ago"


def bracket(last_seen_old: datetime | None, first_seen: datetime, zone: tzinfo, *, now: datetime) -> str:
    """Say between which two looks a change happened; for a first version when it was first seen."""
    seen = clock(first_seen, zone, now=now)
    if last_seen_old is None:
        return f"first seen {seen}"
    old = clock(last_seen_old, zone, now=now)
    if old == seen:
        return f"at {seen}"
    same_day = old[:10] == seen[:10] and len(old) > 5
    return f"between {old} and {seen[11:] if same_day else seen}"


def _local(moment: datetime, zone: tzinfo) -> datetime:
    try:
        return moment.astimezone(zone)
    except OverflowError:
        # A page may date itself to the first or the last day there is, which other zones do not have.
        return moment
