from __future__ import annotations

import threading
from pathlib import Path

import pytest

from tracker.app.wiring import House
from tracker.daemon.shifts import Shifts
from tracker.model import RunSettings, Settings


class Closable:
    """Stands for the gate, the children and the feeds: notes whether it was closed."""

    def __init__(self) -> None:
        self.closed = False

    def close(self) -> None:
        self.closed = True

    finish = close


def house(tmp_path: Path, *, workers: int = 1) -> House:
    """A house of which only the settings and the closing matter."""
    made = object.__new__(House)
    settings = Settings(data=tmp_path, run=RunSettings(workers=workers))
    closed = {name: Closable() for name in ("gate", "reader", "source_reader", "feeds")}
    for name, value in {"settings": settings, **closed}.items():
        object.__setattr__(made, name, value)
    return made


def is_closed(one: House) -> bool:
    return isinstance(one.gate, Closable) and one.gate.closed


def test_what_is_in_hand_is_counted_and_looks_apart(tmp_path: Path) -> None:
    shifts = Shifts(house(tmp_path))
    look = shifts.enter(looks=1)
    with shifts.inside() as shift:
        counted = (shifts.at_work, shift.at_work, shift.looks)
    shifts.leave(look, looks=1)

    assert counted == (2, 2, 1)
    assert (shifts.at_work, look.looks) == (0, 0)


def test_an_old_shift_is_closed_by_the_last_one_who_leaves_it(tmp_path: Path) -> None:
    old, new = house(tmp_path), house(tmp_path)
    shifts = Shifts(old)
    first, second = shifts.enter(), shifts.enter()
    shifts.change(new)
    shifts.leave(first)
    early = is_closed(old)
    shifts.leave(second)

    assert not early
    assert is_closed(old)
    assert not is_closed(new)
    with shifts.inside() as shift:
        assert shift.house is new


def test_an_idle_shift_is_closed_at_once_by_a_change(tmp_path: Path) -> None:
    old = house(tmp_path)
    shifts = Shifts(old)

    shifts.change(house(tmp_path))

    assert is_closed(old)


def test_threads_of_an_old_shift_go_on_with_what_they_were_given(tmp_path: Path) -> None:
    shifts = Shifts(house(tmp_path))
    may_end, done = threading.Event(), threading.Event()
    shift = shifts.enter(looks=1)

    def look() -> None:
        may_end.wait(30)
        shifts.leave(shift, looks=1)
        done.set()

    shift.pool.submit(look)
    shifts.change(house(tmp_path))
    with shifts.inside() as present:
        assert present is not shift
    may_end.set()

    assert done.wait(30)
    assert is_closed(shift.house)


def test_the_end_waits_for_what_is_in_hand_and_closes_nothing_before(tmp_path: Path) -> None:
    place = house(tmp_path)
    shifts = Shifts(place)
    shift = shifts.enter()

    assert not shifts.finish(0.01)
    assert not is_closed(place)
    shifts.leave(shift)
    assert shifts.finish(0.01)
    assert is_closed(place)


def test_something_that_raises_is_put_down_all_the_same(tmp_path: Path) -> None:
    shifts = Shifts(house(tmp_path))

    with pytest.raises(RuntimeError), shifts.inside():
        raise RuntimeError("a job failed")

    assert shifts.at_work == 0
