"""The schema's history, run by the program itself with Alembic: the record is copied first, then brought up to date."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Engine

from tracker.edges.store.steps import step

HERE = Path(__file__).parent


def upgrade(engine: Engine, path: Path, *, revision: str) -> Path:
    """Bring a record to the newest schema in one transaction, after a copy of it was made; gives the copy's place.

    Raises:
        OSError, SQLAlchemyError: it could not be done; the record is as it was.
    """
    copy = path.with_name(f"{path.stem}-{revision}.backup{path.suffix}")
    back_up(path, copy)
    run_migrations(engine)
    return copy


def run_migrations(engine: Engine, *, versions: Path = HERE / "versions") -> None:
    """Run every migration that the database has not seen, in one transaction."""
    config = Config()
    config.set_main_option("script_location", str(HERE).replace("%", "%%"))
    config.set_main_option("path_separator", "newline")
    config.set_main_option("version_locations", str(versions).replace("%", "%%"))
    with engine.begin() as connection, step("migration"):
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def back_up(path: Path, copy: Path) -> None:
    """Copy a record as it stands, beside a writer too: whole and durable under its name, or not at all."""
    unfinished = copy.with_name(f"{copy.name}.unfinished")
    with step("backup_copy"):
        unfinished.unlink(missing_ok=True)
        os.close(os.open(unfinished, os.O_CREAT | os.O_EXCL | os.O_RDWR | os.O_CLOEXEC, 0o600))
        with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(unfinished)) as target:
            source.backup(target)
            if _is_unwiped(target):
                # Its free pages still hold the words of a redaction that was not wiped to its end.
                target.execute("VACUUM")
    with step("backup_fsync"):
        _fsync(unfinished)
    with step("backup_rename"):
        unfinished.replace(copy)
        _fsync(copy.parent)


def _is_unwiped(copy: sqlite3.Connection) -> bool:
    columns = {row[1] for row in copy.execute("PRAGMA table_info(tombstone)")}
    found = copy.execute("SELECT 1 FROM tombstone WHERE NOT complete LIMIT 1") if "complete" in columns else None
    return found is not None and found.fetchone() is not None


def _fsync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
