"""What is owed to whom: written with the version that causes it, claimed under a lease, settled once."""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import Connection, bindparam, exists, insert, or_, select, update

from tracker.edges.store.prepared import Prepared
from tracker.edges.store.rows import AnyRow, delivery_of
from tracker.edges.store.schema import alert, delivery, meta, thread
from tracker.edges.store.steps import step
from tracker.model import AlertKind, Delivery, DeliveryState, Owed

MOST_IN_A_THREAD = 95
THREAD_IDLES_AFTER = timedelta(days=6)

DELIVERIES = select(delivery, alert.c.article_id, alert.c.version, alert.c.kind, thread.c.subject).select_from(
    delivery.join(alert, alert.c.id == delivery.c.alert_id).join(thread, thread.c.id == delivery.c.thread_id)
)
_EARLIER = delivery.alias("earlier")
_DUE = (
    select(delivery.c.id)
    .where(
        delivery.c.next_try <= bindparam("now"),
        or_(delivery.c.lease_until.is_(None), delivery.c.lease_until <= bindparam("now")),
        ~exists().where(
            _EARLIER.c.thread_id == delivery.c.thread_id,
            _EARLIER.c.id < delivery.c.id,
            _EARLIER.c.next_try.is_not(None),
        ),
    )
    .order_by(delivery.c.created, delivery.c.id)
    .limit(bindparam("most"))
)
_ANY_DUE = select(exists().where(delivery.c.next_try <= bindparam("now")))
_LEASE = (
    update(delivery)
    .where(delivery.c.id == bindparam("delivery_id"))
    .values(lease_until=bindparam("until"), lease_token=bindparam("token"), attempts=delivery.c.attempts + 1)
)
_READ_ONE = DELIVERIES.where(delivery.c.id == bindparam("delivery_id"))
_SETTLE = (
    update(delivery)
    .where(delivery.c.id == bindparam("delivery_id"), delivery.c.lease_token == bindparam("token"))
    .values(
        state=bindparam("new_state"),
        next_try=bindparam("again"),
        sent=bindparam("sent_at"),
        told=bindparam("words"),
        lease_until=None,
        lease_token=None,
    )
)
_WITHDRAW = (
    update(delivery)
    .where(
        delivery.c.state == DeliveryState.PENDING.value,
        delivery.c.alert_id.in_(
            select(alert.c.id).where(
                alert.c.article_id == bindparam("of_article"), alert.c.version == bindparam("of_version")
            )
        ),
    )
    .values(
        state=DeliveryState.WITHDRAWN.value,
        next_try=None,
        told=bindparam("words"),
        lease_until=None,
        lease_token=None,
    )
)
_ADD_ALERT = Prepared(insert(alert).returning(alert.c.id))
_ADD_DELIVERY = Prepared(insert(delivery))
_ADD_THREAD = Prepared(insert(thread).returning(thread.c.id))
_READ_THREAD = Prepared(
    select(thread)
    .where(thread.c.article_id == bindparam("article_id"), thread.c.recipient == bindparam("recipient"))
    .order_by(thread.c.id.desc())
    .limit(1)
)
_EXTEND_THREAD = Prepared(
    update(thread)
    .where(thread.c.id == bindparam("thread_id"))
    .values(latest=bindparam("message_id"), messages=thread.c.messages + 1, latest_at=bindparam("now"))
)
_READ_META = Prepared(select(meta.c.value).where(meta.c.key == bindparam("key")))


def write_owed(
    connection: Connection, owed: Iterable[Owed], *, article_id: int, number: int, headline: str, now: datetime
) -> None:
    """Write the alerts a new version owes: one a kind, and one delivery a recipient, threaded."""
    alerts: dict[AlertKind, int] = {}
    for one in dict.fromkeys(owed):
        if one.kind not in alerts:
            alerts[one.kind] = _add_alert(connection, one.kind, article_id=article_id, number=number, now=now)
        place = {"article_id": article_id, "number": number, "headline": headline, "now": now}
        _add_delivery(connection, one, alert_id=alerts[one.kind], place=place)


def _add_alert(connection: Connection, kind: AlertKind, *, article_id: int, number: int, now: datetime) -> int:
    row = {"article_id": article_id, "version": number, "kind": kind.value, "created": now}
    with step("alert"):
        return int(_ADD_ALERT.scalar(connection, row))


def _add_delivery(connection: Connection, owed: Owed, *, alert_id: int, place: dict[str, object]) -> None:
    message_id = _message_id(connection, f"{place['article_id']}.{place['number']}", owed)
    thread_id, earlier = _threaded(connection, message_id, owed.recipient, place=place)
    row = {
        "alert_id": alert_id,
        "thread_id": thread_id,
        "recipient": owed.recipient,
        "state": DeliveryState.PENDING.value,
        "created": place["now"],
        "attempts": 0,
        "next_try": place["now"],
        "message_id": message_id,
        "in_reply_to": earlier[-1] if earlier else None,
        "references": json.dumps(earlier),
        "told": "",
    }
    with step("delivery"):
        _ADD_DELIVERY.run(connection, row)


def _message_id(connection: Connection, place: str, owed: Owed) -> str:
    """Make the same id for the same alert at every try; nobody can tell the recipient from it."""
    secret = _READ_META.scalar(connection, {"key": "secret"})
    store_id = _READ_META.scalar(connection, {"key": "store_id"})
    words = f"{place}.{owed.kind}.{owed.recipient}".encode("utf-8", "replace")
    digest = hmac.new(secret.encode(), words, hashlib.sha256).hexdigest()
    return f"<{digest[:24]}.{place}@tracker.{store_id}.invalid>"


def _threaded(
    connection: Connection, message_id: str, recipient: str, *, place: dict[str, object]
) -> tuple[int, list[str]]:
    """Give the thread a mail belongs to and the ids it refers to, oldest first; the thread then counts it."""
    now = place["now"]
    row = _READ_THREAD.first(connection, {"article_id": place["article_id"], "recipient": recipient})
    with step("thread"):
        if row is None or row.messages >= MOST_IN_A_THREAD or now - row.latest_at > THREAD_IDLES_AFTER:
            return _new_thread(connection, message_id, recipient, place=place), []
        _EXTEND_THREAD.run(connection, {"thread_id": row.id, "message_id": message_id, "now": now})
    return row.id, list(dict.fromkeys((row.root, row.latest)))


def _new_thread(connection: Connection, message_id: str, recipient: str, *, place: dict[str, object]) -> int:
    row = {
        "article_id": place["article_id"],
        "recipient": recipient,
        "subject": place["headline"],
        "root": message_id,
        "latest": message_id,
        "messages": 1,
        "latest_at": place["now"],
    }
    return int(_ADD_THREAD.scalar(connection, row))


def any_due(connection: Connection, *, now: datetime) -> bool:
    """Tell whether anything waits to be sent, leased or not: a look that writes nothing."""
    return bool(connection.execute(_ANY_DUE, {"now": now}).scalar())


def claim(connection: Connection, *, now: datetime, limit: int, lease: timedelta) -> tuple[Delivery, ...]:
    """Lease what is due, oldest first; never a mail while an earlier one of its thread is still pending."""
    ids = connection.execute(_DUE, {"now": now, "most": limit}).scalars().all()
    if not ids:
        return ()
    leases = [{"delivery_id": one, "until": now + lease, "token": secrets.token_hex(16)} for one in ids]
    with step("delivery_lease"):
        connection.execute(_LEASE, leases)
    return tuple(delivery_of(_read_one(connection, one)) for one in ids)


def _read_one(connection: Connection, delivery_id: int) -> AnyRow:
    return connection.execute(_READ_ONE, {"delivery_id": delivery_id}).one()


def settle(
    connection: Connection,
    claimed: Delivery,
    state: DeliveryState,
    *,
    told: str,
    again: datetime | None = None,
    sent: datetime | None = None,
) -> None:
    """Note what became of a leased delivery; a stale lease changes nothing."""
    with step("settle"):
        connection.execute(
            _SETTLE,
            {
                "delivery_id": claimed.id,
                "token": claimed.token,
                "new_state": state.value,
                "again": again,
                "sent_at": sent,
                "words": told,
            },
        )


def withdraw(connection: Connection, article_id: int, number: int, *, why: str) -> int:
    """Take back the alerts of a version that were not sent yet; gives how many."""
    with step("withdraw"):
        found = connection.execute(_WITHDRAW, {"of_article": article_id, "of_version": number, "words": why})
        return found.rowcount
