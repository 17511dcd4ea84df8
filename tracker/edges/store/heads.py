"""The head of the record: one hash over the newest link of every article, as it is now and as it was.

Versions and tombstones are only ever added, and their ids only ever grow. So the first so many of each are what the
record held when it had so many: a head that was published can be made again from the record as it has grown.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection, bindparam, func, select

from tracker.edges.store.encoding import canonical
from tracker.edges.store.merkle import merkle_root
from tracker.edges.store.rows import AnyRow
from tracker.edges.store.schema import meta, version
from tracker.edges.store.schema_beside import day_root, tombstone
from tracker.model import Head

_STORE_ID = select(meta.c.value).where(meta.c.key == "store_id")
_VERSION_COUNT = select(func.count()).select_from(version)
_TOMBSTONE_COUNT = select(func.count()).select_from(tombstone)
_LAST_ID = select(version.c.id).order_by(version.c.id).limit(1).offset(bindparam("before"))
_LAST_SEEN = select(version.c.first_seen).order_by(version.c.id).limit(1).offset(bindparam("before"))
_NEWEST_NUMBERS = (
    select(version.c.article_id, func.max(version.c.number).label("number"))
    .where(version.c.id <= bindparam("last_id"))
    .group_by(version.c.article_id)
    .subquery("newest")
)
_NEWEST = (
    select(version.c.article_id, version.c.number, version.c.chain_hash)
    .join(
        _NEWEST_NUMBERS,
        (_NEWEST_NUMBERS.c.article_id == version.c.article_id) & (_NEWEST_NUMBERS.c.number == version.c.number),
    )
    .order_by(version.c.article_id)
)
_TOMBSTONES = select(tombstone).order_by(tombstone.c.id).limit(bindparam("most"))
_NEWEST_DAY = select(day_root.c.day).order_by(day_root.c.day.desc()).limit(1)
_DAY_HASH = select(day_root.c.chain_hash).where(day_root.c.day == bindparam("of_day"))


def present_head(connection: Connection, now: datetime) -> Head:
    """Give the head of the record as it stands."""
    versions = int(connection.execute(_VERSION_COUNT).scalar_one())
    tombstones = int(connection.execute(_TOMBSTONE_COUNT).scalar_one())
    day = connection.execute(_NEWEST_DAY).scalar() or ""
    leaves = _leaves(connection, versions, tombstones, day)
    return Head(
        time=now,
        store=store_id(connection),
        articles=len(leaves) - bool(day),
        versions=versions,
        tombstones=tombstones,
        day=day,
        root=merkle_root(leaves),
    )


def store_id(connection: Connection) -> str:
    """Give the record's public id."""
    return str(connection.execute(_STORE_ID).scalar() or "")


def what_speaks_against(connection: Connection, told: Head, now: datetime) -> str:
    """Say why a head that was published does not hold for the record as it has grown; empty where it does."""
    present = present_head(connection, now)
    if told.store != present.store:
        return f"it is of another record ({told.store}), this one is {present.store}"
    fewer = [name for name in ("versions", "tombstones") if getattr(told, name) > getattr(present, name)]
    if fewer:
        counts = " and ".join(f"{getattr(present, name)} of {getattr(told, name)} {name}" for name in fewer)
        return f"the record holds {counts} that were there then: some were taken out, or it is an older copy"
    if told.day and connection.execute(_DAY_HASH, {"of_day": told.day}).scalar() is None:
        return f"the hash of the day {told.day} is not in the record any more"
    leaves = _leaves(connection, told.versions, told.tombstones, told.day)
    if merkle_root(leaves) != told.root:
        return "what the record held then hashes to another root now: it was changed since"
    if len(leaves) - bool(told.day) != told.articles:
        return f"its root holds, but covers {len(leaves) - bool(told.day)} articles: the line itself was changed"
    return _wrong_time(connection, told, now)


def _wrong_time(connection: Connection, told: Head, now: datetime) -> str:
    """Say where a head gives a time at which it cannot have been made: no hash of it covers that."""
    last = connection.execute(_LAST_SEEN, {"before": told.versions - 1}).scalar() if told.versions else None
    too_early = last is not None and told.time < last.replace(microsecond=0)
    if not too_early and told.time <= now:
        return ""
    why = "before the newest version it covers was seen" if too_early else "which is still to come"
    return f"its root holds, but it gives a time {why}: the line itself was changed, or a clock was wrong"


def _leaves(connection: Connection, versions: int, tombstones: int, day: str) -> list[bytes]:
    newest = _newest_versions(connection, versions)
    stones = connection.execute(_TOMBSTONES, {"most": tombstones}).all() if tombstones else ()
    leaves = [head_leaf(article, link) for article, link in newest_links(newest, stones)]
    if day:
        leaves.append(day_leaf(day, str(connection.execute(_DAY_HASH, {"of_day": day}).scalar())))
    return leaves


def _newest_versions(connection: Connection, count: int) -> Iterable[AnyRow]:
    if not count:
        return ()
    last = connection.execute(_LAST_ID, {"before": count - 1}).scalar_one()
    return connection.execute(_NEWEST, {"last_id": last}).all()


def newest_links(versions: Iterable[AnyRow], tombstones: Iterable[AnyRow]) -> list[tuple[int, str]]:
    """Give each article's newest link, by article: a tombstone where one stands behind the newest version.

    Args:
        versions: the newest of each article: `article_id`, `number`, `chain_hash`.
        tombstones: oldest first: `article_id`, `after` (the version it stands behind), `chain_hash`.
    """
    links = {row.article_id: (row.number, row.chain_hash) for row in versions}
    for stone in tombstones:
        number, _ = links.get(stone.article_id, (0, ""))
        if stone.after >= number:
            links[stone.article_id] = (stone.after, stone.chain_hash)
    return [(article, link) for article, (_, link) in sorted(links.items())]


def head_leaf(article: int, chain_hash: str) -> bytes:
    """Give what a head says of an article."""
    return canonical({"article": article, "chain_hash": chain_hash})


def day_leaf(day: str, chain_hash: str) -> bytes:
    """Give what a head says of the newest day, and by its chain of all days before it."""
    return canonical({"day": day, "chain_hash": chain_hash})
