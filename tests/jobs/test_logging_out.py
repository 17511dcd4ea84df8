"""A subscription that is lost: no version of what everybody sees, one word to people, and an end by itself."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.jobs.test_befalling import fresh, looks, told
from tests.jobs.test_poll import look
from tests.jobs.test_reading_walls import KNOWN, NOON
from tests.jobs.world import FIRE, PLACE, URL, Scene, scene, story
from tests.pages.layouts import URL as PAGE_URL
from tests.pages.walls import WALLS
from tests.watching import put_under_watch
from tracker.errors import NotAnArticleError
from tracker.jobs.reading import read_page
from tracker.model import (
    AlertKind,
    Outcome,
    PageState,
    ReadingRules,
    Recipient,
    Settings,
    SiteSettings,
    WatchKind,
)

SITE = SiteSettings(host="news.example.org", cookies_file=Path("cookies.txt"))
SUBSCRIBED = Settings(data=PLACE, recipients=(Recipient(address="desk@example.org"),), sites=(SITE,))
STUB = (PageState.PAYWALL, "the page shows only the beginning and asks for a subscription")
LONG = (
    *FIRE,
    "The harbour office said that the quay stays closed until the wind has turned and the last embers are out.",
    "A second tug from Brennhaven is on its way and is expected to arrive with the evening tide, the office said.",
    "Neighbours were asked to keep their windows shut, and the school beside the yard sent its pupils home at noon.",
)


def subscribed() -> Scene:
    here = fresh(SUBSCRIBED)
    here.site.show(story(*LONG))
    looks(here, 2, minutes=5)
    assert len(here.log.stories) == 2
    return here


def wall(here: Scene) -> None:
    here.site.show(story())
    here.site.wall = STUB


def test_a_stub_after_the_full_text_is_a_lost_subscription_and_no_version() -> None:
    here = subscribed()
    wall(here)
    looks(here, 3, minutes=15)

    article = here.log.now().article
    assert (article.page_state, len(here.log.stories)) == (PageState.LOGGED_OUT, 2)
    assert article.page_state_reason == (
        "the page shows only the beginning and asks for a subscription, although a subscription is sent to "
        "news.example.org: log in with a browser and renew its cookies_file or headers_file"
    )


def test_it_is_told_once_and_so_is_its_end() -> None:
    here = subscribed()
    before = told(here)
    wall(here)
    looks(here, 6, minutes=15)
    assert told(here) == [*before, AlertKind.BLOCKED]

    here.site.wall = None
    here.site.show(story(*LONG))
    look(here)
    assert told(here) == [*before, AlertKind.BLOCKED, AlertKind.BACK]
    assert here.log.now().article.page_state is PageState.ARTICLE
    assert len(here.log.stories) == 2


def test_the_beginning_of_a_text_without_a_word_of_why_is_no_edit_for_a_subscriber() -> None:
    here = subscribed()
    here.site.show(story(LONG[0], LONG[1][:30] + " …", "Go on with the daily edition."))
    looks(here, 3, minutes=15)
    article = here.log.now().article
    assert (article.page_state, len(here.log.stories)) == (PageState.LOGGED_OUT, 2)

    here.site.show(story(*LONG, "Two more are missing since the evening, the police said."))
    looks(here, 2, minutes=5)
    assert len(here.log.stories) == 3


@pytest.mark.parametrize("status", [401, 402, 403])
def test_a_login_that_is_asked_for_is_a_lost_subscription_and_a_refusal_is_none(status: int) -> None:
    here = subscribed()
    here.site.status = status
    polled = look(here)
    is_lost = status != 403
    assert polled.visit.state is (PageState.LOGGED_OUT if is_lost else PageState.BLOCKED)
    assert polled.visit.outcome is Outcome.STATE


def test_without_a_subscription_a_stub_stays_what_it_was() -> None:
    here = fresh()
    wall(here)
    assert look(here).visit.state is PageState.PAYWALL


def test_a_stub_is_not_put_under_watch_as_a_subscribers_text() -> None:
    here = scene(SUBSCRIBED)
    here.site.wall = STUB
    with pytest.raises(NotAnArticleError, match=r"although a subscription is sent.*then add it again"):
        put_under_watch(URL, here.world, reluctant=True)


@pytest.mark.parametrize("name", [name for name, wall in WALLS.items() if wall[1] is PageState.PAYWALL])
def test_a_stub_is_no_teaser_for_a_subscriber_but_where_only_a_teaser_was_ever_seen(name: str) -> None:
    def state(rules: ReadingRules, *, teaser: bool | None = None) -> PageState:
        memory = None if teaser is None else replace(KNOWN, teaser=teaser)
        return read_page(WALLS[name][0], PAGE_URL, "text/html", memory, WatchKind.ARTICLE, NOON, rules).state

    everybody, subscriber = ReadingRules(), ReadingRules(subscribed=True)
    assert (state(everybody), state(subscriber)) == (PageState.ARTICLE, PageState.PAYWALL)
    assert state(subscriber, teaser=False) is PageState.PAYWALL
    assert state(subscriber, teaser=True) is PageState.ARTICLE
