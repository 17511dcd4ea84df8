"""When to look at a source again: by the same heat as articles, within bounds of its own."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from tracker.core.schedule import Look, failed_plan, next_plan, pace_for
from tracker.model import ArticleState, Plan, ScheduleSettings, Settings
from tracker.model.durations import spoken_duration
from tracker.model.source import Source, SourceKind

SHORTEST: Final = timedelta(minutes=2)
LONGEST: Final = timedelta(hours=1)
SHORTEST_OF_INDEX: Final = timedelta(minutes=15)
"""An index names sitemaps: a new one is seldom, and the one that holds the news is looked at by itself."""
SHARE: Final = 3
"""Of what a host allows in an hour, all its sources together take a third at most."""
_DAY: Final = timedelta(days=1)
_PATIENCE: Final = 6
"""So many failures on the way are waited for like those of an article, a minute, two, and so on up to an hour."""


def plan_source(source: Source, now: datetime, *, fresh: int, newest: datetime | None, settings: Settings) -> Plan:
    """Plan the next look at a source that was read, or is unmodified.

    Args:
        fresh: how many articles it lists that were not known; a source that brings some is as hot as an article that
            changes.
        newest: when the newest of its articles was published or changed; None where it does not say.
    """
    born = min(newest, now) if newest is not None else source.heat.born
    heat = replace(source.heat, born=born, failures=0)
    bounds = _bounds(source, settings)
    look = Look(changed=bool(fresh) and bool(source.reads))
    plan = next_plan(heat, now, look=look, settings=bounds, key=source.url)
    wait = plan.at - now if plan.at else LONGEST
    news = f"{fresh} new" if fresh else "nothing new"
    return replace(plan, why=f"{news}; its articles come at a pace that is worth a look every {spoken_duration(wait)}")


def plan_source_failed(source: Source, now: datetime, reason: str, *, answered: bool, settings: Settings) -> Plan:
    """Plan another try at a source that gave nothing, ever more seldom, up to a day.

    Args:
        answered: something came, which is of no use: that passes less soon than a failure on the way.
    """
    failed = failed_plan(source.heat, now, reason=reason, marker=None, settings=settings.schedule)
    times = failed.heat.failures - (0 if answered else _PATIENCE)
    if times <= 0:
        return failed
    wait = min(LONGEST * 2 ** min(times - 1, 10), _DAY, settings.schedule.max_interval)
    why = f"another try after {spoken_duration(wait)}"
    return replace(failed, at=now + wait, why=why)


def plan_source_resting(source: Source, now: datetime, why: str) -> Plan:
    """Plan no further look."""
    return Plan(at=None, why=why, state=ArticleState.SETTLED, heat=replace(source.heat, at=now))


def _bounds(source: Source, settings: Settings) -> ScheduleSettings:
    schedule = settings.schedule
    _, per_hour = pace_for(source.host, settings.fetch)
    share = timedelta(hours=source.beside * SHARE / per_hour) if per_hour else timedelta(0)
    shortest = SHORTEST_OF_INDEX if source.kind is SourceKind.SITEMAP_INDEX else SHORTEST
    longest = min(max(LONGEST, share), schedule.max_interval)
    return replace(schedule, min_interval=min(max(shortest, share), longest), max_interval=longest)
