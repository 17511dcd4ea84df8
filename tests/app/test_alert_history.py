from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from tests.app.alert_record import ANNE, befall, edit
from tests.edges.store.examples import LEASE, NOON, at, changed, opening, unchanged, visit
from tracker.app.alert_history import Happened, happened
from tracker.edges.store import Record, Store
from tracker.model import (
    AlertKind,
    ArchiveSettings,
    Event,
    EventKind,
    NewsKind,
    Outcome,
    PageState,
    Recipient,
    Settings,
)

SETTINGS = Settings(data=Path(), recipients=(Recipient(address=ANNE),))


def past(folder: Path, settings: Settings = SETTINGS) -> tuple[Happened, ...]:
    return happened(Record.open(folder), settings, NOON, at(10_000))


def away(store: Store, minute: float, state: PageState, reason: str) -> None:
    claim = store.claim(1, at(minute), lease=LEASE)
    assert claim is not None
    seen = replace(visit(at(minute), Outcome.STATE, state=state), reason=reason)
    store.record(replace(unchanged(claim, at(minute)), visit=seen, seen=False))


def test_versions_owe_a_change_each_and_the_first_its_opening(tmp_path: Path) -> None:
    with Store.open(tmp_path, clock=lambda: NOON) as store:
        store.open_watch(opening())
        edit(store, 1, "It is open.")
    asks = Settings(data=Path(), recipients=(Recipient(address=ANNE, kinds=(NewsKind.OPENED, NewsKind.EDITED)),))

    assert [(one.at, one.version, one.owed.kind) for one in past(tmp_path, asks)] == [
        (NOON, 1, AlertKind.OPENED),
        (at(1), 2, AlertKind.CHANGED),
    ]
    assert [one.owed.kind for one in past(tmp_path)] == [AlertKind.CHANGED]


def test_the_archive_is_no_reader(tmp_path: Path) -> None:
    with Store.open(tmp_path, clock=lambda: NOON) as store:
        store.open_watch(opening())
        edit(store, 1, "It is open.")

    assert (
        past(tmp_path, Settings(data=Path(), recipients=SETTINGS.recipients, archive=ArchiveSettings(enabled=True)))[
            0
        ].owed.recipient
        == ANNE
    )


def test_a_page_that_was_gone_is_told_when_it_would_have_been_and_when_it_came_back(tmp_path: Path) -> None:
    with Store.open(tmp_path, clock=lambda: NOON) as store:
        store.open_watch(opening())
        for minute in (5, 10, 20, 30):
            away(store, minute, PageState.GONE, "HTTP 410")
        befall(store, 60, {})

    gone, back = past(tmp_path)
    assert (gone.owed.kind, gone.owed.detail, gone.version) == (AlertKind.GONE, "HTTP 410", 1)
    assert at(15) <= gone.at <= at(30)
    assert back.owed.kind is AlertKind.BACK
    assert at(59) <= back.at <= at(60)


def test_a_page_that_was_away_for_a_moment_is_no_news(tmp_path: Path) -> None:
    with Store.open(tmp_path, clock=lambda: NOON) as store:
        store.open_watch(opening())
        away(store, 5, PageState.GONE, "HTTP 404")
        befall(store, 6, {})

    assert past(tmp_path) == ()


def test_a_notice_that_went_is_told(tmp_path: Path) -> None:
    went = Event(kind=EventKind.NOTICE, state="gone", reason="developing story", began=at(5), ended=at(5))
    came = replace(went, state="come")
    with Store.open(tmp_path, clock=lambda: NOON) as store:
        store.open_watch(opening())
        befall(store, 4, {"events": (came,)})
        befall(store, 5, {"events": (went,)})

    assert [(one.at, one.owed.kind, one.owed.detail) for one in past(tmp_path)] == [
        (at(5), AlertKind.NOTICE_REMOVED, "developing story")
    ]


def test_what_lies_outside_the_span_is_left_out(tmp_path: Path) -> None:
    with Store.open(tmp_path, clock=lambda: NOON) as store:
        store.open_watch(opening())
        for minute in (1, 10, 20):
            edit(store, minute, f"Text of minute {minute}.")

    assert [one.version for one in happened(Record.open(tmp_path), SETTINGS, at(5), at(15))] == [3]


def test_a_notice_that_went_with_a_change_is_told_by_the_change_alone(tmp_path: Path) -> None:
    with Store.open(tmp_path, clock=lambda: NOON) as store:
        store.open_watch(opening())
        claim = store.claim(1, at(5), lease=LEASE)
        assert claim is not None
        report = changed(claim, at(5), "It is open.")
        gone = Event(
            kind=EventKind.NOTICE, state="gone", reason="Breaking.", began=report.visit.ended, ended=report.visit.ended
        )
        store.record(replace(report, events=(gone,)))

    assert [one.owed.kind for one in past(tmp_path)] == [AlertKind.CHANGED]
