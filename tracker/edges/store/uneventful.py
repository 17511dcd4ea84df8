"""Looks that saw nothing new, written many at once: nine of ten looks are such.

One statement reads all that their reports are written onto. Then each table is written once for all looks together.
Whatever else a look may have brought is left to `reporting.record`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeAlias

from sqlalchemy import Connection, bindparam, exists, func, select, update

from tracker.edges.store import claims, visits, writing
from tracker.edges.store.days import open_day, read_closed
from tracker.edges.store.leases import Leases
from tracker.edges.store.prepared import Prepared, PreparedOfMany, Values
from tracker.edges.store.rows import AnyRow
from tracker.edges.store.schema import article, visit
from tracker.edges.store.schema_beside import held
from tracker.edges.store.steps import step
from tracker.model import Report

_Standing: TypeAlias = tuple[AnyRow, visits.Last | None]
_READ = ("id", "page_state", "versions", "body_sha256", "last_good", "interval")
# Each value beside an article's own is asked for by itself: a join may be planned as a scan of all there are, where
# somebody had the database count its rows while there were few.
_STANDING = PreparedOfMany(
    select(
        *(article.c[name] for name in _READ),
        select(func.max(visit.c.id)).where(visit.c.article_id == article.c.id).scalar_subquery().label("visit_id"),
    )
    # There is nothing to end or to tell beside the look: no doubt, no word of a person.
    .where(~exists().where(held.c.article_id == article.c.id), article.c.last_look.is_not(None))
    .where(*(article.c.state != name for name in writing.BY_HAND)),
    article.c.id,
)
_VISITS = PreparedOfMany(select(*(visit.c[name] for name in visits.Last._fields)), visit.c.id)
_UPDATE = Prepared(
    update(article)
    .where(article.c.id == bindparam("article_id"))
    .values({name: bindparam(f"new_{name}") for name in (*writing.LOOKED, *writing.PLANNED)})
    .values({name: bindparam(f"new_{name}") for name in ("page_state_reason", "strikes")}),
    prefix="new_",
)


def is_uneventful(report: Report) -> bool:
    """Tell whether a look saw the newest text again, and nothing beside it but where it stands."""
    brought = (
        *(report.change, report.held, report.moved_to, report.baseline, report.struck),
        *(report.owed, report.lines, report.site_lines, report.events, report.hasten),
    )
    return report.seen and not report.marker_read and report.validators is not None and not any(brought)


def record_all(connection: Connection, leases: Leases, reports: Sequence[Report]) -> list[bool]:
    """Write the reports of uneventful looks; tells of each whether it was written.

    One that is not is to be recorded as any other: its lease is over, or its article does not stand as it is to.
    """
    standing = _standing(connection, reports)
    closed, looks = read_closed(connection), visits.Placed()
    written, articles, done = [], [], []
    for report in reports:
        holds = leases.holds(report.article_id, report.token) and _is_as_seen(standing.get(report.article_id), report)
        found = standing.get(report.article_id) if holds else None
        written.append(found is not None)
        if found is not None:
            row, last = found
            articles.append(_values(row, report))
            done.append(report)
            _place(looks, row, last, report, closed)
    visits.write_placed(connection, looks)
    with step("article"):
        _UPDATE.run_many(connection, articles)
    writing.remember_all(connection, done)
    claims.settle_hosts(connection, leases, [(report.host, report.token) for report in done])
    return written


def _standing(connection: Connection, reports: Sequence[Report]) -> dict[int, _Standing]:
    """Give the articles that a look may be written onto, each with its newest visit, by their ids."""
    rows = _STANDING.all(connection, [report.article_id for report in reports])
    visited = _VISITS.all(connection, [row.visit_id for row in rows if row.visit_id is not None])
    found = {last.id: visits.Last._make(last) for last in visited}
    return {row.id: (row, found.get(row.visit_id)) for row in rows}


def _is_as_seen(found: _Standing | None, report: Report) -> bool:
    """Tell whether a look found the page in the state it was in."""
    return found is not None and bool(found[0].page_state == visits.page_state_of(report.visit)._value_)


def _values(row: AnyRow, report: Report) -> Values:
    values = {"body_sha256": row.body_sha256, "article_id": report.article_id, "strikes": report.strikes}
    values["page_state_reason"] = report.visit.reason
    values.update(writing.looked(row, report))
    values.update(writing.planned(report, rests=False))
    return values


def _place(looks: visits.Placed, row: AnyRow, last: visits.Last | None, report: Report, closed: str | None) -> None:
    day = open_day(report.visit.ended, closed=closed)
    seen = report.visit if report.visit.version == row.versions else replace(report.visit, version=row.versions or None)
    looks.put(last, report.article_id, seen, day=day, planned=row.interval)
