"""How the tracker fares: whether it runs, what is due, what is owed, which pages and hosts give trouble."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from tracker.app.planning import host_forecasts
from tracker.app.requests import running_daemon
from tracker.app.telling import alerts_go
from tracker.app.upgrading import current_record
from tracker.app.watches import followed
from tracker.edges.store import ProofRecord, Summary
from tracker.jobs.backing_off import tried_since
from tracker.model import Article, DayRoot, Delivery, DeliveryState, HostEvent, PageState, Settings, Tombstone
from tracker.model.forecast import HostForecast
from tracker.view.sources import Followed

_UNSETTLED = (DeliveryState.PENDING, DeliveryState.FAILED)
_REDESIGNS_SHOWN = timedelta(days=30)
_GOOD = (PageState.ARTICLE, PageState.UNMODIFIED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """How the tracker fares.

    Attributes:
        pid: of the daemon that holds the store; None while none runs.
        troubled: articles that are watched, but whose page does not answer as an article.
        redesigns: sites that laid out their pages anew within the last month.
        owed: alerts that were not sent yet, and those that failed.
        stuck: the alert that waits longest of those whose sending was tried in vain for longer than
            `alerts.stuck_after`; None where none is.
        watches: what the configuration names, and what was found there.
        unfinished: redactions whose words may still stand in files.
        day: the newest day that was hashed; `stamps` tells whether a server is named that stamps it.
    """

    data: str
    pid: int | None
    alerts: str
    summary: Summary
    hosts: tuple[HostForecast, ...]
    troubled: tuple[Article, ...]
    owed: tuple[Delivery, ...]
    redesigns: tuple[HostEvent, ...] = ()
    day: DayRoot | None = None
    stamps: bool = False
    unfinished: tuple[Tombstone, ...] = ()
    stuck: Delivery | None = None
    watches: tuple[Followed, ...] = ()


def health(settings: Settings, now: datetime) -> Health:
    """Look at the store and at the daemon, whether it runs or not."""
    record = current_record(settings)
    owed = tuple(delivery for delivery in record.deliveries() if delivery.state in _UNSETTLED)
    watched = [article for article in record.articles() if article.next_look is not None]
    return Health(
        data=str(settings.data),
        pid=running_daemon(settings),
        alerts=alerts_go(settings),
        summary=record.summary(now),
        hosts=host_forecasts(record, settings.fetch, now, cap=settings.schedule.per_hour),
        troubled=tuple(article for article in watched if article.page_state not in _GOOD),
        redesigns=tuple(event for event in record.host_events() if now - event.ended < _REDESIGNS_SHOWN),
        day=ProofRecord.open(Path(settings.data)).newest_day(),
        unfinished=tuple(record.unfinished_redactions()),
        stamps=bool(settings.evidence.timestamp_server),
        owed=owed,
        watches=followed(settings),
        stuck=_stuck(owed, settings.alerts.stuck_after, now),
    )


def _stuck(owed: Iterable[Delivery], after: timedelta, now: datetime) -> Delivery | None:
    tried = (one for one in owed if one.state is DeliveryState.PENDING and one.attempts)
    late = (one for one in tried if now - tried_since(one.created, one.attempts, one.next_try) > after)
    return min(late, key=lambda one: (one.created, one.id), default=None)
