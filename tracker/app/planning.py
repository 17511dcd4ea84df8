"""What is planned: for each host, and for the next hours."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Protocol

from tracker.core.schedule import allowed_per_hour, forecast, fresh_host, pace_for, pace_of, under_cap
from tracker.core.schedule.heat import Look, observed, rate
from tracker.model import Article, FetchSettings, Heat, Host, Outcome, Visit
from tracker.model.forecast import Course, Expected, HostForecast


class Planned(Protocol):
    """A record that can list its articles and hosts."""

    def articles(self) -> list[Article]:
        """Give all articles."""
        ...

    def hosts(self) -> list[Host]:
        """Give all hosts."""
        ...


class Weighed(Protocol):
    """A record that can weigh what is planned."""

    def planned_per_hour(self) -> Sequence[tuple[Host, float]]:
        """Give each host with looks an hour that its articles' plans add up to."""
        ...


def host_forecasts(
    record: Planned, settings: FetchSettings, now: datetime, *, cap: int = 0
) -> tuple[HostForecast, ...]:
    """Give what each host is to be asked, the one that is asked for most first.

    Args:
        cap: requests an hour to all hosts together; 0: no bound.
    """
    by_host: dict[str, list[Article]] = defaultdict(list)
    for article in record.articles():
        by_host[article.host].append(article)
    found = tuple(forecast(host, by_host.pop(host.name, ()), now, settings=settings) for host in record.hosts())
    return under_cap(sorted(found, key=lambda one: (-_load(one), one.host.name)), cap)


def host_loads(store: Weighed, settings: FetchSettings) -> dict[str, tuple[float, float | None]]:
    """Give the requests an hour that are planned for each host, and that it allows; of a million articles too."""
    return {
        host.name: (planned, allowed_per_hour(*pace_of(host, settings))) for host, planned in store.planned_per_hour()
    }


def forecast_of(
    article: Article, record: Planned, settings: FetchSettings, now: datetime, *, cap: int = 0
) -> HostForecast:
    """Give what an article's host is to be asked; `cap` as for `host_forecasts`."""
    if cap:
        return next(one for one in host_forecasts(record, settings, now, cap=cap) if one.host.name == article.host)
    beside = [one for one in record.articles() if one.host == article.host]
    per_hour = pace_for(article.host, settings)[1]
    host = next((one for one in record.hosts() if one.name == article.host), None)
    return forecast(host or fresh_host(article.host, now, per_hour=per_hour), beside, now, settings=settings)


def next_looks(forecasts: Sequence[HostForecast], until: datetime) -> list[Expected]:
    """Give the looks that will be made until then, in order."""
    found = (look for one in forecasts for look in one.looks if look.at <= until)
    return sorted(found, key=lambda look: (look.at, look.article.id))


def course(article: Article, visits: Sequence[Visit], now: datetime, *, spans: int) -> Course:
    """Give how an article's watch went since it began, in so many spans.

    The heat is that of the looks as they are kept: runs of looks alike are one there, and count as made at even pauses.
    """
    began = min((visit.began for visit in visits), default=article.added)
    step = max((now - began) / spans, timedelta(seconds=1))
    heat, rates, looks, changes = Heat(at=began, born=began), [0.0] * spans, [0] * spans, [0] * spans
    done = 0
    for moment, changed in _looks(visits):
        place = min(max((moment - began) // step, 0), spans - 1)
        for span in range(done, place):
            rates[span] = rate(heat, began + span * step, marker=article.marker)
        done = place
        looks[place] += 1
        changes[place] += changed
        seen = Look(changed=changed, marker=article.marker, marker_before=article.marker)
        heat = observed(heat, moment, seen)
        rates[place] = max(rates[place], rate(heat, moment, marker=article.marker))
    for span in range(done, spans):
        rates[span] = max(rates[span], rate(heat, began + span * step, marker=article.marker))
    return Course(begin=began, step=step, rates=tuple(rates), looks=tuple(looks), changes=tuple(changes))


def _looks(visits: Sequence[Visit]) -> Iterator[tuple[datetime, bool]]:
    """Give when each look was made, and whether it found a change."""
    for visit in visits:
        pause = (visit.ended - visit.began) / max(visit.looks - 1, 1)
        for number in range(visit.looks):
            yield visit.began + number * pause, visit.outcome is Outcome.CHANGED


def _load(one: HostForecast) -> float:
    return one.planned_per_hour / one.allowed_per_hour if one.allowed_per_hour else 0.0
