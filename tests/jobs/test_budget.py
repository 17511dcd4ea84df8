from __future__ import annotations

from datetime import timedelta

from tests.jobs.world import NOON, URL, Clock, Site
from tracker.jobs.budget import Budget, CountedFetcher
from tracker.model import Request

SECOND = timedelta(seconds=1)


def test_without_a_cap_there_is_no_bound() -> None:
    budget = Budget()
    budget.spend(NOON)
    assert budget.room(NOON) is None


def test_five_minutes_worth_are_saved_up_and_then_each_request_waits_its_turn() -> None:
    budget = Budget(per_hour=120)
    assert budget.room(NOON) == 10
    for _ in range(10):
        budget.spend(NOON)
    assert budget.room(NOON) == 0
    assert budget.room(NOON + 29 * SECOND) == 0
    assert budget.room(NOON + 30 * SECOND) == 1
    assert budget.room(NOON + 90 * SECOND) == 3


def test_an_hour_never_sees_more_than_the_cap_and_what_was_saved_up() -> None:
    budget, now, asked = Budget(per_hour=60), NOON, 0
    while now < NOON + timedelta(hours=1):
        for _ in range(budget.room(now) or 0):
            budget.spend(now)
            asked += 1
        now += SECOND
    assert 60 <= asked <= 65


def test_what_eight_hands_ask_at_once_is_owed_afterwards() -> None:
    budget, now, asked = Budget(per_hour=60), NOON, 0
    while now < NOON + timedelta(hours=4):
        if budget.room(now):
            for _ in range(8):
                budget.spend(now)
            asked += 8
        now += 30 * SECOND
    assert 240 <= asked <= 240 + 5 + 8


def test_a_person_who_adds_hundreds_owes_an_hour_at_most() -> None:
    budget = Budget(per_hour=60)
    budget.spend(NOON, 500)
    assert budget.room(NOON + timedelta(minutes=60)) == 0
    assert budget.room(NOON + timedelta(minutes=61)) == 1


def test_a_clock_that_was_set_back_keeps_nobody_waiting() -> None:
    budget = Budget(per_hour=60)
    budget.spend(NOON, 5)
    back = NOON - timedelta(days=365)
    assert (budget.room(back), budget.room(back + timedelta(minutes=1))) == (0, 1)


def test_every_request_is_counted_whoever_makes_it() -> None:
    clock, budget = Clock(), Budget(per_hour=12)
    fetcher = CountedFetcher(Site(clock), budget, clock)
    assert budget.room(NOON) == 1
    fetcher.fetch(Request(url=URL))
    assert budget.room(NOON) == 0


def test_a_host_is_stretched_while_it_is_asked_for_too_much_and_others_are_not() -> None:
    budget = Budget()
    budget.weigh({"busy": (100.0, 60.0), "calm": (1.0, 60.0)})
    assert (budget.stretch("busy"), budget.stretch("calm"), budget.stretch("unknown")) == (1.25, 1.0, 1.0)
    for _ in range(3):
        budget.weigh({"busy": (10.0, 60.0)})
    assert budget.stretch("busy") == 1.0
