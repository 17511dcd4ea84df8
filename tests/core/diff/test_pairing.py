"""Pairs of what is alike: in order or free, by every comparison or by rare words."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.core.diff.effort import Effort
from tracker.core.diff.pairing import like_pairs, likely_pairs, one_to_one
from tracker.core.text.likeness import Bag

texts = st.lists(
    st.lists(st.sampled_from(("ferry", "tower", "mayor", "rain", "snow")), min_size=1).map(" ".join), max_size=6
)


def bags(*items: str) -> list[Bag]:
    return [Bag(text) for text in items]


def places(pairs: list[tuple[int, int, float]]) -> list[tuple[int, int]]:
    return [(i, j) for i, j, _ in pairs]


def test_what_is_alike_is_paired_in_order() -> None:
    before = bags("red ferry lost", "old tower fell", "rain tonight")
    after = bags("old tower stands", "snow tonight")
    assert places(like_pairs(before, after, 0.4, Effort())) == [(1, 0), (2, 1)]


def test_of_two_crossing_pairs_the_better_stays() -> None:
    before = bags("red ferry lost", "old tower fell down")
    after = bags("old tower fell down", "red ferry found")
    assert places(like_pairs(before, after, 0.4, Effort())) == [(1, 0)]
    assert sorted(places(likely_pairs(before, after, 0.4, Effort()))) == [(0, 1), (1, 0)]


@pytest.mark.parametrize(("least", "found"), [(0.5, [(0, 0)]), (0.9, [])])
def test_a_lone_pair_needs_the_likeness_as_well(least: float, found: list[tuple[int, int]]) -> None:
    assert places(like_pairs(bags("red ferry lost"), bags("red ferry found"), least, Effort())) == found


def test_without_effort_pairs_are_found_by_rare_words_and_that_is_said() -> None:
    names = [f"team{number} beat club{number} at ground{number}" for number in range(30)]
    effort = Effort(0)
    found = like_pairs(bags(*names), bags(*names[10:]), 0.6, effort)
    assert places(found) == [(place + 10, place) for place in range(20)]
    assert effort.coarse


def test_nothing_is_paired_with_nothing() -> None:
    assert like_pairs([], bags("rain"), 0.1, Effort()) == []
    assert like_pairs(bags("rain"), [], 0.1, Effort()) == []


def test_each_item_is_used_once_and_ties_go_to_the_earlier() -> None:
    assert one_to_one([(0, 0, 0.5), (0, 1, 0.9), (1, 1, 0.8), (1, 0, 0.5)]) == [(0, 1, 0.9), (1, 0, 0.5)]
    assert one_to_one([(1, 1, 0.5), (0, 1, 0.5), (0, 0, 0.5)]) == [(0, 0, 0.5), (1, 1, 0.5)]


@given(before=texts, after=texts, steps=st.sampled_from((0, 1_000_000)))
def test_pairs_rise_and_are_as_alike_as_they_say(before: list[str], after: list[str], steps: int) -> None:
    left, right = bags(*before), bags(*after)
    found = like_pairs(left, right, 0.4, Effort(steps))
    assert all(i < next_i and j < next_j for (i, j, _), (next_i, next_j, _) in pairwise(found))
    for i, j, value in found:
        assert value == left[i].dice(right[j]) >= 0.4
