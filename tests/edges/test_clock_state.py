from __future__ import annotations

import sys

import pytest

from tracker.edges import clock_state
from tracker.edges.clock_state import UNKNOWN, system_clock, told_of
from tracker.model import ClockState


@pytest.mark.parametrize(
    ("state", "status", "maxerror", "clock"),
    [
        (0, 0x2001, 12_500, (ClockState.SYNCHRONIZED, 0.0125)),
        (0, 0x0041, 16_000_000, (ClockState.UNSYNCHRONIZED, None)),
        (5, 0, 900, (ClockState.UNSYNCHRONIZED, None)),
        (-1, 0, 0, (ClockState.UNKNOWN, None)),
    ],
)
def test_the_answer_of_the_system_is_read(
    state: int, status: int, maxerror: int, clock: tuple[ClockState, float | None]
) -> None:
    assert told_of(state, status, maxerror) == clock


def test_this_machine_is_asked_without_harm() -> None:
    state, error = system_clock()
    assert state in ClockState
    assert (error is not None) == (state is ClockState.SYNCHRONIZED)


def test_a_system_that_has_no_such_question_is_unknown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock_state, "_library", lambda: None)
    assert system_clock() == UNKNOWN
    monkeypatch.setattr(sys, "platform", "darwin")
    assert system_clock() == UNKNOWN
