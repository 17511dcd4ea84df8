"""The record as whoever watches over the tracker sees it: how well the watch sees, and how well people are told."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, func, select

from tracker.edges.store import outbox_asking, sight
from tracker.edges.store.record import Record
from tracker.edges.store.schema import article
from tracker.model import Channel, Outlet, Outlook, PageState

_PAGE_STATES = (
    select(article.c.page_state, func.count()).where(article.c.next_look.is_not(None)).group_by(article.c.page_state)
)
_LOGGED_OUT = (
    select(article.c.host_id)
    .where(article.c.next_look.is_not(None), article.c.page_state == PageState.LOGGED_OUT.value)
    .distinct()
)


class StandingRecord(Record):
    """A read-only view of a data folder's record, asked how the tracker stands."""

    def outlook(self, now: datetime) -> Outlook:
        """Tell how well the watch sees."""
        return self._ask(lambda connection: sight.outlook(connection, now=now), Outlook())

    def outlet(self, channel: Channel, now: datetime) -> Outlet:
        """Tell how well a channel delivers."""
        return self._ask(lambda connection: outbox_asking.outlet(connection, channel, now=now), Outlet())

    def page_states(self) -> dict[PageState, int]:
        """Give how many articles under watch were met in each state of their page; states without any are missing."""
        return self._ask(_page_states, {})

    def logged_out_sites(self) -> int:
        """Give how many hosts do not know their subscriber any more."""
        return self._ask(lambda connection: len(connection.execute(_LOGGED_OUT).all()), 0)


def _page_states(connection: Connection) -> dict[PageState, int]:
    return {PageState(state): count for state, count in connection.execute(_PAGE_STATES)}
