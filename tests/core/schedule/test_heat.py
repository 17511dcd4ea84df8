from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.schedule.articles import HOUR, KEY, MINUTE, NOON, SETTINGS, STRONG, WEAK, heat_of, look_at
from tracker.core.schedule.heat import Look, interval, observed, prior_rate, rate, state
from tracker.model import ArticleState, Heat, Marker, ScheduleSettings

MOMENTS = st.timedeltas(timedelta(days=-20000), timedelta(days=60000)).map(lambda span: NOON + span)
MARKERS = st.sampled_from([None, STRONG, WEAK])


def minutes(span: timedelta) -> float:
    return span / MINUTE


# How often an article is looked at in which no change was seen.
@pytest.mark.parametrize(
    ("age", "expected"),
    [
        (timedelta(0), 2.62),
        (30 * MINUTE, 7.68),
        (1 * HOUR, 11.6),
        (6 * HOUR, 33),
        (24 * HOUR, 69),
        (72 * HOUR, 120),
        (168 * HOUR, 185),
        (720 * HOUR, 793),
    ],
)
def test_a_quiet_article_is_looked_at_less_the_older_it_is(age: timedelta, expected: float) -> None:
    waits = [
        minutes(interval(replace(heat_of(age), looks=n), marker=STRONG, settings=SETTINGS, key=KEY)) for n in range(400)
    ]
    assert sum(waits) / len(waits) == pytest.approx(expected, rel=0.03)


def test_the_rate_of_a_fresh_article_is_that_of_its_age() -> None:
    assert rate(heat_of(timedelta(0)), NOON, marker=STRONG) == pytest.approx(3.0)
    assert rate(heat_of(48 * MINUTE), NOON, marker=STRONG) == pytest.approx(0.6)
    assert rate(heat_of(HOUR), NOON + HOUR, marker=STRONG) == pytest.approx(0.6 / 2.2)


def test_a_heat_fades_with_twenty_minutes_or_six_hours() -> None:
    cold = rate(heat_of(HOUR), NOON + 20 * MINUTE, marker=STRONG)
    assert rate(heat_of(HOUR, fast=2.0), NOON + 20 * MINUTE, marker=STRONG) - cold == pytest.approx(2.0 / 2.718281828)
    cold = rate(heat_of(HOUR), NOON + 6 * HOUR, marker=STRONG)
    assert rate(heat_of(HOUR, slow=2.0), NOON + 6 * HOUR, marker=STRONG) - cold == pytest.approx(2.0 / 2.718281828)


def test_a_change_heats_by_the_changes_that_the_gap_may_have_held() -> None:
    # Half an hour at 0.6 / (1.25 h + 0.2 h) an hour: a mean of 0.2069, so 1.1070 changes given one, 15 minutes ago.
    after = observed(heat_of(HOUR), NOON + 30 * MINUTE, look_at(changed=True))
    assert after.fast == pytest.approx(1.1070 * 0.9 * 3 * 0.47237, rel=1e-3)
    assert after.slow == pytest.approx(1.1070 * 0.5 / 6 * 0.95919, rel=1e-3)
    assert after.changed_at == NOON + 15 * MINUTE


def test_a_page_that_says_when_it_changed_is_believed_where_that_can_be() -> None:
    now = NOON + 30 * MINUTE
    told = observed(heat_of(HOUR), now, look_at(changed=True, modified=NOON + 29 * MINUTE))
    assert told.changed_at == NOON + 29 * MINUTE
    for impossible in (NOON - MINUTE, NOON, now + MINUTE):
        assert observed(heat_of(HOUR), now, look_at(changed=True, modified=impossible)).changed_at == NOON + 15 * MINUTE


def test_a_look_in_vain_cools_more_than_time_alone() -> None:
    # Expected were 0.439 for its age, 0.607 and 0.973: 2.018 an hour for 20 minutes, 0.6727; 0.5 / 1.1727 is left.
    after = observed(heat_of(HOUR, fast=1.0, slow=1.0), NOON + 20 * MINUTE, look_at(changed=False))
    assert after.fast == pytest.approx(0.36788 * 0.42637, rel=1e-4)
    assert after.slow == pytest.approx(0.94596 * 0.42637, rel=1e-4)
    assert after.changed_at is None
    assert after.looks == 1


def test_a_change_that_was_hardly_to_be_expected_raises_the_guess_before_it_echoes() -> None:
    # After a day 0.024 an hour for its age and 0.1 by the heat: 0.124 in an hour, and 1.063 changes given one.
    now, warm = NOON + HOUR, heat_of(24 * HOUR, slow=0.109)
    told = observed(warm, now, look_at(changed=True, modified=now))
    echo = observed(heat_of(24 * HOUR), now, look_at(changed=True, modified=now)).slow
    assert told.slow - echo == pytest.approx(0.109 * 0.8465 * (1 + 1.063) / (1 + 0.124), rel=0.03)


def test_nothing_is_asked_twice_within_a_twenty_fifth_of_what_a_request_is_worth() -> None:
    hot = heat_of(HOUR, fast=500.0, slow=500.0)
    dear = replace(SETTINGS, price=timedelta(hours=1))
    waits = [interval(replace(hot, looks=n), marker=STRONG, settings=dear, key=KEY) for n in range(50)]
    assert all(2.1 * MINUTE < wait < 2.7 * MINUTE for wait in waits)


def test_an_answer_ends_the_count_of_failures() -> None:
    failed = replace(heat_of(HOUR), failures=4)
    assert observed(failed, NOON + MINUTE, look_at(changed=False)).failures == 0


@pytest.mark.parametrize(("marker", "share"), [(STRONG, 1.0), (WEAK, 0.75), (None, 0.5)])
def test_the_strength_of_the_notice_sets_the_starting_heat(marker: Marker | None, share: float) -> None:
    assert rate(heat_of(timedelta(0)), NOON, marker=marker) == pytest.approx(3.0 * share)
    assert prior_rate(heat_of(HOUR, fast=5.0), NOON, marker=marker) == pytest.approx(0.5 * share)


def test_the_removal_of_the_notice_cools_what_changes_had_heated() -> None:
    hot = heat_of(HOUR, fast=1.0, slow=1.0)
    removal = Look(changed=False, marker=None, marker_before=STRONG)
    kept = observed(hot, NOON, look_at(changed=False))
    cooled = observed(hot, NOON, removal)
    assert (cooled.fast, cooled.slow) == (kept.fast / 2, kept.slow / 2)
    never_had_one = observed(hot, NOON, Look(changed=False))
    assert (never_had_one.fast, never_had_one.slow) == (kept.fast, kept.slow)


@pytest.mark.parametrize(
    ("age", "expected"),
    [
        (23 * MINUTE, ArticleState.BREAKING),
        (25 * MINUTE, ArticleState.COOLING),
        (11 * HOUR, ArticleState.COOLING),
        (12 * HOUR, ArticleState.SETTLED),
    ],
)
def test_a_state_is_read_from_the_rate(age: timedelta, expected: ArticleState) -> None:
    assert state(heat_of(age), NOON, marker=STRONG) is expected


def test_a_change_found_while_settled_reawakens_for_six_hours() -> None:
    found = observed(heat_of(48 * HOUR), NOON + HOUR, look_at(changed=True))
    assert state(found, NOON + HOUR, marker=STRONG) is ArticleState.REAWAKENED
    assert state(found, NOON + 6 * HOUR, marker=STRONG) is ArticleState.REAWAKENED
    assert state(found, NOON + 7 * HOUR, marker=STRONG) is not ArticleState.REAWAKENED
    lively = observed(heat_of(HOUR), NOON + HOUR, look_at(changed=True))
    assert lively.reawakened_at is None


def test_the_same_article_gets_the_same_plan_and_others_are_spread() -> None:
    heat = heat_of(HOUR)
    plain = [interval(heat, marker=STRONG, settings=SETTINGS, key=f"article {n}") for n in range(200)]
    again = [interval(heat, marker=STRONG, settings=SETTINGS, key=f"article {n}") for n in range(200)]
    assert plain == again
    assert len(set(plain)) > 190
    middle = sum(map(minutes, plain)) / len(plain)
    assert 0.88 * middle < minutes(min(plain)) < 0.92 * middle
    assert 1.08 * middle < minutes(max(plain)) < 1.12 * middle


def test_a_clock_that_was_set_back_costs_nothing() -> None:
    heat = heat_of(HOUR, fast=1.0)
    after = observed(heat, NOON - 24 * HOUR, look_at(changed=False))
    assert after.fast == heat.fast
    assert after.at == NOON - 24 * HOUR
    assert interval(after, marker=STRONG, settings=SETTINGS, key=KEY) < 10 * MINUTE


def test_a_dearer_request_is_made_less_often() -> None:
    frugal = replace(SETTINGS, price=3 * MINUTE)
    assert interval(heat_of(HOUR), marker=STRONG, settings=frugal, key=KEY) > 1.6 * interval(
        heat_of(HOUR), marker=STRONG, settings=SETTINGS, key=KEY
    )


@given(
    heat=st.builds(
        Heat,
        at=MOMENTS,
        born=MOMENTS,
        fast=st.floats(0, 1e9),
        slow=st.floats(0, 1e9),
        looks=st.integers(0, 10**9),
        failures=st.integers(0, 10**9),
        run_changes=st.floats(0, 50),
        run_hours=st.floats(0, 1e6),
        live_odds=st.floats(-6, 3),
        was_live=st.booleans(),
    ),
    now=MOMENTS,
    look=st.builds(Look, changed=st.booleans(), modified=st.none() | MOMENTS, marker=MARKERS, marker_before=MARKERS),
    low=st.integers(1, 10**6),
    more=st.integers(0, 10**6),
    price=st.integers(1, 10**7),
    lost=st.integers(0, 10**7),
    key=st.text(),
)
def test_every_wait_lies_within_the_bounds_of_the_settings(
    heat: Heat, now: datetime, look: Look, low: int, more: int, price: int, lost: int, key: str
) -> None:
    settings = ScheduleSettings(
        price=timedelta(seconds=price),
        lost=timedelta(seconds=lost),
        min_interval=timedelta(seconds=low),
        max_interval=timedelta(seconds=low + more),
    )
    after = observed(heat, now, look)
    assert (
        settings.min_interval
        <= interval(after, marker=look.marker, settings=settings, key=key)
        <= settings.max_interval
    )
    assert after.fast >= 0
    assert after.slow >= 0
