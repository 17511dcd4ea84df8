"""Days of the record: each closed once it has ended, then hashed, and chained to the one before.

A row belongs to the day on which its look ended, or, where that day is closed already, to the first that is not:
nothing is ever added to a closed day, nor changed in it. So its root can be made again for ever, whatever clocks do.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import Connection, bindparam, delete, func, insert, select, update

from tracker.edges.blobs import sha256
from tracker.edges.store.columns import EPOCH
from tracker.edges.store.encoding import canonical
from tracker.edges.store.evidence import GENESIS
from tracker.edges.store.merkle import Tree
from tracker.edges.store.prepared import Prepared
from tracker.edges.store.rows import AnyRow
from tracker.edges.store.schema import meta, version, visit
from tracker.edges.store.schema_beside import day_root
from tracker.edges.store.steps import step
from tracker.errors import StoreDamagedError
from tracker.model import DayRoot, Stamp

CLOSED = "days_closed"
"""The key under which the record keeps the last day that is closed, in days since 1970."""

READ_CLOSED = select(meta.c.value).where(meta.c.key == CLOSED)
_READ_CLOSED = Prepared(READ_CLOSED)
_FORGET_CLOSED = delete(meta).where(meta.c.key == CLOSED)
_ADD_META = insert(meta)

FORM = 2
"""Of the leaves of days that are hashed from now on; a day that is hashed keeps the form it was hashed with."""

_FIRST_VERSION_TERMS = ("number", "chain_hash", "capture_sha256")
_FIRST_VISIT_TERMS = ("began", "ended", "outcome", "state", "status", "size", "version", "looks", "widest_gap", "rung")
# By form; what a version's words could be known by is covered by its hashes alone, since words may have to go.
_VERSION_TERMS = {
    1: _FIRST_VERSION_TERMS,
    2: (
        *_FIRST_VERSION_TERMS,
        *("story_sha256", "reread_sha256", "published", "modified", "change", "program", "walker"),
    ),
}
_VISIT_TERMS = {1: _FIRST_VISIT_TERMS, 2: (*_FIRST_VISIT_TERMS, "unwatched")}
_VERSIONS = (
    select(version.c.article_id, *(version.c[name] for name in _VERSION_TERMS[FORM]))
    .where(version.c.day == bindparam("on"))
    .order_by(version.c.id)
)
_VISITS = (
    select(visit.c.article_id, *(visit.c[name] for name in _VISIT_TERMS[FORM]))
    .where(visit.c.day == bindparam("on"))
    .order_by(visit.c.id)
)
_NEXT = tuple(
    select(func.min(table.c.day)).where(table.c.day > bindparam("after"), table.c.day <= bindparam("through"))
    for table in (version, visit)
)
ALL = select(day_root).order_by(day_root.c.day)
ONE = select(day_root).where(day_root.c.day == bindparam("of_day"))
_NEWEST = select(day_root).order_by(day_root.c.day.desc()).limit(1)
_ADD = insert(day_root)
_STAMP = (
    update(day_root)
    .where(day_root.c.day == bindparam("of_day"))
    .values(timestamp_token=bindparam("answer"), timestamp_at=bindparam("at"), timestamp_next=None, timestamp_told="")
)
_POSTPONE = (
    update(day_root)
    .where(day_root.c.day == bindparam("of_day"), day_root.c.timestamp_token.is_(None))
    .values(
        timestamp_tries=day_root.c.timestamp_tries + 1,
        timestamp_next=bindparam("again"),
        timestamp_told=bindparam("told"),
    )
)


def day_number(moment: datetime) -> int:
    """Give the day of a time in UTC, in days since 1970."""
    return (moment - EPOCH).days


def day_name(number: int) -> str:
    """Give a day as it is written, such as `2026-03-14`."""
    return (EPOCH + timedelta(days=number)).date().isoformat()


def numbered(name: str) -> int:
    """Give a written day's number."""
    found = date.fromisoformat(name)
    return day_number(datetime(found.year, found.month, found.day, tzinfo=UTC))


def closed_through(connection: Connection) -> int:
    """Give the last day that is closed; -1 where none is."""
    return _closed(read_closed(connection))


def read_closed(connection: Connection) -> str | None:
    """Give the last day that is closed as the record notes it; None where none is."""
    found: str | None = _READ_CLOSED.scalar(connection)
    return found


def _closed(value: str | None) -> int:
    return -1 if value is None else int(value)


def open_day(moment: datetime, *, closed: str | None) -> int:
    """Give the day that what happened at a time belongs to: its own, or the first that is not closed.

    Args:
        closed: what `READ_CLOSED` or `read_closed` gives.
    """
    return max(day_number(moment), _closed(closed) + 1)


def close_days(connection: Connection, now: datetime) -> None:
    """Close all days before today: from here on nothing is added to them."""
    yesterday = day_number(now) - 1
    if yesterday > closed_through(connection):
        with step("close_days"):
            connection.execute(_FORGET_CLOSED)
            connection.execute(_ADD_META, {"key": CLOSED, "value": str(yesterday)})


def next_root(connection: Connection, now: datetime) -> DayRoot | None:
    """Hash the first closed day that has no root yet; None where all have one. Days without a look have none."""
    newest = connection.execute(_NEWEST).first()
    after = numbered(newest.day) if newest else -1
    through = closed_through(connection)
    firsts = [connection.execute(query, {"after": after, "through": through}).scalar() for query in _NEXT]
    days = [day for day in firsts if day is not None]
    if not days:
        return None
    root, versions, visits = root_of(connection, min(days), FORM)
    previous = newest.chain_hash if newest else GENESIS
    found = DayRoot(
        day=day_name(min(days)),
        versions=versions,
        visits=visits,
        root=root,
        previous=previous,
        chain_hash="",
        written=now,
        form=FORM,
    )
    return replace(found, chain_hash=day_chain_hash(found))


def root_of(connection: Connection, day: int, form: int) -> tuple[str, int, int]:
    """Make a day's root from its rows; gives it with how many versions and visits it covers.

    Raises:
        StoreDamagedError: no tracker knows this form of leaves.
    """
    if form not in _VISIT_TERMS:
        raise StoreDamagedError(f"its leaves are of a form {form} that no tracker writes")
    tree = Tree()
    for leaf in _version_leaves(connection, day, form):
        tree.add(leaf)
    versions = tree.leaves
    for leaf in _visit_leaves(connection, day, form):
        tree.add(leaf)
    return tree.root, versions, tree.leaves - versions


def _version_leaves(connection: Connection, day: int, form: int) -> Iterator[bytes]:
    for row in connection.execute(_VERSIONS, {"on": day}):
        yield version_leaf(row, form)


def _visit_leaves(connection: Connection, day: int, form: int) -> Iterator[bytes]:
    for row in connection.execute(_VISITS, {"on": day}):
        yield visit_leaf(row, form)


def version_leaf(row: AnyRow, form: int) -> bytes:
    """Give what a day's root says of a version: its link in the chain, the hashes of its parts, what is noted of it.

    Its headline is left out: it is that of the story, whose hash is covered, and may have to be forgotten.
    """
    terms = {name: getattr(row, name) for name in _VERSION_TERMS[form]}
    return canonical({"kind": "version", "article": row.article_id} | terms)


def visit_leaf(row: AnyRow, form: int) -> bytes:
    """Give what a day's root says of a visit, or of a run of visits.

    Its reason is left out: the words may quote a page, and a page may have to be forgotten.
    """
    terms = {name: getattr(row, name) for name in _VISIT_TERMS[form]}
    return canonical({"kind": "visit", "article": row.article_id} | terms)


def day_chain_hash(found: DayRoot) -> str:
    """Give the hash that binds a day to all before it.

    It covers the hash before it (64 zeros before the first) and the canonical JSON of day, versions, visits and root:
    parted by a line feed, hashed with SHA-256, in hex.
    """
    terms = {"day": found.day, "versions": found.versions, "visits": found.visits, "root": found.root}
    return sha256(found.previous.encode() + b"\n" + canonical(terms))


def write_root(connection: Connection, found: DayRoot) -> None:
    """Write a day's root behind the newest; one that is written already, or whose turn it is not, changes nothing."""
    newest = connection.execute(_NEWEST).first()
    if (newest.chain_hash if newest else GENESIS) != found.previous:
        return
    with step("day_root"):
        connection.execute(
            _ADD,
            {
                "day": found.day,
                "versions": found.versions,
                "visits": found.visits,
                "root": found.root,
                "previous": found.previous,
                "chain_hash": found.chain_hash,
                "written": found.written,
                "form": found.form,
                "timestamp_tries": 0,
                "timestamp_told": "",
            },
        )


def newest_root(connection: Connection) -> DayRoot | None:
    """Give the newest day that has a root; None where none has."""
    row = connection.execute(_NEWEST).first()
    return None if row is None else day_root_of(row)


def all_roots(connection: Connection) -> list[DayRoot]:
    """Give the days that have roots, oldest first."""
    return [day_root_of(row) for row in connection.execute(ALL)]


def day_root_of(row: AnyRow) -> DayRoot:
    """Give the day of its row."""
    stamped = row.timestamp_token is not None and row.timestamp_at is not None
    return DayRoot(
        day=row.day,
        versions=row.versions,
        visits=row.visits,
        root=row.root,
        previous=row.previous,
        chain_hash=row.chain_hash,
        written=row.written,
        form=row.form,
        stamp=Stamp(at=row.timestamp_at, answer=row.timestamp_token) if stamped else None,
        tries=row.timestamp_tries,
        next_try=row.timestamp_next,
        told=row.timestamp_told,
    )


def write_stamp(connection: Connection, day: str, stamp: Stamp) -> None:
    """Keep a timestamp on a day."""
    with step("timestamp"):
        connection.execute(_STAMP, {"of_day": day, "answer": stamp.answer, "at": stamp.at})


def postpone_stamp(connection: Connection, day: str, *, again: datetime, told: str) -> None:
    """Note that no timestamp was given, why, and when to ask again."""
    with step("timestamp_later"):
        connection.execute(_POSTPONE, {"of_day": day, "again": again, "told": told})
