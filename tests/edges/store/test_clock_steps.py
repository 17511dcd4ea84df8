from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from tests.edges.store.examples import LEASE, NOON, at, changed, opening
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


def test_what_is_noted_by_the_new_clock_already_does_not_move_again(store: Store, record: Record) -> None:
    store.open_watch(opening())
    (claim,) = store.claim_due(at(60), limit=1, lease=LEASE)
    store.record(changed(claim, at(60), "The bridge is open."))
    known = record.article(1), record.hosts()
    store.shift_plans(HOUR, since=at(59))
    assert (record.article(1), record.hosts()) == known


def test_a_clock_that_was_a_year_behind_makes_no_article_a_year_old(store: Store, record: Record) -> None:
    store.open_watch(opening())
    heat = record.heat(1)
    store.shift_plans(timedelta(days=6))
    assert record.heat(1) == heat
    store.shift_plans(timedelta(days=365))
    year = timedelta(days=365)
    assert record.heat(1) == replace(heat, at=heat.at + year, born=heat.born + year)


def test_a_clock_that_was_set_back_while_nobody_ran_is_noticed_by_the_last_request(
    store: Store, record: Record
) -> None:
    store.open_watch(opening())
    (host,) = record.hosts()
    planned = record.article(1).next_look
    assert planned is not None
    assert store.follow_clock(host.tokens_at) == timedelta(0)
    year = timedelta(days=365)
    assert store.follow_clock(host.tokens_at - year) == -year
    assert record.article(1).next_look == planned - year
    assert record.hosts()[0].ready_at == host.ready_at - year
    assert store.follow_clock(host.tokens_at - year) == timedelta(0)


def test_a_clock_is_not_followed_where_nobody_was_asked_yet(store: Store) -> None:
    assert store.follow_clock(NOON) == timedelta(0)
