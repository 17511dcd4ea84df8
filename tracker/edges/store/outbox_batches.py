"""All that is due for one recipient, leased together, with what was told and muted before: to be decided upon."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import Connection, bindparam, exists, false, or_, select, true, update

from tracker.edges.store.outbox import DELIVERIES, has_lease, is_to, new_token, waits
from tracker.edges.store.prepared import Prepared
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


# Of what is due, nothing of a story whose last message is still under way, a digest too: what follows is gathered
# behind it.
_UNDECIDED = (
    waits(delivery)
    & (delivery.c.channel == bindparam("channel"))
    & (delivery.c.planned == false())
    & ~exists().where(_OTHER.c.thread_id == delivery.c.thread_id, _OTHER.c.planned == true(), waits(_OTHER))
    & ~exists().where(
        _TOLD_BY.c.planned == true(),
        waits(_TOLD_BY),
        _OTHER.c.merged_into == _TOLD_BY.c.id,
        _OTHER.c.thread_id == delivery.c.thread_id,
    )
)
_NEXT_RECIPIENT = Prepared(
    select(delivery.c.recipient)
    .where(
        _UNDECIDED,
        delivery.c.next_try <= bindparam("now"),
        delivery.c.recipient.not_in(
            select(_OTHER.c.recipient).where(
                waits(_OTHER),
                _OTHER.c.channel == bindparam("channel"),
                _OTHER.c.planned == false(),
                _OTHER.c.lease_until > bindparam("now"),
            )
        ),
    )
    .order_by(delivery.c.created, delivery.c.id)
    .limit(1)
)
# What waits for its time is looked at too, once anything is due: news that cannot wait take their story along.
_DUE_FOR_ONE = Prepared(
    select(delivery.c.id)
    .where(_UNDECIDED, is_to(delivery))
    .order_by(delivery.c.created, delivery.c.id)
    .limit(MOST_AT_ONCE)
)
_LEASE = Prepared(
    update(delivery)
    .where(delivery.c.id == bindparam("delivery_id"))
    .values(lease_until=bindparam("until"), lease_token=bindparam("token"))
)
_LEASED = Prepared(DELIVERIES.where(has_lease(delivery)).order_by(delivery.c.created, delivery.c.id))
_LEASED_ONE, _ITS_ALERT = delivery.alias("leased_one"), alert.alias("its_alert")
# The stories that the batch is about.
_ARTICLES = (
    select(_ITS_ALERT.c.article_id)
    .join(_LEASED_ONE, _LEASED_ONE.c.alert_id == _ITS_ALERT.c.id)
    .where(has_lease(_LEASED_ONE), _ITS_ALERT.c.article_id.is_not(None))
)
_BURSTS = Prepared(
    select(thread.c.article_id, thread.c.burst, thread.c.burst_until)
    .where(
        thread.c.recipient == bindparam("recipient"),
        thread.c.channel == bindparam("channel"),
        thread.c.article_id.in_(_ARTICLES),
    )
    .order_by(thread.c.id)
)
_SENT = Prepared(
    select(delivery.c.sent)
    .where(
        delivery.c.recipient == bindparam("recipient"),
        delivery.c.channel == bindparam("channel"),
        delivery.c.sent > bindparam("since"),
    )
    .order_by(delivery.c.sent.desc())
)
_MESSAGE = delivery.alias("message")
_TOLD = Prepared(
    select(alert.c.article_id, alert.c.version)
    .join(delivery, delivery.c.alert_id == alert.c.id)
    .outerjoin(_MESSAGE, _MESSAGE.c.id == delivery.c.merged_into)
    .where(
        is_to(delivery),
        delivery.c.channel == bindparam("channel"),
        alert.c.kind == AlertKind.CHANGED.value,
        alert.c.article_id.in_(_ARTICLES),
        alert.c.version >= bindparam("oldest"),
        or_(
            delivery.c.state == DeliveryState.SENT.value,
            (delivery.c.planned == true()) & waits(delivery),
            (delivery.c.state == DeliveryState.MERGED.value) & (_MESSAGE.c.state != DeliveryState.FAILED.value),
        ),
    )
    .order_by(alert.c.article_id, alert.c.version)
)
_UNDER_WAY = Prepared(
    select(delivery.c.id).where(
        is_to(delivery),
        delivery.c.channel == bindparam("channel"),
        delivery.c.planned == true(),
        waits(delivery),
    )
)
_MUTES = Prepared(
    select(mute).where(
        or_(mute.c.recipient == "", mute.c.recipient == bindparam("recipient")),
        or_(mute.c.until.is_(None), mute.c.until > bindparam("now")),
    )
)


def any_undecided(connection: Connection, *, now: datetime, channel: Channel) -> bool:
    """Tell whether anything waits to be decided upon: a look that writes nothing."""
    return _NEXT_RECIPIENT.first(connection, {"now": now, "channel": channel.value}) is not None


def claim_batch(connection: Connection, *, now: datetime, channel: Channel, lease: timedelta) -> Batch | None:
    """Lease all that is due for the recipient who waits longest; None where nobody waits."""
    key = {"now": now, "channel": channel.value}
    recipient = _NEXT_RECIPIENT.scalar(connection, key)
    if recipient is None:
        return None
    ids = _DUE_FOR_ONE.scalars(connection, {"channel": channel.value, "recipient": recipient})
    token = new_token()
    with step("batch_lease"):
        _LEASE.run_many(connection, [{"delivery_id": one, "until": now + lease, "token": token} for one in ids])
    due = tuple(map(delivery_of, _LEASED.all(connection, {"token": token})))
    whose = {"recipient": recipient, "channel": channel.value}
    return Batch(
        recipient=recipient,
        channel=channel,
        token=token,
        due=due,
        bursts=_bursts(connection, whose | {"token": token}),
        told=_told(connection, due, whose | {"token": token}),
        sent=_sent(connection, now, whose),
        mutes=tuple(map(mute_of, _MUTES.all(connection, {"recipient": recipient, "now": now}))),
    )


def _bursts(connection: Connection, whose: dict[str, str]) -> dict[int, Burst]:
    rows = _BURSTS.all(connection, whose)
    return {row.article_id: Burst(window=timedelta(seconds=row.burst), until=row.burst_until) for row in rows}


def _told(connection: Connection, due: Iterable[Delivery], whose: dict[str, str]) -> dict[int, tuple[int, ...]]:
    waiting = [one.version for one in due if one.article_id is not None and one.version is not None]
    if not waiting:
        return {}
    found: dict[int, tuple[int, ...]] = {}
    for row in _TOLD.all(connection, whose | {"oldest": min(waiting)}):
        found[row.article_id] = (*found.get(row.article_id, ()), row.version)
    return found


def _sent(connection: Connection, now: datetime, whose: dict[str, str]) -> tuple[datetime, ...]:
    """When messages left within the hour; those under way count as sent now, so that no bound is overrun."""
    under_way = len(_UNDER_WAY.all(connection, whose))
    return (*([now] * under_way), *_SENT.scalars(connection, {"since": now - _HOUR, **whose}))
