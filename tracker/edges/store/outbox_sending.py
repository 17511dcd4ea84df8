"""What is to leave, as it was decided: leased one message at a time, settled once."""

from __future__ import annotations

import json
from datetime import datetime, timedelta

from sqlalchemy import Connection, bindparam, func, or_, select, true, update

from tracker.edges.store.outbox import DELIVERIES, new_token, waits
from tracker.edges.store.prepared import Prepared
from tracker.edges.store.rows import AnyRow, delivery_of
from tracker.edges.store.schema import delivery, thread
from tracker.edges.store.steps import step
from tracker.model import AlertKind, Channel, Delivery, DeliveryState, HoldReason, Telling

_OTHER = delivery.alias("other")
_TRIED = delivery.alias("tried")
# Whose last message could not leave: each try may take as long as a server may be silent.
_IN_TROUBLE = delivery.c.recipient.in_(
    select(_TRIED.c.recipient).where(
        waits(_TRIED),
        _TRIED.c.planned == true(),
        _TRIED.c.attempts > 0,
        _TRIED.c.channel == bindparam("channel"),
    )
)
# One message at a time for each recipient: they leave in order, and a slow server keeps one pair of hands.
_IN_TURN = (
    select(delivery.c.id)
    .where(
        delivery.c.next_try <= bindparam("now"),
        delivery.c.planned == true(),
        delivery.c.channel == bindparam("channel"),
        delivery.c.recipient.not_in(
            select(_OTHER.c.recipient).where(
                waits(_OTHER),
                _OTHER.c.channel == bindparam("channel"),
                _OTHER.c.planned == true(),
                _OTHER.c.lease_until > bindparam("now"),
            )
        ),
    )
    .order_by(_IN_TROUBLE, delivery.c.next_try, delivery.c.id)
    .limit(1)
)
_READY = Prepared(_IN_TURN)
_READY_AND_WELL = Prepared(_IN_TURN.where(~_IN_TROUBLE))
_LEASE = Prepared(
    update(delivery)
    .where(delivery.c.id == bindparam("carrier"))
    .values(lease_until=bindparam("until"), lease_token=bindparam("token"), attempts=delivery.c.attempts + 1)
)
_TOLD_BY = Prepared(
    DELIVERIES.where(
        or_(delivery.c.id == bindparam("carrier"), delivery.c.merged_into == bindparam("carrier"))
    ).order_by(delivery.c.created, delivery.c.id)
)
_SETTLE = Prepared(
    update(delivery)
    .where(delivery.c.id == bindparam("carrier"), delivery.c.lease_token == bindparam("token"))
    .values(
        state=bindparam("new_state"),
        next_try=bindparam("again"),
        attempts=delivery.c.attempts - bindparam("uncounted"),
        sent=bindparam("sent_at"),
        held_for=func.coalesce(bindparam("hold_reason"), delivery.c.held_for),
        told=bindparam("words"),
        lease_until=None,
        lease_token=None,
    )
)
_WINDOWS = Prepared(
    select(delivery.c.bursts, delivery.c.recipient, delivery.c.channel).where(delivery.c.id == bindparam("carrier"))
)
_OPEN_WINDOW = Prepared(
    update(thread)
    .where(
        thread.c.article_id == bindparam("of_article"),
        thread.c.recipient == bindparam("whose"),
        thread.c.channel == bindparam("by"),
    )
    .values(burst=bindparam("seconds"), burst_until=bindparam("until"))
)


def any_ready(connection: Connection, *, now: datetime, channel: Channel, well: bool = False) -> bool:
    """Tell whether a message waits to leave: a look that writes nothing."""
    ready = _READY_AND_WELL if well else _READY
    return ready.first(connection, {"now": now, "channel": channel.value}) is not None


def claim_telling(
    connection: Connection, *, now: datetime, channel: Channel, lease: timedelta, well: bool = False
) -> Telling | None:
    """Lease the message that waits longest, with all that it tells; it counts as tried. None where none waits.

    Args:
        well: only of recipients of whom no message was tried in vain; else these go first.
    """
    ready = _READY_AND_WELL if well else _READY
    carrier = ready.scalar(connection, {"now": now, "channel": channel.value})
    if carrier is None:
        return None
    with step("delivery_lease"):
        _LEASE.run(connection, {"carrier": carrier, "until": now + lease, "token": new_token()})
    return telling(connection, carrier)


def telling(connection: Connection, carrier: int) -> Telling:
    """Give a message by the delivery that carries it, which comes last."""
    told = list(map(delivery_of, _TOLD_BY.all(connection, {"carrier": carrier})))
    told.sort(key=lambda one: one.id == carrier)
    return Telling(deliveries=tuple(told), digest=told[-1].kind is AlertKind.DIGEST)


def settle(
    connection: Connection,
    carrier: Delivery,
    state: DeliveryState,
    *,
    told: str,
    again: datetime | None = None,
    sent: datetime | None = None,
    counts: bool = True,
) -> None:
    """Note what became of a leased message; a stale lease changes nothing.

    Args:
        counts: whether what was done was a try.
    """
    held_for = HoldReason.QUIET.value if state is DeliveryState.HELD else None
    values = {"new_state": state.value, "again": again, "sent_at": sent, "words": told, "hold_reason": held_for}
    with step("settle"):
        key = {"carrier": carrier.id, "token": carrier.token, "uncounted": 0 if counts else 1}
        settled = _SETTLE.run(connection, key | values)
        if settled and sent is not None:
            _open_windows(connection, carrier.id, sent)


def _open_windows(connection: Connection, carrier: int, sent: datetime) -> None:
    row: AnyRow = _WINDOWS.first(connection, {"carrier": carrier})
    for article, seconds in json.loads(row.bursts).items():
        whose = {"of_article": int(article), "whose": row.recipient, "by": row.channel}
        window = {"seconds": seconds, "until": sent + timedelta(seconds=seconds)}
        _OPEN_WINDOW.run(connection, whose | window)
