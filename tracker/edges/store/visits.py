"""Visits, folded into runs where nothing happened."""

from __future__ import annotations

from sqlalchemy import Connection, bindparam, insert, select, update

from tracker.edges.store.rows import AnyRow
from tracker.edges.store.schema import visit
from tracker.edges.store.steps import step
from tracker.model import Outcome, PageState, Visit

# Whose looks in a row fold into one run: nothing was learned but that nothing changed.
_UNEVENTFUL = (Outcome.SAME, Outcome.IDENTICAL, Outcome.UNMODIFIED)

_LAST = select(visit).where(visit.c.article_id == bindparam("article_id")).order_by(visit.c.id.desc()).limit(1)
_EXTEND = (
    update(visit)
    .where(visit.c.id == bindparam("visit_id"))
    .values(
        ended=bindparam("new_end"),
        size=bindparam("new_size"),
        looks=visit.c.looks + bindparam("more"),
        widest_gap=bindparam("new_gap"),
    )
)
_ADD = insert(visit)


def write_visit(connection: Connection, article_id: int, seen: Visit, *, day: int) -> None:
    """Add a visit to a day, or lengthen the run it belongs to: a run ends with its day, so that a day can be closed."""
    last = connection.execute(_LAST, {"article_id": article_id}).first()
    with step("visit"):
        if last is not None and last.day == day and _folds(last, seen):
            gap = max((seen.began - last.ended).total_seconds(), 0.0)
            lengthened = {"new_end": seen.ended, "new_size": seen.size, "more": seen.looks}
            widest = max(last.widest_gap, gap)
            connection.execute(_EXTEND, {"visit_id": last.id, "new_gap": widest} | lengthened)
        else:
            connection.execute(_ADD, _values(article_id, seen) | {"day": day})


def _folds(last: AnyRow, seen: Visit) -> bool:
    return (
        seen.outcome in _UNEVENTFUL
        and last.outcome == seen.outcome.value
        and last.state == seen.state.value
        and last.reason == seen.reason
        and last.version == seen.version
        and last.status == seen.status
        and last.rung == (seen.rung.value if seen.rung else None)
    )


def _values(article_id: int, seen: Visit) -> dict[str, object]:
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
    }


def page_state_of(seen: Visit) -> PageState:
    """Give the state a visit found the page in: a 304 vouches for the article that was there."""
    return PageState.ARTICLE if seen.state is PageState.UNMODIFIED else seen.state
