"""Who asks a host holds its lease, and only the holder writes how we stand with it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.edges.store.examples import LEASE, NOON, URL, at, host, opening, unchanged
from tests.edges.store.test_writing import look
from tracker.edges.store import Record, Store
from tracker.errors import AlreadyWatchedError
from tracker.model import Host, HostClaim, Opening

NAME = "news.example"
BUSY = replace(host(at(2)), refusals=1, blocked_until=at(60), blocked_why="HTTP 429, Retry-After: 3480")


def taken(store: Store, minutes: float = 0, name: str = NAME) -> HostClaim:
    claim = store.claim_host(name, at(minutes), lease=LEASE)
    assert claim is not None
    return claim


def held_by(claim: HostClaim, known: Host, begun: Opening | None = None) -> Opening:
    """Give a watch that begins under a claim of its host."""
    begun = begun or opening()
    return replace(begun, report=replace(begun.report, token=claim.token, host=known))


def test_a_host_that_nobody_knew_is_claimed_ready_and_fresh(store: Store, record: Record) -> None:
    claim = taken(store)
    assert (claim.host.name, claim.host.ready_at, claim.host.blocked_until) == (NAME, NOON, None)
    assert record.hosts() == [claim.host]


def test_one_at_a_time_has_the_right_to_ask_a_host(store: Store) -> None:
    first = taken(store)
    assert store.claim_host(NAME, at(1), lease=LEASE) is None
    assert taken(store, 1, "other.example").token != first.token
    store.release_host(first, None)
    assert taken(store, 1).token != first.token


def test_a_lease_that_ended_is_given_to_the_next(store: Store) -> None:
    first = taken(store)
    assert taken(store, 2).token != first.token


def test_whoever_asks_for_a_new_article_and_whoever_looks_again_wait_for_each_other(store: Store) -> None:
    store.open_watch(opening())
    adding = taken(store, 1)
    assert store.claim(1, at(1), lease=LEASE) is None
    assert store.claim_due(at(1), limit=5, lease=LEASE) == ()
    store.release_host(adding, None)
    looking = look(store, 1)
    assert store.claim_host(NAME, at(1), lease=LEASE) is None
    store.release(looking)
    assert taken(store, 1).host == looking.host


def test_a_host_is_not_asked_before_it_is_ready(store: Store) -> None:
    store.release_host(taken(store), host(NOON))
    early, ready = NOON + timedelta(seconds=9), NOON + timedelta(seconds=10)
    assert store.claim_host(NAME, early, lease=LEASE) is None
    assert store.claim_host(NAME, ready, lease=LEASE) is not None


def test_a_host_that_asked_for_peace_is_not_claimed_for_any_article(store: Store) -> None:
    store.open_watch(opening())
    store.release_host(taken(store, 2), BUSY)
    assert store.claim_host(NAME, at(59), lease=LEASE) is None
    assert store.claim(1, at(59), lease=LEASE) is None
    assert look(store, 60).host == BUSY


def test_a_watch_that_opens_leaves_its_host_as_its_report_says_and_free(store: Store) -> None:
    store.release_host(taken(store), None)
    claim = taken(store, 1)
    store.open_watch(held_by(claim, host(at(1))))
    assert store.host(NAME, at(1)) == host(at(1))
    assert look(store, 2).host == host(at(1))


def test_a_watch_that_opens_does_not_end_the_look_that_is_in_hand(store: Store) -> None:
    store.open_watch(opening())
    looking = look(store, 1)
    store.open_watch(opening("https://news.example/second"))
    assert store.claim(2, at(1.5), lease=LEASE) is None
    assert store.host(NAME, at(1)) == looking.host


def test_an_address_that_led_to_another_host_leaves_the_one_that_was_asked_as_the_look_found_it(store: Store) -> None:
    claim = taken(store)
    moved = replace(opening("https://other.example/bridge"), host="other.example")
    watched = store.open_watch(held_by(claim, host(NOON), moved))
    assert watched.host == "other.example"
    assert store.host(NAME, at(1)) == host(NOON)
    assert store.host("other.example", at(1)).ready_at == NOON
    assert look(store, 1).host.name == "other.example"
    assert taken(store, 1).host == host(NOON)


def test_whoever_holds_a_host_no_longer_changes_nothing(store: Store) -> None:
    sleeper = taken(store)
    holder = taken(store, 3)
    store.release_host(sleeper, BUSY)
    store.release_host(sleeper, None)
    store.open_watch(held_by(sleeper, BUSY))
    assert store.host(NAME, at(3)) == holder.host
    assert store.claim_host(NAME, at(4), lease=LEASE) is None
    store.release_host(holder, host(at(4)))
    store.release_host(holder, BUSY)
    assert store.host(NAME, at(4)) == host(at(4))


def test_a_look_that_lost_its_host_is_kept_and_leaves_the_host_to_its_holder(store: Store) -> None:
    store.open_watch(opening())
    slow = look(store, 1)
    holder = taken(store, 4)
    store.record(replace(unchanged(slow, at(5)), host=BUSY))
    assert store.article(1).last_look == at(5)
    assert store.host(NAME, at(5)) == holder.host
    assert store.claim_host(NAME, at(5), lease=LEASE) is None


def test_an_address_under_watch_is_told_and_any_other_may_be_added(store: Store) -> None:
    store.expect_unwatched(URL)
    store.open_watch(opening())
    store.expect_unwatched("https://news.example/other")
    with pytest.raises(AlreadyWatchedError, match="under watch already as 1, “Bridge closed”"):
        store.expect_unwatched(URL)
    store.remove(1)
    store.expect_unwatched(URL)
