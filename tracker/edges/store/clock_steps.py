"""A clock that was set: all that is planned moves with it, so that nothing stampedes and nothing is forgotten."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Final

from sqlalchemy import BigInteger, Connection, Table, bindparam, func, or_, select, true, type_coerce, update

from tracker.edges.store.columns import MICROSECOND
from tracker.edges.store.encoding import canonical
from tracker.edges.store.rows import heat_of
from tracker.edges.store.schema import article, delivery, host, thread
from tracker.edges.store.schema_beside import day_root, held
from tracker.edges.store.schema_sources import candidate, source
from tracker.edges.store.steps import step
from tracker.model import Heat

NOTICED: Final = timedelta(seconds=30)
"""Source: no measurement; a choice. What a time server puts right by so little needs no plan to move."""
NO_REST: Final = timedelta(days=7)
"""Source: no measurement; a choice. A clock that is set ahead by so much while we run was wrong before: what was noted
of changes by it moves too. By less it may be a virtual machine that was stopped, whose time has really passed."""
_DAY = timedelta(days=1)
_NEVER = datetime.max.replace(tzinfo=UTC)

# A look in the very moment in which the clock is set is noted by the new clock already.
_ARTICLES = or_(article.c.last_look.is_(None), article.c.last_look <= bindparam("before"))
_HOSTS = host.c.tokens_at <= bindparam("before")
_TRIED = delivery.c.attempts > 0

_PLANNED = (
    (article, ("next_look",), _ARTICLES),
    (host, ("ready_at", "tokens_at", "blocked_until", "robots_until"), _HOSTS),
    (held, ("until",), true()),
    (source, ("next_look",), true()),
    (candidate, ("next_look",), true()),
    (thread, ("burst_until",), true()),
    (delivery, ("lease_until",), true()),
    (delivery, ("next_try",), _TRIED),
    (day_root, ("timestamp_next",), true()),
)


def _moved(table: Table, names: tuple[str, ...]) -> dict[str, object]:
    by = bindparam("by", type_=BigInteger)
    return {name: type_coerce(table.c[name], BigInteger) + by for name in names}


_SHIFTS = tuple(update(table).where(which).values(_moved(table, names)) for table, names, which in _PLANNED)
# What waits for an hour of the day, such as a digest, waits for the same hour of another day.
_SHIFT_BY_DAYS = update(delivery).where(~_TRIED).values(_moved(delivery, ("next_try",)))
_HEATS = select(article.c.id, article.c.heat).where(article.c.next_look.is_not(None), _ARTICLES)
_SET_HEAT = update(article).where(article.c.id == bindparam("of_id")).values(heat=bindparam("moved"))
_NEWEST = select(func.max(host.c.tokens_at))


def newest_request(connection: Connection) -> datetime | None:
    """Give when any host was asked last; None where none was."""
    found: datetime | None = connection.execute(_NEWEST).scalar()
    return found


def shift_plans(connection: Connection, by: timedelta, *, since: datetime | None = None) -> None:
    """Move every time to come by as much as the clock was set; what has happened keeps the time that it had.

    Args:
        since: what was noted from then on was noted by the new clock; None: nothing was.
    """
    before = {"before": since or _NEVER}
    with step("clock"):
        if by >= NO_REST:
            _shift_heats(connection, by, before)
        for statement in _SHIFTS:
            bounded = before if "before" in statement.compile().params else {}
            connection.execute(statement, {"by": by // MICROSECOND} | bounded)
        connection.execute(_SHIFT_BY_DAYS, {"by": round(by / _DAY) * _DAY // MICROSECOND})


def _shift_heats(connection: Connection, by: timedelta, before: dict[str, datetime]) -> None:
    moved = [
        {"of_id": row.id, "moved": canonical(_later(heat_of(row), by)).decode()}
        for row in connection.execute(_HEATS, before)
    ]
    if moved:
        connection.execute(_SET_HEAT, moved)


def _later(heat: Heat, by: timedelta) -> Heat:
    return replace(
        heat,
        at=heat.at + by,
        born=heat.born + by,
        changed_at=heat.changed_at and heat.changed_at + by,
        reawakened_at=heat.reawakened_at and heat.reawakened_at + by,
        opened=heat.opened and heat.opened + by,
    )
