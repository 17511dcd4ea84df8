from __future__ import annotations

from datetime import timedelta

import pytest

from tests.view.hostile import HOSTILE, steering
from tests.view.letters import SEEN
from tests.view.timeline.examples import STORIES, life, versions_of, visit
from tracker.model import Event, EventKind, Kept, Outcome, PageState, Tombstone
from tracker.view.history import Beside
from tracker.view.timeline.happenings import MOST_HAPPENINGS, happening_rows

VERSIONS = versions_of(STORIES)
MINUTE = timedelta(minutes=1)


def event(kind: EventKind, state: str = "gone", *, minutes: float = 0) -> Event:
    return Event(kind=kind, state=state, reason="v1 and v2", began=SEEN, ended=SEEN + minutes * MINUTE)


def stone(number: int, *, reason: str = "court order", what: Kept = Kept.REDACTED) -> Tombstone:
    return Tombstone(
        article_id=12, number=number, what=what, after=3, reason=reason, written=SEEN, previous="", chain_hash=""
    )


def test_a_gap_is_named_from_the_first_bad_look_to_the_next_good_one() -> None:
    visits = [
        visit(0, Outcome.FIRST),
        visit(10, Outcome.FAILED, state=PageState.BLOCKED, reason="HTTP 403"),
        visit(45),
    ]

    (row,) = happening_rows(life(VERSIONS, visits=visits))

    assert (row.title, row.lines, row.kind) == ("Not seen", ("HTTP 403",), "gap")
    assert row.when == "22 Nov 2026, between 14:17 and 14:52 CET (13:17 and 13:52 UTC)"


def test_a_gap_that_lasts_says_so() -> None:
    visits = [visit(10, Outcome.FAILED, state=PageState.GONE, reason="HTTP 410")]

    (row,) = happening_rows(life(VERSIONS, visits=visits))

    assert row.when == "since 22 Nov 2026, 14:17 CET (13:17 UTC), and still when this page was written"


def test_times_in_which_nobody_looked_are_gaps_too() -> None:
    (row,) = happening_rows(life(VERSIONS, visits=[visit(600, unwatched=timedelta(hours=9))]))

    assert (row.title, row.lines) == ("Not seen", ("nobody looked",))


@pytest.mark.parametrize(
    ("kind", "title"),
    [
        (EventKind.FLIP, "Flip"),
        (EventKind.MOVED, "Moved"),
        (EventKind.LAYOUT, "Layout"),
        (EventKind.NOTICE, "Notice gone"),
    ],
)
def test_events_are_told_by_their_kind(kind: EventKind, title: str) -> None:
    (row,) = happening_rows(life(VERSIONS, beside=Beside(events=(event(kind),))))

    assert (row.title, row.lines, row.when) == (title, ("v1 and v2",), "22 Nov 2026, 14:07 CET (13:07 UTC)")


def test_an_event_that_lasted_has_a_beginning_and_an_end() -> None:
    (row,) = happening_rows(life(VERSIONS, beside=Beside(events=(event(EventKind.FLIP, minutes=30),))))

    assert row.when == "22 Nov 2026, between 14:07 and 14:37 CET (13:07 and 13:37 UTC)"


def test_states_of_the_page_are_told_as_gaps_alone() -> None:
    assert happening_rows(life(VERSIONS, beside=Beside(events=(event(EventKind.PAGE),)))) == []


def test_a_reading_that_was_held_is_told_with_the_doubt() -> None:
    (row,) = happening_rows(life(VERSIONS, visits=[visit(3, Outcome.HELD, reason="one possibly unrelated insertion")]))

    assert (row.title, row.lines) == ("Held in doubt", ("one possibly unrelated insertion",))


def test_what_was_taken_out_in_one_deed_is_one_row() -> None:
    rows = happening_rows(life(VERSIONS, beside=Beside(tombstones=(stone(2), stone(3), stone(0, what=Kept.PRUNED)))))

    assert [(row.title, row.lines) for row in rows] == [
        ("Redacted: version 2, 3", ("court order",)),
        ("Pruned: all versions", ("court order",)),
    ]


def test_many_versions_in_one_deed_are_counted() -> None:
    (row,) = happening_rows(life(VERSIONS, beside=Beside(tombstones=tuple(map(stone, range(1, 31))))))

    assert row.title.startswith("Redacted: version 1, 2, 3, ")
    assert row.title.endswith(", 20 and 10 more")


def test_beyond_a_bound_older_things_are_counted() -> None:
    visits = [visit(number, Outcome.HELD, reason=f"doubt {number}") for number in range(MOST_HAPPENINGS + 5)]

    rows = happening_rows(life(VERSIONS, visits=visits))

    assert len(rows) == MOST_HAPPENINGS + 1
    assert rows[0].lines == (f"doubt {MOST_HAPPENINGS + 4}",)
    assert (rows[-1].title, rows[-1].when) == (
        "5 older gaps and events are left out",
        "all of them: tracker log 12",
    )


def test_hostile_reasons_are_made_safe() -> None:
    beside = Beside(
        events=(Event(kind=EventKind.NOTICE, state=HOSTILE, reason=HOSTILE, began=SEEN),),
        tombstones=(stone(1, reason=HOSTILE),),
    )
    visits = [
        visit(1, Outcome.HELD, reason=HOSTILE),
        visit(2, Outcome.FAILED, state=PageState.GONE, reason=HOSTILE),
    ]

    rows = happening_rows(life(VERSIONS, visits=visits, beside=beside))

    assert len(rows) == 4
    assert steering("".join("".join((row.title, row.when, *row.lines)) for row in rows)) == []
