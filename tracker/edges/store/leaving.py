"""All that is kept, link by link, as it leaves the record in an export: one moment of it, whatever is written then."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import TypeVar

from sqlalchemy import Connection, bindparam, column, inspect, select, table
from sqlalchemy.exc import DatabaseError

from tracker.edges.store import queries
from tracker.edges.store.chains import RECENT, read_link
from tracker.edges.store.columns import Moment
from tracker.edges.store.encoding import decoded
from tracker.edges.store.evidence import GENESIS
from tracker.edges.store.opening import NO_TRACKER_WRITES
from tracker.edges.store.recent import RecentLinks
from tracker.edges.store.rows import AnyRow
from tracker.edges.store.schema import version
from tracker.errors import StoreDamagedError
from tracker.model import Article, Capture, Keeping, KeptGap, KeptLink, KeptTombstone, KeptVersion, Story, Version

Value = TypeVar("Value", Story, Capture)

_ROWS = select(version).where(version.c.article_id == bindparam("article_id")).order_by(version.c.number)
_LINK = ("what", "number", "after", "reason", "written", "previous", "chain_hash")
_STONE = table(
    "tombstone", column("id"), column("article_id"), *(column(name) for name in _LINK if name != "written"),
    column("written", Moment),
)  # fmt: skip
_STONES = select(_STONE).where(_STONE.c.article_id == bindparam("article_id")).order_by(_STONE.c.id)


def kept(connection: Connection, article_ids: Sequence[int] | None, since: datetime | None) -> Iterator[KeptLink]:
    """Yield each version and tombstone, article by article in the order of the chain.

    Args:
        article_ids: None: of all articles, those that were removed too.
        since: leave out what is older; the first one given names the hash that it stands on.

    Raises:
        NotFoundError: no such article.
    """
    connection = connection.execution_options(**{RECENT: RecentLinks()})
    articles = queries.articles(connection) if article_ids is None else _named(connection, article_ids)
    chained = {one["name"] for one in inspect(connection).get_columns("tombstone")} >= set(_LINK)
    for article in articles:
        try:
            yield from _kept_of(connection, article, since, chained=chained)
        except (DatabaseError, StoreDamagedError, *NO_TRACKER_WRITES) as error:
            yield KeptGap(article_id=article.id, why=f"its rows do not read: {getattr(error, 'orig', error)}")


def _named(connection: Connection, article_ids: Sequence[int]) -> list[Article]:
    return [queries.article_by_id(connection, article_id) for article_id in article_ids]


def _kept_of(connection: Connection, article: Article, since: datetime | None, *, chained: bool) -> Iterator[KeptLink]:
    stones = _stones(connection, article.id) if chained else []
    standing = defaultdict[int, list[KeptTombstone]](list)
    for stone in stones:
        standing[stone.after].append(stone)
    rows = connection.execute(_ROWS, {"article_id": article.id}).all()
    previous = GENESIS
    for stone in standing[0]:
        if since is None or stone.written >= since:
            yield stone
        previous = stone.chain_hash
    for told, row in zip(queries.versions(connection, article.id), rows, strict=True):
        if since is None or row.first_seen >= since:
            yield _version(connection, article, told, row, previous=previous, stones=stones)
        previous = row.chain_hash
        for stone in standing[row.number]:
            if since is None or stone.written >= since:
                yield stone
            previous = stone.chain_hash


def _stones(connection: Connection, article_id: int) -> list[KeptTombstone]:
    found = connection.execute(_STONES, {"article_id": article_id}).all()
    return [
        KeptTombstone(article_id=article_id, **{name: row._mapping[name] for name in _LINK})  # noqa: SLF001 - its public name
        for row in found
    ]


def _version(
    connection: Connection, article: Article, told: Version, row: AnyRow, *, previous: str, stones: list[KeptTombstone]
) -> KeptVersion:
    keeping, reasons = _taken(row.number, stones)
    gone = keeping is Keeping.REDACTED
    body, body_trouble = (None, "") if gone or row.body_blob is None else _bytes(connection, row.body_blob)
    story, story_trouble = (None, "") if gone else _value(connection, Story, row.story_blob)
    capture, capture_trouble = (None, "") if gone else _value(connection, Capture, row.capture_blob)
    raw = _bytes(connection, row.capture_blob)[0] if capture is not None else None
    troubles = [trouble for trouble in (body_trouble, story_trouble, capture_trouble) if trouble]
    if row.body_blob is None and keeping is Keeping.WHOLE:
        keeping, reasons = Keeping.PRUNED, ["its bytes are not kept any more"]
    return KeptVersion(
        article=article,
        version=told,
        headers_sha256=row.headers_sha256,
        program=row.program,
        walker=row.walker,
        previous=previous,
        keeping=Keeping.DAMAGED if troubles else keeping,
        why="; ".join(troubles or reasons),
        story=story,
        capture=capture,
        capture_json=(raw or b"").decode("utf-8", "surrogatepass"),
        capture_sha256=row.capture_sha256,
        body=body,
    )


def _taken(number: int, stones: list[KeptTombstone]) -> tuple[Keeping, list[str]]:
    """Say what tombstones say of a version; one for all of them says it of those before it."""
    meant = [stone for stone in stones if stone.number == number or (stone.number == 0 and number <= stone.after)]
    redacted = [stone.reason for stone in meant if stone.what == Keeping.REDACTED]
    if redacted:
        return Keeping.REDACTED, redacted
    pruned = [stone.reason for stone in meant if stone.what == Keeping.PRUNED]
    return (Keeping.PRUNED, pruned) if pruned else (Keeping.WHOLE, [])


def _bytes(connection: Connection, blob_id: int | None) -> tuple[bytes | None, str]:
    if blob_id is None:
        return None, "it is not kept any more"
    try:
        return read_link(connection, blob_id).raw, ""
    except (DatabaseError, StoreDamagedError) as error:
        return None, str(getattr(error, "orig", error))


def _value(connection: Connection, kind: type[Value], blob_id: int | None) -> tuple[Value | None, str]:
    raw, trouble = _bytes(connection, blob_id)
    if raw is None:
        return None, trouble
    try:
        return decoded(kind, raw), ""
    except StoreDamagedError as error:
        return None, str(error)
