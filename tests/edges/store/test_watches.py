from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from tests.edges.store.examples import LEASE, NOON, URL, at, changed, leaving, opening, ready, story, unchanged
from tests.edges.store.test_writing import look
from tracker.edges.store import Record, Store
from tracker.errors import AlreadyWatchedError, NotFoundError
from tracker.model import ArticleState, DeliveryState, Memory, Outcome, Validators


def test_a_new_watch_holds_its_first_version(store: Store, record: Record) -> None:
    watched = store.open_watch(opening())
    assert (watched.id, watched.url, watched.versions, watched.tags) == (1, URL, 1, ("flood",))
    assert watched.next_look == at(1)
    assert watched.marker == story().marker
    assert record.story(1, 1) == story()


def test_an_address_that_is_watched_is_refused_with_its_id_and_headline(store: Store, record: Record) -> None:
    store.open_watch(opening())
    with pytest.raises(AlreadyWatchedError) as told:
        store.open_watch(opening())
    assert str(told.value) == (f"{URL} is under watch already as 1, “Bridge closed”; to look at it now: tracker poll 1")
    assert len(record.articles()) == 1
    assert len(record.visits(1)) == 1


def test_a_paused_article_is_not_looked_at_until_it_is_resumed(store: Store) -> None:
    store.open_watch(opening())
    store.pause(1)
    assert store.article(1).state is ArticleState.PAUSED
    assert store.claim_due(at(60), limit=5, lease=LEASE) == ()
    store.resume(1, at(61))
    assert (store.article(1).state, store.article(1).next_look) == (ArticleState.BREAKING, at(61))
    assert len(store.claim_due(at(61), limit=5, lease=LEASE)) == 1


def test_resuming_what_does_not_rest_changes_nothing(store: Store) -> None:
    before = store.open_watch(opening())
    store.resume(1, at(0.5))
    assert store.article(1) == before


def test_a_removed_article_keeps_its_record(store: Store, record: Record) -> None:
    store.open_watch(opening())
    store.remove(1)
    gone = record.article(1)
    assert (gone.state, gone.next_look, gone.why) == (ArticleState.RETIRED, None, "removed by you")
    assert record.story(1, 1) == story()
    assert store.claim_due(at(60), limit=5, lease=LEASE) == ()
    store.pause(1)
    assert record.article(1).state is ArticleState.RETIRED


def test_a_removed_article_is_taken_up_again_when_it_is_added(store: Store, record: Record) -> None:
    store.open_watch(opening())
    store.remove(1)
    again = store.open_watch(replace(opening(text="The bridge is open."), tags=("north",)))
    assert (again.id, again.state, again.versions, again.tags) == (1, ArticleState.BREAKING, 2, ("flood", "north"))
    assert again.next_look == at(1)
    assert record.story(1, 2) == story("The bridge is open.")
    assert record.verify() == []


def test_a_removed_article_that_did_not_change_gets_no_new_version_when_it_is_added_again(
    store: Store, record: Record
) -> None:
    store.open_watch(opening())
    store.remove(1)
    assert store.open_watch(opening()).versions == 1
    assert [seen.outcome for seen in record.visits(1)] == [Outcome.FIRST, Outcome.SAME]


def test_a_lease_of_a_removed_article_binds_its_host_and_not_the_one_that_is_added_again(store: Store) -> None:
    store.open_watch(opening())
    claim = look(store, 1)
    store.remove(1)
    store.open_watch(opening(text="Another text."))
    assert claim.latest == story()
    assert store.claim(1, at(1), lease=LEASE) is None
    assert store.claim(1, at(1) + LEASE, lease=LEASE) is not None


def test_tags_are_what_was_set_last(store: Store) -> None:
    store.open_watch(opening())
    store.tag(1, ["b", "a", "b"])
    assert store.article(1).tags == ("a", "b")
    store.tag(1, [])
    assert store.article(1).tags == ()


@pytest.mark.parametrize("act", ["remove", "pause"])
def test_an_unknown_article_cannot_be_put_to_rest(store: Store, act: str) -> None:
    with pytest.raises(NotFoundError, match="there is no article 3"):
        getattr(store, act)(3)


def test_an_unknown_article_cannot_be_woken_or_tagged(store: Store) -> None:
    with pytest.raises(NotFoundError):
        store.resume(3, NOON)
    with pytest.raises(NotFoundError):
        store.tag(3, ["a"])


def test_a_forgotten_reading_is_learned_anew_and_remembers_that_it_is_a_teaser(store: Store, record: Record) -> None:
    store.open_watch(opening())
    known = Memory(selector="article", fingerprint="f", teaser=True, read_at=NOON)
    store.record(replace(unchanged(look(store, 2), at(2)), memory=known, strikes=3))
    store.forget_reading(1)
    claim = look(store, 4)
    assert claim.memory is not None
    assert (claim.memory.selector, claim.memory.fingerprint, claim.memory.teaser) == ("", "", True)
    assert not claim.memory.finds_like(known)
    assert (claim.strikes, claim.body_sha256, claim.validators) == (0, None, Validators())
    assert record.story(1, 1) == story()


def test_a_reading_that_was_never_learned_can_be_forgotten(store: Store) -> None:
    began = opening()
    store.open_watch(replace(began, report=replace(began.report, memory=None)))
    store.forget_reading(1)
    assert look(store, 2).memory is None
    with pytest.raises(NotFoundError, match="there is no article 3"):
        store.forget_reading(3)


def two_versions(store: Store) -> None:
    """Keep a version of which two people are owed an alert, one of them told already."""
    store.open_watch(opening())
    store.record(changed(look(store, 2), at(2), "Advertisement.", "anne@example.org", "bob@example.org"))
    first = leaving(store, at(3))
    store.delivered(first, at(3), told="250 OK")


def test_a_dismissed_version_stays_and_only_alerts_that_did_not_go_out_are_withdrawn(
    store: Store, record: Record
) -> None:
    two_versions(store)
    assert store.dismiss(1, 2, ("a" * 64,), at(4)) == 1
    assert record.dismissed(1) == {2}
    assert record.story(1, 2) == story("Advertisement.")
    assert record.verify() == []
    told = {delivery.recipient: (delivery.state, delivery.told) for delivery in record.deliveries()}
    assert told["anne@example.org"] == (DeliveryState.SENT, "250 OK")
    assert told["bob@example.org"][0] not in (DeliveryState.PENDING, DeliveryState.SENT)
    assert ready(store, at(60 * 24)) is None
    assert record.site_lines(1) == {"a" * 64}


def test_a_version_dismissed_twice_is_dismissed_once(store: Store, record: Record, data: Path) -> None:
    two_versions(store)
    assert [store.dismiss(1, 2, (), at(minutes)) for minutes in (4, 5)] == [1, 0]
    assert record.dismissed(1) == {2}
    with closing(sqlite3.connect(data / "archive.db")) as connection:
        assert connection.execute("SELECT count(*) FROM dismissal").fetchone() == (1,)


@pytest.mark.parametrize("number", [0, 3, -1])
def test_a_version_that_is_not_there_cannot_be_dismissed(store: Store, record: Record, number: int) -> None:
    two_versions(store)
    with pytest.raises(NotFoundError, match=f"article 1 has no version {number}"):
        store.dismiss(1, number, ("a" * 64,), at(4))
    assert record.dismissed(1) == frozenset()
    assert record.site_lines(1) == frozenset()


def test_a_hint_makes_an_article_due_at_once_and_takes_up_a_watch_that_had_ended(store: Store) -> None:
    store.open_watch(opening())
    assert store.hasten(1, at(0.5), why="the feed says it has changed")
    assert (store.article(1).next_look, store.article(1).why) == (at(0.5), "the feed says it has changed")
    assert not store.hasten(1, at(0.7), why="again")
    (claim,) = store.claim_due(at(1), limit=5, lease=LEASE)
    look_back = unchanged(claim, at(1))
    over = replace(look_back, plan=replace(look_back.plan, at=None, state=ArticleState.ENDED))
    store.record(over)
    assert store.article(1).state is ArticleState.ENDED
    assert store.hasten(1, at(9), why="the notice is back")
    assert (store.article(1).state, store.article(1).next_look) == (ArticleState.SETTLED, at(9))


@pytest.mark.parametrize("rest", [Store.pause, Store.remove])
def test_a_hint_wakes_nothing_that_a_person_put_to_rest(store: Store, rest: Callable[[Store, int], None]) -> None:
    store.open_watch(opening())
    rest(store, 1)
    assert not store.hasten(1, at(9), why="the feed says it has changed")
    assert store.article(1).next_look is None
