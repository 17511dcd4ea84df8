from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.edges.store.examples import LEASE, NOON, at, changed, opening, unchanged, visit
from tracker.app.alert_history import happened
from tracker.edges.store import Record, Store
from tracker.model import AlertKind, Event, EventKind, Outcome, PageState, Recipient, Settings


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path, clock=lambda: NOON) as store:
        store.open_watch(opening())
        yield store


def see(store: Store, minute: float, state: PageState = PageState.ARTICLE, *events: Event) -> None:
    claim = store.claim(1, at(minute), lease=LEASE)
    assert claim is not None
    report = replace(unchanged(claim, at(minute)), events=events)
    if state is not PageState.ARTICLE:
        seen = replace(visit(at(minute), Outcome.STATE, state=state), reason="HTTP 403")
        report = replace(report, seen=False, capture=None, visit=seen)
    store.record(report)


def event(kind: EventKind, state: str, minute: float) -> Event:
    return Event(kind=kind, state=state, reason="the notice", began=at(minute), ended=at(minute))


def replayed(folder: Path) -> list[tuple[AlertKind, float]]:
    settings = Settings(data=folder, recipients=(Recipient(address="desk@example.org"),))
    found = happened(Record.open(folder), settings, at(0), at(10_000))
    return [(one.owed.kind, round((one.at - NOON).total_seconds() / 60)) for one in found]


def test_the_past_is_told_as_its_looks_would_have_told_it(store: Store, tmp_path: Path) -> None:
    for minute in (10, 40, 80, 140):
        see(store, minute, PageState.BLOCKED)
    see(store, 200, PageState.GONE)
    see(store, 260)
    see(store, 300, PageState.BLOCKED)
    see(store, 310)
    claim = store.claim(1, at(320), lease=LEASE)
    assert claim is not None
    store.record(changed(claim, at(320), "The bridge is open."))

    assert replayed(tmp_path) == [(AlertKind.BLOCKED, 80), (AlertKind.BACK, 260), (AlertKind.CHANGED, 320)]


def test_a_page_that_was_blocked_by_turns_is_told_of_once(store: Store, tmp_path: Path) -> None:
    for begins in (10, 210, 410):
        for minute in (begins, begins + 50, begins + 100):
            see(store, minute, PageState.BLOCKED)
        see(store, begins + 150)

    assert replayed(tmp_path) == [(AlertKind.BLOCKED, 110), (AlertKind.BACK, 160)]


def test_a_move_that_lasted_and_a_notice_that_went_are_told_of_the_past(store: Store, tmp_path: Path) -> None:
    see(store, 10, PageState.ARTICLE, event(EventKind.MOVED, "moved", 10))
    see(store, 20, PageState.ARTICLE, event(EventKind.MOVED, "moved", 20))
    see(store, 60, PageState.ARTICLE, event(EventKind.NOTICE, "gone", 60))
    see(store, 70, PageState.ARTICLE, event(EventKind.NOTICE, "come", 70))
    see(store, 80, PageState.ARTICLE, event(EventKind.NOTICE, "gone", 80))

    assert replayed(tmp_path) == [(AlertKind.MOVED, 50), (AlertKind.NOTICE_REMOVED, 60)]
