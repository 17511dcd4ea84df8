"""What happens beside versions: each state of a page with its end, and what repeats as one event."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from tests.edges.store.examples import at, changed, opening, unchanged
from tests.edges.store.test_writing import look, state_seen
from tracker.edges.store import Record, Store
from tracker.model import Event, EventKind, HostEvent, Outcome, PageState


def happening(kind: EventKind, when: datetime, *, state: str = "laid out anew", reason: str = "x") -> Event:
    return Event(kind=kind, state=state, reason=reason, began=when, ended=when)


def seen(store: Store, minutes: float, *events: Event, article: int = 1) -> None:
    """Record a look that saw the same text and some events."""
    report = unchanged(look(store, minutes, article), at(minutes))
    store.record(replace(report, events=events))


def told(record: Record, kind: EventKind) -> list[tuple[datetime, datetime | None, str]]:
    return [(event.began, event.ended, event.reason) for event in record.events(1) if event.kind is kind]


def test_a_state_of_the_page_is_one_event_with_its_beginning_its_end_and_its_reason(
    store: Store, record: Record
) -> None:
    store.open_watch(opening())
    for minutes in (2, 4, 6):
        store.record(state_seen(look(store, minutes), minutes, PageState.BLOCKED, "HTTP 403"))
    seen(store, 8)
    pages = [event for event in record.events(1) if event.kind is EventKind.PAGE]
    assert [(event.state, event.reason) for event in pages] == [
        ("article", ""),
        ("blocked", "HTTP 403"),
        ("article", ""),
    ]
    first, blocked, back = pages
    assert first.ended == blocked.began
    assert blocked.ended == back.began
    assert back.ended is None
    assert blocked.began < at(2) < at(6) < (blocked.ended or at(0)) < at(8)


def test_a_304_and_a_held_reading_do_not_end_the_state_of_an_article(store: Store, record: Record) -> None:
    store.open_watch(opening())
    unmodified = unchanged(look(store, 2), at(2), Outcome.UNMODIFIED)
    store.record(replace(unmodified, visit=replace(unmodified.visit, state=PageState.UNMODIFIED)))
    held = unchanged(look(store, 4), at(4), Outcome.HELD)
    store.record(replace(held, seen=False))
    assert [event.state for event in record.events(1)] == ["article"]


def test_flips_within_the_hour_of_the_last_one_are_one_event(store: Store, record: Record) -> None:
    store.open_watch(opening())
    for minutes in (10, 60, 115):
        seen(store, minutes, happening(EventKind.FLIP, at(minutes), reason=f"at {minutes}"))
    seen(store, 176, happening(EventKind.FLIP, at(176), reason="anew"))
    assert told(record, EventKind.FLIP) == [(at(10), at(115), "at 115"), (at(176), at(176), "anew")]


def test_layouts_within_a_day_are_one_event(store: Store, record: Record) -> None:
    store.open_watch(opening())
    for hours in (1, 20, 43, 68):
        seen(store, hours * 60, happening(EventKind.LAYOUT, at(hours * 60)))
    assert told(record, EventKind.LAYOUT) == [(at(60), at(43 * 60), "x"), (at(68 * 60), at(68 * 60), "x")]


@pytest.mark.parametrize("kind", [EventKind.NOTICE, EventKind.MOVED])
def test_notices_and_moves_are_each_told(store: Store, record: Record, kind: EventKind) -> None:
    store.open_watch(opening())
    for minutes in (10, 12):
        seen(store, minutes, happening(kind, at(minutes), state="gone"))
    assert len(told(record, kind)) == 2


def test_other_kinds_leave_the_state_of_the_page_open(store: Store, record: Record) -> None:
    store.open_watch(opening())
    seen(store, 10, replace(happening(EventKind.FLIP, at(10)), ended=None))
    store.record(state_seen(look(store, 12), 12, PageState.GONE, "HTTP 410"))
    assert told(record, EventKind.FLIP) == [(at(10), None, "x")]
    pages = [event for event in record.events(1) if event.kind is EventKind.PAGE]
    assert [event.state for event in pages if event.ended is None] == ["gone"]


def test_an_event_of_a_look_that_came_too_late_is_not_kept(store: Store, record: Record) -> None:
    store.open_watch(opening())
    late = unchanged(look(store, 2), at(2))
    store.record(late)
    store.record(replace(late, events=(happening(EventKind.FLIP, at(2)),)))
    assert told(record, EventKind.FLIP) == []


def test_articles_of_one_site_laid_out_anew_within_a_day_are_one_event_of_the_site(
    store: Store, record: Record
) -> None:
    for number in range(1, 5):
        store.open_watch(opening(f"https://news.example/{number}"))
    store.open_watch(opening("https://other.example/1", name="other.example"))
    for number, hours in ((1, 1), (2, 3), (5, 4)):
        seen(store, hours * 60, happening(EventKind.LAYOUT, at(hours * 60)), article=number)
    assert record.host_events() == []

    seen(store, 5 * 60, happening(EventKind.LAYOUT, at(5 * 60)), article=3)
    redesign = HostEvent(host="news.example", kind="site redesigned", articles=3, began=at(60), ended=at(5 * 60))
    assert record.host_events() == [redesign]

    seen(store, 6 * 60, happening(EventKind.LAYOUT, at(6 * 60)), article=4)
    assert record.host_events() == [replace(redesign, articles=4, ended=at(6 * 60))]


def test_articles_laid_out_anew_on_different_days_are_no_redesign(store: Store, record: Record) -> None:
    for number in range(1, 4):
        store.open_watch(opening(f"https://news.example/{number}"))
        seen(store, number * 25 * 60, happening(EventKind.LAYOUT, at(number * 25 * 60)), article=number)
    assert record.host_events() == []


def test_a_version_and_its_events_are_written_together_or_not_at_all(store: Store, record: Record) -> None:
    store.open_watch(opening())
    report = changed(look(store, 2), at(2), "The bridge is open.")
    store.record(replace(report, events=(happening(EventKind.NOTICE, at(2), state="gone"),)))
    assert record.article(1).versions == 2
    assert told(record, EventKind.NOTICE) == [(at(2), at(2), "x")]
