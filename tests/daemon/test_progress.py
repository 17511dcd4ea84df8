"""Who stands still is not called alive: ticks, looks and outboxes, each with its own patience."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.jobs.world import PLACE
from tracker.daemon.progress import TICK, Patience, Progress
from tracker.errors import StoreFullError
from tracker.model import MailSettings, RunSettings, Settings, SmtpSettings
from tracker.model.settings import MINUTE, SECOND

PATIENCE = Patience(tick=60, looks=240, outbox=300)


class Clock:
    def __init__(self) -> None:
        self.present = 1000.0

    def __call__(self) -> float:
        return self.present


@pytest.fixture
def clock() -> Clock:
    return Clock()


def all_get_on(progress: Progress) -> None:
    for part in (TICK, "mail", "webhook"):
        with progress.round(part):
            pass


def test_nothing_stands_still_at_the_start_nor_while_rounds_end(clock: Clock) -> None:
    progress = Progress(("mail", "webhook"), clock=clock)
    for _ in range(100):
        clock.present += 50
        all_get_on(progress)
        assert progress.standstill(PATIENCE) == []


def test_each_part_that_stands_still_is_named_with_how_long(clock: Clock) -> None:
    progress = Progress(("mail", "webhook"), clock=clock)
    clock.present += 301
    progress.mark("webhook")

    assert progress.standstill(PATIENCE) == [
        "the tick that takes what is due has not ended for 301 s",
        "the outbox of mail has not been gone through for 301 s",
    ]


def test_a_round_that_never_ends_and_one_with_a_bug_are_no_progress_and_a_full_disk_is(clock: Clock) -> None:
    progress = Progress(clock=clock)
    clock.present += 61
    with pytest.raises(ZeroDivisionError), progress.round(TICK):
        raise ZeroDivisionError
    assert len(progress.standstill(PATIENCE)) == 1
    with progress.round(TICK):
        assert len(progress.standstill(PATIENCE)) == 1

    clock.present += 61
    with pytest.raises(StoreFullError), progress.round(TICK):
        raise StoreFullError("no room")
    assert progress.standstill(PATIENCE) == []


def test_looks_stand_still_where_one_hangs_and_none_ends_beside_it(clock: Clock) -> None:
    progress = Progress(clock=clock)
    hung = progress.look()
    hung.__enter__()
    for _ in range(10):
        clock.present += 100
        progress.mark(TICK)
        with progress.look():
            pass
    assert progress.standstill(PATIENCE) == []
    assert progress.hanging(PATIENCE) == 1

    clock.present += 241
    progress.mark(TICK)
    assert progress.standstill(PATIENCE) == ["a look has been in hand for 1241 s, and none has ended since"]
    hung.__exit__(None, None, None)
    assert (progress.standstill(PATIENCE), progress.hanging(PATIENCE)) == ([], 0)


def test_nothing_to_look_at_is_no_standstill(clock: Clock) -> None:
    progress = Progress(clock=clock)
    with progress.look():
        pass
    clock.present += 10_000
    progress.mark(TICK)
    assert progress.standstill(PATIENCE) == []


def test_patience_follows_the_settings() -> None:
    settings = Settings(data=PLACE, run=RunSettings(lease=5 * MINUTE))
    assert Patience.of(settings) == Patience(tick=300, looks=600, outbox=300)
    slow = replace(settings, mail=MailSettings(smtp=SmtpSettings(timeout=90 * SECOND)))
    assert Patience.of(slow).outbox == 900
