"""All that is due for one recipient, leased together, with what was told and muted before: to be decided upon."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import Connection, bindparam, exists, false, or_, select, true, update

from tracker.edges.store.outbox import DELIVERIES, new_token
from tracker.edges.store.rows import delivery_of, mute_of
from tracker.edges.store.schema import alert, delivery, mute, thread
from tracker.edges.store.steps import step
from tracker.model import (
    AlertKind,
    Batch,
    Burst,
    Channel,
    Delivery,
    DeliveryState,
)

MOST_AT_ONCE = 1000
_HOUR = timedelta(hours=1)

_OTHER = delivery.alias("other")
_TOLD_BY = delivery.alias("told_by")
_SAME_RECIPIENT = (_OTHER.c.recipient == delivery.c.recipient) & (_OTHER.c.channel == delivery.c.channel)


# Of what is due, nothing of a story whose last message is still under way, a digest too: what follows is gathered
# behind it.
_UNDECIDED = (
    delivery.c.next_try.is_not(None)
    & (delivery.c.channel == bindparam("channel"))
    & (delivery.c.planned == false())
    & ~exists().where(
        _OTHER.c.thread_id == delivery.c.thread_id, _OTHER.c.planned == true(), _OTHER.c.next_try.is_not(None)
    )
    & ~exists().where(
        _TOLD_BY.c.planned == true(),
        _TOLD_BY.c.next_try.is_not(None),
        _OTHER.c.merged_into == _TOLD_BY.c.id,
        _OTHER.c.thread_id == delivery.c.thread_id,
    )
)
_NEXT_RECIPIENT = (
    select(delivery.c.recipient)
    .where(
        _UNDECIDED,
        delivery.c.next_try <= bindparam("now"),
        ~exists().where(
            _OTHER.c.recipient == delivery.c.recipient,
            _OTHER.c.channel == delivery.c.channel,
            _OTHER.c.planned == false(),
            _OTHER.c.lease_until > bindparam("now"),
        ),
    )
    .order_by(delivery.c.created, delivery.c.id)
    .limit(1)
)
# What waits for its time is looked at too, once anything is due: news that cannot wait take their story along.
_DUE_FOR_ONE = (
    select(delivery.c.id)
    .where(_UNDECIDED, delivery.c.recipient == bindparam("recipient"))
    .order_by(delivery.c.created, delivery.c.id)
    .limit(MOST_AT_ONCE)
)
_LEASE = (
    update(delivery)
    .where(delivery.c.id.in_(bindparam("ids", expanding=True)))
    .values(lease_until=bindparam("until"), lease_token=bindparam("token"))
)
_LEASED = DELIVERIES.where(delivery.c.lease_token == bindparam("token")).order_by(delivery.c.created, delivery.c.id)
_BURSTS = (
    select(thread.c.article_id, thread.c.burst, thread.c.burst_until)
    .where(
        thread.c.recipient == bindparam("recipient"),
        thread.c.channel == bindparam("channel"),
        thread.c.article_id.in_(bindparam("articles", expanding=True)),
    )
    .order_by(thread.c.id)
)
_SENT = (
    select(delivery.c.sent)
    .where(
        delivery.c.recipient == bindparam("recipient"),
        delivery.c.channel == bindparam("channel"),
        delivery.c.sent > bindparam("since"),
    )
    .order_by(delivery.c.sent.desc())
)
_MESSAGE = delivery.alias("message")
_TOLD = (
    select(alert.c.article_id, alert.c.version)
    .join(delivery, delivery.c.alert_id == alert.c.id)
    .outerjoin(_MESSAGE, _MESSAGE.c.id == delivery.c.merged_into)
    .where(
        delivery.c.recipient == bindparam("recipient"),
        delivery.c.channel == bindparam("channel"),
        alert.c.kind == AlertKind.CHANGED.value,
        alert.c.article_id.in_(bindparam("articles", expanding=True)),
        alert.c.version >= bindparam("oldest"),
        or_(
            delivery.c.state == DeliveryState.SENT.value,
            (delivery.c.planned == true()) & delivery.c.next_try.is_not(None),
            (delivery.c.state == DeliveryState.MERGED.value) & (_MESSAGE.c.state != DeliveryState.FAILED.value),
        ),
    )
    .order_by(alert.c.article_id, alert.c.version)
)
_UNDER_WAY = select(delivery.c.id).where(
    delivery.c.recipient == bindparam("recipient"),
    delivery.c.channel == bindparam("channel"),
    delivery.c.planned == true(),
    delivery.c.next_try.is_not(None),
)
_MUTES = select(mute).where(
    mute.c.recipient.in_(["", bindparam("recipient")]), or_(mute.c.until.is_(None), mute.c.until > bindparam("now"))
)


def any_undecided(connection: Connection, *, now: datetime, channel: Channel) -> bool:
    """Tell whether anything waits to be decided upon: a look that writes nothing."""
    return connection.execute(_NEXT_RECIPIENT, {"now": now, "channel": channel.value}).first() is not None


def claim_batch(connection: Connection, *, now: datetime, channel: Channel, lease: timedelta) -> Batch | None:
    """Lease all that is due for the recipient who waits longest; None where nobody waits."""
    key = {"now": now, "channel": channel.value}
    recipient = connection.execute(_NEXT_RECIPIENT, key).scalar()
    if recipient is None:
        return None
    ids = list(connection.execute(_DUE_FOR_ONE, key | {"recipient": recipient}).scalars())
    token = new_token()
    with step("batch_lease"):
        connection.execute(_LEASE, {"ids": ids, "until": now + lease, "token": token})
    due = tuple(delivery_of(row) for row in connection.execute(_LEASED, {"token": token}))
    whose = {"recipient": recipient, "channel": channel.value}
    return Batch(
        recipient=recipient,
        channel=channel,
        token=token,
        due=due,
        bursts=_bursts(connection, due, whose),
        told=_told(connection, due, whose),
        sent=_sent(connection, now, whose),
        mutes=tuple(mute_of(row) for row in connection.execute(_MUTES, {"recipient": recipient, "now": now})),
    )


def _bursts(connection: Connection, due: Iterable[Delivery], whose: dict[str, str]) -> dict[int, Burst]:
    articles = sorted({one.article_id for one in due if one.article_id is not None})
    rows = connection.execute(_BURSTS, whose | {"articles": articles})
    return {row.article_id: Burst(window=timedelta(seconds=row.burst), until=row.burst_until) for row in rows}


def _told(connection: Connection, due: Iterable[Delivery], whose: dict[str, str]) -> dict[int, tuple[int, ...]]:
    waiting = [(one.article_id, one.version) for one in due if one.article_id is not None and one.version is not None]
    if not waiting:
        return {}
    key = {"articles": sorted({article for article, _ in waiting}), "oldest": min(version for _, version in waiting)}
    found: dict[int, tuple[int, ...]] = {}
    for row in connection.execute(_TOLD, whose | key):
        found[row.article_id] = (*found.get(row.article_id, ()), row.version)
    return found


def _sent(connection: Connection, now: datetime, whose: dict[str, str]) -> tuple[datetime, ...]:
    """When messages left within the hour; those under way count as sent now, so that no bound is overrun."""
    under_way = len(connection.execute(_UNDER_WAY, whose).all())
    return (*([now] * under_way), *connection.execute(_SENT, {"since": now - _HOUR, **whose}).scalars())
