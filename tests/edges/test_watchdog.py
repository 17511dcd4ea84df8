"""The thread that cuts off what takes too long."""

from __future__ import annotations

import threading
from datetime import timedelta

from tracker.edges.watchdog import Watchdog

LONG = timedelta(hours=1)
NOW = timedelta(0)


def test_alarms_ring_that_are_due_and_no_others() -> None:
    watchdog = Watchdog()
    rung = threading.Event()
    late, soon = watchdog.guard(LONG, lambda: None), watchdog.guard(NOW, rung.set)
    assert rung.wait(30)
    late.cancel()
    watchdog.close()
    assert (late.rang, soon.rang) == (False, True)


def test_a_cancelled_alarm_never_rings() -> None:
    watchdog = Watchdog()
    alarms = [watchdog.guard(LONG, lambda: None) for _ in range(500)]
    for alarm in alarms:
        alarm.cancel()
        alarm.ring()
    assert not any(alarm.rang for alarm in alarms)
    watchdog.close()


def test_what_is_under_guard_when_it_closes_is_guarded_to_its_end() -> None:
    watchdog = Watchdog()
    rung = threading.Event()
    waiting = watchdog.guard(timedelta(seconds=0.2), rung.set)
    watchdog.close()
    assert rung.wait(30)
    assert waiting.rang


def test_a_closed_watchdog_can_be_asked_again() -> None:
    watchdog = Watchdog()
    watchdog.close()
    rung = threading.Event()
    watchdog.guard(NOW, rung.set)
    assert rung.wait(30)
