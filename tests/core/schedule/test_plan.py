from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.schedule.articles import HOUR, KEY, MINUTE, NOON, SETTINGS, STRONG, WEAK, heat_of, look_at
from tracker.core.schedule import (
    Look,
    failed_plan,
    first_plan,
    gone_plan,
    held_plan,
    next_plan,
)
from tracker.core.schedule.heat import interval, observed
from tracker.model import ArticleState, Heat

WORTH = "a request is worth 1 min of lateness"


def test_a_new_article_is_planned_by_its_age() -> None:
    plan = first_plan(published=NOON - HOUR, marker=STRONG, now=NOON, settings=SETTINGS, key=KEY)
    assert plan.at is not None
    assert 12 * MINUTE < plan.at - NOON < 17 * MINUTE
    assert plan.state is ArticleState.COOLING
    assert plan.heat == replace(heat_of(HOUR), opened=NOON)
    assert plan.why == f"no change seen, 1 h old; the notice still stands; 12.0 changes a day to be expected; {WORTH}"


@pytest.mark.parametrize("published", [None, NOON + 24 * HOUR, NOON])
def test_an_article_that_does_not_say_when_it_appeared_counts_as_new(published: datetime | None) -> None:
    plan = first_plan(published=published, marker=WEAK, now=NOON, settings=SETTINGS, key=KEY)
    assert plan.heat.born == NOON
    assert plan.state is ArticleState.BREAKING
    assert plan.why == f"just published; a weak notice stands; 2.2 changes an hour to be expected; {WORTH}"


def test_two_hundred_old_articles_added_at_once_are_not_looked_at_at_once() -> None:
    plans = [
        first_plan(published=NOON - 72 * HOUR, marker=STRONG, now=NOON, settings=SETTINGS, key=f"article {n}")
        for n in range(200)
    ]
    times = sorted(plan.at for plan in plans if plan.at)
    assert times[0] > NOON + 100 * MINUTE
    assert times[-1] - times[0] > 20 * MINUTE


def test_a_change_brings_the_next_look_near_and_says_so() -> None:
    plan = next_plan(heat_of(HOUR), NOON + 30 * MINUTE, look=look_at(changed=True), settings=SETTINGS, key=KEY)
    assert plan.at is not None
    assert 4 * MINUTE < plan.at - NOON - 30 * MINUTE < 6 * MINUTE
    assert plan.why == (
        "changed 15 min ago; the notice still stands; 1.9 changes an hour to be expected, "
        f"81% of it for its recent changes; {WORTH}"
    )


def test_the_removal_of_the_notice_is_said() -> None:
    look = Look(changed=True, marker=None, marker_before=STRONG)
    plan = next_plan(heat_of(HOUR), NOON + 30 * MINUTE, look=look, settings=SETTINGS, key=KEY)
    assert "; no notice that it will change; " in plan.why


def test_a_plan_is_the_heat_and_its_interval() -> None:
    now, look = NOON + 10 * MINUTE, look_at(changed=True)
    plan = next_plan(heat_of(HOUR), now, look=look, settings=SETTINGS, key=KEY)
    heat = observed(heat_of(HOUR), now, look)
    assert plan.heat == heat
    assert plan.at == now + interval(heat, marker=STRONG, settings=SETTINGS, key=KEY)


def test_failures_wait_a_minute_then_twice_as_long_up_to_an_hour_and_keep_the_heat() -> None:
    heat, waits = heat_of(HOUR, fast=1.0, slow=0.5), []
    for _ in range(9):
        plan = failed_plan(heat, NOON, reason="no answer", marker=STRONG, settings=SETTINGS)
        assert plan.at is not None
        waits.append((plan.at - NOON) // MINUTE)
        heat = plan.heat
    assert waits == [1, 2, 4, 8, 16, 32, 60, 60, 60]
    assert (heat.fast, heat.slow, heat.at, heat.failures) == (1.0, 0.5, NOON, 9)
    assert plan.why == "no answer; failure 9 in a row, so another try after 1 h"


def test_a_site_that_has_refused_us_for_a_day_is_asked_every_six_hours() -> None:
    heat, waits = replace(heat_of(HOUR), failures=23), []
    for _ in range(3):
        plan = failed_plan(heat, NOON, reason="HTTP 403", marker=None, settings=SETTINGS, refused=True)
        assert plan.at is not None
        waits.append((plan.at - NOON) // HOUR)
        heat = plan.heat
    assert waits == [1, 6, 6]


def test_a_failure_keeps_to_the_bounds_of_the_settings() -> None:
    slow = replace(SETTINGS, min_interval=5 * MINUTE)
    plan = failed_plan(heat_of(HOUR), NOON, reason="HTTP 500", marker=None, settings=slow)
    assert plan.at == NOON + 5 * MINUTE
    assert plan.why == "HTTP 500; the first failure, so another try after 5 min"


@pytest.mark.parametrize(
    ("status", "gone_for", "expected"),
    [
        (410, timedelta(0), HOUR),
        (410, 20 * MINUTE, 40 * MINUTE),
        (410, HOUR, None),
        (404, timedelta(0), HOUR),
        (404, HOUR, HOUR),
        (404, 90 * MINUTE, 30 * MINUTE),
        (404, 2 * HOUR, None),
        (404, -HOUR, HOUR),
    ],
)
def test_a_page_is_gone_after_two_410s_or_three_404s_an_hour_apart(
    status: int, gone_for: timedelta, expected: timedelta | None
) -> None:
    plan = gone_plan(heat_of(HOUR), NOON, status=status, since=NOON - gone_for, marker=STRONG)
    assert plan.at == (None if expected is None else NOON + expected)
    assert (plan.state is ArticleState.GONE) == (expected is None)


def test_what_is_said_of_a_page_that_may_be_gone() -> None:
    doubtful = gone_plan(heat_of(HOUR), NOON, status=404, since=NOON, marker=STRONG)
    assert doubtful.why == "HTTP 404: it counts as gone once that has been so for 2 h"
    certain = gone_plan(heat_of(HOUR), NOON, status=410, since=NOON - 61 * MINUTE, marker=STRONG)
    assert certain.why == "HTTP 410 for 1 h 1 min: the page is gone and not asked for again"


def test_a_second_look_comes_when_it_was_promised_and_heats_nothing() -> None:
    heat = heat_of(HOUR, fast=1.0)
    plan = held_plan(heat, NOON, until=NOON + MINUTE, reason="half the text is gone", marker=STRONG)
    assert plan.at == NOON + MINUTE
    assert plan.why == "a second look, to be sure: half the text is gone"
    assert plan.heat == replace(heat, looks=1)


@given(
    age=st.timedeltas(timedelta(0), timedelta(days=30000)),
    gap=st.timedeltas(timedelta(days=-400), timedelta(days=4000)),
    fast=st.floats(0, 1e6),
    slow=st.floats(0, 1e6),
    failures=st.integers(0, 10**6),
    changed=st.booleans(),
    modified=st.none() | st.datetimes(timezones=st.just(UTC)),
)
def test_every_plan_lies_within_the_bounds_and_says_why(
    age: timedelta,
    gap: timedelta,
    fast: float,
    slow: float,
    failures: int,
    changed: bool,
    modified: datetime | None,
) -> None:
    heat = Heat(at=NOON, born=NOON - age, fast=fast, slow=slow, failures=failures)
    now = NOON + gap
    look = Look(changed=changed, modified=modified, marker=WEAK, marker_before=STRONG)
    plans = [
        next_plan(heat, now, look=look, settings=SETTINGS, key=KEY),
        failed_plan(heat, now, reason="no answer", marker=None, settings=SETTINGS),
        first_plan(published=NOON - age, marker=None, now=now, settings=SETTINGS, key=KEY),
    ]
    for plan in plans:
        assert plan.at is not None
        assert now + SETTINGS.min_interval <= plan.at <= now + SETTINGS.max_interval
        assert plan.why
        assert plan.why.isprintable()
