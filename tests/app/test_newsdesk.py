"""What a desk performs, and what it refuses."""

from __future__ import annotations

import os

import pytest

from tests.app.asking import add
from tests.app.pages import page
from tests.servers.http import Newsroom
from tracker.app.newsdesk import Newsdesk
from tracker.app.wiring import House
from tracker.errors import NotFoundError, UsageError
from tracker.view.records import JSON


def test_pause_resume_and_remove_are_named_by_id_address_or_headline(
    desk: Newsdesk, house: House, newsroom: Newsroom
) -> None:
    newsroom.publish("/fire", page())
    add(desk, newsroom.url("/fire"))

    paused = desk.perform("pause", {"article": "1"})
    resumed = desk.perform("resume", {"article": newsroom.url("/fire")})
    removed = desk.perform("remove", {"article": "HARBOUR of"})

    assert isinstance(paused, dict)
    assert isinstance(resumed, dict)
    assert isinstance(removed, dict)
    assert (paused["state"], paused["next_look"]) == ("paused", None)
    assert (resumed["state"], resumed["next_look"] is None) == ("breaking", False)
    assert (removed["state"], removed["next_look"]) == ("retired", None)
    assert len(house.record.versions(1)) == 1


@pytest.mark.parametrize("verb", ["pause", "resume", "poll"])
def test_a_removed_article_is_not_looked_at_again_until_it_is_added(
    desk: Newsdesk, newsroom: Newsroom, verb: str
) -> None:
    newsroom.publish("/fire", page())
    add(desk, newsroom.url("/fire"))
    desk.perform("remove", {"article": "1"})

    with pytest.raises(NotFoundError) as told:
        desk.perform(verb, {"article": "1", "articles": ["1"]})

    url = newsroom.url("/fire")
    assert str(told.value) == f"article 1 is not watched any more; `tracker add {url}` takes it up again"
    assert len(newsroom.requests) == 1
    assert add(desk, url)["state"] == "breaking"


def test_an_article_has_exactly_the_tags_it_was_given_last(desk: Newsdesk, newsroom: Newsroom) -> None:
    newsroom.publish("/fire", page())
    add(desk, newsroom.url("/fire"), tags=["harbour"])

    tagged = desk.perform("tag", {"article": "1", "tags": ["fire", " north "]})
    cleared = desk.perform("tag", {"article": newsroom.url("/fire"), "tags": []})

    assert isinstance(tagged, dict)
    assert isinstance(cleared, dict)
    assert tagged["tags"] == ["fire", "north"]
    assert cleared["tags"] == []


@pytest.mark.parametrize("bad", ["", "  ", "a,b", "a\x1bb", "a\nb", 3])
def test_what_cannot_be_a_tag_is_refused_before_anything_is_done(
    desk: Newsdesk, house: House, newsroom: Newsroom, bad: JSON
) -> None:
    newsroom.publish("/fire", page())
    add(desk, newsroom.url("/fire"), tags=["harbour"])

    with pytest.raises(UsageError, match="tag"):
        desk.perform("tag", {"article": "1", "tags": ["sound", bad]})
    with pytest.raises(UsageError, match="tag"):
        add(desk, newsroom.url("/other"), tags=[bad])

    (article,) = house.record.articles()
    assert article.tags == ("harbour",)
    assert len(newsroom.requests) == 1


@pytest.mark.parametrize("verb", ["remove", "pause", "resume"])
def test_an_article_that_nobody_knows_is_told(desk: Newsdesk, verb: str) -> None:
    with pytest.raises(NotFoundError, match="'77'"):
        desk.perform(verb, {"article": "77"})


@pytest.mark.parametrize("verb", ["", "explode", "_poll", "ADD"])
def test_an_unknown_verb_is_refused_by_name(desk: Newsdesk, verb: str) -> None:
    with pytest.raises(UsageError, match="knows no verb"):
        desk.perform(verb, {})


def test_hello_gives_the_process(desk: Newsdesk) -> None:
    assert desk.perform("hello", {}) == os.getpid()
