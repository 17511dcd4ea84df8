"""What is due: one article a host, the latest first, whether a handful waits or a hundred thousand at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Float, and_, bindparam, cast, exists, func, or_, select

from tracker.edges.store.columns import Moment
from tracker.edges.store.prepared import Prepared
from tracker.edges.store.schema import article, host

# A look after a long sleep weighs this many of the longest overdue against one another, not all.
WINDOW = 2000
# So many ready hosts are looked through for each article that is wanted, so that the latest of several go first.
HOSTS_EACH = 4


def _not_among(column: ColumnElement[Any], leased: str) -> ColumnElement[bool]:
    return column.not_in(select(func.json_each(bindparam(leased)).table_valued("value").c.value))


_AT_PEACE = or_(host.c.blocked_until.is_(None), host.c.blocked_until <= bindparam("now"))
# Both in one look: whose host is free, ready and at peace may be looked at.
ASKABLE = and_(host.c.ready_at <= bindparam("now"), _AT_PEACE, _not_among(host.c.name, "leased_hosts"))
_FREE = _not_among(article.c.id, "leased_articles")

_IS_DUE = article.c.next_look <= bindparam("now")

# How late a look is, in pauses of its own article, the latest first: the hottest gain on all others, and none of the
# others waits for ever where a host is asked for more than it gives.
_LATENESS = cast(article.c.next_look - bindparam("now", type_=Moment()), Float) / (article.c.interval + 1.0)

_LONGEST = (
    select(article.c.id, article.c.host_id, _LATENESS.label("lateness"))
    .where(_IS_DUE)
    .order_by(article.c.next_look)
    .limit(WINDOW)
    .subquery("longest")
)
# Not a join: of fifty thousand hosts a planner may look through all for the handful that is due.
_HAS_ASKABLE_HOST = exists().where(host.c.id == _LONGEST.c.host_id, ASKABLE).correlate(_LONGEST)
_OVERDUE = select(_LONGEST).where(_not_among(_LONGEST.c.id, "leased_articles"), _HAS_ASKABLE_HOST).subquery("overdue")
_RANKED = select(
    _OVERDUE,
    func.row_number()
    .over(partition_by=_OVERDUE.c.host_id, order_by=(_OVERDUE.c.lateness, _OVERDUE.c.id))
    .label("place"),
).subquery("ranked")
_DUE = Prepared(
    select(_RANKED.c.id).where(_RANKED.c.place == 1).order_by(_RANKED.c.lateness, _RANKED.c.id).limit(bindparam("most"))
)
_BEYOND = Prepared(select(article.c.id).where(_IS_DUE).order_by(article.c.next_look).offset(WINDOW).limit(1))
_LATEST_OF_HOST = (
    select(article.c.id)
    .where(article.c.host_id == host.c.id, _IS_DUE, _FREE)
    .order_by(_LATENESS, article.c.id)
    .limit(1)
    .correlate(host)
    .scalar_subquery()
)
_READY_HOSTS = (
    select(host.c.id.label("host_id"), _LATEST_OF_HOST.label("id"))
    .where(
        ASKABLE,
        exists().where(article.c.host_id == host.c.id, _IS_DUE, _FREE).correlate(host),
    )
    .limit(bindparam("hosts"))
    .subquery("ready_hosts")
)
_BY_HOST = Prepared(
    select(_READY_HOSTS.c.id)
    .join(article, article.c.id == _READY_HOSTS.c.id)
    .order_by(_LATENESS, article.c.id)
    .limit(bindparam("most"))
)
_ANY_DUE = Prepared(select(exists().where(_IS_DUE)))


def any_due(connection: Connection, *, now: datetime) -> bool:
    """Tell whether any article's time has come, leased or not: a look that writes nothing."""
    return bool(_ANY_DUE.scalar(connection, {"now": now}))


def find_due(connection: Connection, *, now: datetime, most: int, leased: Mapping[str, str]) -> Sequence[int]:
    """Give the ids of up to so many articles that may be looked at now, at most one a host, the hottest first.

    Where the longest overdue are all of hosts that must wait, as after a sleep or while a large site is blocked, ready
    hosts are asked what they have instead: that costs as many steps as there are hosts, not as there are articles.

    Args:
        leased: what others have, of `Leases.taken`.
    """
    asked = {"now": now, "most": most, **leased}
    found = _DUE.scalars(connection, asked)
    if len(found) >= most or _BEYOND.first(connection, {"now": now}) is None:
        return found
    return _BY_HOST.scalars(connection, {**asked, "hosts": most * HOSTS_EACH})
