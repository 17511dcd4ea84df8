"""When to come back to an article, and why then: each way a look can end has its plan."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from tracker.core.schedule.budget import stretched
from tracker.core.schedule.ending import TRIES, ended_plan, ends_at, is_sudden, put_off
from tracker.core.schedule.heat import BREAKING_RATE, Look, interval, observed, prior_rate, rate, state, unanswered
from tracker.core.schedule.live import live_share
from tracker.core.schedule.rhythm import keeps_time
from tracker.model import ArticleState, Heat, Marker, Plan, ScheduleSettings, Strength
from tracker.model.durations import spoken_duration

FIRST_RETRY: Final = timedelta(minutes=1)
LONGEST_RETRY: Final = timedelta(hours=1)
REFUSED_RETRY: Final = timedelta(hours=6)
"""Source: no measurement; a choice. A site that has refused us for a day is not asked every hour for ever."""
QUARANTINE_PAUSE: Final = timedelta(days=1)
GONE_PAUSE: Final = timedelta(hours=1)
"""The least time between two answers that are to count as two."""
GONE_ANSWERS: Final = {410: 2}
"""How many answers make a page gone, by status; 410 says so itself and needs fewer than a 404."""
GONE_ANSWERS_ELSE: Final = 3
SURE_OF_LIVE: Final = 0.5
"""From here on it is said that an article is being written live."""


def first_plan(
    *,
    published: datetime | None,
    marker: Marker | None,
    now: datetime,
    settings: ScheduleSettings,
    key: str,
    until: datetime | None = None,
) -> Plan:
    """Plan the first look after an article was put under watch.

    The age rule alone holds, so that adding two hundred old articles causes no burst.

    Args:
        published: as the page says; None, or a time to come, counts as now.
        key: see `heat.interval`.
        until: when the watch ends; None: by the settings.
    """
    heat = Heat(at=now, born=min(published or now, now), opened=now, until=until)
    return _planned(heat, now, marker=marker, settings=settings, key=key)


def next_plan(
    heat: Heat, now: datetime, *, look: Look, settings: ScheduleSettings, key: str, stretch: float = 1.0
) -> Plan:
    """Plan the next look after one that really saw the text, or was told that it is unmodified.

    Once the time of the watch is over, a look that finds no change is the last; unless nobody had looked for days.

    Args:
        stretch: by how much longer the host's quiet articles wait, from `budget.next_stretch`.
    """
    after = observed(heat, now, look)
    end = ends_at(after, marker=look.marker, settings=settings)
    if now >= end:
        if not is_sudden(heat, now, end=end, settings=settings):
            return ended_plan(after, marker=look.marker, settings=settings)
        after = put_off(after, now, marker=look.marker, settings=settings)
    if stretch <= 1.0 or rate(after, now, marker=look.marker) >= BREAKING_RATE:
        return _planned(after, now, marker=look.marker, settings=settings, key=key)
    plan = _planned(after, now, marker=look.marker, settings=stretched(settings, stretch), key=key)
    return replace(plan, why=f"{plan.why}; its site is asked for all that it allows, so quiet ones wait {stretch:.1f}x")


def failed_plan(
    heat: Heat,
    now: datetime,
    *,
    reason: str,
    marker: Marker | None,
    settings: ScheduleSettings,
    refused: bool = False,
) -> Plan:
    """Plan another try after a look that saw no text: no answer, or a page that is not the article.

    Waits a minute, then twice as long at each failure up to an hour. Such a look observes nothing, so the heat stays.

    Args:
        reason: what went wrong, as a clause without a full stop.
        refused: the site does not want us to read the page: after a day of that it is asked more seldom.
    """
    failed = unanswered(heat)
    wait = min(FIRST_RETRY * 2 ** min(failed.failures - 1, 10), LONGEST_RETRY)
    if refused and failed.failures > TRIES:
        wait = REFUSED_RETRY
    wait = min(max(wait, settings.min_interval), settings.max_interval)
    tries = f"failure {failed.failures} in a row" if failed.failures > 1 else "the first failure"
    why = f"{reason}; {tries}, so another try after {spoken_duration(wait)}"
    return Plan(at=now + wait, why=why, state=state(heat, now, marker=marker), heat=failed)


def forbidden_plan(heat: Heat, now: datetime, *, reason: str, until: datetime | None, marker: Marker | None) -> Plan:
    """Plan after a look that was not made, since the site's robots.txt forbids it: once its rules are read again.

    The first is followed by another within the hour, so that it is told; neither asks anything.

    Args:
        until: when the rules are to be read again.
    """
    failed = unanswered(heat)
    again = max(until or now, now + FIRST_RETRY)
    at = min(again, now + LONGEST_RETRY) if failed.failures == 1 else again
    why = f"{reason}; the site is asked for its rules again in {spoken_duration(again - now)}, and for nothing before"
    return Plan(at=at, why=why, state=state(heat, now, marker=marker), heat=failed)


def gone_plan(heat: Heat, now: datetime, *, status: int, since: datetime, marker: Marker | None) -> Plan:
    """Plan after an answer that says the page is gone: come back an hour later until that is certain, then never.

    Certain is a 410 given twice, or a 404 given three times, each an hour apart. Looks made in between by a person
    do not count, since only the time that it has been gone does.

    Args:
        status: the answer of this look, 404 or 410.
        since: when the first of these answers came in a row; `now` where this is the first.
    """
    certain_after = GONE_PAUSE * (GONE_ANSWERS.get(status, GONE_ANSWERS_ELSE) - 1)
    gone_for = max(now - since, timedelta(0))
    failed = unanswered(heat)
    if gone_for >= certain_after:
        why = f"HTTP {status} for {spoken_duration(gone_for)}: the page is gone and not asked for again"
        return Plan(at=None, why=why, state=ArticleState.GONE, heat=failed)
    why = f"HTTP {status}: it counts as gone once that has been so for {spoken_duration(certain_after)}"
    at = now + min(GONE_PAUSE, certain_after - gone_for)
    return Plan(at=at, why=why, state=state(heat, now, marker=marker), heat=failed)


def held_plan(heat: Heat, now: datetime, *, until: datetime, reason: str, marker: Marker | None) -> Plan:
    """Plan the second look at a difference that is not believed yet.

    Args:
        reason: why it is doubted, as a clause without a full stop.
    """
    held = replace(heat, looks=heat.looks + 1)
    why = f"a second look, to be sure: {reason}"
    return Plan(at=until, why=why, state=state(heat, now, marker=marker), heat=held)


def quarantine_plan(heat: Heat, now: datetime, *, marker: Marker | None) -> Plan:
    """Plan another try at a page that kills its readers: once a day, since each costs a process."""
    failed = unanswered(heat)
    why = f"in quarantine: the page killed its readers {failed.failures} times in a row; another try in a day"
    return Plan(at=now + QUARANTINE_PAUSE, why=why, state=state(heat, now, marker=marker), heat=failed)


def _planned(heat: Heat, now: datetime, *, marker: Marker | None, settings: ScheduleSettings, key: str) -> Plan:
    wait = interval(heat, marker=marker, settings=settings, key=key)
    why = _why(heat, now, marker=marker, settings=settings)
    end = ends_at(heat, marker=marker, settings=settings)
    if now + wait >= end:
        wait, why = max(end - now, settings.min_interval), f"{why}; the last look before the watch ends"
    return Plan(at=now + wait, why=why, state=state(heat, now, marker=marker), heat=heat)


def _why(heat: Heat, now: datetime, *, marker: Marker | None, settings: ScheduleSettings) -> str:
    parts = (
        _change_words(heat, now),
        _marker_words(marker),
        _rate_words(heat, now, marker=marker),
        f"a request is worth {spoken_duration(settings.price)} of lateness",
    )
    return "; ".join(parts)


def _change_words(heat: Heat, now: datetime) -> str:
    if heat.changed_at is None:
        return f"no change seen, {spoken_duration(now - heat.born)} old" if heat.born < now else "just published"
    words = f"changed {spoken_duration(now - heat.changed_at)} ago"
    return f"{words}, as every {spoken_duration(timedelta(hours=heat.beat))}" if keeps_time(heat) else words


def _marker_words(marker: Marker | None) -> str:
    if marker is None:
        return "no notice that it will change"
    return "the notice still stands" if marker.strength is Strength.STRONG else "a weak notice stands"


def _rate_words(heat: Heat, now: datetime, *, marker: Marker | None) -> str:
    expected = rate(heat, now, marker=marker)
    words = f"{_per_time(expected)} to be expected"
    if live_share(heat, hours=(now - heat.at) / timedelta(hours=1)) >= SURE_OF_LIVE:
        return f"{words}, for it is being written live"
    by_changes = expected - prior_rate(heat, now, marker=marker)
    if by_changes > 0.1 * expected:
        words = f"{words}, {by_changes / expected:.0%} of it for its recent changes"
    return f"{words}; it was written live, and that is over" if heat.was_live else words


def _per_time(per_hour: float) -> str:
    if per_hour >= 0.95:
        return f"{per_hour:.1f} changes an hour"
    if per_hour * 24 >= 0.95:
        return f"{per_hour * 24:.1f} changes a day"
    if per_hour * 24 * 30 >= 0.95:
        return f"{per_hour * 24 * 30:.1f} changes a month"
    return "less than one change a month"
