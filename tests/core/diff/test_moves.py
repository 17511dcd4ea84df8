"""Moves: what stands elsewhere is followed, what is too short or too common is not."""

from __future__ import annotations

import pytest

from tests.core.diff.stories import rows
from tracker.core.diff.effort import Effort
from tracker.core.diff.moves import move_edited, move_identical

FERRY = "A ferry that carried grain was towed to the far side of the bay."
SCHOOL = "Four schools stay closed and buses run on a holiday timetable."


def test_an_identical_block_is_followed() -> None:
    alignment = rows((FERRY, SCHOOL), (SCHOOL, FERRY))
    alignment.pair(1, 0)
    move_identical(alignment)
    assert alignment.moved == {1: 0}


def test_blocks_that_stand_twice_are_followed_in_their_order() -> None:
    alignment = rows((FERRY, FERRY), (FERRY, FERRY))
    move_identical(alignment)
    assert alignment.moved == {0: 0, 1: 1}


@pytest.mark.parametrize(
    ("before", "after", "moved"),
    [
        (("Watch: the pier",), ("Watch: the pier",), {0: 0}),
        (("Read more", "Read more"), ("Read more", "Read more"), {}),
        (("Read more",), ("Read more", "Read more"), {}),
    ],
    ids=["it stands but once", "twice on both sides", "twice on one side"],
)
def test_a_short_block_is_followed_only_where_it_cannot_be_mistaken(
    before: tuple[str, ...], after: tuple[str, ...], moved: dict[int, int]
) -> None:
    alignment = rows(before, after)
    move_identical(alignment)
    assert alignment.moved == moved


def test_an_edited_block_is_followed_while_enough_of_it_is_left() -> None:
    alignment = rows((FERRY, SCHOOL), ("Rain.", FERRY.replace("grain", "coal")))
    move_edited(alignment, Effort())
    assert alignment.moved == {1: 0}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (FERRY, "A ferry was lost near the islands on the far side of the strait at dawn."),
        ("The mayor spoke.", "The mayor spoke again."),
        (FERRY, SCHOOL),
    ],
    ids=["too little is left", "too short", "nothing in common"],
)
def test_what_is_hardly_the_same_is_not_followed(before: str, after: str) -> None:
    alignment = rows((before,), (after,))
    move_edited(alignment, Effort())
    assert alignment.moved == {}


def test_each_block_goes_to_the_one_most_like_it() -> None:
    near, far = FERRY.replace("grain", "coal"), FERRY.replace("grain", "coal").replace("towed", "brought back")
    alignment = rows((FERRY,), (far, near))
    move_edited(alignment, Effort())
    assert alignment.moved == {1: 0}
