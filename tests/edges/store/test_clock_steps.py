from __future__ import annotations

from datetime import timedelta

from tests.edges.store.examples import LEASE, at, changed, opening
from tracker.edges.store import Record, Store

HOUR = timedelta(hours=1)


def test_what_is_planned_moves_with_a_clock_that_was_set_and_what_has_happened_stays(
    store: Store, record: Record
) -> None:
    watched = store.open_watch(opening())
    (host,) = record.hosts()
    store.shift_plans(HOUR)
    moved = record.article(1)
    assert (moved.next_look, moved.last_good, moved.added) == (at(61), watched.last_good, watched.added)
    assert record.hosts()[0].ready_at == host.ready_at + HOUR
    store.shift_plans(-HOUR)
    assert record.article(1) == watched


def test_a_look_in_hand_when_the_clock_is_set_is_recorded_all_the_same(store: Store) -> None:
    store.open_watch(opening())
    (claim,) = store.claim_due(at(1), limit=1, lease=LEASE)
    store.shift_plans(-HOUR)
    assert store.claim_due(at(-59), limit=1, lease=LEASE) == ()
    assert store.record(changed(claim, at(-58), "The bridge is open.")) is not None
