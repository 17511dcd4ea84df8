"""Words taken out of the record for good, in one transaction; number, times, hashes and chain stay."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import Connection, bindparam, select, update

from tracker.edges.store import claims
from tracker.edges.store.clearing import STEPS, Cleared
from tracker.edges.store.rebasing import drop_blobs
from tracker.edges.store.rows import AnyRow
from tracker.edges.store.schema import version
from tracker.edges.store.steps import step
from tracker.edges.store.tombstones import bury, taken_out
from tracker.errors import NotFoundError, UsageError
from tracker.model import ArticleState, Kept

ALL = 0
"""The number that stands for all versions of an article."""

_BLOBS = ("body_blob", "story_blob", "capture_blob")
_VERSIONS = (
    select(version.c.id, version.c.number, *(version.c[name] for name in _BLOBS))
    .where(version.c.article_id == bindparam("article_id"))
    .order_by(version.c.number)
)
_FORGET = update(version).where(version.c.id == bindparam("version_id")).values(dict.fromkeys(_BLOBS))


def redact(
    connection: Connection, article_id: int, numbers: Collection[int], *, reason: str, now: datetime
) -> tuple[int, ...]:
    """Take the words of some versions out of the record; gives the numbers of those that still had any.

    The tombstones are incomplete: what was freed is wiped, and files are cleared, after this transaction.

    Args:
        numbers: of versions; none means all, and ends the watch.

    Raises:
        NotFoundError: no such article or version.
        RedactedError: they are redacted already.
        UsageError: the newest version of an article that is watched: the next look would keep it again.
        StoreDamagedError: a version that stays does not read back; nothing was changed.
    """
    row = claims.article_row(connection, article_id)
    versions = connection.execute(_VERSIONS, {"article_id": article_id}).all()
    _refuse(connection, row, numbers, versions)
    chosen = [one for one in versions if not numbers or one.number in numbers]
    taken = [one for one in chosen if one.story_blob is not None]
    bury(connection, row, sorted(numbers) or [ALL], what=Kept.REDACTED, reason=reason, now=now, complete=False)
    _take_out(connection, row, taken)
    cleared = Cleared(
        row=row,
        numbers=frozenset(one.number for one in chosen),
        everything=not numbers,
        newest=not numbers or row.versions in numbers,
    )
    for clear in STEPS:
        with step("clear"):
            clear(connection, cleared)
    return tuple(one.number for one in taken)


def _take_out(connection: Connection, row: AnyRow, taken: Sequence[AnyRow]) -> None:
    if not taken:
        return
    with step("forget"):
        connection.execute(_FORGET, [{"version_id": one.id} for one in taken])
    blobs = {getattr(one, name) for one in taken for name in _BLOBS}
    drop_blobs(connection, row.id, {one for one in blobs if one is not None})


def _refuse(connection: Connection, row: AnyRow, numbers: Collection[int], versions: Sequence[AnyRow]) -> None:
    missing = sorted(set(numbers) - {one.number for one in versions})
    if missing:
        there = f"it has 1 to {row.versions}" if versions else "it has none"
        raise NotFoundError(f"article {row.id} has no version {missing[0]}: {there}")
    whole = {one.number for one in versions if one.story_blob is not None}
    if set(numbers) - whole or not (whole or row.chain_hash is None):
        raise taken_out(connection, row.id, min(set(numbers) - whole, default=int(bool(versions))))
    if row.versions in numbers and row.state != ArticleState.RETIRED.value:
        raise UsageError(
            f"version {row.versions} is what article {row.id} says now, and the next look would keep it again: end the "
            f"watch first (tracker remove {row.id}), or redact all of it with --all, which ends the watch too"
        )
