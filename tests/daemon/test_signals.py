from __future__ import annotations

import os
import signal
from collections.abc import Iterator

import pytest

from tracker.daemon.signals import Signals


@pytest.fixture
def signals() -> Iterator[Signals]:
    before = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)}
    made = Signals()
    yield made
    made.close()
    for number, handler in before.items():
        signal.signal(number, handler)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_to_leave_ends_the_wait_and_is_remembered(signals: Signals, number: int) -> None:
    os.kill(os.getpid(), number)
    signals.wait(30)

    assert signals.leave == number
    assert not signals.reload


def test_hangup_asks_for_a_reload_each_time_it_comes(signals: Signals) -> None:
    os.kill(os.getpid(), signal.SIGHUP)
    signals.wait(30)
    first, signals.reload = signals.reload, False
    os.kill(os.getpid(), signal.SIGHUP)
    signals.wait(30)

    assert first
    assert signals.reload
    assert signals.leave == 0


def test_a_wait_ends_by_itself(signals: Signals) -> None:
    signals.wait(0.01)

    assert signals.leave == 0
