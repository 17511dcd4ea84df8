"""What becomes of all that was due for one recipient: decided by others, written in one transaction."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta

from sqlalchemy import Connection, bindparam, select, update

from tracker.edges.store.outbox import add_digest, add_thread, has_lease
from tracker.edges.store.prepared import Prepared
from tracker.edges.store.rows import AnyRow
from tracker.edges.store.schema import delivery, thread
from tracker.edges.store.steps import step
from tracker.model import (
    AlertKind,
    Batch,
    Decision,
    Delivery,
    DeliveryState,
    Owed,
    Silenced,
    Telling,
    Waiting,
)

MOST_IN_A_THREAD = 95
THREAD_IDLES_AFTER = timedelta(days=6)

_END_LEASE = Prepared(update(delivery).where(has_lease(delivery)).values(lease_until=None, lease_token=None))
_STILL_LEASED = Prepared(select(delivery.c.id).where(has_lease(delivery)))
_SETTLED = Prepared(
    update(delivery)
    .where(delivery.c.id == bindparam("delivery_id"))
    .values(
        state=bindparam("new_state"),
        next_try=bindparam("again"),
        told=bindparam("words"),
        merged_into=bindparam("into"),
        lease_until=None,
        lease_token=None,
    )
)
_HELD_FOR = Prepared(
    update(delivery).where(delivery.c.id == bindparam("delivery_id")).values(held_for=bindparam("hold_reason"))
)
_PLAN = Prepared(
    update(delivery)
    .where(delivery.c.id == bindparam("carrier"))
    .values(
        state=DeliveryState.PENDING.value,
        planned=True,
        next_try=bindparam("now"),
        thread_id=bindparam("in_thread"),
        in_reply_to=bindparam("answered"),
        references=bindparam("answers"),
        bursts=bindparam("windows"),
        told="",
        lease_until=None,
        lease_token=None,
    )
)
_CARRIER = Prepared(select(delivery.c.message_id, delivery.c.thread_id).where(delivery.c.id == bindparam("carrier")))
_THREAD_OF = Prepared(select(thread).where(thread.c.id == bindparam("in_thread")))
_EXTEND = Prepared(
    update(thread)
    .where(thread.c.id == bindparam("in_thread"))
    .values(
        root=bindparam("first"),
        latest=bindparam("message_id"),
        messages=thread.c.messages + 1,
        latest_at=bindparam("now"),
    )
)
_DAY_THREAD = Prepared(
    select(thread.c.id).where(
        thread.c.recipient == bindparam("recipient"),
        thread.c.channel == bindparam("channel"),
        thread.c.article_id.is_(None),
        thread.c.subject == bindparam("subject"),
    )
)


def decide(connection: Connection, batch: Batch, decisions: Iterable[Decision], *, now: datetime) -> None:
    """Write what was decided; what was taken back or leased anew meanwhile is left, and decided upon again."""
    leased = set(_STILL_LEASED.scalars(connection, {"token": batch.token}))
    with step("decide"):
        for decision in decisions:
            ids = [one.id for one in decision.deliveries]
            if ids and leased.issuperset(ids):
                _decide(connection, batch, decision, ids, now)
        _END_LEASE.run(connection, {"token": batch.token})


def _decide(connection: Connection, batch: Batch, decision: Decision, ids: list[int], now: datetime) -> None:
    if isinstance(decision, Silenced):
        _settle(connection, ids, DeliveryState.MUTED, told=decision.reason)
    elif isinstance(decision, Waiting):
        # What waits is decided upon with each news of its recipient: nearly all of it goes on waiting as it did.
        fresh = [one.id for one in decision.deliveries if not _waits_as_it_did(one, decision)]
        _settle(connection, fresh, DeliveryState.HELD, told=decision.reason, again=decision.until)
        held = decision.held_for.value
        _HELD_FOR.run_many(connection, [{"delivery_id": one, "hold_reason": held} for one in fresh])
    else:
        _plan(connection, batch, decision, ids, now)


def _waits_as_it_did(one: Delivery, decision: Waiting) -> bool:
    told = (one.state, one.told, one.next_try, one.held_for)
    return told == (DeliveryState.HELD, decision.reason, decision.until, decision.held_for)


def _settle(
    connection: Connection,
    ids: list[int],
    state: DeliveryState,
    *,
    told: str,
    again: datetime | None = None,
    into: int | None = None,
) -> None:
    values: dict[str, object] = {"new_state": state.value, "again": again, "words": told, "into": into}
    _SETTLED.run_many(connection, [{"delivery_id": one} | values for one in ids])


def _plan(connection: Connection, batch: Batch, telling: Telling, ids: list[int], now: datetime) -> None:
    carrier = _digest(connection, batch, ids, telling.day, now) if telling.digest else ids[-1]
    others = [one for one in ids if one != carrier]
    if others:
        _settle(connection, others, DeliveryState.MERGED, told=f"told by alert {carrier}", into=carrier)
    plan(connection, carrier, telling.burst, now=now)


def plan(connection: Connection, carrier: int, bursts: Mapping[int, timedelta], *, now: datetime) -> None:
    """Let a delivery leave as soon as can be, and give it its place in the thread.

    Args:
        bursts: the windows that open once it left, by article.
    """
    row: AnyRow = _CARRIER.first(connection, {"carrier": carrier})
    place = _thread_for(connection, row.thread_id, now)
    answers = [one for one in dict.fromkeys((place.root, place.latest)) if one]
    windows = json.dumps({str(article): span.total_seconds() for article, span in bursts.items()})
    values = {"in_thread": place.id, "answered": answers[-1] if answers else None, "answers": json.dumps(answers)}
    _PLAN.run(connection, {"carrier": carrier, "now": now, "windows": windows} | values)
    extend = {"in_thread": place.id, "first": place.root or row.message_id, "message_id": row.message_id, "now": now}
    _EXTEND.run(connection, extend)


def _thread_for(connection: Connection, thread_id: int, now: datetime) -> AnyRow:
    """Give the thread that a message goes into: a new one where the last is long, or slept for days.

    Source: Gmail ends a thread after 100 messages, and after a week without one.
    """
    row: AnyRow = _THREAD_OF.first(connection, {"in_thread": thread_id})
    if not row.messages or (row.messages < MOST_IN_A_THREAD and now - row.latest_at <= THREAD_IDLES_AFTER):
        return row
    copied = ("article_id", "channel", "recipient", "subject", "burst", "burst_until")
    new = add_thread(connection, {name: getattr(row, name) for name in copied} | {"latest_at": now})
    return _THREAD_OF.first(connection, {"in_thread": new})


def _digest(connection: Connection, batch: Batch, ids: list[int], day: date | None, now: datetime) -> int:
    """Write the delivery that carries a digest, in the recipient's thread of the day; gives its id."""
    subject = f"digest {day or now.date():%Y-%m-%d}"
    whose = {"recipient": batch.recipient, "channel": batch.channel.value}
    found = _DAY_THREAD.scalar(connection, whose | {"subject": subject})
    if found is None:
        found = add_thread(connection, whose | {"article_id": None, "subject": subject, "latest_at": now})
    owed = Owed(
        recipient=batch.recipient, channel=batch.channel, kind=AlertKind.DIGEST, occasion=f"digest.{ids[0]}.{ids[-1]}"
    )
    return add_digest(connection, owed, thread_id=int(found), now=now)
