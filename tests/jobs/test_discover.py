from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from tests.jobs.world import NO_ANSWER, URL, Scene, scene
from tracker.jobs.discover import Discovered, discover
from tracker.model import Article, PageState, WatchSettings


def named(*urls: str) -> Scene:
    """A scene whose configuration names these addresses."""
    here = scene()
    watches = tuple(WatchSettings(url=url, tags=("named",)) for url in urls)
    world = replace(here.world, settings=replace(here.world.settings, watches=watches))
    return Scene(here.site, here.log, here.clock, world)


def nothing(_words: str) -> list[Article]:
    return []


def found(here: Scene, find: Callable[[str], list[Article]] = nothing) -> Discovered | None:
    return discover(here.world.settings.watches, here.world, find=find)


def known_in(here: Scene) -> Callable[[str], list[Article]]:
    return lambda words: [here.log.now().article] if words == here.log.now().article.url else []


def test_an_article_that_is_named_is_watched_with_its_tags() -> None:
    one = found(named(URL))

    assert one is not None
    assert one.article is not None
    assert one.is_new
    assert (one.article.url, one.article.tags) == (URL, ("named",))


def test_what_is_known_is_not_asked_for_and_gets_the_tags_it_is_named_with() -> None:
    here = named(URL + "#top")
    found(here)
    asked = len(here.site.asked)
    watches = (WatchSettings(url=URL, tags=("other",)),)

    one = discover(watches, here.world, find=known_in(here))

    assert one is not None
    assert not one.is_new
    assert here.log.now().article.tags == ("other",)
    assert len(here.site.asked) == asked


def test_a_section_is_named_as_such_and_nothing_is_watched() -> None:
    here = named(URL)
    here.site.wall = (PageState.LISTING, "it is a section page")

    one = found(here)

    assert one is not None
    assert one.article is None
    assert "it is a section page" in one.reason
    assert here.log.openings == []


def test_what_is_no_address_is_told_and_nothing_is_asked() -> None:
    here = named("not an address")

    one = found(here)

    assert one is not None
    assert one.reason
    assert here.site.asked == []


def test_one_that_does_not_answer_is_told() -> None:
    here = named(URL)
    here.site.failure = NO_ANSWER

    one = found(here)

    assert one is not None
    assert "no connection" in one.reason


def test_a_host_that_wants_to_be_left_alone_is_passed_over() -> None:
    here = named(URL, "https://other.example.org/fire")
    here.site.status, here.site.headers = 429, (("Retry-After", "600"),)
    refused = found(here)
    here.site.status, here.site.headers = 200, ()

    second = discover(here.world.settings.watches, here.world, find=nothing)
    here.clock.present += timedelta(minutes=11)
    third = discover(here.world.settings.watches, here.world, find=nothing)

    assert refused is not None
    assert "HTTP 429" in refused.reason
    assert second is not None
    assert second.named.url == "https://other.example.org/fire"
    assert third is not None
    assert third.named.url == URL
