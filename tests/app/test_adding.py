"""Adding an article: where its address leads, and which of its addresses is watched."""

from __future__ import annotations

from typing import Any

import pytest

from tests.papers.pages import article
from tests.servers.http import Newsroom
from tracker.app.newsdesk import Newsdesk
from tracker.app.wiring import House
from tracker.errors import AlreadyWatchedError

FIRE = "Fire in the harbour of Aldern"


def add(desk: Newsdesk, url: str, *, kind: str = "article") -> dict[str, Any]:
    answer = desk.perform("add", {"url": url, "kind": kind, "tags": [], "anyway": False})
    assert isinstance(answer, dict)
    return answer


def paths(newsroom: Newsroom) -> list[str]:
    return [seen.path for seen in newsroom.requests]


def test_an_amp_page_is_watched_where_it_names_its_article_and_that_is_said(desk: Newsdesk, newsroom: Newsroom) -> None:
    newsroom.publish("/amp/fire", article(FIRE, marked=True, canonical="/fire"))
    newsroom.publish("/fire", article(FIRE, marked=True, canonical="/fire"))

    added = add(desk, newsroom.url("/amp/fire"))

    assert added["url"] == newsroom.url("/fire")
    assert added["remarks"][0] == (
        f"{newsroom.url('/amp/fire')} names {newsroom.url('/fire')} as its address: that one is watched"
    )
    assert paths(newsroom) == ["/amp/fire", "/fire"]


def test_the_twin_of_an_article_under_watch_is_not_watched_beside_it(
    desk: Newsdesk, house: House, newsroom: Newsroom
) -> None:
    newsroom.publish("/amp/fire", article(FIRE, marked=True, canonical="/fire"))
    newsroom.publish("/fire", article(FIRE, marked=True))
    add(desk, newsroom.url("/fire"))

    with pytest.raises(AlreadyWatchedError, match="under watch already as 1"):
        add(desk, newsroom.url("/amp/fire"))
    assert len(house.record.articles()) == 1


def test_where_the_named_address_cannot_be_read_the_given_one_is_watched(desk: Newsdesk, newsroom: Newsroom) -> None:
    newsroom.publish("/amp/fire", article(FIRE, marked=True, canonical="/fire"))

    added = add(desk, newsroom.url("/amp/fire"))

    assert added["url"] == newsroom.url("/amp/fire")
    assert added["remarks"] == [f"The page names another as its main address: {newsroom.url('/fire')}."]
    assert paths(newsroom) == ["/amp/fire", "/fire", "/amp/fire"]


def test_two_pages_that_each_name_the_other_lead_nobody_in_a_circle(desk: Newsdesk, newsroom: Newsroom) -> None:
    newsroom.publish("/a/fire", article(FIRE, marked=True, canonical="/b/fire"))
    newsroom.publish("/b/fire", article(FIRE, marked=True, canonical="/a/fire"))

    assert add(desk, newsroom.url("/a/fire"))["url"] == newsroom.url("/b/fire")
    assert paths(newsroom) == ["/a/fire", "/b/fire"]


def test_a_page_that_is_wanted_as_it_is_stays_itself_and_another_site_is_not_believed(
    desk: Newsdesk, newsroom: Newsroom, second: Newsroom
) -> None:
    newsroom.publish("/amp/fire", article(FIRE, marked=True, canonical="/fire"))
    newsroom.publish("/copy/fire", article(FIRE, marked=True, canonical="https://elsewhere.example/fire"))

    assert add(desk, newsroom.url("/amp/fire"), kind="page")["url"] == newsroom.url("/amp/fire")
    assert add(desk, newsroom.url("/copy/fire"))["url"] == newsroom.url("/copy/fire")
    assert second.requests == []
