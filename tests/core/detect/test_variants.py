"""A headline test or a cache shows two texts by turns: one event, and a version only once a text stands."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.core.detect.stories import FERRY, MINUTE, NOON, block, judged, longer
from tracker.model import BlockKind, Change, ChangeKind, Flip, Held, Link, Story, Surroundings

TESTED = replace(FERRY, headline="168 on board as ferry hits bridge")
EDITED = replace(
    FERRY, blocks=(FERRY.blocks[0], block(FERRY.blocks[1].text.replace("Twelve", "Forty-five")), *FERRY.blocks[2:])
)


def earlier(*stories: Story) -> Surroundings:
    """Say which versions stood within the hour, the first of them version 1."""
    return Surroundings(variants=tuple(enumerate(stories, start=1)))


def flipped(story: Story, *, ago: timedelta) -> Held:
    """A flip that was first seen so long ago."""
    return Held(story=story, reason="", since=NOON - ago, until=NOON - ago + timedelta(hours=1))


def test_an_earlier_headline_within_the_hour_is_a_flip_and_no_version() -> None:
    assert judged(TESTED, FERRY, earlier(FERRY)) == Flip(
        number=1, reason="the text of version 1 again: variants by turns"
    )


def test_an_earlier_text_within_the_hour_is_a_flip_and_no_version() -> None:
    assert isinstance(judged(EDITED, FERRY, earlier(FERRY)), Flip)


def test_without_an_earlier_version_within_the_hour_it_is_a_version() -> None:
    assert isinstance(judged(TESTED, FERRY), Change)
    assert isinstance(judged(TESTED, FERRY, earlier(EDITED)), Change)


def test_of_several_variants_the_latest_is_named() -> None:
    verdict = judged(TESTED, EDITED, earlier(EDITED, FERRY, EDITED))
    assert isinstance(verdict, Flip)
    assert verdict.number == 3


def test_a_third_text_is_a_version_however_the_others_flip() -> None:
    third = replace(FERRY, headline="Harbour bridge closed after ferry accident")
    assert isinstance(judged(TESTED, third, earlier(FERRY)), Change)
    both = replace(EDITED, headline=TESTED.headline)
    assert isinstance(judged(TESTED, both, earlier(FERRY)), Change)


@pytest.mark.parametrize(("minutes", "verdict"), [(1, Flip), (59, Flip), (60, Change), (300, Change)])
def test_a_text_that_was_taken_back_for_good_is_a_version_after_an_hour(minutes: int, verdict: type) -> None:
    held = flipped(FERRY, ago=timedelta(minutes=minutes))
    found = judged(TESTED, FERRY, earlier(FERRY), held=held)
    assert isinstance(found, verdict)
    if isinstance(found, Change):
        assert found.kinds == {ChangeKind.HEADLINE}
        assert found.confirmed


def test_a_flip_that_went_on_flipping_meanwhile_has_not_stood() -> None:
    held = flipped(TESTED, ago=timedelta(hours=2))
    assert isinstance(judged(TESTED, FERRY, earlier(FERRY), held=held), Flip)


def test_the_newest_text_again_is_no_change_at_all() -> None:
    assert judged(TESTED, TESTED, earlier(FERRY), held=flipped(FERRY, ago=MINUTE)) is None


def test_a_doubtful_line_that_an_earlier_version_had_is_a_flip() -> None:
    tram, tide = (longer(FERRY, line) for line in ("Night trams are back", "Tide tables for March"))
    verdict = judged(tram, tide, earlier(tide))
    assert isinstance(verdict, Flip)
    back = longer(EDITED, "Tide tables for March")
    assert judged(longer(EDITED, "Night trams are back"), back, earlier(tide)) == Flip(
        number=1, reason="a line of version 1 again: it comes and goes by turns"
    )


def test_a_sentence_of_the_story_that_an_earlier_version_had_is_an_edit() -> None:
    line = "The ferry struck the northern pier of the harbour bridge in a strong wind."
    assert isinstance(judged(EDITED, longer(EDITED, line), earlier(longer(FERRY, line))), Change)


CARD = "Scientists find a new clue to the origin of fast radio bursts far outside of our own galaxy"


def test_a_doubtful_line_that_came_within_the_hour_and_goes_again_is_a_flip() -> None:
    verdict = judged(longer(EDITED, CARD), EDITED, earlier(FERRY))
    assert isinstance(verdict, Flip)
    assert verdict.reason == "a line that version 1 had not is gone again: it comes and goes"


def test_a_line_of_an_earlier_version_that_goes_is_no_flip() -> None:
    assert not isinstance(judged(longer(EDITED, CARD), EDITED, earlier(longer(FERRY, CARD))), Flip)


def test_a_line_of_an_earlier_version_that_was_edited_and_then_goes_is_no_flip() -> None:
    edited = f"{CARD}, and measure it in two nights"
    assert not isinstance(judged(longer(EDITED, edited), EDITED, earlier(longer(FERRY, CARD))), Flip)


def test_a_paragraph_of_the_storys_matter_that_goes_is_no_flip_however_new_it_is() -> None:
    assert not isinstance(judged(EDITED, replace(EDITED, blocks=EDITED.blocks[:-1]), earlier(TESTED)), Flip)


def linked(words: str) -> Story:
    text = f"The harbour office had said so before: {words}, and the town agreed with all of it at once."
    return replace(FERRY, blocks=(*FERRY.blocks, block(text, BlockKind.PARAGRAPH, Link(text=words, url="https://a/"))))


def test_a_link_that_is_exchanged_a_second_time_within_the_hour_rotates() -> None:
    first, second, third = linked("ten rules for the quay"), linked("why gulls laugh"), linked("the week in pictures")
    assert isinstance(judged(second, third, earlier(first)), Flip)
    assert not isinstance(judged(second, third, earlier(second)), Flip)
    assert not isinstance(judged(first, second), Flip)
