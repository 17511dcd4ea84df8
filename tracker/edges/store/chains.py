"""Blobs and their chains in the database: read through their bases, added one by one."""

from __future__ import annotations

from functools import reduce

from sqlalchemy import Connection, bindparam, insert, select

from tracker.edges.blobs import Link, Packed, sha256, unpack
from tracker.edges.store.rows import AnyRow
from tracker.edges.store.schema import blob
from tracker.edges.store.steps import add, step
from tracker.errors import StoreDamagedError

_START = select(blob).where(blob.c.id == bindparam("blob_id")).cte("chain", recursive=True)
_CHAIN = _START.union_all(select(blob).join(_START, blob.c.id == _START.c.base))
_READ_CHAIN = select(_CHAIN).order_by(_CHAIN.c.depth)
_ADD = insert(blob)


def read_link(connection: Connection, blob_id: int) -> Link:
    """Give a blob's raw bytes, proven by their hash, and what the next delta needs to know.

    Raises:
        StoreDamagedError: a blob of the chain is missing or does not read back.
    """
    rows = connection.execute(_READ_CHAIN, {"blob_id": blob_id}).all()
    if not rows or rows[0].base is not None:
        raise StoreDamagedError(f"blob {blob_id} has lost a blob it was built on; see: tracker verify")
    raw = reduce(_unpacked, rows, b"")
    if sha256(raw) != rows[-1].sha256:
        raise StoreDamagedError(f"blob {blob_id} does not have the hash it was written with; see: tracker verify")
    return Link(id=blob_id, depth=rows[-1].depth, raw=raw, keyframe_bytes=len(rows[0].data))


def _unpacked(base: bytes, row: AnyRow) -> bytes:
    return unpack(row.data, base=base, size=row.size)


def add_blob(connection: Connection, packed: Packed | int) -> int:
    """Write a packed blob and give its id; an id stands for a blob that is there already."""
    if isinstance(packed, int):
        return packed
    with step("blob"):
        return add(
            connection,
            _ADD,
            {
                "codec": packed.codec,
                "base": packed.base,
                "depth": packed.depth,
                "size": packed.size,
                "sha256": packed.sha256,
                "data": packed.data,
            },
        )
