from __future__ import annotations

from tests.edges.store.examples import LEASE, at, changed, leaving, opening, ready
from tests.edges.store.test_outbox import ANNE, BOB, edit
from tracker.edges.store import Record, Store
from tracker.model import Channel, DeliveryState, Outlet, Unsent


def test_a_message_is_sent_by_one_sender_at_a_time_under_the_same_id(store: Store, record: Record) -> None:
    store.open_watch(opening())
    edit(store, 1, ANNE)
    first = leaving(store, at(1))
    assert ready(store, at(2.9)) is None
    again = leaving(store, at(3))
    assert (first.attempts, again.attempts) == (1, 2)
    assert first.message_id == again.message_id
    store.delivered(first, at(4), told="250 from a sleeper")
    assert record.deliveries()[0].state is DeliveryState.PENDING
    assert leaving(store, at(5)).told == ""


def test_a_message_that_was_taken_is_done(store: Store, record: Record) -> None:
    store.open_watch(opening())
    edit(store, 1, ANNE)
    store.delivered(leaving(store, at(1)), at(2), told="250 queued")
    (done,) = record.deliveries()
    assert (done.state, done.sent, done.told) == (DeliveryState.SENT, at(2), "250 queued")
    assert (done.next_try, done.token) == (None, "")
    assert ready(store, at(100)) is None


def test_a_message_that_failed_for_now_is_tried_when_it_was_put_off_to(store: Store) -> None:
    store.open_watch(opening())
    edit(store, 1, ANNE)
    store.postponed(leaving(store, at(1)), at(10), told="421 busy")
    assert ready(store, at(9.9)) is None
    again = leaving(store, at(10))
    assert (again.attempts, again.told) == (2, "421 busy")


def test_a_message_that_failed_for_good_is_shown_and_lets_the_next_one_go(store: Store, record: Record) -> None:
    store.open_watch(opening())
    edit(store, 1, ANNE)
    first = leaving(store, at(1))
    edit(store, 2, ANNE)
    store.failed(first, told="550 no such user")
    assert [owed.state for owed in record.deliveries()] == [DeliveryState.FAILED, DeliveryState.PENDING]
    assert leaving(store, at(3)).version == 3


def test_a_message_that_had_nothing_to_tell_is_not_sent(store: Store, record: Record) -> None:
    store.open_watch(opening())
    edit(store, 1, ANNE)
    store.silenced(leaving(store, at(1)), told="it changed back")
    assert record.deliveries()[0].state is DeliveryState.MUTED


def test_a_slow_recipient_keeps_no_other_waiting(store: Store) -> None:
    store.open_watch(opening())
    edit(store, 1, ANNE, BOB)
    assert [leaving(store, at(2)).recipient for _ in range(2)] == [ANNE, BOB]
    assert ready(store, at(2)) is None


def test_messages_to_one_recipient_leave_in_order_one_after_the_other(store: Store) -> None:
    store.open_watch(opening())
    store.open_watch(opening("https://other.example/", name="other.example"))
    for claim in store.claim_due(at(1), limit=2, lease=LEASE):
        store.record(changed(claim, at(1), "It is open.", ANNE))
    first = leaving(store, at(2))
    assert ready(store, at(2)) is None
    store.delivered(first, at(2), told="250")
    assert (first.article_id, leaving(store, at(2)).article_id) == (1, 2)


def test_how_long_a_channel_has_tried_in_vain(store: Store) -> None:
    store.open_watch(opening())
    edit(store, 1, ANNE)
    assert store.outlet(Channel.MAIL, at(2)) == Outlet(overdue=at(1))
    assert store.outlet(Channel.MAIL, at(0.5)) == Outlet()
    one = leaving(store, at(2))
    store.postponed(one, at(9), told="421")
    assert store.outlet(Channel.MAIL, at(20)) == Outlet(tried=(Unsent(created=at(1), attempts=1, next_try=at(9)),))
    assert store.outlet(Channel.WEBHOOK, at(20)) == Outlet()
    store.kept_quiet(leaving(store, at(9)), at(60), told="quiet")
    assert store.outlet(Channel.MAIL, at(20)) == Outlet()
    assert ready(store, at(59)) is None
    store.delivered(leaving(store, at(60)), at(60), told="250")
    assert store.outlet(Channel.MAIL, at(61)) == Outlet()


def test_what_a_channel_had_refused_for_good_since_it_last_delivered(store: Store) -> None:
    store.open_watch(opening())
    edit(store, 1, ANNE, BOB)
    store.failed(leaving(store, at(2)), told="554 blocked")
    assert store.outlet(Channel.MAIL, at(3)).refused == ((ANNE, at(1)),)
    store.delivered(leaving(store, at(3)), at(3), told="250")
    assert store.outlet(Channel.MAIL, at(4)).refused == ()


def test_what_a_person_lets_leave_again_is_tried_as_often_as_anything_new(store: Store) -> None:
    store.open_watch(opening())
    edit(store, 1, ANNE)
    one = leaving(store, at(2))
    store.postponed(one, at(9), told="421")
    store.failed(leaving(store, at(9)), told="given up")
    store.retry(one.id, at(10))
    assert leaving(store, at(11)).attempts == 1


def test_whoever_is_in_trouble_comes_last_and_keeps_no_hands_that_are_for_the_others(store: Store) -> None:
    store.open_watch(opening())
    store.open_watch(opening("https://other.example/", name="other.example"))
    edit(store, 1, ANNE)
    store.postponed(leaving(store, at(1)), at(2), told="it did not answer in time")
    claim = store.claim(2, at(3), lease=LEASE)
    assert claim is not None
    store.record(changed(claim, at(3), "It is open.", ANNE, BOB))

    first = leaving(store, at(4))
    assert first.recipient == BOB
    assert store.claim_telling(at(4), channel=Channel.MAIL, lease=LEASE, well=True) is None
    assert leaving(store, at(4)).recipient == ANNE


def test_what_was_only_looked_after_counts_as_no_try(store: Store) -> None:
    store.open_watch(opening())
    edit(store, 1, ANNE)
    store.waits(leaving(store, at(2)), at(9), told="being saved")
    again = leaving(store, at(9))
    assert (again.attempts, again.told) == (1, "being saved")
