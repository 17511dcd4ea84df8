from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from tracker.daemon.clock_watch import ClockWatch, Jump


@dataclass
class Clocks:
    """The three clocks of a machine."""

    wall: float = 1e9
    awake: float = 500.0
    all: float = 900.0

    def passes(self, seconds: float) -> None:
        self.wall, self.awake, self.all = self.wall + seconds, self.awake + seconds, self.all + seconds

    def sleeps(self, seconds: float) -> None:
        self.wall, self.all = self.wall + seconds, self.all + seconds


def watched(clocks: Clocks) -> ClockWatch:
    return ClockWatch(lambda: clocks.wall, lambda: clocks.awake, lambda: clocks.all)


def test_time_that_passes_is_no_jump() -> None:
    clocks = Clocks()
    watch = watched(clocks)
    clocks.passes(3600)
    assert watch.look() == Jump()


def test_a_machine_that_slept_rings_its_bells_and_moves_no_plan() -> None:
    clocks = Clocks()
    watch = watched(clocks)
    clocks.sleeps(7 * 86400)
    assert watch.look() == Jump(rings=True)
    assert watch.look() == Jump()


def test_a_clock_that_was_set_moves_the_plans_by_as_much_once() -> None:
    for step in (3600.0, -3600.0):
        clocks = Clocks()
        watch = watched(clocks)
        clocks.passes(1)
        clocks.wall += step
        assert watch.look() == Jump(rings=True, step=timedelta(seconds=step))
        assert watch.look() == Jump()


def test_what_a_time_server_puts_right_by_seconds_moves_nothing() -> None:
    clocks = Clocks()
    watch = watched(clocks)
    for _ in range(100):
        clocks.wall += 4.0
        assert watch.look().step == timedelta(0)
