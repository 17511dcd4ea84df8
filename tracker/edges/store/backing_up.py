"""Copies of a whole record: made beside a writer, proven after they were written, and put back where none is."""

from __future__ import annotations

import sqlite3
import stat
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import cast

from sqlalchemy import Connection, NullPool
from sqlalchemy.exc import SQLAlchemyError

from tracker.edges.store import preparing, queries, verifying
from tracker.edges.store.opening import archive_path, explained, make_folder, reading_engine, translated, writing_engine
from tracker.edges.store.page_sums import sums_path
from tracker.edges.store.steps import step
from tracker.edges.whole_file import clear_killed, written_whole
from tracker.errors import NotFoundError, StoreDamagedError, StoreNewerError, StoreUnwritableError, TrackerError
from tracker.model import DeliveryState

_MAGIC = b"SQLite format 3\0"
_OURS = frozenset({"alembic_version", "meta", "article", "version", "blob", "visit"})
_PAGES = 2048
_UNWIPED = "SELECT 1 FROM tombstone WHERE NOT complete LIMIT 1"
_LEFT = ("-wal", "-shm", "-journal")
_ALL = "SELECT type || ' ' || name FROM sqlite_master WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
# What does something by itself, which is refused before anything is read from its tables.
_UNASKED = f"{_ALL} AND type IN ('trigger', 'view')"


@dataclass(frozen=True, slots=True, kw_only=True)
class WholeCopy:
    """A copy of a whole record that was proven: where it is, and what it holds; `size` in bytes.

    Attributes:
        owed: alerts that had not gone out when the copy was made.
    """

    path: Path
    articles: int
    versions: int
    owed: int
    size: int


def back_up(data: Path, target: Path) -> WholeCopy:
    """Copy a data folder's record into one file, also beside a daemon that writes, and prove the copy.

    Raises:
        NotFoundError: there is no record.
        OutputError: `target` is there already, or cannot be written.
        StoreDamagedError: the record does not hold; no copy is left.
    """
    path = archive_path(data)
    if not path.exists():
        raise NotFoundError(f"nothing is watched in {data}: there is nothing to back up yet")
    with written_whole(target, name="store.backup") as unfinished:
        _copy(path, unfinished)
        _wipe_redacted(unfinished)
        held = _proven(unfinished, of=path)
    return replace(held, path=target)


def restore(data: Path, source: Path) -> WholeCopy:
    """Put a copy in the place of a record that is not there; the caller holds the lock.

    One of an older schema is brought up to date on the way; `source` stays as it is.

    Raises:
        StoreUnwritableError: there is a record already, or what one left behind.
        StoreDamagedError, StoreNewerError, NotFoundError: `source` is no sound copy that this program can read.
    """
    path = archive_path(data)
    expect_no_record(data)
    revision = expect_copy(source)
    make_folder(data)
    with written_whole(path, name="store.restore") as unfinished:
        _copy(source, unfinished)
        if revision != preparing.HEAD:
            _bring_up_to_date(unfinished)
        with translated(source), _reading(unfinished) as connection:
            _expect_ours(connection, _ALL, source)
        held = _proven(unfinished, of=source)
        # Of a record that was moved away.
        sums_path(path).unlink(missing_ok=True)
    return replace(held, path=path)


def is_copy(path: Path) -> bool:
    """Whether a file, under whatever name, is a copy of a record; one that cannot be read is none."""
    try:
        _expect_database(path)
        with _reading(path) as connection:
            return _tables(connection) >= _OURS
    except (TrackerError, OSError, sqlite3.Error, SQLAlchemyError):
        return False


def expect_no_record(data: Path) -> None:
    """Make sure that a record can be put here without one being lost; what a killed restore left goes.

    Raises:
        StoreUnwritableError: there is one, or the journal of one.
    """
    path = archive_path(data)
    clear_killed(path)
    for found in (path, *(path.with_name(path.name + left) for left in _LEFT)):
        if found.exists():
            raise StoreUnwritableError(
                f"{found} is there already and stays as it is: move it away, or restore into another folder with --data"
            )


def expect_copy(source: Path) -> str:
    """Make sure that a file is a copy of a record that this program can read; gives its schema.

    Raises:
        NotFoundError: there is no such file.
        StoreDamagedError: it is no copy of a record, or damaged.
        StoreNewerError: a newer tracker wrote it.
    """
    _expect_database(source)
    with translated(source), _reading(source) as connection:
        if not _tables(connection) >= _OURS:
            raise StoreDamagedError(f"{source} is a database, but no backup of the tracker: name one that it made")
        (revision,) = connection.execute("SELECT version_num FROM alembic_version").fetchone() or ("",)
        if revision not in preparing.REVISIONS:
            if not revision:
                raise StoreDamagedError(
                    f"{source} is damaged (it does not say which tracker made it); use another copy"
                )
            raise StoreNewerError(f"{source} was written by a newer tracker ({revision}); upgrade this one to read it")
        _expect_ours(connection, _UNASKED, source)
    return str(revision)


def _expect_ours(connection: sqlite3.Connection, query: str, source: Path) -> None:
    foreign = {row[0] for row in connection.execute(query)} - _our_own()
    if foreign:
        raise StoreDamagedError(f"{source} holds a {min(foreign)}, which no record has: it was tampered with")


def _expect_database(source: Path) -> None:
    if not source.exists():
        raise NotFoundError(f"{source} is not there: name a file that tracker backup made")
    with translated(source):
        if not stat.S_ISREG(source.stat().st_mode):
            raise StoreDamagedError(f"{source} is no ordinary file: name one that tracker backup made")
        with source.open("rb") as file:
            if file.read(len(_MAGIC)) != _MAGIC:
                raise StoreDamagedError(f"{source} is no backup of the tracker: name a file that tracker backup made")


def _tables(connection: sqlite3.Connection) -> set[str]:
    return {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}


def _our_own() -> set[str]:
    """Give all tables, indexes, triggers and views that a record has by itself."""
    with TemporaryDirectory(prefix="tracker-") as folder:
        preparing.prepared_engine(Path(folder)).dispose()
        with _reading(archive_path(Path(folder))) as connection:
            return {row[0] for row in connection.execute(_ALL)}


@contextmanager
def _reading(path: Path) -> Iterator[sqlite3.Connection]:
    opened = reading_engine(path, pool=NullPool).raw_connection()
    try:
        connection = cast("sqlite3.Connection", opened.driver_connection)
        connection.execute("PRAGMA trusted_schema=OFF")
        yield connection
    finally:
        opened.close()


def _copy(source: Path, target: Path) -> None:
    """Copy page by page what one moment of the source shows; a writer beside it neither waits nor is seen."""
    with step("copy"), _translated(source, target), _reading(source) as reader, closing(_unsafe(target)) as writer:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM sqlite_master").fetchone()
        reader.backup(writer, pages=_PAGES)
        # One file and nothing beside it: it can be read from a medium that cannot be written.
        writer.execute("PRAGMA journal_mode=DELETE")


def _wipe_redacted(copy: Path) -> None:
    """Write a copy anew where a redaction is not wiped from the record yet: its free pages still hold the words."""
    with _translated(copy, copy), closing(_unsafe(copy)) as connection:
        if connection.execute(_UNWIPED).fetchone() is not None:
            connection.execute("VACUUM")


@contextmanager
def _translated(source: Path, target: Path) -> Iterator[None]:
    try:
        yield
    except (sqlite3.Error, SQLAlchemyError, OSError) as error:
        full = getattr(error, "sqlite_errorname", "") == "SQLITE_FULL"
        raise explained(error, target if full else source) from error


def _unsafe(path: Path) -> sqlite3.Connection:
    # What is unfinished when the power goes is thrown away: the whole file is made durable before it gets its name.
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode=OFF")
    connection.execute("PRAGMA synchronous=OFF")
    return connection


def _bring_up_to_date(path: Path) -> None:
    from tracker.edges.store.migrations import run_migrations

    with translated(path):
        engine = writing_engine(path)
        try:
            run_migrations(engine)
        finally:
            engine.dispose()


@contextmanager
def _connected(path: Path, of: Path) -> Iterator[Connection]:
    with translated(of):
        engine = reading_engine(path, pool=NullPool)
        with engine.connect() as connection:
            yield connection


def _proven(path: Path, *, of: Path) -> WholeCopy:
    """Read a copy whole: pages, keys, every blob and every chain."""
    with step("proof"), _connected(path, of) as connection:
        trouble = _trouble(connection)
        if trouble:
            raise StoreDamagedError(
                f"{of} does not hold ({trouble}); no copy was kept: tracker verify names what is broken, "
                "and tracker export saves what can be read"
            )
        states = queries.state_counts(connection)
        owed = dict(queries.delivery_counts(connection)).get(DeliveryState.PENDING, 0)
    return WholeCopy(
        path=path,
        articles=sum(count for _, count, _ in states),
        versions=sum(kept for _, _, kept in states),
        owed=owed,
        size=path.stat().st_size,
    )


def _trouble(connection: Connection) -> str:
    (said,) = connection.exec_driver_sql("PRAGMA integrity_check(1)").one()
    if said != "ok":
        return str(said)
    if connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
        return "a row points to one that is not there"
    looped = verifying.looped_blob(connection)
    if looped is not None:
        return f"blob {looped} is said to be built on one that came after it"
    broken = next(verifying.verify(connection, None), None)
    return f"article {broken.article_id}, version {broken.number}: {broken.what}" if broken else ""
