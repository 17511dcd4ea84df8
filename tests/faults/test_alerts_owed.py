"""Alerts that are owed: each recipient by itself, bursts as one, and mail that does not leave is told."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from bench.alert_kills import tell
from tests.edges.email.test_owed_in_bad_moods import ANNE, BOB, CHIKA, standing
from tests.edges.email.test_owed_in_bad_moods import data as _data
from tests.edges.email.test_owed_in_bad_moods import server as _server
from tests.edges.email.test_owed_in_bad_moods import store as _store
from tests.edges.store.examples import at
from tests.jobs.outbox import NOON, owed
from tests.jobs.test_notify import DESK, MINUTE, Place
from tests.jobs.test_vigil import ROOM_BACK, Watch
from tests.servers.smtp import MailServer, Mood
from tracker.edges.store import Store
from tracker.model import (
    AlertKind,
    DeliveryState,
    HoldReason,
)

data = _data
server = _server
store = _store


def test_mail_10_mail_that_is_stuck_is_told_to_the_fallback_alone_and_once() -> None:
    watch = Watch()
    watch.answer()
    watch.ledger.oldest = watch.now
    watch.keep(59)
    assert watch.ledger.told == []
    assert "the oldest alert waits since 2026-03-01 12:00 UTC" in watch.keep(1).troubles[0]
    watch.keep(600)
    watch.restart()
    watch.keep(60)
    assert watch.ledger.told == [(AlertKind.MAIL_STUCK, "room")]

    watch.ledger.oldest = None
    assert watch.keep(1).ended == ("mail leaves again, after 12 h 1 min",)
    assert watch.keep(10).well
    assert watch.ledger.told == [(AlertKind.MAIL_STUCK, "room"), ROOM_BACK]


def test_mail_8_what_comes_in_a_burst_is_told_from_a_to_z_at_its_end() -> None:
    place = Place()
    place.outbox.owe(owed(1, version=2))
    place.run()
    for version in (3, 4, 5):
        place.outbox.owe(owed(version, version=version, at=NOON + version * 10 * timedelta(seconds=1)))
        assert place.run(at=NOON + version * 10 * timedelta(seconds=1)) == 0
    assert place.outbox.rows[3].held_for is HoldReason.BURST
    assert place.run(at=NOON + 3 * MINUTE) == 1
    assert place.lines[-1] == ("~1 paragraph · 2 → 5 people (died)",)
    assert place.outbox.bursts[DESK, 1].window == 6 * MINUTE


@pytest.mark.parametrize(
    ("mood", "state", "words"),
    [
        (
            Mood(rcpt={BOB: "550 5.1.1 no such user"}),
            DeliveryState.FAILED,
            f"RCPT TO {BOB} with 550 5.1.1 no such user",
        ),
        (Mood(rcpt={BOB: "450 4.2.0 greylisted"}), DeliveryState.PENDING, f"RCPT TO {BOB} with 450 4.2.0 greylisted"),
    ],
)
def test_mail_4_one_who_is_refused_keeps_no_other_waiting(
    store: Store, data: Path, server: MailServer, mood: Mood, state: DeliveryState, words: str
) -> None:
    server.mood = mood
    tell(store, server.port, at(2))
    owed = standing(data)
    assert {name: one.state for name, one in owed.items()} == {
        ANNE: DeliveryState.SENT,
        BOB: state,
        CHIKA: DeliveryState.SENT,
    }
    assert words in owed[BOB].told
    assert sorted(server.message_ids) == sorted([owed[ANNE].message_id, owed[CHIKA].message_id])


def test_mail_6_a_never_after_the_data_is_shown_and_goes_again_only_when_asked(
    store: Store, data: Path, server: MailServer
) -> None:
    server.mood = Mood(data="554 5.7.1 looks like spam")
    tell(store, server.port, at(2))
    failed = standing(data)
    assert {one.state for one in failed.values()} == {DeliveryState.FAILED}
    assert all("DATA with 554 5.7.1 looks like spam" in one.told for one in failed.values())
    server.mood = Mood()
    tell(store, server.port, at(600))
    assert server.received == []
    store.retry(failed[BOB].id, at(601))
    tell(store, server.port, at(601))
    assert server.message_ids == [failed[BOB].message_id]
