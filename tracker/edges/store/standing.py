"""What a report is written against, by one question: its article, what is remembered and held of it, its last visit."""

from __future__ import annotations

from operator import attrgetter

from sqlalchemy import Connection, bindparam, func, select

from tracker.edges.store.days import READ_CLOSED
from tracker.edges.store.prepared import Prepared
from tracker.edges.store.rows import AnyRow, missing
from tracker.edges.store.schema import article, host, reading, visit
from tracker.edges.store.schema_beside import held
from tracker.edges.store.visits import Last

_OTHER = visit.alias("other")
_NEWEST_VISIT = select(func.max(_OTHER.c.id)).where(_OTHER.c.article_id == article.c.id).scalar_subquery()
_READ = Prepared(
    select(
        article,
        host.c.name.label("host_name"),
        reading.c.memory.label("known_memory"),
        held.c.article_id.is_not(None).label("holds"),
        READ_CLOSED.scalar_subquery().label("days_closed"),
        *(visit.c[name].label(f"visit_{name}") for name in Last._fields),
    )
    .join(host, host.c.id == article.c.host_id)
    .outerjoin(reading, reading.c.article_id == article.c.id)
    .outerjoin(held, held.c.article_id == article.c.id)
    .outerjoin(visit, visit.c.id == _NEWEST_VISIT)
    .where(article.c.id == bindparam("article_id"))
)
_last_values = attrgetter(*(f"visit_{name}" for name in Last._fields))


def standing_row(connection: Connection, article_id: int) -> AnyRow:
    """Give an article's row as `article_row` does, and beside it all else that a report is compared with.

    Columns: `known_memory`; `holds`, whether a reading is held; `days_closed`, the last closed day as it is noted; for
    those of the last visit or run see `last_visit`.

    Raises:
        NotFoundError: no such article.
    """
    row = _READ.first(connection, {"article_id": article_id})
    if row is None:
        raise missing(article_id)
    return row


def last_visit(row: AnyRow) -> Last | None:
    """Give the newest visit, or run of visits, that a standing row holds; None where there was none."""
    return Last._make(_last_values(row)) if row.visit_id is not None else None
