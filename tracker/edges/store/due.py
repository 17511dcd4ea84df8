"""What is due: one article a host, the latest first, whether a handful waits or a hundred thousand at once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, Float, and_, bindparam, cast, exists, func, or_, select

from tracker.edges.store.columns import Moment
from tracker.edges.store.prepared import Prepared
from tracker.edges.store.rows import AnyRow
from tracker.edges.store.schema import article, host

# A look after a long sleep weighs this many of the longest overdue against one another, not all.
WINDOW = 2000
# So many ready hosts are looked through for each article that is wanted, so that the latest of several go first.
HOSTS_EACH = 4


def free(until: ColumnElement[datetime | None]) -> ColumnElement[bool]:
    """Whether a lease or block is over, or there is none."""
    return or_(until.is_(None), until <= bindparam("now"))


# Both in one look: who finds a host free, ready and at peace has it.
ASKABLE = and_(host.c.ready_at <= bindparam("now"), free(host.c.lease_until), free(host.c.blocked_until))

_IS_DUE = article.c.next_look <= bindparam("now")

# How late a look is, in pauses of its own article, the latest first: the hottest gain on all others, and none of the
# others waits for ever where a host is asked for more than it gives.
_LATENESS = cast(article.c.next_look - bindparam("now", type_=Moment()), Float) / (article.c.interval + 1.0)

_LONGEST = (
    select(article.c.id, article.c.host_id, article.c.lease_until, _LATENESS.label("lateness"))
    .where(_IS_DUE)
    .order_by(article.c.next_look)
    .limit(WINDOW)
    .subquery("longest")
)
# Not a join: of fifty thousand hosts a planner may look through all for the handful that is due.
_HAS_ASKABLE_HOST = exists().where(host.c.id == _LONGEST.c.host_id, ASKABLE).correlate(_LONGEST)
_OVERDUE = select(_LONGEST).where(free(_LONGEST.c.lease_until), _HAS_ASKABLE_HOST).subquery("overdue")
_RANKED = select(
    _OVERDUE,
    func.row_number()
    .over(partition_by=_OVERDUE.c.host_id, order_by=(_OVERDUE.c.lateness, _OVERDUE.c.id))
    .label("place"),
).subquery("ranked")
_DUE = Prepared(
    select(_RANKED.c.id, _RANKED.c.host_id)
    .where(_RANKED.c.place == 1)
    .order_by(_RANKED.c.lateness, _RANKED.c.id)
    .limit(bindparam("most"))
)
_BEYOND = Prepared(select(article.c.id).where(_IS_DUE).order_by(article.c.next_look).offset(WINDOW).limit(1))
_LATEST_OF_HOST = (
    select(article.c.id)
    .where(article.c.host_id == host.c.id, _IS_DUE, free(article.c.lease_until))
    .order_by(_LATENESS, article.c.id)
    .limit(1)
    .correlate(host)
    .scalar_subquery()
)
_READY_HOSTS = (
    select(host.c.id.label("host_id"), _LATEST_OF_HOST.label("id"))
    .where(
        ASKABLE,
        exists().where(article.c.host_id == host.c.id, _IS_DUE, free(article.c.lease_until)).correlate(host),
    )
    .limit(bindparam("hosts"))
    .subquery("ready_hosts")
)
_BY_HOST = Prepared(
    select(_READY_HOSTS.c.id, _READY_HOSTS.c.host_id)
    .join(article, article.c.id == _READY_HOSTS.c.id)
    .order_by(_LATENESS, article.c.id)
    .limit(bindparam("most"))
)
_ANY_DUE = Prepared(select(exists().where(_IS_DUE)))


def any_due(connection: Connection, *, now: datetime) -> bool:
    """Tell whether any article's time has come, leased or not: a look that writes nothing."""
    return bool(_ANY_DUE.scalar(connection, {"now": now}))


def find_due(connection: Connection, *, now: datetime, most: int) -> Sequence[AnyRow]:
    """Give the `id` and `host_id` of up to so many articles that may be looked at now, one a host.

    Where the longest overdue are all of hosts that must wait, as after a sleep or while a large site is blocked, ready
    hosts are asked what they have instead: that costs as many steps as there are hosts, not as there are articles.
    """
    rows = _DUE.all(connection, {"now": now, "most": most})
    if len(rows) >= most or _BEYOND.first(connection, {"now": now}) is None:
        return rows
    return _BY_HOST.all(connection, {"now": now, "most": most, "hosts": most * HOSTS_EACH})
