"""A record in which alerts stand in every state, and rules for whom they were owed."""

from __future__ import annotations

from dataclasses import replace
from datetime import time
from pathlib import Path

from tests.edges.store.examples import LEASE, NOON, at, changed, opening, unchanged
from tracker.edges.store import Store
from tracker.model import (
    AlertKind,
    Channel,
    Decision,
    HoldReason,
    NewsKind,
    Owed,
    Pace,
    QuietHours,
    Recipient,
    Report,
    Silenced,
    Telling,
    Waiting,
)

ANNE, BOB = "anne@example.org", "bob@example.org"
TOLLS = Recipient(address=ANNE, kinds=(NewsKind.TOLL, NewsKind.HEADLINE), sites=("news.example",))
DIGESTS = Recipient(
    address=BOB, pace=Pace.DIGEST, digest_at=(time(18),), quiet=QuietHours(begins=time(22), ends=time(7))
)

SENT, MERGED, HELD, MUTED, FAILED, RETRIED, FRESH, BLIND = 2, 1, 3, 4, 5, 6, 7, 8
"""Ids of the alerts, by how they stand."""


def edit(store: Store, minute: float, text: str, *recipients: str) -> None:
    """Let article 1 say something else."""
    claim = store.claim(1, at(minute), lease=LEASE)
    assert claim is not None
    assert store.record(changed(claim, at(minute), text, *recipients))


def befall(store: Store, minute: float, change: dict[str, object]) -> None:
    """Let a look at article 1 find its text again, with something beside."""
    claim = store.claim(1, at(minute), lease=LEASE)
    assert claim is not None
    report: Report = replace(unchanged(claim, at(minute)), **change)  # type: ignore[arg-type]
    store.record(report)


def fill(folder: Path) -> None:
    """Keep an article of eight versions with an alert for each, and one that tells of the tracker."""
    with Store.open(folder, clock=lambda: NOON) as store:
        store.open_watch(opening())
        for minute in range(1, 8):
            edit(store, minute, f"The bridge is closed. {minute + 1} people died.", ANNE)
        batch = store.claim_batch(at(8), channel=Channel.MAIL, lease=LEASE)
        assert batch is not None
        due = batch.due
        decisions: list[Decision] = [
            Telling(deliveries=due[:2]),
            Waiting(
                deliveries=due[2:3], until=at(60), held_for=HoldReason.QUIET, reason="your quiet hours end at 13:00"
            ),
            Silenced(deliveries=due[3:4], reason="your rule asks for correction"),
            Telling(deliveries=due[4:5]),
            Telling(deliveries=due[5:6]),
        ]
        store.decide(batch, decisions, at(8))
        _send(store)
        blind = Owed(
            recipient=ANNE,
            kind=AlertKind.BLIND,
            detail="no look saw a text",
            occasion="blind.20260314T120000",
            subject="Tracker",
        )
        store.owe([blind], at(20))


def _send(store: Store) -> None:
    carriers = []
    for minute in (9, 10, 11):
        telling = store.claim_telling(at(minute), channel=Channel.MAIL, lease=LEASE)
        assert telling is not None
        carriers.append(telling.deliveries[-1])
        if minute == 9:
            store.delivered(carriers[-1], at(9), told="250 2.0.0 Ok: queued")
        elif minute == 10:
            store.failed(carriers[-1], told="550 no such\x1b[31m user")
        else:
            store.postponed(carriers[-1], at(70), told="451 greylisted")
