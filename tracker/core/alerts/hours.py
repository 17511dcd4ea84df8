"""Times of the day in a zone: quiet hours and digests, whatever its clocks do in spring and autumn."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from tracker.model import QuietHours

_DAY = timedelta(days=1)
_HOUR = timedelta(hours=1)
_SECOND = timedelta(seconds=1)


def quiet_until(now: datetime, quiet: QuietHours | None, zone: tzinfo) -> datetime | None:
    """Give the end of the quiet hours that hold at a time, UTC; None where none hold.

    A night that has an hour twice is quiet until the later of two equal ends, one that lacks an hour until its clocks
    show at least the end. Hours that end when they begin are none.
    """
    ends = (end for begin, end in _nights(now, quiet, zone) if begin <= now < end)
    return max(ends, default=None)


def next_digest(now: datetime, at: Sequence[time], zone: tzinfo) -> datetime:
    """Give the next time after `now` at which a digest leaves, UTC.

    Args:
        at: local times of the day; empty: each full hour of the local clock. One that comes twice counts once, one
            that does not come counts when the clocks have passed it.
    """
    if not at:
        return _next_full_hour(now, zone)
    days = _days_around(now, zone)
    return min(moment for day in days for one in at if (moment := _first(day, one, zone)) > now)


def next_digest_awake(now: datetime, at: Sequence[time], quiet: QuietHours | None, zone: tzinfo) -> datetime:
    """Give the time at which the next digest may leave: one that falls into quiet hours leaves at their end."""
    moment = next_digest(now, at, zone)
    return quiet_until(moment, quiet, zone) or moment


def _nights(now: datetime, quiet: QuietHours | None, zone: tzinfo) -> Iterator[tuple[datetime, datetime]]:
    if quiet is None or quiet.begins == quiet.ends:
        return
    past_midnight = quiet.ends < quiet.begins
    for day in _days_around(now, zone):
        yield _first(day, quiet.begins, zone), _last(day + _DAY if past_midnight else day, quiet.ends, zone)


def _days_around(now: datetime, zone: tzinfo) -> list[date]:
    """The local day, the one before it, and enough after it where one has no such time at all."""
    today = now.astimezone(zone).date()
    return [today + count * _DAY for count in (-1, 0, 1, 2)]


def _first(day: date, at: time, zone: tzinfo) -> datetime:
    """When the clocks show a time first; where they leap over it, the moment of the leap."""
    moment = _utc(day, at, zone, fold=0)
    return moment if _shows(moment, day, at, zone) else _leap(day, at, zone)


def _last(day: date, at: time, zone: tzinfo) -> datetime:
    moment = _utc(day, at, zone, fold=1)
    return moment if _shows(moment, day, at, zone) else _leap(day, at, zone)


def _utc(day: date, at: time, zone: tzinfo, *, fold: int) -> datetime:
    return datetime.combine(day, at.replace(fold=fold), tzinfo=zone).astimezone(UTC)


def _shows(moment: datetime, day: date, at: time, zone: tzinfo) -> bool:
    return moment.astimezone(zone).replace(tzinfo=None, fold=0) == datetime.combine(day, at)


def _leap(day: date, at: time, zone: tzinfo) -> datetime:
    """The second in which the clocks leap over a time: before it they show less, from it on more."""
    before, after = _utc(day, at, zone, fold=1), _utc(day, at, zone, fold=0)
    wanted = datetime.combine(day, at)
    while after - before > _SECOND:
        middle = before + (after - before) // (2 * _SECOND) * _SECOND
        if middle.astimezone(zone).replace(tzinfo=None) < wanted:
            before = middle
        else:
            after = middle
    return after


def _next_full_hour(now: datetime, zone: tzinfo) -> datetime:
    """Step from hour to hour of the local clock: one that is set by half an hour makes a short or a long one."""
    moment = _hour_after(now, zone)
    while (local := moment.astimezone(zone)).minute or local.second:
        moment = _hour_after(moment, zone)
    return moment


def _hour_after(now: datetime, zone: tzinfo) -> datetime:
    local = now.astimezone(zone)
    passed = timedelta(minutes=local.minute, seconds=local.second, microseconds=local.microsecond)
    return (now + _HOUR - passed).astimezone(UTC)
