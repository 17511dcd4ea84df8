"""The record as whoever watches over the tracker sees it: how well the watch sees, and how well people are told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Connection, func, select

from tracker.edges.store import outbox_asking, queries, sight
from tracker.edges.store.record import Record
from tracker.edges.store.schema import article
from tracker.model import ArticleState, Channel, DeliveryState, Outlet, Outlook, PageState

_PAGE_STATES = (
    select(article.c.page_state, func.count()).where(article.c.next_look.is_not(None)).group_by(article.c.page_state)
)
_LOGGED_OUT = (
    select(article.c.host_id)
    .where(article.c.next_look.is_not(None), article.c.page_state == PageState.LOGGED_OUT.value)
    .distinct()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Standings:
    """The record in numbers that are cheap to count.

    Attributes:
        articles: by state; `pages` those under watch by what their last look met; `deliveries` by state.
        due: articles whose look is due.
        size: of the record on disk, in bytes.
        logged_out: hosts that do not know their subscriber any more.
    """

    articles: Mapping[ArticleState, int] = field(default_factory=dict)
    pages: Mapping[PageState, int] = field(default_factory=dict)
    versions: int = 0
    due: int = 0
    deliveries: Mapping[DeliveryState, int] = field(default_factory=dict)
    size: int = 0
    logged_out: int = 0


class StandingRecord(Record):
    """A read-only view of a data folder's record, asked how the tracker stands."""

    def outlook(self, now: datetime) -> Outlook:
        """Tell how well the watch sees."""
        return self._ask(lambda connection: sight.outlook(connection, now=now), Outlook())

    def outlet(self, channel: Channel, now: datetime) -> Outlet:
        """Tell how well a channel delivers."""
        return self._ask(lambda connection: outbox_asking.outlet(connection, channel, now=now), Outlet())

    def standings(self, now: datetime) -> Standings:
        """Count what is watched, due and owed."""
        return self._ask(lambda connection: _counted(connection, now, self._size()), Standings())

    def logged_out_sites(self) -> int:
        """Give how many hosts do not know their subscriber any more."""
        return self._ask(lambda connection: len(connection.execute(_LOGGED_OUT).all()), 0)


def _counted(connection: Connection, now: datetime, size: int) -> Standings:
    states = queries.state_counts(connection)
    return Standings(
        articles={ArticleState(state): count for state, count, _ in states},
        pages={PageState(state): count for state, count in connection.execute(_PAGE_STATES)},
        versions=sum(kept for _, _, kept in states),
        due=queries.due_count(connection, now),
        deliveries={DeliveryState(state): count for state, count in queries.delivery_counts(connection)},
        size=size,
        logged_out=len(connection.execute(_LOGGED_OUT).all()),
    )
