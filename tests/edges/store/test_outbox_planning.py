from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from types import ModuleType

import pytest
from sqlalchemy.dialects import sqlite

from tests.edges.store.examples import LEASE, MINUTE, at, changed, leaving, opening, ready
from tests.edges.store.test_outbox import ANNE, BOB, edit
from tracker.edges.store import Record, Store, outbox_batches, outbox_planning, outbox_sending
from tracker.edges.store.prepared import Prepared
from tracker.model import (
    AlertKind,
    Batch,
    Burst,
    Channel,
    Delivery,
    DeliveryState,
    HoldReason,
    Mute,
    Silenced,
    Telling,
    Waiting,
)


def claimed(store: Store, minute: float) -> Batch:
    batch = store.claim_batch(at(minute), channel=Channel.MAIL, lease=LEASE)
    assert batch is not None
    return batch


def under_way(store: Store, minute: float) -> Delivery:
    found = store.claim_telling(at(minute), channel=Channel.MAIL, lease=LEASE)
    assert found is not None
    return found.deliveries[-1]


def nobody_waits(store: Store, minute: float) -> bool:
    return store.claim_batch(at(minute), channel=Channel.MAIL, lease=LEASE) is None


def test_a_batch_is_all_that_one_recipient_waits_for(store: Store) -> None:
    store.open_watch(opening())
    edit(store, 1, ANNE)
    edit(store, 2, BOB, ANNE)
    batch = claimed(store, 3)
    assert (batch.recipient, [one.version for one in batch.due]) == (ANNE, [2, 3])
    assert batch.bursts == {1: Burst()}
    assert (batch.sent, batch.mutes) == ((), ())
    assert claimed(store, 3).recipient == BOB
    assert nobody_waits(store, 3)


def test_each_channel_is_asked_for_itself(store: Store) -> None:
    store.open_watch(opening())
    edit(store, 1, ANNE)
    assert store.claim_batch(at(2), channel=Channel.WEBHOOK, lease=LEASE) is None


def test_a_recipient_is_planned_for_by_one_at_a_time_until_the_lease_ends(store: Store) -> None:
    store.open_watch(opening())
    edit(store, 1, ANNE)
    first = claimed(store, 1)
    edit(store, 2, ANNE)
    assert nobody_waits(store, 2.9)
    again = claimed(store, 3)
    assert [one.version for one in again.due] == [2, 3]
    store.decide(first, [Silenced(deliveries=first.due, reason="too late")], at(3))
    store.decide(again, [Telling(deliveries=again.due)], at(3))
    assert leaving(store, at(3)).version == 3


def test_what_waits_is_due_again_when_it_was_put_off_to(store: Store, record: Record) -> None:
    store.open_watch(opening())
    edit(store, 1, ANNE)
    batch = claimed(store, 1)
    wait = Waiting(deliveries=batch.due, until=at(10), held_for=HoldReason.QUIET, reason="quiet until 7")
    store.decide(batch, [wait], at(1))
    (held,) = record.deliveries()
    assert (held.state, held.held_for, held.told) == (DeliveryState.HELD, HoldReason.QUIET, "quiet until 7")
    assert nobody_waits(store, 9.9)
    assert [one.held_for for one in claimed(store, 10).due] == [HoldReason.QUIET]


def test_what_goes_on_waiting_as_it_did_is_not_written_anew_and_is_nobodys(store: Store, record: Record) -> None:
    store.open_watch(opening())
    edit(store, 1, ANNE)
    wait = Waiting(deliveries=claimed(store, 1).due, until=at(10), held_for=HoldReason.CAP, reason="four an hour")
    store.decide(claimed(store, 3), [wait], at(3))
    edit(store, 4, ANNE)
    batch = claimed(store, 4)
    older, newer = batch.due
    assert (older.state, older.held_for, older.told) == (DeliveryState.HELD, HoldReason.CAP, "four an hour")
    still = Waiting(deliveries=batch.due, until=at(10), held_for=HoldReason.CAP, reason="four an hour")
    store.decide(batch, [still], at(4))
    waiting = {one.id: (one.state, one.held_for, one.next_try) for one in record.deliveries()}
    assert waiting == dict.fromkeys((older.id, newer.id), (DeliveryState.HELD, HoldReason.CAP, at(10)))
    assert nobody_waits(store, 9.9)
    assert [one.id for one in claimed(store, 10).due] == [older.id, newer.id]


@pytest.mark.parametrize("module", [outbox_batches, outbox_planning, outbox_sending])
def test_what_waits_is_found_without_reading_all_that_was_ever_sent(
    store: Store, data: Path, module: ModuleType
) -> None:
    store.open_watch(opening())
    statements = [found._statement for found in vars(module).values() if isinstance(found, Prepared)]
    assert statements
    with closing(sqlite3.connect(data / "archive.db")) as connection:
        for statement in statements:
            compiled = statement.compile(dialect=sqlite.dialect())
            values = [1] * len(getattr(compiled, "positiontup", []))
            steps = [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {compiled}", values)]
            assert not [step for step in steps if step.startswith("SCAN delivery") or step.endswith("(recipient=?)")]


def test_what_is_silenced_is_settled_with_its_reason(store: Store, record: Record) -> None:
    store.open_watch(opening())
    edit(store, 1, ANNE)
    batch = claimed(store, 1)
    store.decide(batch, [Silenced(deliveries=batch.due, reason="the rule asks for a toll")], at(1))
    (muted,) = record.deliveries()
    assert (muted.state, muted.told, muted.next_try) == (DeliveryState.MUTED, "the rule asks for a toll", None)
    assert nobody_waits(store, 1000)


def test_what_nothing_was_decided_of_is_due_again_at_once(store: Store) -> None:
    store.open_watch(opening())
    edit(store, 1, ANNE)
    store.decide(claimed(store, 1), [], at(1))
    assert [one.version for one in claimed(store, 1).due] == [2]


def test_versions_that_are_told_together_leave_as_one_message(store: Store, record: Record) -> None:
    store.open_watch(opening())
    for minute in (1, 2, 3):
        edit(store, minute, ANNE)
    found = ready(store, at(3))
    assert found is not None
    assert [one.version for one in found.deliveries] == [2, 3, 4]
    store.delivered(found.deliveries[-1], at(4), told="250")
    states = [(one.state, one.merged_into) for one in record.deliveries()]
    assert states == [(DeliveryState.MERGED, 3), (DeliveryState.MERGED, 3), (DeliveryState.SENT, None)]
    assert record.deliveries()[0].told == "told by alert 3"


def test_news_that_come_while_a_message_is_under_way_wait_behind_it(store: Store) -> None:
    store.open_watch(opening())
    edit(store, 1, ANNE)
    first = leaving(store, at(1))
    edit(store, 2, ANNE)
    store.postponed(first, at(10), told="421")
    assert nobody_waits(store, 9)
    again = leaving(store, at(10))
    assert (again.version, again.attempts) == (2, 2)
    store.delivered(again, at(10), told="250")
    assert leaving(store, at(11)).version == 3


def test_a_digest_is_carried_by_a_delivery_of_its_own_in_the_thread_of_the_day(store: Store, record: Record) -> None:
    store.open_watch(opening())
    store.open_watch(opening("https://other.example/", name="other.example"))
    for minute in (1, 5):
        for claim in store.claim_due(at(minute), limit=2, lease=LEASE):
            store.record(changed(claim, at(minute), f"{claim.article.id} at {minute}", ANNE))
        batch = claimed(store, minute)
        assert len(batch.due) == 2
        store.decide(batch, [Telling(deliveries=batch.due, digest=True)], at(minute))
        found = store.claim_telling(at(minute), channel=Channel.MAIL, lease=LEASE)
        assert found is not None
        assert found.digest
        assert [one.kind for one in found.deliveries] == [AlertKind.CHANGED, AlertKind.CHANGED, AlertKind.DIGEST]
        store.delivered(found.deliveries[-1], at(minute), told="250")
    digests = [one for one in record.deliveries() if one.kind is AlertKind.DIGEST]
    assert [one.in_reply_to for one in digests] == [None, digests[0].message_id]
    assert record.telling(digests[0].id).deliveries[-1] == digests[0]


def test_digests_of_one_day_of_the_reader_are_one_thread_whatever_the_day_in_utc(store: Store, record: Record) -> None:
    store.open_watch(opening())
    night = at(12 * 60 - 5)
    for moment in (night, night + timedelta(minutes=10)):
        (claim,) = store.claim_due(moment, limit=1, lease=LEASE)
        store.record(changed(claim, moment, f"at {moment}", ANNE))
        batch = store.claim_batch(moment, channel=Channel.MAIL, lease=LEASE)
        assert batch is not None
        store.decide(batch, [Telling(deliveries=batch.due, digest=True, day=night.date())], moment)
        store.delivered(leaving(store, moment), moment, told="250")
    digests = [one for one in record.deliveries() if one.kind is AlertKind.DIGEST]
    assert digests[0].created.date() != digests[1].created.date()
    assert {one.in_reply_to for one in digests} == {None, min(digests, key=lambda one: one.id).message_id}


def test_news_of_a_story_do_not_overtake_the_digest_that_tells_what_came_before(store: Store) -> None:
    store.open_watch(opening())
    store.open_watch(opening("https://other.example/", name="other.example"))
    edit(store, 1, ANNE)
    batch = claimed(store, 1)
    store.decide(batch, [Telling(deliveries=batch.due, digest=True)], at(1))
    store.postponed(under_way(store, 1), at(20), told="451 later")
    edit(store, 2, ANNE)
    assert nobody_waits(store, 2)
    store.delivered(under_way(store, 20), at(20), told="250")
    assert [one.version for one in claimed(store, 20).due] == [3]


def test_messages_of_one_article_are_one_thread_for_each_recipient(store: Store) -> None:
    store.open_watch(opening())
    sent = []
    for minute in (1, 2, 3):
        edit(store, minute, ANNE, BOB)
        for _ in range(2):
            one = leaving(store, at(minute))
            store.delivered(one, at(minute), told="250")
            sent.append(one)
    root, second, third = (one for one in sent if one.recipient == ANNE)
    assert (root.in_reply_to, root.references) == (None, ())
    assert (second.in_reply_to, second.references) == (root.message_id, (root.message_id,))
    assert (third.in_reply_to, third.references) == (second.message_id, (root.message_id, second.message_id))
    assert {one.thread_subject for one in sent} == {"Bridge closed"}


def test_a_thread_that_slept_six_days_is_not_woken(store: Store) -> None:
    store.open_watch(opening())
    day = 24 * 60
    answers = []
    for minute in (1, 6 * day, 12 * day + 1):
        edit(store, minute, ANNE)
        one = leaving(store, at(minute))
        store.delivered(one, at(minute), told="250")
        answers.append(one.in_reply_to is not None)
    assert answers == [False, True, False]


def test_a_thread_ends_after_95_messages_that_were_built(store: Store, data: Path) -> None:
    store.open_watch(opening())
    answers = []
    for minute in (1, 2, 3):
        edit(store, minute, ANNE)
        one = leaving(store, at(minute))
        store.delivered(one, at(minute), told="250")
        answers.append(one.in_reply_to is not None)
        if minute == 1:
            with closing(sqlite3.connect(data / "archive.db")) as connection, connection:
                connection.execute("UPDATE thread SET messages = 94")
    assert answers == [False, True, False]


def test_a_window_opens_when_the_message_left(store: Store) -> None:
    store.open_watch(opening())
    edit(store, 1, ANNE)
    batch = claimed(store, 1)
    store.decide(batch, [Telling(deliveries=batch.due, burst={1: 3 * MINUTE})], at(1))
    carrier = store.claim_telling(at(1), channel=Channel.MAIL, lease=LEASE)
    assert carrier is not None
    edit(store, 2, ANNE, BOB)
    assert claimed(store, 2).bursts == {1: Burst()}
    store.delivered(carrier.deliveries[-1], at(3), told="250")
    batch = claimed(store, 4)
    assert batch.recipient == ANNE
    assert batch.bursts == {1: Burst(window=3 * MINUTE, until=at(6))}


def test_messages_of_the_last_hour_and_those_under_way_are_counted(store: Store) -> None:
    store.open_watch(opening())
    store.open_watch(opening("https://other.example/", name="other.example"))
    edit(store, 1, ANNE)
    store.delivered(leaving(store, at(1)), at(1), told="250")
    edit(store, 30, ANNE)
    store.delivered(leaving(store, at(30)), at(30), told="250")
    edit(store, 62, ANNE)
    assert claimed(store, 62).sent == (at(30),)
    assert claimed(store, 62 + 2).sent == (at(30),)


def test_standing_mutes_that_touch_a_recipient_are_told(store: Store, record: Record) -> None:
    store.open_watch(opening())
    edit(store, 1, ANNE)
    asked = Mute(id=0, recipient="", article_id=1, since=at(0), until=at(60), reason="seen enough")
    of_all = store.mute(asked)
    store.mute(Mute(id=0, recipient=BOB, article_id=None, since=at(0), until=None, reason="on leave"))
    over = store.mute(Mute(id=0, recipient=ANNE, article_id=None, since=at(0), until=at(1), reason="lunch"))
    assert claimed(store, 2).mutes == (of_all,)
    assert [one.reason for one in record.mutes()] == ["seen enough", "on leave", "lunch"]
    store.unmute(over.id)
    assert len(record.mutes()) == 2


def test_a_lease_of_a_tracker_that_is_gone_ends_with_it(data: Path) -> None:
    with Store.open(data, clock=lambda: at(0)) as store:
        store.open_watch(opening())
        edit(store, 1, ANNE)
        claimed(store, 1)
    with Store.open(data, clock=lambda: at(0)) as store:
        assert claimed(store, 1 + timedelta(seconds=1) / MINUTE).recipient == ANNE


def test_what_waits_for_its_time_is_looked_at_once_anything_is_due(store: Store) -> None:
    store.open_watch(opening())
    edit(store, 1, ANNE)
    batch = claimed(store, 1)
    wait = Waiting(deliveries=batch.due, until=at(500), held_for=HoldReason.DIGEST, reason="gathered")
    store.decide(batch, [wait], at(1))
    assert nobody_waits(store, 2)
    edit(store, 3, ANNE)
    assert [(one.version, one.held_for) for one in claimed(store, 3).due] == [(2, HoldReason.DIGEST), (3, None)]


def test_versions_that_were_told_already_are_named(store: Store) -> None:
    store.open_watch(opening())
    edit(store, 1, ANNE)
    batch = claimed(store, 1)
    wait = Waiting(deliveries=batch.due, until=at(500), held_for=HoldReason.DIGEST, reason="gathered")
    store.decide(batch, [wait], at(1))
    edit(store, 2, ANNE)
    edit(store, 3, ANNE)
    batch = claimed(store, 3)
    store.decide(batch, [Telling(deliveries=batch.due[1:2]), Silenced(deliveries=batch.due[2:], reason="no")], at(3))
    store.delivered(leaving(store, at(3)), at(3), told="250")
    edit(store, 4, ANNE)
    batch = claimed(store, 4)
    assert [one.version for one in batch.due] == [2, 5]
    assert batch.told == {1: (3,)}
