from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.schedule.articles import HOUR, KEY, MINUTE, NOON, SETTINGS, heat_of, look_at
from tracker.core.schedule import next_plan, next_stretch, stretched


@pytest.mark.parametrize(
    ("stretch", "planned", "allowed", "following"),
    [
        (1.0, 10.0, 60.0, 1.0),
        (1.0, 52.8, 60.0, 1.1),
        (1.0, 600.0, 60.0, 1.25),
        (2.0, 48.0, 60.0, 2.0),
        (2.0, 0.0, 60.0, 1.6),
        (1.1, 0.0, 60.0, 1.0),
        (5.0, 600.0, None, 1.0),
    ],
)
def test_plans_are_stretched_until_they_fit_four_fifths_and_relaxed_when_they_do(
    stretch: float, planned: float, allowed: float | None, following: float
) -> None:
    assert next_stretch(stretch, planned=planned, allowed=allowed) == pytest.approx(following)


def test_a_stretched_host_s_quiet_articles_wait_that_much_longer_and_say_so() -> None:
    quiet, look = heat_of(72 * HOUR), look_at(changed=False)
    usual = next_plan(quiet, NOON, look=look, settings=SETTINGS, key=KEY)
    longer = next_plan(quiet, NOON, look=look, settings=SETTINGS, key=KEY, stretch=2.0)
    assert usual.at is not None
    assert longer.at is not None
    assert 1.9 < (longer.at - NOON) / (usual.at - NOON) < 2.1
    dearer = usual.why.replace("1 min of lateness", "4 min of lateness")
    assert longer.why == f"{dearer}; its site is asked for all that it allows, so quiet ones wait 2.0x"


def test_what_is_breaking_keeps_its_pace() -> None:
    hot, look = heat_of(10 * MINUTE, fast=4.0), look_at(changed=True)
    usual = next_plan(hot, NOON + MINUTE, look=look, settings=SETTINGS, key=KEY)
    assert next_plan(hot, NOON + MINUTE, look=look, settings=SETTINGS, key=KEY, stretch=5.0) == usual


@given(st.floats(1, 30), st.floats(0, 1e6), st.floats(0.01, 1e6))
def test_a_stretch_stays_within_bounds(stretch: float, planned: float, allowed: float) -> None:
    assert 1.0 <= next_stretch(stretch, planned=planned, allowed=allowed) <= 30.0
    assert stretched(SETTINGS, stretch).price <= timedelta(days=365)
