"""Visits, folded into runs where nothing happened."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection, bindparam, insert, update

from tracker.edges.store.prepared import Prepared, Values
from tracker.edges.store.schema import visit
from tracker.edges.store.steps import step
from tracker.model import Outcome, PageState, Visit

# Whose looks in a row fold into one run: nothing was learned but that nothing changed.
_UNEVENTFUL = (Outcome.SAME, Outcome.IDENTICAL, Outcome.UNMODIFIED)

# A pause is a gap in the watch, and no part of a run, where it is longer than both an hour and two planned pauses: in
# seconds, as the record keeps them.
LATE_AFTER = 3600.0
LATE_PLANS = 2


class Last(NamedTuple):
    """What the newest visit to an article, or run of visits, tells the one after it."""

    id: int
    day: int | None
    ended: datetime
    outcome: str
    state: str
    reason: str
    version: int | None
    status: int | None
    rung: str | None
    widest_gap: float


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


def write_visit(
    connection: Connection, article_id: int, last: Last | None, seen: Visit, *, day: int, planned: float
) -> None:
    """Add a visit to a day, or lengthen the run it belongs to; one that came much too late begins another.

    A run ends with its day, so that a day can be closed.

    Args:
        last: the newest visit to the article, or run of visits, so far; None where this is the first.
        day: the one whose root covers it.
        planned: how many seconds after the look before it this one was to be made.
    """
    looks = Placed()
    looks.put(last, article_id, seen, day=day, planned=planned)
    write_placed(connection, looks)


@dataclass(slots=True)
class Placed:
    """What is to be written for visits to as many articles: runs that are lengthened, and rows that are added."""

    lengthened: list[Values] = field(default_factory=list)
    added: list[Values] = field(default_factory=list)

    def put(self, last: Last | None, article_id: int, seen: Visit, *, day: int, planned: float) -> None:
        """Place a visit behind the newest one to its article; see `write_visit`."""
        gap = max((seen.began - last.ended).total_seconds(), 0.0) if last is not None else 0.0
        late = gap > LATE_AFTER and gap > LATE_PLANS * planned
        if last is None or last.day != day or late or not _folds(last, seen):
            self.added.append(_values(article_id, seen, unwatched=gap if late else 0.0, day=day))
            return
        # A clock that is set back makes no run shorter than it was.
        end, widest = max(last.ended, seen.ended), max(last.widest_gap, gap)
        found = {"visit_id": last.id, "new_end": end, "new_size": seen.size, "more": seen.looks, "new_gap": widest}
        self.lengthened.append(found)


def write_placed(connection: Connection, looks: Placed) -> None:
    """Write what was placed."""
    with step("visit"):
        _EXTEND.run_many(connection, looks.lengthened)
        _ADD.run_many(connection, looks.added)


def _folds(last: Last, seen: Visit) -> bool:
    return (
        seen.outcome in _UNEVENTFUL
        and last.outcome == seen.outcome
        and last.state == seen.state
        and last.reason == seen.reason
        and last.version == seen.version
        and last.status == seen.status
        and last.rung == seen.rung
    )


def _values(article_id: int, seen: Visit, *, unwatched: float, day: int) -> dict[str, object]:
    return {
        "article_id": article_id,
        "began": seen.began,
        "ended": seen.ended,
        "outcome": seen.outcome._value_,
        "state": seen.state._value_,
        "reason": seen.reason,
        "status": seen.status,
        "size": seen.size,
        "version": seen.version,
        "looks": seen.looks,
        "widest_gap": 0.0,
        "rung": seen.rung._value_ if seen.rung else None,
        "unwatched": unwatched,
        "day": day,
    }


def page_state_of(seen: Visit) -> PageState:
    """Give the state a visit found the page in: a 304 vouches for the article that was there."""
    return PageState.ARTICLE if seen.state is PageState.UNMODIFIED else seen.state
