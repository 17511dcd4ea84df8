"""Visits, folded into runs where nothing happened, and the page states they span."""

from __future__ import annotations

from sqlalchemy import Connection, bindparam, insert, select, update

from tracker.edges.store.rows import AnyRow
from tracker.edges.store.schema import event, visit
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
_END_EVENT = (
    update(event)
    .where(event.c.article_id == bindparam("of_article"), event.c.ended.is_(None))
    .values(ended=bindparam("at"))
)
_ADD_EVENT = insert(event)


def write_visit(connection: Connection, article_id: int, seen: Visit) -> None:
    """Add a visit, or lengthen the run it belongs to."""
    last = connection.execute(_LAST, {"article_id": article_id}).first()
    with step("visit"):
        if last is not None and _folds(last, seen):
            gap = max((seen.began - last.ended).total_seconds(), 0.0)
            lengthened = {"new_end": seen.ended, "new_size": seen.size, "more": seen.looks}
            widest = max(last.widest_gap, gap)
            connection.execute(_EXTEND, {"visit_id": last.id, "new_gap": widest} | lengthened)
        else:
            connection.execute(_ADD, _values(article_id, seen))


def _folds(last: AnyRow, seen: Visit) -> bool:
    return (
        seen.outcome in _UNEVENTFUL
        and last.outcome == seen.outcome.value
        and last.state == seen.state.value
        and last.reason == seen.reason
        and last.version == seen.version
        and last.status == seen.status
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
    }


def page_state_of(seen: Visit) -> PageState:
    """Give the state a visit found the page in: a 304 vouches for the article that was there."""
    return PageState.ARTICLE if seen.state is PageState.UNMODIFIED else seen.state


def write_page_state(connection: Connection, article_id: int, seen: Visit) -> None:
    """End the page state that was, and begin the one a visit found."""
    with step("event"):
        connection.execute(_END_EVENT, {"of_article": article_id, "at": seen.began})
        connection.execute(
            _ADD_EVENT,
            {
                "article_id": article_id,
                "state": page_state_of(seen).value,
                "reason": seen.reason,
                "began": seen.began,
                "ended": None,
            },
        )
