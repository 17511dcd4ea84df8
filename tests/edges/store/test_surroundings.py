"""What the record knows around a difference: neighbours, earlier texts, the newest page, how a version reads now."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.edges.store.examples import at, capture, changed, opening, page, story, unchanged
from tests.edges.store.test_writing import look, state_seen
from tracker.edges.store import Record, Store
from tracker.edges.store.surroundings import FEW
from tracker.errors import NotFoundError
from tracker.model import Held, PageState, Surroundings


def around(store: Store, minutes: float, *, held_since: float | None = None) -> Surroundings:
    since = at(held_since) if held_since is not None else None
    return store.surroundings(1, at(minutes), held_since=since, lines=())


def test_neighbours_are_the_hosts_other_articles_that_are_still_looked_at(store: Store) -> None:
    store.open_watch(opening())
    assert around(store, 1).neighbours == 0
    for number in (2, 3, 4):
        store.open_watch(opening(f"https://news.example/{number}"))
    store.open_watch(opening("https://other.example/1", name="other.example"))
    store.pause(4)
    assert around(store, 1).neighbours == 2


def test_of_many_neighbours_a_few_are_counted(store: Store) -> None:
    for number in range(1, FEW + 4):
        store.open_watch(opening(f"https://news.example/{number}"))
    assert around(store, 1).neighbours == FEW
    for number in range(2, FEW + 4):
        store.record(unchanged(look(store, 5 + number, number), at(5 + number)))
    assert around(store, 30, held_since=5).looked == FEW


def test_looked_are_those_that_were_read_since_the_difference_was_first_seen(store: Store) -> None:
    for number in (1, 2, 3):
        store.open_watch(opening(f"https://news.example/{number}"))
    assert around(store, 10).looked == 0
    assert around(store, 10, held_since=5).looked == 0
    store.record(unchanged(look(store, 6, 2), at(6)))
    assert around(store, 10, held_since=5).looked == 1
    store.record(unchanged(look(store, 7, 3), at(7)))
    assert around(store, 10, held_since=5).looked == 2
    assert around(store, 10, held_since=6.5).looked == 1


def test_variants_are_the_earlier_versions_that_stood_within_the_hour_oldest_first(store: Store) -> None:
    store.open_watch(opening(text="First."))
    for minutes, text in ((10, "Second."), (50, "Third.")):
        store.record(changed(look(store, minutes), at(minutes), text))
    assert [(number, told.blocks[0].text) for number, told in around(store, 60).variants] == [
        (1, "First."),
        (2, "Second."),
    ]
    assert [number for number, _ in around(store, 71).variants] == [2]
    assert around(store, 111).variants == ()


def test_of_many_versions_within_the_hour_the_last_few_are_variants(store: Store) -> None:
    store.open_watch(opening(text="Text 1."))
    for number in range(2, 10):
        store.record(changed(look(store, number), at(number), f"Text {number}."))
    assert [number for number, _ in around(store, 10).variants] == [4, 5, 6, 7, 8]


def test_the_newest_page_is_the_one_that_the_newest_version_was_read_from(store: Store) -> None:
    assert store.newest_page(1) is None
    store.open_watch(opening())
    store.record(changed(look(store, 2), at(2), "The bridge is open."))
    store.record(state_seen(look(store, 4), 4, PageState.BLOCKED, "HTTP 403"))
    newest = store.newest_page(1)
    assert newest == capture(page("The bridge is open."), at(2), url="https://news.example/bridge")


def test_an_article_without_a_version_has_no_newest_page(store: Store) -> None:
    began = opening()
    empty = replace(began.report, change=None, story=None, visit=replace(began.report.visit, version=None))
    store.open_watch(replace(began, report=empty))
    assert store.newest_page(1) is None


def hasten(store: Store, minutes: float, count: int, *, held_since: float | None = None) -> list[int]:
    """Record a look that wants other articles looked at; gives those that are due at once then."""
    report = unchanged(look(store, minutes), at(minutes))
    held = None
    if held_since is not None:
        held = Held(story=story("Read more."), reason="x", since=at(held_since), until=at(minutes + 1))
    store.record(replace(report, hasten=count, held=held, seen=False))
    return [article.id for article in Record.open(store._path.parent).articles() if article.next_look == at(minutes)]


def slow(store: Store, article: int, minutes: float, interval: float) -> None:
    """Record a look at an article that is looked at again after so many minutes."""
    report = unchanged(look(store, minutes, article), at(minutes))
    store.record(replace(report, plan=replace(report.plan, at=at(minutes + interval))))


def test_so_many_other_articles_of_the_host_are_brought_forward_the_liveliest_first(store: Store) -> None:
    for number in range(1, 6):
        store.open_watch(opening(f"https://news.example/{number}"))
    store.open_watch(opening("https://other.example/1", name="other.example"))
    for place, (article, interval) in enumerate(((2, 300), (3, 60), (4, 120), (5, 400), (6, 50)), start=1):
        slow(store, article, place, interval)
    assert hasten(store, 20, 2) == [3, 4]


def test_articles_looked_at_since_the_doubt_began_or_at_rest_are_left_alone(store: Store) -> None:
    for number in range(1, 5):
        store.open_watch(opening(f"https://news.example/{number}"))
    slow(store, 2, 3, 300)
    slow(store, 4, 4, 300)
    slow(store, 3, 10, 300)
    store.pause(4)
    assert hasten(store, 20, 5, held_since=8) == [2]


@pytest.mark.parametrize("count", [0, -1])
def test_nothing_is_brought_forward_where_nothing_is_wanted(store: Store, count: int) -> None:
    for number in (1, 2):
        store.open_watch(opening(f"https://news.example/{number}"))
    slow(store, 2, 3, 300)
    assert hasten(store, 20, count) == []


def test_a_version_read_anew_for_the_one_after_it_is_what_that_one_is_compared_with(
    store: Store, record: Record
) -> None:
    store.open_watch(opening())
    reread = story("The bridge is closed.", headline="Bridge closed, as read today")
    store.record(replace(changed(look(store, 2), at(2), "The bridge is open."), reread=reread))
    assert record.story(1, 1) == story()
    assert record.story_before(1, 1) == store.story_before(1, 1) == reread
    assert record.story_before(1, 2) == record.story(1, 2)
    assert record.verify() == []
    with pytest.raises(NotFoundError):
        record.story_before(1, 9)


def test_a_baseline_is_kept_until_the_next_version(store: Store) -> None:
    store.open_watch(opening())
    relaid = story("The bridge is closed.", headline="Bridge closed, laid out anew")
    store.record(replace(unchanged(look(store, 2), at(2)), baseline=relaid))
    store.record(unchanged(look(store, 4), at(4)))
    assert look(store, 6).baseline == relaid
    store.record(unchanged(look(store, 9), at(9)))
    store.record(changed(look(store, 11), at(11), "The bridge is open."))
    assert look(store, 13).baseline is None
