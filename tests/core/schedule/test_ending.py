from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.schedule.articles import HOUR, KEY, NOON, SETTINGS, STRONG, heat_of
from tracker.core.schedule import Look, ends_at, failed_plan, first_plan, next_plan, unread_plan
from tracker.model import ArticleState, Heat, Marker

DAY = timedelta(days=1)


def quiet(marker: Marker | None) -> Look:
    return Look(changed=False, marker=marker, marker_before=marker)


@pytest.mark.parametrize(("marker", "days"), [(None, 30), (STRONG, 90)])
def test_a_watch_ends_long_after_the_last_change_and_later_while_the_notice_stands(
    marker: Marker | None, days: int
) -> None:
    heat = replace(heat_of(5 * DAY), opened=NOON - 5 * DAY, changed_at=NOON - DAY)
    assert ends_at(heat, marker=marker, settings=SETTINGS) == NOON - DAY + days * DAY


def test_the_look_at_the_end_is_the_last_and_says_so() -> None:
    heat = replace(heat_of(30 * DAY), opened=NOON - 30 * DAY)
    before = next_plan(heat, NOON - HOUR, look=quiet(None), settings=SETTINGS, key=KEY)
    assert before.at == NOON
    assert before.why.endswith("; the last look before the watch ends")
    last = next_plan(before.heat, NOON, look=quiet(None), settings=SETTINGS, key=KEY)
    assert (last.at, last.state) == (None, ArticleState.ENDED)
    assert last.why == "no change for 30 d, the notice is gone: the watch has ended"


def test_a_change_found_by_the_last_look_goes_on_with_the_watch() -> None:
    heat = replace(heat_of(30 * DAY), opened=NOON - 30 * DAY, at=NOON - HOUR)
    found = next_plan(heat, NOON, look=Look(changed=True), settings=SETTINGS, key=KEY)
    assert found.at is not None
    assert found.state is ArticleState.REAWAKENED
    assert ends_at(found.heat, marker=None, settings=SETTINGS) == NOON - HOUR / 2 + 30 * DAY


def test_an_old_article_that_is_added_has_its_whole_time_before_it() -> None:
    plan = first_plan(published=NOON - 400 * DAY, marker=STRONG, now=NOON, settings=SETTINGS, key=KEY)
    assert ends_at(plan.heat, marker=STRONG, settings=SETTINGS) == NOON + 90 * DAY


def test_a_persons_word_for_the_end_is_kept_whatever_changes() -> None:
    until = NOON + 2 * DAY
    plan = first_plan(published=NOON, marker=STRONG, now=NOON, settings=SETTINGS, key=KEY, until=until)
    changed = next_plan(plan.heat, until, look=Look(changed=True), settings=SETTINGS, key=KEY)
    assert (changed.at, changed.state) == (None, ArticleState.ENDED)
    assert changed.why == "the watch was to end on 2026-03-16: the watch has ended"


@pytest.mark.parametrize("hours", [-8, 0, 9])
def test_the_day_that_a_person_named_is_told_and_not_the_one_after(hours: int) -> None:
    midnight = datetime(2026, 4, 1, tzinfo=timezone(timedelta(hours=hours))).astimezone(UTC)
    plan = first_plan(published=NOON, marker=None, now=NOON, settings=SETTINGS, key=KEY, until=midnight)
    ended = next_plan(plan.heat, midnight, look=quiet(None), settings=SETTINGS, key=KEY)
    assert ended.why == "the watch was to end on 2026-03-31: the watch has ended"


def test_the_end_may_lie_beyond_every_calendar() -> None:
    endless = replace(SETTINGS, end_after=timedelta(days=999_999_999))
    assert ends_at(heat_of(HOUR), marker=None, settings=endless).year == 9999
    assert next_plan(heat_of(HOUR), NOON, look=quiet(None), settings=endless, key=KEY).at is not None


@given(st.timedeltas(timedelta(0), 40 * DAY), st.timedeltas(timedelta(0), 100 * DAY))
def test_a_plan_never_leads_past_the_end_by_more_than_the_shortest_pause(age: timedelta, gap: timedelta) -> None:
    heat = Heat(at=NOON, born=NOON - age, opened=NOON - age)
    plan = next_plan(heat, NOON + gap, look=quiet(STRONG), settings=SETTINGS, key=KEY)
    end = ends_at(plan.heat, marker=STRONG, settings=SETTINGS)
    if plan.at is None:
        assert NOON + gap >= end
    else:
        assert plan.at <= max(end, NOON + gap + SETTINGS.min_interval)


def test_a_watch_does_not_end_by_a_long_absence_alone() -> None:
    heat = replace(heat_of(5 * DAY), opened=NOON - 5 * DAY)
    back = next_plan(heat, NOON + 365 * DAY, look=quiet(STRONG), settings=SETTINGS, key=KEY)
    assert back.at is not None
    assert ends_at(back.heat, marker=STRONG, settings=SETTINGS) == NOON + 366 * DAY
    last = next_plan(back.heat, NOON + 366 * DAY, look=quiet(STRONG), settings=SETTINGS, key=KEY)
    assert last.state is ArticleState.ENDED


def test_the_day_that_a_person_named_is_kept_after_an_absence_too() -> None:
    heat = replace(heat_of(DAY), opened=NOON - DAY, until=NOON + DAY)
    assert next_plan(heat, NOON + 9 * DAY, look=quiet(None), settings=SETTINGS, key=KEY).at is None


def test_a_page_that_cannot_be_read_ends_too_after_a_day_of_tries() -> None:
    heat = replace(heat_of(30 * DAY), opened=NOON - 30 * DAY, failures=22)
    for tries in (23, 24):
        failed = failed_plan(heat, NOON, reason="HTTP 403", marker=None, settings=SETTINGS)
        plan = unread_plan(failed, NOON, reason="HTTP 403", marker=None, settings=SETTINGS)
        assert (plan.heat.failures, plan.at is None) == (tries, tries == 24)
        heat = plan.heat
    assert plan.state is ArticleState.ENDED
    assert plan.why == (
        "no change for 30 d, the notice is gone: the watch has ended; it could not be read any more: HTTP 403"
    )
    early = replace(heat, opened=NOON - 29 * DAY)
    assert unread_plan(replace(failed, heat=early), NOON, reason="", marker=None, settings=SETTINGS).at is not None
