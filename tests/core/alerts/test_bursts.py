from __future__ import annotations

from datetime import timedelta

from tests.core.alerts.newsroom import MINUTE, NOON
from tests.jobs.outbox import owed
from tracker.core.alerts.bursts import next_window, open_until, urgent_until
from tracker.model import AlertSettings, Burst

SETTINGS = AlertSettings()
OPEN = Burst(window=12 * MINUTE, until=NOON + 10 * MINUTE)


def test_the_first_window_is_three_minutes() -> None:
    assert next_window(Burst(), [owed(1)], SETTINGS) == 3 * MINUTE


def test_a_window_doubles_while_news_come_in_it_up_to_half_an_hour() -> None:
    burst, windows = Burst(), []
    for number in range(7):
        window = next_window(burst, [owed(number + 1)], SETTINGS)
        windows.append(window / MINUTE)
        burst = Burst(window=window, until=NOON + MINUTE)
    assert windows == [3, 6, 12, 24, 30, 30, 30]


def test_after_a_window_in_which_nothing_came_the_next_is_the_first_again() -> None:
    late = owed(9, at=NOON + 11 * MINUTE)
    assert next_window(OPEN, [late], SETTINGS) == 3 * MINUTE
    assert next_window(OPEN, [owed(8, at=NOON), late], SETTINGS) == 24 * MINUTE


def test_a_window_is_open_until_its_end() -> None:
    assert open_until(OPEN, NOON) == NOON + 10 * MINUTE
    assert open_until(OPEN, NOON + 10 * MINUTE) is None
    assert open_until(Burst(), NOON) is None


def test_a_clock_that_was_set_back_does_not_hold_a_window_open_for_days() -> None:
    assert open_until(OPEN, NOON - timedelta(days=2)) == NOON - timedelta(days=2) + 12 * MINUTE


def test_what_cannot_wait_is_gathered_for_the_shortest_window_only() -> None:
    assert urgent_until(OPEN, NOON - MINUTE, SETTINGS) == NOON + MINUTE
    assert urgent_until(OPEN, NOON + MINUTE, SETTINGS) is None


def test_where_bursts_are_off_nothing_is_gathered() -> None:
    off = AlertSettings(burst=timedelta(0))
    assert next_window(OPEN, [owed(1)], off) == timedelta(0)
    assert open_until(Burst(window=timedelta(0), until=NOON + MINUTE), NOON) is None
