"""Blobs taken out of their chains: what was built on them is built anew first."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from sqlalchemy import BindParameter, Connection, Select, bindparam, delete, func, select, update

from tracker.edges.blobs import Packed, pack
from tracker.edges.store.chains import read_link
from tracker.edges.store.rows import AnyRow
from tracker.edges.store.schema import blob, version
from tracker.edges.store.steps import step

MOST_AT_ONCE = 500
"""So many ids stand in one statement: databases bound how many values a statement may have."""

_USED = select(version.c.body_blob, version.c.story_blob, version.c.capture_blob).where(
    version.c.article_id == bindparam("article_id")
)
_ANY_OF: BindParameter[list[int]] = bindparam("ids", expanding=True)
_KNOWN = select(blob.c.id, blob.c.base, blob.c.depth, func.length(blob.c.data).label("bytes")).where(
    blob.c.id.in_(_ANY_OF)
)
_BUILT_ON = select(blob.c.id, blob.c.base, blob.c.depth, func.length(blob.c.data).label("bytes")).where(
    blob.c.base.in_(_ANY_OF)
)
_REBASE = (
    update(blob)
    .where(blob.c.id == bindparam("blob_id"))
    .values({name: bindparam(f"new_{name}") for name in ("codec", "base", "depth", "size", "sha256", "data")})
)
_DROP = delete(blob).where(blob.c.id.in_(_ANY_OF))
_NEWEST = select(func.max(blob.c.id))


def drop_blobs(connection: Connection, article_id: int, blob_ids: Collection[int]) -> int:
    """Drop those of an article's blobs that no version of it points at any more; gives the bytes that are free now.

    The blobs that were built on one are proven, and packed again on what is left of their chain, or whole.

    Raises:
        StoreDamagedError: one that is to be packed again does not read back; nothing was dropped.
    """
    used = {one for row in connection.execute(_USED, {"article_id": article_id}) for one in row}
    unused = {row.id: row for row in _rows(connection, _KNOWN, set(blob_ids) - used)}
    if not unused:
        return 0
    freed = sum(int(row.bytes) for row in unused.values())
    built = [row for row in _rows(connection, _BUILT_ON, unused) if row.id not in unused]
    for row in sorted(built, key=lambda one: int(one.depth)):
        freed += int(row.bytes) - _rebased(connection, row, unused)
    _drop(connection, unused)
    return freed


def _rows(connection: Connection, statement: Select[Any], ids: Collection[int]) -> Iterator[AnyRow]:
    for some in _parted(ids):
        yield from connection.execute(statement, {"ids": some}).all()


def _parted(ids: Collection[int]) -> Iterator[list[int]]:
    ordered = list(ids)
    for start in range(0, len(ordered), MOST_AT_ONCE):
        yield ordered[start : start + MOST_AT_ONCE]


def _rebased(connection: Connection, row: AnyRow, unused: Mapping[int, AnyRow]) -> int:
    """Pack a blob again on the nearest base that stays; gives the bytes it takes now."""
    raw = read_link(connection, row.id).raw
    base = row.base
    while base in unused:
        base = unused[base].base
    packed = pack(raw, previous=None if base is None else read_link(connection, base))
    _write(connection, row.id, packed)
    return len(packed.data)


def _write(connection: Connection, blob_id: int, packed: Packed) -> None:
    values = {f"new_{name}": getattr(packed, name) for name in ("codec", "base", "depth", "size", "sha256", "data")}
    with step("rebase"):
        connection.execute(_REBASE, {"blob_id": blob_id} | values)


def _drop(connection: Connection, unused: Mapping[int, AnyRow]) -> None:
    newest = connection.execute(_NEWEST).scalar_one()
    if newest in unused:
        # An id that was given once must never be given again: a reader may still hold the old bytes under it.
        _write(connection, newest, pack(b"", previous=None))
    with step("blob_drop"):
        # From the ends of the chains, so that none goes before what is built on it.
        for some in _parted(sorted(unused.keys() - {newest}, key=lambda one: -int(unused[one].depth))):
            connection.execute(_DROP, {"ids": some})
