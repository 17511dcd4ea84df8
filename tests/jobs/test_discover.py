from __future__ import annotations

from dataclasses import replace

from tests.jobs.world import NO_ANSWER, URL, Scene, scene
from tracker.jobs.discover import Discovered, discover
from tracker.model import PageState, WatchSettings


def named(*urls: str) -> Scene:
    """A scene whose configuration names these addresses."""
    here = scene()
    watches = tuple(WatchSettings(url=url, tags=("named",)) for url in urls)
    world = replace(here.world, settings=replace(here.world.settings, watches=watches))
    return Scene(here.site, here.log, here.clock, world)


def found(here: Scene, *known: str) -> list[Discovered]:
    return list(discover(here.world, is_known=known.__contains__))


def test_an_article_that_is_named_is_watched_with_its_tags() -> None:
    here = named(URL)

    (one,) = found(here)

    assert one.article is not None
    assert one.article.url == URL
    assert one.article.tags == ("named",)


def test_what_is_known_is_not_asked_for_again() -> None:
    here = named(URL + "#top")

    assert found(here, URL) == []
    assert here.site.asked == []


def test_a_section_is_named_as_such_and_nothing_is_watched() -> None:
    here = named(URL)
    here.site.wall = (PageState.LISTING, "it is a section page")

    (one,) = found(here)

    assert one.article is None
    assert "it is a section page" in one.reason
    assert here.log.openings == []


def test_one_that_fails_does_not_keep_the_others_back() -> None:
    here = named("not an address", URL)

    failed, watched = found(here)

    assert failed.article is None
    assert watched.article is not None


def test_one_that_does_not_answer_is_told() -> None:
    here = named(URL)
    here.site.failure = NO_ANSWER

    assert "no connection" in found(here)[0].reason
