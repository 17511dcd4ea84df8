"""What is owed to whom: written with the version or event that causes it, in its transaction."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import ColumnElement, Connection, FromClause, bindparam, insert, select, update

from tracker.edges.store.prepared import Prepared
from tracker.edges.store.schema import alert, delivery, meta, thread
from tracker.edges.store.steps import step
from tracker.model import AlertKind, Channel, DeliveryState, Owed

LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


def has_lease(deliveries: FromClause) -> ColumnElement[bool]:
    """Give the condition by which the deliveries of a lease are found, by its `token`: only what waits is leased."""
    return (deliveries.c.lease_token == bindparam("token")) & waits(deliveries)


def waits(deliveries: FromClause) -> ColumnElement[bool]:
    """Give the condition that deliveries are not settled yet.

    One small index finds them among all that were ever sent; SQLite asks it only where the time is compared.
    """
    return deliveries.c.next_try > LONG_AGO


def is_to(deliveries: FromClause) -> ColumnElement[bool]:
    """Give the condition that deliveries are the `recipient`'s, by no index: that one finds all they were ever sent."""
    return deliveries.c.recipient.concat("") == bindparam("recipient")


DELIVERIES = select(
    delivery, alert.c.article_id, alert.c.version, alert.c.kind, alert.c.detail, thread.c.subject
).select_from(delivery.join(alert, alert.c.id == delivery.c.alert_id).join(thread, thread.c.id == delivery.c.thread_id))

_MOST_DUE = 64
_DUE = Prepared(select(delivery.c.channel).where(delivery.c.next_try <= bindparam("now")).limit(_MOST_DUE))
_FIND_ALERT = Prepared(select(alert.c.id).where(alert.c.occasion == bindparam("occasion")))
_ADD_ALERT = Prepared(insert(alert).returning(alert.c.id))
_FIND_DELIVERY = Prepared(
    select(delivery.c.id).where(
        delivery.c.alert_id == bindparam("alert_id"),
        delivery.c.channel == bindparam("channel"),
        delivery.c.recipient == bindparam("recipient"),
    )
)
_ADD_DELIVERY = Prepared(insert(delivery).returning(delivery.c.id))
_ADD_THREAD = Prepared(insert(thread).returning(thread.c.id))
_THREADS = select(thread).where(thread.c.recipient == bindparam("recipient"), thread.c.channel == bindparam("channel"))
_STORY_THREAD = Prepared(
    _THREADS.where(thread.c.article_id == bindparam("article_id")).order_by(thread.c.id.desc()).limit(1)
)
_OTHER_THREAD = Prepared(
    _THREADS.where(thread.c.article_id.is_(None), thread.c.subject == bindparam("subject"))
    .order_by(thread.c.id.desc())
    .limit(1)
)
_READ_META = Prepared(select(meta.c.value).where(meta.c.key == bindparam("key")))

_WITHDRAW = (
    update(delivery)
    .where(delivery.c.id.in_(bindparam("ids", expanding=True)))
    .values(
        state=DeliveryState.WITHDRAWN.value,
        next_try=None,
        told=bindparam("words"),
        lease_until=None,
        lease_token=None,
        merged_into=None,
        planned=False,
    )
)
_CARRIER = delivery.alias("carrier")
_NOT_TOLD_YET = (
    select(delivery.c.id)
    .join(alert, alert.c.id == delivery.c.alert_id)
    .outerjoin(_CARRIER, _CARRIER.c.id == delivery.c.merged_into)
    .where(
        alert.c.article_id == bindparam("of_article"),
        alert.c.version.in_(bindparam("numbers", expanding=True)),
        (delivery.c.state.in_([DeliveryState.PENDING.value, DeliveryState.HELD.value]))
        | ((delivery.c.state == DeliveryState.MERGED.value) & waits(_CARRIER)),
    )
)
_LEFT_ALONE = (
    select(delivery.c.id)
    .join(_CARRIER, _CARRIER.c.id == delivery.c.merged_into)
    .where(_CARRIER.c.id.in_(bindparam("ids", expanding=True)))
)
_OWE_AGAIN = (
    update(delivery)
    .where(delivery.c.id.in_(bindparam("ids", expanding=True)))
    .values(state=DeliveryState.PENDING.value, next_try=delivery.c.created, merged_into=None, planned=False, told="")
)


def channels_due(connection: Connection, *, now: datetime) -> frozenset[str]:
    """Give the channels by which anything is due, decided upon or not; all where very much is."""
    found = _DUE.scalars(connection, {"now": now})
    return frozenset(found if len(found) < _MOST_DUE else (one.value for one in Channel))


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """What news are about: an article's version and the headline that names its thread; or the tracker itself."""

    now: datetime
    article_id: int | None = None
    number: int | None = None
    headline: str = ""


def write_owed(connection: Connection, owed: Iterable[Owed], place: Place) -> None:
    """Write what is owed: one alert an occasion, and one delivery a recipient; what is owed already is left."""
    alerts: dict[str, tuple[int, bool]] = {}
    for one in dict.fromkeys(owed):
        occasion = _occasion(one, place)
        if occasion not in alerts:
            alerts[occasion] = _alert(connection, one, occasion, place)
        alert_id, is_new = alerts[occasion]
        key = {"alert_id": alert_id, "channel": one.channel.value, "recipient": one.recipient}
        if is_new or _FIND_DELIVERY.scalar(connection, key) is None:
            _add_delivery(connection, one, alert_id, _thread(connection, one, place), place)


def add_digest(connection: Connection, digest: Owed, *, thread_id: int, now: datetime) -> int:
    """Write the delivery that carries a digest; gives its id."""
    place = Place(now=now)
    alert_id, _ = _alert(connection, digest, _occasion(digest, place), place)
    return _add_delivery(connection, digest, alert_id, thread_id, place)


def _occasion(owed: Owed, place: Place) -> str:
    about = "tracker" if place.article_id is None else str(place.article_id)
    return f"{about}.{owed.occasion or f'{owed.kind}.{place.number}'}"


def _alert(connection: Connection, owed: Owed, occasion: str, place: Place) -> tuple[int, bool]:
    """Give the alert of an occasion, and whether it was written just now."""
    # A new version is told for the first time: only named occasions may come again.
    if owed.occasion or owed.kind is not AlertKind.CHANGED:
        known = _FIND_ALERT.scalar(connection, {"occasion": occasion})
        if known is not None:
            return int(known), False
    row = {
        "article_id": place.article_id,
        "version": place.number,
        "kind": owed.kind.value,
        "occasion": occasion,
        "detail": owed.detail,
        "created": place.now,
    }
    with step("alert"):
        return int(_ADD_ALERT.scalar(connection, row)), True


def _add_delivery(connection: Connection, owed: Owed, alert_id: int, thread_id: int, place: Place) -> int:
    row = {
        "alert_id": alert_id,
        "thread_id": thread_id,
        "channel": owed.channel.value,
        "recipient": owed.recipient,
        "state": DeliveryState.PENDING.value,
        "created": place.now,
        "attempts": 0,
        "next_try": place.now,
        "message_id": _message_id(connection, owed, alert_id, place),
        "references": "[]",
        "told": "",
        "planned": False,
        "bursts": "{}",
    }
    with step("delivery"):
        return int(_ADD_DELIVERY.scalar(connection, row))


def _message_id(connection: Connection, owed: Owed, alert_id: int, place: Place) -> str:
    """Make the id of a mail: the same at every try; nobody can tell the recipient from it."""
    secret = _READ_META.scalar(connection, {"key": "secret"})
    store_id = _READ_META.scalar(connection, {"key": "store_id"})
    about = "tracker" if place.article_id is None else f"{place.article_id}.{place.number}"
    words = f"{about}.{alert_id}.{owed.kind}.{owed.channel}.{owed.recipient}".encode("utf-8", "replace")
    digest = hmac.new(secret.encode(), words, hashlib.sha256).hexdigest()
    return f"<{digest[:24]}.{about}@tracker.{store_id}.invalid>"


def _thread(connection: Connection, owed: Owed, place: Place) -> int:
    """Give the thread it belongs to as things stand: that of the story, or of what news of the tracker are about."""
    key = {"channel": owed.channel.value, "recipient": owed.recipient}
    if place.article_id is not None:
        row = _STORY_THREAD.first(connection, key | {"article_id": place.article_id})
    else:
        row = _OTHER_THREAD.first(connection, key | {"subject": owed.subject})
    if row is not None:
        return int(row.id)
    subject = owed.subject if place.article_id is None else place.headline
    return add_thread(connection, key | {"article_id": place.article_id, "subject": subject, "latest_at": place.now})


def add_thread(connection: Connection, values: dict[str, object]) -> int:
    """Begin a thread without mails; gives its id."""
    row = {"root": "", "latest": "", "messages": 0, "burst": 0.0, **values}
    with step("thread"):
        return int(_ADD_THREAD.scalar(connection, row))


def new_token() -> str:
    """Give the name of a lease."""
    return secrets.token_hex(16)


def withdraw(connection: Connection, article_id: int, numbers: Iterable[int], *, why: str) -> int:
    """Take back the alerts of versions that were not sent yet; gives how many.

    What a withdrawn one was to tell for others, they tell themselves.
    """
    key = {"of_article": article_id, "numbers": sorted(numbers)}
    with step("withdraw"):
        ids = list(connection.execute(_NOT_TOLD_YET, key).scalars())
        orphans = list(connection.execute(_LEFT_ALONE, {"ids": ids}).scalars()) if ids else []
        if ids:
            connection.execute(_WITHDRAW, {"ids": ids, "words": why})
        again = sorted(set(orphans) - set(ids))
        if again:
            connection.execute(_OWE_AGAIN, {"ids": again})
    return len(ids)
