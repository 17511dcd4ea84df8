"""Visits, folded into runs where nothing happened."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import Connection, bindparam, insert, update

from tracker.edges.store.prepared import Prepared
from tracker.edges.store.rows import AnyRow
from tracker.edges.store.schema import visit
from tracker.edges.store.steps import step
from tracker.model import Outcome, PageState, Visit

# Whose looks in a row fold into one run: nothing was learned but that nothing changed.
_UNEVENTFUL = (Outcome.SAME, Outcome.IDENTICAL, Outcome.UNMODIFIED)

NOTHING = timedelta(0)
# A pause is a gap in the watch, and no part of a run, where it is longer than both an hour and two planned pauses.
LATE_AFTER = timedelta(hours=1)
LATE_PLANS = 2

_EXTEND = Prepared(
    update(visit)
    .where(visit.c.id == bindparam("visit_id"))
    .values(
        ended=bindparam("new_end"),
        size=bindparam("new_size"),
        looks=visit.c.looks + bindparam("more"),
        widest_gap=bindparam("new_gap"),
    )
)
_ADD = Prepared(insert(visit))


def write_visit(connection: Connection, row: AnyRow, seen: Visit, *, day: int, planned: timedelta) -> None:
    """Add a visit to a day, or lengthen the run it belongs to; one that came much too late begins another.

    A run ends with its day, so that a day can be closed.

    Args:
        row: of the article, with its last visit: see `standing`.
        day: the one whose root covers it.
        planned: how long after the look before it this one was to be made.
    """
    gap = max(seen.began - row.visit_ended, NOTHING) if row.visit_id is not None else NOTHING
    late = gap > max(LATE_AFTER, LATE_PLANS * planned)
    with step("visit"):
        if row.visit_id is not None and row.visit_day == day and not late and _folds(row, seen):
            # A clock that is set back makes no run shorter than it was.
            lengthened = {"new_end": max(row.visit_ended, seen.ended), "new_size": seen.size, "more": seen.looks}
            widest = max(row.visit_widest_gap, gap.total_seconds())
            _EXTEND.run(connection, {"visit_id": row.visit_id, "new_gap": widest} | lengthened)
        else:
            unwatched = gap if late else NOTHING
            _ADD.run(connection, _values(row.id, seen, unwatched=unwatched) | {"day": day})


def _folds(row: AnyRow, seen: Visit) -> bool:
    return (
        seen.outcome in _UNEVENTFUL
        and row.visit_outcome == seen.outcome.value
        and row.visit_state == seen.state.value
        and row.visit_reason == seen.reason
        and row.visit_version == seen.version
        and row.visit_status == seen.status
        and row.visit_rung == (seen.rung.value if seen.rung else None)
    )


def _values(article_id: int, seen: Visit, *, unwatched: timedelta) -> dict[str, object]:
    return {
        "article_id": article_id,
        "began": seen.began,
        "ended": seen.ended,
        "outcome": seen.outcome.value,
        "state": seen.state.value,
        "reason": seen.reason,
        "status": seen.status,
        "size": seen.size,
        "version": seen.version,
        "looks": seen.looks,
        "widest_gap": 0.0,
        "rung": seen.rung.value if seen.rung else None,
        "unwatched": unwatched.total_seconds(),
    }


def page_state_of(seen: Visit) -> PageState:
    """Give the state a visit found the page in: a 304 vouches for the article that was there."""
    return PageState.ARTICLE if seen.state is PageState.UNMODIFIED else seen.state
