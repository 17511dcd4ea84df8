"""What the daemon does beside looking and telling: notes, hashes, stamps, feeds, and an eye on itself."""

from __future__ import annotations

from datetime import timedelta

from tracker.app.planning import host_loads
from tracker.app.retention import finish
from tracker.daemon import telling
from tracker.daemon.shifts import Shift
from tracker.edges.allocator import give_back_what_is_free
from tracker.jobs.protocols import Clock
from tracker.jobs.sealing import seal as sealed
from tracker.jobs.sealing import stamp as stamped


def weigh(shift: Shift) -> None:
    """Weigh what is planned for each host against what it allows."""
    shift.house.world.budget.weigh(host_loads(shift.house.store, shift.house.settings.fetch))


def heartbeat(shift: Shift, *, clock: Clock) -> None:
    """Note that the daemon is alive, and what is left of the bound on all requests."""
    shift.house.store.beat(clock())
    shift.house.keep_budget()


def wipe(shift: Shift) -> None:
    """Finish what a redaction could not wipe yet."""
    telling.tell_unwiped(finish(shift.house)[0])


def trim(_: Shift) -> None:
    """Give memory that is not needed any more back to the system."""
    give_back_what_is_free()


def seal(shift: Shift, *, clock: Clock) -> None:
    """Close and hash the days that have ended."""
    for day in sealed(shift.house.store, clock):
        telling.tell_day(day)


def stamp(shift: Shift, *, clock: Clock) -> None:
    """Have the newest day stamped by the server that is named; one that is down or lies stops nothing."""
    if shift.house.stamper is not None:
        telling.tell_stamp(stamped(shift.house.store, shift.house.stamper, clock))


def watch_over_ourselves(shift: Shift, *, clock: Clock) -> None:
    """Tell where we are offline, blind or cannot mail; give a sign of life where all is well."""
    said, pulse = shift.house.vigil.keep(clock()), shift.house.pulse
    telling.tell_vigil(said)
    if pulse is not None:
        telling.tell_pulse(pulse.give(clock(), well=said.well))


def feed(shift: Shift) -> None:
    """Write the feeds of articles that have new versions."""
    shift.house.feeds.write_due()


def move_plans(shift: Shift, step: timedelta, *, clock: Clock) -> None:
    """Move what is planned with a clock that was set; a machine that slept is no such clock."""
    shift.house.store.shift_plans(step, since=clock() - step if step > timedelta(0) else None)
    telling.tell_clock(step)
