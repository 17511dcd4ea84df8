"""Addresses put under watch by a desk."""

from __future__ import annotations

import threading

import pytest

from tests.app.asking import add
from tests.app.pages import page
from tests.servers.http import Newsroom
from tracker.app.clock import now
from tracker.app.newsdesk import Newsdesk
from tracker.app.wiring import House
from tracker.errors import AlreadyWatchedError, NotAnArticleError, TrackerError, UsageError


def test_an_article_is_read_once_and_watched(desk: Newsdesk, house: House, newsroom: Newsroom) -> None:
    newsroom.publish("/fire", page())

    article = add(desk, newsroom.url("/fire") + "?utm_source=mail#top", tags=["harbour", "fire"])

    assert article["id"] == 1
    assert article["url"] == newsroom.url("/fire")
    assert article["headline"] == "Fire in the harbour of Aldern"
    assert article["marker"] == {
        "kind": "promise",
        "phrase": "This is a breaking news story and will be updated.",
        "where": "last paragraph",
        "strength": "strong",
    }
    assert sorted(article["tags"]) == ["fire", "harbour"]
    assert [version.number for version in house.record.versions(1)] == [1]
    assert len(newsroom.requests) == 1


def test_an_address_that_leads_to_another_host_is_watched_by_the_rules_of_both(
    desk: Newsdesk, house: House, newsroom: Newsroom, second: Newsroom
) -> None:
    newsroom.redirect("/fire", second.url("/fire"), status=301)
    second.publish("/fire", page())

    assert add(desk, newsroom.url("/fire"))["url"] == second.url("/fire")
    assert (len(second.robots_requests), [request.path for request in second.requests]) == (1, ["/fire"])
    assert house.store.host(second.place, now()).robots_status == 404


def test_an_address_that_leads_where_robots_forbid_it_is_not_watched(
    desk: Newsdesk, newsroom: Newsroom, second: Newsroom
) -> None:
    newsroom.redirect("/fire", second.url("/fire"))
    second.publish("/fire", page())
    second.publish("/robots.txt", "User-agent: *\nDisallow: /fire", headers=(("Content-Type", "text/plain"),))

    with pytest.raises(NotAnArticleError, match=r"/fire leads to .*/fire: .*/robots.txt forbids it"):
        add(desk, newsroom.url("/fire"))
    assert second.requests == []


def test_what_is_no_article_is_not_watched_unless_anyway(desk: Newsdesk, house: House, newsroom: Newsroom) -> None:
    with pytest.raises(NotAnArticleError, match="HTTP 404"):
        add(desk, newsroom.url("/nothing"))
    assert house.record.articles() == []

    article = add(desk, newsroom.url("/nothing"), anyway=True)

    assert (article["versions"], article["page_state"]) == (0, "gone")


@pytest.mark.parametrize("url", ["ftp://127.0.0.1/fire", "javascript:alert(1)", "", "http://"])
def test_what_is_no_address_is_refused_without_a_request(desk: Newsdesk, newsroom: Newsroom, url: str) -> None:
    with pytest.raises(UsageError):
        add(desk, url)
    assert newsroom.connections == 0


def test_no_address_is_watched_twice_however_it_is_written(desk: Newsdesk, newsroom: Newsroom) -> None:
    newsroom.publish("/fire", page())
    add(desk, newsroom.url("/fire"))

    with pytest.raises(AlreadyWatchedError, match="tracker poll 1"):
        add(desk, newsroom.url("/fire").upper().replace("/FIRE", "/fire#comments"))
    assert len(newsroom.requests) == 1


def test_an_add_that_is_told_to_leave_asks_nobody(desk: Newsdesk, newsroom: Newsroom, leaving: threading.Event) -> None:
    leaving.set()

    with pytest.raises(TrackerError, match="is being asked for something else"):
        add(desk, newsroom.url("/fire"))
    assert newsroom.requests == []
