from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.edges.store.examples import LEASE, URL, at, changed, opening, unchanged, visit
from tracker.edges.store import Record, Store
from tracker.model import AlertKind, Elsewhere, Outcome, Outlook, Owed, PageState, Silence

OTHER = "https://paper.example/storm"
BESIDE = "https://news.example/flood"


def see(store: Store, article: int, minute: float, state: PageState = PageState.ARTICLE, reason: str = "") -> None:
    """Look at an article and find its page in a state."""
    claim = store.claim(article, at(minute), lease=LEASE)
    assert claim is not None
    report = unchanged(claim, at(minute))
    if state is not PageState.ARTICLE:
        seen = replace(visit(at(minute), Outcome.STATE, state=state), reason=reason)
        report = replace(report, seen=False, capture=None, visit=seen)
    assert store.record(report) is None


@pytest.fixture
def watched(store: Store) -> Store:
    """Two sites, with two articles on the first."""
    store.open_watch(opening())
    store.open_watch(opening(OTHER, name="paper.example"))
    store.open_watch(opening(BESIDE))
    return store


def test_another_article_that_was_read_meanwhile_says_that_it_is_the_page(watched: Store) -> None:
    see(watched, 2, 30)
    assert watched.elsewhere(1, at(20), at(40)) is Elsewhere.READ
    see(watched, 2, 60, PageState.BLOCKED)
    assert watched.elsewhere(1, at(20), at(40)) is Elsewhere.READ
    assert watched.elsewhere(1, at(31), at(80)) is Elsewhere.NOT_READ
    assert watched.elsewhere(1, at(61), at(80)) is Elsewhere.UNKNOWN


def test_only_other_sites_say_that_it_is_us(watched: Store) -> None:
    see(watched, 3, 30, PageState.BLOCKED)
    assert watched.elsewhere(1, at(20), at(40)) is Elsewhere.UNKNOWN
    see(watched, 2, 31, PageState.UNREACHABLE)
    assert watched.elsewhere(1, at(20), at(40)) is Elsewhere.NOT_READ
    see(watched, 3, 35)
    assert watched.elsewhere(1, at(20), at(40)) is Elsewhere.READ


def test_a_run_of_looks_speaks_for_a_time_only_where_none_of_its_gaps_is_as_long(watched: Store) -> None:
    for minute in (10, 20, 30, 40, 50, 60):
        see(watched, 2, minute)
    assert watched.elsewhere(1, at(25), at(45)) is Elsewhere.READ
    assert watched.elsewhere(1, at(25), at(28)) is Elsewhere.NOT_READ


def test_what_was_owed_to_anybody_was_told(watched: Store) -> None:
    owed = (Owed(recipient="anne@example.org", kind=AlertKind.GONE, occasion="gone.1"),)
    claim = watched.claim(1, at(1), lease=LEASE)
    assert claim is not None
    watched.record(replace(unchanged(claim, at(1)), owed=owed))

    assert watched.was_told(1, ["blocked.1", "gone.1"])
    assert not watched.was_told(1, ["blocked.1", "gone.2"])
    assert not watched.was_told(2, ["gone.1"])
    assert watched.told_since(1, AlertKind.GONE, at(1))
    assert not watched.told_since(1, AlertKind.GONE, at(2))
    assert not watched.told_since(1, AlertKind.BLOCKED, at(0))
    assert not watched.told_since(2, AlertKind.GONE, at(0))


def test_what_is_told_of_one_article_of_a_site_is_told_of_the_site_while_that_state_lasts(watched: Store) -> None:
    def is_told(article: int) -> bool:
        return watched.is_site_told(article, PageState.LOGGED_OUT, AlertKind.BLOCKED)

    see(watched, 1, 1, PageState.LOGGED_OUT)
    claim = watched.claim(1, at(15), lease=LEASE)
    assert claim is not None
    owed = (Owed(recipient="anne@example.org", kind=AlertKind.BLOCKED, occasion="blocked.1"),)
    seen = visit(at(15), Outcome.STATE, state=PageState.LOGGED_OUT)
    assert not is_told(3)
    watched.record(replace(unchanged(claim, at(15)), seen=False, capture=None, visit=seen, owed=owed))

    assert [is_told(article) for article in (1, 2, 3)] == [False, False, True]
    see(watched, 1, 30)
    assert not is_told(3)
    see(watched, 1, 45, PageState.LOGGED_OUT)
    assert not is_told(3)


def test_a_claim_says_since_when_an_article_stands_at_its_address(watched: Store) -> None:
    def move(minute: float, target: str | None) -> tuple[object, str]:
        claim = watched.claim(1, at(minute), lease=LEASE)
        assert claim is not None
        watched.record(replace(unchanged(claim, at(minute)), moved_to=target))
        return claim.moved_at, claim.moved_from

    moved = "https://news.example/bridge-closed"
    assert move(1, moved) == (None, "")
    assert move(2, None) == (at(1), URL)
    assert move(3, URL) == (at(1), URL)
    assert move(4, None) == (None, "")


def test_the_outlook_of_a_watch_that_sees(watched: Store) -> None:
    watched.beat(at(4))
    claim = watched.claim(1, at(5), lease=LEASE)
    assert claim is not None
    watched.record(changed(claim, at(5), "The bridge is open."))
    see(watched, 2, 6)

    assert watched.outlook(at(7)) == Outlook(
        articles=3,
        hosts=2,
        changes=1,
        answered=at(6),
        read=at(6),
        due=at(1),
        looked=at(6),
        beat=at(4),
    )
    assert watched.outlook(at(5) + timedelta(days=1, seconds=1)).changes == 0


def test_silence_is_counted_from_the_last_answer_and_from_the_last_text(watched: Store) -> None:
    see(watched, 2, 10, PageState.BLOCKED)
    see(watched, 1, 11, PageState.UNREACHABLE)
    see(watched, 3, 12, PageState.UNREACHABLE)
    see(watched, 1, 20, PageState.UNREACHABLE)
    found = watched.outlook(at(21))

    began = timedelta(seconds=1)
    assert (found.unreadable, found.answered, found.read) == (3, at(10), None)
    assert found.unanswered == Silence(articles=2, hosts=1, since=at(11) - began, last=at(20))
    assert found.unread == Silence(articles=3, hosts=2, since=at(10) - began, last=at(20))

    see(watched, 2, 30)
    ended = watched.outlook(at(31))
    assert (ended.unanswered, ended.unread) == (Silence(), Silence())


def test_a_page_that_is_gone_is_an_answer_and_leaves_nobody_blind(watched: Store) -> None:
    see(watched, 2, 10, PageState.GONE)
    found = watched.outlook(at(21))
    assert (found.answered, found.unanswered.hosts, found.unread.hosts) == (at(10), 0, 0)


def test_the_latest_news_of_the_tracker_itself_are_found_by_their_kind(store: Store, record: Record) -> None:
    assert store.latest_news(AlertKind.OFFLINE) == ""
    for number in (1, 2):
        store.owe([Owed(recipient="a@example.org", kind=AlertKind.OFFLINE, occasion=f"offline.{number}")], at(number))
    store.owe([Owed(recipient="a@example.org", kind=AlertKind.BLIND, occasion="blind.3")], at(3))
    assert store.latest_news(AlertKind.OFFLINE) == "offline.2"
    assert len(record.deliveries()) == 3
