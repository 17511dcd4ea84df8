from __future__ import annotations

import random
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.schedule.articles import HOUR, KEY, MINUTE, NOON, SETTINGS, STRONG, heat_of, look_at
from tracker.core.schedule import Look, first_plan, next_plan
from tracker.core.schedule.heat import interval, observed, prior_rate, rate
from tracker.core.schedule.live import live_pace, live_share, shortest_pause, with_look
from tracker.model import Heat, Plan

FRUGAL = replace(SETTINGS, price=6 * MINUTE)


@dataclass
class Watch:
    """What became of a watch: the pauses between looks, how many looks found something, and the last plan."""

    plan: Plan
    pauses: list[tuple[datetime, float]] = field(default_factory=list)
    found: int = 0

    def after(self, hours: float) -> list[float]:
        """Give the pauses in minutes before looks that were made so many hours after noon."""
        return [pause for at, pause in self.pauses if at > NOON + hours * HOUR]


def watched(changes: list[datetime], *, until: datetime) -> Watch:
    """Follow an article at six minutes of lateness for a request, from its birth at noon."""
    watch = Watch(first_plan(published=NOON, marker=STRONG, now=NOON, settings=FRUGAL, key=KEY))
    last = NOON
    while watch.plan.at is not None and watch.plan.at < until:
        now = watch.plan.at
        came = [one for one in changes if last < one <= now]
        watch.found += bool(came)
        watch.pauses.append((now, (now - last) / MINUTE))
        watch.plan = next_plan(watch.plan.heat, now, look=look_at(changed=bool(came)), settings=FRUGAL, key=KEY)
        last = now
    return watch


def written_live(*, per_hour: float, hours: float, seed: int) -> list[datetime]:
    """Give the changes of a live page from noon on, with the gaps of a person who writes."""
    chance, at, changes = random.Random(seed), NOON, []
    while (at := at + chance.gammavariate(1.5, 1 / (1.5 * per_hour)) * HOUR) < NOON + hours * HOUR:
        changes.append(at)
    return changes


@pytest.mark.parametrize("seed", range(3))
def test_a_page_that_is_written_live_is_looked_at_evenly(seed: int) -> None:
    changes = written_live(per_hour=10, hours=8, seed=seed)
    watch = watched(changes, until=NOON + 8 * HOUR)
    pauses = sorted(watch.after(3))
    assert pauses[len(pauses) * 9 // 10] < 2 * pauses[len(pauses) // 10]
    assert watch.found >= 0.79 * len(changes)
    assert len(watch.pauses) < 2.5 * len(changes)


def test_it_is_said_that_it_is_being_written_live_and_later_that_this_is_over() -> None:
    changes = written_live(per_hour=12, hours=5, seed=1)
    during = watched(changes, until=NOON + 5 * HOUR).plan
    assert " changes an hour to be expected, for it is being written live; " in during.why
    later = watched(changes, until=NOON + 20 * HOUR).plan
    assert "; it was written live, and that is over; " in later.why


def test_a_silence_of_two_hours_ends_a_run_of_twelve_changes_an_hour() -> None:
    watch = watched(written_live(per_hour=12, hours=5, seed=1), until=NOON + 7 * HOUR)
    heat = watch.plan.heat
    assert heat.was_live
    assert live_share(heat) == 0
    age = (heat.at - NOON) / HOUR
    assert prior_rate(heat, heat.at, marker=STRONG) == pytest.approx(0.4 * 0.6 / (age + 0.2))
    assert max(watch.after(5.5)) > 10


def test_what_was_written_live_and_begins_again_is_taken_for_live_again() -> None:
    first = written_live(per_hour=12, hours=5, seed=1)
    second = [one + 24 * HOUR for one in written_live(per_hour=12, hours=10, seed=21)]
    watch = watched(first + second, until=NOON + 34 * HOUR)
    assert live_share(watch.plan.heat) > 0.7


def test_three_changes_in_a_row_are_no_live_page() -> None:
    watch = watched([NOON + n * 5 * MINUTE for n in (1, 2, 3)], until=NOON + 3 * HOUR)
    assert live_share(watch.plan.heat) < 0.05
    assert not watch.plan.heat.was_live


def test_a_page_of_which_every_look_finds_something_is_not_believed_to_change_without_end() -> None:
    heat = heat_of(HOUR)
    for n in range(1, 400):
        heat = observed(heat, NOON + n * MINUTE, look_at(changed=True))
    assert 50 < rate(heat, heat.at, marker=STRONG) < 150


def test_what_a_week_of_sleep_hid_is_no_pace() -> None:
    live = watched(written_live(per_hour=12, hours=5, seed=1), until=NOON + 5 * HOUR).plan.heat
    assert live_pace(live) > 8
    woken = observed(live, live.at + 168 * HOUR, look_at(changed=True))
    assert live_pace(woken) < 0.2


def test_what_has_not_been_looked_at_for_long_is_not_believed_to_be_live_any_more() -> None:
    live = watched(written_live(per_hour=12, hours=5, seed=1), until=NOON + 5 * HOUR).plan.heat
    assert rate(live, live.at + 48 * HOUR, marker=STRONG) < 0.1 < rate(live, live.at, marker=STRONG)


def test_the_removal_of_the_notice_halves_what_is_believed_of_a_live_page() -> None:
    live = replace(heat_of(HOUR), run_changes=12.0, run_hours=1.0, live_odds=3.0)
    removal = Look(changed=True, marker=None, marker_before=STRONG)
    assert live_share(observed(live, NOON + MINUTE, look_at(changed=True))) > 0.9
    assert live_share(observed(live, NOON + MINUTE, removal)) == 0.5


def test_a_live_page_is_looked_at_four_times_for_each_of_its_changes_at_most() -> None:
    # 13 changes in an hour and a half are 8.67 an hour; at odds of twenty to one a pause is 95 % of a quarter of that.
    live = replace(heat_of(5 * HOUR), run_changes=12.0, run_hours=1.0, live_odds=3.0)
    eager = replace(SETTINGS, price=timedelta(seconds=1))
    assert shortest_pause(live) * 60 == pytest.approx(0.9526 * 60 / (4 * 8.667), rel=1e-3)
    waits = [interval(replace(live, looks=n), marker=STRONG, settings=eager, key=KEY) for n in range(50)]
    assert sum(waits, timedelta(0)) / 50 == pytest.approx(1.649 * MINUTE, rel=0.03)


def test_the_odds_move_by_what_each_guess_had_foreseen() -> None:
    # 8.667 an hour for six minutes: 0.8667 changes at an even pace, where echoes had expected 0.1;
    # one at least comes with 0.5796 by the one guess, with 0.0952 by the other, and log(0.5796 / 0.0952) is 1.8068.
    live = replace(heat_of(HOUR), run_changes=12.0, run_hours=1.0, live_odds=0.0)
    vain = with_look(live, live, changed=False, gap=0.1, echoes=0.1)
    assert vain.live_odds == pytest.approx(0.1 - 0.8667, abs=1e-3)
    found = with_look(live, live, changed=True, gap=0.1, echoes=0.1)
    assert found.live_odds == pytest.approx(1.8068, abs=1e-3)


GAPS = st.floats(0, 1e5)


@given(st.lists(st.tuples(GAPS, st.booleans()), max_size=30), st.floats(0, 1e9))
def test_no_run_of_looks_leads_out_of_what_can_be(looks: list[tuple[float, bool]], fast: float) -> None:
    heat = Heat(at=NOON, born=NOON, fast=fast)
    for gap, changed in looks:
        heat = observed(heat, heat.at + gap * MINUTE, look_at(changed=changed))
        assert 0 <= live_share(heat) <= 0.96
        assert 0 < live_pace(heat) < 300
        assert heat.run_changes >= 0
        assert heat.run_hours >= 0
        assert -4 <= heat.live_odds <= 3
        assert rate(heat, heat.at, marker=STRONG) > 0
