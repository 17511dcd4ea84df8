"""A clock that was set: all that is planned moves with it, so that nothing stampedes and nothing is forgotten."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import BigInteger, Connection, bindparam, type_coerce, update

from tracker.edges.store.columns import MICROSECOND
from tracker.edges.store.schema import article, host
from tracker.edges.store.schema_beside import held
from tracker.edges.store.schema_sources import candidate, source
from tracker.edges.store.steps import step

_PLANNED = (
    (article, ("next_look", "lease_until")),
    (host, ("ready_at", "tokens_at", "blocked_until", "robots_until", "lease_until")),
    (held, ("until",)),
    (source, ("next_look",)),
    (candidate, ("next_look",)),
)
_SHIFTS = tuple(
    update(table)
    .where(table.c[name].is_not(None))
    .values({name: type_coerce(table.c[name], BigInteger) + bindparam("by", type_=BigInteger)})
    for table, names in _PLANNED
    for name in names
)


def shift_plans(connection: Connection, by: timedelta) -> None:
    """Move every time to come by as much as the clock was set; what has happened keeps the time that it had."""
    with step("clock"):
        for statement in _SHIFTS:
            connection.execute(statement, {"by": by // MICROSECOND})
