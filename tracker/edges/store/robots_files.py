"""Robots.txt files, as hosts gave them: kept packed beside the host, so that a restart asks nobody again."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, bindparam, select, update

from tracker.edges.blobs import pack, unpack
from tracker.edges.store.prepared import Prepared
from tracker.edges.store.schema import host
from tracker.edges.store.steps import step

# More of one is never kept.
LARGEST = 2**20

_READ = Prepared(select(host.c.robots).where(host.c.name == bindparam("host_name")))
_KEEP = Prepared(
    update(host)
    .where(host.c.name == bindparam("host_name"))
    .values(robots=bindparam("packed"), robots_at=bindparam("now"))
)


def read_robots(connection: Connection, name: str) -> bytes | None:
    """Give the robots.txt of a host; None where none is kept."""
    packed = _READ.scalar(connection, {"host_name": name})
    return None if packed is None else unpack(packed, base=b"", size=LARGEST)


def keep_robots(connection: Connection, name: str, body: bytes, *, now: datetime) -> None:
    """Keep the robots.txt of a host in place of an older one."""
    with step("robots"):
        _KEEP.run(connection, {"host_name": name, "packed": pack(body, previous=None).data, "now": now})
