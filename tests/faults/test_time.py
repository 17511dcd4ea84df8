"""Clocks that are set, machines that sleep, networks that are gone."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.edges.store.conftest import data as _data
from tests.jobs.fleet import HOUR, SECOND, Fleet
from tests.jobs.test_fleet import sea as _sea
from tests.jobs.test_vigil import BACK, MINUTE, OFFLINE, Ledger, Watch, of_desk
from tests.jobs.world import NOON
from tracker.jobs.vigil import Watchword
from tracker.model import (
    Outlook,
)

data = _data
sea = _sea


def test_clk_2_a_week_of_sleep_is_caught_up_with_a_gap_apart(sea: Fleet) -> None:
    sea.sail(HOUR / 2, step=5 * SECOND)
    sea.sleep(timedelta(days=7))
    woke = sea.waters.now
    sea.sail(20 * MINUTE, step=SECOND)
    assert sea.complaints == []
    assert {article for moment, article, _ in sea.polled if moment >= woke} == set(range(1, 25))
    most = max(sum(woke <= one < woke + MINUTE for one in asked) for asked in sea.waters.asked.values())
    assert most <= 6


@pytest.mark.parametrize("step", [6 * HOUR, -6 * HOUR])
def test_clk_1_a_clock_that_is_set_neither_stampedes_nor_blinds(sea: Fleet, step: timedelta) -> None:
    sea.sail(HOUR / 2, step=5 * SECOND)
    usual, before = sum(moment >= sea.waters.now - 10 * MINUTE for moment, *_ in sea.polled), sea.polls
    sea.set_clock(step)
    sea.sail(10 * MINUTE, step=5 * SECOND)
    assert sea.polls - before <= 1.5 * usual
    sea.sail(2 * HOUR, step=10 * SECOND)
    assert sea.complaints == []
    assert len({article for _, article, _ in sea.polled[before:]}) == 24


def test_dns_1_a_network_that_is_down_is_told_once_and_its_return_once() -> None:
    watch = Watch()
    watch.silent(3)
    watch.keep(59, failing="unanswered")
    assert watch.ledger.told == []
    assert "no answer since 2026-03-01 12:00 UTC" in watch.keep(1, failing="unanswered").troubles[0]
    assert watch.keep(600, failing="unanswered") == Watchword(well=False)
    assert of_desk(watch.ledger) == [OFFLINE]

    watch.answer()
    assert watch.keep(1).ended == ("sites answer again, after 11 h 1 min",)
    watch.keep(600)

    assert of_desk(watch.ledger) == [OFFLINE, BACK]


@pytest.mark.parametrize(
    ("seen", "well"),
    [
        (Outlook(), True),
        (Outlook(due=NOON - 2 * HOUR, looked=NOON), True),
        (Outlook(due=NOON + HOUR, looked=NOON - 5 * HOUR), True),
        (Outlook(due=NOON - 2 * HOUR, looked=NOON - 2 * HOUR), False),
    ],
)
def test_thr_1_all_is_well_only_while_what_is_due_is_looked_at(seen: Outlook, well: bool) -> None:
    watch = Watch(ledger=Ledger(seen=seen))
    assert watch.vigil.keep(NOON).well is well
