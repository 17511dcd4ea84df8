"""Looks that saw nothing new, written many at once: nine of ten looks are such.

One statement reads whether a look's lease still holds, and all that its report is written onto. Then each table is
written once for all looks together. Whatever else a look may have brought is left to `reporting.record`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import Connection, bindparam, func, select, update

from tracker.edges.store import claims, visits, writing
from tracker.edges.store.days import READ_CLOSED, open_day
from tracker.edges.store.prepared import Prepared, Values
from tracker.edges.store.rows import AnyRow
from tracker.edges.store.schema import article, reading, visit
from tracker.edges.store.schema_beside import held
from tracker.edges.store.standing import last_visit
from tracker.edges.store.steps import step
from tracker.model import Report

_READ = ("versions", "body_sha256", "last_good", "interval")
_NEWEST_VISIT = select(func.max(visit.c.id)).where(visit.c.article_id == bindparam("article_id")).scalar_subquery()
_STANDING = Prepared(
    select(
        *(article.c[name] for name in _READ),
        READ_CLOSED.scalar_subquery().label("closed"),
        reading.c.memory.label("known_memory"),
        *(visit.c[name].label(f"visit_{name}") for name in visits.Last._fields),
    )
    .select_from(
        article.outerjoin(held, held.c.article_id == article.c.id)
        .outerjoin(reading, reading.c.article_id == article.c.id)
        .outerjoin(visit, visit.c.id == _NEWEST_VISIT)
    )
    .where(article.c.id == bindparam("article_id"), article.c.lease_token == bindparam("token"))
    # There is nothing to end or to tell beside the look: no doubt, no other state of the page, no word of a person.
    .where(held.c.article_id.is_(None), article.c.page_state == bindparam("found"), article.c.last_look.is_not(None))
    .where(*(article.c.state != name for name in writing.BY_HAND))
)
_UPDATE = Prepared(
    update(article)
    .where(article.c.id == bindparam("article_id"))
    .values({name: bindparam(f"new_{name}") for name in (*writing.LOOKED, *writing.PLANNED)})
    .values({name: bindparam(f"new_{name}") for name in ("page_state_reason", "strikes")})
    .values(lease_until=None, lease_token=None),
    prefix="new_",
)


def is_uneventful(report: Report) -> bool:
    """Tell whether a look saw the newest text again, and nothing beside it but where it stands."""
    brought = (
        *(report.change, report.held, report.moved_to, report.baseline, report.struck),
        *(report.owed, report.lines, report.site_lines, report.events, report.hasten),
    )
    return report.seen and not report.marker_read and report.validators is not None and not any(brought)


def record_all(connection: Connection, reports: Sequence[Report]) -> list[bool]:
    """Write the reports of uneventful looks; tells of each whether it was written.

    One that is not is to be recorded as any other: its lease is over, or its article does not stand as it is to.
    """
    articles: dict[int, Values] = {}
    written, done, looks = [], [], visits.Placed()
    for report, row in zip(reports, _STANDING.firsts(connection, [_asked(one) for one in reports]), strict=True):
        if row is None or report.article_id in articles:
            written.append(False)
            continue
        written.append(True)
        articles[report.article_id] = _values(row, report)
        done.append((report, row.known_memory))
        _place(looks, row, report)
    visits.write_placed(connection, looks)
    with step("article"):
        _UPDATE.run_many(connection, articles.values())
    writing.remember_all(connection, done)
    claims.settle_hosts(connection, [(report.host, report.token) for report, _ in done])
    return written


def _asked(report: Report) -> Values:
    found = visits.page_state_of(report.visit).value
    return {"article_id": report.article_id, "token": report.token, "found": found}


def _values(row: AnyRow, report: Report) -> Values:
    values = writing.looked(row, report) | writing.planned(report, rests=False)
    values.setdefault("body_sha256", row.body_sha256)
    values["article_id"] = report.article_id
    values["page_state_reason"] = report.visit.reason
    values["strikes"] = report.strikes
    return values


def _place(looks: visits.Placed, row: AnyRow, report: Report) -> None:
    last = last_visit(row)
    day = open_day(report.visit.ended, closed=row.closed)
    seen = report.visit if report.visit.version == row.versions else replace(report.visit, version=row.versions or None)
    looks.put(last, report.article_id, seen, day=day, planned=row.interval)
