from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.jobs.world import FIRE, NO_ANSWER, NOON, URL, Scene, scene, story
from tests.watching import put_under_watch
from tracker.core.detect import line_key, moved_lines
from tracker.jobs.judging import Judged, judge
from tracker.jobs.looking import look_again
from tracker.model import Change, ChangeKind, Doubt, Hold, Sighting, Story, Surroundings

MORE_INJURED = story(FIRE[0], FIRE[1].replace("Twelve", "Forty-five"), FIRE[2])
PROMOTION = "Get the evening letter with everything that moved our readers today, delivered free of charge."
PROMOTED = story(*FIRE, PROMOTION)
OTHER = story("The council passed its budget on Monday night.", "Teachers welcomed it.", headline="Budget passed")


def watched() -> Scene:
    here = scene()
    put_under_watch(URL, here.world)
    here.site.headers = ()
    here.clock.forward(minutes=10)
    return here


def judged(here: Scene) -> Judged:
    """Look at the page and judge what was read."""
    claim = here.log.now()
    return judge(claim, look_again(claim, here.world), here.world)


def elsewhere(*articles: int) -> tuple[Sighting, ...]:
    """Say that the promotion came on other articles just now."""
    longer = replace(OTHER, blocks=(*OTHER.blocks, PROMOTED.blocks[-1]))
    return tuple(
        Sighting(article_id=article, line=line, began=NOON, ended=NOON + timedelta(minutes=10))
        for article in articles
        for line in moved_lines(OTHER, longer)
    )


def test_a_look_that_saw_nothing_has_nothing_to_judge() -> None:
    here = watched()
    here.site.failure = NO_ANSWER
    assert judged(here) == Judged()


def test_the_same_text_in_other_bytes_is_nothing() -> None:
    here = watched()
    here.site.show(story())
    found = judged(here)
    assert (found.verdict, found.reason, found.lines, found.lacking, found.relaid) == (None, "", (), 0, False)


def test_an_edit_of_a_known_paragraph_is_no_line_to_find_on_other_articles() -> None:
    here = watched()
    here.site.show(MORE_INJURED)
    found = judged(here)
    assert isinstance(found.verdict, Change)
    assert found.reason == "one paragraph edited"
    assert found.lines == ()


@pytest.mark.parametrize(("neighbours", "looked", "lacking"), [(0, 0, 0), (1, 0, 1), (7, 0, 2), (7, 1, 1), (7, 3, 0)])
def test_a_doubtful_line_wants_two_other_articles_looked_at_where_there_are_so_many(
    neighbours: int, looked: int, lacking: int
) -> None:
    here = watched()
    here.log.around = Surroundings(neighbours=neighbours, looked=looked)
    here.site.show(PROMOTED)
    found = judged(here)
    assert isinstance(found.verdict, Hold)
    assert found.lacking == lacking


def test_an_odd_reading_wants_no_other_article() -> None:
    here = watched()
    here.log.around = Surroundings(neighbours=7)
    long = story(*(f"{text} This is part {number} of it." for number in range(4) for text in FIRE))
    here.site.show(long)
    here.log.claimed = replace(here.log.now(), read_latest=lambda: long)
    here.site.show(story(FIRE[0]))
    found = judged(here)
    assert isinstance(found.verdict, Hold)
    assert (found.verdict.doubt, found.lacking) == (Doubt.READING, 0)


def test_a_line_that_the_others_show_to_be_the_sites_is_no_change_and_is_learned() -> None:
    here = watched()
    here.log.around = Surroundings(sightings=elsewhere(2, 3), neighbours=2)
    here.site.show(PROMOTED)
    found = judged(here)
    assert (found.verdict, found.reason) == (None, "only lines of the site's own differ")
    assert found.site_lines == {line_key(PROMOTION)}
    assert [line.key for line in found.lines] == [line_key(PROMOTION)]


def relaid(here: Scene, shown: Story, *, beside: str = "") -> Judged:
    here.site.show(shown, layout="div.story", beside=beside)
    return judged(here)


def test_the_same_text_in_another_layout_is_nothing_and_is_told_as_read_anew() -> None:
    found = relaid(watched(), story())
    assert (found.verdict, found.relaid, found.reread) == (None, True, story())
    assert "the text is the same" in found.reason


def test_where_the_text_found_anew_is_the_one_that_is_known_the_old_page_is_not_read_again() -> None:
    here = watched()
    here.log.newest = None  # It could not be: only a page that was read again could then tell of a new layout.
    found = relaid(here, story())
    assert (found.verdict, found.relaid, found.reread) == (None, True, story())


def test_an_edit_in_another_layout_is_a_change_with_the_old_page_read_anew() -> None:
    found = relaid(watched(), MORE_INJURED)
    assert isinstance(found.verdict, Change)
    assert found.verdict.layout
    assert found.verdict.kinds == {ChangeKind.TEXT}
    assert (found.before, found.reread) == (story(), story())


def test_what_a_new_layout_brings_is_marked_as_the_sites_and_no_line_of_it_is_told() -> None:
    here = watched()
    here.site.shown, here.site.beside = story(), PROMOTION
    found = relaid(here, PROMOTED)
    assert found.verdict is None
    assert found.story is not None
    assert [block.site for block in found.story.blocks] == [False, False, False, True]
    assert found.lines == ()


@pytest.mark.parametrize("lost", ["not kept", "deadly"])
def test_where_the_old_page_cannot_be_read_again_the_kept_text_is_compared(lost: str) -> None:
    here = watched()
    if lost == "deadly":
        here.site.deadly_bodies.add(here.site.body)
    else:
        here.log.newest = None
    found = relaid(here, MORE_INJURED)
    assert isinstance(found.verdict, Change)
    assert (found.relaid, found.before) == (False, story())


def test_after_a_new_layout_the_text_as_it_stands_there_is_what_later_looks_are_compared_with() -> None:
    here = watched()
    here.log.claimed = replace(here.log.now(), baseline=PROMOTED)
    here.site.show(PROMOTED)
    assert judged(here).verdict is None
    here.site.show(story())
    assert isinstance(judged(here).verdict, Hold)


def test_a_first_reading_is_compared_with_nothing() -> None:
    here = watched()
    here.log.around = Surroundings(site_lines=frozenset((line_key(FIRE[0]),)))
    claim = here.log.now()
    here.log.claimed = replace(claim, read_latest=lambda: None, article=replace(claim.article, versions=0))
    here.site.show(MORE_INJURED)
    found = judged(here)
    assert isinstance(found.verdict, Change)
    assert found.verdict.kinds == {ChangeKind.FIRST}
    assert (found.lines, found.site_lines, found.lacking) == ((), frozenset(), 0)
