from __future__ import annotations

from dataclasses import replace

import pytest

from tests.edges.store.examples import LEASE, NOON, URL, at, opening, story
from tests.edges.store.test_writing import look
from tracker.edges.store import Record, Store
from tracker.errors import AlreadyWatchedError, NotFoundError
from tracker.model import ArticleState, Outcome


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
