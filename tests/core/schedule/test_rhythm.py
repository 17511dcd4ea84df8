from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.schedule.articles import HOUR, KEY, MINUTE, NOON, SETTINGS, STRONG, look_at
from tracker.core.schedule import first_plan, next_plan
from tracker.core.schedule.rhythm import keeps_time, with_change, without_change
from tracker.model import Heat, Plan

PLAIN = Heat(at=NOON, born=NOON)


def after(*gaps: float, unsure: float = 0.0) -> Heat:
    """An article whose changes came so many hours apart."""
    heat = with_change(PLAIN, since_last=None, unsure=unsure)
    for gap in gaps:
        heat = with_change(heat, since_last=gap, unsure=unsure)
    return heat


@pytest.mark.parametrize(
    ("gaps", "keeps"),
    [
        ((1.0, 1.0, 1.0, 1.0), True),
        ((1.0, 1.02, 0.97, 1.01), True),
        ((1.0, 1.0, 1.0), False),
        ((1.0, 1.0, 1.3, 1.0, 1.0), False),
        ((0.02, 0.02, 0.02, 0.02, 0.02), False),
    ],
)
def test_four_gaps_of_one_length_are_a_clock_and_less_is_chance(gaps: tuple[float, ...], keeps: bool) -> None:
    assert keeps_time(after(*gaps)) is keeps


def test_times_that_are_known_only_to_lie_between_two_looks_are_compared_as_far_as_they_can_be() -> None:
    assert keeps_time(after(1.0, 1.15, 0.95, 1.1, unsure=0.1))
    assert not keeps_time(after(1.0, 1.15, 0.95, 1.1))


def test_a_beat_that_is_left_out_ends_it() -> None:
    clock = after(1.0, 1.0, 1.0, 1.0)
    assert keeps_time(without_change(clock, since_last=0.5))
    assert not keeps_time(without_change(clock, since_last=1.1))


def hourly(hours: int, *, tells: bool) -> tuple[int, Plan, timedelta]:
    """Follow a page that is written anew each hour; gives the looks of the last hour, the last plan and its delay."""
    plan = first_plan(published=NOON, marker=STRONG, now=NOON, settings=SETTINGS, key=KEY)
    seen, looks, delay = 0, 0, timedelta(0)
    while plan.at is not None and plan.at < NOON + hours * HOUR:
        now, number = plan.at, (plan.at - NOON) // HOUR
        looks += now >= NOON + (hours - 1) * HOUR
        if number > seen:
            delay = now - NOON - number * HOUR
        told = NOON + number * HOUR if tells and number else None
        plan = next_plan(plan.heat, now, look=look_at(changed=number > seen, modified=told), settings=SETTINGS, key=KEY)
        seen = number
    return looks, plan, delay


def test_an_hourly_page_is_looked_at_just_after_the_hour_and_not_before() -> None:
    looks, plan, delay = hourly(12, tells=True)
    assert looks == 1
    assert delay < 2 * MINUTE
    assert ", as every 1 h; " in plan.why


def test_an_hourly_page_that_does_not_say_when_it_changed_is_seen_in_time_all_the_same() -> None:
    looks, _plan, delay = hourly(24, tells=False)
    assert looks <= 8
    assert delay < 30 * MINUTE


def test_a_clock_is_no_reason_to_leave_the_bounds_that_a_person_set() -> None:
    heat = replace(after(30.0, 30.0, 30.0, 30.0), at=NOON, changed_at=NOON)
    plan = next_plan(heat, NOON + MINUTE, look=look_at(changed=False), settings=SETTINGS, key=KEY)
    assert plan.at is not None
    assert plan.at - NOON <= 24 * HOUR + MINUTE


@given(st.lists(st.floats(0, 1e4), max_size=12), st.floats(0, 1e3))
def test_no_run_of_changes_makes_it_stumble(gaps: list[float], unsure: float) -> None:
    heat = after(*gaps, unsure=unsure)
    assert heat.beat >= 0
    assert 0 <= heat.steady <= len(gaps)
