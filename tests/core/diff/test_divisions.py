"""Splits and merges: a part beside its whole, and nothing that only looks like one."""

from __future__ import annotations

import pytest

from tests.core.diff.stories import rows
from tracker.core.diff.alignment import Alignment
from tracker.core.diff.divisions import find_merges, find_splits

SPEECH = "The mayor asked everyone to stay inside until evening."
PLAN = "She will speak again tonight from the steps of the town hall."
BUSES = "Buses run on a holiday timetable between the islands."


def paired(before: tuple[str, ...], after: tuple[str, ...]) -> Alignment:
    """The first block of each side is a pair."""
    alignment = rows(before, after)
    alignment.pair(0, 0)
    return alignment


def test_a_new_block_beside_a_pair_is_a_part_of_the_old_one() -> None:
    alignment = paired((f"{SPEECH} {PLAN}",), (SPEECH, PLAN))
    find_splits(alignment)
    assert alignment.parts == {0: [1]}


def test_a_block_may_be_split_in_three() -> None:
    alignment = paired((f"{SPEECH} {PLAN} {BUSES}",), (SPEECH, PLAN, BUSES))
    find_splits(alignment)
    assert alignment.parts == {0: [1, 2]}


def test_an_old_block_beside_a_pair_went_into_the_new_one() -> None:
    alignment = paired((SPEECH, PLAN), (f"{SPEECH} {PLAN}",))
    find_merges(alignment)
    assert alignment.joined == {0: [1]}


def test_several_blocks_may_become_one() -> None:
    alignment = paired((SPEECH, PLAN, BUSES), (f"{SPEECH} {PLAN} {BUSES}",))
    find_merges(alignment)
    assert alignment.joined == {0: [1, 2]}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ((f"{SPEECH} {PLAN}",), (SPEECH, BUSES)),
        ((f"{SPEECH} {PLAN}",), (f"{SPEECH} {PLAN}", PLAN)),
        ((f"{SPEECH} {PLAN}",), (f"{SPEECH} {PLAN} {BUSES}", PLAN)),
        ((f"{SPEECH}\n{PLAN}",), (SPEECH, PLAN)),
    ],
    ids=["another text", "the whole is still whole", "the whole grew", "a line feed inside"],
)
def test_a_new_block_that_is_no_part_is_left_alone(before: tuple[str, ...], after: tuple[str, ...]) -> None:
    alignment = paired(before, after)
    find_splits(alignment)
    assert alignment.parts == {}


@pytest.mark.parametrize(
    ("before", "after"),
    [((SPEECH, BUSES), (f"{SPEECH} {PLAN}",)), ((f"{SPEECH} {PLAN}", PLAN), (f"{SPEECH} {PLAN}",))],
    ids=["another text", "the whole was whole before"],
)
def test_an_old_block_that_went_nowhere_is_left_alone(before: tuple[str, ...], after: tuple[str, ...]) -> None:
    alignment = paired(before, after)
    find_merges(alignment)
    assert alignment.joined == {}


def test_a_pair_that_was_split_takes_nothing_in() -> None:
    alignment = paired((f"{SPEECH} {PLAN}", BUSES), (f"{SPEECH} {BUSES}", PLAN))
    find_splits(alignment)
    find_merges(alignment)
    assert alignment.parts == {0: [1]}
    assert alignment.joined == {}


def test_a_part_that_is_not_beside_its_whole_is_no_part() -> None:
    alignment = rows((f"{SPEECH} {PLAN}", BUSES), (SPEECH, BUSES, PLAN))
    alignment.pair(0, 0)
    alignment.pair(1, 1)
    find_splits(alignment)
    assert alignment.parts == {}
