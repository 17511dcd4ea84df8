from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest

from tests.app.pages import page
from tests.papers.search import NOON, again, searching
from tests.servers.http import Newsroom
from tracker.model import WatchSettings
from tracker.model.source import SourceKind


@pytest.fixture
def newsroom() -> Iterator[Newsroom]:
    with Newsroom() as running:
        running.publish("/fire", page())
        yield running


def test_an_article_that_is_named_is_watched_with_its_tags(newsroom: Newsroom) -> None:
    with searching(newsroom, WatchSettings(url=newsroom.url("/fire"), tags=("named",))) as search:
        search.settle()
        search.go_on(minutes=1)
        (article,) = search.house.record.articles()

        assert (article.url, article.tags) == (newsroom.url("/fire"), ("named",))
        assert search.asked == ["/fire"]
        assert search.sources["/fire"].kind is SourceKind.ARTICLE
        assert search.sources["/fire"].next_look is None


def test_what_is_known_is_not_asked_for_and_gets_the_tags_it_is_named_with(newsroom: Newsroom) -> None:
    with searching(newsroom, WatchSettings(url=newsroom.url("/fire#top"), tags=("named",))) as search:
        search.settle()
        search.go_on(minutes=1)
        later = again(search, WatchSettings(url=newsroom.url("/fire"), tags=("other",)))
        (settled,) = later.settle()
        later.go_on(minutes=1)

        assert settled.article is not None
        assert later.house.record.articles()[0].tags == ("other",)
        assert search.asked == ["/fire"]


def test_an_article_that_is_known_ends_on_the_day_that_it_is_named_with_now(newsroom: Newsroom) -> None:
    with searching(newsroom, WatchSettings(url=newsroom.url("/fire"))) as search:
        search.settle()
        search.go_on(minutes=1)
        end = NOON + timedelta(minutes=2)
        later = again(search, WatchSettings(url=newsroom.url("/fire"), until=end))
        later.settle()

        (known,) = later.house.record.articles()
        assert later.house.record.heat(known.id).until == end
        assert known.next_look is not None
        assert known.next_look <= end
        later.settle()
        assert later.house.record.article(known.id) == known


def test_what_is_no_address_is_told_and_nothing_is_asked(newsroom: Newsroom) -> None:
    with searching(newsroom, WatchSettings(url="not an address")) as search:
        (settled,) = search.settle()
        search.go_on(minutes=1)

        assert "is no address" in settled.reason
        assert search.asked == []


def test_what_does_not_answer_is_told_and_tried_again(newsroom: Newsroom) -> None:
    newsroom.publish("/fire", "gone for a moment", status=503)
    with searching(newsroom, WatchSettings(url=newsroom.url("/fire"))) as search:
        search.settle()
        search.go_on(minutes=1)
        told = search.sources["/fire"].told
        newsroom.publish("/fire", page())
        search.go_on(minutes=5)

        assert "HTTP 503" in told
        assert search.found == {newsroom.url("/fire")}


def test_a_host_that_wants_to_be_left_alone_is_left_alone(newsroom: Newsroom) -> None:
    newsroom.publish("/fire", "too much", status=429, headers=(("Retry-After", "600"),))
    with searching(newsroom, WatchSettings(url=newsroom.url("/fire"))) as search:
        search.settle()
        search.go_on(minutes=9)

        assert search.asked == ["/fire"]


def test_a_place_that_is_named_no_more_is_not_asked_any_more(newsroom: Newsroom) -> None:
    newsroom.publish("/feed.xml", "<rss version='2.0'><channel><title>F</title></channel></rss>")
    with searching(newsroom, WatchSettings(url=newsroom.url("/feed.xml"))) as search:
        search.settle()
        search.go_on(minutes=1)
        asked = len(search.asked)
        later = again(search)
        later.settle()
        later.go_on(hours=3)

        assert asked == 1
        assert len(later.asked) == 1
        assert later.sources == {}
