"""The part of the writer that keeps a record in step with its reader, its clock and itself."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Connection, bindparam, delete, insert, select

from tracker.edges.store import passages, queries, robots_files, sight
from tracker.edges.store.clock_steps import NOTICED, newest_request, shift_plans
from tracker.edges.store.schema import meta
from tracker.edges.store.source_store import SourceStore
from tracker.edges.store.steps import step
from tracker.model import Host

_BUCKET = "requests_left"
_FORGET = delete(meta).where(meta.c.key == bindparam("of_key"))
_ADD = insert(meta)
_READ = select(meta.c.value).where(meta.c.key == bindparam("key"))


class UpkeepStore(SourceStore):
    """An open record that is kept up."""

    def index_older(self, *, limit: int) -> int:
        """Make up to `limit` versions searchable that an older tracker kept; gives how many it were, 0 once all are."""
        found = self._read(lambda connection: passages.read_unindexed(connection, limit=limit))
        if found:
            self._commits.run(lambda connection: passages.index_older(connection, found))
        return len(found)

    def shift_plans(self, by: timedelta, *, since: datetime | None = None) -> None:
        """Move every time to come by as much as the clock was set; `since` then things are noted by the new clock."""
        self._commits.run(lambda connection: shift_plans(connection, by, since=since))
        self._leases.move(by)

    def follow_clock(self, now: datetime) -> timedelta:
        """Move what is planned where the clock was set back while nobody ran; gives by how much, 0 where it was not.

        A request that was made in the future says so. A clock that was set ahead is not told from time that passed.
        """
        newest = self._read(newest_request)
        if newest is None or newest - now <= NOTICED:
            return timedelta(0)
        self.shift_plans(now - newest)
        return now - newest

    def beat(self, now: datetime) -> None:
        """Note that the daemon is alive."""
        self._commits.run(lambda connection: _beat(connection, now))

    def keep_bucket(self, bucket: Host) -> None:
        """Keep what is left of the bound on all requests together."""
        words = f"{bucket.tokens!r} {bucket.tokens_at.isoformat()}"

        def put(connection: Connection) -> None:
            with step("bucket"):
                _put(connection, _BUCKET, words)

        self._commits.run(put)

    def bucket(self, now: datetime) -> Host | None:
        """Give what was left of the bound on all requests together; None where it was never kept.

        A clock that was set back since makes it no older than now.
        """
        words = self._read(lambda connection: connection.execute(_READ, {"key": _BUCKET}).scalar())
        if words is None:
            return None
        tokens, _, kept = str(words).partition(" ")
        at = min(datetime.fromisoformat(kept), now)
        return Host(name="all", ready_at=at, tokens=float(tokens), tokens_at=at)

    def robots(self, name: str) -> bytes | None:
        """Give the robots.txt of a host as it was kept; None where none is."""
        return self._read(lambda connection: robots_files.read_robots(connection, name))

    def keep_robots(self, name: str, body: bytes, now: datetime) -> None:
        """Keep the robots.txt of a host whose lease the caller holds."""
        self._commits.run(lambda connection: robots_files.keep_robots(connection, name, body, now=now))

    def planned_per_hour(self) -> list[tuple[Host, float]]:
        """Give each host with looks an hour that its articles' plans add up to."""
        return self._read(queries.planned_per_hour)


def _beat(connection: Connection, now: datetime) -> None:
    with step("beat"):
        _put(connection, sight.HEARTBEAT, now.isoformat())


def _put(connection: Connection, key: str, value: str) -> None:
    connection.execute(_FORGET, {"of_key": key})
    connection.execute(_ADD, {"key": key, "value": value})
