"""Engines, pragmas, and database errors as sentences."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Dialect, Engine, Pool, QueuePool, StaticPool, create_engine, event
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.util import LRUCache

from tracker.edges.fault_points import fault_point
from tracker.errors import StoreBusyError, StoreDamagedError, StoreError, StoreFullError, StoreUnwritableError

FILE_NAME = "archive.db"
BUSY_MILLISECONDS = 5000
# A commit copies and sums whole pages, seventeen for a version: of half the size they cost a fourteenth of its CPU
# less, and an eighth of the room.
PAGE_SIZE = 4096
SMALLEST_PAGE = 512

_DAMAGE = ("SQLITE_CORRUPT", "SQLITE_NOTADB", "SQLITE_FORMAT", "SQLITE_IOERR_SHORT_READ", "SQLITE_IOERR_DATA")
_BUSY = ("SQLITE_BUSY", "SQLITE_LOCKED", "SQLITE_PROTOCOL")


def archive_path(data: Path) -> Path:
    """Give the place of the record's file in a data folder."""
    return data / FILE_NAME


def record_files(data: Path) -> tuple[Path, ...]:
    """Give the files of a data folder that SQLite keeps locks on.

    Whoever closes one of them in a process that has the record open drops its locks, and the next program believes
    itself alone. Source: https://www.sqlite.org/howtocorrupt.html, section 2.2
    """
    path = archive_path(data)
    return (path, *(path.with_name(path.name + ending) for ending in ("-wal", "-shm", "-journal")))


def make_folder(data: Path) -> None:
    """Make the data folder, for its owner only, where it does not exist.

    Raises:
        StoreUnwritableError: it cannot be made, or is no folder.
    """
    try:
        data.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise StoreUnwritableError(
            f"the data folder {data} cannot be made ({error.strerror}); name another with --data"
        ) from error


def make_file(path: Path) -> None:
    """Make an empty file that only its owner can read, and its entry in the folder durable.

    Raises:
        StoreUnwritableError: it cannot be made.
    """
    with translated(path):
        fault_point("store.create.before")
        os.close(os.open(path, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600))
        _make_durable(path.parent)
        fault_point("store.create.after")


def put_in_place(made: Path, path: Path) -> None:
    """Give a record that was made beside its place its name, durably: nobody ever sees one that is half made.

    Raises:
        StoreUnwritableError: it cannot be renamed.
    """
    with translated(path):
        fault_point("store.create_rename.before")
        _make_durable(made)
        made.replace(path)
        _make_durable(path.parent)
        fault_point("store.create_rename.after")


def _make_durable(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def writing_engine(path: Path) -> Engine:
    """Give the engine of the one connection that writes and checkpoints."""
    engine = _engine(lambda: _writing(path), StaticPool)
    event.listen(engine, "begin", _begin_immediate)
    return engine


def reading_engine(path: Path, *, pool: type[Pool] = QueuePool) -> Engine:
    """Give the engine of connections that can only read, and are never blocked by the writer."""
    engine = _engine(lambda: _connected(f"file:{_quoted(path)}?{_read_mode(path)}", _READER_PRAGMAS), pool)
    event.listen(engine, "begin", _begin)
    return engine


def _engine(connect: Callable[[], sqlite3.Connection], pool: type[Pool]) -> Engine:
    engine = create_engine(
        "sqlite://", creator=connect, poolclass=pool, execution_options={"compiled_cache": _STATEMENTS}
    )
    # All talk to the same kind of database: a statement that one engine has put in words is not put in words again.
    engine.dialect = _dialect()
    return engine


@cache
def _dialect() -> Dialect:
    engine = create_engine("sqlite://")
    # What it knows of SQLite it learns as it connects.
    engine.connect().close()
    engine.dispose()
    return engine.dialect


def scratch_connection(path: Path) -> sqlite3.Connection:
    """Give a connection that only reads a record, and may write tables of its own beside it (`temp`)."""
    return _connected(f"file:{_quoted(path)}?{_read_mode(path)}", ())


_STATEMENTS = LRUCache[Any, Any](1000)

_WRITER_PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    # The journal is brought into the file by us alone, who sum the pages that come with it.
    "PRAGMA wal_autocheckpoint=0",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
)
_READER_PRAGMAS = ("PRAGMA query_only=ON",)


_FRESH_PRAGMAS = (
    f"PRAGMA page_size={PAGE_SIZE}",
    # What is freed can be given back by and by. It holds for new files, and for older ones once they were vacuumed.
    "PRAGMA auto_vacuum=INCREMENTAL",
)
_INCREMENTAL = 2


def _read_mode(path: Path) -> str:
    # On a read-only mount SQLite cannot make the file that readers and writer share; without a journal nobody writes.
    alone = not path.with_name(f"{path.name}-wal").exists()
    return "mode=ro&immutable=1" if alone and not os.access(path.parent, os.W_OK) else "mode=ro"


def _writing(path: Path) -> sqlite3.Connection:
    connection = _connected(f"file:{_quoted(path)}?mode=rw", ())
    with _closed_at_faults(connection):
        known = connection.execute("PRAGMA auto_vacuum").fetchone()[0]
        # Said again to a file that knows, it would be written to at each opening.
        for pragma in (*(() if known == _INCREMENTAL else _FRESH_PRAGMAS), *_WRITER_PRAGMAS):
            connection.execute(pragma).close()
    return connection


def _connected(uri: str, pragmas: tuple[str, ...]) -> sqlite3.Connection:
    # isolation_level None: transactions begin where we say so, not where Python's sqlite3 guesses.
    connection = sqlite3.connect(
        uri, uri=True, isolation_level=None, check_same_thread=False, timeout=BUSY_MILLISECONDS / 1000
    )
    with _closed_at_faults(connection):
        for pragma in pragmas:
            connection.execute(pragma).close()
    return connection


@contextmanager
def _closed_at_faults(connection: sqlite3.Connection) -> Iterator[None]:
    try:
        yield
    except sqlite3.Error:
        connection.close()
        raise


def _begin_immediate(connection: Connection) -> None:
    _say(connection, "BEGIN IMMEDIATE")


def _begin(connection: Connection) -> None:
    _say(connection, "BEGIN")


def _say(connection: Connection, words: str) -> None:
    # At the driver: a tenth of the cost, and what it raises is told by `explained` like the rest.
    with closing(connection.connection.cursor()) as cursor:
        cursor.execute(words)


def _quoted(path: Path) -> str:
    return path.resolve().as_uri().removeprefix("file://")


def expect_whole(path: Path) -> None:
    """Refuse a record that lost its end or its journal: nobody may write on top of what could still be put back.

    SQLite reads a last page that was cut as one filled with zeros. It removes the index of the journal (`-shm`) before
    the journal (`-wal`) and makes it after it: alone the index never stands.

    Raises:
        StoreDamagedError: the file is cut, empty or gone, or its journal is gone.
    """
    journal, index = path.with_name(f"{path.name}-wal"), path.with_name(f"{path.name}-shm")
    if index.exists() and not journal.exists() and index.exists():
        raise StoreDamagedError(
            f"{journal} is missing, which held what was written last to the record; put it back; "
            f"if it is lost for good, remove {index.name} to go on without"
        )
    if path.exists() and not path.stat().st_size:
        raise StoreDamagedError(
            f"the record {path} is empty (0 bytes): what it held is lost, or it never was one; "
            "move it away, then restore a backup or begin anew"
        )
    if journal.exists() and journal.stat().st_size and not path.exists():
        raise StoreDamagedError(
            f"the record {path} is missing, and its journal {journal.name} is there; put the record back, "
            "or move the journal away to begin anew"
        )
    # What a kill cut while it was copied from the journal is copied from there again.
    journalled = journal.exists() and journal.stat().st_size > 0
    if path.exists() and not journalled and path.stat().st_size % _page_size(path):
        raise StoreDamagedError(
            f"the record {path} is damaged (its end is missing); keep a copy of it, then see: tracker verify"
        )


def _page_size(path: Path) -> int:
    """Give the page size that a database tells of itself; the smallest there is where it is none."""
    # By SQLite, which looks at the first page alone here and closes no file under locks of this process.
    uri = f"file:{_quoted(path)}?mode=ro&immutable=1"
    try:
        with closing(sqlite3.connect(uri, uri=True, isolation_level=None)) as connection:
            return int(connection.execute("PRAGMA page_size").fetchone()[0])
    except sqlite3.DatabaseError:
        return SMALLEST_PAGE


# What a changed byte of a row ends in: a time out of all calendars, a state that there is not, letters that are none.
NO_TRACKER_WRITES = (UnicodeDecodeError, OverflowError, KeyError, ValueError)


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Say in our own words what a database or a disk complains of.

    Raises:
        StoreUnwritableError: no room, no right, or no such folder.
        StoreDamagedError: the file is no record, or does not read.
        StoreBusyError: another process writes.
    """
    try:
        yield
    except (SQLAlchemyError, sqlite3.Error, OSError) as error:
        raise explained(error, path) from error
    except NO_TRACKER_WRITES as error:
        raise StoreDamagedError(
            f"the record {path} is damaged (it holds what no tracker writes: {type(error).__name__}); "
            "keep a copy of it, then see: tracker verify"
        ) from error


def _unreadable(cause: object, name: str) -> bool:
    """Tell whether a row's letters are none, or the tables not those that every statement of ours was written for."""
    undecodable = isinstance(cause, sqlite3.OperationalError) and str(cause).startswith("Could not decode")
    return undecodable or name == "SQLITE_ERROR"


def explained(error: Exception, path: Path) -> StoreError:
    """Give the error of ours that a database's or a disk's error stands for."""
    cause: Any = error.orig if isinstance(error, DBAPIError) else error
    name = getattr(cause, "sqlite_errorname", "")
    if name.startswith(_DAMAGE) or isinstance(cause, sqlite3.IntegrityError) or _unreadable(cause, name):
        return StoreDamagedError(f"the record {path} is damaged ({cause}); keep a copy of it, then see: tracker verify")
    if name.startswith(_BUSY):
        return StoreBusyError(f"the record {path} is being written by another program; stop that one, then try again")
    if name == "SQLITE_FULL" or getattr(cause, "errno", None) == 28:
        return StoreFullError(f"no room is left for the record {path}; nothing was written: make room and go on")
    return StoreUnwritableError(
        f"the record {path} cannot be written or read ({cause}); check its folder's rights and disk"
    )
