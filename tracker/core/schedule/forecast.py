"""When a host's looks will really be made, and how long a change can stay unseen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from tracker.core.schedule.host import after_request, allowed_per_hour, pace_of, saved_up
from tracker.model import Article, FetchSettings, Host
from tracker.model.forecast import Expected, HostForecast

_HOUR = timedelta(hours=1)
PASSES_WITHIN: Final = timedelta(minutes=15)
"""A pause that is shorter is that of a moment: it counts as this long where an hour's load is told."""
CROWD: Final = 6.0
"""How many looks may push in between, where a host is free half of the time twice as many, and so on as queues grow."""
_FULLEST = 0.95
_BRIEFEST = timedelta(minutes=1)


def forecast(host: Host, articles: Iterable[Article], now: datetime, *, settings: FetchSettings) -> HostForecast:
    """Follow a host's plans to the next look of each article, one request after the other, as its gap lets them.

    Looks that will be planned only then are not known yet; what is blocked waits, and nobody asks in between.
    """
    gap, per_hour = pace_of(host, settings)
    planned = sorted((one for one in articles if one.next_look is not None), key=lambda one: (one.next_look, one.id))
    wanted = sum(_HOUR / max(_pause(article), PASSES_WITHIN) for article in planned)
    allowed = allowed_per_hour(gap, per_hour)
    crowd = _crowd(len(planned), wanted, allowed)
    looks, standing, at = [], host, now
    for article in planned:
        due = article.next_look or now
        at = max(at, due, _opens(standing))
        looks.append(
            Expected(article=article, planned=due, at=at, blind=max(at + crowd - _seen(article), timedelta(0)))
        )
        standing = after_request(standing, at, status=200, retry_after=None, gap=gap, per_hour=per_hour)
    return HostForecast(
        host=replace(host, tokens=saved_up(host, now, per_hour=per_hour), tokens_at=now),
        gap=gap,
        per_hour=per_hour,
        allowed_per_hour=allowed,
        planned_per_hour=wanted,
        looks=tuple(looks),
    )


def under_cap(forecasts: Sequence[HostForecast], cap: int) -> tuple[HostForecast, ...]:
    """Give forecasts of all hosts where they share so many requests an hour: looks wait for those at other hosts too.

    Args:
        cap: 0: no bound.
    """
    if not cap:
        return tuple(forecasts)
    articles, wanted = sum(len(one.looks) for one in forecasts), sum(one.planned_per_hour for one in forecasts)
    # Where more is planned than may be asked each of the others may come first, and pauses grow by as much.
    full = wanted >= _FULLEST * cap
    wait = max(articles - 1, 0) * _HOUR / cap if full else _crowd(articles, wanted, float(cap))
    hottest = sum(_HOUR / max(_pause(look.article), _BRIEFEST) for one in forecasts for look in one.looks)
    longer = max(hottest / cap - 1, 0.0)
    return tuple(
        replace(
            one, looks=tuple(replace(look, blind=look.blind + wait + longer * _own_pause(look)) for look in one.looks)
        )
        for one in forecasts
    )


def _own_pause(look: Expected) -> timedelta:
    return max(_pause(look.article), timedelta(0))


def _crowd(articles: int, wanted: float, allowed: float | None) -> timedelta:
    """How much later a look may come because others are planned in between that are not known yet."""
    if allowed is None:
        return timedelta(0)
    ahead = min(CROWD / (1 - min(wanted / allowed, _FULLEST)), float(articles - 1))
    return max(ahead, 0.0) * _HOUR / allowed


def _opens(host: Host) -> datetime:
    return max(host.ready_at, host.blocked_until or host.ready_at)


def _seen(article: Article) -> datetime:
    return article.last_good or article.added


def _pause(article: Article) -> timedelta:
    """Between the last look and the next, as it was planned."""
    return (article.next_look or article.added) - (article.last_look or article.added)
