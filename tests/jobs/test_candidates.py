"""What becomes of an article that a source lists, and whether the dates of sources are believed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from tests.papers.pages import article, feed
from tests.papers.search import NOON, Search, searching
from tests.servers.http import Newsroom
from tracker.edges.store.source_record import SourceRecord
from tracker.jobs.candidates import Scouted
from tracker.jobs.discover import claim_lead, discover
from tracker.jobs.poll import poll
from tracker.jobs.robots import robots_first
from tracker.model import WatchSettings
from tracker.model.hints import HintKind
from tracker.model.settings import DiscoverSettings
from tracker.model.source import CandidateState

FRESH = NOON - timedelta(hours=1)
FIRE = "Fire in the harbour of Aldern"


@pytest.fixture
def newsroom() -> Iterator[Newsroom]:
    with Newsroom() as running:
        running.publish("/fire", article(FIRE, marked=True))
        running.publish("/feed.xml", feed((FIRE, "/fire", FRESH)))
        yield running


def looked_for(newsroom: Newsroom, search: Search, **span: float) -> None:
    search.settle()
    search.go_on(**span)


def watch(newsroom: Newsroom) -> WatchSettings:
    return WatchSettings(url=newsroom.url("/feed.xml"))


def test_an_amp_page_leads_to_the_article_that_it_names_and_is_watched_there(newsroom: Newsroom) -> None:
    newsroom.publish("/amp/fire", article(FIRE, marked=True, canonical="/fire"))
    newsroom.publish("/feed.xml", feed((FIRE, "/amp/fire", FRESH)))
    with searching(newsroom, watch(newsroom)) as search:
        looked_for(newsroom, search, minutes=5)

        assert search.found == {newsroom.url("/fire")}
        assert search.reasons["/amp/fire"] == f"the page names {newsroom.url('/fire')} as its address"


def test_twins_of_an_article_under_watch_are_no_second_one(newsroom: Newsroom) -> None:
    newsroom.publish("/amp/fire", article(FIRE, marked=True, canonical="/fire"))
    newsroom.publish("/feed.xml", feed((FIRE, "/fire", FRESH), (f"{FIRE} in short", "/amp/fire", FRESH)))
    with searching(newsroom, watch(newsroom)) as search:
        looked_for(newsroom, search, hours=1)

        assert search.found == {newsroom.url("/fire")}
        assert search.asked.count("/amp/fire") == 1


def test_an_address_on_another_site_is_believed_only_where_it_is_named_a_sister(newsroom: Newsroom) -> None:
    with Newsroom(host="127.0.0.2") as sister:
        sister.publish("/fire", article(FIRE, marked=True))
        newsroom.publish("/fire", article(FIRE, marked=True, canonical=sister.url("/fire")))
        with searching(newsroom, watch(newsroom), places=(sister.place,)) as search:
            looked_for(newsroom, search, minutes=5)
            alone = search.found
        groups = DiscoverSettings(same_site=((newsroom.place, sister.place),))
        with searching(newsroom, watch(newsroom), discover=groups, places=(sister.place,)) as search:
            looked_for(newsroom, search, minutes=5)
            together = search.found

    assert alone == {newsroom.url("/fire")}
    assert together == {sister.url("/fire")}


def test_two_pages_that_each_name_the_other_are_watched_as_one(newsroom: Newsroom) -> None:
    newsroom.publish("/a-fire", article(FIRE, marked=True, canonical="/b-fire"))
    newsroom.publish("/b-fire", article(FIRE, marked=True, canonical="/a-fire"))
    newsroom.publish("/feed.xml", feed((FIRE, "/a-fire", FRESH)))
    with searching(newsroom, watch(newsroom)) as search:
        looked_for(newsroom, search, minutes=5)

        assert search.found == {newsroom.url("/b-fire")}


def test_an_address_that_proves_to_be_no_article_stands_for_none_and_the_page_that_names_it_is_watched(
    newsroom: Newsroom,
) -> None:
    newsroom.publish("/fire", article(FIRE, marked=True, canonical="/dead"))
    with searching(newsroom, watch(newsroom)) as search:
        looked_for(newsroom, search, minutes=10)

        assert search.found == {newsroom.url("/fire")}
        assert search.asked.count("/fire") == 2


def test_an_article_that_names_its_section_as_its_address_is_watched_without_asking_for_that(
    newsroom: Newsroom,
) -> None:
    path = "/harbour/2026/03/01/fire-in-the-harbour-of-aldern"
    newsroom.publish(path, article(FIRE, marked=True, canonical="/harbour"))
    newsroom.publish("/feed.xml", feed((FIRE, path, FRESH)))
    with searching(newsroom, watch(newsroom)) as search:
        looked_for(newsroom, search, minutes=5)

        assert search.found == {newsroom.url(path)}
        assert search.asked == ["/feed.xml", path]


def test_addresses_of_which_each_names_the_next_are_followed_once(newsroom: Newsroom) -> None:
    for number in range(4):
        newsroom.publish(f"/fire-{number}", article(FIRE, marked=True, canonical=f"/fire-{number + 1}"))
    newsroom.publish("/feed.xml", feed((FIRE, "/fire-0", FRESH)))
    with searching(newsroom, watch(newsroom)) as search:
        looked_for(newsroom, search, minutes=10)

        assert search.found == {newsroom.url("/fire-1")}


def test_a_candidate_whose_watch_is_let_go_while_it_is_read_is_not_written(newsroom: Newsroom) -> None:
    newsroom.publish("/amp/fire", article(FIRE, marked=True, canonical="/fire"))
    newsroom.publish("/feed.xml", feed((FIRE, "/amp/fire", FRESH)))
    with searching(newsroom, watch(newsroom)) as search:
        search.settle()
        while (lead := claim_lead(search.house.scouting)) is None or lead.candidate is None:
            if lead is not None:
                discover(lead, search.house.scouting)
            search.clock.present += timedelta(seconds=5)
        search.house.store.keep_sources([])
        found = discover(lead, search.house.scouting)

        assert isinstance(found, Scouted)
        assert (found.state, search.found) == (CandidateState.TWIN, set())


def test_addresses_that_differ_in_their_query_are_two_articles_and_tracking_is_dropped(newsroom: Newsroom) -> None:
    for number in (1, 2):
        newsroom.publish(f"/story?id={number}", article(f"Story {number} of Aldern harbour", marked=True))
    links = ("/story?id=1&utm_source=feed", "/story?id=2#comments", "/story?fbclid=x&id=1")
    newsroom.publish("/feed.xml", feed(*((f"Story at {link}", link, FRESH) for link in links)))
    with searching(newsroom, watch(newsroom)) as search:
        looked_for(newsroom, search, minutes=5)

        assert search.found == {newsroom.url("/story?id=1"), newsroom.url("/story?id=2")}


@pytest.mark.parametrize(
    ("body", "status", "reason"),
    [
        ("<h1>Not found</h1>", 404, "HTTP 404"),
        ("%PDF-1.7", 200, "it is a PDF, not a page"),
        ("<!doctype html><html><body><form>Log in</form></body></html>", 403, "HTTP 403"),
    ],
)
def test_what_is_no_article_is_passed_over_with_its_reason(
    newsroom: Newsroom, body: str, status: int, reason: str
) -> None:
    newsroom.publish("/fire", body, status=status)
    with searching(newsroom, watch(newsroom)) as search:
        looked_for(newsroom, search, hours=3)

        assert search.reasons["/fire"] == reason
        assert search.asked.count("/fire") == 1


def test_what_fails_on_the_way_is_tried_three_times(newsroom: Newsroom) -> None:
    newsroom.publish("/fire", "down", status=500)
    with searching(newsroom, watch(newsroom)) as search:
        looked_for(newsroom, search, hours=3)

        assert search.asked.count("/fire") == 3


def test_a_text_that_stands_whole_in_the_feed_is_not_read_at_once(newsroom: Newsroom) -> None:
    long = "The harbour office counted the boats again. " * 50
    newsroom.publish("/feed.xml", feed((FIRE, "/fire", FRESH)).replace("What is known.", long))
    with searching(newsroom, watch(newsroom)) as search:
        looked_for(newsroom, search, minutes=10)
        early = search.asked.count("/fire")
        search.go_on(minutes=20)

        assert early == 0
        assert search.found == {newsroom.url("/fire")}


def look_at_article(search: Search) -> None:
    """Look at the article once, when its host may be asked."""
    house = search.house
    while True:
        claim = house.store.claim(1, search.clock.present, lease=timedelta(minutes=2))
        allowed = robots_first(claim, house.world) if claim is not None else None
        if allowed is not None:
            poll(allowed, house.world)
            return
        search.clock.present += timedelta(seconds=5)


def test_a_date_that_moves_brings_the_look_forward_and_is_counted_as_true(newsroom: Newsroom) -> None:
    with searching(newsroom, watch(newsroom)) as search:
        looked_for(newsroom, search, minutes=5)
        search.clock.present += timedelta(hours=3)
        look_at_article(search)
        planned = search.house.store.article(1).next_look
        newsroom.publish("/fire", article(f"{FIRE} is out", marked=True))
        newsroom.publish("/feed.xml", feed((FIRE, "/fire", search.clock.present + timedelta(minutes=1))))
        search.clock.present += timedelta(minutes=2)
        search.go_on(minutes=1)
        hastened = search.house.store.article(1)
        look_at_article(search)
        search.go_on(hours=1.5)
        (trust,) = SourceRecord.open(Path(search.house.settings.data)).hint_trust()

        assert planned is not None
        assert hastened.next_look is not None
        assert hastened.next_look < planned
        assert hastened.why == "a feed says that it changed"
        assert search.house.store.article(1).versions == 2
        assert (trust.kind, trust.kept, trust.broken) == (HintKind.FEED, 1, 0)


def test_dates_that_lie_three_times_lose_their_vote(newsroom: Newsroom) -> None:
    with searching(newsroom, watch(newsroom)) as search:
        looked_for(newsroom, search, minutes=5)
        # Old enough to be looked at every few hours only: what brings a look forward is seen.
        search.clock.present += timedelta(days=5)
        whys: list[str] = []
        for _ in range(5):
            look_at_article(search)
            search.clock.present += timedelta(minutes=10)
            newsroom.publish("/feed.xml", feed((FIRE, "/fire", search.clock.present)))
            search.go_on(hours=1.2)
            whys.append(search.house.store.article(1).why)
        (trust,) = SourceRecord.open(Path(search.house.settings.data)).hint_trust()

        assert whys[0] == "a feed says that it changed"
        assert whys[-1] != "a feed says that it changed"
        assert (trust.kept, trust.broken) == (0, 4)
