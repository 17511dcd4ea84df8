"""What a person asks of alerts: try again, be silent for a while, speak again."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, func, insert, select, update

from tracker.edges.store.outbox import DELIVERIES, waits
from tracker.edges.store.outbox_planning import plan
from tracker.edges.store.rows import delivery_of, mute_of
from tracker.edges.store.schema import delivery, mute
from tracker.edges.store.steps import step
from tracker.errors import NotFoundError, UsageError
from tracker.model import Channel, Delivery, DeliveryState, Mute, Outlet, Unsent

_ONE = DELIVERIES.where(delivery.c.id == bindparam("delivery_id"))
_AGAIN = (
    update(delivery)
    .where(delivery.c.id == bindparam("delivery_id"))
    # Its tries are counted anew: it was refused so often already that one more refusal would be its end.
    .values(state=DeliveryState.PENDING.value, next_try=bindparam("now"), attempts=0, told="tried again as you asked")
)
_IS_PLANNED = select(delivery.c.planned).where(delivery.c.id == bindparam("delivery_id"))
_ADD_MUTE = insert(mute).returning(mute.c.id)
_END_MUTE = delete(mute).where(mute.c.id == bindparam("mute_id"))
_MUTES = select(mute).order_by(mute.c.id)
_TRIED = (
    select(delivery.c.created, delivery.c.attempts, delivery.c.next_try)
    .where(
        delivery.c.state == DeliveryState.PENDING.value,
        waits(delivery),
        delivery.c.attempts > 0,
        delivery.c.channel == bindparam("channel"),
    )
    .order_by(delivery.c.created)
    .limit(1000)
)
_OVERDUE = select(func.min(delivery.c.next_try)).where(
    delivery.c.next_try <= bindparam("now"),
    delivery.c.attempts == 0,
    delivery.c.channel == bindparam("channel"),
)
_SETTLED = (
    select(delivery.c.recipient, delivery.c.created, delivery.c.sent)
    .where(
        delivery.c.channel == bindparam("channel"),
        delivery.c.state.in_([DeliveryState.SENT.value, DeliveryState.FAILED.value]),
    )
    .order_by(delivery.c.id.desc())
    .limit(200)
)


def read_delivery(connection: Connection, delivery_id: int) -> Delivery:
    """Give one delivery.

    Raises:
        NotFoundError: no such alert.
    """
    row = connection.execute(_ONE, {"delivery_id": delivery_id}).first()
    if row is None:
        raise missing(delivery_id)
    return delivery_of(row)


def missing(delivery_id: int) -> NotFoundError:
    """Give the error of an alert that is not there."""
    return NotFoundError(f"there is no alert {delivery_id}; see: tracker alerts")


def retry(connection: Connection, delivery_id: int, *, now: datetime) -> Delivery:
    """Let an alert leave now that failed, waits or was kept silent; gives it as it stands then.

    Raises:
        NotFoundError: no such alert.
        UsageError: it was sent, another one tells it, or what it tells of is gone.
    """
    found = read_delivery(connection, delivery_id)
    reason = _not_to_be_retried(found)
    if reason:
        raise UsageError(f"alert {delivery_id} {reason}")
    with step("retry"):
        if connection.execute(_IS_PLANNED, {"delivery_id": delivery_id}).scalar():
            connection.execute(_AGAIN, {"delivery_id": delivery_id, "now": now})
        else:
            plan(connection, delivery_id, {}, now=now)
    return read_delivery(connection, delivery_id)


def _not_to_be_retried(found: Delivery) -> str:
    if found.state is DeliveryState.SENT:
        return f"was sent on {found.sent:%Y-%m-%d at %H:%M} UTC: there is nothing to try again"
    if found.state is DeliveryState.MERGED:
        return f"is told by alert {found.merged_into}; try that one: tracker alerts retry {found.merged_into}"
    if found.state is DeliveryState.WITHDRAWN:
        return f"was withdrawn ({found.told}): there is nothing left to tell"
    return ""


def add_mute(connection: Connection, asked: Mute) -> Mute:
    """Write a standing mute; its id is given by the record."""
    values = {name: getattr(asked, name) for name in ("recipient", "article_id", "since", "until", "reason")}
    with step("mute"):
        number = connection.execute(_ADD_MUTE, values).scalar_one()
    return Mute(id=number, **values)


def end_mute(connection: Connection, mute_id: int) -> None:
    """End a standing mute.

    Raises:
        NotFoundError: no such mute.
    """
    with step("mute"):
        if not connection.execute(_END_MUTE, {"mute_id": mute_id}).rowcount:
            raise NotFoundError(f"there is no mute {mute_id}; see: tracker alerts mute --list")


def mutes(connection: Connection) -> tuple[Mute, ...]:
    """Give all mutes, those that ended by themselves too, oldest first."""
    return tuple(mute_of(row) for row in connection.execute(_MUTES))


def outlet(connection: Connection, channel: Channel, *, now: datetime) -> Outlet:
    """Tell how well a channel delivers."""
    tried = connection.execute(_TRIED, {"channel": channel.value})
    settled = connection.execute(_SETTLED, {"channel": channel.value}).all()
    newest = max((row.sent for row in settled if row.sent is not None), default=None)
    return Outlet(
        tried=tuple(Unsent(created=row.created, attempts=row.attempts, next_try=row.next_try) for row in tried),
        overdue=connection.execute(_OVERDUE, {"channel": channel.value, "now": now}).scalar(),
        refused=tuple(
            (row.recipient, row.created)
            for row in settled
            if row.sent is None and (newest is None or row.created > newest)
        ),
    )
