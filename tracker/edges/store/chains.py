"""Blobs and their chains in the database: read through their bases, added one by one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import cache, reduce
from typing import Any

from sqlalchemy import BindParameter, Connection, bindparam, insert, select

from tracker.edges.blobs import Link, Packed, sha256, unpack
from tracker.edges.store.prepared import Prepared
from tracker.edges.store.recent import RecentLinks
from tracker.edges.store.rows import AnyRow
from tracker.edges.store.schema import blob
from tracker.edges.store.steps import step
from tracker.errors import StoreDamagedError

_START = select(blob).where(blob.c.id == bindparam("blob_id")).cte("chain", recursive=True)
# A base is always older than what is built on it: a forged circle ends here, and does not read back.
_CHAIN = _START.union_all(select(blob).join(_START, (blob.c.id == _START.c.base) & (blob.c.id < _START.c.id)))
_READ_CHAIN = Prepared(select(_CHAIN).order_by(_CHAIN.c.depth))
_READ_ONE = Prepared(select(blob).where(blob.c.id == bindparam("blob_id")))

_PACKED = ("codec", "base", "depth", "size", "sha256", "data")

RECENT = "recent_links"
"""The option of a connection that may remember what it read; the one that verifies has none."""


def read_link(connection: Connection, blob_id: int) -> Link:
    """Give a blob's raw bytes, proven by their hash, and what the next delta needs to know.

    Raises:
        StoreDamagedError: a blob of the chain is missing or does not read back.
    """
    recent = connection.get_execution_options().get(RECENT)
    if recent is None:
        return _walked(connection, blob_id)
    link = recent.get(blob_id) or _stepped(connection, blob_id, recent) or _walked(connection, blob_id)
    recent.put(link, replaces=None)
    return link


def _stepped(connection: Connection, blob_id: int, recent: RecentLinks) -> Link | None:
    """Read a blob whose base was read before: one step instead of the whole chain."""
    row = _READ_ONE.first(connection, {"blob_id": blob_id})
    base = recent.get(row.base) if row is not None else None
    if row is None or base is None:
        return None
    raw = _proven(_unpacked(base.raw, row), row)
    link = Link(id=blob_id, depth=row.depth, raw=raw, keyframe_bytes=base.keyframe_bytes, sha256=row.sha256)
    recent.put(link, replaces=base.id)
    return link


def _walked(connection: Connection, blob_id: int) -> Link:
    rows = _READ_CHAIN.all(connection, {"blob_id": blob_id})
    if not rows or rows[0].base is not None:
        raise StoreDamagedError(f"blob {blob_id} has lost a blob it was built on; see: tracker verify")
    raw = _proven(reduce(_unpacked, rows, b""), rows[-1])
    newest, whole = rows[-1], rows[0]
    return Link(id=blob_id, depth=newest.depth, raw=raw, keyframe_bytes=len(whole.data), sha256=newest.sha256)


def _proven(raw: bytes, row: AnyRow) -> bytes:
    if sha256(raw) != row.sha256:
        raise StoreDamagedError(f"blob {row.id} does not have the hash it was written with; see: tracker verify")
    return raw


def _unpacked(base: bytes, row: AnyRow) -> bytes:
    return unpack(row.data, base=base, size=row.size)


def add_blobs(connection: Connection, packed: Sequence[Packed | int]) -> list[int]:
    """Write packed blobs by one statement and give their ids; an id stands for a blob that is there already."""
    fresh = [one for one in packed if isinstance(one, Packed)]
    if not fresh:
        return [one for one in packed if isinstance(one, int)]
    values = {f"{name}_{place}": getattr(one, name) for place, one in enumerate(fresh) for name in _PACKED}
    with step("blob"):
        found = _adding(len(fresh)).all(connection, values)
    # No database promises to tell of the rows in the order in which they were given.
    ids: defaultdict[str, list[int]] = defaultdict(list)
    for row in sorted(found, reverse=True):
        ids[row.sha256].append(row.id)
    return [one if isinstance(one, int) else ids[one.sha256].pop() for one in packed]


@cache
def _adding(count: int) -> Prepared:
    """Give what writes so many blobs."""
    rows: list[dict[str, BindParameter[Any]]] = [
        {name: bindparam(f"{name}_{place}") for name in _PACKED} for place in range(count)
    ]
    return Prepared(insert(blob).values(rows).returning(blob.c.id, blob.c.sha256), told=True)
