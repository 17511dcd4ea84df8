"""A record made or brought up to date before anything is read from it."""

from __future__ import annotations

import secrets
from functools import cache
from pathlib import Path

from sqlalchemy import Connection, Engine, insert, inspect, select, text
from sqlalchemy.dialects.sqlite.base import SQLiteDialect
from sqlalchemy.schema import CreateIndex, CreateTable, ExecutableDDLElement

from tracker.edges.store.opening import (
    archive_path,
    expect_whole,
    make_file,
    make_folder,
    put_in_place,
    translated,
    writing_engine,
)
from tracker.edges.store.page_sums import sums_path
from tracker.edges.store.schema import alembic_version, meta
from tracker.edges.store.steps import step
from tracker.errors import StoreDamagedError, StoreNewerError

REVISIONS = ("r0001", "r0002", "r0004", "r0005", "r0006", "r0007", "r0008", "r0009", "r0010", "r0011", "r0012", "r0013")
HEAD = REVISIONS[-1]

_REVISION = select(alembic_version.c.version_num)
_COUNTED = text("SELECT name FROM sqlite_schema WHERE name = 'sqlite_stat1'")


def prepared_engine(data: Path) -> Engine:
    """Give the writer's engine of a data folder whose record is there and of this program's schema.

    Raises:
        StoreUnwritableError, StoreDamagedError, StoreNewerError, StoreBusyError: it cannot be.
    """
    make_folder(data)
    path = archive_path(data)
    with translated(path):
        expect_whole(path)
    if not path.exists():
        _make(path)
    engine = writing_engine(path)
    try:
        with translated(path):
            _prepare(engine, path)
    except BaseException:
        engine.dispose()
        raise
    return engine


def _make(path: Path) -> None:
    """Make a record beside its place and give it its name once it is whole.

    An empty file under the record's name is never ours, and what a kill leaves is no record yet.
    """
    made = path.with_name(f"{path.name}.new")
    with translated(made):
        for suffix in ("", "-journal", "-wal", "-shm"):
            made.with_name(made.name + suffix).unlink(missing_ok=True)
    make_file(made)
    engine = writing_engine(made)
    try:
        with translated(made):
            _create(engine)
    finally:
        engine.dispose()
    # Of a record that was moved away.
    sums_path(path).unlink(missing_ok=True)
    put_in_place(made, path)


def _prepare(engine: Engine, path: Path) -> None:
    with engine.connect() as connection:
        revision = read_revision(connection, path)
    if revision is None:
        _create(engine)
    elif revision != HEAD:
        # Alembic costs a quarter of a second to import: only a record of another schema pays for it.
        from tracker.edges.store.migrations import upgrade

        # What it writes comes into the file by ways that sum nothing: all are taken anew.
        sums_path(path).unlink(missing_ok=True)
        upgrade(engine, path, revision=revision)


def read_revision(connection: Connection, path: Path) -> str | None:
    """Give the schema's revision; None where the file has no tables yet.

    Raises:
        StoreDamagedError: the file is a database, but no record of ours.
        StoreNewerError: a newer tracker wrote it.
    """
    tables = inspect(connection).get_table_names()
    if not tables:
        return None
    if alembic_version.name not in tables:
        raise StoreDamagedError(f"{path} is not a record of the tracker; name another folder with --data")
    revision = connection.execute(_REVISION).scalar()
    if not revision:
        raise StoreDamagedError(
            f"the record {path} is damaged (it does not say which tracker made it): restore a backup"
        )
    if revision not in REVISIONS:
        raise StoreNewerError(
            f"the record {path} was written by a newer tracker ({revision}); upgrade this one to read it"
        )
    return str(revision)


def _create(engine: Engine) -> None:
    from tracker.edges.store.schema_search import create_words

    with engine.begin() as connection, step("schema"):
        for statement in _statements():
            connection.exec_driver_sql(statement)
        create_words(connection)
        connection.execute(insert(alembic_version), {"version_num": HEAD})
        connection.execute(insert(meta), first_meta())


@cache
def _statements() -> tuple[str, ...]:
    """Give what makes every table and index: to put it in words takes longer than to execute it."""
    # Every table there is: only who makes a record needs them all.
    from tracker.edges.store import schema_sources

    tables = schema_sources.metadata.sorted_tables
    indexes = sorted((index for table in tables for index in table.indexes), key=lambda index: str(index.name))
    made: list[ExecutableDDLElement] = [*map(CreateTable, tables), *map(CreateIndex, indexes)]
    return tuple(str(one.compile(dialect=SQLiteDialect())) for one in made)


def forget_statistics(connection: Connection) -> None:
    """Forget what somebody had SQLite count (`ANALYZE`): all statements are written to be planned without.

    A table that was counted while it was small is scanned for ever after, however large it becomes.
    Source: https://www.sqlite.org/lang_analyze.html, section 2.2
    """
    if connection.dialect.name != "sqlite" or connection.execute(_COUNTED).first() is None:
        return
    connection.exec_driver_sql("DELETE FROM sqlite_stat1")
    # Of the schema nothing is counted: it only has the connection read anew what is left, which is nothing.
    connection.exec_driver_sql("ANALYZE sqlite_schema")


def first_meta() -> list[dict[str, str]]:
    """Give what a new record knows of itself: its public id, and a secret that keeps Message-IDs unguessable."""
    return [
        {"key": "store_id", "value": secrets.token_hex(6)},
        {"key": "secret", "value": secrets.token_hex(16)},
    ]
