from __future__ import annotations

import re
import sqlite3
from pathlib import Path

from tests.edges.store.examples import LEASE, at, changed, opening
from tests.edges.store.test_writing import look
from tracker.edges.store import Record, Store
from tracker.model import Delivery, DeliveryState

ANNE, BOB = "anne@example.org", "bob@example.org"


def edit(store: Store, minute: float, *recipients: str) -> None:
    assert store.record(changed(look(store, minute), at(minute), f"Text of minute {minute}.", *recipients))


def claim(store: Store, minute: float, limit: int = 10) -> tuple[Delivery, ...]:
    return store.claim_deliveries(at(minute), limit=limit, lease=LEASE)


def test_a_version_owes_one_mail_to_each_recipient_once(store: Store, record: Record) -> None:
    store.open_watch(opening())
    edit(store, 1, ANNE, BOB, ANNE)
    assert [(owed.recipient, owed.version, owed.state) for owed in record.deliveries()] == [
        (ANNE, 2, DeliveryState.PENDING),
        (BOB, 2, DeliveryState.PENDING),
    ]
    assert record.deliveries(1) == record.deliveries()
    assert record.deliveries(2) == []


def test_a_mail_is_sent_by_one_sender_at_a_time_under_the_same_id(store: Store) -> None:
    store.open_watch(opening())
    edit(store, 1, ANNE)
    (first,) = claim(store, 1)
    assert claim(store, 2.9) == ()
    (again,) = claim(store, 3)
    assert (first.attempts, again.attempts) == (1, 2)
    assert first.message_id == again.message_id
    store.delivered(first, at(4), told="250 from a sleeper")
    assert store.claim_deliveries(at(5), limit=1, lease=LEASE)[0].told == ""


def test_a_mail_that_was_taken_is_done(store: Store, record: Record) -> None:
    store.open_watch(opening())
    edit(store, 1, ANNE)
    store.delivered(claim(store, 1)[0], at(2), told="250 queued")
    (done,) = record.deliveries()
    assert (done.state, done.sent, done.told, done.next_try, done.token) == (
        DeliveryState.SENT,
        at(2),
        "250 queued",
        None,
        "",
    )
    assert claim(store, 100) == ()


def test_a_mail_that_failed_for_now_is_tried_when_it_was_put_off_to(store: Store) -> None:
    store.open_watch(opening())
    edit(store, 1, ANNE)
    store.postponed(claim(store, 1)[0], at(10), told="421 busy")
    assert claim(store, 9.9) == ()
    (again,) = claim(store, 10)
    assert (again.attempts, again.told) == (2, "421 busy")


def test_a_mail_that_failed_for_good_is_shown_and_lets_the_next_one_go(store: Store, record: Record) -> None:
    store.open_watch(opening())
    edit(store, 1, ANNE)
    edit(store, 2, ANNE)
    store.failed(claim(store, 2)[0], told="550 no such user")
    assert [owed.state for owed in record.deliveries()] == [DeliveryState.FAILED, DeliveryState.PENDING]
    assert [owed.version for owed in claim(store, 3)] == [3]


def test_mails_of_a_thread_go_in_order_one_after_the_other(store: Store) -> None:
    store.open_watch(opening())
    edit(store, 1, ANNE, BOB)
    edit(store, 2, ANNE, BOB)
    first = claim(store, 3)
    assert [(owed.recipient, owed.version) for owed in first] == [(ANNE, 2), (BOB, 2)]
    assert claim(store, 3) == ()
    store.postponed(first[0], at(30), told="421")
    store.delivered(first[1], at(3), told="250")
    assert [(owed.recipient, owed.version) for owed in claim(store, 4)] == [(BOB, 3)]


def test_the_oldest_goes_first_and_no_more_than_asked_for(store: Store) -> None:
    store.open_watch(opening())
    edit(store, 1, BOB, ANNE)
    assert [owed.recipient for owed in claim(store, 1, limit=1)] == [BOB]
    assert claim(store, 1, limit=0) == ()


def test_mails_of_one_article_are_one_thread_for_each_recipient(store: Store, record: Record) -> None:
    store.open_watch(opening())
    for minute in (1, 2, 3):
        edit(store, minute, ANNE, BOB)
    of_anne = [owed for owed in record.deliveries() if owed.recipient == ANNE]
    root, second, third = of_anne
    assert (root.in_reply_to, root.references) == (None, ())
    assert (second.in_reply_to, second.references) == (root.message_id, (root.message_id,))
    assert (third.in_reply_to, third.references) == (second.message_id, (root.message_id, second.message_id))
    assert {owed.thread_subject for owed in of_anne} == {"Bridge closed"}


def test_a_thread_that_slept_six_days_is_not_woken(store: Store, record: Record) -> None:
    store.open_watch(opening())
    day = 24 * 60
    edit(store, 1, ANNE)
    edit(store, 6 * day, ANNE)
    edit(store, 12 * day + 1, ANNE)
    assert [owed.in_reply_to is None for owed in record.deliveries()] == [True, False, True]


def test_a_thread_ends_after_95_messages(store: Store, record: Record, data: Path) -> None:
    store.open_watch(opening())
    edit(store, 1, ANNE)
    connection = sqlite3.connect(data / "archive.db")
    with connection:
        connection.execute("UPDATE thread SET messages = 94")
    connection.close()
    edit(store, 2, ANNE)
    edit(store, 3, ANNE)
    assert [owed.in_reply_to is None for owed in record.deliveries()] == [True, False, True]


def test_a_message_id_is_the_stores_own_and_does_not_give_the_recipient_away(
    store: Store, record: Record, data: Path
) -> None:
    store.open_watch(opening())
    edit(store, 1, ANNE, BOB)
    with Store.open(data.parent / "another", clock=lambda: at(0)) as other:
        other.open_watch(opening())
        edit(other, 1, ANNE)
    ids = [owed.message_id for owed in (*record.deliveries(), *Record.open(data.parent / "another").deliveries())]
    assert len(set(ids)) == 3
    for one in ids:
        assert re.fullmatch(r"<[0-9a-f]{24}\.1\.2@tracker\.[0-9a-f]{12}\.invalid>", one)
