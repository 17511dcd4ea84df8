"""Effort: counted steps, and a word about it where they were not enough."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tracker.core.diff.effort import MOST_STEPS, Effort


def test_steps_are_taken_until_they_are_gone() -> None:
    effort = Effort(10)
    assert effort.spend(4)
    assert effort.spend(6)
    assert (effort.left, effort.coarse) == (0, False)
    assert not effort.spend(1)
    assert effort.coarse


def test_what_is_refused_costs_nothing_and_smaller_work_goes_on() -> None:
    effort = Effort(10)
    assert not effort.spend(11)
    assert effort.spend(10)
    assert effort.coarse


def test_a_diff_begins_with_all_steps() -> None:
    assert Effort().left == MOST_STEPS


@given(steps=st.integers(0, 1_000), asked=st.lists(st.integers(0, 300), max_size=20))
def test_never_more_is_spent_than_was_there(steps: int, asked: list[int]) -> None:
    effort = Effort(steps)
    spent = sum(amount for amount in asked if effort.spend(amount))
    assert spent == steps - effort.left
    assert effort.left >= 0
