"""What was taken out of the record, and why: links of an article's chain beside its versions."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection, bindparam, insert, select, update

from tracker.edges.blobs import sha256
from tracker.edges.store.columns import storable
from tracker.edges.store.encoding import canonical
from tracker.edges.store.evidence import GENESIS
from tracker.edges.store.rows import AnyRow
from tracker.edges.store.schema import article
from tracker.edges.store.schema_beside import tombstone
from tracker.edges.store.steps import step
from tracker.errors import RedactedError
from tracker.model import Kept, Tombstone

_ADD = insert(tombstone)
_ALL = select(tombstone).order_by(tombstone.c.article_id, tombstone.c.id)
_OF = _ALL.where(tombstone.c.article_id == bindparam("article_id"))
_UNFINISHED = _ALL.where(tombstone.c.complete.is_(False))
_FINISH = update(tombstone).where(tombstone.c.complete.is_(False)).values(complete=True)
_LENGTHEN = update(article).where(article.c.id == bindparam("of_article")).values(chain_hash=bindparam("new_hash"))


def bury(
    connection: Connection,
    row: AnyRow,
    numbers: Iterable[int],
    *,
    what: Kept,
    reason: str,
    now: datetime,
    complete: bool,
) -> None:
    """Write one tombstone for each number onto the end of an article's chain.

    Args:
        row: the article's, as it stands; its chain is longer afterwards.
        numbers: of versions; 0 stands for all there are.
        complete: False where what was taken out is still to be wiped from files and free pages.
    """
    newest = row.chain_hash or GENESIS
    with step("tombstone"):
        for number in numbers:
            values = {"what": what.value, "number": number, "after": row.versions, "written": now}
            values |= {"reason": storable(reason), "previous": newest}
            newest = tombstone_hash(values)
            more = {"article_id": row.id, "chain_hash": newest, "complete": complete}
            connection.execute(_ADD, values | more)
        connection.execute(_LENGTHEN, {"of_article": row.id, "new_hash": newest})


def tombstone_hash(row: dict[str, object]) -> str:
    """Give the hash that binds a tombstone to all before it.

    It covers the hash before it and the canonical JSON of what, number, after, reason and written: parted by a line
    feed, hashed with SHA-256, in hex.
    """
    terms = canonical({name: row[name] for name in ("what", "number", "after", "reason", "written")})
    return sha256(str(row["previous"]).encode() + b"\n" + terms)


def read_tombstones(connection: Connection, article_id: int | None = None) -> list[Tombstone]:
    """Give the tombstones of one article, or of all, in the order of their chains."""
    if article_id is None:
        return [_tombstone_of(row) for row in connection.execute(_ALL)]
    return [_tombstone_of(row) for row in connection.execute(_OF, {"article_id": article_id})]


def taken_out(connection: Connection, article_id: int, number: int) -> RedactedError:
    """Give the error for what is asked of a version and was taken out of the record."""
    stones = [stone for stone in read_tombstones(connection, article_id) if stone.covers(number)]
    redacted = [stone for stone in stones if stone.what is Kept.REDACTED]
    which = f"version {number} of article {article_id}" if number else f"article {article_id}"
    if not stones:
        return RedactedError(f"{which} is not whole, and nothing says why; see: tracker verify {article_id}")
    last = (redacted or stones)[-1]
    what = "was redacted" if redacted else "is kept without its page, which was pruned"
    return RedactedError(f"{which} {what} on {last.written:%Y-%m-%d %H:%M} UTC: {last.reason}")


def read_unfinished(connection: Connection) -> list[Tombstone]:
    """Give the tombstones whose words may still stand in files or free pages."""
    return [_tombstone_of(row) for row in connection.execute(_UNFINISHED)]


def finish(connection: Connection) -> None:
    """Note that all words which tombstones speak of are wiped."""
    with step("wiped"):
        connection.execute(_FINISH)


def _tombstone_of(row: AnyRow) -> Tombstone:
    return Tombstone(
        article_id=row.article_id,
        number=row.number,
        what=Kept(row.what),
        after=row.after,
        reason=row.reason,
        written=row.written,
        previous=row.previous,
        chain_hash=row.chain_hash,
        complete=row.complete,
    )
